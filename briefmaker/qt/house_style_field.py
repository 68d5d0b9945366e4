"""The field in which the house style of a letter is chosen."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from briefmaker.i18n import _
from briefmaker.letter.answers import Answer
from briefmaker.letter.document_type import DocumentType, LetterField
from briefmaker.problems import Place
from briefmaker.qt.fields import FieldEditor
from briefmaker.qt.inputs import ChoiceInput
from briefmaker.qt.text_fields import filling_layout

__all__ = ["HouseStyleFieldEditor"]


class HouseStyleFieldEditor(FieldEditor):
    """One of the pack's house styles, the newest first, or none: then the user's setting or the letter's
    date decides."""

    def __init__(self, document_type: DocumentType, field: LetterField, parent: QWidget) -> None:
        super().__init__(parent)
        self._field = field
        pack = document_type.pack
        usual = pack.house_style_named(pack.house_style)
        self.input = ChoiceInput(self)
        self.input.addItem(
            _("By the date of the letter")
            if usual is None
            else _("{house_style}, as set").format(house_style=usual.title),
            "",
        )
        for house_style in reversed(pack.house_styles):
            self.input.addItem(house_style.title, house_style.id)
        filling_layout(self).addWidget(self.input)
        self.setFocusProxy(self.input)
        self.input.activated.connect(self._say_choice)
        self.input.came.connect(self._say_place)
        self.input.went.connect(self.went)

    def show_answer(self, answer: Answer | None) -> None:
        chosen = answer.strip() if isinstance(answer, str) else ""
        index = self.input.findData(chosen)
        if index < 0:
            # One of an earlier version of the pack is shown, not lost.
            self.input.addItem(chosen, chosen)
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
