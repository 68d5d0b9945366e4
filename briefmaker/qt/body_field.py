"""The field of a running text.

It grows with its text until it fills the column; then the text scrolls inside.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractScrollArea, QScrollArea, QWidget

from briefmaker.forms.searching import Match
from briefmaker.letter.answers import Answer
from briefmaker.letter.body import Body
from briefmaker.letter.document_type import LetterField
from briefmaker.problems import Place
from briefmaker.qt.editor import BodyEditor
from briefmaker.qt.fields import FieldEditor
from briefmaker.qt.inputs import is_leaving
from briefmaker.qt.text_fields import filling_layout
from briefmaker.qt.tones import em

__all__ = ["BodyFieldEditor", "BodyInput"]


class BodyInput(QWidget):
    """A body editor as high as its text, within bounds."""

    def __init__(self, name: str, least_em: float, parent: QWidget) -> None:
        super().__init__(parent)
        self.editor = BodyEditor(self)
        self.editor.setAccessibleName(name)
        self.editor.setTabChangesFocus(False)
        self._least = em(self, least_em)
        filling_layout(self).addWidget(self.editor)
        self.editor.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._area: QAbstractScrollArea | None = None
        self._fit()

    def stay_within(self, area: QAbstractScrollArea) -> None:
        """Never be higher than the part of `area` that shows."""
        self._area = area
        area.viewport().installEventFilter(self)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return False

    def _fit(self) -> None:
        wanted = round(self.editor.document().size().height()) + 2 * self.editor.frameWidth() + em(self, 1.5)
        most = max(self._least, 10_000)
        if self._area is not None:
            most = max(self._least, self._area.viewport().height() - em(self, 5))
        self.editor.setFixedHeight(min(max(wanted, self._least), most))


class BodyFieldEditor(FieldEditor):
    """A running text, at least `least_em` lines high."""

    is_tall = True

    def __init__(self, field: LetterField, parent: QWidget, least_em: float = 16) -> None:
        super().__init__(parent)
        self._field = field
        self.input = BodyInput(field.label, least_em, self)
        filling_layout(self).addWidget(self.input)
        self.setFocusProxy(self.input.editor)
        editor = self.input.editor
        editor.body_changed.connect(self._say_body)
        editor.place_changed.connect(self._say_place)
        editor.undo_requested.connect(self._ask_undo)
        editor.redo_requested.connect(self._ask_redo)
        editor.refused.connect(self.refused)
        editor.words_selected.connect(self.words_selected)
        editor.zoom_wanted.connect(self.text_zoom_wanted)
        editor.noticed.connect(self.noticed)
        editor.installEventFilter(self)

    def show_answer(self, answer: Answer | None) -> None:
        body = answer if isinstance(answer, Body) else Body()
        if body != self.input.editor.body():
            self.input.editor.set_body(body)

    def first_input(self) -> QWidget:
        return self.input.editor

    def set_read_only(self, read_only: bool) -> None:
        self.input.editor.setReadOnly(read_only)

    def show_place(self, path: str, block: str) -> None:
        self.input.editor.setFocus()
        if block:
            self.input.editor.show_place(block)

    def show_text(self, path: str, block: str, start: int, end: int) -> None:
        self.input.editor.select_text(block, start, end)

    def set_text_zoom(self, zoom: float) -> None:
        self.input.editor.set_zoom(zoom)

    def mark_found(self, found: Sequence[Match], here: Match | None) -> None:
        self.input.editor.mark_found(found, here)

    def stay_within(self, area: QScrollArea) -> None:
        """Never be higher than the part of the form that shows."""
        self.input.stay_within(area)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self._say_place(self.input.editor.current_block_id())
        elif is_leaving(event):
            self.went.emit()
        return False

    def _say_body(self, body: object, key: object) -> None:
        self.answer_changed.emit(body, f"{self._field.id}:{key}" if key else "")

    def _say_place(self, block: object) -> None:
        self.came.emit(Place(self._field.id, str(block)))

    def _ask_undo(self) -> None:
        self.history_requested.emit("undo")

    def _ask_redo(self) -> None:
        self.history_requested.emit("redo")
