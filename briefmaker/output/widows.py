"""Last lines that the embedded engine leaves alone on a page, where Word does not.

A paragraph of exactly three lines of which two fit is split 2 + 1 by the engine; Word and LibreOffice
keep widow control's promise and move all three. For such a paragraph "keep lines together" means the
same, so it is set in the engine's copy and the document is laid out again.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

from lxml import etree

from briefmaker.output.word_document import BODY, W

__all__ = ["without_widows"]

_ROUNDS = 5
_SHORTEST_PAIR = 1.6
"""Two lines are higher than this many times the height of one."""


def without_widows(docx: bytes) -> Any:
    """The rdocx.Document of a .docx, in which no paragraph of three lines is cut after the second."""
    import rdocx

    document = rdocx.Document.from_bytes(docx)
    done: set[int] = set()
    for _round in range(_ROUNDS):
        widows = _widows(document) - done
        if not widows:
            break
        done |= widows
        docx = _kept_together(docx, widows)
        document = rdocx.Document.from_bytes(docx)
    return document


def _widows(document: Any) -> set[int]:
    """The places in the body of the paragraphs of which two lines are on one page and one on the next."""
    pieces: dict[int, list[Any]] = {}
    for fragment in document.layout():
        pieces.setdefault(fragment.body_index, []).append(fragment)
    found = set()
    for place, fragments in pieces.items():
        if len(fragments) != 2 or fragments[0].physical_page == fragments[1].physical_page:
            continue
        first, last = fragments[0].bounds.height, fragments[1].bounds.height
        if last * _SHORTEST_PAIR < first < last * 2.6:
            found.add(place)
    return found


def _kept_together(docx: bytes, places: set[int]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(stream, "w") as new:
        for info in old.infolist():
            data = old.read(info)
            if info.filename == BODY:
                data = _with_kept_lines(data, places)
            new.writestr(info, data)
    return stream.getvalue()


_BEFORE_KEEP_LINES = re.compile(re.escape(W) + "(pStyle|keepNext)")


def _with_kept_lines(xml: bytes, places: set[int]) -> bytes:
    root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    body = root.find(f"{W}body")
    for place in places:
        paragraph = body[place] if body is not None and place < len(body) else None
        if paragraph is None or paragraph.tag != f"{W}p":
            continue
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            properties = etree.Element(f"{W}pPr")
            paragraph.insert(0, properties)
        if properties.find(f"{W}keepLines") is None:
            first = sum(1 for child in properties if _BEFORE_KEEP_LINES.fullmatch(str(child.tag)))
            properties.insert(first, etree.Element(f"{W}keepLines"))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
