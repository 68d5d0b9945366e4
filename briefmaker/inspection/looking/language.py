"""The language of a template: that it is said, and that words are not marked as another by mistake."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from briefmaker.i18n import _
from briefmaker.i18n import language as _interface_language
from briefmaker.inspection.finding import Finding, Repair, Spot
from briefmaker.inspection.look_rules import LANGUAGE_MISSING, LANGUAGE_OTHER
from briefmaker.inspection.looking.looks_of_elements import W
from briefmaker.inspection.looking.seen import Seen, quoted, shown_text

__all__ = ["languages"]

_USUAL: Final = "nl-NL"
_NONE: Final = frozenset(("", "und", "zxx", "x-none", "none", "mul"))
"""Marks that say that text is in no language, or not in which."""
_WORD: Final = re.compile(r"[^\W\d_]+")
_DUTCH: Final = frozenset(_WORD.findall(
    "aan aanhef afdeling afzender antwoord behandeld besluit betreft bij bijlage bijlagen contactpersoon "
    "dat datum deze dit doel doorkiesnummer een gemeente geachte geen geadresseerde graag groet heeft het "
    "hierbij hoogachtend hun informatie ik kan kenmerk kopie maar medewerker meer met mijn mogelijk moet "
    "naam naar namens niet nog nummer omdat ons onderwerp onze ook op pagina postbus raad reactie "
    "retouradres secretaris sluit steller telefoon uit uw verzenddatum verzonden voor vraag vragen "
    "vriendelijke wat wethouder wij wordt worden zal zaaknummer ze zich zijn zo zullen"
))  # fmt: skip
"""Words by which a few words of a Dutch letter are known as Dutch; none that other languages have too."""


def languages(seen: Seen) -> Iterator[Finding]:
    """Findings about the file's language, then about words in another."""
    document_type = seen.subject.document_type
    asked = _USUAL if document_type is None else document_type.language
    if seen.house is None and seen.sheet.root is not None:
        yield from _of_file(seen, asked)
    yield from _of_words(seen, asked)


def _of_file(seen: Seen, asked: str) -> Iterator[Finding]:
    own = seen.sheet.language
    repair = Repair("set_language", _("Set the language"), {"language": asked})
    place = Spot(seen.file, part=seen.sheet.part, part_label=_("the styles"))
    if not own:
        yield LANGUAGE_MISSING.finding(
            _("The file doesn't say in which language its text is."),
            _("Set {language} as its language.").format(language=_called(asked)),
            place,
            repair=repair,
        )
    elif _tongue(own) != _tongue(asked):
        yield LANGUAGE_OTHER.finding(
            _("The language of the file is {other}, that of the letters {language}.").format(
                other=_called(own), language=_called(asked)
            ),
            _("Set {language} as its language.").format(language=_called(asked)),
            place,
            repair=Repair(repair.kind, repair.label, {"language": asked, **_owner(seen)}),
        )


def _owner(seen: Seen) -> dict[str, str]:
    """The usual style, where it says the language itself, before the defaults."""
    for style in seen.sheet.lineage(seen.sheet.usual_paragraph):
        if style.find(f"{W}rPr/{W}lang") is not None:
            return {"style": style.get(f"{W}styleId", "")}
    return {}


def _of_words(seen: Seen, asked: str) -> Iterator[Finding]:
    """A finding for each other language; words that may well be in it are left alone."""
    found: dict[str, list[Spot]] = {}
    for part, paragraph in seen.paragraphs():
        marked: list[tuple[str, int, int]] = []
        for piece in paragraph.pieces:
            lang = None if piece.run is None else piece.run.find(f"{W}rPr/{W}lang")
            own = "" if lang is None else lang.get(f"{W}val", "")
            if own.casefold() in _NONE or _tongue(own) == _tongue(asked):
                continue
            if marked and marked[-1][0] == own and marked[-1][2] == piece.start:
                marked[-1] = own, marked[-1][1], piece.end
            else:
                marked.append((own, piece.start, piece.end))
        shown = shown_text(paragraph) if marked else ""
        for own, start, end in marked:
            if _is_a_slip(shown[start:end], asked):
                found.setdefault(own, []).append(seen.at(part, paragraph, start, end))
    for own, spots in found.items():
        yield LANGUAGE_OTHER.finding(
            _("{words} is marked as {other}, the letter is in {language}.").format(
                words=quoted(seen, spots), other=_called(own), language=_called(asked)
            ),
            _("Set {language} as the language of these words.").format(language=_called(asked)),
            *spots,
            repair=Repair("set_language", _("Set the language"), {"language": asked, "from": own}),
        )


def _is_a_slip(text: str, asked: str) -> bool:
    """Whether words can't be meant to be in another language: what is filled in is in the letter's, and so
    are Dutch words in a Dutch one."""
    if "{{" in text:
        return True
    return _tongue(asked) == "nl" and any(word.casefold() in _DUTCH for word in _WORD.findall(text))


def _called(language: str) -> str:
    """A language's name in that of the interface; its code when it has none."""
    from babel import Locale, UnknownLocaleError  # costs time, and is seldom needed

    try:
        name = Locale(_interface_language()).languages.get(_tongue(language))
    except (UnknownLocaleError, ValueError):
        name = None
    return name or language


def _tongue(language: str) -> str:
    return re.split("[-_]", language, maxsplit=1)[0].casefold()
