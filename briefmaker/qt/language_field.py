"""The field in which the language of a letter is chosen."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from briefmaker.app.languages import language_names
from briefmaker.letter.answers import Answer
from briefmaker.letter.document_type import DocumentType, LetterField
from briefmaker.problems import Place
from briefmaker.qt.fields import FieldEditor
from briefmaker.qt.inputs import ChoiceInput
from briefmaker.qt.text_fields import filling_layout

__all__ = ["LanguageFieldEditor"]


class LanguageFieldEditor(FieldEditor):
    """One of the field's languages, by name; without an answer the document type's."""

    def __init__(self, document_type: DocumentType, field: LetterField, parent: QWidget) -> None:
        super().__init__(parent)
        self._field = field
        self._usual = document_type.language
        self.input = ChoiceInput(self)
        names = language_names(field.choices)
        for tag, name in zip(field.choices, names, strict=True):
            self.input.addItem(name, tag)
        filling_layout(self).addWidget(self.input)
        self.setFocusProxy(self.input)
        self.input.activated.connect(self._say_choice)
        self.input.came.connect(self._say_place)
        self.input.went.connect(self.went)

    def show_answer(self, answer: Answer | None) -> None:
        tag = answer.strip() if isinstance(answer, str) else ""
        index = self.input.findData(tag or self._usual)
        if index < 0:
            # A language of an earlier version of the pack is shown, not lost.
            self.input.addItem(tag or self._usual, tag or self._usual)
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
