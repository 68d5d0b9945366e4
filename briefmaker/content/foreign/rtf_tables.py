"""Tables of RTF: rows of cells with the place of their right edge, and what they are merged with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from briefmaker.content.foreign.grids import with_bold_header
from briefmaker.letter.body import Block, Cell, Row, Table

__all__ = ["Edge", "RtfRow", "table_of_rows"]

_MOST_COLUMNS = 63


class Edge(NamedTuple):
    """Where a cell ends (in twips), and whether it goes on from the one before it or above it."""

    right: int
    from_left: bool = False
    from_above: bool = False


class RtfRow(NamedTuple):
    """The contents of the cells of a row, with their edges."""

    cells: tuple[tuple[Block, ...], ...]
    edges: tuple[Edge, ...]
    is_header: bool


def table_of_rows(rows: Sequence[RtfRow]) -> list[Block]:
    """The table; its contents one after another when it has one column, or more than a letter can have."""
    edges = sorted({edge.right for row in rows for edge in row.edges[: len(row.cells)]})
    if not 1 < len(edges) <= _MOST_COLUMNS:
        return [block for row in rows for cell in row.cells for block in cell]
    number = {edge: at + 1 for at, edge in enumerate(edges)}
    made: list[list[Cell]] = []
    above: dict[int, tuple[int, int]] = {}
    """By its first column: the row and place of the cell that one below it may go on from."""
    for row in rows:
        cells: list[Cell] = []
        column = 0
        for blocks, edge in zip(row.cells, row.edges, strict=False):
            after = max(number[edge.right], column + 1)
            span, first, column = after - column, column, after
            if edge.from_left and cells:
                last = cells[-1]
                cells[-1] = last.model_copy(
                    update={"span": last.span + span, "blocks": (*last.blocks, *blocks)}
                )
            elif edge.from_above and (whole := _goes_on(made, above.get(first), span)):
                at, place = whole
                low = made[at][place]
                blocks = (*low.blocks, *blocks)  # noqa: PLW2901
                made[at][place] = low.model_copy(update={"row_span": low.row_span + 1, "blocks": blocks})
            else:
                above[first] = (len(made), len(cells))
                cells.append(Cell(blocks=blocks, span=span))
        rest = tuple(block for blocks in row.cells[len(row.edges) :] for block in blocks)
        if column < len(edges):
            cells.append(Cell(span=len(edges) - column, blocks=rest))
        elif cells and rest:
            cells[-1] = cells[-1].model_copy(update={"blocks": (*cells[-1].blocks, *rest)})
        made.append(cells)
    headers = 0
    while headers < len(rows) and rows[headers].is_header:
        headers += 1
    table = Table(header_rows=headers, rows=tuple(Row(cells=tuple(cells)) for cells in made))
    return [with_bold_header(table)]


def _goes_on(
    made: Sequence[Sequence[Cell]], above: tuple[int, int] | None, span: int
) -> tuple[int, int] | None:
    """The cell above, if it reaches down to this row and is as wide as what goes on from it."""
    if above is None:
        return None
    cell = made[above[0]][above[1]] if above[0] < len(made) else None
    fits = cell is not None and cell.span == span and above[0] + cell.row_span == len(made)
    return above if fits else None
