"""Follows the XML between a template's placeholders: where one stands, and what text is printed.

A template is cut into pieces by its placeholders and conditions, so no piece is XML by itself. Every
branch of a condition begins and ends in the same place, or its outcome would be no XML; therefore
one walk through all pieces in their order knows the place of each.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

__all__ = ["LINE_BREAK_XML", "TEXT_OPEN", "Chunk", "MarkupScanner", "Place", "Position", "tab_xml"]

TEXT_OPEN: Final = '<w:t xml:space="preserve">'
LINE_BREAK_XML: Final = f"</w:t><w:br/>{TEXT_OPEN}"

ROW_START: Final = "\x1c"
ROW_END: Final = "\x1d"

_TOKEN = re.compile(r"<[^>]*>|<[^>]*\Z|[^<]+")
_NAME = re.compile(r"</?([^\s/>]+)")
_IN_RUN = {"w:tab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "‑"}
_HOLDS_BLOCKS = {
    "w:body", "w:tc", "w:hdr", "w:ftr", "w:footnote", "w:endnote", "w:txbxContent", "w:sdtContent",
    "w:customXml",
}  # fmt: skip
_CELL_WIDTH = re.compile(r' w:w="([0-9]{1,5})"')
_DOCXTPL_ESCAPES = (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}"))


class Place(Enum):
    """The kind of place a placeholder stands in."""

    TEXT = auto()
    """In the text of a run."""
    BLOCK = auto()
    """Between paragraphs."""
    ATTRIBUTE = auto()
    """In an attribute's value."""
    ELSEWHERE = auto()
    """Anywhere else: in a field's instruction, between runs or rows."""


@dataclass(frozen=True, slots=True)
class Position:
    """Where a placeholder stands; `run_properties` is the `w:rPr` of its run, "" if it has none. cell: the
    width of the table cell around it in twentieths of a point, 1 where it doesn't say; 0 outside tables.
    """

    place: Place
    run_properties: str = ""
    element: str = ""
    cell: int = 0


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of a template between placeholders: its XML as docxtpl leaves it, and its text."""

    xml: str
    text: str


def tab_xml(run_properties: str) -> str:
    """What docxtpl makes of a tab in a text: a run of its own with the same properties."""
    return f"</w:t></w:r><w:r>{run_properties}<w:tab/></w:r><w:r>{run_properties}{TEXT_OPEN}"


class MarkupScanner:
    """Takes the pieces of one part in order.

    `misplaced` tells whether end tags did not match; `plain` whether all character data stood in `w:t`
    and all signs for it were ones that `word_text.plain_word_text` knows.
    """

    def __init__(self) -> None:
        self.misplaced = False
        self.plain = True
        self._elements: list[str] = []
        self._runs: list[str] = []
        self._cells: list[int] = []
        self._open_tag = ""
        self._properties: list[str] | None = None

    @property
    def position(self) -> Position:
        """The place after the last piece."""
        if self._open_tag:
            return Position(Place.ATTRIBUTE, element=self._tag_name(self._open_tag))
        element = self._elements[-1] if self._elements else ""
        if element == "w:t":
            return Position(Place.TEXT, self._runs[-1] if self._runs else "", element)
        if element not in _HOLDS_BLOCKS:
            return Position(Place.ELSEWHERE, element=element)
        return Position(Place.BLOCK, element=element, cell=self._cells[-1] if self._cells else 0)

    def feed(self, data: str) -> Chunk:
        """The next piece."""
        for escaped, plain in _DOCXTPL_ESCAPES:
            data = data.replace(escaped, plain)
        xml: list[str] = []
        text: list[str] = []
        if self._open_tag:
            end = data.find(">") + 1
            if not end:
                self._open_tag += data
                return Chunk(data, "")
            self._tag(self._open_tag + data[:end], text)
            self._open_tag = ""
            xml.append(data[:end])
            data = data[end:]
        for token in _TOKEN.findall(data):
            if token[0] != "<":
                xml.append(self._text(token, text))
            elif token[-1] == ">":
                xml.append(token)
                self._tag(token, text)
            else:
                xml.append(token)
                self._open_tag = token
        return Chunk("".join(xml), "".join(text))

    def _text(self, token: str, text: list[str]) -> str:
        if self._properties is not None:
            self._properties.append(token)
        if not self._elements or self._elements[-1] != "w:t":
            self.plain = self.plain and not self._elements
            return token
        text.append(html.unescape(token))
        properties = self._runs[-1] if self._runs else ""
        return token.replace("\t", tab_xml(properties)).replace("\n", LINE_BREAK_XML)

    @staticmethod
    def _tag_name(tag: str) -> str:
        match = _NAME.match(tag)
        return match[1] if match else ""

    def _tag(self, tag: str, text: list[str]) -> None:
        name = self._tag_name(tag)
        if tag.startswith("</"):
            self._end(name, tag, text)
        elif tag.startswith(("<?", "<!")):
            return
        else:
            self._start(name, tag, text)
            if tag.endswith("/>"):
                self._end(name, "", text)

    def _start(self, name: str, tag: str, text: list[str]) -> None:
        parent = self._elements[-1] if self._elements else ""
        self._elements.append(name)
        if name == "w:rPr" and parent == "w:r":
            self._properties = []
        elif parent == "w:r" and name in _IN_RUN:
            text.append(_IN_RUN[name])
            self.plain = self.plain and (tag == "<w:tab/>" or name == "w:br")
        elif name in {"w:tab", "w:br"}:
            self.plain = self.plain and tag != "<w:tab/>" and name != "w:br"
        elif name == "w:r":
            self._runs.append("")
        elif name == "w:tr":
            text.append(ROW_START)
        elif name == "w:tc":
            self._cells.append(1)
        elif name == "w:tcW" and self._cells and (width := _CELL_WIDTH.search(tag)):
            self._cells[-1] = max(int(width[1]), 1)
        if self._properties is not None:
            self._properties.append(tag)

    def _end(self, name: str, tag: str, text: list[str]) -> None:
        if not self._elements or self._elements[-1] != name:
            self.misplaced = True
            return
        self._elements.pop()
        if self._properties is not None:
            self._properties.append(tag)
            if name == "w:rPr":
                # an empty <w:rPr/> counts as none, as it does for docxtpl
                self._runs[-1] = "".join(self._properties) if tag else ""
                self._properties = None
        if name == "w:r":
            self._runs.pop()
        elif name == "w:tc":
            self._cells.pop()
        elif name == "w:p":
            text.append("\r")
        elif name == "w:tr":
            text.append(ROW_END)
