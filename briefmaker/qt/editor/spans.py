"""Places in lines, and what lies between two of them: in a text all that stands there, within a table
whole cells of a rectangle, as they are shown selected."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from briefmaker.qt.editor.cells import CellStep, Gap
from briefmaker.qt.editor.lines import Line, is_text
from briefmaker.qt.editor.runs import length

__all__ = [
    "Edit",
    "Piece",
    "Place",
    "Rectangle",
    "Span",
    "cell_of",
    "cells_between",
    "pieces",
    "table_at",
    "table_id_of",
    "widened",
]


class Place(NamedTuple):
    """Between two characters: a line, and how many characters stand before it there."""

    line: int
    offset: int


class Span(NamedTuple):
    """From one place up to another, first one first."""

    start: Place
    end: Place


class Edit(NamedTuple):
    """All lines after an edit, and where the cursor, or the selection, is then."""

    lines: list[Line]
    selection: Span


class Rectangle(NamedTuple):
    """Rows and columns of a grid, the last ones included."""

    top: int
    left: int
    bottom: int
    right: int

    def touches(self, step: CellStep) -> bool:
        """Whether a cell covers any of it."""
        return (
            step.row <= self.bottom
            and step.row + step.row_span > self.top
            and step.column <= self.right
            and step.column + step.span > self.left
        )


class Piece(NamedTuple):
    """What is selected of one line, in characters."""

    line: int
    start: int
    end: int


def cell_of(line: Line) -> CellStep | None:
    """The cell in which a line stands, if any."""
    return line.path[0] if line.path and isinstance(line.path[0], CellStep) else None


def table_id_of(line: Line) -> str | None:
    """Id of the table in which a line stands, if any."""
    cell = cell_of(line)
    return None if cell is None else cell.table_id


def table_at(lines: Sequence[Line], at: int) -> tuple[int, int] | None:
    """The lines [from, to) of the table in which a line stands, if any."""
    cell = cell_of(lines[at])
    if cell is None:
        return None
    first = end = at
    while first and table_id_of(lines[first - 1]) == cell.table_id:
        first -= 1
    while end < len(lines) and table_id_of(lines[end]) == cell.table_id:
        end += 1
    return first, end


def cells_between(lines: Sequence[Line], span: Span) -> Rectangle | None:
    """The rectangle of cells that is selected, or None when it isn't several cells of one table."""
    first, last = cell_of(lines[span.start.line]), cell_of(lines[span.end.line])
    if first is None or last is None or first.table_id != last.table_id or first.place == last.place:
        return None
    both = first, last
    return Rectangle(
        min(cell.row for cell in both),
        min(cell.column for cell in both),
        max(cell.row + cell.row_span for cell in both) - 1,
        max(cell.column + cell.span for cell in both) - 1,
    )


def pieces(lines: Sequence[Line], span: Span) -> list[Piece]:
    """What is selected of each line; gaps only where there is nothing else."""
    chosen = []
    cells = cells_between(lines, span)
    if cells is not None:
        first, end = table_at(lines, span.start.line) or (0, 0)
        for number in range(first, end):
            cell = cell_of(lines[number])
            if cell is not None and cells.touches(cell):
                chosen.append(Piece(number, 0, _length(lines[number])))
    else:
        for number in range(span.start.line, span.end.line + 1):
            start = span.start.offset if number == span.start.line else 0
            end = span.end.offset if number == span.end.line else _length(lines[number])
            chosen.append(Piece(number, start, end))
    solid = [piece for piece in chosen if not isinstance(lines[piece.line].block, Gap)]
    return solid or chosen


def widened(lines: Sequence[Line], span: Span) -> Span:
    """The span with whole tables where it begins or ends in a table that it also leaves."""
    (first, start), (last, end) = span
    one, other = cell_of(lines[first]), cell_of(lines[last])
    if (one and one.table_id) == (other and other.table_id):
        return span
    before, after = table_at(lines, first), table_at(lines, last)
    if before is not None:
        first, start = before[0] - 1, _length(lines[before[0] - 1])
    if after is not None:
        last, end = after[1], 0
    return Span(Place(first, start), Place(last, end))


def _length(line: Line) -> int:
    return length(line.block.inlines) if is_text(line.block) else 0
