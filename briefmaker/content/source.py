"""An existing document between reading and understanding: its lines, and what its maker said of them.

Readers make it of plain text, Markdown, Word and PDF. Of a text a line is all that is known; of a
document with structure every line belongs to a block (a paragraph, an item of a list, a row of a table),
and what goes into a text goes there as that block.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from briefmaker.content.drafted import body_of
from briefmaker.content.pipe_tables import is_table_row
from briefmaker.content.prose import blocks_of
from briefmaker.content.source_lines import Line, Whole
from briefmaker.content.tabbed_tables import tabbed_table
from briefmaker.letter.body import (
    Block,
    Cell,
    Footnote,
    Heading,
    Image,
    Inline,
    LineBreak,
    ListBlock,
    ListItem,
    PageBreak,
    Paragraph,
    Quote,
    Row,
    Table,
    plain_text,
)

__all__ = ["Source", "SourceBlock", "lines_of_blocks", "tables_as_rows", "text_of_blocks", "whole_blocks"]

_LONGEST_LINE = 100_000


@dataclass(frozen=True, slots=True)
class SourceBlock:
    """A block of a document. page: the page on which it begins, from 1; 0 when that is not known.
    numbered: whether it is a heading with a number that counts by itself."""

    block: Block = field(repr=False)
    page: int = 0
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """A document as it was read.

    lines: what it says, in reading order. margins: what stands in its headers and footers, each once.
    lost: what could not be read, each a sentence in the interface language. markdown: whether marks in its
    lines are Markdown's.
    """

    kind: Literal["text", "markdown", "word", "pdf"]
    lines: tuple[Line, ...] = field(repr=False)
    margins: tuple[str, ...] = field(default=(), repr=False)
    lost: tuple[str, ...] = ()

    @property
    def markdown(self) -> bool:
        """Whether marks such as *emphasis* are to be read."""
        return self.kind == "markdown"


def lines_of_blocks(blocks: Iterable[SourceBlock]) -> list[Line]:
    """The blocks as lines: one for each line of a paragraph, item of a list, row of a table. Empty
    paragraphs are blank lines; a page break is known by the line after it."""
    lines: list[Line] = []
    blanks, page, sheet = 1, True, 0
    new_page = False
    for number, each in enumerate(blocks, start=1):
        block = each.block
        if isinstance(block, PageBreak):
            page = new_page = True
            continue
        parts = _parts(block)
        if not any(text.strip() for text, _part in parts):
            blanks += 1
            continue
        whole = Whole(number, block, len(parts), new_page, each.numbered)
        page = page or (0 < sheet < each.page)
        sheet = each.page
        for index, (text, part) in enumerate(parts):
            first = index == 0
            before = blanks if first or isinstance(part, Table) else 0
            lines.append(Line(text, number, before, page and first, False, sheet, part, whole))
        blanks, page, new_page = 1, False, False
    return lines


def whole_blocks(
    lines: Sequence[Line], *, markdown: bool, uncertain: Callable[[Line], None] = lambda line: None
) -> tuple[Block, ...]:
    """The blocks that these lines are: parts of one block that follow each other are put together again;
    lines of which nothing is known are read as running text. `uncertain` is told of lines joined on a guess.
    """
    found: list[Block] = []
    index = 0
    while index < len(lines):
        end = index + 1
        whole = lines[index].whole
        if whole is None and (table := tabbed_table(lines, index)) is not None:
            made, end = table
            found.append(made)
        elif whole is None:
            while end < len(lines) and lines[end].whole is None and tabbed_table(lines, end) is None:
                end += 1
            drafted = blocks_of(lines[index:end], markdown=markdown, uncertain=uncertain)
            found += body_of(drafted, markdown=markdown).blocks
        else:
            while end < len(lines) and lines[end].whole is whole:
                end += 1
            if whole.new_page and found:
                found.append(PageBreak())
            found += [whole.block] if end - index == whole.parts else _joined(lines[index:end])
        index = end
    return tuple(found)


def tables_as_rows(lines: Sequence[Line], *, markdown: bool) -> list[Line]:
    """The lines of a text, in which every table is a block with its rows as lines. Fragments of a table on
    several pages are one."""
    if not markdown:
        return list(lines)
    found: list[Line] = []
    index = 0
    while index < len(lines):
        end = index
        while end < len(lines) and lines[end].whole is None and is_table_row(lines[end].text):
            end += 1
        if end == index:
            found.append(lines[index])
            index += 1
            continue
        body = body_of(blocks_of(lines[index:end], markdown=True), markdown=True)
        first = lines[index]
        rows = lines_of_blocks(SourceBlock(block) for block in body.blocks)
        found += [
            row._replace(number=first.number, page=first.page and not at) for at, row in enumerate(rows)
        ]
        index = end
    return found


def text_of_blocks(blocks: Iterable[Block]) -> str:
    """All that blocks say, footnotes included, on one line."""
    return " ".join(text for block in blocks if (text := " ".join(_said(block)).strip()))


def _said(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph | Heading):
        yield _words(block.inlines)
    elif isinstance(block, ListBlock):
        yield from (text_of_blocks(item.blocks) for item in block.items)
    elif isinstance(block, Table):
        yield from (text_of_blocks(cell.blocks) for row in block.rows for cell in row.cells)
    elif isinstance(block, Quote):
        yield text_of_blocks(block.blocks)
    elif isinstance(block, Image):
        yield block.alt


def _words(inlines: Iterable[Inline]) -> str:
    runs = list(inlines)
    notes = [plain_text(run.note) for run in runs if isinstance(run, Footnote)]
    return " ".join([plain_text(runs), *(f"({note})" for note in notes)])


def _parts(block: Block) -> list[tuple[str, Block]]:
    """What stands on each line of a block, and the part of the block that this line is."""
    if isinstance(block, Paragraph):
        return [(_words(inlines)[:_LONGEST_LINE], Paragraph(inlines=inlines)) for inlines in _by_line(block)]
    if isinstance(block, ListBlock):
        return [part for index, item in enumerate(block.items) for part in [_item(block, index, item)]]
    if isinstance(block, Table):
        beside = _side_by_side(block)
        return beside or [part for row in block.rows for part in _row(block, row)]
    if isinstance(block, Image):
        return [(block.alt or "…", block)]
    return [(text_of_blocks([block])[:_LONGEST_LINE], block)]


def _by_line(paragraph: Paragraph) -> list[tuple[Inline, ...]]:
    lines: list[list[Inline]] = [[]]
    for run in paragraph.inlines:
        if isinstance(run, LineBreak):
            lines.append([])
        else:
            lines[-1].append(run)
    return [tuple(line) for line in lines if line] or [()]


def _item(block: ListBlock, index: int, item: ListItem) -> tuple[str, Block]:
    mark = f"{block.start + index}." if block.kind == "numbered" else "-"
    alone = block.model_copy(
        update={
            "items": (item,),
            "start": min(block.start + index, 32767),
            "id": block.id if not index else "",
        }
    )
    return f"{mark} {text_of_blocks(item.blocks)}"[:_LONGEST_LINE], alone


def _side_by_side(table: Table) -> list[tuple[str, Block]] | None:
    """A table of one row in whose cells a few short lines stand under each other, as signatures do: line by
    line. None for any other table."""
    if len(table.rows) != 1 or not 1 < len(table.rows[0].cells) <= 3:
        return None
    columns = [[part for block in cell.blocks for part in _parts(block)] for cell in table.rows[0].cells]
    height = max(map(len, columns))
    texts = [text for column in columns for text, _part in column]
    whole = all(isinstance(part, Paragraph) for column in columns for _text, part in column)
    if not whole or not 1 < height <= 4 or any(len(text) > 70 for text in texts) or not all(columns):
        return None
    found = []
    for index in range(height):
        line = [column[index] if index < len(column) else ("", Paragraph()) for column in columns]
        cells = tuple(Cell(blocks=(part,)) for _text, part in line)
        found.append(("\t".join(text for text, _part in line).strip(" "), Table(rows=(Row(cells=cells),))))
    return [(text, part) for text, part in found]


def _row(table: Table, row: Row) -> list[tuple[str, Block]]:
    """A row as a line with tabs between its cells. In a table of two columns every further paragraph of the
    second cell is a line of its own: the lines of an address, several names."""
    alone = Table(rows=(row,), header_column=table.header_column)
    filled = [cell for cell in row.cells if text_of_blocks(cell.blocks)]
    last = row.cells[-1] if len(row.cells) == 2 else None
    lines = [] if last is None else [part for block in last.blocks for part in _parts(block)]
    if len(lines) > 1 and all(isinstance(part, Paragraph) for _text, part in lines) and len(filled) == 2:
        first = Table(rows=(Row(cells=(row.cells[0], Cell(blocks=(lines[0][1],)))),))
        text = f"{text_of_blocks(row.cells[0].blocks)}\t{lines[0][0]}"
        return [(text, first), *((words, part) for words, part in lines[1:] if words.strip())]
    texts = [text_of_blocks(cell.blocks).replace("\t", " ") for cell in row.cells]
    return [("\t".join(texts).strip(" ")[:_LONGEST_LINE], alone)]


def _joined(lines: Sequence[Line]) -> list[Block]:
    """Parts of one block without the others."""
    whole = lines[0].whole
    parts = [line.block for line in lines if line.block is not None]
    if whole is None or not parts:
        return []
    block = whole.block
    if isinstance(block, Paragraph):
        inlines: list[Inline] = []
        for part in parts:
            if isinstance(part, Paragraph):
                inlines += [LineBreak(), *part.inlines] if inlines else part.inlines
        return [Paragraph(inlines=tuple(inlines))]
    if isinstance(block, ListBlock):
        items = [item for part in parts if isinstance(part, ListBlock) for item in part.items]
        start = parts[0].start if isinstance(parts[0], ListBlock) else 1
        return [block.model_copy(update={"items": tuple(items), "start": start, "continues": False})]
    if isinstance(block, Table) and all(isinstance(part, Table) for part in parts):
        rows = [row for part in parts if isinstance(part, Table) for row in part.rows]
        return [Table(rows=tuple(rows), header_column=block.header_column)]
    return parts
