"""Blocks that are not edited here (tables, page breaks) as text: shown in full, so that it can be
read, searched and read aloud."""

from __future__ import annotations

from functools import lru_cache

from briefmaker.i18n import _
from briefmaker.letter.body import Block, Body, PageBreak, Table
from briefmaker.qt.editor.signs import SIGN, SPECIAL

__all__ = ["card_name", "card_text"]


def card_name(block: Block) -> str:
    """What the block is called in a sentence, e.g. "Table"."""
    if isinstance(block, Table):
        return _("Table")
    if isinstance(block, PageBreak):
        return _("New page")
    return _("Empty list")


@lru_cache(maxsize=256)
def card_text(block: Block) -> str:
    """The text of the card: its name, and for a table every row on a line, lines separated by U+2028."""
    lines = [card_name(block)]
    if isinstance(block, Table):
        columns = max((sum(cell.span for cell in row.cells) for row in block.rows), default=0)
        lines = [_("Table, {rows} rows and {columns} columns").format(rows=len(block.rows), columns=columns)]
        for row in block.rows:
            cells = (" / ".join(Body(blocks=cell.blocks).texts()) for cell in row.cells)
            lines.append("  |  ".join(SPECIAL.sub(SIGN, cell.replace("\n", " / ")) for cell in cells))
    return "\u2028".join(lines)
