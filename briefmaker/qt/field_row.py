"""One field of the form: its label, its editor, and one line below for help or for what is wrong."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from briefmaker.forms.filling import Filled
from briefmaker.i18n import _
from briefmaker.letter.document_type import LetterField
from briefmaker.problems import Problem, Severity
from briefmaker.qt.fields import FieldEditor
from briefmaker.qt.tones import em, tones

__all__ = ["FieldRow", "NoteLine", "line_height"]

REQUIRED = "required"
_ORDER = (Severity.ERROR, Severity.WARNING, Severity.HINT)


class NoteLine(QLabel):
    """A line of small type that wraps: help in grey, a problem in its colour with a word before it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._severity: Severity | None = None
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        small = self.font()
        small.setPointSizeF(small.pointSizeF() * 0.9)
        self.setFont(small)
        self.setVisible(False)

    def show_note(self, text: str, severity: Severity | None) -> None:
        """Show a text, as help when it has no severity; "" takes the line away."""
        self._severity = severity
        self._colour()
        if self.text() != text:
            self.setText(text)
        self.setVisible(bool(text))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.ApplicationPaletteChange, QEvent.Type.StyleChange):
            self._colour()

    def _colour(self) -> None:
        colours = tones()
        wanted = QColor(
            {None: colours.muted, Severity.ERROR: colours.error, Severity.WARNING: colours.warning}.get(
                self._severity, colours.muted
            )
        )
        palette = self.palette()
        if palette.color(QPalette.ColorRole.WindowText) != wanted:
            palette.setColor(QPalette.ColorRole.WindowText, wanted)
            self.setPalette(palette)


def line_height(parent: QWidget) -> int:
    """The height of an input of one line, so that what stands beside it stands on its text's line."""
    probe = QLineEdit(parent)
    probe.ensurePolished()
    height = probe.sizeHint().height()
    probe.setParent(None)
    probe.deleteLater()
    return height


class FieldRow(QWidget):
    """A field with its label. Shows problems only after the user has been there once, so that a new
    letter is not a page full of reproaches; `reveal` shows them all the same. label_width: in pixels, 0 for
    no label."""

    def __init__(self, field: LetterField, editor: FieldEditor, label_width: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = field
        self.editor = editor
        self._problems: tuple[Problem, ...] = ()
        self._revealed = False
        self._is_here = False
        self._required = field.required
        self._is_derived = False
        self.derived = ""
        self._shown_label = field.label
        self.label = QLabel(self)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setBuddy(editor.first_input())
        self.note = NoteLine(self)
        self._set_label(field.label)
        editor.setParent(self)
        editor.went.connect(self._leave)
        editor.came.connect(self._come)
        editor.refused.connect(self._refuse)
        if not label_width:
            self._lay_out_alone()
        elif editor.is_tall:
            self._lay_out_tall()
        else:
            self._lay_out_beside(label_width)
        self._refresh()

    def _lay_out_beside(self, label_width: int) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(em(self, 0.75))
        grid.setVerticalSpacing(em(self, 0.15))
        grid.setColumnMinimumWidth(0, label_width)
        grid.setColumnStretch(1, 1)
        self.label.setFixedWidth(label_width)
        self.label.setWordWrap(True)
        self.label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        beside_text = (line_height(self) - self.label.fontMetrics().height()) // 2
        self.label.setContentsMargins(0, beside_text, 0, 0)
        grid.addWidget(self.label, 0, 0, 2, 1, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(self.editor, 0, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.note, 1, 1, Qt.AlignmentFlag.AlignTop)
        grid.setRowStretch(1, 1)

    def _lay_out_alone(self) -> None:
        """Without its label: something else says what the field is."""
        self.label.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(em(self, 0.15))
        column.addWidget(self.editor)
        column.addWidget(self.note)

    def _lay_out_tall(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(em(self, 0.25))
        head = QHBoxLayout()
        head.addWidget(self.label)
        head.addStretch(1)
        column.addLayout(head)
        column.addWidget(self.editor, 1)
        column.addWidget(self.note)
        self.editor.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def set_mnemonic(self, text: str) -> None:
        """Show the label with "&" before the letter that, with Alt, goes to the field."""
        self._set_label(text)

    def _set_label(self, text: str) -> None:
        self._shown_label = text
        self.label.setText(f"{text}\u00a0*" if self._required else text)

    def show_standing(self, filled: Filled, place: str, *, is_answered: bool, is_open: bool = True) -> None:
        """Show what follows from the other answers: whether the field is asked and required, and what it
        holds by itself. place: the field's, as in `Filled`; is_answered: whether the user gave it a value;
        is_open: False keeps a field that is asked out of sight."""
        self.setVisible(is_open and place in filled.shown)
        self.derived = filled.derived.get(place, "")
        required, is_derived = place in filled.required, bool(self.derived) and not is_answered
        if (required, is_derived) != (self._required, self._is_derived):
            self._required, self._is_derived = required, is_derived
            self._set_label(self._shown_label)
            self._refresh()
        # Whoever just emptied the field is about to type.
        if self.field.derived and not is_answered and not self._is_here:
            self.editor.show_answer(self.derived)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Take over what is wrong with the field now."""
        if tuple(problems) != self._problems:
            self._problems = tuple(problems)
            inside = [problem for problem in problems if "/" in problem.where.field]
            self.editor.show_problems_within(inside)
            self._refresh()

    def reveal(self) -> None:
        """Show what is wrong though the user has not been here."""
        self.editor.reveal()
        if not self._revealed:
            self._revealed = True
            self._refresh()

    def shown_problem(self) -> Problem | None:
        """The problem that stands under the field, if one does."""
        if not self._revealed:
            return None
        shown_inside = self.editor.shows_problems_within
        own = (problem for problem in self._problems if not shown_inside or "/" not in problem.where.field)
        return min(own, key=_weight, default=None)

    def _come(self, _place: object) -> None:
        self._is_here = True

    def _leave(self) -> None:
        self._is_here = False
        self._revealed = True
        self._refresh()

    def _refuse(self, sentence: object) -> None:
        self.note.show_note(str(sentence), Severity.WARNING)

    def _refresh(self) -> None:
        problem = self.shown_problem()
        name = self.field.label
        if self._required:
            name = _("{field}, required").format(field=name)
        if problem is None:
            note = _("Filled in by itself. Type to change it.") if self._is_derived else self.field.help
            self.note.show_note(note, None)
            self.editor.describe(name, note)
            return
        own = problem.where.field == self.field.id
        sentence = _("Still to be filled in.") if problem.rule == REQUIRED and own else problem.sentence
        calm = problem.rule == REQUIRED
        self.note.show_note(sentence, Severity.WARNING if calm else problem.severity)
        self.editor.describe(name, sentence)


def _weight(problem: Problem) -> int:
    return _ORDER.index(problem.severity)
