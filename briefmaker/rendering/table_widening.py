"""Tables of a template that are as wide as its text, made as wide as the text of its house style."""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import Final

from lxml import etree

__all__ = ["fit_tables"]

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NEARLY: Final = 30
"""Twentieths of a point: what Word itself may add to the width of a table."""


def fit_tables(document: etree._Element, house: etree._Element) -> None:
    """Change the tables of `document` that fill its text's width to fill that of `house`, in the same
    proportions. Both are the roots of a document; their last sections say how wide a text is."""
    own, wanted = _text_width(document), _text_width(house)
    if not own or not wanted or own == wanted:
        return
    for table in document.iter(f"{W}tbl"):
        width = table.find(f"{W}tblPr/{W}tblW")
        columns = [_length(column) for column in table.iterfind(f"{W}tblGrid/{W}gridCol")]
        if width is None or not columns or abs(_length(width) - own) > _NEARLY:
            continue
        share = wanted / _length(width)
        edges = [round(edge * share) for edge in accumulate(columns, initial=0)]
        for column, (left, right) in zip(
            table.iterfind(f"{W}tblGrid/{W}gridCol"), pairwise(edges), strict=True
        ):
            column.set(f"{W}w", str(right - left))
        width.set(f"{W}w", str(wanted))
        for cell in table.iterfind(f"{W}tr/{W}tc/{W}tcPr/{W}tcW"):
            if _length(cell):
                cell.set(f"{W}w", str(round(_length(cell) * share)))


def _text_width(document: etree._Element) -> int:
    """Between the margins, in twentieths of a point; 0 when the document doesn't say."""
    section = next(reversed(document.findall(f".//{W}sectPr")), None)
    size = None if section is None else section.find(f"{W}pgSz")
    margins = None if section is None else section.find(f"{W}pgMar")
    if size is None or margins is None:
        return 0
    sides = (margins.get(f"{W}{side}", "0") for side in ("left", "right", "gutter"))
    return _number(size.get(f"{W}w", "0")) - sum(map(_number, sides))


def _length(element: etree._Element) -> int:
    """The width that an element says in twentieths of a point, 0 for one in per cent or of itself."""
    return _number(element.get(f"{W}w", "0")) if element.get(f"{W}type", "dxa") == "dxa" else 0


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else 0
