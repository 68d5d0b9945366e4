"""The field of enclosures: texts and files; added, dropped on it, taken out and put in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from briefmaker.forms.searching import Match
from briefmaker.i18n import _
from briefmaker.letter.answers import Answer, EnclosedFile, Enclosure
from briefmaker.letter.document_type import LetterField
from briefmaker.problems import Place
from briefmaker.qt.enclosed_file_card import EnclosedFileCard
from briefmaker.qt.enclosure_box import EnclosureBox, FileEnclosureBox, box_for
from briefmaker.qt.fields import FieldEditor
from briefmaker.qt.inputs import PushButton, is_leaving
from briefmaker.qt.reordering import DropLine, moved
from briefmaker.qt.tones import em, tones

__all__ = ["EnclosuresFieldEditor"]


class EnclosuresFieldEditor(FieldEditor):
    """The enclosures of a letter under each other, with buttons for one more. Nothing is asked before one is
    taken out: undo brings it back.

    files_wanted(): files are to be chosen. files_dropped(paths). file_shown(card): a file of which no more
    than its bytes is known.
    """

    files_wanted = Signal()
    files_dropped = Signal(object)
    file_shown = Signal(object)

    is_tall = True

    def __init__(self, field: LetterField, parent: QWidget) -> None:
        super().__init__(parent)
        self._field = field
        self._enclosures: tuple[Enclosure, ...] = ()
        self._boxes: list[EnclosureBox] = []
        self._area: QScrollArea | None = None
        self._read_only = False
        self._zoom = 1.0
        self._is_target = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(em(self, 1))
        self._add = PushButton(_("Add a text"), self)
        self._add.clicked.connect(self._append)
        self.add_files = PushButton(_("Add a file…"), self)
        self.add_files.setToolTip(_("PDF, Word documents and pictures; they can also be dropped here"))
        self.add_files.clicked.connect(self.files_wanted)
        self._buttons = QHBoxLayout()
        self._buttons.addWidget(self._add)
        self._buttons.addWidget(self.add_files)
        self._buttons.addStretch(1)
        self._column.addLayout(self._buttons)
        self._line = DropLine(self)
        self.setFocusProxy(self._add)
        self.setAcceptDrops(True)
        for button in (self._add, self.add_files):
            button.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self.came.emit(Place(self._field.id))
        elif is_leaving(event):
            self.went.emit()
        return False

    # -- showing

    def show_answer(self, answer: Answer | None) -> None:
        given = answer if isinstance(answer, tuple) else ()
        enclosures = tuple(each for each in given if isinstance(each, Enclosure))
        if enclosures == self._enclosures:
            return
        self._enclosures = enclosures
        while len(self._boxes) > len(enclosures):
            self._drop_box(len(self._boxes) - 1)
        for number, enclosure in enumerate(enclosures):
            if number < len(self._boxes) and not self._boxes[number].can_show(enclosure):
                self._drop_box(number)
                self._insert_box(number, enclosure)
            elif number == len(self._boxes):
                self._insert_box(number, enclosure)
        for number, (box, enclosure) in enumerate(zip(self._boxes, enclosures, strict=True)):
            box.show_enclosure(enclosure, number, len(enclosures))
            box.set_read_only(self._read_only)
            if isinstance(box, FileEnclosureBox):
                self.file_shown.emit(box.card)

    def cards(self) -> Iterator[EnclosedFileCard]:
        """The cards of the files that are shown."""
        return (box.card for box in self._boxes if isinstance(box, FileEnclosureBox))

    def first_input(self) -> QWidget:
        return self._add

    def describe(self, name: str, description: str) -> None:
        # The buttons say what they do; the field is what stands around them.
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)

    def set_read_only(self, read_only: bool) -> None:
        self._read_only = read_only
        self.setAcceptDrops(not read_only)
        self._add.setVisible(not read_only)
        self.add_files.setVisible(not read_only)
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
        self._boxes[int(number)].show_text(part, block, start, end)

    def text_input(self, path: str) -> QWidget:
        number, _slash, part = path.partition("/")
        return self._boxes[int(number)].text_input(part)

    def set_text_zoom(self, zoom: float) -> None:
        self._zoom = zoom
        for box in self._boxes:
            box.set_text_zoom(zoom)

    def mark_found(self, found: Sequence[Match], here: Match | None) -> None:
        for number, box in enumerate(self._boxes):
            place = f"{self._field.id}/{number}/tekst"
            box.mark_found([match for match in found if match.where.field == place], here)

    def stay_within(self, area: QScrollArea) -> None:
        """Let no enclosure be higher than the part of the form that shows."""
        self._area = area
        for box in self._boxes:
            box.stay_within(area)

    def _drop_box(self, number: int) -> None:
        box = self._boxes.pop(number)
        self._column.removeWidget(box)
        box.hide()
        box.deleteLater()

    def _insert_box(self, number: int, enclosure: Enclosure) -> None:
        box = box_for(enclosure, self)
        box.enclosure_changed.connect(self._take)
        box.stepped.connect(self._step)
        box.dragged.connect(self._show_drop)
        box.dropped.connect(self._drop)
        box.removed.connect(self._remove)
        box.came.connect(self._say_place)
        box.went.connect(self.went)
        box.refused.connect(self.refused)
        box.words_selected.connect(self.words_selected)
        box.text_zoom_wanted.connect(self.text_zoom_wanted)
        box.noticed.connect(self.noticed)
        box.history_requested.connect(self.history_requested)
        box.set_text_zoom(self._zoom)
        self._boxes.insert(number, box)
        self._column.insertWidget(number, box)
        self.setTabOrder(self._boxes[number - 1] if number else self, box)
        self.setTabOrder(self._boxes[-1], self._add)
        if self._area is not None:
            box.stay_within(self._area)
        box.show()

    # -- what the user does

    def add_enclosures(self, files: Sequence[EnclosedFile], titles: Sequence[str]) -> None:
        """Put files behind the enclosures that are there, with these titles, as one step."""
        new = tuple(Enclosure(title=title, file=file) for title, file in zip(titles, files, strict=True))
        first = len(self._enclosures)
        self._change((*self._enclosures, *new), "")
        needs = next((at for at, file in enumerate(files) if file.kind.is_picture and not file.alt), None)
        self._boxes[first + (needs or 0)].show_place("titel" if needs is None else "beschrijving", "")

    def _change(self, enclosures: tuple[Enclosure, ...], key: str) -> None:
        self.show_answer(enclosures)
        self.answer_changed.emit(enclosures, key)

    def _append(self) -> None:
        self._change((*self._enclosures, Enclosure()), "")
        self._boxes[-1].show_place("titel", "")

    def _number(self, box: object) -> int:
        return self._boxes.index(box)  # type: ignore[arg-type]

    def _take(self, box: object, enclosure: Enclosure, key: str) -> None:
        number = self._number(box)
        changed = list(self._enclosures)
        changed[number] = enclosure
        self._enclosures = tuple(changed)
        self.answer_changed.emit(self._enclosures, f"{self._field.id}/{number}:{key}" if key else "")

    def _step(self, box: object, by: int) -> None:
        number = self._number(box)
        if 0 <= number + by < len(self._boxes):
            self._change(moved(self._enclosures, number, number + by + (by > 0)), "")
            self._boxes[number + by].show_place("titel", "")

    def _show_drop(self, _box: object, y: int) -> None:
        self._line.show_before(self._boxes, y)

    def _drop(self, box: object, y: int) -> None:
        self._line.hide()
        number, before = self._number(box), self._line.place_of(self._boxes, y)
        if before not in (number, number + 1):
            self._change(moved(self._enclosures, number, before), "")
            self._boxes[before - (before > number)].show_place("titel", "")

    def _remove(self, box: object) -> None:
        number = self._number(box)
        self._add.setFocus()
        self._change(self._enclosures[:number] + self._enclosures[number + 1 :], "")

    def _say_place(self, box: object, part: object, block: object) -> None:
        self.came.emit(Place(f"{self._field.id}/{self._number(box)}/{part}", str(block)))

    # -- files from elsewhere

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _files_in(event):
            event.acceptProposedAction()
            self._show_target(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._show_target(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._show_target(False)
        files = _files_in(event)
        if files:
            event.acceptProposedAction()
            self.files_dropped.emit(files)

    def _show_target(self, is_target: bool) -> None:
        self._is_target = is_target
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._is_target:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tones(self).accent), 2, Qt.PenStyle.DashLine))
        painter.setBrush(QColor(tones(self).accent_soft))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()


def _files_in(event: QDropEvent) -> tuple[Path, ...]:
    data = event.mimeData()
    if not data.hasUrls():
        return ()
    return tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
