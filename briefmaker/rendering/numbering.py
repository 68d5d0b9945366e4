"""numbering.xml with the numbers of a letter's lists added."""

from __future__ import annotations

import re

from briefmaker.rendering.word_zip import Beginning, ZipEntry

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
        self._head = Beginning(text[:at].encode())
        self._tail = text[at:]

    def with_numbers(self, numbers_xml: str) -> ZipEntry:
        """The member with these `w:num` elements added."""
        return self._head.deflated(self.name, f"{numbers_xml}{self._tail}".encode())
