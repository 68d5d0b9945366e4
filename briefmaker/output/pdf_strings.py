"""Strings as a PDF writes them, in brackets or as hexadecimal digits (ISO 32000-1, 7.3.4)."""

from __future__ import annotations

import re

__all__ = ["HEX", "LITERAL", "string_of"]

LITERAL = rb"\((?:[^()\\]|\\[\s\S]|\((?:[^()\\]|\\[\s\S]|\((?:[^()\\]|\\[\s\S])*\))*\))*\)"
"""Matches a literal string; brackets inside it nested twice at most."""
HEX = rb"<[0-9A-Fa-f\s]*>"
"""Matches a string of hexadecimal digits."""

_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|[\s\S])")
_ESCAPED = {
    b"n": b"\n",
    b"r": b"\r",
    b"t": b"\t",
    b"b": b"\b",
    b"f": b"\f",
    b"\n": b"",
    b"\r": b"",
    b"\r\n": b"",
}


def string_of(literal: bytes, digits: bytes) -> bytes:
    """The bytes of a string, of which one form is given, with its delimiters, and the other is b""."""
    if digits:
        compact = b"".join(digits[1:-1].split()).decode("ascii")
        return bytes.fromhex(compact + "0" if len(compact) % 2 else compact)
    inner = literal[1:-1]
    return _ESCAPE.sub(_unescaped, inner) if b"\\" in inner else inner


def _unescaped(match: re.Match[bytes]) -> bytes:
    escaped = match[1]
    if escaped[:1].isdigit() and escaped[0] < 56:
        return bytes([int(escaped, 8) & 255])
    return _ESCAPED.get(escaped, escaped)
