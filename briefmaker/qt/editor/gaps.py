"""Keeps lines such that a text document can show them: a place to type before, between and after tables,
at least one line in every cell, and no gap where there is a line of the body itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefmaker.letter.body import Paragraph
from briefmaker.qt.editor.cells import GAP, Gap, fills_grid
from briefmaker.qt.editor.lines import Line
from briefmaker.qt.editor.spans import Edit, Place, Rectangle, Span, cell_of, table_at

__all__ = ["EMPTY", "emptied", "settled", "with_gaps"]

EMPTY = Line((), GAP)
"""What stands in an empty text: a place to type, but no block yet."""


def emptied(lines: Sequence[Line], span: Span, cells: Rectangle) -> Edit:
    """The table in which a span begins with nothing in these cells; the cursor is in the first."""
    result: list[Line] = []
    first, end = table_at(lines, span.start.line) or (0, 0)
    caret = None
    for number, line in enumerate(lines):
        cell = cell_of(line) if first <= number < end else None
        if cell is None or not cells.touches(cell):
            result.append(line)
        elif not result or cell_of(result[-1]) != cell:
            caret = len(result) if caret is None else caret
            result.append(Line((cell,), GAP))
    place = Place(caret or 0, 0)
    return Edit(result, Span(place, place))


class _Settled(NamedTuple):
    lines: list[Line]
    where: list[int]
    """For each line that was given, which line it is now, or which stands there."""


def with_gaps(lines: Sequence[Line], before: Line | None, *, is_end: bool) -> list[Line]:
    """The lines with gaps where they must be and nowhere else.

    before: the line before them, if any. is_end: whether the text ends with them.
    """
    return _settled(lines, before, is_end=is_end).lines


def settled(edit: Edit) -> Edit:
    """The same edit, its lines with gaps as they must be and its selection in step with them."""
    if not any(isinstance(line.block, Gap) or cell_of(line) is not None for line in edit.lines):
        return edit
    done = _settled(edit.lines, None, is_end=True)
    ends = [
        Place(done.where[place.line], place.offset)
        if place.line < len(done.where)
        else Place(len(done.lines) - 1, 0)
        for place in edit.selection
    ]
    return Edit(done.lines, Span(*ends))


def _settled(lines: Sequence[Line], before: Line | None, *, is_end: bool) -> _Settled:
    made: list[Line] = []
    where = [0] * len(lines)
    waiting: list[int] = []
    """Gaps that were left out until it is clear whether one must be there."""

    def follows_table() -> bool:
        last = made[-1] if made else before
        # The start of a text asks for the same.
        return last is None or cell_of(last) is not None

    def place_waiting(at: int) -> None:
        for number in waiting:
            where[number] = at
        waiting.clear()

    at = 0
    while at < len(lines):
        line = lines[at]
        table = table_at(lines, at) if cell_of(line) is not None else None
        if table is not None and _is_whole(lines[table[0] : table[1]]):
            if follows_table():
                made.append(EMPTY)
                place_waiting(len(made) - 1)
            place_waiting(max(len(made) - 1, 0))
            for number, kept in _without_idle_gaps(lines, *table):
                if kept:
                    made.append(_placed(lines[number]))
                where[number] = len(made) - 1
            at = table[1]
            continue
        line = _placed(line)
        if isinstance(line.block, Gap):
            waiting.append(at)
        else:
            place_waiting(len(made))
            where[at] = len(made)
            # A line of a table that is no grid any more stands by itself: better than lost.
            made.append(line if table is None else line._replace(path=line.path[1:]))
        at += 1
    if is_end and follows_table():
        made.append(EMPTY)
    place_waiting(max(len(made) - 1, 0))
    return _Settled(made, where)


def _placed(line: Line) -> Line:
    """A gap that was given a place, as an item or in a quote, is a paragraph there."""
    own = 1 if cell_of(line) is not None else 0
    return line._replace(block=Paragraph()) if isinstance(line.block, Gap) and len(line.path) > own else line


def _is_whole(lines: Sequence[Line]) -> bool:
    steps = [step for step in map(cell_of, lines) if step is not None]
    return fills_grid([step for number, step in enumerate(steps) if not number or steps[number - 1] != step])


def _without_idle_gaps(lines: Sequence[Line], first: int, end: int) -> Iterator[tuple[int, bool]]:
    """The lines of a table, and whether each is needed: a gap only in a cell that has nothing else."""
    at = first
    while at < end:
        last = at + 1
        while last < end and cell_of(lines[last]) == cell_of(lines[at]):
            last += 1
        solid = [n for n in range(at, last) if not isinstance(_placed(lines[n]).block, Gap)] or [at]
        # Left-out gaps at the start of a cell are found at its first line: that comes first.
        yield solid[0], True
        for number in range(at, last):
            if number != solid[0]:
                yield number, number in solid
        at = last
