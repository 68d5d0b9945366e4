"""Turns what a document shows into other lines, tables and all: a table that keeps its shape is changed in
place, cell by cell, any other is made anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import NamedTuple

from PySide6.QtGui import QTextCursor

from briefmaker.qt.editor.cells import CellStep
from briefmaker.qt.editor.lines import Line
from briefmaker.qt.editor.pages import Pages
from briefmaker.qt.editor.spans import cell_of, table_id_of
from briefmaker.qt.editor.table_looks import dress, table_format

__all__ = ["write"]

_KEEP = QTextCursor.MoveMode.KeepAnchor


class _Chunk(NamedTuple):
    """A table, or the lines between tables; `first` counts from the start of its text."""

    first: int
    lines: Sequence[Line]
    shape: tuple[CellStep, ...]
    """The cells of a table; nothing for other lines."""


def write(pages: Pages, first: int, old: Sequence[Line], new: Sequence[Line]) -> None:
    """Turn the lines from `first`, which show `old`, into `new`; what is the same is not touched."""
    if _stays_in_one_place(pages, first, old, new):
        pages.write(first, old, new)
        return
    count = pages.document.blockCount()
    end = first + len(old)
    low, high = first, end
    while low and pages.cell(low - 1) is not None:
        low -= 1
    low = max(low - 1, 0)
    while high < count and pages.cell(high) is not None:
        high += 1
    high = min(high + 1, count)
    before = [pages.line(number) for number in range(low, first)]
    after = [pages.line(number) for number in range(end, high)]
    cursor = QTextCursor(pages.document)
    cursor.beginEditBlock()
    _write_chunks(pages, low, list(_chunks([*before, *old, *after])), list(_chunks([*before, *new, *after])))
    cursor.endEditBlock()
    pages.forget_unused()


def _stays_in_one_place(pages: Pages, first: int, old: Sequence[Line], new: Sequence[Line]) -> bool:
    """Whether all lines stand in one cell that is there already, or all outside tables."""
    cells = {cell_of(line) for line in (*old, *new)}
    if len(cells) != 1:
        return not cells
    if old and new:
        return True
    end = first + len(old)
    around = [first - 1] if first else []
    around += [end] if end < pages.document.blockCount() else []
    return any(pages.cell(number) in cells for number in around)


def _chunks(lines: Sequence[Line]) -> Iterator[_Chunk]:
    at = 0
    for _table, inside in groupby(lines, table_id_of):
        shown = list(inside)
        shape = tuple(cell for cell, _ in groupby(shown, cell_of) if cell is not None)
        yield _Chunk(at, shown, shape)
        at += len(shown)


def _write_chunks(pages: Pages, start: int, old: list[_Chunk], new: list[_Chunk]) -> None:
    """From the last to the first, so that what comes before keeps its numbers."""
    old_tables = [number for number, chunk in enumerate(old) if chunk.shape]
    new_tables = [number for number, chunk in enumerate(new) if chunk.shape]
    shapes = [old[number].shape for number in old_tables], [new[number].shape for number in new_tables]
    same = [
        (old_tables[match.a + k], new_tables[match.b + k])
        for match in SequenceMatcher(None, *shapes, autojunk=False).get_matching_blocks()
        for k in range(match.size)
    ]
    old_end, new_end = len(old), len(new)
    for old_at, new_at in reversed([(-1, -1), *same]):
        _write_between(pages, start, old[old_at + 1 : old_end], new[new_at + 1 : new_end])
        if old_at >= 0:
            _write_cells(pages, start + old[old_at].first, old[old_at], new[new_at])
        old_end, new_end = old_at, new_at


def _write_cells(pages: Pages, start: int, old: _Chunk, new: _Chunk) -> None:
    pairs = []
    at = start
    for (_, shown), (_, wanted) in zip(groupby(old.lines, cell_of), groupby(new.lines, cell_of), strict=True):
        before, after = list(shown), list(wanted)
        pairs.append((at, before, after))
        at += len(before)
    for at, before, after in reversed(pairs):
        if before != after:
            pages.write(at, before, after)


def _write_between(pages: Pages, start: int, old: Sequence[_Chunk], new: Sequence[_Chunk]) -> None:
    """Lines with tables of which none stays: the tables out, the lines right, the new tables in."""
    first = start + old[0].first
    for chunk in reversed(old):
        if chunk.shape:
            _take_table_out(pages, start + chunk.first, start + chunk.first + len(chunk.lines))
    pages.write(
        first,
        [line for chunk in old if not chunk.shape for line in chunk.lines],
        [line for chunk in new if not chunk.shape for line in chunk.lines],
    )
    at = first
    places = []
    for chunk in new:
        if chunk.shape:
            places.append((at - 1, chunk))
        else:
            at += len(chunk.lines)
    for number, chunk in reversed(places):
        _put_table_in(pages, number, chunk)


def _take_table_out(pages: Pages, first: int, end: int) -> None:
    document = pages.document
    cursor = QTextCursor(document)
    after = document.findBlockByNumber(end)
    start = after.position()
    cursor.setPosition(start)
    # Another block, that goes with the table: or the lines before and after it would become one.
    cursor.insertBlock(after.blockFormat(), after.charFormat())
    before = document.findBlockByNumber(first - 1)
    formats = before.blockFormat(), before.charFormat()
    cursor.setPosition(before.position() + before.length() - 1)
    cursor.setPosition(start, _KEEP)
    cursor.removeSelectedText()
    cursor.setBlockFormat(formats[0])
    cursor.setBlockCharFormat(formats[1])


def _put_table_in(pages: Pages, number: int, chunk: _Chunk) -> None:
    """A table after a line, which is not the last."""
    document = pages.document
    before = document.findBlockByNumber(number)
    cursor = QTextCursor(document)
    cursor.setPosition(before.position() + before.length() - 1)
    rows = max(step.row + step.row_span for step in chunk.shape)
    columns = max(step.column + step.span for step in chunk.shape)
    table = cursor.insertTable(rows, columns, table_format(chunk.lines, pages.looks))
    # Qt has split the line before the table: what is left of it after the table goes.
    rest = document.findBlock(table.lastPosition() + 1)
    after = rest.next()
    formats = after.blockFormat(), after.charFormat()
    cursor.setPosition(rest.position())
    cursor.setPosition(after.position(), _KEEP)
    cursor.removeSelectedText()
    cursor.setBlockFormat(formats[0])
    cursor.setBlockCharFormat(formats[1])
    for step in chunk.shape:
        if step.span > 1 or step.row_span > 1:
            table.mergeCells(step.row, step.column, step.row_span, step.span)
    dress(table, chunk.lines, pages.looks)
    at = number + 1
    for _cell, inside in groupby(chunk.lines, cell_of):
        lines = list(inside)
        pages.fill_cell(at, lines)
        at += len(lines)
