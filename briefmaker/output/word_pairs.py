"""Which word of a document is which of another one, and which page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

__all__ = ["Stretch", "page_pairs", "stretches"]

Stretch = tuple[bool, range, range]
"""Whether these words are the same, where they stand in the old text and where in the new one."""


def stretches(old: Sequence[str], new: Sequence[str]) -> Iterator[Stretch]:
    """Both texts from begin to end, cut into stretches that are the same in both and those that are not."""
    begin, shortest = 0, min(len(old), len(new))
    while begin < shortest and old[begin] == new[begin]:
        begin += 1
    end = 0
    while end < shortest - begin and old[-1 - end] == new[-1 - end]:
        end += 1
    if begin:
        yield True, range(begin), range(begin)
    middle = range(begin, len(old) - end), range(begin, len(new) - end)
    if middle[0] or middle[1]:
        yield from _unlike(old, new, *middle, rare_first=True)
    if end:
        yield True, range(len(old) - end, len(old)), range(len(new) - end, len(new))


def _unlike(
    old: Sequence[str], new: Sequence[str], in_old: range, in_new: range, *, rare_first: bool
) -> Iterator[Stretch]:
    """The stretches of a part that begins and ends otherwise. rare_first: hold on to the words that are
    rare, which takes far less time in a long text; what lies between them is looked at word by word."""
    said, says = [old[at] for at in in_old], [new[at] for at in in_new]
    matcher = SequenceMatcher(None, said, says, autojunk=rare_first)
    for tag, first, last, from_, to in matcher.get_opcodes():
        here = in_old[first:last], in_new[from_:to]
        if tag != "equal" and rare_first and here[0] and here[1] and len(said) >= 200:
            yield from _unlike(old, new, *here, rare_first=False)
        else:
            yield tag == "equal", *here


def page_pairs(
    shared: Counter[tuple[int, int]], old: int, new: int
) -> tuple[tuple[int | None, int | None], ...]:
    """Which page is which: pairs (old page, new page) in order, None for a page that the other hasn't.

    shared: how many words a page of the old document shares with one of the new; old, new: their number of
    pages. Pages keep their order; those that share nothing belong together when nothing speaks against it.
    """
    best = [[0.0] * (new + 1) for _row in range(old + 1)]
    for row in range(old - 1, -1, -1):
        for column in range(new - 1, -1, -1):
            together = best[row + 1][column + 1] + _worth(shared[row, column])
            best[row][column] = max(together, best[row + 1][column], best[row][column + 1])
    pairs: list[tuple[int | None, int | None]] = []
    row = column = 0
    while row < old and column < new:
        if best[row][column] == best[row + 1][column + 1] + _worth(shared[row, column]):
            pairs.append((row, column))
            row, column = row + 1, column + 1
        elif best[row][column] == best[row][column + 1]:
            pairs.append((None, column))
            column += 1
        else:
            pairs.append((row, None))
            row += 1
    pairs += [(left, None) for left in range(row, old)]
    pairs += [(None, left) for left in range(column, new)]
    return tuple(pairs)


def _worth(words: int) -> float:
    return words + 0.5
