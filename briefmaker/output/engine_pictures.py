"""Pictures in the copy of a document for the embedded engine.

Measured with rdocx 0.16.3: PNG files with a palette or of another depth than 8 bits, and JPEG files in greys
or CMYK, leave an empty place or wrong colours, without an error. In the copy they are made plain colours.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Mapping
from typing import Any, Final

__all__ = ["pictures_to_replace"]

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_PLAIN_PNG: Final = frozenset([(8, 0), (8, 2), (8, 4), (8, 6)])
"""Bit depth and colour type (ISO/IEC 15948, 11.2.2) that the engine draws."""


def pictures_to_replace(members: Mapping[str, bytes]) -> dict[str, bytes]:
    """The pictures among a document's members that the engine would not draw, as it draws them.

    What can't be read is left as it is.
    """
    return {
        name: plain
        for name, data in members.items()
        if "/media/" in name and (plain := _plain(data)) is not None
    }


def _plain(data: bytes) -> bytes | None:
    is_png = data.startswith(_PNG)
    if not is_png and not data.startswith(b"\xff\xd8"):
        return None
    if is_png and len(data) > 25 and (data[24], data[25]) in _PLAIN_PNG:
        return None
    from PIL import Image

    out = io.BytesIO()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as picture:
                if not is_png and picture.mode == "RGB":
                    return None
                if is_png:
                    _in_8_bits(picture).convert("RGBA").save(out, "PNG", compress_level=1)
                else:
                    picture.convert("RGB").save(out, "JPEG", quality=95)
    except (OSError, ValueError, SyntaxError, Warning, Image.DecompressionBombError):
        return None
    return out.getvalue()


def _in_8_bits(picture: Any) -> Any:
    """A picture in greys of 16 bits in 8, which Pillow's own conversion would cut off; another as it is."""
    if not picture.mode.startswith("I"):
        return picture
    return picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
