"""Fields of one line, of several lines, and of one value out of a few."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from briefmaker.i18n import _
from briefmaker.letter.answers import Answer
from briefmaker.letter.document_type import DocumentType, FieldKind, LetterField
from briefmaker.problems import Place
from briefmaker.qt.completion import chosen_index, completer_of, entry_at, offers, popup_of
from briefmaker.qt.fields import FieldEditor
from briefmaker.qt.glyphs import arrow_icon
from briefmaker.qt.inputs import ChoiceInput, LineInput, LinesInput
from briefmaker.qt.tones import em

__all__ = ["ChoiceFieldEditor", "LineFieldEditor", "LinesFieldEditor", "filling_layout"]

_HINTS = {
    FieldKind.EMAIL: Qt.InputMethodHint.ImhEmailCharactersOnly,
    FieldKind.PHONE: Qt.InputMethodHint.ImhPreferNumbers,
}


def filling_layout(widget: QWidget) -> QVBoxLayout:
    """A layout in which the only child fills the widget."""
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    return layout


class LineFieldEditor(FieldEditor):
    """A short text; completes from the field's choices or list, and opens them with Alt+Down."""

    def __init__(self, document_type: DocumentType, field: LetterField, parent: QWidget) -> None:
        super().__init__(parent)
        self._field = field
        self._completer: QCompleter | None = None
        self.input = _ListLineInput(self)
        self.input.setPlaceholderText(field.example)
        self.input.setInputMethodHints(_HINTS.get(field.kind, Qt.InputMethodHint.ImhNone))
        filling_layout(self).addWidget(self.input)
        self.setFocusProxy(self.input)
        self.input.textEdited.connect(self._say_text)
        self.input.came.connect(self._say_place)
        self.input.went.connect(self.went)
        self._arrow: QAction | None = None
        if offers(field):
            self._completer = completer_of(document_type, field, self)
            self.input.setCompleter(self._completer)
            chosen_index(self._completer).connect(self._choose)
            self._arrow = QAction(arrow_icon(), _("Show the list"), self.input)
            self._arrow.triggered.connect(self.open_list)
            self.input.addAction(self._arrow, QLineEdit.ActionPosition.TrailingPosition)
            self.input.list_requested.connect(self.open_list)

    def show_answer(self, answer: Answer | None) -> None:
        text = answer if isinstance(answer, str) else ""
        if self.input.text() != text:
            self.input.setText(text)
            if not self.input.hasFocus():  # of a text that does not fit, the beginning is shown
                self.input.setCursorPosition(0)

    def first_input(self) -> QWidget:
        return self.input

    def set_read_only(self, read_only: bool) -> None:
        self.input.setReadOnly(read_only)
        if self._arrow is not None:
            self._arrow.setVisible(not read_only)

    def open_list(self) -> None:
        """Show the whole list, whatever was typed."""
        if self._completer is None or self.input.isReadOnly():
            return
        self.input.setFocus()
        self._completer.setCompletionPrefix("")
        self._completer.complete()

    def _say_text(self, text: str) -> None:
        self.answer_changed.emit(text, self._field.id)

    def _say_place(self) -> None:
        self.came.emit(Place(self._field.id))

    def _choose(self, index: QModelIndex) -> None:
        name, entry = entry_at(index)
        if entry:
            self.entry_chosen.emit(entry)
        else:
            self.answer_changed.emit(name, "")


class _ListLineInput(LineInput):
    """A line that asks for its list with Alt+Down or F4."""

    list_requested = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt_down = event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt_down or (event.key() == Qt.Key.Key_F4 and not event.modifiers()):
            self.list_requested.emit()
            event.accept()
            return
        super().keyPressEvent(event)


class LinesFieldEditor(FieldEditor):
    """A few lines under each other; while there is only one, it completes from the field's list."""

    LEAST_TYPED = 2

    def __init__(self, document_type: DocumentType, field: LetterField, parent: QWidget) -> None:
        super().__init__(parent)
        self._field = field
        self._showing = False
        self._completer: QCompleter | None = None
        self._button: QToolButton | None = None
        self.input = _ListLinesInput(self)
        self.input.setPlaceholderText(field.example)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(em(self, 0.2))
        row.addWidget(self.input)
        self.setFocusProxy(self.input)
        self.input.textChanged.connect(self._say_text)
        self.input.came.connect(self._say_place)
        self.input.went.connect(self.went)
        if offers(field):
            self._completer = completer_of(document_type, field, self)
            self.input.attach(self._completer)
            chosen_index(self._completer).connect(self._choose)
            self.input.list_requested.connect(self.open_list)
            self._button = QToolButton(self)
            self._button.setAutoRaise(True)
            self._button.setIcon(arrow_icon())
            self._button.setToolTip(_("Show the list"))
            self._button.setAccessibleName(_("Show the list"))
            self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._button.clicked.connect(self.open_list)
            row.addWidget(self._button, alignment=Qt.AlignmentFlag.AlignTop)

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
        if self._button is not None:
            self._button.setVisible(not read_only)

    def open_list(self) -> None:
        """Show the whole list, whatever was typed."""
        if not self.input.isReadOnly():
            self.input.setFocus()
            self._complete("")

    def _complete(self, prefix: str) -> None:
        if self._completer is None:
            return
        self._completer.setCompletionPrefix(prefix)
        if self._completer.completionCount() == 0:
            popup_of(self._completer).hide()
            return
        self._completer.complete(QRect(0, 0, self.input.width(), self.input.height()))

    def _say_text(self) -> None:
        if self._showing:
            return
        text = self.input.toPlainText()
        self.answer_changed.emit(text, self._field.id)
        if self._completer is not None and self.input.hasFocus():
            if "\n" not in text and len(text) >= self.LEAST_TYPED:
                self._complete(text)
            else:
                popup_of(self._completer).hide()

    def _say_place(self) -> None:
        self.came.emit(Place(self._field.id))

    def _choose(self, index: QModelIndex) -> None:
        name, entry = entry_at(index)
        if entry:
            self.entry_chosen.emit(entry)
        else:
            self.answer_changed.emit(name, "")
        QTimer.singleShot(0, self.input, self._to_end)

    def _to_end(self) -> None:
        cursor = self.input.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.input.setTextCursor(cursor)


class _ListLinesInput(LinesInput):
    """Lines that ask for their list with Alt+Down or F4."""

    list_requested = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt_down = event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt_down or (event.key() == Qt.Key.Key_F4 and not event.modifiers()):
            self.list_requested.emit()
            event.accept()
            return
        super().keyPressEvent(event)


class ChoiceFieldEditor(FieldEditor):
    """One of several values, each by its name; usual: the one that holds without an answer."""

    def __init__(
        self, field: LetterField, names: Mapping[str, str], parent: QWidget, *, usual: str = ""
    ) -> None:
        super().__init__(parent)
        self._field = field
        self._usual = usual
        self.input = ChoiceInput(self)
        for value, name in names.items():
            self.input.addItem(name, value)
        filling_layout(self).addWidget(self.input)
        self.setFocusProxy(self.input)
        self.input.activated.connect(self._say_choice)
        self.input.came.connect(self._say_place)
        self.input.went.connect(self.went)

    @classmethod
    def of_texts(cls, field: LetterField, choices: Sequence[str], parent: QWidget) -> ChoiceFieldEditor:
        """An editor whose values are their own names, with none among them."""
        return cls(field, {"": "", **{choice: choice for choice in choices}}, parent)

    def show_answer(self, answer: Answer | None) -> None:
        value = (answer if isinstance(answer, str) else "") or self._usual
        index = self.input.findData(value)
        if index < 0:
            # A value of an earlier version of the pack is shown, not lost.
            self.input.addItem(value, value)
            index = self.input.count() - 1
        self.input.setCurrentIndex(index)

    def first_input(self) -> QWidget:
        return self.input

    def set_read_only(self, read_only: bool) -> None:
        self.input.setEnabled(not read_only)

    def _say_choice(self, index: int) -> None:
        self.answer_changed.emit(self.input.itemData(index), "")

    def _say_place(self) -> None:
        self.came.emit(Place(self._field.id))
