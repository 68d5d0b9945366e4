"""The language of the interface: every sentence a user reads passes through here.

The code has English sentences, which are the English catalogue; the Dutch one lies in
`resources/locale/nl` (see `resources/locale/README.md`). Dutch is what users get unless they ask for
English. The language of a *letter* is another matter and not known here. Knows only
`briefmaker.places`.

    _("Save the letter as {name}").format(name=name)
    _n("{count} page", "{count} pages", count).format(count=count)
    _p("button", "Open")                    the same English for two Dutch words: say where it stands
    N_("Subject")                           marks a sentence that is translated later, with _(sentence)

Fields are filled after the translation: an f-string inside `_()` is never found in the catalogue.
Module constants use `N_`, since the language may be chosen, and changed, after import.
"""

from __future__ import annotations

import gettext
from collections.abc import Mapping

from briefmaker.places import resources_folder

__all__ = [
    "DEFAULT_LANGUAGE",
    "LANGUAGES",
    "N_",
    "_",
    "_n",
    "_p",
    "choose_language",
    "language",
    "set_language",
]

LANGUAGES = ("nl", "en")
"""The languages of the interface, as ISO 639-1 codes."""

DEFAULT_LANGUAGE = "nl"

_DOMAIN = "briefmaker"


class _Interface:
    """The language in use and its catalogue, which is read when the first sentence is needed."""

    language: str = DEFAULT_LANGUAGE
    catalogue: gettext.NullTranslations | None = None


def set_language(code: str) -> None:
    """Speak this language from now on, in the whole process; `code` is one of `LANGUAGES`."""
    if code not in LANGUAGES:
        raise ValueError(f"no interface language {code!r}: one of {', '.join(LANGUAGES)}")
    if code != _Interface.language:
        _Interface.language = code
        _Interface.catalogue = None


def language() -> str:
    """The interface language in use, one of `LANGUAGES`."""
    return _Interface.language


def choose_language(setting: str | None, environment: Mapping[str, str]) -> str:
    """The interface language to use: the user's setting, else BRIEFMAKER_LANGUAGE, else Dutch.

    The locale of the system has no say: municipal machines often run an English Windows for people
    who write Dutch. Values may be whole locale names ("en_GB.UTF-8"); unknown languages are passed over.
    """
    for asked in (setting, environment.get("BRIEFMAKER_LANGUAGE")):
        code = (asked or "").strip().lower()[:2]
        if code in LANGUAGES:
            return code
    return DEFAULT_LANGUAGE


def _catalogue() -> gettext.NullTranslations:
    """The catalogue of the language in use; English sentences stand in for one that isn't there."""
    catalogue = _Interface.catalogue
    if catalogue is None:
        if _Interface.language == "en":
            catalogue = gettext.NullTranslations()
        else:
            folder = resources_folder() / "locale"
            catalogue = gettext.translation(_DOMAIN, folder, [_Interface.language], fallback=True)
        _Interface.catalogue = catalogue
    return catalogue


def _(sentence: str) -> str:
    """The sentence in the interface language, its {fields} still to be filled."""
    # gettext answers "" with the catalogue's header.
    return _catalogue().gettext(sentence) if sentence else ""


def _n(one: str, many: str, count: int) -> str:
    """The sentence for this number of things, in the interface language."""
    return _catalogue().ngettext(one, many, count)


def _p(place: str, sentence: str) -> str:
    """The sentence as it is said at this place; `place` is never shown."""
    return _catalogue().pgettext(place, sentence)


def N_(sentence: str) -> str:  # noqa: N802 (gettext's own name for it)
    """The sentence itself: marks it for the catalogue, to be translated when it is shown."""
    return sentence
