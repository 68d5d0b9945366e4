"""A table's cells on their grid, to be moved, joined and counted anew. Made from lines, and lines again.

What is done to rows is done to columns by turning the grid over its diagonal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from briefmaker.qt.editor.cells import GAP, MOST_CELLS, CellStep, Gap
from briefmaker.qt.editor.lines import Line
from briefmaker.qt.editor.spans import Rectangle, cell_of

__all__ = ["Grid", "GridCell"]


@dataclass(eq=False)
class GridCell:
    """A cell and the lines in it, with the paths that they had."""

    row: int
    column: int
    span: int = 1
    row_span: int = 1
    lines: list[Line] = field(default_factory=lambda: [Line((), GAP)])


class Grid:
    """The cells of one table. Changes are made in place; see `lines`."""

    def __init__(self, lines: Sequence[Line]) -> None:
        """lines: those of one table, all of them."""
        self.cells: list[GridCell] = []
        last: CellStep | None = None
        for line in lines:
            step = cell_of(line)
            if step is None:
                continue
            if step != last:
                self.cells.append(GridCell(step.row, step.column, step.span, step.row_span, []))
            self.cells[-1].lines.append(line._replace(path=line.path[1:]))
            last = step
        assert last is not None
        self.table_id = last.table_id
        self.header_rows = last.header_rows
        self.header_columns = int(last.header_column)
        self.rows = max(cell.row + cell.row_span for cell in self.cells)
        self.columns = max(cell.column + cell.span for cell in self.cells)

    def lines(self) -> list[Line]:
        """The lines of the table as it is now."""
        made = []
        for cell in self.cells:
            step = CellStep(
                self.table_id,
                self.header_rows,
                self.header_columns > 0,
                cell.row,
                cell.column,
                cell.span,
                cell.row_span,
            )
            made += [line._replace(path=(step, *line.path)) for line in cell.lines]
        return made

    def cell_at(self, row: int, column: int) -> GridCell:
        """The cell that covers a place on the grid, the nearest place there is."""
        row, column = min(row, self.rows - 1), min(column, self.columns - 1)
        for cell in self.cells:
            if cell.row <= row < cell.row + cell.row_span and cell.column <= column < cell.column + cell.span:
                return cell
        return self.cells[0]

    def turn(self) -> None:
        """Rows become columns."""
        for cell in self.cells:
            cell.row, cell.column = cell.column, cell.row
            cell.span, cell.row_span = cell.row_span, cell.span
        self.rows, self.columns = self.columns, self.rows
        self.header_rows, self.header_columns = self.header_columns, self.header_rows
        self._sort()

    def has_room(self) -> bool:
        """Whether the table is not too large to be typed in."""
        return self.rows * self.columns <= MOST_CELLS and self.columns <= 63

    # -- rows ----------------------------------------------------------------------------------

    def insert_row(self, at: int) -> None:
        """An empty row before row `at`; a cell that reaches over that place grows."""
        grown: set[int] = set()
        for cell in self.cells:
            if cell.row >= at:
                cell.row += 1
            elif cell.row + cell.row_span > at:
                cell.row_span += 1
                grown.update(range(cell.column, cell.column + cell.span))
        self.cells += [GridCell(at, column) for column in range(self.columns) if column not in grown]
        self.rows += 1
        self.header_rows += at < self.header_rows
        self._sort()

    def delete_rows(self, first: int, last: int) -> None:
        """The rows out, the last one included; a cell that reaches further shrinks."""
        kept = []
        for cell in self.cells:
            overlap = max(0, min(cell.row + cell.row_span - 1, last) - max(cell.row, first) + 1)
            if overlap == cell.row_span:
                continue
            cell.row_span -= overlap
            if cell.row > last:
                cell.row -= last - first + 1
            elif cell.row >= first:
                cell.row = first
            kept.append(cell)
        self.cells = kept
        self.rows -= last - first + 1
        self.header_rows -= max(0, min(self.header_rows - 1, last) - first + 1)
        self._sort()

    def move_rows(self, first: int, last: int, by: int) -> bool:
        """The rows one place up (`by` -1) or down (1), together with those that cells hold them to;
        returns whether there was such a place."""
        bands = self._bands()
        mine = [n for n, (start, end) in enumerate(bands) if start <= last and end > first]
        other = mine[0] - 1 if by < 0 else mine[-1] + 1
        if not 0 <= other < len(bands):
            return False
        start, end = bands[mine[0]][0], bands[mine[-1]][1]
        past = bands[other][1] - bands[other][0]
        for cell in self.cells:
            if start <= cell.row < end:
                cell.row += by * past
            elif bands[other][0] <= cell.row < bands[other][1]:
                cell.row -= by * (end - start)
        self._sort()
        return True

    def _bands(self) -> list[tuple[int, int]]:
        """Rows [from, to) that no cell reaches out of."""
        crossed = {row for cell in self.cells for row in range(cell.row + 1, cell.row + cell.row_span)}
        starts = [row for row in range(self.rows) if row not in crossed]
        return list(zip(starts, [*starts[1:], self.rows], strict=True))

    # -- cells ---------------------------------------------------------------------------------

    def merge(self, cells: Rectangle) -> GridCell:
        """The cells of a rectangle, and what they overlap with, as one that holds all that was in them."""
        top, left, bottom, right = cells
        grown = True
        while grown:
            before = top, left, bottom, right
            for cell in self.cells:
                if _inside(cell, Rectangle(top, left, bottom, right)):
                    top, left = min(top, cell.row), min(left, cell.column)
                    bottom = max(bottom, cell.row + cell.row_span - 1)
                    right = max(right, cell.column + cell.span - 1)
            grown = before != (top, left, bottom, right)
        gone = [cell for cell in self.cells if _inside(cell, Rectangle(top, left, bottom, right))]
        lines = [line for cell in gone for line in cell.lines if not isinstance(line.block, Gap)]
        made = GridCell(top, left, right - left + 1, bottom - top + 1, lines or [Line((), GAP)])
        self.cells = [cell for cell in self.cells if cell not in gone] + [made]
        self._sort()
        return made

    def split(self, cell: GridCell) -> None:
        """A cell over several places as one for each place; what was in it stays in the first."""
        self.cells += [
            GridCell(cell.row + down, cell.column + right)
            for down in range(cell.row_span)
            for right in range(cell.span)
            if down or right
        ]
        cell.span = cell.row_span = 1
        self._sort()

    def keep(self, cells: Rectangle) -> None:
        """Only the cells of a rectangle, as a table of its own; cells that reach further shrink."""
        top, left, bottom, right = cells
        self.cells = [cell for cell in self.cells if _inside(cell, cells)]
        for cell in self.cells:
            end_row, end_column = cell.row + cell.row_span, cell.column + cell.span
            cell.row, cell.column = max(cell.row, top) - top, max(cell.column, left) - left
            cell.row_span = min(end_row, bottom + 1) - top - cell.row
            cell.span = min(end_column, right + 1) - left - cell.column
        self.rows, self.columns = bottom - top + 1, right - left + 1
        self.header_rows = min(max(self.header_rows - top, 0), self.rows)
        self.header_columns = max(self.header_columns - left, 0)

    def _sort(self) -> None:
        self.cells.sort(key=lambda cell: (cell.row, cell.column))


def _inside(cell: GridCell, place: Rectangle) -> bool:
    return (
        cell.row <= place.bottom
        and cell.row + cell.row_span > place.top
        and cell.column <= place.right
        and cell.column + cell.span > place.left
    )
