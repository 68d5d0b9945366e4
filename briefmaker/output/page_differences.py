"""What differs between the pages of two PDFs: words, pictures, lines, whole pages, each with its place.

What a person would call one difference is one: a changed sentence, a paragraph that moved, text that flowed
to the next line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

__all__ = ["Change", "Comparison", "Matter", "PageBox", "PageDifference"]


class Change(StrEnum):
    """What happened to it."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    REFLOWED = "reflowed"
    """The same words, broken into lines elsewhere: a consequence of something else."""
    RESTYLED = "restyled"
    """At its place, but in another type, size or colour."""


class Matter(StrEnum):
    """What it happened to."""

    TEXT = "text"
    PICTURE = "picture"
    LINE = "line"
    AREA = "area"
    PAGE = "page"
    PAGE_NUMBER = "page_number"
    DRAWING = "drawing"
    """Something drawn that is none of these."""


@dataclass(frozen=True, slots=True)
class PageBox:
    """A rectangle on a page (from 0), in points from its top left corner."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class PageDifference:
    """One difference. old, new: where it is in either document, from top to bottom; () where it isn't.
    old_text, new_text: the words there. right, down: how far it moved on its page, in points."""

    change: Change
    matter: Matter
    old: tuple[PageBox, ...] = ()
    new: tuple[PageBox, ...] = ()
    old_text: str = field(default="", repr=False)
    new_text: str = field(default="", repr=False)
    right: float = 0.0
    down: float = 0.0

    @property
    def is_consequence(self) -> bool:
        """Whether it follows from another difference, and is to be shown softly."""
        return self.change is Change.REFLOWED or self.matter is Matter.PAGE_NUMBER


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two documents held against each other.

    pairs: which page is which, in order: (old page, new page), None for one that the other hasn't.
    old_sizes, new_sizes: width and height of every page in points.
    """

    differences: tuple[PageDifference, ...]
    pairs: tuple[tuple[int | None, int | None], ...]
    old_sizes: tuple[tuple[float, float], ...]
    new_sizes: tuple[tuple[float, float], ...]

    @classmethod
    def of_same(cls, sizes: Sequence[tuple[float, float]]) -> Comparison:
        """Of two documents that are equal, with pages of these sizes."""
        return cls((), tuple((number, number) for number in range(len(sizes))), tuple(sizes), tuple(sizes))

    @property
    def is_same(self) -> bool:
        """Whether nothing differs."""
        return not self.differences


def joined_boxes(boxes: Sequence[PageBox]) -> tuple[PageBox, ...]:
    """Boxes of words as boxes of lines: those beside each other on one line are one."""
    found: list[PageBox] = []
    for box in boxes:
        last = found[-1] if found else None
        if last is not None and _beside(last, box):
            found[-1] = PageBox(
                box.page,
                min(last.x0, box.x0),
                min(last.y0, box.y0),
                max(last.x1, box.x1),
                max(last.y1, box.y1),
            )
        else:
            found.append(box)
    return tuple(found)


_WIDEST_GAP = 20.0


def _beside(left: PageBox, right: PageBox) -> bool:
    shared = min(left.y1, right.y1) - max(left.y0, right.y0)
    return (
        left.page == right.page
        and shared > 0.5 * min(left.y1 - left.y0, right.y1 - right.y0)
        and -1.0 <= right.x0 - left.x1 <= _WIDEST_GAP
    )
