"""numbering.xml with the numbers of a letter's lists added."""

from __future__ import annotations

import re

__all__ = ["NumberingPart"]

_NUMBERS_END = re.compile(r"</w:num>|</w:abstractNum>|<w:abstractNum [^>]*/>|<w:num [^>]*/>")


class NumberingPart:
    """A template's numbering part. In it `w:num` follows all `w:abstractNum`, and precedes
    `w:numIdMacAtCleanup` (ISO/IEC 29500-1, 17.9.17)."""

    __slots__ = ("_head", "_tail", "name")

    def __init__(self, name: str | None, data: bytes) -> None:
        self.name = name or ""
        text = data.decode()
        ends = [match.end() for match in _NUMBERS_END.finditer(text)]
        at = ends[-1] if ends else text.rfind("</w:numbering>")
        self._head = text[:at].encode()
        self._tail = text[at:].encode()

    def with_numbers(self, numbers_xml: str) -> bytes:
        """The part with these `w:num` elements added."""
        return b"%b%b%b" % (self._head, numbers_xml.encode(), self._tail)
