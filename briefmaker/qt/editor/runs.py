"""Cutting and joining inlines by character: a line break and a footnote count as one character."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from briefmaker.letter.body import Footnote, Inline, LineBreak, Text, joined_inlines

__all__ = ["NOTE_SIGN", "NO_MARKS", "Marks", "cut", "length", "marked", "plain"]

NOTE_SIGN = "\ufffc"
"""Stands for a footnote among characters."""


class Marks(NamedTuple):
    """What a run is; `original` is 0, or the code point plus one of the character that a sign stands for;
    `note` is the footnote whose sign the run is."""

    strong: bool = False
    emphasis: bool = False
    link: str = ""
    original: int = 0
    note: Footnote | None = None

    def as_typed(self) -> Marks:
        """What text typed beside such a run is: strong and emphasis go on, the rest was only the run's."""
        return Marks(self.strong, self.emphasis)


NO_MARKS = Marks()


def length(inlines: Iterable[Inline]) -> int:
    """The number of characters."""
    return sum(len(run.text) if isinstance(run, Text) else 1 for run in inlines)


def plain(inlines: Iterable[Inline]) -> str:
    """The characters, a line break as "\\u2028" and a footnote as `NOTE_SIGN`: the place of each counts
    as one."""
    return "".join(
        run.text if isinstance(run, Text) else "\u2028" if isinstance(run, LineBreak) else NOTE_SIGN
        for run in inlines
    )


def cut(inlines: Iterable[Inline], start: int, end: int | None = None) -> tuple[Inline, ...]:
    """The inlines from character `start` up to `end` (None: to the last)."""
    result: list[Inline] = []
    at = 0
    for run in inlines:
        size = len(run.text) if isinstance(run, Text) else 1
        low = max(start - at, 0)
        high = size if end is None else min(end - at, size)
        at += size
        if low >= high:
            continue
        if not isinstance(run, Text) or (low == 0 and high == size):
            result.append(run)
        else:
            result.append(run.model_copy(update={"text": run.text[low:high]}))
    return joined_inlines(result)


def marked(inlines: Iterable[Inline], start: int, end: int, **marks: bool | str) -> tuple[Inline, ...]:
    """The inlines with `marks` (strong, emphasis, link) set from character `start` to `end`."""
    runs = tuple(inlines)
    middle = (run.model_copy(update=marks) if isinstance(run, Text) else run for run in cut(runs, start, end))
    return joined_inlines((*cut(runs, 0, start), *middle, *cut(runs, end)))
