"""Structure that was typed and not made: "1." and "-" before items, bold headings, tabs for columns.

Word documents and PDFs say what a paragraph is only where their maker used styles. Where it was done by
hand, the same signs are read as in plain text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefmaker.content.joining import heading_like
from briefmaker.content.typed_lists import ListMark, list_mark
from briefmaker.letter.body import (
    Block,
    Cell,
    Heading,
    Inline,
    LineBreak,
    ListBlock,
    ListItem,
    Paragraph,
    Row,
    Table,
    Text,
    plain_text,
)

__all__ = ["with_typed_structure"]

_SECTION_NUMBER = re.compile(r"[0-9]{1,2}(?P<deeper>(?:\.[0-9]{1,2}){0,3})\.?\s+\S")
_MOST_COLUMNS = 12
_BOLD_RANK = (2, 0)


def with_typed_structure(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The same blocks, in which what was typed as a list, a heading or a table is one."""
    return _Typed(blocks, headings=not any(isinstance(block, Heading) for block in blocks)).read()


class _Typed:
    def __init__(self, blocks: Sequence[Block], *, headings: bool) -> None:
        self._blocks = blocks
        self._headings = headings
        self._found: list[Block] = []
        self._ranks: dict[int, tuple[int, int]] = {}
        self._items: list[_OpenList] = []

    def read(self) -> tuple[Block, ...]:
        index = 0
        while index < len(self._blocks):
            index += self._taken(index)
        self._close_lists()
        self._level_headings()
        return tuple(self._found)

    def _taken(self, index: int) -> int:
        block = self._blocks[index]
        if isinstance(block, Table):
            self._add(_with_typed_cells(block))
            return 1
        if (heading := _numbered_heading(block)) is not None and index + 1 < len(self._blocks):
            self._close_lists()
            self._found.append(heading)
            return 1
        if not isinstance(block, Paragraph):
            self._add(block)
            return 1
        if (end := self._end_of_columns(index)) - index > 1:
            self._add(_table_of_columns(self._blocks[index:end]))
            return end - index
        text = plain_text(block.inlines)
        if not text.strip() and self._goes_on_after(index):
            return 1
        if (rank := self._heading_rank(index, block, text)) is not None:
            self._close_lists()
            self._ranks[len(self._found)] = rank
            self._found.append(Heading(id=block.id, inlines=_without_strong(block.inlines)))
            return 1
        mark = list_mark(text)
        if mark is not None and mark.indent == len(text) - len(text.lstrip()) and self._is_item(mark):
            self._add_item(mark, block, len(text) - len(mark.text))
            return 1
        self._add(block)
        return 1

    def _add(self, block: Block) -> None:
        self._close_lists()
        before = self._found[-1] if self._found else None
        if isinstance(block, ListBlock) and isinstance(before, ListBlock) and _counts_on(before, block):
            self._found[-1] = before.model_copy(update={"items": (*before.items, *block.items)})
        else:
            self._found.append(block)

    def _goes_on_after(self, index: int) -> bool:
        """Whether an empty paragraph stands between two typed items of one list."""
        block = self._blocks[index + 1] if self._items and index + 1 < len(self._blocks) else None
        mark = list_mark(plain_text(block.inlines)) if isinstance(block, Paragraph) else None
        return mark is not None and any(opened.takes(mark) for opened in self._items)

    # Headings

    def _heading_rank(self, index: int, block: Paragraph, text: str) -> tuple[int, int] | None:
        if not self._headings or not heading_like(text) or index + 1 >= len(self._blocks):
            return None
        strong = _is_strong(block.inlines)
        number = _SECTION_NUMBER.match(text.strip())
        if number is None:
            return _BOLD_RANK if strong else None
        after = self._blocks[index + 1]
        if not strong and (self._items or _is_marked(after)):
            return None
        return (1, number["deeper"].count("."))

    def _level_headings(self) -> None:
        levels = {rank: level for level, rank in enumerate(sorted(set(self._ranks.values())), start=1)}
        last = 0
        for index, rank in self._ranks.items():
            last = min(levels[rank], last + 1, 3)
            block = self._found[index]
            if isinstance(block, Heading):
                self._found[index] = block.model_copy(update={"level": last})

    # Lists

    def _is_item(self, mark: ListMark) -> bool:
        if mark.number is None or mark.number == 1:
            return True
        return any(opened.counts_on(mark) for opened in self._items)

    def _add_item(self, mark: ListMark, block: Paragraph, cut: int) -> None:
        item = Paragraph(id=block.id, inlines=_without_start(block.inlines, cut))
        for depth in range(len(self._items), 0, -1):
            opened = self._items[depth - 1]
            if opened.takes(mark):
                self._close_lists(depth)
                opened.items.append([item])
                return
        inside = self._items and (mark.indent > self._items[-1].mark.indent or self._items[-1].leads_in)
        if not inside:
            self._close_lists()
        self._items.append(_OpenList(mark, [[item]]))

    def _close_lists(self, depth: int = 0) -> None:
        while len(self._items) > depth:
            block = self._items.pop().finished()
            if self._items:
                self._items[-1].items[-1].append(block)
            else:
                self._found.append(block)

    # Columns

    def _end_of_columns(self, index: int) -> int:
        columns = _columns(self._blocks[index])
        end = index
        while end < len(self._blocks) and columns > 1 and _columns(self._blocks[end]) == columns:
            end += 1
        return end


class _OpenList:
    def __init__(self, mark: ListMark, items: list[list[Block]]) -> None:
        self.mark = mark
        self.items = items

    def counts_on(self, mark: ListMark) -> bool:
        return self.mark.number is not None and mark.number == self.mark.number + len(self.items)

    def takes(self, mark: ListMark) -> bool:
        if mark.mark != self.mark.mark or abs(mark.indent - self.mark.indent) > 1:
            return False
        return self.mark.number is None if mark.number is None else self.counts_on(mark)

    @property
    def leads_in(self) -> bool:
        """Whether the last item ends with a colon, so that what follows stands inside it."""
        last = self.items[-1][-1]
        return isinstance(last, Paragraph) and plain_text(last.inlines).rstrip().endswith(":")

    def finished(self) -> ListBlock:
        items = tuple(ListItem(blocks=tuple(blocks)) for blocks in self.items)
        if self.mark.number is None:
            return ListBlock(items=items)
        return ListBlock(kind="numbered", start=self.mark.number, items=items)


def _counts_on(before: ListBlock, after: ListBlock) -> bool:
    """Whether two numbered lists are one that was made in parts."""
    if before.kind != "numbered" or after.kind != "numbered" or before.numerals != after.numerals:
        return False
    return not after.continues and after.start == before.start + len(before.items)


def _numbered_heading(block: Block) -> Heading | None:
    """A list of one bold short item is a heading that was numbered by hand."""
    if not isinstance(block, ListBlock) or block.kind != "numbered" or len(block.items) != 1:
        return None
    item = block.items[0].blocks
    if len(item) != 1 or not isinstance(item[0], Paragraph) or not _is_strong(item[0].inlines):
        return None
    inlines = _without_strong(item[0].inlines)
    if not heading_like(plain_text(inlines)):
        return None
    return Heading(level=1, inlines=(Text(text=f"{block.start}. "), *inlines))


def _is_strong(inlines: Sequence[Inline]) -> bool:
    runs = [run for run in inlines if isinstance(run, Text) and run.text.strip()]
    return bool(runs) and all(run.strong for run in runs)


def _is_marked(block: Block) -> bool:
    return isinstance(block, ListBlock) or (
        isinstance(block, Paragraph) and list_mark(plain_text(block.inlines)) is not None
    )


def _without_start(inlines: Sequence[Inline], cut: int) -> tuple[Inline, ...]:
    """The inlines without their first `cut` characters."""
    rest: list[Inline] = []
    for run in inlines:
        if not isinstance(run, Text) or cut <= 0:
            rest.append(run)
            continue
        kept = run.text[cut:]
        cut -= len(run.text) - len(kept)
        if kept:
            rest.append(run.model_copy(update={"text": kept}))
    return tuple(rest)


def _without_strong(inlines: Sequence[Inline]) -> tuple[Inline, ...]:
    if not _is_strong(inlines):
        return tuple(inlines)
    return tuple(
        run.model_copy(update={"strong": False}) if isinstance(run, Text) else run for run in inlines
    )


def _columns(block: Block) -> int:
    """In how many columns tabs divide a paragraph; 0 for anything else."""
    if not isinstance(block, Paragraph) or any(isinstance(run, LineBreak) for run in block.inlines):
        return 0
    cells = [cell for cell in plain_text(block.inlines).split("\t") if cell.strip()]
    return len(cells) if 1 < len(cells) <= _MOST_COLUMNS else 0


def _table_of_columns(paragraphs: Sequence[Block]) -> Table:
    rows = []
    for paragraph in paragraphs:
        cells: list[list[Inline]] = [[]]
        for run in paragraph.inlines if isinstance(paragraph, Paragraph) else ():
            if not isinstance(run, Text):
                cells[-1].append(run)
                continue
            for index, text in enumerate(run.text.split("\t")):
                if index:
                    cells.append([])
                if text:
                    cells[-1].append(run.model_copy(update={"text": text}))
        filled = [
            cell for cell in cells if plain_text(cell).strip() or any(not isinstance(r, Text) for r in cell)
        ]
        rows.append(Row(cells=tuple(Cell(blocks=(Paragraph(inlines=tuple(cell)),)) for cell in filled)))
    return Table(rows=tuple(rows))


def _with_typed_cells(table: Table) -> Table:
    rows = tuple(
        row.model_copy(
            update={
                "cells": tuple(
                    cell.model_copy(update={"blocks": _Typed(cell.blocks, headings=False).read()})
                    for cell in row.cells
                )
            }
        )
        for row in table.rows
    )
    return table.model_copy(update={"rows": rows})
