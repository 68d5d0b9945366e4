"""The field of a repeated group: its entries under each other; added, taken out, dragged into order."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from briefmaker.forms.filling import Filled
from briefmaker.forms.searching import Match
from briefmaker.forms.starting import completed_entry
from briefmaker.i18n import _
from briefmaker.letter.answers import Answer, Entry
from briefmaker.letter.document_type import DocumentType, LetterField
from briefmaker.problems import Place, Problem
from briefmaker.qt.entry_box import EntryBox, name_of_entry
from briefmaker.qt.fields import FieldEditor
from briefmaker.qt.inputs import PushButton, is_leaving
from briefmaker.qt.item_field import ItemFieldEditor
from briefmaker.qt.reordering import DropLine, moved
from briefmaker.qt.tones import em

__all__ = ["GroupFieldEditor"]

_MOST_PASTED = 200
"""More lines than this are a whole document that was pasted in the wrong place."""


class GroupFieldEditor(FieldEditor):
    """The entries of a group, with a button for one more. Nothing is asked before an entry is taken out:
    undo brings it back."""

    is_tall = True
    shows_problems_within = True

    def __init__(
        self, document_type: DocumentType, field: LetterField, today: datetime.date, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._type = document_type
        self._field = field
        self._today = today
        self._entries: tuple[Entry, ...] = ()
        self.boxes: list[EntryBox] = []
        self._area: QScrollArea | None = None
        self._read_only = False
        self._zoom = 1.0
        self._problems: tuple[Problem, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(em(self, 0.45 if len(field.fields) == 1 else 0.9))
        self.add = PushButton(_("Add {thing}").format(thing=name_of_entry(field)), self)
        self.add.clicked.connect(self._append)
        row = QHBoxLayout()
        row.addWidget(self.add)
        row.addStretch(1)
        self._column.addLayout(row)
        self._line = DropLine(self)
        self.setFocusProxy(self.add)
        self.add.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self.came.emit(Place(self._field.id))
        elif is_leaving(event):
            self.went.emit()
        return False

    # -- showing

    def show_answer(self, answer: Answer | None) -> None:
        entries = answer if isinstance(answer, tuple) else ()
        entries = tuple(each for each in entries if isinstance(each, Entry))
        if entries == self._entries and len(self.boxes) == len(entries):
            return
        self._entries = entries
        while len(self.boxes) > len(entries):
            box = self.boxes.pop()
            self._column.removeWidget(box)
            box.hide()
            box.deleteLater()
        # Each box that is shown would lay out all of them again.
        self._column.setEnabled(False)
        while len(self.boxes) < len(entries):
            self.boxes.append(self._new_box())
        for number, (box, entry) in enumerate(zip(self.boxes, entries, strict=True)):
            box.show_entry(entry, number, len(entries))
            box.set_read_only(self._read_only)
            box.show()
        self._column.setEnabled(True)
        self._column.activate()
        self._allow_more()
        self.show_problems_within(self._problems)

    def _allow_more(self) -> None:
        most = self._field.at_most
        self.add.setEnabled(not most or len(self.boxes) < most)

    def show_problems_within(self, problems: Sequence[Problem]) -> None:
        """Show beside its sub-field what is wrong with an entry."""
        self._problems = tuple(problems)
        by_entry: dict[str, list[Problem]] = {}
        for problem in problems:
            _group, _slash, path = problem.where.field.partition("/")
            number, _slash, sub = path.partition("/")
            inside = Problem(
                problem.rule, Place(sub, problem.where.block), problem.what, problem.remedy, problem.severity
            )
            by_entry.setdefault(number, []).append(inside)
        for at, box in enumerate(self.boxes):
            box.show_problems(by_entry.get(str(at), ()))

    def show_standing_within(self, filled: Filled) -> None:
        for number, box in enumerate(self.boxes):
            box.show_standing(filled, f"{self._field.id}/{number}")

    def reveal(self) -> None:
        for box in self.boxes:
            box.reveal()

    def first_input(self) -> QWidget:
        return self.add

    def set_read_only(self, read_only: bool) -> None:
        self._read_only = read_only
        self.add.setVisible(not read_only)
        for box in self.boxes:
            box.set_read_only(read_only)

    def show_place(self, path: str, block: str) -> None:
        number, _slash, sub = path.partition("/")
        if number.isdigit() and int(number) < len(self.boxes):
            sub_id, _slash, rest = sub.partition("/")
            self.boxes[int(number)].row_at(sub_id).editor.show_place(rest, block)
        elif self.boxes:
            self.boxes[0].row_at("").editor.show_place("", "")
        else:
            self.add.setFocus()

    def show_text(self, path: str, block: str, start: int, end: int) -> None:
        self._editor_at(path).show_text("", block, start, end)

    def text_input(self, path: str) -> QWidget:
        return self._editor_at(path).text_input("")

    def _editor_at(self, path: str) -> FieldEditor:
        number, _slash, sub = path.partition("/")
        return self.boxes[int(number)].row_at(sub).editor

    def set_text_zoom(self, zoom: float) -> None:
        self._zoom = zoom
        for box in self.boxes:
            for row in box.rows.values():
                row.editor.set_text_zoom(zoom)

    def mark_found(self, found: Sequence[Match], here: Match | None) -> None:
        for number, box in enumerate(self.boxes):
            for sub, row in box.rows.items():
                place = f"{self._field.id}/{number}/{sub}"
                row.editor.mark_found([match for match in found if match.where.field == place], here)

    def stay_within(self, area: QScrollArea) -> None:
        """Let no text be higher than the part of the form that shows."""
        self._area = area
        for box in self.boxes:
            box.stay_within(area)

    def describe(self, name: str, description: str) -> None:
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)

    def _new_box(self) -> EntryBox:
        box = EntryBox(self._type, self._field, self._today, self)
        box.entry_changed.connect(self._take)
        box.entry_chosen.connect(self._complete)
        box.removed.connect(self._remove)
        box.stepped.connect(self._step)
        box.dragged.connect(self._show_drop)
        box.dropped.connect(self._drop)
        box.came.connect(self._say_place)
        box.next_asked.connect(self._insert_after)
        box.left_empty.connect(self._join_with_previous)
        box.nested_below.connect(self._nest)
        box.pasted.connect(self._insert_lines)
        box.went.connect(self.went)
        box.noticed.connect(self.noticed)
        box.refused.connect(self.refused)
        box.history_requested.connect(self.history_requested)
        box.words_selected.connect(self.words_selected)
        box.text_zoom_wanted.connect(self.text_zoom_wanted)
        for row in box.rows.values():
            row.editor.set_text_zoom(self._zoom)
        self._column.insertWidget(len(self.boxes), box)
        if self._area is not None:
            box.stay_within(self._area)
        self._put_in_tab_order(box)
        return box

    def _put_in_tab_order(self, box: EntryBox) -> None:
        """A new entry comes before the button, though it was made after everything else in the window."""
        before = self.add.previousInFocusChain()
        # Of a widget with children Qt would take the last, which may be this very box.
        while before is not None and not _takes_tab(before):
            before = before.previousInFocusChain()
        if before is None or before is self.add:
            return
        for widget in (*box.inputs(), self.add):
            QWidget.setTabOrder(before, widget)
            before = widget

    # -- what the user does

    def _number(self, box: object) -> int:
        return self.boxes.index(box)  # type: ignore[arg-type]

    def _change(self, entries: Sequence[Entry], focus: int, *, at_end: bool = False) -> None:
        """Show and say other entries, as one step, with the cursor in the entry at `focus`."""
        self.show_answer(tuple(entries))
        self.answer_changed.emit(self._entries, "")
        if not self.boxes:
            self.add.setFocus()
            return
        editor = self.boxes[max(0, min(focus, len(self.boxes) - 1))].row_at("").editor
        editor.show_place("", "")
        if at_end and isinstance(editor, ItemFieldEditor):
            editor.to_end()

    def _append(self) -> None:
        self._change((*self._entries, Entry()), len(self._entries))

    def _take(self, box: object, entry: Entry, key: str) -> None:
        number = self._number(box)
        changed = list(self._entries)
        changed[number] = entry
        self._entries = tuple(changed)
        self.answer_changed.emit(self._entries, f"{self._field.id}/{number}:{key}" if key else "")

    def _complete(self, box: object, sub: str, chosen: Mapping[str, str]) -> None:
        number = self._number(box)
        field = self._field.sub_field(sub)
        if field is None:
            return
        changed = list(self._entries)
        changed[number] = completed_entry(self._type, field, changed[number], chosen)
        self._change(changed, number)

    def _remove(self, box: object) -> None:
        number = self._number(box)
        self._change(self._entries[:number] + self._entries[number + 1 :], number)

    def _step(self, box: object, by: int) -> None:
        number = self._number(box)
        if 0 <= number + by < len(self._entries):
            self._change(moved(self._entries, number, number + by + (by > 0)), number + by)

    def _show_drop(self, _box: object, y: int) -> None:
        self._line.show_before(self.boxes, y)

    def _drop(self, box: object, y: int) -> None:
        self._line.hide()
        number, before = self._number(box), self._line.place_of(self.boxes, y)
        if before not in (number, number + 1):
            self._change(moved(self._entries, number, before), before - (before > number))

    def _insert_after(self, box: object, rest: str) -> None:
        if not self.add.isEnabled():
            return
        number = self._number(box)
        entry = Entry(values={self._field.fields[0].id: rest} if rest else {})
        self._change((*self._entries[: number + 1], entry, *self._entries[number + 1 :]), number + 1)

    def _join_with_previous(self, box: object) -> None:
        number = self._number(box)
        if self._entries[number].is_empty and len(self._entries) > max(1, self._field.at_least):
            self._change(self._entries[:number] + self._entries[number + 1 :], number - 1, at_end=True)

    def _nest(self, box: object) -> None:
        """An empty item becomes a line below the item before it."""
        number = self._number(box)
        if number:
            self._change(self._entries[:number] + self._entries[number + 1 :], number - 1)
            self.boxes[number - 1].go_to_nested()

    def _insert_lines(self, box: object, lines: Sequence[str]) -> None:
        """Lines pasted into an entry: the first goes on in it when it is empty, each other is an entry."""
        if len(lines) > _MOST_PASTED:
            refusal = _("These are {count} lines. Paste no more than {most} at a time here.")
            self.refused.emit(refusal.format(count=len(lines), most=_MOST_PASTED))
            return
        number = self._number(box)
        first = self._field.fields[0].id
        new = [Entry(values={first: line}) for line in lines]
        keep = () if self._entries[number].is_empty else (self._entries[number],)
        most = self._field.at_most or len(self._entries) + len(new)
        entries = (*self._entries[:number], *keep, *new, *self._entries[number + 1 :])
        if len(entries) > most:
            self.refused.emit(_("There may be no more than {count}.").format(count=most))
            return
        self._change(entries, number + len(keep) + len(new) - 1, at_end=True)

    def _say_place(self, box: object, path: object, block: object) -> None:
        self.came.emit(Place(f"{self._field.id}/{self._number(box)}/{path}", str(block)))


def _takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
