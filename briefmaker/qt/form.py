"""The form of a letter, made from its document type: every section and field under each other.

Shows answers and problems, says what the user changed and where the user is. It knows nothing of
files, undo or pages.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget
from shiboken6 import isValid

from briefmaker.forms.filling import Filled
from briefmaker.forms.searching import Match
from briefmaker.i18n import _
from briefmaker.letter.answers import Answer, Answers
from briefmaker.letter.document_type import DocumentType
from briefmaker.problems import Place, Problem
from briefmaker.qt.body_field import BodyFieldEditor, BodyInput
from briefmaker.qt.enclosures import EnclosuresFieldEditor
from briefmaker.qt.field_factory import field_editor
from briefmaker.qt.field_row import FieldRow
from briefmaker.qt.group_field import GroupFieldEditor
from briefmaker.qt.mnemonics import with_mnemonics
from briefmaker.qt.section_heading import SectionHeading
from briefmaker.qt.tones import em

__all__ = ["LetterForm"]

WIDEST_EM = 46
NARROWEST_EM = 24


class LetterForm(QScrollArea):
    """The middle column.

    answer_changed(field id, answer, key), entry_chosen(field id, entry), place_changed(Place),
    field_left(field id), history_requested("undo" or "redo"), words_selected(how many),
    noticed(sentence): what was left out, or can't be done, text_zoom_wanted(1 or -1).
    """

    answer_changed = Signal(object, object, object)
    entry_chosen = Signal(object, object)
    place_changed = Signal(object)
    field_left = Signal(object)
    history_requested = Signal(object)
    words_selected = Signal(object)
    noticed = Signal(object)
    text_zoom_wanted = Signal(object)

    def __init__(
        self,
        document_type: DocumentType,
        today: datetime.date,
        taken_mnemonics: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._type = document_type
        self.rows: dict[str, FieldRow] = {}
        self._headings: dict[str, SectionHeading] = {}
        self._relays: list[_Relay] = []
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(_("Form"))
        self.setMinimumWidth(em(self, NARROWEST_EM))
        sheet = QWidget()
        sheet.setMaximumWidth(em(self, WIDEST_EM))
        sheet.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        column = QVBoxLayout(sheet)
        margin = em(self, 1.25)
        column.setContentsMargins(margin, margin, margin, em(self, 4))
        column.setSpacing(em(self, 0.55))
        width = self._label_width()
        for number, section in enumerate(document_type.sections):
            heading = SectionHeading(section, sheet)
            # Not a spacer: what is hidden leaves no room behind.
            heading.setContentsMargins(0, em(self, 0.9) if number else 0, 0, 0)
            heading.switched.connect(self._pass_switch)
            self._headings[section.id] = heading
            column.addWidget(heading)
            for field in section.fields:
                editor = field_editor(document_type, field, today, sheet)
                row = FieldRow(field, editor, width, sheet)
                # A section that is one field has said its name already.
                row.label.setHidden(editor.is_tall and field.label == section.label.lstrip("0123456789. "))
                relay = _Relay(field.id, self)
                self._relays.append(relay)
                editor.answer_changed.connect(relay.pass_answer)
                editor.entry_chosen.connect(relay.pass_entry)
                editor.went.connect(relay.pass_leaving)
                editor.came.connect(self.place_changed)
                editor.history_requested.connect(self.history_requested)
                editor.words_selected.connect(self.words_selected)
                editor.noticed.connect(self.noticed)
                editor.refused.connect(self.noticed)
                editor.text_zoom_wanted.connect(self.text_zoom_wanted)
                if isinstance(editor, BodyFieldEditor | EnclosuresFieldEditor | GroupFieldEditor):
                    editor.stay_within(self)
                self.rows[field.id] = row
                column.addWidget(row)
        column.addStretch(1)
        self._set_mnemonics(taken_mnemonics)
        self._sheet = sheet
        self._showing = QTimer(self)
        self._showing.setSingleShot(True)
        self._showing.setInterval(0)
        self._showing.timeout.connect(self._bring_into_sight)
        self.place_changed.connect(self._show_later)
        self.setWidget(sheet)
        self.viewport().setAutoFillBackground(False)
        sheet.setAutoFillBackground(False)

    def _label_width(self) -> int:
        metrics = QFontMetrics(self.font())
        longest = max(
            (metrics.horizontalAdvance(field.label + " *") for field in self._type.fields.values()), default=0
        )
        return min(longest + em(self, 0.4), em(self, 10))

    def _set_mnemonics(self, taken: Sequence[str]) -> None:
        rows = list(self.rows.values())
        labels = with_mnemonics([row.field.label for row in rows], taken)
        for row, label in zip(rows, labels, strict=True):
            row.set_mnemonic(label)

    def show_answers(self, answers: Answers) -> None:
        """Show these answers; only fields that differ are touched."""
        for field, row in self.rows.items():
            row.editor.show_answer(answers.get(field) or row.derived)

    def show_answer(self, field: str, answer: Answer | None) -> None:
        """Show one answer."""
        self.rows[field].editor.show_answer(answer)

    def show_filled(self, filled: Filled, answers: Answers) -> None:
        """Show what follows from the answers: which sections and fields are asked, which are required, what
        is filled in by itself, and under each field what is wrong with it."""
        for section in self._type.sections:
            heading = self._headings[section.id]
            heading.setVisible(section.id in filled.sections or section.id in filled.switched_off)
            heading.show_on(section.id in filled.sections)
        by_field: dict[str, list[Problem]] = {}
        for problem in filled.problems:
            by_field.setdefault(problem.where.field.partition("/")[0], []).append(problem)
        for field, row in self.rows.items():
            row.show_standing(filled, field, is_answered=bool(answers.get(field)))
            row.editor.show_standing_within(filled)
            row.show_problems(by_field.get(field, ()))

    def reveal_problems(self) -> None:
        """Show what is wrong also where the user was not yet."""
        for row in self.rows.values():
            row.reveal()

    def set_text_zoom(self, zoom: float) -> None:
        """Show the texts larger or smaller; 1.0 is as on paper."""
        for row in self.rows.values():
            row.editor.set_text_zoom(zoom)

    def set_read_only(self, read_only: bool) -> None:
        """Let everything be read and copied but nothing changed."""
        for row in self.rows.values():
            row.editor.set_read_only(read_only)
        for heading in self._headings.values():
            heading.set_read_only(read_only)

    def go_to(self, place: Place) -> None:
        """Put the cursor at a place in the letter and bring it into sight."""
        field, _slash, path = place.field.partition("/")
        row = self.rows.get(field)
        if row is None:
            return
        row.editor.show_place(path, place.block)
        self._showing.start()

    def go_to_section(self, section: str) -> None:
        """Bring a section to the top and put the cursor in its first field."""
        heading = self._headings[section]
        rows = [self.rows[each.id] for each in heading.section.fields]
        row = next((row for row in rows if not row.isHidden()), None)
        target = heading.box if row is None else row.editor.first_input()
        if target is not None:
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)
        top = heading.mapTo(self._sheet, QPoint(0, 0)).y() - em(self, 1.25)
        self.verticalScrollBar().setValue(max(0, top))

    def go_to_first(self, answers: Answers) -> None:
        """Put the cursor where a letter is begun: in the first field that is empty, else the first."""
        rows = [(field, row) for field, row in self.rows.items() if not row.isHidden()]
        empty = (row for field, row in rows if not answers.get(field) and not row.derived)
        row = next(empty, rows[0][1] if rows else None)
        if row is not None:
            row.editor.first_input().setFocus(Qt.FocusReason.OtherFocusReason)

    def show_text(self, where: Place, start: int, end: int, *, take_focus: bool) -> None:
        """Select these characters of a text (counted as `Match` does) and bring them into sight."""
        field, _slash, path = where.field.partition("/")
        row = self.rows.get(field)
        if row is None:
            return
        row.editor.show_text(path, where.block, start, end)
        if take_focus:
            row.editor.text_input(path).setFocus(Qt.FocusReason.OtherFocusReason)
        self._bring(row.editor.text_input(path))

    def mark_found(self, found: Sequence[Match], here: Match | None) -> None:
        """Mark in the texts what was found, and the one that is shown."""
        for field, row in self.rows.items():
            mine = [match for match in found if match.where.field.partition("/")[0] == field]
            row.editor.mark_found(mine, here)

    def _pass_switch(self, name: object, answer: object) -> None:
        self.answer_changed.emit(name, answer, "")

    def _bring_into_sight(self) -> None:
        focus = QApplication.focusWidget()
        if focus is not None and self._sheet.isAncestorOf(focus):
            self._bring(focus)

    def _bring(self, box: QWidget) -> None:
        """Scroll as little as need be to show a field whole, its toolbar and what is said below it too;
        the top of it when it is higher than the column."""
        while not isinstance(box, FieldRow | BodyInput) and (around := box.parentWidget()) is not None:
            if around is self._sheet:
                break
            box = around
        top = box.mapTo(self._sheet, QPoint(0, 0)).y() - em(self, 0.8)
        bottom = top + box.height() + em(self, 1.6)
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if top < bar.value() or bottom - top > height:
            bar.setValue(max(0, top))
        elif bottom > bar.value() + height:
            bar.setValue(bottom - height)

    def _show_later(self, _place: object) -> None:
        # A field that was just made has its height only after its layout was done.
        self._showing.start()


class _Relay(QObject):
    """Adds the field's id to what its editor says."""

    def __init__(self, field: str, form: LetterForm) -> None:
        super().__init__(form)
        self._field = field
        self._form = form

    def pass_answer(self, answer: object, key: object) -> None:
        self._form.answer_changed.emit(self._field, answer, key)

    def pass_entry(self, entry: Mapping[str, str]) -> None:
        self._form.entry_chosen.emit(self._field, entry)

    def pass_leaving(self) -> None:
        # A field that has the focus loses it when its window is taken apart: nobody is left to hear it.
        if not isValid(self._form) or not self._form.isVisible():
            return
        self._form.field_left.emit(self._field)
