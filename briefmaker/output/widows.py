"""Last lines that the embedded engine leaves alone on a page, where Word does not.

A paragraph of exactly three lines of which two fit is split 2 + 1 by the engine; Word and LibreOffice
keep widow control's promise and move all three. For such a paragraph "keep lines together" means the
same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

__all__ = ["widows"]

_SHORTEST_PAIR = 1.6
"""Two lines are higher than this many times the height of one."""
_HIGHEST_LINE = 22.0
"""Points: two lines of running text are higher, and so are seven that go on from the page before."""


def widows(pieces: Mapping[int, Sequence[Any]]) -> set[int]:
    """The places in the body of the blocks of which two lines are on one page and one on the next.

    pieces: the engine's fragments of each block, by its place in the body.
    """
    found = set()
    for place, fragments in pieces.items():
        if len(fragments) != 2 or fragments[0].physical_page == fragments[1].physical_page:
            continue
        first, last = fragments[0].bounds.height, fragments[1].bounds.height
        if last < _HIGHEST_LINE and last * _SHORTEST_PAIR < first < last * 2.6:
            found.add(place)
    return found
