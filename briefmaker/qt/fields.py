"""What every widget that asks a field can do.

A field editor shows a value and says as facts what the user did with it; it knows nothing of the
other fields, of undo or of the page.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from briefmaker.forms.filling import Filled
from briefmaker.forms.searching import Match
from briefmaker.letter.answers import Answer
from briefmaker.problems import Problem
from briefmaker.qt.editor.signs import utf16_length

__all__ = ["FieldEditor"]


class FieldEditor(QWidget):
    """The widget of one field.

    answer_changed(answer, key): the user changed it; changes of the same key in a row are one step
    to undo. entry_chosen(entry): an entry of the field's list was chosen. came(place): the user is
    at this place in the letter. went(): the user left the field. history_requested(word): "undo" or
    "redo" was asked inside a text. refused(sentence): what was tried can't be done here. words_selected(int):
    of a text. text_zoom_wanted(1 or -1): larger or smaller texts.
    noticed(sentence): what was done, and what it left out.
    """

    answer_changed = Signal(object, object)
    entry_chosen = Signal(object)
    came = Signal(object)
    went = Signal()
    history_requested = Signal(object)
    refused = Signal(object)
    words_selected = Signal(object)
    text_zoom_wanted = Signal(object)
    noticed = Signal(object)

    is_tall = False
    """Whether it stands under its label, over the whole width."""

    shows_problems_within = False
    """Whether problems of a part of the field (`Place.field` with a path) are shown beside that part."""

    def show_answer(self, answer: Answer | None) -> None:
        """Show a value without saying that it changed."""
        raise NotImplementedError

    def first_input(self) -> QWidget:
        """The widget that takes the focus, the label's buddy."""
        raise NotImplementedError

    def set_read_only(self, read_only: bool) -> None:
        """Let the value be read and copied but not changed."""
        raise NotImplementedError

    def show_place(self, path: str, block: str) -> None:
        """Put the cursor at a place inside the field: `path` is what follows the field's id in a
        `Place.field` ("0/titel" of an enclosure), `block` the id of a block of a text."""
        self.first_input().setFocus()

    def show_text(self, path: str, block: str, start: int, end: int) -> None:
        """Select these characters (of a text as `Match` counts them) and bring them into sight in the
        field, without taking the focus."""
        chosen = self.first_input()
        if isinstance(chosen, QLineEdit):
            before, length = utf16_length(chosen.text()[:start]), utf16_length(chosen.text()[start:end])
            chosen.setSelection(before, length)
        elif isinstance(chosen, QPlainTextEdit):
            text = chosen.toPlainText()
            cursor = chosen.textCursor()
            cursor.setPosition(utf16_length(text[:start]))
            cursor.setPosition(utf16_length(text[:end]), QTextCursor.MoveMode.KeepAnchor)
            chosen.setTextCursor(cursor)

    def text_input(self, path: str) -> QWidget:
        """The widget that holds the text at `path`, see `show_place`."""
        return self.first_input()

    def set_text_zoom(self, zoom: float) -> None:
        """Show running text larger or smaller; nothing by default."""

    def mark_found(self, found: Sequence[Match], here: Match | None) -> None:
        """Mark what was found in the field, and the one that is shown; nothing by default."""

    def show_problems_within(self, problems: Sequence[Problem]) -> None:
        """Show beside its parts what is wrong with them; nothing by default."""

    def show_standing_within(self, filled: Filled) -> None:
        """Show which parts of the field are asked, required and derived; nothing by default."""

    def reveal(self) -> None:
        """Show what is wrong with parts also where the user was not yet; nothing by default."""

    def describe(self, name: str, description: str) -> None:
        """Tell assistive technology what the field is called and what is said about it."""
        self.first_input().setAccessibleName(name)
        self.first_input().setAccessibleDescription(description)
