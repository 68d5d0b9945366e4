"""How many dots a picture has, from the first bytes of its file; drawings made of lines have none."""

from __future__ import annotations

import struct

__all__ = ["dots"]

_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def dots(data: bytes) -> tuple[int, int] | None:
    """Width and height in dots of a PNG, JPEG, GIF or BMP; None for other or damaged files."""
    try:
        if data.startswith(b"\x89PNG\r\n\x1a\n"):
            return struct.unpack(">II", data[16:24])
        if data.startswith((b"GIF87a", b"GIF89a")):
            return struct.unpack("<HH", data[6:10])
        if data.startswith(b"BM"):
            wide, high = struct.unpack("<ii", data[18:26])
            return abs(wide), abs(high)
        if data.startswith(b"\xff\xd8"):
            return _of_jpeg(data)
    except (struct.error, IndexError):
        pass
    return None


def _of_jpeg(data: bytes) -> tuple[int, int] | None:
    """From the first start-of-frame segment (ISO/IEC 10918-1, B.2.2)."""
    at = 2
    while data[at] == 0xFF:
        if data[at + 1] in _FRAMES:
            high, wide = struct.unpack(">HH", data[at + 5 : at + 9])
            return wide, high
        at += 2 + max(2, struct.unpack(">H", data[at + 2 : at + 4])[0])
    return None
