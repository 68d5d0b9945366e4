"""What plain text sets apart without a mark: tables of tabs, quotations, a motto, sub-headings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefmaker.content.source_lines import Line
from briefmaker.content.typed_lists import list_mark
from briefmaker.letter.body import (
    Block,
    Cell,
    Heading,
    Paragraph,
    Quote,
    Row,
    Table,
    inlines,
    plain_text,
)

__all__ = ["end_of_tabbed_lines", "table_of_tabs", "with_quotations", "with_sub_headings"]

_OPENING = "‘'“\"„"
_CLOSING = re.compile(r"['’”\"]\s*[.!?]?\s*$")
_SHORTEST_QUOTATION = 60
_LONGEST_MOTTO = 140
_MOTTO = re.compile(r"\bmotto\b", re.IGNORECASE)
_NEAR = 80
_MOST_COLUMNS = 20
_FEWEST_ROWS = 3
_LONGEST_BARE_ROW = 30


def end_of_tabbed_lines(lines: Sequence[Line], start: int) -> int:
    """Where the table ends that begins on line `start`: lines under each other with tabs between columns,
    the last of which may have fewer. `start` itself when there is none."""
    if "\t" not in lines[start].text.rstrip() or not lines[start].opens or list_mark(lines[start].text):
        return start
    end = start + 1
    while end < len(lines) and not lines[end].opens and _is_row(lines[end].text):
        end += 1
    tabbed = sum("\t" in line.text.rstrip() for line in lines[start:end])
    widths = [len(_cells(line.text)) for line in lines[start:end]]
    if end - start < _FEWEST_ROWS or tabbed < 0.6 * (end - start) or max(widths) > _MOST_COLUMNS:
        return start
    return end


def table_of_tabs(lines: Sequence[Line]) -> Table:
    """The lines as a table. A first row with one label covers the columns that it stands over; rows whose
    first cell is empty are headers, and then the first column is one too."""
    rows = [_cells(line.text) for line in lines]
    columns = max(map(len, rows))
    headers = 0
    while headers < len(rows) - 1 and not rows[headers][0].strip():
        headers += 1
    return Table(
        header_rows=headers,
        header_column=headers > 0,
        rows=tuple(_row(cells, columns, spanning=index < headers) for index, cells in enumerate(rows)),
    )


def with_quotations(blocks: Sequence[Block]) -> list[Block]:
    """The same blocks: a paragraph wholly between quotation marks that another leads in to is a quotation,
    a short line that the next paragraph calls a motto is one."""
    found: list[Block] = []
    for index, block in enumerate(blocks):
        text = plain_text(block.inlines).strip() if isinstance(block, Paragraph) else ""
        after = blocks[index + 1] if index + 1 < len(blocks) else None
        if text and _is_quotation(text) and found and _leads_in(found[-1]):
            found.append(Quote(blocks=(block,)))
        elif text and _is_motto(text, after):
            found.append(Quote(role="motto", blocks=(block,)))
        else:
            found.append(block)
    return found


def with_sub_headings(blocks: Sequence[Block]) -> list[Block]:
    """The same blocks: behind a heading that only introduces other headings, those stand below it."""
    found: list[Block] = []
    outer = 0
    for index, block in enumerate(blocks):
        if not isinstance(block, Heading):
            found.append(block)
            continue
        after = blocks[index + 1] if index + 1 < len(blocks) else None
        level = min(block.level + (outer == block.level), 3)
        if not outer and isinstance(after, Heading) and after.level == block.level:
            outer = block.level
        found.append(block.model_copy(update={"level": level}) if level != block.level else block)
    return found


def _is_row(text: str) -> bool:
    return "\t" in text.rstrip() or len(text.strip()) <= _LONGEST_BARE_ROW


def _cells(text: str) -> list[str]:
    return text.rstrip("\n").split("\t")


def _row(cells: Sequence[str], columns: int, *, spanning: bool) -> Row:
    filled = [index for index, cell in enumerate(cells) if cell.strip()]
    if spanning and len(filled) == 1 and columns - filled[0] > 1:
        first = filled[0]
        made = [_cell("") for _index in range(first)]
        return Row(cells=(*made, _cell(cells[first], span=min(columns - first, 63))))
    return Row(cells=tuple(_cell(cells[index] if index < len(cells) else "") for index in range(columns)))


def _cell(text: str, span: int = 1) -> Cell:
    blocks = (Paragraph(inlines=inlines(text.strip())),) if text.strip() else ()
    return Cell(blocks=blocks, span=span)


def _is_quotation(text: str) -> bool:
    return len(text) >= _SHORTEST_QUOTATION and text[0] in _OPENING and _CLOSING.search(text) is not None


def _leads_in(block: Block) -> bool:
    return isinstance(block, Paragraph) and plain_text(block.inlines).rstrip().endswith(":")


def _is_motto(text: str, after: Block | None) -> bool:
    if len(text) > _LONGEST_MOTTO or text.endswith((".", ":", ";", ",")) or not isinstance(after, Paragraph):
        return False
    return _MOTTO.search(plain_text(after.inlines)[:_NEAR]) is not None
