"""Formatting that was set on words and paragraphs themselves, where a style should say it.

Only what differs from what the styles say: LibreOffice writes all of that out once more on every
paragraph, which changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from briefmaker.i18n import N_, _
from briefmaker.inspection.finding import Finding, Repair
from briefmaker.inspection.look_rules import FORMAT
from briefmaker.inspection.looking.fonts import is_available
from briefmaker.inspection.looking.looks_of_elements import Look, W, paragraph_look, run_look
from briefmaker.inspection.looking.seen import Seen, quoted, shown_text, style_of
from briefmaker.inspection.looking.sheet import Sheet
from briefmaker.inspection.word_file import TextParagraph, WordPart

__all__ = ["direct_formatting"]

_SAID: Final = {
    "rFonts": N_("the font"), "sz": N_("the size"), "color": N_("the colour"), "b": N_("bold"),
    "i": N_("italic"), "u": N_("an underline"), "highlight": N_("highlighting"), "caps": N_("capitals"),
    "smallCaps": N_("small capitals"), "strike": N_("striking through"), "dstrike": N_("striking through"),
    "vanish": N_("hidden text"), "vertAlign": N_("superscript or subscript"), "shd": N_("the shading"),
    "bdr": N_("a border"), "pBdr": N_("a border"), "ind": N_("the indent"), "jc": N_("the alignment"),
    "numPr": N_("the numbering"), "tabs": N_("the tab stops"),
}  # fmt: skip
"""What is said of an element of formatting; of others that it is spacing or an effect."""
_SPACING: Final = frozenset(("spacing", "position", "w"))
_TWINS: Final = {"b": ("b", "bCs"), "i": ("i", "iCs"), "sz": ("sz", "szCs")}
"""What goes when formatting is cleared: with it what it is for other scripts."""
_SHOWN: Final = f"{W}drawing", f"{W}pict", f"{W}object"


@dataclass(frozen=True, slots=True)
class _Direct:
    """What a stretch of a paragraph has of its own: elements of runs and of the paragraph."""

    part: WordPart
    paragraph: TextParagraph
    start: int
    end: int
    run: tuple[str, ...] = ()
    of_paragraph: tuple[str, ...] = ()


def direct_formatting(seen: Seen) -> Iterator[Finding]:
    """A finding for each row of paragraphs that are formatted alike."""
    together: list[_Direct] = []
    for part, paragraph in seen.paragraphs():
        found = [*_of_paragraph(seen, part, paragraph)]
        if together and not found and shown_text(paragraph).strip():
            yield _finding(seen, together)
            together = []
        for direct in found:
            if together and not _goes_on(together[-1], direct):
                yield _finding(seen, together)
                together = []
            together.append(direct)
    if together:
        yield _finding(seen, together)


def _goes_on(one: _Direct, other: _Direct) -> bool:
    return one.part is other.part and (one.run, one.of_paragraph) == (other.run, other.of_paragraph)


def _finding(seen: Seen, together: list[_Direct]) -> Finding:
    first = together[0]
    said = dict.fromkeys(_said(name) for name in (*first.run, *first.of_paragraph))
    places = (seen.at(each.part, each.paragraph, each.start, each.end) for each in together)
    spots = tuple(dict.fromkeys(places))
    details = {"run": _all_of(first.run), "paragraph": _all_of(first.of_paragraph)}
    return FORMAT.finding(
        _("{words} was formatted by hand: {formatting}.").format(
            words=quoted(seen, spots), formatting=", ".join(said)
        ),
        _("Choose a style that looks so, or clear the formatting."),
        *spots,
        repair=Repair("clear_format", _("Clear the formatting"), {k: v for k, v in details.items() if v}),
    )


def _said(name: str) -> str:
    if name in _SAID:
        return _(_SAID[name])
    return _("the spacing") if name in _SPACING else _("an effect")


def _all_of(names: tuple[str, ...]) -> str:
    return " ".join(own for name in names for own in _TWINS.get(name, (name,)))


def _of_paragraph(seen: Seen, part: WordPart, paragraph: TextParagraph) -> Iterator[_Direct]:
    shown = shown_text(paragraph)
    element, sheet = paragraph.element, seen.sheet
    style = style_of(paragraph, sheet)
    tables = [*_table_styles(element, sheet)]
    if shown.strip() or any(_is_own(each, element) for each in element.iter(*_SHOWN)):
        usual = [sheet.paragraph_defaults | sheet.paragraph(style), _of_numbering(element, sheet)]
        usual += [paragraph_look(table.find(f"{W}pPr")) for table in tables]
        if names := _otherwise(paragraph_look(element.find(f"{W}pPr")), usual):
            yield _Direct(part, paragraph, 0, len(paragraph.text), of_paragraph=names)
    of_text = sheet.run_defaults | sheet.run(style)
    of_tables = [run_look(table.find(f"{W}rPr"), sheet.theme_fonts) for table in tables]
    found: list[_Direct] = []
    for run, start, end in _runs(paragraph):
        if not shown[start:end].strip():
            continue
        properties = run.find(f"{W}rPr")
        named = None if properties is None else properties.find(f"{W}rStyle")
        of_style = sheet.run("" if named is None else named.get(f"{W}val", ""))
        own = run_look(properties, sheet.theme_fonts)
        own = {key: value for key, value in own.items() if is_available(seen, key, value)}
        names = _otherwise(own, [of_text | of_style, of_text, *(table | of_style for table in of_tables)])
        if names and found and found[-1].end == start and found[-1].run == names:
            found[-1] = _Direct(part, paragraph, found[-1].start, end, run=names)
        elif names:
            found.append(_Direct(part, paragraph, start, end, run=names))
    yield from found


def _of_numbering(element: etree._Element, sheet: Sheet) -> Look:
    """How the list that a paragraph itself names has its paragraphs."""
    number, level = element.find(f"{W}pPr/{W}numPr/{W}numId"), element.find(f"{W}pPr/{W}numPr/{W}ilvl")
    if number is None:
        return {}
    return sheet.numbering_look(
        number.get(f"{W}val", ""), "0" if level is None else level.get(f"{W}val", "0")
    )


def _otherwise(own: Look, usual: list[Look]) -> tuple[str, ...]:
    """The elements of which something is said that none of the usual looks has."""
    found = (key for key, value in own.items() if not any(_alike(key, value, look) for look in usual))
    return tuple(dict.fromkeys(key.partition(".")[0] for key in found))


def _alike(key: str, value: str, look: Look) -> bool:
    known = look.get(key)
    if key.startswith("tabs."):
        return value == "clear" or known is not None
    if known is None:
        return False
    return known.casefold() == value.casefold()


def _runs(paragraph: TextParagraph) -> Iterator[tuple[etree._Element, int, int]]:
    """Every run with text, from where to where it goes."""
    last: etree._Element | None = None
    start = end = 0
    for piece in paragraph.pieces:
        run = piece.run
        if run is not last and last is not None:
            yield last, start, end
        if run is not last:
            last, start = run, piece.start
        end = piece.end
    if last is not None:
        yield last, start, end


def _table_styles(element: etree._Element, sheet: Sheet) -> Iterator[etree._Element]:
    """What the style of the table says in which a paragraph stands, for all cells and for some of them."""
    table = next(element.iterancestors(f"{W}tbl"), None)
    named = None if table is None else table.find(f"{W}tblPr/{W}tblStyle")
    if named is not None:
        for style in sheet.lineage(named.get(f"{W}val", "")):
            yield style
            yield from style.iterfind(f"{W}tblStylePr")


def _is_own(drawing: etree._Element, paragraph: etree._Element) -> bool:
    return next(drawing.iterancestors(f"{W}p"), None) is paragraph
