"""Where the cells of a table stand: which columns each covers, and which places a cell from above fills.

Cells are placed as in HTML: each takes the first free column of its row. What can't be is put right, the
same way everywhere: a cell is no wider than the columns that are free, and ends with the table.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from briefmaker.letter.body import Cell, Row

__all__ = ["EMPTY_CELL", "PlacedCell", "placed_rows"]

EMPTY_CELL = Cell()


class PlacedCell(NamedTuple):
    """A cell, or one place of its going on in a row below, with the columns that it covers in this row.

    rows: over how many rows it goes on from here, 1 for most; `begins` is False in the rows below its first.
    """

    cell: Cell
    column: int
    span: int
    rows: int
    begins: bool


_placed = partial(tuple.__new__, PlacedCell)
"""A `PlacedCell` of a tuple, in half the time: every table of every letter is placed twice."""


def placed_rows(rows: Sequence[Row]) -> list[list[PlacedCell]]:
    """The places of every row from left to right. All rows cover the same columns, at least one: what a row
    lacks is filled with empty cells."""
    placed: list[list[PlacedCell]] = []
    columns = 1
    ragged = False
    for row in rows:
        column = 0
        places: list[PlacedCell] = []
        for cell in row.cells:
            span = cell.span
            places.append(_placed((cell, column, span, 1, True)))
            column += span
            if cell.row_span > 1:
                return _with_row_spans(rows)
        placed.append(places)
        if column != columns:
            ragged = ragged or len(placed) > 1 or not column
            columns = max(columns, column)
    return [_filled(places, columns) for places in placed] if ragged else placed


def _filled(places: Sequence[PlacedCell], columns: int) -> list[PlacedCell]:
    """The same with an empty cell in every gap."""
    full: list[PlacedCell] = []
    column = 0
    for place in places:
        if place.column > column:
            full.append(PlacedCell(EMPTY_CELL, column, place.column - column, 1, True))
        full.append(place)
        column = place.column + place.span
    if column < columns:
        full.append(PlacedCell(EMPTY_CELL, column, columns - column, 1, True))
    return full


def _with_row_spans(rows: Sequence[Row]) -> list[list[PlacedCell]]:
    placed: list[list[PlacedCell]] = []
    going_on: list[PlacedCell] = []
    columns = 1
    for index, row in enumerate(rows):
        places = [place._replace(rows=place.rows - 1, begins=False) for place in going_on]
        taken = {place.column + offset for place in places for offset in range(place.span)}
        column = 0
        for cell in row.cells:
            while column in taken:
                column += 1
            span = 1
            while span < cell.span and column + span not in taken:
                span += 1
            places.append(PlacedCell(cell, column, span, min(cell.row_span, len(rows) - index), True))
            column += span
        places.sort(key=_column)
        placed.append(places)
        columns = max([columns, *(place.column + place.span for place in places)])
        going_on = [place for place in places if place.rows > 1]
    return [_filled(places, columns) for places in placed]


def _column(place: PlacedCell) -> int:
    return place.column
