"""Pictures that stand in the HTML itself; one that would have to be fetched is none."""

from __future__ import annotations

import base64
import binascii
import re

from briefmaker.letter.body import Image

__all__ = ["image_of_source"]

_DATA = re.compile(r"data:image/(?:png|jpeg|jpg)(?:;[-\w=]{1,40})?;base64,", re.IGNORECASE)
_LARGEST = 20_000_000
_LONGEST_ALT = 500
_SIGNS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


def image_of_source(source: str, alt: str) -> Image | None:
    """The PNG or JPEG picture of a `data:` address, None for every other address."""
    match = _DATA.match(source)
    if match is None or len(source) > _LARGEST:
        return None
    try:
        data = base64.b64decode("".join(source[match.end() :].split()), validate=True)
    except (binascii.Error, ValueError):
        return None
    if not data.startswith(_SIGNS):
        return None
    return Image(data=data, alt=" ".join(alt.split())[:_LONGEST_ALT])
