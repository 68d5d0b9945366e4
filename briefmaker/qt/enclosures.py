"""The field of text enclosures: each a title and a text; added, taken out and put in order."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from briefmaker.forms.searching import Match
from briefmaker.i18n import _
from briefmaker.letter.answers import Answer, Enclosure
from briefmaker.letter.document_type import LetterField
from briefmaker.problems import Place
from briefmaker.qt.body_field import BodyInput
from briefmaker.qt.editor.signs import utf16_length
from briefmaker.qt.fields import FieldEditor
from briefmaker.qt.inputs import LineInput, PushButton, is_leaving
from briefmaker.qt.tones import em

__all__ = ["EnclosuresFieldEditor"]


class EnclosuresFieldEditor(FieldEditor):
    """The enclosures of a letter under each other, with a button for one more."""

    is_tall = True

    def __init__(self, field: LetterField, parent: QWidget) -> None:
        super().__init__(parent)
        self._field = field
        self._enclosures: tuple[Enclosure, ...] = ()
        self._boxes: list[_EnclosureBox] = []
        self._area: QScrollArea | None = None
        self._read_only = False
        self._zoom = 1.0
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(em(self, 1))
        self._add = PushButton(_("Add an enclosure"), self)
        self._add.clicked.connect(self._append)
        row = QHBoxLayout()
        row.addWidget(self._add)
        row.addStretch(1)
        self._column.addLayout(row)
        self.setFocusProxy(self._add)
        self._add.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self.came.emit(Place(self._field.id))
        elif is_leaving(event):
            self.went.emit()
        return False

    def show_answer(self, answer: Answer | None) -> None:
        given = answer if isinstance(answer, tuple) else ()
        enclosures = tuple(each for each in given if isinstance(each, Enclosure))
        if enclosures == self._enclosures:
            return
        self._enclosures = enclosures
        while len(self._boxes) > len(enclosures):
            box = self._boxes.pop()
            self._column.removeWidget(box)
            box.hide()
            box.deleteLater()
        while len(self._boxes) < len(enclosures):
            self._boxes.append(self._new_box())
        for number, (box, enclosure) in enumerate(zip(self._boxes, enclosures, strict=True)):
            box.show_enclosure(enclosure, number, len(enclosures))
            box.set_read_only(self._read_only)

    def first_input(self) -> QWidget:
        return self._add

    def set_read_only(self, read_only: bool) -> None:
        self._read_only = read_only
        self._add.setVisible(not read_only)
        for box in self._boxes:
            box.set_read_only(read_only)

    def show_place(self, path: str, block: str) -> None:
        number, _slash, part = path.partition("/")
        if number.isdigit() and int(number) < len(self._boxes):
            self._boxes[int(number)].show_place(part, block)
        elif self._boxes:
            self._boxes[0].show_place("", "")
        else:
            self._add.setFocus()

    def show_text(self, path: str, block: str, start: int, end: int) -> None:
        number, _slash, part = path.partition("/")
        box = self._boxes[int(number)]
        if part == "tekst":
            box.text.editor.select_text(block, start, end)
        else:
            title = box.title.text()
            box.title.setSelection(utf16_length(title[:start]), utf16_length(title[start:end]))

    def text_input(self, path: str) -> QWidget:
        number, _slash, part = path.partition("/")
        box = self._boxes[int(number)]
        return box.text.editor if part == "tekst" else box.title

    def set_text_zoom(self, zoom: float) -> None:
        self._zoom = zoom
        for box in self._boxes:
            box.text.editor.set_zoom(zoom)

    def mark_found(self, found: Sequence[Match], here: Match | None) -> None:
        for number, box in enumerate(self._boxes):
            place = f"{self._field.id}/{number}/tekst"
            mine = [match for match in found if match.where.field == place]
            box.text.editor.mark_found(mine, here)

    def stay_within(self, area: QScrollArea) -> None:
        """Let no enclosure be higher than the part of the form that shows."""
        self._area = area
        for box in self._boxes:
            box.text.stay_within(area)

    def _new_box(self) -> _EnclosureBox:
        box = _EnclosureBox(self)
        box.enclosure_changed.connect(self._take)
        box.moved.connect(self._move)
        box.removed.connect(self._remove)
        box.came.connect(self._say_place)
        box.went.connect(self.went)
        box.refused.connect(self.refused)
        box.text.editor.words_selected.connect(self.words_selected)
        box.text.editor.zoom_wanted.connect(self.text_zoom_wanted)
        box.text.editor.set_zoom(self._zoom)
        box.noticed.connect(self.noticed)
        box.history_requested.connect(self.history_requested)
        self._column.insertWidget(len(self._boxes), box)
        if self._area is not None:
            box.text.stay_within(self._area)
        box.show()
        return box

    def _change(self, enclosures: tuple[Enclosure, ...], key: str) -> None:
        self.show_answer(enclosures)
        self.answer_changed.emit(enclosures, key)

    def _append(self) -> None:
        self._change((*self._enclosures, Enclosure()), "")
        self._boxes[-1].show_place("titel", "")

    def _take(self, box: object, enclosure: Enclosure, key: str) -> None:
        number = self._boxes.index(box)  # type: ignore[arg-type]
        changed = list(self._enclosures)
        changed[number] = enclosure
        self._enclosures = tuple(changed)
        self.answer_changed.emit(self._enclosures, f"{self._field.id}/{number}:{key}" if key else "")

    def _move(self, box: object, by: int) -> None:
        number = self._boxes.index(box)  # type: ignore[arg-type]
        target = number + by
        if 0 <= target < len(self._boxes):
            changed = list(self._enclosures)
            changed[number], changed[target] = changed[target], changed[number]
            self._change(tuple(changed), "")
            self._boxes[target].show_place("titel", "")

    def _remove(self, box: object) -> None:
        number = self._boxes.index(box)  # type: ignore[arg-type]
        self._add.setFocus()
        self._change(self._enclosures[:number] + self._enclosures[number + 1 :], "")

    def _say_place(self, box: object, part: object, block: object) -> None:
        number = self._boxes.index(box)  # type: ignore[arg-type]
        self.came.emit(Place(f"{self._field.id}/{number}/{part}", str(block)))


class _EnclosureBox(QWidget):
    """One enclosure. Signals carry the box itself, whose number may change."""

    enclosure_changed = Signal(object, object, object)
    moved = Signal(object, object)
    removed = Signal(object)
    came = Signal(object, object, object)
    went = Signal()
    refused = Signal(object)
    noticed = Signal(object)
    history_requested = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._enclosure = Enclosure()
        self._heading = QLabel(self)
        strong = self._heading.font()
        strong.setBold(True)
        self._heading.setFont(strong)
        self._up = self._button("↑", _("Move the enclosure up"))
        self._down = self._button("↓", _("Move the enclosure down"))
        self._take_out = self._button(_("Remove"), _("Remove the enclosure"))
        self._up.clicked.connect(self._ask_up)
        self._down.clicked.connect(self._ask_down)
        self._take_out.clicked.connect(self._ask_removal)
        head = QHBoxLayout()
        head.setSpacing(em(self, 0.2))
        head.addWidget(self._heading)
        head.addStretch(1)
        for button in (self._up, self._down, self._take_out):
            head.addWidget(button)
        self.title = LineInput(self)
        self.title.setPlaceholderText(_("Title of the enclosure"))
        self.title.setAccessibleName(_("Title of the enclosure"))
        self.text = BodyInput(_("Text of the enclosure"), 9, self)
        self.text.editor.setPlaceholderText(_("Type the text of the enclosure here"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(em(self, 0.3))
        column.addLayout(head)
        column.addWidget(self.title)
        column.addWidget(self.text)
        self.title.textEdited.connect(self._take_title)
        self.title.came.connect(self._say_title)
        self.title.went.connect(self.went)
        editor = self.text.editor
        editor.installEventFilter(self)
        editor.body_changed.connect(self._take_body)
        editor.place_changed.connect(self._say_block)
        editor.undo_requested.connect(self._ask_undo)
        editor.redo_requested.connect(self._ask_redo)
        editor.refused.connect(self.refused)
        editor.noticed.connect(self.noticed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self._say_block(self.text.editor.current_block_id())
        elif is_leaving(event):
            self.went.emit()
        return False

    def _button(self, text: str, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def show_enclosure(self, enclosure: Enclosure, number: int, count: int) -> None:
        """Show an enclosure as the `number`th (from 0) of `count`."""
        self._enclosure = enclosure
        self._heading.setText(_("Enclosure {number}").format(number=number + 1))
        self._up.setEnabled(number > 0)
        self._down.setEnabled(number < count - 1)
        if self.title.text() != enclosure.title:
            self.title.setText(enclosure.title)
        if self.text.editor.body() != enclosure.body:
            self.text.editor.set_body(enclosure.body)

    def set_read_only(self, read_only: bool) -> None:
        self.title.setReadOnly(read_only)
        self.text.editor.setReadOnly(read_only)
        for button in (self._up, self._down, self._take_out):
            button.setVisible(not read_only)

    def show_place(self, part: str, block: str) -> None:
        """Put the cursor in the title, or at a block of the text."""
        if part == "tekst":
            self.text.editor.setFocus()
            if block:
                self.text.editor.show_place(block)
        else:
            self.title.setFocus()

    def _take_title(self, title: str) -> None:
        self._enclosure = self._enclosure.model_copy(update={"title": title})
        self.enclosure_changed.emit(self, self._enclosure, "titel")

    def _take_body(self, body: object, key: object) -> None:
        self._enclosure = self._enclosure.model_copy(update={"body": body})
        self.enclosure_changed.emit(self, self._enclosure, f"tekst:{key}" if key else "")

    def _say_title(self) -> None:
        self.came.emit(self, "titel", "")

    def _say_block(self, block: object) -> None:
        self.came.emit(self, "tekst", block)

    def _ask_up(self) -> None:
        self.moved.emit(self, -1)

    def _ask_down(self) -> None:
        self.moved.emit(self, 1)

    def _ask_removal(self) -> None:
        self.removed.emit(self)

    def _ask_undo(self) -> None:
        self.history_requested.emit("undo")

    def _ask_redo(self) -> None:
        self.history_requested.emit("redo")
