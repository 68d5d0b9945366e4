"""What is new in a text since it was last looked through.

A keystroke makes one new block among the hundreds of a long letter; the others are the very same values.
Whoever judges every block by itself, and found nothing in the text before, need look at that one only.
"""

from __future__ import annotations

import weakref
from operator import is_not

from briefmaker.letter.body import Block, Body

__all__ = ["Novelty", "shared_start"]


class Novelty:
    """Of each field the last text in which nothing was found; held weakly."""

    def __init__(self) -> None:
        self._last: dict[str, weakref.ref[Body]] = {}

    def new_blocks(self, field: str, body: Body) -> tuple[Block, ...]:
        """The blocks from the first to the last that the text before had not; all when it is not known."""
        known = self._last.get(field)
        last = known() if known is not None else None
        if last is None:
            return body.blocks
        head = shared_start(last.blocks, body.blocks)
        tail = shared_start(last.blocks[head:][::-1], body.blocks[head:][::-1])
        return body.blocks[head : len(body.blocks) - tail]

    def remember(self, field: str, body: Body) -> None:
        """Nothing was found in this text."""
        self._last[field] = weakref.ref(body)


def shared_start(old: tuple[Block, ...], new: tuple[Block, ...]) -> int:
    """How many blocks at the start are the very same."""
    different = map(is_not, old, new)
    return next((at for at, each in enumerate(different) if each), min(len(old), len(new)))
