"""The field of one item of a list, such as a decision: a text that wraps and is one paragraph.

Enter asks for the next item, Backspace in an empty one takes it out, and several lines pasted are several
items: as in a list of a text editor.
"""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from briefmaker.letter.answers import Answer
from briefmaker.letter.document_type import LetterField
from briefmaker.problems import Place
from briefmaker.qt.fields import FieldEditor
from briefmaker.qt.inputs import LinesInput
from briefmaker.qt.text_fields import filling_layout

__all__ = ["ItemFieldEditor"]

_NO_KEYS = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class _ItemInput(LinesInput):
    """next_asked(rest): Enter; what stood behind the cursor goes along. left_empty(): Backspace in an empty
    item. pasted(lines): more than one line was pasted; none of them stands here yet."""

    next_asked = Signal(object)
    left_empty = Signal()
    pasted = Signal(object)

    LEAST_LINES = 1
    MOST_LINES = 12

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.isReadOnly():
            if event.modifiers() in _NO_KEYS:
                self._split()
            return
        if event.key() == Qt.Key.Key_Backspace and not self.toPlainText() and not self.isReadOnly():
            self.left_empty.emit()
            return
        super().keyPressEvent(event)

    def _split(self) -> None:
        cursor = self.textCursor()
        cursor.removeSelectedText()
        cursor.movePosition(cursor.MoveOperation.End, cursor.MoveMode.KeepAnchor)
        rest = cursor.selectedText().lstrip()
        cursor.removeSelectedText()
        self.next_asked.emit(rest)

    def insertFromMimeData(self, source: QMimeData) -> None:
        lines = [" ".join(line.split()) for line in source.text().splitlines()]
        lines = [line for line in lines if line]
        if len(lines) > 1:
            self.pasted.emit(lines)
        elif lines:
            self.insertPlainText(lines[0])


class ItemFieldEditor(FieldEditor):
    """The text of an item; the signals of its input are those of `_ItemInput`."""

    next_asked = Signal(object)
    left_empty = Signal()
    pasted = Signal(object)

    def __init__(self, field: LetterField, parent: QWidget) -> None:
        super().__init__(parent)
        self._field = field
        self._showing = False
        self.input = _ItemInput(self)
        self.input.setPlaceholderText(field.example)
        filling_layout(self).addWidget(self.input)
        self.setFocusProxy(self.input)
        self.input.textChanged.connect(self._say_text)
        self.input.came.connect(self._say_place)
        self.input.went.connect(self.went)
        self.input.next_asked.connect(self.next_asked)
        self.input.left_empty.connect(self.left_empty)
        self.input.pasted.connect(self.pasted)

    def show_answer(self, answer: Answer | None) -> None:
        text = answer if isinstance(answer, str) else ""
        if self.input.toPlainText() != text:
            self._showing = True
            self.input.setPlainText(text)
            self._showing = False

    def first_input(self) -> QWidget:
        return self.input

    def set_read_only(self, read_only: bool) -> None:
        self.input.setReadOnly(read_only)

    def to_end(self) -> None:
        """Put the cursor behind the text, once the focus has come."""
        QTimer.singleShot(0, self.input, self._to_end)

    def _to_end(self) -> None:
        cursor = self.input.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.input.setTextCursor(cursor)

    def _say_text(self) -> None:
        if not self._showing:
            self.answer_changed.emit(self.input.toPlainText(), self._field.id)

    def _say_place(self) -> None:
        self.came.emit(Place(self._field.id))
