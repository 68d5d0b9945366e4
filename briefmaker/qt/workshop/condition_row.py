"""One condition: a field, what is asked of it, and with what it is compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from briefmaker.forms.conditions import Condition, Test
from briefmaker.i18n import _
from briefmaker.qt.icon_button import IconButton
from briefmaker.qt.inputs import ChoiceInput
from briefmaker.qt.tones import em
from briefmaker.qt.workshop.property_inputs import let_shrink

__all__ = ["Asked", "ConditionRow"]


@dataclass(frozen=True, slots=True)
class Asked:
    """A field that a condition can ask: its name in expressions, its words, its choices; is_group: whether
    it has entries."""

    name: str
    words: str
    choices: tuple[str, ...] = ()
    is_group: bool = False


class ConditionRow(QWidget):
    """edited(row, whether it was typed): the user changed the condition. removed(row). left()."""

    edited = Signal(object, object)
    removed = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.condition = Condition("")
        self._asked: tuple[Asked, ...] = ()
        self.field = ChoiceInput(self)
        self.field.setAccessibleName(_("Field of the condition"))
        let_shrink(self.field, 6)
        self.test = ChoiceInput(self)
        self.test.setAccessibleName(_("What is asked"))
        let_shrink(self.test, 5)
        self.value = ChoiceInput(self)
        self.value.setEditable(True)
        self.value.setInsertPolicy(ChoiceInput.InsertPolicy.NoInsert)
        self.value.setAccessibleName(_("Value of the condition"))
        let_shrink(self.value, 4)
        completer = self.value.completer()
        if completer is not None:
            completer.setCompletionMode(completer.CompletionMode.PopupCompletion)
        self.take_out = IconButton("trash", _("Remove this condition"), self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(em(self, 0.35))
        for box, share in ((self.field, 5), (self.test, 4), (self.value, 4)):
            row.addWidget(box, share)
        row.addWidget(self.take_out)
        self.field.activated.connect(self._take_field)
        self.test.activated.connect(self._take_test)
        self.value.editTextChanged.connect(self._take_value)
        for box in (self.field, self.test, self.value):
            box.went.connect(self.left)
        self.take_out.clicked.connect(self._ask_removal)

    def show_condition(self, condition: Condition, asked: Sequence[Asked]) -> None:
        """Show a condition, and these fields to choose from."""
        if tuple(asked) != self._asked or condition.name != self.condition.name or not self.field.count():
            self._asked = tuple(asked)
            self._list_fields(condition.name)
        chosen = next((each for each in asked if each.name == condition.name), None)
        tests = _tests_of(chosen, condition.test)
        if [self.test.itemData(at) for at in range(self.test.count())] != [each.value for each in tests]:
            self.test.clear()
            for each in tests:
                self.test.addItem(_(each.label), each.value)
        self.test.setCurrentIndex(self.test.findData(condition.test.value))
        self.test.setEnabled(bool(condition.name))
        self._list_values(chosen, condition)
        self.condition = condition

    def _list_fields(self, name: str) -> None:
        self.field.clear()
        self.field.addItem(_("Choose a field"), "")
        for each in self._asked:
            self.field.addItem(each.words, each.name)
        if name and self.field.findData(name) < 0:
            self.field.addItem(_("{name} (isn't there)").format(name=name), name)
        self.field.setCurrentIndex(max(0, self.field.findData(name)))

    def _list_values(self, chosen: Asked | None, condition: Condition) -> None:
        self.value.blockSignals(True)
        choices = chosen.choices if chosen is not None else ()
        if [self.value.itemText(at) for at in range(self.value.count())] != list(choices):
            self.value.clear()
            self.value.addItems(choices)
        if self.value.currentText() != condition.value:
            self.value.setEditText(condition.value)
        self.value.blockSignals(False)
        self.value.setVisible(condition.test.has_value)
        self.value.setEnabled(bool(condition.name))

    def _take_field(self, _index: int) -> None:
        name = str(self.field.currentData() or "")
        chosen = next((each for each in self._asked if each.name == name), None)
        test, value = self.condition.test, ""
        if chosen is not None and chosen.choices:
            test, value = Test.IS, chosen.choices[0]
        elif test not in _tests_of(chosen, Test.FILLED):
            test = Test.FILLED
        self._say(Condition(name, test, value), is_typed=False)

    def _take_test(self, _index: int) -> None:
        test = Test(self.test.currentData())
        value = self.condition.value if test.has_value else ""
        if test.is_number and not value.isdecimal():
            value = "0" if test is not Test.COUNT_MORE else "1"
        self._say(replace(self.condition, test=test, value=value), is_typed=False)

    def _take_value(self, text: str) -> None:
        self._say(replace(self.condition, value=text), is_typed=True)

    def _say(self, condition: Condition, *, is_typed: bool) -> None:
        if condition != self.condition:
            self.show_condition(condition, self._asked)
            self.edited.emit(self, is_typed)

    def _ask_removal(self) -> None:
        self.removed.emit(self)


def _tests_of(chosen: Asked | None, now: Test) -> tuple[Test, ...]:
    """What can be asked of a field; also what is asked now, whatever it is."""
    if chosen is not None and chosen.choices:
        usual: tuple[Test, ...] = (Test.IS, Test.IS_NOT, Test.FILLED, Test.EMPTY)
    elif chosen is not None and chosen.is_group:
        usual = (Test.FILLED, Test.EMPTY, Test.COUNT_MORE)
    else:
        usual = tuple(each for each in Test if each is not Test.COUNT_MORE)
    return usual if now in usual else (*usual, now)
