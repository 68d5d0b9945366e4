"""Pictures in Markdown: whole in their address ("data:image/png;base64,..."), never fetched from anywhere."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from urllib.parse import unquote_to_bytes

__all__ = ["Pictures", "picture_address", "picture_kind", "picture_of"]

Pictures = Callable[[str], bytes | None]
"""Gives the picture that a text names by a relative address, None when it has none."""

_DATA = re.compile(r"data:image/[a-z+.-]+(;base64)?,(.*)", re.IGNORECASE | re.DOTALL)
_KINDS = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg"}


def picture_kind(data: bytes) -> str:
    """ "png" or "jpeg" by how the file begins, "" for anything else."""
    return next((kind for start, kind in _KINDS.items() if data.startswith(start)), "")


def picture_address(data: bytes) -> str:
    """The address (RFC 2397) that holds this picture."""
    return f"data:image/{picture_kind(data) or 'png'};base64,{base64.b64encode(data).decode('ascii')}"


def picture_of(address: str, pictures: Pictures | None = None) -> bytes | None:
    """The PNG or JPEG file that an address holds, or that `pictures` has under this name; else None."""
    found = _DATA.fullmatch(address)
    if found is None:
        data = pictures(address) if pictures is not None else None
    elif found[1]:
        data = _decoded(found[2])
    else:
        data = unquote_to_bytes(found[2])
    return data if data is not None and picture_kind(data) else None


def _decoded(text: str) -> bytes | None:
    try:
        return base64.b64decode(unquote_to_bytes(text), validate=True)
    except (binascii.Error, ValueError):
        return None
