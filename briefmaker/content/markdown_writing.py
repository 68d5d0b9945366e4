"""Writing a body as Markdown that reads back as the same body."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefmaker.content.html_tables import HEADER_COLUMN
from briefmaker.content.markdown_inlines import escaped_text, inline_text
from briefmaker.content.markdown_reading import EMPTY_ITEM, LIST_WORDS, MOTTO, PAGE_BREAK
from briefmaker.content.pictures import picture_address
from briefmaker.content.runs import NOTHING
from briefmaker.letter.body import (
    Block,
    Body,
    Cell,
    Footnote,
    Heading,
    Image,
    Inline,
    ListBlock,
    Paragraph,
    Quote,
    Row,
    Table,
)

__all__ = ["markdown_from_body"]

_NOTE_INDENT = "    "


def markdown_from_body(body: Body) -> str:
    """`body` as Markdown, ending with a line end when there is any text."""
    writer = _Writer()
    lines = writer.lines_of(body.blocks)
    text = "\n".join([*lines, *writer.definitions()])
    return text + "\n" if text else ""


class _Writer:
    """Writes blocks as lines, and gathers the footnotes on the way."""

    def __init__(self) -> None:
        self._notes: list[Footnote] = []

    def lines_of(self, blocks: Iterable[Block]) -> list[str]:
        """The lines of blocks, with a blank line between them."""
        lines: list[str] = []
        mark_before = ""
        following: dict[str, int] = {}
        for block in blocks:
            mark = _list_mark(block, mark_before)
            first = 1
            if isinstance(block, ListBlock) and block.kind == "numbered":
                first = following.get(block.numerals, block.start) if block.continues else block.start
                following[block.numerals] = first + len(block.items)
            written = self._block_lines(block, mark, first)
            if not written:
                continue
            if lines:
                lines.append("")
            lines += written
            mark_before = mark
        return lines

    def definitions(self) -> list[str]:
        """The footnotes, each with a blank line before it."""
        lines: list[str] = []
        for number, footnote in enumerate(self._notes, start=1):
            said = self._paragraph_lines(footnote.note)
            lines += ["", f"[^{number}]: {said[0]}", *(_NOTE_INDENT + line for line in said[1:])]
        return lines

    def _block_lines(self, block: Block, mark: str, first: int) -> list[str]:
        if isinstance(block, Paragraph):
            return self._paragraph_lines(block.inlines)
        if isinstance(block, Heading):
            text = inline_text(block.inlines, self._notes, line_break="<br>", heading=True)
            return [f"{'#' * block.level} {text or NOTHING}"]
        if isinstance(block, ListBlock):
            return self._list_lines(block, mark, first)
        if isinstance(block, Quote):
            quoted = [f"> {line}" if line else ">" for line in self.lines_of(block.blocks)]
            return [MOTTO, "", *quoted] if block.role and quoted else quoted
        if isinstance(block, Table):
            return self._pipe_table(block) if _fits_pipes(block) else self._html_table(block)
        if isinstance(block, Image):
            return [f"![{escaped_text(block.alt)}]({picture_address(block.data)})"]
        return [PAGE_BREAK]

    def _paragraph_lines(self, inlines: Sequence[Inline]) -> list[str]:
        return (inline_text(inlines, self._notes, line_break="\\\n") or NOTHING).split("\n")

    # Lists

    def _list_lines(self, block: ListBlock, mark: str, first: int) -> list[str]:
        lines: list[str] = []
        tight = all(_is_tight(item.blocks) for item in block.items)
        for number, item in enumerate(block.items, start=first):
            sign = f"{mark} " if block.kind == "bullet" else f"{number}{mark} "
            inside = self._tight_lines(item.blocks) if tight else self.lines_of(item.blocks)
            if lines and not tight:
                lines.append("")
            head, *rest = inside or [EMPTY_ITEM]
            lines.append(sign + head)
            lines += [" " * len(sign) + line if line else "" for line in rest]
        about = _list_comment(block)
        return [about, "", *lines] if about and lines else lines

    def _tight_lines(self, blocks: Sequence[Block]) -> list[str]:
        return [line for block in blocks for line in self._block_lines(block, _list_mark(block, ""), 1)]

    # Tables

    def _pipe_table(self, table: Table) -> list[str]:
        rows = [[self._pipe_cell(cell) for cell in row.cells] for row in table.rows]
        columns = len(rows[0])
        header = rows[0] if table.header_rows else [""] * columns
        body = rows[1:] if table.header_rows else rows
        return [_row_line(header), "|" + "---|" * columns, *map(_row_line, body)]

    def _pipe_cell(self, cell: Cell) -> str:
        return "".join(
            inline_text(block.inlines, self._notes, line_break="<br>")
            for block in cell.blocks
            if isinstance(block, Paragraph)
        )

    def _html_table(self, table: Table) -> list[str]:
        if not table.rows:
            return []
        lines = [f'<table class="{HEADER_COLUMN}">' if table.header_column else "<table>"]
        covered = 0
        for number, row in enumerate(table.rows):
            if number in (0, table.header_rows):
                lines.append("<thead>" if number < table.header_rows else "<tbody>")
            of_row = table.header_column and number >= table.header_rows and not covered
            lines += self._html_row(row, is_header=number < table.header_rows, of_row=of_row)
            if row.cells and not covered:
                covered = row.cells[0].row_span
            covered = max(covered - 1, 0)
            if number + 1 in (table.header_rows, len(table.rows)):
                lines.append("</thead>" if number < table.header_rows else "</tbody>")
        return [*lines, "</table>"]

    def _html_row(self, row: Row, *, is_header: bool, of_row: bool) -> list[str]:
        lines = ["<tr>"]
        for number, cell in enumerate(row.cells):
            heads_row = of_row and number == 0
            tag = "th" if is_header or heads_row else "td"
            about = ' scope="row"' if heads_row else ""
            about += f' colspan="{cell.span}"' if cell.span > 1 else ""
            about += f' rowspan="{cell.row_span}"' if cell.row_span > 1 else ""
            inside = self.lines_of(cell.blocks)
            if inside:
                lines += [f"<{tag}{about}>", "", *inside, "", f"</{tag}>"]
            else:
                lines.append(f"<{tag}{about}></{tag}>")
        return [*lines, "</tr>"]


def _list_mark(block: Block, before: str) -> str:
    """How the items of a list are marked: otherwise than those of a list right before it, since that
    is all that parts the two."""
    if not isinstance(block, ListBlock):
        return ""
    either = "-*" if block.kind == "bullet" else ".)"
    return either[1] if before == either[0] else either[0]


def _list_comment(block: ListBlock) -> str:
    """What Markdown has no sign for, said in a comment above the list."""
    words = []
    if block.kind == "numbered":
        words += [LIST_WORDS[block.numerals]] if block.numerals in LIST_WORDS else []
        words += ["vervolg"] if block.continues else []
        words += [f"begin={block.start}"] if block.continues and block.start != 1 else []
    return f"<!-- lijst: {', '.join(words)} -->" if words else ""


def _is_tight(blocks: Sequence[Block]) -> bool:
    """Whether an item can do without blank lines: a paragraph, and a bullet list under it at most."""
    if not blocks or not isinstance(blocks[0], Paragraph) or not blocks[0].inlines:
        return False
    if len(blocks) == 1:
        return True
    below = blocks[1]
    return (
        len(blocks) == 2
        and isinstance(below, ListBlock)
        and below.kind == "bullet"
        and bool(below.items)
        and all(_is_tight(item.blocks) for item in below.items)
    )


def _fits_pipes(table: Table) -> bool:
    """Whether the table can be written with "|": one paragraph at most in a cell, no cell over others."""
    rows = table.rows
    if not rows or table.header_column or table.header_rows > 1 or not rows[0].cells:
        return False
    if table.header_rows and not any(cell.blocks for cell in rows[0].cells):
        return False
    return all(len(row.cells) == len(rows[0].cells) for row in rows) and all(
        cell.span == cell.row_span == 1 and _is_plain(cell) for row in rows for cell in row.cells
    )


def _is_plain(cell: Cell) -> bool:
    if not cell.blocks:
        return True
    first = cell.blocks[0]
    return len(cell.blocks) == 1 and isinstance(first, Paragraph) and bool(first.inlines)


def _row_line(cells: Sequence[str]) -> str:
    return "|" + "|".join(f" {cell} " if cell else " " for cell in cells) + "|"
