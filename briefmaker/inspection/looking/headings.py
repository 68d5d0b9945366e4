"""Headings in order: none skips a level."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from briefmaker.i18n import _
from briefmaker.inspection.finding import Finding, Repair
from briefmaker.inspection.look_rules import HEADINGS
from briefmaker.inspection.looking.looks_of_elements import W, whole_number
from briefmaker.inspection.looking.seen import Seen, shown_text, style_of
from briefmaker.inspection.looking.sheet import Sheet
from briefmaker.inspection.word_file import TextParagraph
from briefmaker.rendering.style_names import english_name, names_of

__all__ = ["headings_out_of_order"]

_HEADING: Final = re.compile(r"heading ([1-9])")
_TEXT: Final = re.compile(r"\{\{p\s")
_NO_HEADING: Final = 9


def headings_out_of_order(seen: Seen) -> Iterator[Finding]:
    """A finding for each heading more than one level below the one before it. Behind a whole text, which has
    headings of its own, any level may come."""
    if seen.is_house_style or not seen.parts:
        return
    before, levels = 0, dict[str, int]()
    part = seen.parts[0]
    for paragraph in part.paragraphs:
        if _TEXT.search(paragraph.text):
            before = _NO_HEADING
        level = _level(seen, paragraph, levels)
        if level == 0 or not shown_text(paragraph).strip():
            continue
        if level > before + 1:
            what = (
                _("This heading is of level {level}, the one before it of level {before}.")
                if before
                else _("The first heading is of level {level}.")
            )
            yield HEADINGS.finding(
                what.format(level=level, before=before),
                _("Choose the style “{style}”.").format(style=_shown_name(before + 1)),
                seen.at(part, paragraph),
                repair=_repair(seen, paragraph, before + 1),
            )
        before = level


def _repair(seen: Seen, paragraph: TextParagraph, level: int) -> Repair | None:
    """The heading style of the right level, for a heading that is in one of Word's own."""
    style, wanted = style_of(paragraph, seen.sheet), f"heading {level}"
    own = seen.in_house_style("paragraph", style)
    looks = seen.sheet if own is None or seen.house is None else seen.house
    found = seen.sheet.id_named("paragraph", wanted) or looks.id_named("paragraph", wanted)
    if found is None or not _HEADING.fullmatch(looks.name(own or style).casefold()):
        return None
    label = _("Use “{style}”").format(style=_shown_name(level))
    return Repair("use_style", label, {"style": found})


def _shown_name(level: int) -> str:
    return _("Heading {level}").format(level=level)


def _level(seen: Seen, paragraph: TextParagraph, levels: dict[str, int]) -> int:
    """The level of a heading, from 1; 0 for what is none. levels: those of styles, once known."""
    direct = paragraph.element.find(f"{W}pPr/{W}outlineLvl")
    if direct is not None:
        return _counted(direct.get(f"{W}val"))
    style = style_of(paragraph, seen.sheet)
    if style not in levels:
        own = seen.in_house_style("paragraph", style)
        if own is None or seen.house is None:
            levels[style] = _level_of_style(seen.sheet, style)
        else:
            levels[style] = _level_of_style(seen.house, own)
    return levels[style]


def _level_of_style(sheet: Sheet, style_id: str) -> int:
    for style in sheet.lineage(style_id):
        outline = style.find(f"{W}pPr/{W}outlineLvl")
        if outline is not None:
            return _counted(outline.get(f"{W}val"))
        for name in names_of(style):
            if found := _HEADING.fullmatch(english_name(name)):
                return int(found[1])
    return 0


def _counted(value: str | None) -> int:
    number = whole_number(value, _NO_HEADING)
    return number + 1 if 0 <= number < _NO_HEADING else 0
