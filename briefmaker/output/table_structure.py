"""Tables in a PDF's structure tree: which cells span, which are headers, and of what (ISO 14289-1, 7.5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from briefmaker.output.pdf_structure import StructureTree
from briefmaker.output.word_document import WordCell, WordTable

__all__ = ["finish_tables"]


_Grid = Sequence[Sequence[WordCell]]
_Placed = list[list[tuple[WordCell, Any]]]


@dataclass(frozen=True, slots=True)
class _Header:
    """A header cell: the columns (of a header row) or rows (of a header column) that it is about."""

    first: int
    last: int
    identifier: str


def finish_tables(tree: StructureTree, tables: Sequence[WordTable]) -> None:
    """Say which cells span, take out those merged into another, name the headers of each cell."""
    found = list(tree.elements("/Table")) if tables else []
    if len(found) != len(tables):
        return
    for number, (element, table) in enumerate(zip(found, tables, strict=True)):
        rows = list(tree.elements("/TR", element, inside_tables=False))
        _drop_continued(tree, table, rows)
        cells = [tree.kids(row, ("/TD", "/TH")) for row in rows]
        spans = any(cell.span > 1 or cell.continues for row in table.rows for cell in row)
        placed = _placed(table.rows, cells)
        if placed and (spans or table.header_column):
            _TableHeaders(tree, table, f"t{number}").finish(rows, placed)


def _placed(grid: _Grid, cells: Sequence[Sequence[Any]]) -> _Placed | None:
    """Every cell with its element. An engine may have none for a cell merged into another."""
    for wanted in (grid, [_shown(row) for row in grid]):
        if [len(row) for row in wanted] == [len(row) for row in cells]:
            return [list(zip(*pair, strict=True)) for pair in zip(wanted, cells, strict=True)]
    return None


def _shown(row: Sequence[WordCell]) -> list[WordCell]:
    return [cell for cell in row if not cell.continues]


def _drop_continued(tree: StructureTree, table: WordTable, rows: Sequence[Any]) -> None:
    """Take out the cells without anything in them that LibreOffice makes where a merged cell goes on over a
    page: the merged cell has their rows already."""
    if len(rows) != len(table.rows):
        return
    for row, known in zip(rows, table.rows, strict=True):
        cells = tree.kids(row, ("/TD", "/TH"))
        empty = [cell for cell in cells if "/K" not in cell]
        if len(known) > len(_shown(known)) == len(cells) - len(empty):
            tree.replace(row, {cell.objgen for cell in empty}, [])


class _TableHeaders:
    """One table, from its first row to its last."""

    def __init__(self, tree: StructureTree, table: WordTable, name: str) -> None:
        self.tree = tree
        self.grid = table.rows
        self.header_column = table.header_column
        self.name = name
        self.of_columns: list[_Header] = []
        self.of_rows: list[_Header] = []

    def finish(self, rows: Sequence[Any], placed: _Placed) -> None:
        """Write everything into the elements."""
        import pikepdf

        for number, row in enumerate(placed):
            is_header_row = bool(row) and all(element.S == "/TH" for _cell, element in row)
            gone = set()
            for cell, element in row:
                if cell.continues:
                    gone.add(element.objgen)
                else:
                    self._finish_cell(number, cell, element, is_header_row)
            if gone:
                rows[number].K = pikepdf.Array(kid for kid in rows[number].K if kid.objgen not in gone)

    def _finish_cell(self, row: int, cell: WordCell, element: Any, is_header_row: bool) -> None:
        import pikepdf

        attributes = self.tree.table_attributes(element)
        height = _height(self.grid, row, cell) if cell.begins else 1
        if cell.span > 1:
            attributes.ColSpan = cell.span
        if height > 1:
            attributes.RowSpan = height
        if self.header_column and not is_header_row and cell.column == 0:
            element.S = pikepdf.Name.TH
            attributes.Scope = pikepdf.Name.Row
            self.of_rows.append(_Header(row, row + height, self._identified(element, row, cell)))
            self._name(attributes, self.of_columns, cell.column, cell.column + cell.span)
        elif element.S == "/TH":
            identifier = self._identified(element, row, cell)
            self.of_columns.append(_Header(cell.column, cell.column + cell.span, identifier))
        else:
            self._name(attributes, self.of_columns, cell.column, cell.column + cell.span)
            self._name(attributes, self.of_rows, row, row + height)

    def _identified(self, element: Any, row: int, cell: WordCell) -> str:
        identifier = f"{self.name}r{row}c{cell.column}"
        self.tree.identify(element, identifier)
        return identifier

    @staticmethod
    def _name(attributes: Any, headers: Sequence[_Header], first: int, last: int) -> None:
        """Name those of `headers` that are about anything from `first` up to `last`."""
        import pikepdf

        names = [pikepdf.String(h.identifier) for h in headers if h.first < last and first < h.last]
        if names:
            attributes.Headers = pikepdf.Array([*attributes.get("/Headers", ()), *names])


def _height(grid: _Grid, row: int, cell: WordCell) -> int:
    """How many rows a merged cell takes."""
    height = 1
    for following in grid[row + 1 :]:
        if not any(other.continues and other.column == cell.column for other in following):
            break
        height += 1
    return height
