"""Tables in plain text: rows are lines, and a tab parts their cells.

Told from labels with their values by three columns, or an empty corner; from typed lists by having no signs.
"""

from __future__ import annotations

from collections.abc import Sequence

from briefmaker.content.source_lines import Line
from briefmaker.content.typed_lists import list_mark
from briefmaker.letter.body import Cell, Paragraph, Row, Table, inlines

__all__ = ["tabbed_table"]

_FEWEST_ROWS = 3
_FEWEST_COLUMNS, _MOST_COLUMNS = 3, 63
_LONGEST_LONE_CELL = 30


def tabbed_table(lines: Sequence[Line], start: int) -> tuple[Table, int] | None:
    """The table that begins on line `start`, and the line behind it; None where there is none. It goes on
    up to a blank line or to one that is too long for a row of one cell; of its lines most have a tab."""
    first = lines[start]
    if "\t" not in first.text.rstrip() or not first.opens or list_mark(first.text) is not None:
        return None
    end = start + 1
    while end < len(lines) and not lines[end].opens and lines[end].whole is None and _is_row(lines[end].text):
        end += 1
    texts = [line.text for line in lines[start:end]]
    columns = max(text.count("\t") for text in texts) + 1
    with_tabs = sum("\t" in text for text in texts)
    if len(texts) < _FEWEST_ROWS or columns > _MOST_COLUMNS or 3 * with_tabs < 2 * len(texts):
        return None
    if columns < _FEWEST_COLUMNS and texts[0].split("\t")[0].strip():
        return None
    if any(list_mark(text) is not None for text in texts):
        return None
    grid = [[cell.strip() for cell in text.split("\t")] for text in texts]
    return _table([row + [""] * (columns - len(row)) for row in grid]), end


def _is_row(text: str) -> bool:
    return "\t" in text.rstrip() or len(text.strip()) <= _LONGEST_LONE_CELL


def _table(grid: list[list[str]]) -> Table:
    """A first row with a single text, over columns that the next row names, is about all of them."""
    filled = [sum(map(bool, row)) for row in grid[:2]]
    spanning = not grid[0][0] and not grid[1][0] and filled[0] == 1 < filled[1]
    headers = 2 if spanning else 1 if not grid[0][0] or all(grid[0]) else 0
    rows = [Row(cells=tuple(map(_cell, row))) for row in grid]
    if spanning:
        rows[0] = Row(cells=(_cell(""), _cell("".join(grid[0]), len(grid[0]) - 1)))
    labelled = not grid[0][0] and all(row[0] for row in grid[headers:])
    return Table(header_rows=headers, header_column=labelled, rows=tuple(rows))


def _cell(text: str, span: int = 1) -> Cell:
    return Cell(blocks=(Paragraph(inlines=inlines(text)),) if text else (), span=span)
