"""One enclosure of a letter: a title, with its text or its file below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from briefmaker.forms.searching import Match
from briefmaker.i18n import _
from briefmaker.letter.answers import Enclosure
from briefmaker.qt.body_field import BodyInput
from briefmaker.qt.editor.signs import utf16_length
from briefmaker.qt.enclosed_file_card import EnclosedFileCard
from briefmaker.qt.icon_button import IconButton
from briefmaker.qt.inputs import LineInput, is_leaving
from briefmaker.qt.reordering import Grip, step_of
from briefmaker.qt.tones import em

__all__ = ["EnclosureBox", "FileEnclosureBox", "TextEnclosureBox", "box_for"]

_LEAST_TEXT_EM = 9


def box_for(enclosure: Enclosure, parent: QWidget) -> EnclosureBox:
    """An empty box of the kind that can show this enclosure."""
    return TextEnclosureBox(parent) if enclosure.file is None else FileEnclosureBox(parent)


class EnclosureBox(QWidget):
    """An enclosure. Signals carry the box itself, whose number may change.

    enclosure_changed(box, Enclosure, key), stepped(box, -1 or 1), dragged(box, y), dropped(box, y),
    removed(box), came(box, part, block); the others are those of `FieldEditor`.
    """

    enclosure_changed = Signal(object, object, object)
    stepped = Signal(object, object)
    dragged = Signal(object, object)
    dropped = Signal(object, object)
    removed = Signal(object)
    came = Signal(object, object, object)
    went = Signal()
    refused = Signal(object)
    noticed = Signal(object)
    history_requested = Signal(object)
    words_selected = Signal(object)
    text_zoom_wanted = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._enclosure = Enclosure()
        self.grip = Grip(parent, self)
        self._heading = QLabel(self)
        strong = self._heading.font()
        strong.setBold(True)
        self._heading.setFont(strong)
        self._up = IconButton("arrow-up", "", self)
        self._down = IconButton("arrow-down", "", self)
        self._take_out = IconButton("trash", "", self)
        self._up.clicked.connect(self._ask_up)
        self._down.clicked.connect(self._ask_down)
        self._take_out.clicked.connect(self._ask_removal)
        self.grip.dragged.connect(self._say_dragged)
        self.grip.dropped.connect(self._say_dropped)
        head = QHBoxLayout()
        head.setSpacing(em(self, 0.2))
        head.addWidget(self.grip)
        head.addWidget(self._heading)
        head.addStretch(1)
        for button in (self._up, self._down, self._take_out):
            head.addWidget(button)
        self.title = LineInput(self)
        self.title.setPlaceholderText(_("Title of the enclosure"))
        self.title.textEdited.connect(self._take_title)
        self.title.came.connect(self._say_title)
        self.title.went.connect(self.went)
        self.title.installEventFilter(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(em(self, 0.3))
        self._column.addLayout(head)
        self._column.addWidget(self.title)

    # -- showing

    def can_show(self, enclosure: Enclosure) -> bool:
        """Whether this box is of the kind for an enclosure."""
        raise NotImplementedError

    def show_enclosure(self, enclosure: Enclosure, number: int, count: int) -> None:
        """Show an enclosure as the `number`th (from 0) of `count`."""
        self._enclosure = enclosure
        name = _("Enclosure {number}").format(number=number + 1)
        self._heading.setText(name)
        self.title.setAccessibleName(", ".join((name, _("Title of the enclosure"))))
        self._up.say(_("Move {thing} up").format(thing=name))
        self._down.say(_("Move {thing} down").format(thing=name))
        self._take_out.say(_("Remove {thing}").format(thing=name))
        self._up.setEnabled(number > 0)
        self._down.setEnabled(number < count - 1)
        self.grip.setVisible(count > 1)
        if self.title.text() != enclosure.title:
            self.title.setText(enclosure.title)

    def set_read_only(self, read_only: bool) -> None:
        """Let everything be read and nothing changed."""
        self.title.setReadOnly(read_only)
        self.grip.setEnabled(not read_only)
        for button in (self._up, self._down, self._take_out):
            button.setVisible(not read_only)

    def show_place(self, part: str, block: str) -> None:
        """Put the cursor in a part of the enclosure, at a block of its text."""
        self.title.setFocus()

    def show_text(self, part: str, block: str, start: int, end: int) -> None:
        """Select these characters."""
        title = self.title.text()
        self.title.setSelection(utf16_length(title[:start]), utf16_length(title[start:end]))

    def text_input(self, part: str) -> QWidget:
        """The widget that holds a part."""
        return self.title

    def set_text_zoom(self, zoom: float) -> None:
        """Show running text larger or smaller."""

    def mark_found(self, found: Sequence[Match], here: Match | None) -> None:
        """Mark what was found in the text."""

    def stay_within(self, area: QScrollArea) -> None:
        """Be no higher than the part of the form that shows."""

    # -- what the user does

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.title and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = step_of(event)
            if step and not self.title.isReadOnly():
                self.stepped.emit(self, step)
                return True
        return False

    def _change(self, key: str, **values: object) -> None:
        self._enclosure = self._enclosure.model_copy(update=values)
        self.enclosure_changed.emit(self, self._enclosure, key)

    def _take_title(self, title: str) -> None:
        self._change("titel", title=title)

    def _say_title(self) -> None:
        self.came.emit(self, "titel", "")

    def _ask_up(self) -> None:
        self.stepped.emit(self, -1)

    def _ask_down(self) -> None:
        self.stepped.emit(self, 1)

    def _ask_removal(self) -> None:
        self.removed.emit(self)

    def _say_dragged(self, y: object) -> None:
        self.dragged.emit(self, y)

    def _say_dropped(self, y: object) -> None:
        self.dropped.emit(self, y)


class TextEnclosureBox(EnclosureBox):
    """An enclosure that is printed with the letter."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.text = BodyInput(_("Text of the enclosure"), _LEAST_TEXT_EM, self)
        editor = self.text.editor
        editor.setPlaceholderText(_("Type the text of the enclosure here"))
        editor.installEventFilter(self)
        editor.body_changed.connect(self._take_body)
        editor.place_changed.connect(self._say_block)
        editor.undo_requested.connect(self._ask_undo)
        editor.redo_requested.connect(self._ask_redo)
        editor.refused.connect(self.refused)
        editor.noticed.connect(self.noticed)
        editor.words_selected.connect(self.words_selected)
        editor.zoom_wanted.connect(self.text_zoom_wanted)
        self._column.addWidget(self.text)

    def can_show(self, enclosure: Enclosure) -> bool:
        return enclosure.file is None

    def show_enclosure(self, enclosure: Enclosure, number: int, count: int) -> None:
        super().show_enclosure(enclosure, number, count)
        if self.text.editor.body() != enclosure.body:
            self.text.editor.set_body(enclosure.body)

    def set_read_only(self, read_only: bool) -> None:
        super().set_read_only(read_only)
        self.text.editor.setReadOnly(read_only)

    def show_place(self, part: str, block: str) -> None:
        if part != "tekst":
            super().show_place(part, block)
            return
        self.text.editor.setFocus()
        if block:
            self.text.editor.show_place(block)

    def show_text(self, part: str, block: str, start: int, end: int) -> None:
        if part == "tekst":
            self.text.editor.select_text(block, start, end)
        else:
            super().show_text(part, block, start, end)

    def text_input(self, part: str) -> QWidget:
        return self.text.editor if part == "tekst" else self.title

    def set_text_zoom(self, zoom: float) -> None:
        self.text.editor.set_zoom(zoom)

    def mark_found(self, found: Sequence[Match], here: Match | None) -> None:
        self.text.editor.mark_found(found, here)

    def stay_within(self, area: QScrollArea) -> None:
        self.text.stay_within(area)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.text.editor:
            if event.type() == QEvent.Type.FocusIn:
                self._say_block(self.text.editor.current_block_id())
            elif is_leaving(event):
                self.went.emit()
            return False
        return super().eventFilter(watched, event)

    def _take_body(self, body: object, key: object) -> None:
        self._change(f"tekst:{key}" if key else "", body=body)

    def _say_block(self, block: object) -> None:
        self.came.emit(self, "tekst", block)

    def _ask_undo(self) -> None:
        self.history_requested.emit("undo")

    def _ask_redo(self) -> None:
        self.history_requested.emit("redo")


class FileEnclosureBox(EnclosureBox):
    """An enclosure that is a file; a picture also has a description."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.card = EnclosedFileCard(self)
        self.description = LineInput(self)
        self.description.setPlaceholderText(_("What the picture shows, for someone who can't see it"))
        self.description.textEdited.connect(self._take_description)
        self.description.came.connect(self._say_description)
        self.description.went.connect(self.went)
        self._column.addWidget(self.card)
        self._column.addWidget(self.description)

    def can_show(self, enclosure: Enclosure) -> bool:
        return enclosure.file is not None

    def show_enclosure(self, enclosure: Enclosure, number: int, count: int) -> None:
        super().show_enclosure(enclosure, number, count)
        file = enclosure.file
        if file is None:
            return
        self.card.show_file(file)
        self.description.setVisible(file.kind.is_picture)
        name = _("Enclosure {number}").format(number=number + 1)
        self.description.setAccessibleName(", ".join((name, _("Description"))))
        if self.description.text() != file.alt:
            self.description.setText(file.alt)

    def set_read_only(self, read_only: bool) -> None:
        super().set_read_only(read_only)
        self.description.setReadOnly(read_only)

    def show_place(self, part: str, block: str) -> None:
        if part == "beschrijving":
            self.description.setFocus()
        else:
            super().show_place(part, block)

    def _take_description(self, text: str) -> None:
        file = self._enclosure.file
        if file is not None:
            self._change("beschrijving", file=file.model_copy(update={"alt": text}))

    def _say_description(self) -> None:
        self.came.emit(self, "beschrijving", "")
