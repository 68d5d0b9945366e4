"""Fonts that can't be counted on: in the styles that are used, and set on words themselves."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import Final

from briefmaker.i18n import _
from briefmaker.inspection.finding import Finding, Repair, Spot
from briefmaker.inspection.look_rules import FONTS
from briefmaker.inspection.looking.looks_of_elements import W, run_look
from briefmaker.inspection.looking.seen import Seen, quoted, shown_text
from briefmaker.inspection.looking.used_styles import used_styles

__all__ = ["is_available", "unavailable_fonts"]

_KEYS: Final = ("rFonts.ascii", "rFonts.hAnsi")


def is_available(seen: Seen, key: str, value: str) -> bool:
    """Whether something said of text is no font, or one that can be counted on."""
    return key not in _KEYS or not seen.fonts or value.casefold() in seen.fonts


def unavailable_fonts(seen: Seen) -> Iterator[Finding]:
    """A finding for each font, at the words or styles that ask for it."""
    if not seen.fonts:
        return
    for name, spots in _set_on_words(seen).items():
        yield FONTS.finding(
            _("{words} is in the font “{font}”, but not everybody has it.").format(
                words=quoted(seen, spots), font=name
            ),
            _("Clear the formatting, so that the style decides."),
            *spots,
            repair=Repair("clear_format", _("Clear the formatting"), {"run": "rFonts"}),
        )
    for name, spots in _of_styles(seen).items():
        near = difflib.get_close_matches(name, seen.subject.fonts, 1, 0.8)
        remedy = _("Choose another font for the style.")
        if near:
            remedy += " " + _("Did you mean “{name}”?").format(name=near[0])
        yield FONTS.finding(
            _("The style “{style}” asks for the font “{font}”, but not everybody has it.").format(
                style=spots[0].words, font=name
            ),
            remedy,
            *spots,
        )


def _set_on_words(seen: Seen) -> dict[str, list[Spot]]:
    found: dict[str, list[Spot]] = {}
    for part, paragraph in seen.paragraphs():
        shown = ""
        last: tuple[str, int] | None = None
        for piece in paragraph.pieces:
            run = piece.run
            look = run_look(None if run is None else run.find(f"{W}rPr"), seen.sheet.theme_fonts)
            name = next(
                (look[key] for key in _KEYS if key in look and not is_available(seen, key, look[key])), ""
            )
            if not name:
                continue
            shown = shown or shown_text(paragraph)
            if not shown[piece.start : piece.end].strip():
                continue
            spots = found.setdefault(name, [])
            start = piece.start
            if last == (name, start):
                start = spots.pop().start
            spots.append(seen.at(part, paragraph, start, piece.end))
            last = name, piece.end
    return found


def _of_styles(seen: Seen) -> dict[str, list[Spot]]:
    """Fonts by the styles that name them themselves; the defaults count as the usual style's."""
    found: dict[str, list[Spot]] = {}
    sheet, asked = seen.sheet, dict[str, str]()
    for style_id, _kind in used_styles(seen):
        for style in sheet.lineage(style_id):
            look = run_look(style.find(f"{W}rPr"), sheet.theme_fonts)
            asked |= {
                look[key]: style.get(f"{W}styleId", "")
                for key in _KEYS
                if key in look and look[key] not in asked
            }
    if seen.house is None:
        asked = {
            sheet.run_defaults[key]: sheet.usual_paragraph for key in _KEYS if key in sheet.run_defaults
        } | asked
    for name, style_id in asked.items():
        if name.casefold() not in seen.fonts:
            found.setdefault(name, []).append(seen.in_styles(sheet.name(style_id)))
    return found
