"""An XML part that is changed at single places and written back with every other byte as it was.

Parsing and serialising a part anew would rewrite it all: quotes, empty elements, line ends, comments. Here
what is unchanged is copied from the source; what is changed is written afresh.
"""

from __future__ import annotations

import re
import xml.parsers.expat
from dataclasses import dataclass

from lxml import etree

__all__ = ["KeptXml"]

_OPENING = re.compile(rb"<[^\s/>]+(?:\s+[^\s=]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*\s*/?>")
_ATTRIBUTE = re.compile(rb"\s+([^\s=]+)\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*encoding\s*=\s*["']([^"']+)["']""")
_XML = "http://www.w3.org/XML/1998/namespace"
_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class _Known:
    """An element as it was read: where it lies in the source, up to the end of what follows it, and what
    it was."""

    start: int
    opened: int
    closing: int
    end: int
    tag: object
    attributes: dict[str, str]
    text: str
    tail: str
    children: tuple[etree._Element, ...]


class KeptXml:
    """`source`, and the tree read from it, which may be changed; made before the first change.

    The tree is one of `briefmaker.rendering.package.parsed`: without comments, which stay in the file.
    """

    def __init__(self, source: bytes, root: etree._Element) -> None:
        self._root = root
        encoding = _ENCODING.match(source.removeprefix(_MARK))
        plain = encoding is None or encoding[1].lower() in {b"utf-8", b"utf8", b"us-ascii", b"ascii"}
        if not plain or source[:2] in {b"\xff\xfe", b"\xfe\xff"}:
            source = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
        self._source = source
        self._known = _known(source, root)

    def written(self) -> bytes:
        """The part as it is now."""
        known = self._known.get(self._root)
        if known is None:
            return self._serialised()
        pieces = [self._source[: known.start]]
        self._write(self._root, pieces)
        pieces.append(self._source[known.end :])
        written = b"".join(pieces)
        return written if self._is_the_tree(written) else self._serialised()

    def _serialised(self) -> bytes:
        written: bytes = etree.tostring(self._root, encoding="UTF-8", xml_declaration=True, standalone=True)
        return written

    def _is_the_tree(self, written: bytes) -> bool:
        """Whether what is written reads as the tree: what was moved may miss a namespace of its old place."""
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
        )
        try:
            read = etree.fromstring(written, parser)
        except etree.XMLSyntaxError:
            return False
        return bool(etree.tostring(read, method="c14n2") == etree.tostring(self._root, method="c14n2"))

    def _write(self, element: etree._Element, pieces: list[bytes]) -> None:
        known = self._known.get(element)
        children = tuple(element)
        text = element.text or ""
        if known is None:
            pieces.append(_fresh_opening(element, empty=not children and not text))
            if not children and not text:
                return
            pieces.append(_escaped(text))
        else:
            was_empty = known.opened == known.end
            opening = self._opening(element, known)
            if not children and not text and not known.children and not known.text:
                pieces += (opening, self._source[known.opened : known.end])
                return
            pieces.append(opening[:-2].rstrip() + b">" if was_empty else opening)
            if text == known.text:
                first = self._known[known.children[0]].start if known.children else known.closing
                pieces.append(self._source[known.opened : first])
            else:
                pieces.append(_escaped(text))
        for child in children:
            self._write(child, pieces)
            pieces.append(self._tail(child))
        if known is not None and known.opened != known.end:
            pieces.append(self._source[known.closing : known.end])
        else:
            pieces.append(b"</" + _name(element, element.tag) + b">")

    def _tail(self, element: etree._Element) -> bytes:
        known = self._known.get(element)
        tail = element.tail or ""
        if known is None or tail != known.tail:
            return _escaped(tail)
        end = self._source.find(b"<", known.end)
        while self._source.startswith((b"<!", b"<?"), end):  # comments, marked sections, instructions
            stop = {b"<!--": b"-->", b"<![C": b"]]>"}.get(self._source[end : end + 4], b"?>")
            end = self._source.find(b"<", self._source.find(stop, end) + len(stop))
        return self._source[known.end : end]

    def _opening(self, element: etree._Element, known: _Known) -> bytes:
        source = self._source[known.start : known.opened]
        now = {str(name): str(value) for name, value in element.attrib.items()}
        if now == known.attributes and element.tag == known.tag:
            return source
        prefixes = {prefix: uri for prefix, uri in element.nsmap.items() if prefix}
        pieces = [b"<" + _name(element, element.tag)]
        for match in _ATTRIBUTE.finditer(source):
            name = match[1].decode()
            if name == "xmlns" or name.startswith("xmlns:"):
                pieces.append(match[0])
                continue
            prefix, _colon, local = name.rpartition(":")
            full = f"{{{_uri(prefixes, prefix)}}}{local}" if prefix else name
            if full in now:
                value = now.pop(full)
                kept = value == known.attributes.get(full)
                pieces.append(match[0] if kept else _attribute(match[1], value))
        pieces += (_attribute(_name(element, name), value) for name, value in now.items())
        return b"".join(pieces) + (b"/>" if source.endswith(b"/>") else b">")


def _known(source: bytes, root: etree._Element) -> dict[etree._Element, _Known]:
    """Every element with its place in the source."""
    elements = list(root.iter("*"))
    places = _places(source)
    found = {}
    for element, (start, closing, end) in zip(elements, places, strict=True):
        found[element] = _Known(
            start, _opening_end(source, start), closing, end, element.tag,
            {str(name): str(value) for name, value in element.attrib.items()},
            element.text or "", element.tail or "", tuple(element),
        )  # fmt: skip
    return found


def _places(source: bytes) -> list[tuple[int, int, int]]:
    """Beginning, begin of the closing tag and end of each element, in the order of their beginnings."""
    places: list[tuple[int, int, int]] = []
    open_ones: list[int] = []
    parser = xml.parsers.expat.ParserCreate()
    offset = len(_MARK) if source.startswith(_MARK) else 0

    def begins(_name: str, _attributes: object) -> None:
        open_ones.append(len(places))
        places.append((parser.CurrentByteIndex + offset, 0, 0))

    def ends(_name: str) -> None:
        number = open_ones.pop()
        start, closing = places[number][0], parser.CurrentByteIndex + offset
        # Of `<a/>` expat gives the end of the tag, or its beginning, as the begin of its closing.
        if source.startswith(b"</", closing) and closing > start and not _is_empty(source, start):
            places[number] = (start, closing, source.index(b">", closing) + 1)
        else:
            end = _opening_end(source, start)
            places[number] = (start, end, end)

    parser.StartElementHandler = begins
    parser.EndElementHandler = ends
    parser.Parse(source[offset:], True)
    return places


def _opening_end(source: bytes, start: int) -> int:
    opening = _OPENING.match(source, start)
    return opening.end() if opening else start


def _is_empty(source: bytes, start: int) -> bool:
    return source.endswith(b"/>", start, _opening_end(source, start))


def _uri(prefixes: dict[str, str], prefix: str) -> str:
    return _XML if prefix == "xml" else prefixes.get(prefix, "")


def _fresh_opening(element: etree._Element, *, empty: bool) -> bytes:
    parent = element.getparent()
    inherited = {} if parent is None else parent.nsmap
    pieces = [b"<" + _name(element, element.tag)]
    for prefix, uri in element.nsmap.items():
        if inherited.get(prefix) != uri:
            pieces.append(_attribute(f"xmlns:{prefix}".encode() if prefix else b"xmlns", uri))
    pieces += (_attribute(_name(element, str(name)), str(value)) for name, value in element.attrib.items())
    return b"".join(pieces) + (b"/>" if empty else b">")


def _name(element: etree._Element, full: str) -> bytes:
    """How a name is written at this element."""
    if not full.startswith("{"):
        return full.encode()
    uri, _brace, local = full[1:].partition("}")
    if uri == _XML:
        prefix: str | None = "xml"
    elif full == element.tag:
        prefix = element.prefix
    else:
        prefix = next((known for known, own in element.nsmap.items() if own == uri and known), "")
    return (f"{prefix}:{local}" if prefix else local).encode()


def _attribute(name: bytes, value: str) -> bytes:
    escaped = value.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    for sign, entity in (("\t", "&#9;"), ("\n", "&#10;"), ("\r", "&#13;")):
        escaped = escaped.replace(sign, entity)
    return b" " + name + b'="' + escaped.encode() + b'"'


def _escaped(text: str) -> bytes:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return escaped.replace("\r", "&#13;").encode()
