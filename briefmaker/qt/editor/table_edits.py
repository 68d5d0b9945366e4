"""Every change of a table as a function of lines: what Tab and the table's menu do.

As `structure`: each takes the lines and what is selected, and returns an `Edit`, or None when there is
nothing to do: outside a table, or where the table would become too large to be typed in.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from briefmaker.letter.body import Paragraph
from briefmaker.qt.editor.cells import GAP, MOST_CELLS, CellStep
from briefmaker.qt.editor.grid import Grid, GridCell
from briefmaker.qt.editor.lines import Line, is_text, same_container
from briefmaker.qt.editor.runs import cut, length
from briefmaker.qt.editor.spans import Edit, Place, Rectangle, Span, cell_of, cells_between, table_at
from briefmaker.qt.editor.structure import Fresh, text_of_line, with_text

__all__ = [
    "cells_alone",
    "chosen_cells",
    "delete_columns",
    "delete_rows",
    "delete_table",
    "enter_table",
    "insert_column",
    "insert_row",
    "insert_table",
    "merge",
    "move_columns",
    "move_rows",
    "next_cell",
    "previous_cell",
    "set_header_column",
    "set_header_row",
    "split_cell",
]


class _At(NamedTuple):
    """A table, what is selected of it, and the line of the cursor in its cell."""

    first: int
    end: int
    grid: Grid
    chosen: Rectangle
    cell: GridCell
    line: int
    offset: int


def chosen_cells(lines: Sequence[Line], span: Span) -> Rectangle | None:
    """The cells that are selected, or the one in which the cursor is; None outside a table."""
    cell = cell_of(lines[span.start.line])
    if cell is None or cell_of(lines[span.end.line]) is None:
        return None
    one = Rectangle(cell.row, cell.column, cell.row + cell.row_span - 1, cell.column + cell.span - 1)
    return cells_between(lines, span) or one


def _at(lines: Sequence[Line], span: Span) -> _At | None:
    chosen = chosen_cells(lines, span)
    table = table_at(lines, span.start.line)
    if chosen is None or table is None:
        return None
    first, end = table
    grid = Grid(lines[first:end])
    step = cell_of(lines[span.start.line])
    assert step is not None
    line = 0
    while cell_of(lines[span.start.line - line - 1]) == step:
        line += 1
    return _At(first, end, grid, chosen, grid.cell_at(*step.place), line, span.start.offset)


def _done(lines: Sequence[Line], at: _At, cell: GridCell | None = None) -> Edit:
    """The lines with the grid as it is now; the cursor stays where it was, or goes to `cell`."""
    line, offset = (at.line, at.offset) if cell is None else (0, 0)
    cell = cell or at.cell
    number = at.first
    for each in at.grid.cells:
        if each is cell:
            break
        number += len(each.lines)
    place = Place(number + line, offset)
    return Edit([*lines[: at.first], *at.grid.lines(), *lines[at.end :]], Span(place, place))


def cells_alone(lines: Sequence[Line], span: Span, cells: Rectangle) -> list[Line]:
    """Some cells of the table in which a span begins, as the lines of a table of their own."""
    first, end = table_at(lines, span.start.line) or (0, 0)
    grid = Grid(lines[first:end])
    grid.keep(cells)
    return grid.lines()


# -- the table --------------------------------------------------------------------------------------


def insert_table(lines: Sequence[Line], place: Place, rows: int, columns: int, fresh: Fresh) -> Edit | None:
    """An empty table at the cursor, its first row a header: in the place of an empty paragraph, between
    both halves of one with text, below a list."""
    line = lines[place.line]
    if cell_of(line) is not None or not 0 < rows * columns <= MOST_CELLS or columns > 63:
        return None
    table_id = fresh()
    table = [
        Line((CellStep(table_id, int(rows > 1), False, row, column),), GAP)
        for row in range(rows)
        for column in range(columns)
    ]
    before: list[Line] = []
    after: list[Line] = []
    end = place.line + 1
    size = length(text_of_line(line))
    if line.path:
        top = line.path[0]
        while end < len(lines) and lines[end].path and same_container(lines[end].path[0], top):
            end += 1
        before = list(lines[place.line : end])
    elif not is_text(line.block) or (
        place.offset == size and (size or not isinstance(line.block, Paragraph))
    ):
        before = [line]
    elif place.offset == 0 and size:
        after = [line]
    elif size and is_text(line.block):
        before = [with_text(line, inlines=cut(line.block.inlines, 0, place.offset))]
        after = [with_text(line, id=fresh(), inlines=cut(line.block.inlines, place.offset))]
    caret = Place(place.line + len(before), 0)
    return Edit([*lines[: place.line], *before, *table, *after, *lines[end:]], Span(caret, caret))


def delete_table(lines: Sequence[Line], span: Span) -> Edit | None:
    """The table out; the cursor is where it was."""
    table = table_at(lines, span.start.line)
    if table is None or cell_of(lines[span.end.line]) is None:
        return None
    result = [*lines[: table[0]], *lines[table[1] :]]
    place = Place(min(table[0], len(result) - 1), 0)
    return Edit(result, Span(place, place))


# -- rows and columns -------------------------------------------------------------------------------


def insert_row(lines: Sequence[Line], span: Span, *, below: bool) -> Edit | None:
    """An empty row above or below what is selected; the cursor goes there."""
    at = _at(lines, span)
    if at is None:
        return None
    row = at.chosen.bottom + 1 if below else at.chosen.top
    at.grid.insert_row(row)
    cell = at.grid.cell_at(row, at.cell.column)
    return _done(lines, at, cell) if at.grid.has_room() else None


def insert_column(lines: Sequence[Line], span: Span, *, right: bool) -> Edit | None:
    """An empty column left or right of what is selected; the cursor goes there."""
    at = _at(lines, span)
    if at is None:
        return None
    column = at.chosen.right + 1 if right else at.chosen.left
    row = at.cell.row
    at.grid.turn()
    at.grid.insert_row(column)
    at.grid.turn()
    return _done(lines, at, at.grid.cell_at(row, column)) if at.grid.has_room() else None


def delete_rows(lines: Sequence[Line], span: Span) -> Edit | None:
    """The rows of what is selected out, with the last of them the table."""
    at = _at(lines, span)
    if at is None:
        return None
    if at.chosen.bottom - at.chosen.top + 1 == at.grid.rows:
        return delete_table(lines, span)
    row, column = at.chosen.top, at.cell.column
    at.grid.delete_rows(at.chosen.top, at.chosen.bottom)
    return _done(lines, at, at.grid.cell_at(row, column))


def delete_columns(lines: Sequence[Line], span: Span) -> Edit | None:
    """The columns of what is selected out, with the last of them the table."""
    at = _at(lines, span)
    if at is None:
        return None
    if at.chosen.right - at.chosen.left + 1 == at.grid.columns:
        return delete_table(lines, span)
    row, column = at.cell.row, at.chosen.left
    at.grid.turn()
    at.grid.delete_rows(at.chosen.left, at.chosen.right)
    at.grid.turn()
    return _done(lines, at, at.grid.cell_at(row, column))


def move_rows(lines: Sequence[Line], span: Span, by: int) -> Edit | None:
    """The rows of what is selected one place up (-1) or down (1)."""
    at = _at(lines, span)
    if at is None or not at.grid.move_rows(at.chosen.top, at.chosen.bottom, by):
        return None
    return _done(lines, at)


def move_columns(lines: Sequence[Line], span: Span, by: int) -> Edit | None:
    """The columns of what is selected one place to the left (-1) or right (1)."""
    at = _at(lines, span)
    if at is None:
        return None
    at.grid.turn()
    moved = at.grid.move_rows(at.chosen.left, at.chosen.right, by)
    at.grid.turn()
    return _done(lines, at) if moved else None


# -- cells and headers ------------------------------------------------------------------------------


def merge(lines: Sequence[Line], span: Span) -> Edit | None:
    """The selected cells as one, with all that stands in them below each other."""
    at = _at(lines, span)
    cells = cells_between(lines, span)
    if at is None or cells is None:
        return None
    return _done(lines, at, at.grid.merge(cells))


def split_cell(lines: Sequence[Line], span: Span) -> Edit | None:
    """A cell over several columns or rows as single cells; its text stays in the first."""
    at = _at(lines, span)
    if at is None or at.cell.span * at.cell.row_span == 1:
        return None
    at.grid.split(at.cell)
    return _done(lines, at)


def set_header_row(lines: Sequence[Line], span: Span, *, on: bool) -> Edit | None:
    """The first row, or the selected rows from the first on, as headers that every page repeats; or none."""
    at = _at(lines, span)
    if at is None:
        return None
    last = at.chosen.bottom if at.chosen.top == 0 else 0
    reach = max(cell.row + cell.row_span for cell in at.grid.cells if cell.row <= last)
    at.grid.header_rows = min(reach, at.grid.rows) if on else 0
    return _done(lines, at)._replace(selection=span)


def set_header_column(lines: Sequence[Line], span: Span, *, on: bool) -> Edit | None:
    """Whether the first column says what stands beside it."""
    at = _at(lines, span)
    if at is None:
        return None
    at.grid.header_columns = int(on)
    return _done(lines, at)._replace(selection=span)


# -- going through it -------------------------------------------------------------------------------


def next_cell(lines: Sequence[Line], at: int) -> Edit | None:
    """Tab: to the next cell; from the last one to a new row."""
    cell = cell_of(lines[at])
    if cell is None:
        return None
    number = at + 1
    while number < len(lines) and cell_of(lines[number]) == cell:
        number += 1
    after = cell_of(lines[number]) if number < len(lines) else None
    if after is not None and after.table_id == cell.table_id:
        return Edit(list(lines), _cell_content(lines, number))
    table = table_at(lines, at)
    assert table is not None
    grid = Grid(lines[table[0] : table[1]])
    row = grid.rows
    grid.insert_row(row)
    if not grid.has_room():
        return None
    made = [*lines[: table[0]], *grid.lines(), *lines[table[1] :]]
    caret = Place(table[1], 0)
    return Edit(made, Span(caret, caret))


def previous_cell(lines: Sequence[Line], at: int) -> Edit | None:
    """Shift+Tab: to the cell before; in the first cell nothing."""
    cell = cell_of(lines[at])
    first = at
    while first and cell_of(lines[first - 1]) == cell:
        first -= 1
    before = cell_of(lines[first - 1]) if first else None
    if cell is None or before is None:
        return None
    first -= 1
    while cell_of(lines[first - 1]) == before:
        first -= 1
    return Edit(list(lines), _cell_content(lines, first))


def _cell_content(lines: Sequence[Line], first: int) -> Span:
    """What Tab selects in a cell: a single line as a whole, to be typed over as in Word; of more than
    that nothing, so that no key takes away what took long to type."""
    alone = first + 1 == len(lines) or cell_of(lines[first + 1]) != cell_of(lines[first])
    size = length(text_of_line(lines[first])) if alone else 0
    return Span(Place(first, 0), Place(first, size))


def enter_table(lines: Sequence[Line], at: int, by: int) -> Edit | None:
    """Backspace in the line after a table (`by` -1), or Delete in the line before one (1): into the table,
    without taking anything away but an empty paragraph."""
    result = list(lines)
    line = lines[at]
    goal = at + by
    if isinstance(line.block, Paragraph) and is_text(line.block) and not line.block.inlines and not line.path:
        del result[at]
        goal -= by > 0
    offset = length(text_of_line(result[goal])) if by < 0 else 0
    return Edit(result, Span(Place(goal, offset), Place(goal, offset)))
