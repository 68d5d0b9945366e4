"""Writing a body as Markdown that reads back as the same body.

Emphasis is written with asterisks. Where CommonMark's rules for them ("flanking") would not see a
mark, the character beside it is written as an entity, which counts as punctuation; two marked runs
side by side are parted by an empty HTML comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from briefmaker.content.markdown_reading import PAGE_BREAK
from briefmaker.letter.body import (
    Block,
    Body,
    Cell,
    Heading,
    Inline,
    ListBlock,
    Paragraph,
    Quote,
    Table,
    Text,
    joined_inlines,
)

__all__ = ["markdown_from_body"]

_ESCAPED = re.compile(r"[\\`*_\[\]<|]|&(?=#?\w+;)")
_LINE_START = re.compile(r"([#>+=-]|~~~)|([0-9]{1,9})([.)])")
_URL_ESCAPED = re.compile(r"[<>\\&]")
_UNSAFE_LINK = re.compile(r"\s*(?:javascript|vbscript|file|data):", re.IGNORECASE)
_EDGE = re.compile(r"[\s\x1c-\x1f\x85]")


def markdown_from_body(body: Body) -> str:
    """`body` as Markdown, ending with a line end when there is any text."""
    text = "\n".join(_lines_of(body.blocks))
    return text + "\n" if text else ""


def _lines_of(blocks: Iterable[Block]) -> list[str]:
    """The lines of blocks, with a blank line between them."""
    lines: list[str] = []
    mark_before = ""
    for block in blocks:
        mark = _list_mark(block, mark_before)
        written = _block_lines(block, mark)
        if not written:
            continue
        if lines:
            lines.append("")
        lines += written
        mark_before = mark
    return lines


def _list_mark(block: Block, before: str) -> str:
    """How the items of a list are marked: otherwise than those of a list right before it, since that
    is all that parts the two."""
    if not isinstance(block, ListBlock):
        return ""
    either = "-*" if block.kind == "bullet" else ".)"
    return either[1] if before == either[0] else either[0]


def _block_lines(block: Block, mark: str) -> list[str]:
    if isinstance(block, Paragraph):
        return _paragraph_lines(block.inlines)
    if isinstance(block, Heading):
        return [f"{'#' * block.level} {_inline_text(block.inlines, line_break='<br>', heading=True)}"]
    if isinstance(block, ListBlock):
        return _list_lines(block, mark)
    if isinstance(block, Quote):
        return [f"> {line}" if line else ">" for line in _lines_of(block.blocks)]
    if isinstance(block, Table):
        return _table_lines(block)
    return [PAGE_BREAK]


def _paragraph_lines(inlines: Sequence[Inline]) -> list[str]:
    text = _inline_text(inlines, line_break="\\\n")
    return text.split("\n") if text else []


def _list_lines(block: ListBlock, mark: str) -> list[str]:
    lines: list[str] = []
    tight = all(_is_tight(item.blocks) for item in block.items)
    for number, item in enumerate(block.items, start=block.start):
        sign = f"{mark} " if block.kind == "bullet" else f"{number}{mark} "
        inside = _tight_lines(item.blocks) if tight else _lines_of(item.blocks)
        if lines and not tight:
            lines.append("")
        indent = " " * len(sign)
        lines.append((sign + (inside[0] if inside else "")).rstrip())
        lines += [indent + line if line else "" for line in inside[1:]]
    return lines


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


def _tight_lines(blocks: Sequence[Block]) -> list[str]:
    return [line for block in blocks for line in _block_lines(block, _list_mark(block, ""))]


# Tables


def _table_lines(table: Table) -> list[str]:
    columns = max((sum(cell.span for cell in row.cells) for row in table.rows), default=0)
    if not columns:
        return []
    rows = [[text for cell in row.cells for text in _cell_texts(cell)] for row in table.rows]
    header = rows[0] if table.header_rows else [""] * columns
    body = rows[1:] if table.header_rows else rows
    lines = [_row_line(header, columns), "|" + "---|" * columns]
    return lines + [_row_line(row, columns) for row in body]


def _row_line(cells: Sequence[str], columns: int) -> str:
    filled = [*cells, *[""] * (columns - len(cells))]
    return "|" + "|".join(f" {cell} " if cell else " " for cell in filled) + "|"


def _cell_texts(cell: Cell) -> list[str]:
    return [_cell_text(cell), *[""] * (cell.span - 1)]


def _cell_text(cell: Cell) -> str:
    if len(cell.blocks) == 1 and isinstance(cell.blocks[0], Paragraph):
        return _inline_text(cell.blocks[0].inlines, line_break="<br>")
    return " ".join(_html(block) for block in cell.blocks)


def _html(block: Block) -> str:
    """A block inside a cell, where Markdown knows only one line."""
    if isinstance(block, Paragraph | Heading):
        return f"<p>{_inline_text(block.inlines, line_break='<br>')}</p>"
    if isinstance(block, ListBlock):
        tag = "ul" if block.kind == "bullet" else "ol"
        items = "".join(f"<li>{' '.join(_html(inner) for inner in item.blocks)}</li>" for item in block.items)
        start = f' start="{block.start}"' if block.kind == "numbered" and block.start != 1 else ""
        return f"<{tag}{start}>{items}</{tag}>"
    if isinstance(block, Quote):
        return " ".join(_html(inner) for inner in block.blocks)
    if isinstance(block, Table):
        return " ".join(_html(inner) for row in block.rows for cell in row.cells for inner in cell.blocks)
    return ""


# Inlines


def _inline_text(inlines: Sequence[Inline], *, line_break: str, heading: bool = False) -> str:
    """Inlines as one piece of Markdown; `line_break` is how a new line is said here."""
    runs = joined_inlines(inlines)
    parts: list[str] = []
    for index, run in enumerate(runs):
        if isinstance(run, Text):
            before = runs[index - 1] if index else None
            after = runs[index + 1] if index + 1 < len(runs) else None
            parts.append(_run_text(run, before, after, heading=heading))
        else:
            at_edge = index in (0, len(runs) - 1) or not isinstance(runs[index - 1], Text)
            parts.append("<br>" if at_edge or not isinstance(runs[index + 1], Text) else line_break)
    return "".join(parts)


def _run_text(run: Text, before: Inline | None, after: Inline | None, *, heading: bool) -> str:
    marks = ("**" if run.strong else "") + ("*" if run.emphasis else "")
    text = run.text
    first = last = ""
    if text and _needs_entity(text[0], bool(marks), before, -1):
        first, text = _entity(text[0]), text[1:]
    if text and _needs_entity(text[-1], bool(marks), after, 0):
        last, text = _entity(text[-1]), text[:-1]
    line_start = not isinstance(before, Text) and not first and not marks
    written = first + _escaped(text, line_start=line_start, heading=heading) + last
    if marks:
        written = f"{marks}{written}{marks[::-1]}"
    linked = bool(run.link) and not _UNSAFE_LINK.match(run.link)
    if linked:
        written = f"[{written}](<{_escaped_url(run.link)}>)"
    parted = marks and isinstance(before, Text) and _is_marked(before) and not linked
    return f"<!-- -->{written}" if parted else written


def _needs_entity(character: str, marked: bool, beside: Inline | None, edge: int) -> bool:
    """Whether the first or last character of a run must be written as an entity. White space at the
    edge of a line would be stripped and inside a mark undo it; a letter right behind a mark whose
    text ends with punctuation would too."""
    if _EDGE.match(character) and (marked or not isinstance(beside, Text)):
        return True
    if marked or not isinstance(beside, Text) or not _is_marked(beside) or not beside.text:
        return False
    return character.isalnum() and not beside.text[edge].isalnum()


def _is_marked(run: Text) -> bool:
    return run.strong or run.emphasis


def _entity(character: str) -> str:
    return f"&#{ord(character)};"


def _escaped(text: str, *, line_start: bool, heading: bool) -> str:
    escaped = _ESCAPED.sub(lambda match: "\\" + match[0], text)
    if heading:
        escaped = escaped.replace("#", "\\#")
    if line_start and (match := _LINE_START.match(escaped)):
        at = match.start() if match[1] else match.start(3)
        escaped = escaped[:at] + "\\" + escaped[at:]
    return "".join(_entity(mark) if mark in "\n\r\t" else mark for mark in escaped)


def _escaped_url(url: str) -> str:
    return _URL_ESCAPED.sub(lambda match: "\\" + match[0], url)
