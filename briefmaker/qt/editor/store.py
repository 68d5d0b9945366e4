"""The text as lines and as a body at once, kept in step: a change costs what it touches.

Plain values, no Qt. Typing in one line of a text of a hundred pages rebuilds one block and one tuple.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate

from briefmaker.letter.body import Block, Body, ListBlock, Quote, Table
from briefmaker.qt.editor.cells import CellStep, Gap, replaced_in_cell
from briefmaker.qt.editor.gaps import EMPTY, with_gaps
from briefmaker.qt.editor.lines import (
    Line,
    ListStep,
    blocks_of,
    container_id,
    ids_of,
    lines_of,
    notes_in,
    same_container,
    with_own_ids,
)
from briefmaker.qt.editor.spans import cell_of

__all__ = ["LineStore", "common_ends"]


def common_ends(old: Sequence[object], new: Sequence[object]) -> tuple[int, int]:
    """How many values at the start, and then at the end, are the same in both."""
    short = min(len(old), len(new))
    head = 0
    while head < short and (old[head] is new[head] or old[head] == new[head]):
        head += 1
    tail = 0
    while tail < short - head and (old[-1 - tail] is new[-1 - tail] or old[-1 - tail] == new[-1 - tail]):
        tail += 1
    return head, tail


class LineStore:
    """The lines of a text (always at least one) and the body they make."""

    def __init__(self) -> None:
        self.lines: list[Line] = [EMPTY]
        self._blocks: list[Block] = []
        self._counts: list[int] = []
        self._starts: list[int] = []
        self._notes: list[int] = []
        self._notes_before: list[int] | None = None
        self._used: Counter[str] = Counter()
        self._next = 1
        self.notes_moved = True
        """Whether footnotes came, went or changed places; reset by whoever shows their numbers."""
        self._body = Body()
        self._count_notes(0, 0, self.lines)
        self._regroup(0, 0, self.lines)

    # -- reading -----------------------------------------------------------------------------

    def body(self) -> Body:
        """The text as a body; an empty text is a body without blocks."""
        return self._body

    def fresh_id(self) -> str:
        """An id that was never used in this text."""
        while self._used.get(made := f"b{self._next}", 0) > 0:
            self._next += 1
        self._next += 1
        return made

    def group_at(self, line: int) -> tuple[int, int]:
        """The lines [from, to) of the top-level block in which a line stands."""
        group = self._group(line)
        return self._starts[group], self._starts[group] + self._counts[group]

    def block_id(self, line: int) -> str:
        """Id of the top-level block in which a line stands."""
        return self._blocks[self._group(line)].id

    def line_with_id(self, wanted: str) -> int | None:
        """The line of a block, or the first line in the item, list or quote, with this id."""
        if not wanted or self._used.get(wanted, 0) <= 0:
            return None
        for number, line in enumerate(self.lines):
            if wanted in ids_of(line):
                return number
        return None

    def notes_before(self, line: int) -> int:
        """How many footnotes stand in the lines before this one."""
        if self._notes_before is None:
            self._notes_before = [0, *accumulate(self._notes)]
        return self._notes_before[min(line, len(self._notes))]

    def lines_with_notes(self) -> list[int]:
        """The lines in which footnotes stand."""
        return [number for number, count in enumerate(self._notes) if count]

    # -- changing ----------------------------------------------------------------------------

    def replace_text(self, at: int, line: Line) -> None:
        """Put a line in the place of one with the same path and id; no other line is looked at."""
        self.lines[at] = line
        self._count_notes(at, at + 1, (line,))
        group = self._group(at)
        if not line.path:
            self._blocks[group] = line.block
        else:
            start = self._starts[group]
            within = self.lines[start : start + self._counts[group]]
            self._blocks[group] = _with_line_replaced(self._blocks[group], within, at - start)
        self._remember()

    def replace(self, first: int, count: int, lines: Sequence[Line]) -> tuple[int, int, int]:
        """Put `lines` in the place of `count` lines from `first`, with ids of their own.

        Returns what was changed in the end, [first, count) of the old and how many of the new: more
        than asked where ids of neighbours had to change.
        """
        new_all = [*self.lines[:first], *lines, *self.lines[first + count :]]
        head, tail = first, len(self.lines) - first - count
        group_first = self._group(max(head - 1, 0))
        group_last = self._group(min(len(self.lines) - tail, len(self.lines) - 1))
        old_from = self._starts[group_first]
        old_to = self._starts[group_last] + self._counts[group_last]
        while old_to < len(self.lines) and isinstance(self.lines[old_to].block, Gap):
            group_last += 1
            old_to += self._counts[group_last]
        if old_to == len(self.lines) and old_from and cell_of(self.lines[old_from - 1]) is not None:
            # The gap that a last table needs after it is part of that table's group.
            group_first -= 1
            old_from = self._starts[group_first]
        new_to = len(new_all) - (len(self.lines) - old_to)
        old = self.lines[old_from:old_to]
        for line in old:
            self._used.subtract(ids_of(line))
        before = self.lines[old_from - 1] if old_from else None
        wanted = with_gaps(new_all[old_from:new_to], before, is_end=old_to == len(self.lines))
        fixed = with_own_ids(wanted, self._used, self.fresh_id)
        self.lines[old_from:old_to] = fixed
        self._count_notes(old_from, old_to, fixed)
        self._regroup(group_first, group_last + 1, fixed)
        same_head, same_tail = common_ends(old, fixed)
        return old_from + same_head, len(old) - same_head - same_tail, len(fixed) - same_head - same_tail

    def set_body(self, body: Body) -> tuple[int, int, int]:
        """Become this body; blocks that are the same stay untouched. Returns as `replace` does."""
        new = body.blocks
        head, tail = common_ends(self._blocks if self._body.blocks else (), new)
        if not self._body.blocks or not new:
            head = tail = 0
        first = self._starts[head] if head < len(self._starts) else len(self.lines)
        last = self._starts[len(self._blocks) - tail] if tail else len(self.lines)
        middle = new[head : len(new) - tail]
        gone = self.lines[first:last]
        for line in gone:
            self._used.subtract(ids_of(line))
        outside = {id_ for id_, number in self._used.items() if number > 0}
        fixed = Body.model_construct(blocks=middle).with_ids(taken=outside).blocks
        for line in gone:
            self._used.update(ids_of(line))
        return self.replace(first, last - first, list(lines_of(fixed)))

    # -- inside ------------------------------------------------------------------------------

    def _group(self, line: int) -> int:
        return max(bisect_right(self._starts, line) - 1, 0)

    def _count_notes(self, first: int, last: int, lines: Sequence[Line]) -> None:
        counts = [notes_in(line.block) for line in lines]
        if counts == self._notes[first:last]:
            return
        self._notes[first:last] = counts
        self._notes_before = None
        self.notes_moved = True

    def _regroup(self, first: int, last: int, lines: Sequence[Line]) -> None:
        blocks: list[Block] = []
        counts: list[int] = []
        for part in _top_level(lines):
            # A gap by itself, in an empty text, makes no block.
            blocks += blocks_of(part) or [part[0].block]
            counts.append(len(part))
        self._blocks[first:last] = blocks
        self._counts[first:last] = counts
        self._starts = [0, *accumulate(self._counts)][:-1]
        for line in lines:
            self._used.update(ids_of(line))
        self._remember()

    def _remember(self) -> None:
        if len(self.lines) == 1 and self.lines[0] == EMPTY:
            self._body = Body()
        else:
            self._body = Body.of_named(tuple(self._blocks))


def _top_level(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    at = 0
    # Gaps go with the table that needs them.
    while at < len(lines):
        end = at + 1
        if isinstance(lines[at].block, Gap) and end < len(lines) and not lines[at].path:
            end += 1
        if lines[end - 1].path:
            top = lines[end - 1].path[0]
            while end < len(lines) and lines[end].path and same_container(lines[end].path[0], top):
                end += 1
            if isinstance(top, CellStep) and end == len(lines) - 1 and isinstance(lines[end].block, Gap):
                end += 1
        yield lines[at:end]
        at = end


def _with_line_replaced(block: Block, lines: Sequence[Line], at: int) -> Block:
    """The list or quote `block` of these lines, of which line `at` is new; the rest is shared."""
    return _replaced(block, lines, at, 0)


def _replaced(block: Block, lines: Sequence[Line], at: int, depth: int) -> Block:
    path = lines[at].path
    if len(path) == depth:
        return lines[at].block
    if isinstance(block, Quote):
        return block.model_copy(update={"blocks": _child_replaced(block.blocks, lines, at, depth + 1)})
    step = path[depth]
    if isinstance(block, Table) and isinstance(step, CellStep):
        return replaced_in_cell(
            block, step.place, lambda blocks: _child_replaced(blocks, lines, at, depth + 1)
        )
    assert isinstance(block, ListBlock)
    assert isinstance(step, ListStep)
    items = list(block.items)
    index = next(number for number, item in enumerate(items) if item.id == step.item_id)
    inside = _child_replaced(items[index].blocks, lines, at, depth + 1)
    items[index] = items[index].model_copy(update={"blocks": inside})
    return block.model_copy(update={"items": tuple(items)})


def _child_replaced(
    blocks: tuple[Block, ...], lines: Sequence[Line], at: int, depth: int
) -> tuple[Block, ...]:
    path = lines[at].path
    if len(path) == depth:
        wanted = lines[at].id
    else:
        step = path[depth]
        wanted = container_id(step)
    return tuple(_replaced(child, lines, at, depth) if child.id == wanted else child for child in blocks)
