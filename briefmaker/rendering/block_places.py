"""Where a block stands, for blocks whose style doesn't say it: a table in a list item, a list in a quote.

Such a block carries a hidden bookmark (one whose name begins with “_”), whose name is the way down to it:
"i" into the item that is open, "q" into a quote. Word and LibreOffice keep bookmarks where they are.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

__all__ = ["BlockPlace", "PlaceMarks", "place_of_bookmark"]

_FIRST_ID: Final = 70_001
"""Above the ids of a template's own bookmarks."""
_LONGEST: Final = 40
"""Characters in the name of a bookmark, at most, in Word."""
_NAME: Final = re.compile(r"_bm[0-9]+_(p|t[0-9]+)_((?:i|q[0-9]*)*)_(n?)(e?)")
_STEP: Final = re.compile("i|q[0-9]*")


class BlockPlace(NamedTuple):
    """kind: "p" for a paragraph, "t0" for a table of the text itself, "t1" for one in its cells, and so on.
    path: each step "i" or "q", with a number for a quote beside another. begins_list: the item begins a list
    although the one before it looks alike. is_bare: the item has no paragraph of its own."""

    kind: str
    path: tuple[str, ...]
    begins_list: bool = False
    is_bare: bool = False


class PlaceMarks:
    """Makes the bookmarks of one letter."""

    __slots__ = ("_count",)

    def __init__(self) -> None:
        self._count = 0

    def mark(self, kind: str, path: str, flags: str = "") -> bytes:
        """The bookmark of a block; b"" where its name would be too long."""
        self._count += 1
        name = f"_bm{self._count}_{kind}_{path}_{flags}"
        if len(name) > _LONGEST:
            return b""
        own_id = _FIRST_ID + self._count
        return f'<w:bookmarkStart w:id="{own_id}" w:name="{name}"/><w:bookmarkEnd w:id="{own_id}"/>'.encode()


def place_of_bookmark(name: str) -> BlockPlace | None:
    """The place that a bookmark of this name marks, None for any other bookmark."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    return BlockPlace(found[1], tuple(_STEP.findall(found[2])), bool(found[3]), bool(found[4]))
