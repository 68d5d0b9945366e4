"""Blocks that are not edited here (tables, page breaks) as text: shown in full, so that it can be
read, searched and read aloud."""

from __future__ import annotations

from functools import lru_cache

from briefmaker.i18n import _
from briefmaker.letter.body import Block, Body, Heading, Image, PageBreak, Paragraph, Table, plain_text
from briefmaker.qt.editor.runs import NOTE_SIGN
from briefmaker.qt.editor.signs import SIGN, SPECIAL

__all__ = ["PICTURE_SIGN", "card_name", "card_text"]

PICTURE_SIGN = NOTE_SIGN
"""Where the picture itself stands in the text of its card."""

_SHOWN_OF_LONG = 600
_SHOWN_OF_TABLE = 8_000
"""Characters; longer ones would make the editor slow, and are there in full on the page."""


def card_name(block: Block) -> str:
    """What the block is called in a sentence, e.g. "Table"."""
    if isinstance(block, Table):
        return _("Table")
    if isinstance(block, PageBreak):
        return _("New page")
    if isinstance(block, Image):
        return _("Picture")
    if isinstance(block, Paragraph | Heading):
        return _("Very long paragraph")
    return _("Empty list")


@lru_cache(maxsize=256)
def card_text(block: Block) -> str:
    """The text of the card: its name, and below it the rows of a table, or how a long paragraph begins;
    lines are separated by U+2028."""
    if isinstance(block, Table):
        return _table_text(block)
    if isinstance(block, Image):
        return f"{PICTURE_SIGN}\u2028{_caption(block)}"
    if isinstance(block, Paragraph | Heading):
        text = plain_text(block.inlines)
        title = _("Very long paragraph of {count} characters").format(count=len(text))
        start = text[:_SHOWN_OF_LONG].replace("\n", " ")
        # A space here and there, so that no line is a word without end.
        start = " ".join(start[at : at + 200] for at in range(0, len(start), 200))
        return f"{title}\u2028{SPECIAL.sub(SIGN, start)}…"
    return card_name(block)


def _caption(image: Image) -> str:
    if not image.data:
        return _("This picture is missing from the letter's file. Insert it again.")
    if not image.alt.strip():
        return _("No description yet. Press Enter to say what the picture shows.")
    return SPECIAL.sub(SIGN, image.alt[:_SHOWN_OF_LONG].replace("\n", " "))


def _table_text(table: Table) -> str:
    columns = max((sum(cell.span for cell in row.cells) for row in table.rows), default=0)
    lines = [_("Table, {rows} rows and {columns} columns").format(rows=len(table.rows), columns=columns)]
    size = 0
    for row in table.rows:
        cells = (" / ".join(Body(blocks=cell.blocks).texts()) for cell in row.cells)
        line = "  |  ".join(SPECIAL.sub(SIGN, cell.replace("\n", " / ")) for cell in cells)
        size += len(line)
        if size > _SHOWN_OF_TABLE:
            lines.append("…")
            break
        lines.append(line)
    return "\u2028".join(lines)
