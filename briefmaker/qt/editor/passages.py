"""Whole passages in a text: what is selected as a text of its own, and a text put in at the cursor."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QTextEdit

from briefmaker.letter.body import Body
from briefmaker.qt.editor.exchange import Exchange
from briefmaker.qt.editor.lines import blocks_of
from briefmaker.qt.editor.pasting import pasted_blocks
from briefmaker.qt.editor.runs import cut, plain
from briefmaker.qt.editor.structure import Place, Span, text_of_line
from briefmaker.qt.editor.sync import Sync

__all__ = ["Passages"]


class Passages(QObject):
    """Of one text edit. text_block_requested(): the button for text blocks was pressed."""

    text_block_requested = Signal()

    def __init__(self, view: QTextEdit, sync: Sync, exchange: Exchange) -> None:
        super().__init__(view)
        self._view = view
        self._sync = sync
        self._exchange = exchange

    def insert(self, body: Body, *, replacing: int = 0) -> None:
        """Put a text in at the cursor, in place of what is selected, or of so many characters of its
        paragraph before it; one step for the history."""
        if replacing:
            place = self._sync.place()
            self._sync.select(Span(Place(place.line, max(0, place.offset - replacing)), place))
        self._exchange.insert(pasted_blocks(body.blocks))

    def selected(self) -> Body:
        """What is selected, as a text of its own; empty when nothing is."""
        has_any = self._view.textCursor().hasSelection()
        return Body(blocks=tuple(blocks_of(self._exchange.selected_lines()))) if has_any else Body()

    def place(self) -> tuple[str, int]:
        """Id of the block where the cursor is, and how many characters stand before it there."""
        place = self._sync.place()
        return self._sync.lines[place.line].id, place.offset

    def text_before(self) -> str:
        """The text of the paragraph up to the cursor; a footnote's sign is one character."""
        place = self._sync.place()
        return plain(cut(text_of_line(self._sync.lines[place.line]), 0, place.offset))

    def ask_text_block(self) -> None:
        """Go to the text and ask for its list of text blocks."""
        self._view.setFocus()
        self.text_block_requested.emit()
