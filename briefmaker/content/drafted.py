"""A text while it is being read: blocks that can still grow, and the finished body made of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from briefmaker.content.joining import goes_on
from briefmaker.content.runs import markdown_runs, plain_runs
from briefmaker.letter.body import (
    Block,
    Body,
    Cell,
    Heading,
    Inline,
    ListBlock,
    ListItem,
    Paragraph,
    Quote,
    Row,
    Table,
    Text,
)

__all__ = [
    "DraftBlock",
    "DraftItem",
    "DraftList",
    "DraftParagraph",
    "DraftQuote",
    "DraftRow",
    "DraftTable",
    "body_of",
    "last_paragraph",
    "merge",
]

_LARGEST_START = 32767
_MANY_PARTS = 3
_LONG_PARAGRAPH = 60
_LONGEST_LABEL = 110


@dataclass(slots=True)
class DraftParagraph:
    """A paragraph or, with a rank, a heading. Equal ranks become equal levels, smaller ones higher.

    is_subheading: whether it is a heading in a cell, of the lowest level, where more than it stands there.
    """

    parts: list[str] = field(repr=False)
    rank: tuple[int, int] | None = None
    is_subheading: bool = False

    @property
    def text(self) -> str:
        """The source text, "\\n" where a line end was meant."""
        return "".join(self.parts)

    @property
    def end(self) -> str:
        """The last line of it."""
        return self.parts[-1]

    @property
    def is_long(self) -> bool:
        """Whether there is so much of it that it must be running text."""
        return len(self.parts) > _MANY_PARTS or len(self.text) >= _LONG_PARAGRAPH


@dataclass(slots=True)
class DraftItem:
    """An item of a list."""

    blocks: list[DraftBlock] = field(default_factory=list)


@dataclass(slots=True)
class DraftList:
    """A list. `mark` is the character or closing sign it was typed with; a numbered one may count with
    letters."""

    numbered: bool
    start: int = 1
    mark: str = "-"
    lettered: bool = False
    items: list[DraftItem] = field(default_factory=list)


@dataclass(slots=True)
class DraftQuote:
    """A quotation."""

    blocks: list[DraftBlock]


@dataclass(slots=True)
class DraftRow:
    """A row of a table: for each cell its blocks."""

    cells: list[list[DraftBlock]]


@dataclass(slots=True)
class DraftTable:
    """A table. The header is None when the source left it empty."""

    header: DraftRow | None
    rows: list[DraftRow]
    columns: int


DraftBlock = DraftParagraph | DraftList | DraftQuote | DraftTable


def last_paragraph(blocks: Sequence[DraftBlock]) -> DraftParagraph | None:
    """The paragraph with which the blocks end, in a list's last item if need be."""
    while blocks:
        last = blocks[-1]
        if isinstance(last, DraftParagraph):
            return last
        if isinstance(last, DraftTable):
            return None
        blocks = last.blocks if isinstance(last, DraftQuote) else last.items[-1].blocks if last.items else ()
    return None


def merge(before: list[DraftBlock], after: list[DraftBlock]) -> None:
    """Add `after` to `before` as what a page cut off: an unfinished paragraph or item goes on, a list
    goes on in the list before it."""
    if not after:
        return
    first, last = after[0], last_paragraph(before)
    rest = after
    if isinstance(first, DraftParagraph) and last is not None and _cut_between(last, first):
        last.parts += [" ", *first.parts]
        rest = after[1:]
    if rest and before and isinstance(rest[0], DraftList) and isinstance(before[-1], DraftList):
        here, there = before[-1], rest[0]
        follows = not here.numbered or there.start == here.start + len(here.items)
        if here.numbered == there.numbered and follows:
            here.items += there.items
            rest = rest[1:]
    before += rest


def _cut_between(last: DraftParagraph, first: DraftParagraph) -> bool:
    return goes_on(last.end, first.text, page=True, long=True)


def body_of(blocks: Sequence[DraftBlock], *, markdown: bool) -> Body:
    """The finished body; every block has an id."""
    return _Finisher(blocks, markdown=markdown).body().with_ids()


class _Finisher:
    """Makes frozen blocks of drafted ones."""

    def __init__(self, blocks: Sequence[DraftBlock], *, markdown: bool) -> None:
        self._blocks = blocks
        self._read: Callable[[str], tuple[Inline, ...]] = markdown_runs if markdown else plain_runs
        ranks = sorted({block.rank for block in blocks if isinstance(block, DraftParagraph) and block.rank})
        self._levels = {rank: min(level, 3) for level, rank in enumerate(ranks, start=1)}
        self._level = 0

    def body(self) -> Body:
        return Body(blocks=self._all(self._blocks))

    def _all(self, blocks: Iterable[DraftBlock]) -> tuple[Block, ...]:
        return tuple(self._one(block) for block in blocks if not isinstance(block, DraftList) or block.items)

    def _one(self, block: DraftBlock) -> Block:
        if isinstance(block, DraftParagraph):
            return self._paragraph(block)
        if isinstance(block, DraftQuote):
            return Quote(blocks=self._all(block.blocks))
        if isinstance(block, DraftList):
            items = tuple(ListItem(blocks=self._all(item.blocks)) for item in block.items)
            if not block.numbered:
                return ListBlock(items=items)
            numerals: Literal["decimal", "letter"] = "letter" if block.lettered else "decimal"
            start = min(block.start, _LARGEST_START)
            return ListBlock(kind="numbered", numerals=numerals, start=start, items=items)
        return self._table(block)

    def _paragraph(self, block: DraftParagraph) -> Paragraph | Heading:
        if block.rank is None:
            return Paragraph(inlines=self._read(block.text))
        # A heading may not skip a level, whatever the ranks are.
        self._level = min(self._levels.get(block.rank, 1), self._level + 1)
        return Heading(level=self._level, inlines=_without_bold(self._read(block.text)))

    def _table(self, block: DraftTable) -> Table:
        rows = []
        spanning = block.header is not None and block.columns > 1 and _fills_first_cell_only(block.header)
        if block.header is not None:
            if spanning:
                title = Cell(blocks=self._all(block.header.cells[0]), span=min(block.columns, 63))
                rows.append(Row(cells=(title,)))
            else:
                rows.append(self._row(block.header, block.columns))
        rows += [self._row(row, block.columns) for row in block.rows]
        return Table(
            header_rows=0 if block.header is None else 1,
            header_column=(spanning or block.header is None) and _has_labels(block),
            rows=tuple(rows),
        )

    def _in_cell(self, blocks: Sequence[DraftBlock]) -> tuple[Block, ...]:
        made = self._all(blocks)
        if len(made) < 2:
            return made
        return tuple(
            Heading(level=3, inlines=block.inlines)
            if isinstance(drafted, DraftParagraph) and drafted.is_subheading and isinstance(block, Paragraph)
            else block
            for drafted, block in zip(blocks, made, strict=True)
        )

    def _row(self, row: DraftRow, columns: int) -> Row:
        cells = [Cell(blocks=self._in_cell(cell)) for cell in row.cells]
        cells += [Cell()] * (columns - len(cells))
        return Row(cells=tuple(cells))


def _fills_first_cell_only(row: DraftRow) -> bool:
    return bool(row.cells[0]) and not any(row.cells[1:])


def _has_labels(table: DraftTable) -> bool:
    """Whether the first column names what stands in the second."""
    if table.columns != 2 or len(table.rows) < 2:
        return False
    return all(
        len(row.cells[0]) == 1
        and isinstance(label := row.cells[0][0], DraftParagraph)
        and len(label.text) <= _LONGEST_LABEL
        for row in table.rows
    )


def _without_bold(runs: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """A heading that is wholly bold is simply a heading: how it looks is the house style's."""
    if all(run.strong for run in runs if isinstance(run, Text)):
        return tuple(_plain(run) if isinstance(run, Text) else run for run in runs)
    return runs


def _plain(run: Text) -> Text:
    return run.model_copy(update={"strong": False})
