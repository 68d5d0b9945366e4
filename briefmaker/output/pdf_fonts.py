"""From the codes in a PDF's text strings to characters and widths (ISO 32000-1, 9.6-9.10)."""

from __future__ import annotations

import re
import struct
from typing import Any

__all__ = ["FontDecoder"]

_HEX = rb"<([0-9A-Fa-f\s]*)>"
_BLOCK = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.S)
_PAIR = re.compile(_HEX + rb"\s*" + _HEX)
_RANGE = re.compile(_HEX + rb"\s*" + _HEX + rb"\s*(?:" + _HEX + rb"|\[(.*?)\])", re.S)
_ONE = re.compile(_HEX)
_UNKNOWN = "\ufffd"


class FontDecoder:
    """One font of a PDF: what its codes stand for and how wide they are.

    codes: code -> (text, width in thousandths of the size); two_bytes: how codes are cut from a string;
    ascent, descent: the height of a line in thousandths of the size, above and (negative) below the base.
    """

    def __init__(self, font: Any) -> None:
        self.two_bytes = font.get("/Subtype") == "/Type0"
        holder = font.DescendantFonts[0] if self.two_bytes else font
        self.default_width = float(holder.get("/DW", 1000)) if self.two_bytes else 0.0
        descriptor = holder.get("/FontDescriptor")
        self.ascent, self.descent = 800.0, -200.0
        if descriptor is not None:
            self.ascent = float(descriptor.get("/Ascent", 0)) or 800.0
            self.descent = min(float(descriptor.get("/Descent", 0)), 0.0) or -200.0
        widths = _cid_widths(holder) if self.two_bytes else _simple_widths(font)
        texts = _unicode_map(font.ToUnicode.read_bytes()) if "/ToUnicode" in font else {}
        if not texts and not self.two_bytes:
            texts = {code: bytes([code]).decode("cp1252", "replace") for code in range(32, 256)}
        self.codes: dict[int, tuple[str, float]] = {
            code: (texts.get(code, _UNKNOWN), widths.get(code, self.default_width))
            for code in texts.keys() | widths.keys()
        }

        self.lines: dict[bytes, tuple[list[str], list[float], bool]] = {}

    def decoded(self, string: bytes) -> list[tuple[int, str, float]]:
        """(code, text, width) of every glyph that `string` shows."""
        codes = (
            struct.unpack(f">{len(string) // 2}H", string[: len(string) // 2 * 2])
            if self.two_bytes
            else string
        )
        known, unknown = self.codes, (_UNKNOWN, self.default_width)
        return [(code, *known.get(code, unknown)) for code in codes]


def _unicode_map(cmap: bytes) -> dict[int, str]:
    found: dict[int, str] = {}
    for kind, block in _BLOCK.findall(cmap):
        if kind == b"bfchar":
            for code, text in _PAIR.findall(block):
                found[int(code, 16)] = _text(text)
            continue
        for first, last, text, several in _RANGE.findall(block):
            start, end = int(first, 16), min(int(last, 16), int(first, 16) + 0xFFFF)
            if several:
                for code, one in zip(range(start, end + 1), _ONE.findall(several), strict=False):
                    found[code] = _text(one)
                continue
            base = _text(text)
            for code in range(start, end + 1):
                found[code] = base[:-1] + chr(ord(base[-1]) + code - start) if base else ""
    return found


def _text(digits: bytes) -> str:
    return bytes.fromhex(digits.decode("ascii")).decode("utf-16-be", "replace")


def _cid_widths(font: Any) -> dict[int, float]:
    widths: dict[int, float] = {}
    entries = list(font.get("/W", ()))
    index = 0
    while index < len(entries):
        first, second = int(entries[index]), entries[index + 1]
        if isinstance(second, int) or not hasattr(second, "__iter__"):
            for code in range(first, int(second) + 1):
                widths[code] = float(entries[index + 2])
            index += 3
        else:
            for offset, width in enumerate(second):
                widths[first + offset] = float(width)
            index += 2
    return widths


def _simple_widths(font: Any) -> dict[int, float]:
    first = int(font.get("/FirstChar", 0))
    return {first + offset: float(width) for offset, width in enumerate(font.get("/Widths", ()))}
