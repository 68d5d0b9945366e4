"""The pictures of a letter: what Word must know of a PNG or JPEG file, read with distrust.

Only heads are read and lengths followed; no picture is unpacked, so that a small file can't become a large
one here. A file that breaks off, or whose parts don't add up, is refused: Word would show a red cross.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import Final, NamedTuple

__all__ = ["EMU_PER_TWIP", "Picture", "fitted", "picture_of", "pixels_of"]

EMU_PER_TWIP: Final = 635
"""English Metric Units, in which drawings are measured, in a twentieth of a point."""
_EMU_PER_INCH: Final = 914_400
_USUAL_DPI: Final = 96.0
"""What Word takes for a picture that doesn't say."""
_BELIEVABLE_DPI: Final = (20.0, 2_400.0)
_MOST_PIXELS: Final = 200_000_000
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_START_OF_SCAN: Final = 0xDA
_END_OF_IMAGE: Final = b"\xff\xd9"


class Picture(NamedTuple):
    """A picture's kind ("png" or "jpeg", also the ending of its file) and its natural size in EMU."""

    extension: str
    width: int
    height: int


def picture_of(data: bytes) -> Picture:
    """What `data` shows; raises ValueError when it is no whole PNG or JPEG file."""
    extension, pixels, dpi = _looked_at(data)
    width, height = (
        max(1, round(count * _EMU_PER_INCH / each)) for count, each in zip(pixels, dpi, strict=True)
    )
    return Picture(extension, width, height)


def pixels_of(data: bytes) -> tuple[int, int]:
    """How many pixels wide and high a picture is; raises ValueError as `picture_of`."""
    return _looked_at(data)[1]


def _looked_at(data: bytes) -> tuple[str, tuple[int, int], tuple[float, float]]:
    """Kind, pixels and dots per inch."""
    try:
        if data.startswith(_PNG):
            extension, pixels, dpi = "png", *_png(data)
        elif data.startswith(b"\xff\xd8"):
            extension, pixels, dpi = "jpeg", *_jpeg(data)
        else:
            raise ValueError("no PNG or JPEG")
    except (struct.error, IndexError) as error:
        raise ValueError("damaged picture") from error
    if not all(pixels) or pixels[0] * pixels[1] > _MOST_PIXELS:
        raise ValueError("picture of an impossible size")
    return extension, pixels, dpi


def fitted(width: int, height: int, most_width: int, most_height: int) -> tuple[int, int]:
    """A size made as much smaller as it must be to fit, without distorting it."""
    scale = min(1.0, most_width / width, most_height / height)
    return max(1, int(width * scale)), max(1, int(height * scale))


def _believable(horizontal: float, vertical: float) -> tuple[float, float]:
    low, high = _BELIEVABLE_DPI
    if low <= horizontal <= high and low <= vertical <= high:
        return horizontal, vertical
    return _USUAL_DPI, _USUAL_DPI


# --- PNG (ISO/IEC 15948) -----------------------------------------------------------------------------


def _png(data: bytes) -> tuple[tuple[int, int], tuple[float, float]]:
    """Pixels and dots per inch."""
    pixels, dpi, holds_pixels = (0, 0), (_USUAL_DPI, _USUAL_DPI), False
    for index, (kind, content) in enumerate(_png_chunks(data)):
        if (kind == b"IHDR") != (index == 0):
            raise ValueError("PNG without its head")
        if kind == b"IHDR":
            pixels = struct.unpack_from(">II", content)
        elif kind == b"pHYs":
            across, down, unit = struct.unpack(">IIB", content)
            if unit == 1:
                dpi = _believable(across * 0.0254, down * 0.0254)
        elif kind == b"IDAT":
            holds_pixels = True
    if not holds_pixels:
        raise ValueError("PNG without a picture")
    return pixels, dpi


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, memoryview]]:
    """Every chunk up to the last, which must be there, and whole."""
    at = len(_PNG)
    view = memoryview(data)
    while True:
        length, kind = struct.unpack_from(">I4s", data, at)
        end = at + 8 + length
        (check,) = struct.unpack_from(">I", data, end)
        if zlib.crc32(view[at + 4 : end]) != check:
            raise ValueError("PNG with a damaged part")
        yield kind, view[at + 8 : end]
        if kind == b"IEND":
            return
        at = end + 4


# --- JPEG (ISO/IEC 10918-1, B.1 and B.2; the resolution: JFIF, ISO/IEC 10918-5) ----------------------


def _jpeg(data: bytes) -> tuple[tuple[int, int], tuple[float, float]]:
    """Pixels and dots per inch."""
    pixels, dpi = (0, 0), (_USUAL_DPI, _USUAL_DPI)
    at = 2
    while True:
        if data[at] != 0xFF:
            raise ValueError("JPEG with a damaged part")
        marker = data[at + 1]
        if marker == 0xFF:  # padding
            at += 1
            continue
        (length,) = struct.unpack_from(">H", data, at + 2)
        if length < 2:
            raise ValueError("JPEG with a damaged part")
        if marker == _START_OF_SCAN:
            break
        if marker == 0xE0 and data[at + 4 : at + 9] == b"JFIF\0":
            unit, across, down = struct.unpack_from(">BHH", data, at + 11)
            if unit in {1, 2}:
                per_inch = 1 if unit == 1 else 2.54
                dpi = _believable(across * per_inch, down * per_inch)
        elif 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack_from(">HH", data, at + 5)
            pixels = (width, height)
        at += 2 + length
    if data.rfind(_END_OF_IMAGE, at) < 0:
        raise ValueError("JPEG that breaks off")
    return pixels, dpi
