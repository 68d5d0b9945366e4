"""The engine's copy of a document laid out, with what Word keeps together kept together.

The engine's own layout tells what it tore apart; the copy is changed there and laid out again.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Any

from lxml import etree

from briefmaker.output.lonely_headers import (
    begin_on_next_page,
    headers_only,
    lonely_header,
    tables_over_pages,
)
from briefmaker.output.paragraph_settings import set_on
from briefmaker.output.widows import widows
from briefmaker.output.word_document import BODY, W, parsed

__all__ = ["kept_together"]

_ROUNDS = 20
"""Each mends what the one before left, or moved."""
_STYLES = "word/styles.xml"


def kept_together(docx: bytes) -> Any:
    """The rdocx.Document of a .docx: no paragraph of three lines is cut after the second, and no table
    begins with only its header rows on a page."""
    import rdocx

    document = rdocx.Document.from_bytes(docx)
    copy: _Copy | None = None
    for _round in range(_ROUNDS):
        pieces = _pieces(document)
        if all(len(fragments) == 1 for fragments in pieces.values()):
            break
        copy = copy or _Copy(docx)
        if not copy.mend(pieces):
            break
        document = rdocx.Document.from_bytes(copy.docx())
    return document


def _pieces(document: Any) -> dict[int, list[Any]]:
    """The fragments of each block of the body, by its place there."""
    pieces: dict[int, list[Any]] = {}
    for fragment in document.layout():
        pieces.setdefault(fragment.body_index, []).append(fragment)
    return pieces


class _Copy:
    """A document that is changed from round to round."""

    def __init__(self, docx: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(docx)) as package:
            self._members = {name: package.read(name) for name in package.namelist()}
        self._root = parsed(self._members[BODY])
        self._body = self._root.find(f"{W}body")
        self._heights: dict[Any, float] = {}
        self._widows: set[Any] = set()
        self._moved: set[Any] = set()

    def mend(self, pieces: Mapping[int, list[Any]]) -> bool:
        """Mend what is torn apart: all widows, or the first table. Whether anything was changed."""
        found = [self._body[place] for place in widows(pieces) if self._body[place].tag == f"{W}p"]
        new = [paragraph for paragraph in found if paragraph not in self._widows]
        for paragraph in new:
            set_on(paragraph, "keepLines")
        self._widows.update(new)
        return bool(new) or self._move_table(pieces)

    def docx(self) -> bytes:
        """The document as it is now."""
        return self._with_root(self._root)

    def _move_table(self, pieces: Mapping[int, list[Any]]) -> bool:
        places = tables_over_pages(self._body, pieces)
        self._measure([place for place in places if self._body[place] not in self._heights])
        place = lonely_header(pieces, self._heights, self._body)
        if place is None or self._body[place] in self._moved:
            return False
        self._moved.add(self._body[place])
        begin_on_next_page(self._body, place, self._members.get(_STYLES, b""))
        return True

    def _measure(self, places: list[int]) -> None:
        """Find how high the header rows of these tables are."""
        import rdocx

        if not places:
            return
        root = etree.Element(self._root.tag, nsmap=self._root.nsmap)
        root.append(headers_only(self._body, places))
        pieces = _pieces(rdocx.Document.from_bytes(self._with_root(root)))
        for number, place in enumerate(places):
            height = sum(fragment.bounds.height for fragment in pieces.get(2 * number + 1, ()))
            self._heights[self._body[place]] = height

    def _with_root(self, root: Any) -> bytes:
        self._members[BODY] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as package:
            for name, data in self._members.items():
                package.writestr(zipfile.ZipInfo(name), data)
        return stream.getvalue()
