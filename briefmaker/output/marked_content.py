"""The references from a structure tree to the marked content of pages (ISO 32000-1, 14.7.4).

The embedded engine writes a dictionary for every word. Where all words of an element are on one page, the
element may name the page once and the words by their numbers alone: that takes half the time to read.
"""

from __future__ import annotations

import re
from typing import Any

__all__ = ["moved", "place_of", "with_short_marks"]

_MARKS = re.compile(
    rb"/K \[<<\s+/Type /MCR\s+/Pg (\d+ \d+ R)\s+/MCID \d+\s+>>"
    rb"(?:\s*<<\s+/Type /MCR\s+/Pg \1\s+/MCID \d+\s+>>)*+\]"
)
_NUMBER = re.compile(rb"/MCID (\d+)")


def with_short_marks(pdf: bytes) -> bytes:
    """The embedded engine's PDF with short references; every byte after them stays in its place."""
    return _MARKS.sub(_shortened, pdf)


def _shortened(match: re.Match[bytes]) -> bytes:
    numbers = b" ".join(_NUMBER.findall(match[0]))
    return (b"/Pg " + match[1] + b" /K [" + numbers + b"]").ljust(len(match[0]))


def place_of(kid: Any, element: Any) -> tuple[Any, int] | None:
    """The page (its object number) and the id of a piece of marked content among an element's kids.

    None for a kid that is something else.
    """
    if isinstance(kid, int):
        page = element.get("/Pg")
        return None if page is None else (page.objgen, int(kid))
    if "/MCID" not in kid:
        return None
    page = kid.get("/Pg", element.get("/Pg"))
    return None if page is None else (page.objgen, int(kid.MCID))


def moved(kid: Any, element: Any) -> Any:
    """A piece of marked content of `element` as it may stand in another element: with its page."""
    import pikepdf

    if not isinstance(kid, int):
        return kid
    return pikepdf.Dictionary(Type=pikepdf.Name.MCR, Pg=element.Pg, MCID=int(kid))
