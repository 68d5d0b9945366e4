"""Which addresses may become links, and how they are written."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

__all__ = ["link_target"]

_LINK = re.compile(r"(https?://|mailto:|tel:)\S", re.IGNORECASE)


def link_target(address: str) -> str:
    """`address` as the target of a relationship, "" when it is no web, mail or telephone address.

    Word refuses a whole document for one malformed target, so what no URI may hold is escaped
    (RFC 3986, section 2).
    """
    address = address.strip()
    if not _LINK.match(address):
        return ""
    try:
        urlsplit(address)
        return quote(address, safe="!#$%&'()*+,-./:;=?@_~[]" if "//[" in address else "!#$%&'()*+,-./:;=?@_~")
    except (ValueError, UnicodeEncodeError):
        return ""
