"""Tags put where they belong: the missing end of a block, and tags that must stand alone."""

from __future__ import annotations

import copy
import re

from lxml import etree

from briefmaker.inspection.finding import Finding
from briefmaker.inspection.repairing.places import (
    changed_meanwhile,
    detail,
    ends_its_holder,
    everywhere,
    paragraph_at,
    part_at,
)
from briefmaker.inspection.text_editing import replace_in, replace_text
from briefmaker.inspection.word_editing import WordEdit
from briefmaker.inspection.word_file import TextParagraph, W

__all__ = ["insert_end", "own_paragraph"]

_END = re.compile(r"\{%-?(?:tr\s+)?\s*end")


def insert_end(edit: WordEdit, finding: Finding) -> None:
    """The end of a block, at the only place where it can be: the last spot."""
    spot, tag = finding.spots[-1], detail(finding, "tag")
    place = detail(finding, "place")
    if place == "part":
        _at_the_end(part_at(edit, spot).root, tag)
        return
    paragraph = paragraph_at(edit, spot)
    if place == "text":
        replace_in(paragraph, spot.end, spot.end, tag)
        return
    for each in everywhere(paragraph):
        if place == "row":
            row = next(each.element.iterancestors(f"{W}tr"), None)
            if row is None:
                raise changed_meanwhile(spot.file)
            row.addnext(_row_of_its_own(row, tag))
        else:
            each.element.addnext(_paragraph_of_its_own(each.element, tag))


def own_paragraph(edit: WordEdit, finding: Finding) -> None:
    """A tag for a whole paragraph or row, in one of its own."""
    spot, paragraph = finding.spot, paragraph_at(edit, finding.spot)
    tag = paragraph.text[spot.start : spot.end]
    for each in everywhere(paragraph):
        if finding.repair is not None and finding.repair.details.get("place") == "row":
            row = next(each.element.iterancestors(f"{W}tr"), None)
            if row is None:
                raise changed_meanwhile(spot.file)
            (row.addnext if _END.match(tag) else row.addprevious)(_row_of_its_own(row, tag))
            replace_text(each, spot.start, spot.end, "")
            if not _is_needed(each.element):
                each.element.getparent().remove(each.element)  # type: ignore[union-attr]
        else:
            _set_apart(each.element, spot.start, spot.end)


def _is_needed(paragraph: etree._Element) -> bool:
    """Whether a paragraph must stay after its tag was taken out: it holds something, or its cell must end
    with it."""
    things = any(True for each in paragraph if each.tag != f"{W}pPr" and each.tag != f"{W}proofErr")
    return things or ends_its_holder(paragraph)


def _set_apart(element: etree._Element, start: int, end: int) -> None:
    """Split a paragraph into what stands before a stretch of it, that stretch, and what stands behind it.

    The paragraph itself becomes the last of them: the end of a section hangs on it.
    """
    text = TextParagraph(-1, element).text
    stops = [(0, start), (start, end), (end, len(text))]
    wanted = [(first, last) for first, last in stops if text[first:last].strip()]
    for first, last in wanted[:-1]:
        copied = copy.deepcopy(element)
        for gone in [*copied.iter(f"{W}sectPr", f"{W}bookmarkStart", f"{W}bookmarkEnd")]:
            gone.getparent().remove(gone)  # type: ignore[union-attr]
        copied.tail = None
        for name in [name for name in copied.attrib if str(name).endswith(("}paraId", "}textId"))]:
            del copied.attrib[name]
        element.addprevious(copied)
        _keep_only(copied, first, last)
    _keep_only(element, *wanted[-1])


def _keep_only(element: etree._Element, start: int, end: int) -> None:
    text = TextParagraph(-1, element).text
    stretch = text[start:end]
    start += len(stretch) - len(stretch.lstrip())
    end -= len(stretch) - len(stretch.rstrip())
    replace_text(TextParagraph(-1, element), end, len(text), "")
    replace_text(TextParagraph(-1, element), 0, start, "")


def _paragraph_of_its_own(beside: etree._Element, tag: str) -> etree._Element:
    """A paragraph with this tag only, of the style of the one beside it: it doesn't reach a letter."""
    made = beside.makeelement(f"{W}p", {})
    style = beside.find(f"{W}pPr/{W}pStyle")
    if style is not None:
        properties = etree.SubElement(made, f"{W}pPr")
        properties.append(copy.deepcopy(style))
    text = etree.SubElement(etree.SubElement(made, f"{W}r"), f"{W}t")
    text.text = tag
    return made


def _row_of_its_own(beside: etree._Element, tag: str) -> etree._Element:
    """A row with this tag only, in one cell as wide as the table."""
    made = beside.makeelement(f"{W}tr", {})
    cell = etree.SubElement(made, f"{W}tc")
    properties = etree.SubElement(cell, f"{W}tcPr")
    table = next(beside.iterancestors(f"{W}tbl"))
    columns = table.findall(f"{W}tblGrid/{W}gridCol")
    width = sum(int(column.get(f"{W}w", "0")) for column in columns)
    etree.SubElement(properties, f"{W}tcW", {f"{W}w": str(width), f"{W}type": "dxa"})
    if len(columns) > 1:
        etree.SubElement(properties, f"{W}gridSpan", {f"{W}val": str(len(columns))})
    first = next(beside.iter(f"{W}p"), None)
    cell.append(_paragraph_of_its_own(beside.makeelement(f"{W}p", {}) if first is None else first, tag))
    return made


def _at_the_end(root: etree._Element, tag: str) -> None:
    body = root.find(f"{W}body")
    holder = root if body is None else body
    last = next((each for each in reversed(holder) if each.tag != f"{W}sectPr"), None)
    beside = next((each for each in reversed(holder) if each.tag == f"{W}p"), None)
    made = _paragraph_of_its_own(holder.makeelement(f"{W}p", {}) if beside is None else beside, tag)
    if last is None:
        holder.insert(0, made)
    else:
        last.addnext(made)
