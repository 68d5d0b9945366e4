"""Tables: cells on a grid, as narrow and low as what stands in them needs."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from briefmaker.content.foreign.tree import Element, Words
from briefmaker.letter.body import Block, Cell, Paragraph, Row, Table, Text, joined_inlines

__all__ = ["has_words", "is_layout", "is_too_large", "rows_of", "table_of", "with_bold_header"]

_MOST_COLUMNS = 63
_MOST_CELLS = 10_000
_PARTS = frozenset(("tbody", "thead", "tfoot"))


@dataclass(slots=True)
class _Placed:
    """A cell on the grid, its first row and column and the ones after its last."""

    element: Element
    row: int
    column: int
    below: int
    after: int


def rows_of(table: Element) -> list[tuple[list[Element], bool]]:
    """The cells of every row, and whether the row stands in a `<thead>`."""
    return [
        ([cell for cell in row.children if isinstance(cell, Element) and cell.tag in ("td", "th")], in_head)
        for row, in_head in _rows(table)
    ]


def _rows(table: Element) -> Iterator[tuple[Element, bool]]:
    for part in table.children:
        if isinstance(part, Element) and part.tag == "tr":
            yield part, False
        elif isinstance(part, Element) and part.tag in _PARTS:
            for row in part.children:
                if isinstance(row, Element) and row.tag == "tr":
                    yield row, part.tag == "thead"


def is_layout(table: Element) -> bool:
    """Whether a table only puts things beside each other: it says so, has one column, has another table
    in it, or is one row without lines."""
    rows = [cells for cells, _ in rows_of(table)]
    if table.attributes.get("role") in ("presentation", "none") or max(map(len, rows), default=0) <= 1:
        return True
    if any(_holds_table(cell) for cells in rows for cell in cells):
        return True
    return len(rows) == 1 and not _has_lines(table, rows[0])


def _holds_table(element: Element) -> bool:
    return any(
        isinstance(child, Element) and (child.tag == "table" or _holds_table(child))
        for child in element.children
    )


def _has_lines(table: Element, cells: Sequence[Element]) -> bool:
    if any(cell.tag == "th" for cell in cells) or table.attributes.get("border", "0") != "0":
        return True
    drawn = (style.get("border", "none") for style in (table.style, *(cell.style for cell in cells)))
    return any(not border.startswith(("none", "0")) for border in drawn)


def is_too_large(table: Element) -> bool:
    """Whether the table has more columns or cells than one in a letter can have."""
    rows = rows_of(table)
    return max(len(cells) for cells, _ in rows) > _MOST_COLUMNS or sum(len(cells) for cells, _ in rows) > (
        _MOST_CELLS
    )


def table_of(table: Element, blocks_of: Callable[[Element], Sequence[Block]]) -> Table:
    """The table; `blocks_of` reads a cell. Rows and columns in which no cell begins are left out, every
    row is filled up to the same width, and the header is found by its tags or by being bold."""
    rows = rows_of(table)
    placed = _on_grid([cells for cells, _ in rows])
    columns = sorted({cell.column for cell in placed})
    starts = sorted({cell.row for cell in placed})
    column_of = {column: number for number, column in enumerate(columns)}
    row_of = {row: number for number, row in enumerate(starts)}
    made: list[list[tuple[int, Cell]]] = [[] for _ in starts]
    taken: set[tuple[int, int]] = set()
    for cell in placed:
        row, column = row_of[cell.row], column_of[cell.column]
        below = bisect_left(starts, cell.below)
        after = bisect_left(columns, cell.after)
        taken.update((y, x) for y in range(row, below) for x in range(column, after))
        blocks = tuple(blocks_of(cell.element))
        made[row].append((column, Cell(blocks=blocks, span=after - column, row_span=below - row)))
    for row, cells in enumerate(made):
        cells += [(x, Cell()) for x in range(len(columns)) if (row, x) not in taken]
        cells.sort(key=lambda each: each[0])
    in_head = [rows[start] for start in starts]
    headers = 0
    while headers < len(in_head) and _is_header(in_head[headers]):
        headers += 1
    result = tuple(Row(cells=tuple(cell for _, cell in cells)) for cells in made)
    led = [cell.element.tag == "th" for cell in placed if not cell.column and row_of[cell.row] >= headers]
    return with_bold_header(Table(header_rows=headers, header_column=bool(led) and all(led), rows=result))


def _on_grid(rows: Sequence[Sequence[Element]]) -> list[_Placed]:
    placed: list[_Placed] = []
    busy: dict[int, int] = {}
    """Until which row each column is taken by a cell from above."""
    for number, cells in enumerate(rows):
        column = 0
        for element in cells:
            while busy.get(column, 0) > number:
                column += 1
            if column >= _MOST_COLUMNS:
                break
            width = min(_number(element, "colspan"), _MOST_COLUMNS - column)
            while width > 1 and any(busy.get(column + extra, 0) > number for extra in range(width)):
                width -= 1
            height = min(_number(element, "rowspan") or len(rows), len(rows) - number)
            width, height = max(width, 1), max(height, 1)
            placed.append(_Placed(element, number, column, number + height, column + width))
            for taken in range(column, column + width):
                busy[taken] = number + height
            column += width
    return placed


def _number(element: Element, name: str) -> int:
    said = element.attributes.get(name, "1").strip()
    return min(int(said), 999) if said.isdecimal() and len(said) < 6 else 1


def _is_header(row: tuple[Sequence[Element], bool]) -> bool:
    cells, in_head = row
    return in_head or (bool(cells) and all(cell.tag == "th" for cell in cells))


def with_bold_header(table: Table) -> Table:
    """Without bold in headers, which are that already; a first row that is wholly bold, while the table
    is not, is a header."""
    headers = table.header_rows
    bold = [
        all(_is_bold(cell) for cell in row.cells) and any(_texts(cell) for cell in row.cells)
        for row in table.rows
    ]
    if not headers and len(bold) > 1 and bold[0] and not all(bold):
        headers = 1
    rows = tuple(
        Row(cells=tuple(
            _plain(cell) if number < headers or (table.header_column and not column) else cell
            for column, cell in enumerate(row.cells)
        ))
        for number, row in enumerate(table.rows)
    )  # fmt: skip
    return table.model_copy(update={"rows": rows, "header_rows": headers})


def _texts(cell: Cell) -> list[Text]:
    return [
        run
        for block in cell.blocks
        if isinstance(block, Paragraph)
        for run in block.inlines
        if isinstance(run, Text) and run.text.strip()
    ]


def _is_bold(cell: Cell) -> bool:
    return all(run.strong for run in _texts(cell)) and all(isinstance(b, Paragraph) for b in cell.blocks)


def _plain(cell: Cell) -> Cell:
    if not _texts(cell) or not _is_bold(cell):
        return cell
    blocks = tuple(
        block.model_copy(
            update={
                "inlines": joined_inlines(
                    run.model_copy(update={"strong": False}) if isinstance(run, Text) else run
                    for run in block.inlines
                )
            }
        )
        for block in cell.blocks
        if isinstance(block, Paragraph)
    )
    return cell.model_copy(update={"blocks": blocks})


def has_words(element: Element) -> bool:
    """Whether any text or picture stands in an element."""
    return any(
        child.text.strip() != "" if isinstance(child, Words) else child.tag == "img" or has_words(child)
        for child in element.children
    )
