"""Tables written with "|" between the cells, and the fragments into which pages cut them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefmaker.content.cells import blocks_of_html
from briefmaker.content.drafted import DraftRow, DraftTable, merge

__all__ = ["cells_of", "is_delimiter_row", "is_table_row", "joined_tables", "table_of"]

_DELIMITER = re.compile(r"\s*\|?(?:\s*:?-+:?\s*\|)*\s*:?-+:?\s*\|?\s*")
_BETWEEN_CELLS = re.compile(r"(?<!\\)\|")


def is_table_row(line: str) -> bool:
    """Whether a line begins as a row of a table."""
    return line.lstrip().startswith("|")


def is_delimiter_row(line: str) -> bool:
    """Whether a line is the one of dashes under a table's header."""
    return "|" in line and "-" in line and _DELIMITER.fullmatch(line) is not None


def cells_of(line: str) -> list[str]:
    """The texts of a row's cells."""
    bare = line.strip()
    parts = _BETWEEN_CELLS.split(bare)
    if parts and not parts[0].strip() and bare.startswith("|"):
        parts = parts[1:]
    if parts and not parts[-1].strip() and bare.endswith("|"):
        parts = parts[:-1]
    return [part.replace("\\|", "|").strip() for part in parts]


def table_of(lines: Sequence[str]) -> DraftTable | None:
    """The table on these lines; None when nothing stands in it. The row above the dashes is its
    header; a header without text is none. Without dashes there is no header."""
    rows: list[list[str]] = []
    header: list[str] | None = None
    for line in lines:
        if header is None and len(rows) == 1 and is_delimiter_row(line):
            header = rows.pop()
            continue
        if is_delimiter_row(line) and not rows and header is None:
            header = []
            continue
        rows.append(cells_of(line))
    columns = max((len(row) for row in (*rows, header or [])), default=0)
    has_header = header is not None and any(header)
    if columns == 0 or not (has_header or any(any(row) for row in rows)):
        return None
    return DraftTable(
        _row(header or [], columns) if has_header else None,
        [_row(row, columns) for row in rows],
        columns,
    )


def joined_tables(before: DraftTable, after: DraftTable) -> bool:
    """Add `after` to `before` when it is the same table, gone on after a page; say whether it was.

    It is when it has as many columns and no header of its own. When its first cell is empty too, its
    first row is the rest of the row before it: paragraphs and items that the page cut become whole.
    """
    if before.columns != after.columns or after.header is not None or not after.rows:
        return False
    rows = after.rows
    first = rows[0]
    if before.rows and not first.cells[0] and any(first.cells):
        last = before.rows[-1]
        for cell, rest in zip(last.cells, first.cells, strict=True):
            merge(cell, rest)
        rows = rows[1:]
    before.rows += rows
    return True


def _row(cells: Sequence[str], columns: int) -> DraftRow:
    return DraftRow([blocks_of_html(cells[index]) if index < len(cells) else [] for index in range(columns)])
