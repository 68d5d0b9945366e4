"""Plain text as a body, and a body as plain text."""

from __future__ import annotations

from collections.abc import Iterable

from briefmaker.content.drafted import body_of
from briefmaker.content.prose import blocks_of
from briefmaker.content.source_lines import lines_of
from briefmaker.letter.body import Block, Body, Cell, Heading, ListBlock, Paragraph, Quote, Table, plain_text

__all__ = ["body_from_plain_text", "plain_text_from_body"]


def body_from_plain_text(text: str) -> Body:
    """The paragraphs, headings and lists of a plain text; no mark-up is read.

    Blank lines part paragraphs. A full line is joined with the next; other line ends stay. A short
    line that stands alone is a heading, "-", "•", "1." and "1)" begin items.
    """
    return body_of(blocks_of(lines_of(text), markdown=False), markdown=False)


def plain_text_from_body(body: Body) -> str:
    """All words of `body`, with "- " and "1. " before items and a blank line between paragraphs; the
    cells of a row are parted by tabs."""
    return "\n\n".join(_texts(body.blocks))


def _texts(blocks: Iterable[Block]) -> list[str]:
    return [text for block in blocks if (text := _text(block))]


def _text(block: Block) -> str:
    if isinstance(block, Paragraph | Heading):
        return plain_text(block.inlines)
    if isinstance(block, ListBlock):
        lines = []
        for number, item in enumerate(block.items, start=block.start):
            mark = "- " if block.kind == "bullet" else f"{number}. "
            inside = "\n".join(_texts(item.blocks))
            lines.append(mark + inside.replace("\n", "\n" + " " * len(mark)))
        return "\n".join(lines)
    if isinstance(block, Quote):
        return "\n\n".join(_texts(block.blocks))
    if isinstance(block, Table):
        return "\n".join("\t".join(_cell_text(cell) for cell in row.cells) for row in block.rows)
    return ""


def _cell_text(cell: Cell) -> str:
    return " ".join(_texts(cell.blocks)).replace("\n", " ")
