"""From the codes in a PDF's text strings to characters and widths (ISO 32000-1, 9.6-9.10)."""

from __future__ import annotations

import re
import struct
from itertools import accumulate, chain, pairwise
from typing import Any

from briefmaker.output.pdf_strings import HEX, LITERAL, string_of

__all__ = ["FontDecoder"]

_Line = tuple[list[str], list[float], bool]
_PIECE = re.compile(rb"(" + LITERAL + rb")|(" + HEX + rb")|([-+.\d]++)")

_DIGITS = rb"<([0-9A-Fa-f\s]*)>"
_BLOCK = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.S)
_PAIR = re.compile(_DIGITS + rb"\s*" + _DIGITS)
_RANGE = re.compile(_DIGITS + rb"\s*" + _DIGITS + rb"\s*(?:" + _DIGITS + rb"|\[(.*?)\])", re.S)
_ONE = re.compile(_DIGITS)
_WIDTHS = re.compile(rb"(\d+)\s*(?:\[([^\]]*)\]|(\d+)\s+([-+.\d]+))")
_UNKNOWN = "\ufffd"


class FontDecoder:
    """One font of a PDF: what its codes stand for and how wide they are.

    codes: code -> (text, width in thousandths of the size); two_bytes: how codes are cut from a string;
    ascent, descent: the height of a line in thousandths of the size, above and (negative) below the base;
    bold, italic: what its name says of it.
    """

    def __init__(self, font: Any) -> None:
        self.two_bytes = font.get("/Subtype") == "/Type0"
        holder = font.DescendantFonts[0] if self.two_bytes else font
        self.default_width = float(holder.get("/DW", 1000)) if self.two_bytes else 0.0
        name = str(font.get("/BaseFont", "")).rpartition("+")[2].casefold()
        self.bold = any(word in name for word in ("bold", "black", "semibold", "heavy"))
        self.italic = "italic" in name or "oblique" in name
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

        self.lines: dict[bytes, _Line] = {}
        self._pieces: dict[bytes, tuple[list[str], list[float]]] = {}
        self._notdef: set[bytes] = set()

    def measured(self, array: bytes) -> _Line:
        """What an array for TJ shows, from now on also in `lines`: the glyphs, where each starts and the
        last ends in thousandths of the size, whether one is missing.

        The embedded engine writes most glyphs as a string of their own, `(a) 0 (b)`: there are few
        different ones, and a line is put together of what is known of them.
        """
        if array[:1] != b"(" or array[-1:] != b")":
            line = self.lines[array] = self._measured(array)
            return line
        pieces = array[1:-1].split(b") 0 (")
        known = [self._pieces.get(piece) or self._piece(piece) for piece in pieces]
        texts, widths = zip(*known, strict=True)
        starts = list(accumulate(chain.from_iterable(widths), initial=0.0))
        notdef = not self._notdef.isdisjoint(pieces)
        line = self.lines[array] = (list(chain.from_iterable(texts)), starts, notdef)
        return line

    def _piece(self, piece: bytes) -> tuple[list[str], list[float]]:
        """The glyphs of a piece of an array, and how far each goes."""
        glyphs, starts, notdef = self._measured(b"(%b)" % piece)
        if notdef:
            self._notdef.add(piece)
        found = self._pieces[piece] = glyphs, [end - start for start, end in pairwise(starts)]
        return found

    def _measured(self, array: bytes) -> _Line:
        glyphs: list[str] = []
        starts: list[float] = []
        advance, notdef = 0.0, False
        for literal, digits, number in _PIECE.findall(array):
            if number:
                advance -= float(number)
                continue
            for code, text, width in self.decoded(string_of(literal, digits)):
                glyphs.append(text)
                starts.append(advance)
                advance += width
                if code == 0 and self.two_bytes:
                    notdef = True
        starts.append(advance)
        return glyphs, starts, notdef

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
    entries = font.get("/W")
    if entries is None:
        return widths
    for first, each, last, same in _WIDTHS.findall(entries.unparse(resolved=True)):
        start = int(first)
        if last:
            widths.update(dict.fromkeys(range(start, min(int(last), 0xFFFF) + 1), float(same)))
        else:
            widths.update(enumerate(map(float, each.split()), start))
    return widths


def _simple_widths(font: Any) -> dict[int, float]:
    first = int(font.get("/FirstChar", 0))
    return {first + offset: float(width) for offset, width in enumerate(font.get("/Widths", ()))}
