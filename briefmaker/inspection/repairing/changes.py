"""Tracked changes, all accepted: what was put in stays, what was struck out goes.

ISO/IEC 29500-1, 17.13.5.
"""

from __future__ import annotations

from lxml import etree

from briefmaker.inspection.finding import Finding
from briefmaker.inspection.repairing.places import ends_its_holder
from briefmaker.inspection.word_editing import WordEdit
from briefmaker.inspection.word_file import W

__all__ = ["accept_changes"]

_GONE = tuple(
    f"{W}{name}"
    for name in (
        "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "trPrChange", "tcPrChange",
        "tblGridChange", "numberingChange", "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart",
        "moveToRangeEnd", "customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart",
        "customXmlDelRangeEnd", "customXmlMoveFromRangeStart", "customXmlMoveFromRangeEnd",
        "customXmlMoveToRangeStart", "customXmlMoveToRangeEnd", "cellIns", "cellMerge",
    )
)  # fmt: skip
_IN = {f"{W}ins", f"{W}moveTo"}
_OUT = {f"{W}del", f"{W}moveFrom"}


def accept_changes(edit: WordEdit, _finding: Finding) -> None:
    """Accept every tracked change of the file, and keep Word from tracking more."""
    roots = [part.root for part in edit.parts]
    roots += [edit.root(name) for kind in ("styles", "numbering") if (name := edit.related(kind))]
    for root in roots:
        _accept(root)
    if settings := edit.related("settings"):
        for tracking in [*edit.root(settings).iter(f"{W}trackRevisions")]:
            _remove(tracking)


def _accept(root: etree._Element) -> None:
    for gone in [*root.iter(*_GONE)]:
        _remove(gone)
    _accept_in_tables(root)
    joined = [
        paragraph
        for paragraph in root.iter(f"{W}p")
        if any(each.tag in _OUT for each in paragraph.iterfind(f"{W}pPr/{W}rPr/*"))
    ]
    for struck in [each for each in root.iter(*_OUT) if _is_content(each)]:
        _remove(struck)
    for put_in in [each for each in root.iter(*_IN) if _is_content(each)]:
        for child in [*put_in]:
            put_in.addprevious(child)
        _remove(put_in)
    for properties in [*root.iter(f"{W}rPr")]:
        _remove_marks(properties)
    for paragraph in joined:
        _join_with_next(paragraph)


def _accept_in_tables(root: etree._Element) -> None:
    for row in [*root.iter(f"{W}tr")]:
        properties = row.find(f"{W}trPr")
        if properties is not None and any(each.tag in _OUT for each in properties):
            _remove(row)
        elif properties is not None:
            _remove_marks(properties)
    for cell in [*root.iter(f"{W}tc")]:
        if cell.find(f"{W}tcPr/{W}cellDel") is not None:
            _remove(cell)
    for table in [*root.iter(f"{W}tbl")]:
        if table.find(f".//{W}tr") is None:
            _remove(table)


def _is_content(element: etree._Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag not in {f"{W}rPr", f"{W}trPr"}


def _remove_marks(properties: etree._Element) -> None:
    """Take out what says that a paragraph's end, a row or a sign was put in or struck out."""
    marks = [each for each in properties if each.tag in _IN | _OUT]
    for mark in marks:
        properties.remove(mark)
    if marks and not len(properties):
        holder = properties.getparent()
        _remove(properties)
        if holder is not None and holder.tag == f"{W}pPr" and not len(holder):
            _remove(holder)


def _join_with_next(paragraph: etree._Element) -> None:
    """A paragraph whose end was struck out goes on in the next one, which keeps its own properties."""
    following = paragraph.getnext()
    own = [each for each in paragraph if each.tag != f"{W}pPr"]
    if following is None or following.tag != f"{W}p":
        if not own and not ends_its_holder(paragraph):
            _remove(paragraph)
        return
    place = 1 if following.find(f"{W}pPr") is not None else 0
    for offset, each in enumerate(own):
        following.insert(place + offset, each)
    _remove(paragraph)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
