"""The text of a body as a finished document must hold it, for reading back and for finding places.

Knows nothing of the writer on purpose: it says once more, from the tree alone, which paragraphs
there must be. "\\r" ends a paragraph, "\\n" is a line break (or a page break), "\\t" a tab; neither of
these stands in a text in another meaning. The text of a picture is its alternative text.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from briefmaker.letter.body import (
    Block,
    Body,
    Footnote,
    Heading,
    Image,
    Inline,
    ListBlock,
    PageBreak,
    Paragraph,
    Quote,
    Table,
    Text,
    plain_text,
)
from briefmaker.letter.characters import normalised_line_ends
from briefmaker.letter.table_grid import PlacedCell, placed_rows

__all__ = ["PARAGRAPH_END", "BodyText"]

PARAGRAPH_END = "\r"


class BodyText:
    """Gives the expected text of bodies; gathers on the way what their footnotes say (`notes`), each as its
    paragraph with its end."""

    def __init__(self) -> None:
        self.notes: list[str] = []
        self.has_pictures = False
        self._out: list[str] = []
        self._break = False
        self._last = ""  # what was ended or begun last: "p", "tbl", "tc"

    def of(self, body: Body, *, in_cell: bool = False) -> str:
        """All paragraphs of `body`, each ended by `PARAGRAPH_END`; in_cell: as all that a table cell holds,
        which must end in a paragraph."""
        self._out, self._break, self._last = [], False, ""
        self._blocks(body.blocks)
        if self._break:
            self._out.append("\n")
        elif in_cell and self._last != "p":
            self._empty()
        if not self._out:
            return ""
        self._out.append("")
        return PARAGRAPH_END.join(self._out)

    def _add(self, text: str, block_id: str) -> None:
        """Add the text of a paragraph; `block_id` is for whoever asks where it came from."""
        self._out.append(text)

    def _add_note(self, text: str, block_id: str) -> None:
        """Add the text of a footnote; `block_id` is that of the block it belongs to."""
        self.notes.append(f" {text}{PARAGRAPH_END}")

    def _add_picture(self, alternative: str, block_id: str) -> None:
        """Add the paragraph of a picture; `block_id` is that of the picture."""
        self._out.append(alternative)

    def _leaf(self, runs: Sequence[Inline], block_id: str) -> None:
        self._break, self._last = False, "p"
        only = runs[0] if len(runs) == 1 else None
        if type(only) is Text:
            text = only.text
            if "\r" in text:
                text = normalised_line_ends(text)
        else:
            text = _text_of(runs)
            for run in runs:
                if type(run) is Footnote:
                    self._add_note(_text_of(run.note), block_id)
        self._add(text, block_id)

    def _empty(self) -> None:
        self._break, self._last = False, "p"
        self._out.append("")

    def _blocks(self, blocks: Sequence[Block]) -> None:
        # isinstance runs pydantic's own Python code for every class that it is not
        for block in blocks:
            kind: Any = type(block)
            it: Any = block
            if kind is Paragraph or kind is Heading:
                self._leaf(it.inlines, it.id)
            elif kind is ListBlock:
                self._list(it)
            elif kind is Quote:
                self._blocks(it.blocks)
            elif kind is Table:
                self._table(it)
            elif kind is Image:
                self._break, self._last, self.has_pictures = False, "p", True
                self._add_picture(normalised_line_ends(it.alt), it.id)
            elif kind is PageBreak:
                if self._break:
                    self._empty()
                self._break = True
            else:  # or the writer's oversight would be ours too
                raise TypeError(kind.__name__)

    def _list(self, block: ListBlock) -> None:
        for item in block.items:
            blocks = item.blocks
            first = blocks[0] if blocks else None
            if type(first) is Paragraph:
                self._leaf(first.inlines, first.id or item.id)
                if len(blocks) == 1:
                    continue
                blocks = blocks[1:]
            else:
                self._leaf((), item.id)
            self._blocks(blocks)

    def _table(self, table: Table) -> None:
        if not table.rows:
            return
        if self._break:
            self._break = False
            self._out.append("\n")
        elif self._last == "tbl":
            self._empty()
        for row in placed_rows(table.rows):
            self._row(row)
        self._last = "tbl"

    def _row(self, row: Sequence[PlacedCell]) -> None:
        for cell, _column, _span, _rows, begins in row:
            blocks = cell.blocks
            if not begins:
                self._empty()
                continue
            if len(blocks) == 1 and type(blocks[0]) is Paragraph:
                self._leaf(blocks[0].inlines, blocks[0].id)
                continue
            self._last = "tc"
            self._blocks(blocks)
            if self._last != "p":
                self._empty()


def _text_of(runs: Sequence[Inline]) -> str:
    """What inlines print, footnotes apart."""
    text = plain_text(runs)
    if "\r" in text:  # run by run: a "\r" before a line break is no "\r\n"
        text = "".join(normalised_line_ends(plain_text((run,))) for run in runs)
    return text
