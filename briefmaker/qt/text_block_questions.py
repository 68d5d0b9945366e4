"""What a text block asks before it is put in: one small form."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from briefmaker.app.text_blocks import starting_answers
from briefmaker.content.text_blocks import Question, QuestionKind, TextBlock
from briefmaker.i18n import _
from briefmaker.letter.document_type import DocumentType, FieldKind, LetterField
from briefmaker.qt.date_field import DateFieldEditor
from briefmaker.qt.fields import FieldEditor
from briefmaker.qt.text_fields import ChoiceFieldEditor, LineFieldEditor
from briefmaker.qt.tones import em

__all__ = ["BlockQuestions", "TextBlockQuestions"]

_KINDS = {
    QuestionKind.TEXT: FieldKind.TEXT,
    QuestionKind.DATE: FieldKind.DATE,
    QuestionKind.CHOICE: FieldKind.CHOICE,
}


class BlockQuestions(QWidget):
    """The questions under each other, each with an input of its kind. changed(): an answer has changed."""

    changed = Signal()

    def __init__(
        self, block: TextBlock, document_type: DocumentType, today: datetime.date, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._answers = starting_answers(block, today)
        self.inputs: dict[str, FieldEditor] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(em(self, 0.8))
        grid.setVerticalSpacing(em(self, 0.25))
        grid.setColumnStretch(0, 1)
        for number, question in enumerate(block.questions):
            editor = _editor(question, document_type, today, self)
            editor.show_answer(self._answers[question.id])
            editor.describe(question.label, "")
            keeper = _Keeper(question.id, self._answers, self)
            editor.answer_changed.connect(keeper.keep)
            label = QLabel(question.label, self)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setBuddy(editor.first_input())
            grid.addWidget(label, 2 * number, 0)
            grid.addWidget(editor, 2 * number + 1, 0)
            if number:
                grid.setRowMinimumHeight(2 * number, em(self, 1.9))
                grid.setAlignment(label, Qt.AlignmentFlag.AlignBottom)
            self.inputs[question.id] = editor

    def answers(self) -> Mapping[str, str]:
        """The answers as they stand."""
        return dict(self._answers)


class _Keeper(QObject):
    """Keeps the answer to one question."""

    def __init__(self, name: str, answers: dict[str, str], owner: BlockQuestions) -> None:
        super().__init__(owner)
        self._name = name
        self._answers = answers
        self._owner = owner

    def keep(self, answer: object, _key: object) -> None:
        self._answers[self._name] = str(answer)
        self._owner.changed.emit()


class TextBlockQuestions(QDialog):
    """Asks the questions of one block. answered(TextBlock, answers by id): Insert was chosen."""

    answered = Signal(object, object)

    def __init__(
        self, block: TextBlock, document_type: DocumentType, today: datetime.date, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(block.name)
        self._block = block
        self.questions = BlockQuestions(block, document_type, today, self)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText(_("&Insert"))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.accepted.connect(self._answer)
        column = QVBoxLayout(self)
        column.setContentsMargins(em(self, 1), em(self, 1), em(self, 1), em(self, 0.8))
        column.setSpacing(em(self, 1))
        column.addWidget(self.questions)
        column.addStretch(1)
        column.addWidget(self.buttons)
        self.setMinimumWidth(em(self, 26))
        first = next(iter(self.questions.inputs.values()), None)
        if first is not None:
            first.first_input().setFocus()

    def _answer(self) -> None:
        self.answered.emit(self._block, self.questions.answers())


def _editor(
    question: Question, document_type: DocumentType, today: datetime.date, parent: QWidget
) -> FieldEditor:
    field = LetterField(
        id="vraag", kind=_KINDS[question.kind], label=question.label, choices=question.choices
    )
    if question.kind is QuestionKind.DATE:
        return DateFieldEditor(document_type, field, today, parent)
    if question.kind is QuestionKind.CHOICE:
        return ChoiceFieldEditor.of_texts(field, field.choices, parent)
    return LineFieldEditor(document_type, field, parent)
