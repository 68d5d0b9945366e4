"""Tables as cells on a grid: the step of a line's way down into a cell, the gaps around tables, and which
tables can be typed in at all.

A text document needs a block before, between and after tables, and one in every cell, where the tree has
none. Such a line holds a `Gap`: it is no part of the body until something is typed in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from briefmaker.letter.body import Block, Body, Cell, Paragraph, Row, Table

__all__ = [
    "GAP",
    "MOST_CELLS",
    "CellStep",
    "Gap",
    "Placed",
    "fills_grid",
    "is_editable",
    "placed",
    "regular",
    "replaced_in_cell",
    "rows_of",
    "steps_of",
]

MOST_CELLS = 400
"""Places on the grid above which a table is shown as a card: Qt lays out a whole table at every keystroke,
which takes 14 ms for 400 short cells and 35 ms for a thousand (measured)."""
_MOST_CHARACTERS = 60_000
_MOST_COLUMNS = 63


class CellStep(NamedTuple):
    """Into a cell of a table. Every line of a table carries what the table is, so that lines alone make
    it again; `row` and `column` are where the cell begins on the grid."""

    table_id: str
    header_rows: int
    header_column: bool
    row: int
    column: int
    span: int = 1
    row_span: int = 1

    @property
    def place(self) -> tuple[int, int]:
        """Row and column where the cell begins."""
        return self.row, self.column

    @property
    def is_header(self) -> bool:
        """Whether the cell names what stands below or beside it."""
        return self.row < self.header_rows or (self.header_column and self.column == 0)


class Gap(Paragraph):
    """A place to type that is no block of the body (yet)."""


GAP = Gap()


class Placed(NamedTuple):
    """A cell and where it begins on the grid."""

    row: int
    column: int
    cell: Cell


def placed(rows: Sequence[Row]) -> list[Placed] | None:
    """Where each cell begins, or None when the cells don't fill a rectangle exactly."""
    columns = sum(cell.span for cell in rows[0].cells) if rows else 0
    free_from = [0] * columns
    """For each column the first row that no cell above covers."""
    result = []
    for number, row in enumerate(rows):
        column = 0
        for cell in row.cells:
            while column < columns and free_from[column] > number:
                column += 1
            end = column + cell.span
            if end > columns or number + cell.row_span > len(rows) or max(free_from[column:end]) > number:
                return None
            free_from[column:end] = [number + cell.row_span] * cell.span
            result.append(Placed(number, column, cell))
            column = end
        if any(row_free <= number for row_free in free_from):
            return None
    return result if columns else None


def is_editable(block: Block) -> bool:
    """Whether a block is a table that is typed in cell by cell: a rectangle, and not too large."""
    if not isinstance(block, Table):
        return False
    columns = sum(cell.span for cell in block.rows[0].cells) if block.rows else 0
    if columns > _MOST_COLUMNS or columns * len(block.rows) > MOST_CELLS or placed(block.rows) is None:
        return False
    return sum(map(len, Body.model_construct(blocks=(block,)).texts())) <= _MOST_CHARACTERS


def steps_of(table: Table) -> Iterator[tuple[CellStep, tuple[Block, ...]]]:
    """The cells of an editable table in reading order, each as the step into it with its blocks."""
    for row, column, cell in placed(table.rows) or ():
        step = CellStep(
            table.id, table.header_rows, table.header_column, row, column, cell.span, cell.row_span
        )
        yield step, cell.blocks


def rows_of(cells: Iterable[tuple[CellStep, tuple[Block, ...]]]) -> tuple[Row, ...]:
    """Rows made of cells in reading order; the opposite of `steps_of`."""
    rows: list[list[Cell]] = []
    for step, blocks in cells:
        while len(rows) < step.row + step.row_span:
            rows.append([])
        rows[step.row].append(Cell(blocks=blocks, span=step.span, row_span=step.row_span))
    return tuple(Row(cells=tuple(row)) for row in rows)


def replaced_in_cell(
    table: Table, place: tuple[int, int], change: Callable[[tuple[Block, ...]], tuple[Block, ...]]
) -> Table:
    """The table with the blocks of the cell at a place changed; all other cells are shared."""
    row = place[0]
    column_of = [each.column for each in placed(table.rows) or () if each.row == row]
    cells = list(table.rows[row].cells)
    at = column_of.index(place[1])
    cells[at] = cells[at].model_copy(update={"blocks": change(cells[at].blocks)})
    rows = (
        *table.rows[:row],
        table.rows[row].model_copy(update={"cells": tuple(cells)}),
        *table.rows[row + 1 :],
    )
    return table.model_copy(update={"rows": rows})


def fills_grid(steps: Sequence[CellStep]) -> bool:
    """Whether cells in reading order fill a rectangle exactly, all of one table."""
    taken = {
        (step.row + down, step.column + right)
        for step in steps
        for down in range(step.row_span)
        for right in range(step.span)
    }
    rows, columns = max(row for row, _ in taken) + 1, max(column for _, column in taken) + 1
    area = sum(step.span * step.row_span for step in steps)
    return (
        area == len(taken) == rows * columns
        and all(one.place < other.place for one, other in pairwise(steps))
        and len({step[:3] for step in steps}) == 1
    )


def regular(table: Table) -> Table:
    """The table as a rectangle: where cells are missing empty ones, where they overlap narrower ones.
    A table that is too large for the grid is returned as it is."""
    if placed(table.rows) is not None or not table.rows or len(table.rows) > MOST_CELLS:
        return table
    taken: set[tuple[int, int]] = set()
    found: dict[tuple[int, int], Cell] = {}
    for number, row in enumerate(table.rows):
        column = 0
        for cell in row.cells:
            while (number, column) in taken:
                column += 1
            span = 1
            while span < cell.span and (number, column + span) not in taken:
                span += 1
            row_span = min(cell.row_span, len(table.rows) - number)
            if column + span > _MOST_COLUMNS:
                return table
            taken.update((number + down, column + right) for down in range(row_span) for right in range(span))
            found[number, column] = cell.model_copy(update={"span": span, "row_span": row_span})
            column += span
    columns = max((column for _, column in taken), default=0) + 1
    rows = []
    for number in range(len(table.rows)):
        for column in range(columns):
            if (number, column) not in taken:
                found[number, column] = Cell()
        rows.append(
            Row(cells=tuple(cell for (at, _), cell in sorted(found.items(), key=_by_place) if at == number))
        )
    return table.model_copy(update={"rows": tuple(rows)})


def _by_place(item: tuple[tuple[int, int], Cell]) -> tuple[int, int]:
    return item[0]
