"""One entry of a repeated group: a grip and its number, its fields, a button that takes it out."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from briefmaker.forms.filling import Filled
from briefmaker.i18n import _
from briefmaker.letter.answers import Entry
from briefmaker.letter.body import Body
from briefmaker.letter.document_type import DocumentType, FieldKind, LetterField, PrintedAs
from briefmaker.problems import Place, Problem
from briefmaker.qt.body_field import BodyFieldEditor
from briefmaker.qt.field_row import FieldRow, line_height
from briefmaker.qt.fields import FieldEditor
from briefmaker.qt.icon_button import IconButton
from briefmaker.qt.item_field import ItemFieldEditor
from briefmaker.qt.reordering import Grip, step_of
from briefmaker.qt.single_field import single_field_editor
from briefmaker.qt.tones import em

__all__ = ["EntryBox", "name_of_entry"]

_NARROW_LABEL_EM = 7
_LEAST_TEXT_EM = 7


class EntryBox(QWidget):
    """An entry. Signals carry the box itself, whose number may change.

    entry_changed(box, Entry, key), entry_chosen(box, sub-field, list entry), removed(box), stepped(box, -1 or
    1), dragged(box, y), dropped(box, y), came(box, path, block), next_asked(box, rest), left_empty(box),
    nested_below(box), pasted(box, lines); the others are those of `FieldEditor`.
    """

    entry_changed = Signal(object, object, object)
    entry_chosen = Signal(object, object, object)
    removed = Signal(object)
    stepped = Signal(object, object)
    dragged = Signal(object, object)
    dropped = Signal(object, object)
    came = Signal(object, object, object)
    next_asked = Signal(object, object)
    left_empty = Signal(object)
    nested_below = Signal(object)
    pasted = Signal(object, object)
    went = Signal()
    noticed = Signal(object)
    refused = Signal(object)
    history_requested = Signal(object)
    words_selected = Signal(object)
    text_zoom_wanted = Signal(object)

    def __init__(
        self, document_type: DocumentType, group: LetterField, today: datetime.date, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._group = group
        self._entry = Entry()
        self._is_read_only = False
        self._has_others = False
        self.rows: dict[str, FieldRow] = {}
        self._relays: list[_Relay] = []
        self.grip = Grip(parent, self)
        self.number = QLabel(self)
        self.number.setTextFormat(Qt.TextFormat.PlainText)
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self.number.setMinimumWidth(em(self, 1.1))
        self.take_out = IconButton("trash", "", self)
        fields = QVBoxLayout()
        fields.setContentsMargins(0, 0, 0, 0)
        fields.setSpacing(em(self, 0.35))
        is_list = group.printed_as is not PrintedAs.ROWS
        nested = nested_of(group)
        for sub in group.fields:
            editor = self._editor(document_type, sub, today, is_item=is_list and sub is group.fields[0])
            is_lone = len(group.fields) == 1 or nested is not None
            row = FieldRow(sub, editor, 0 if is_lone else em(self, _NARROW_LABEL_EM), self)
            self._connect(sub.id, editor)
            self.rows[sub.id] = row
            fields.addWidget(row)
        self._nested = None if nested is None else self.rows[nested.id]
        self._is_open = False
        self.open_nested = IconButton("indent", "", self)
        self.open_nested.setVisible(nested is not None)
        keeping_room = self.open_nested.sizePolicy()
        keeping_room.setRetainSizeWhenHidden(nested is not None)
        self.open_nested.setSizePolicy(keeping_room)
        self.open_nested.clicked.connect(self.go_to_nested)
        if self._nested is not None and nested is not None:
            self.open_nested.say(_("Add {thing}").format(thing=nested.label))
            lines = self._nested.editor.first_input()
            if isinstance(lines, QPlainTextEdit) and not nested.example:
                lines.setPlaceholderText(nested.help or nested.label)
            self._nested.setContentsMargins(em(self, 1.2), 0, 0, 0)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(em(self, 0.35))
        grid.setColumnStretch(2, 1)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(self.grip, 0, 0, top)
        grid.addWidget(self.number, 0, 1, top)
        grid.addLayout(fields, 0, 2)
        grid.addWidget(self.open_nested, 0, 3, top)
        grid.addWidget(self.take_out, 0, 4, top)
        for beside in (self.grip, self.number, self.open_nested, self.take_out):
            beside.setFixedHeight(line_height(self))
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.take_out.clicked.connect(self._ask_removal)
        self.grip.dragged.connect(self._say_dragged)
        self.grip.dropped.connect(self._say_dropped)

    def _editor(
        self, document_type: DocumentType, sub: LetterField, today: datetime.date, *, is_item: bool
    ) -> FieldEditor:
        if is_item and sub.kind is FieldKind.TEXT:
            editor = ItemFieldEditor(sub, self)
            editor.next_asked.connect(self._ask_next)
            editor.left_empty.connect(self._say_empty)
            editor.pasted.connect(self._say_pasted)
            return editor
        if sub.kind is FieldKind.BODY:
            return BodyFieldEditor(sub, self, _LEAST_TEXT_EM)
        return single_field_editor(document_type, sub, today, self)

    def _connect(self, sub: str, editor: FieldEditor) -> None:
        relay = _Relay(sub, self)
        self._relays.append(relay)
        editor.answer_changed.connect(relay.take_answer)
        editor.entry_chosen.connect(relay.take_entry)
        editor.came.connect(relay.pass_place)
        editor.went.connect(self.went)
        editor.noticed.connect(self.noticed)
        editor.refused.connect(self.refused)
        editor.history_requested.connect(self.history_requested)
        editor.words_selected.connect(self.words_selected)
        editor.text_zoom_wanted.connect(self.text_zoom_wanted)
        editor.first_input().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = step_of(event)
            editors = (row.editor for row in self.rows.values())
            if step and not any(  # in a text these keys move its blocks
                isinstance(editor, BodyFieldEditor) and editor.first_input() is watched for editor in editors
            ):
                self.stepped.emit(self, step)
                return True
            if self._nested is not None:
                return self._nests(watched, event, self._nested)
        return False

    def _nests(self, watched: QObject, event: QKeyEvent, nested: FieldRow) -> bool:
        """As in a list of a text: Tab in an empty item puts it below the one before, Enter in an empty line
        below an item goes on with the next item."""
        first, lines = self.row_at("").editor.first_input(), nested.editor.first_input()
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if watched is first and event.key() == Qt.Key.Key_Tab and plain and self._entry.is_empty:
            self.nested_below.emit(self)
            return not first.hasFocus()  # the first item has none before it: Tab leaves it as ever
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain
        if is_enter and watched is lines and isinstance(lines, QPlainTextEdit):
            cursor = lines.textCursor()
            if cursor.atEnd() and not cursor.block().text():
                cursor.deletePreviousChar()
                self.next_asked.emit(self, "")
                return True
        return False

    def go_to_nested(self) -> None:
        """Show the lines below the item and put the cursor behind them, in a line of their own."""
        if self._nested is None:
            return
        self._is_open = True
        self._nested.show()
        self.open_nested.hide()
        lines = self._nested.editor.first_input()
        lines.setFocus()
        if isinstance(lines, QPlainTextEdit):
            cursor = lines.textCursor()
            cursor.movePosition(cursor.MoveOperation.End)
            if cursor.block().text():
                cursor.insertText("\n")
            lines.setTextCursor(cursor)

    def _wants_nested(self) -> bool:
        """Lines below an item are shown once there are some, or when they are asked for."""
        return self._nested is None or self._is_open or bool(self._entry.text(self._nested.field.id))

    def _show_nested(self) -> None:
        if self._nested is not None:
            wanted = self._wants_nested()
            self._nested.setVisible(wanted)
            self.open_nested.setVisible(not wanted and not self._is_read_only)

    def show_entry(self, entry: Entry, number: int, count: int) -> None:
        """Show an entry as the `number`th (from 0) of `count`."""
        if entry != self._entry:
            self._is_open = False
        self._entry = entry
        for sub, row in self.rows.items():
            row.editor.show_answer(entry.values.get(sub) or row.derived)
        printed = number_of_item(self._group, number)
        self.number.setText(printed)
        self.number.setVisible(bool(printed))
        name = _("{thing} {number}").format(thing=name_of_entry(self._group), number=number + 1)
        self.take_out.say(_("Remove {thing}").format(thing=name))
        self._has_others = count > 1
        self.grip.setVisible(self._has_others and not self._is_read_only)
        for sub, row in self.rows.items():
            field = next(each for each in self._group.fields if each.id == sub)
            label = name if len(self.rows) == 1 else f"{name}, {field.label}"
            row.editor.describe(label, field.help)

    def show_standing(self, filled: Filled, place: str) -> None:
        """Show which sub-fields are asked, required and filled in by themselves; `place` is the entry's."""
        for sub, row in self.rows.items():
            answered = bool(self._entry.values.get(sub))
            is_open = row is not self._nested or self._wants_nested()
            row.show_standing(filled, f"{place}/{sub}", is_answered=answered, is_open=is_open)
        self._show_nested()

    def set_read_only(self, read_only: bool) -> None:
        """Let everything be read but nothing changed."""
        for row in self.rows.values():
            row.editor.set_read_only(read_only)
        self._is_read_only = read_only
        self.take_out.setVisible(not read_only)
        self._show_nested()
        self.grip.setVisible(self._has_others and not read_only)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show what is wrong; their places begin with the sub-field."""
        by_field: dict[str, list[Problem]] = {}
        for problem in problems:
            sub = problem.where.field.partition("/")[0]
            by_field.setdefault(sub, []).append(replace(problem, where=Place(sub, problem.where.block)))
        for sub, row in self.rows.items():
            row.show_problems(by_field.get(sub, ()))

    def reveal(self) -> None:
        """Show what is wrong also where the user was not yet."""
        for row in self.rows.values():
            row.reveal()

    def stay_within(self, area: QScrollArea) -> None:
        """Let no text be higher than the part of the form that shows."""
        for row in self.rows.values():
            if isinstance(row.editor, BodyFieldEditor):
                row.editor.stay_within(area)

    def inputs(self) -> tuple[QWidget, ...]:
        """What takes the focus, in the order of Tab."""
        fields = (row.editor.first_input() for row in self.rows.values())
        return (*fields, self.open_nested, self.take_out)

    def row_at(self, path: str) -> FieldRow:
        """The row of the sub-field that a path inside the entry names; the first for ""."""
        return self.rows.get(path.partition("/")[0]) or next(iter(self.rows.values()))

    def take_answer(self, sub: str, answer: object, key: object) -> None:
        """A sub-field has a new value."""
        if isinstance(answer, str | Body):
            self._entry = self._entry.with_value(sub, answer)
        self.entry_changed.emit(self, self._entry, f"{sub}:{key}" if key else "")

    def _ask_removal(self) -> None:
        self.removed.emit(self)

    def _say_dragged(self, y: object) -> None:
        self.dragged.emit(self, y)

    def _say_dropped(self, y: object) -> None:
        self.dropped.emit(self, y)

    def _ask_next(self, rest: object) -> None:
        self.next_asked.emit(self, rest)

    def _say_empty(self) -> None:
        self.left_empty.emit(self)

    def _say_pasted(self, lines: object) -> None:
        self.pasted.emit(self, lines)


def nested_of(group: LetterField) -> LetterField | None:
    """The field of the lines below each item of a list, if it has one."""
    if group.printed_as is PrintedAs.ROWS or len(group.fields) != 2:
        return None
    item, lines = group.fields
    return lines if item.kind is FieldKind.TEXT and lines.kind is FieldKind.LINES else None


def name_of_entry(group: LetterField) -> str:
    """What one entry of a group is called."""
    return group.entry_label or group.label


def number_of_item(group: LetterField, number: int) -> str:
    """What stands before the `number`th entry (from 0) on paper, "" for entries that are no list."""
    if group.printed_as is PrintedAs.NUMBERS:
        return f"{number + 1}."
    if group.printed_as is PrintedAs.LETTERS:
        return f"{chr(ord('a') + number)}." if number < 26 else f"{number + 1}."
    return "•" if group.printed_as is PrintedAs.BULLETS else ""


class _Relay(QObject):
    """Adds the sub-field's id to what its editor says."""

    def __init__(self, sub: str, box: EntryBox) -> None:
        super().__init__(box)
        self._sub = sub
        self._box = box

    def take_answer(self, answer: object, key: object) -> None:
        self._box.take_answer(self._sub, answer, key)

    def take_entry(self, entry: Mapping[str, str]) -> None:
        self._box.entry_chosen.emit(self._box, self._sub, entry)

    def pass_place(self, place: Place) -> None:
        _sub, slash, path = place.field.partition("/")
        self._box.came.emit(self._box, f"{self._sub}{slash}{path}", place.block)
