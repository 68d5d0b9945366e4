"""Headings of a PDF, no level left out on the way down (ISO 14289-1, 7.4.2).

A heading may look like one of the third level right below one of the first: whoever wrote the letter chose
so. What a screen reader is told is how deep it stands.
"""

from __future__ import annotations

from collections.abc import Iterable

from briefmaker.output.tagged_text import Block

__all__ = ["close_gaps"]


def close_gaps(blocks: Iterable[Block]) -> None:
    """Give each heading the level at which it stands below those before it."""
    import pikepdf

    above: list[int] = []
    for block in blocks:
        said = "" if block.element is None else str(block.element.get("/S", ""))
        if not (said.startswith("/H") and said[2:].isdigit()):
            continue
        level = int(said[2:])
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        if len(above) != level:
            block.element.S = pikepdf.Name(f"/H{len(above)}")
