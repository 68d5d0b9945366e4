"""Languages by the names that people have for them."""

from __future__ import annotations

from collections.abc import Sequence

from briefmaker.i18n import _, language

__all__ = ["language_names"]


def language_names(tags: Sequence[str]) -> tuple[str, ...]:
    """How the languages with these tags (BCP 47) are called in the interface's language: "Engels"; with their
    region where several are the same language. A tag that nobody knows is its own name."""
    languages = [tag.partition("-")[0] for tag in tags]
    return tuple(
        _known_name(tag, region=True) if languages.count(own) > 1 else _name(tag, own)
        for tag, own in zip(tags, languages, strict=True)
    )


def _name(tag: str, own: str) -> str:
    # Loading babel takes 30 ms of a window's opening, and hardly a letter is in a third language.
    if own == "nl":
        return _("Dutch")
    if own == "en":
        return _("English")
    return _known_name(tag, region=False)


def _known_name(tag: str, *, region: bool) -> str:
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError):
        return tag
    found = locale.get_display_name(language()) if region else locale.get_language_name(language())
    return f"{found[0].upper()}{found[1:]}" if found else tag
