"""When a field is shown or required: never, always, or by conditions that are made without any notation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from briefmaker.forms.conditions import Condition, Conditions, read_conditions, written_conditions
from briefmaker.i18n import _
from briefmaker.qt.inputs import ChoiceInput, LineInput, PushButton
from briefmaker.qt.tones import em
from briefmaker.qt.workshop.condition_row import Asked, ConditionRow
from briefmaker.qt.workshop.property_inputs import PropertyInput, let_shrink

__all__ = ["BY_CONDITIONS", "FREELY", "ConditionInput"]

BY_CONDITIONS, FREELY = "conditions", "freely"


class ConditionInput(PropertyInput):
    """The value is an expression; `always` (value, words) are the answers besides it, the first of which
    nothing stands for. A value of `always` that isn't the first is given as it is, an expression as text."""

    def __init__(self, always: Sequence[tuple[Any, str]], only_if: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._always = tuple(always)
        self._shown: Any = None
        self._asked: tuple[Asked, ...] = ()
        self._conditions = Conditions()
        self.rows: list[ConditionRow] = []
        self.how = ChoiceInput(self)
        for number, (_value, words) in enumerate(always):
            self.how.addItem(words, str(number))
        self.how.addItem(only_if, BY_CONDITIONS)
        self.how.addItem(_("{words} (written by yourself)").format(words=only_if), FREELY)
        let_shrink(self.how, 10)
        self.free = LineInput(self)
        self.free.setPlaceholderText('soort == "spoed" and bedrag > 1000')
        self.free.setAccessibleName(_("Expression"))
        self.joint = ChoiceInput(self)
        self.joint.addItem(_("all of these hold"), False)
        self.joint.addItem(_("one of these holds"), True)
        self.joint.setAccessibleName(_("How the conditions belong together"))
        self.more = PushButton(_("Add a condition"), self)
        self._under = QWidget(self)
        self._list = QVBoxLayout(self._under)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(em(self, 0.35))
        below = QHBoxLayout()
        below.setSpacing(em(self, 0.5))
        below.addWidget(self.more)
        below.addWidget(self.joint)
        below.addStretch(1)
        self._list.addLayout(below)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(em(self, 0.35))
        for each in (self.how, self.free, self._under):
            column.addWidget(each)
        self.setFocusProxy(self.how)
        self.how.activated.connect(self._take_how)
        self.free.textEdited.connect(self._take_free)
        self.joint.activated.connect(self._take_joint)
        self.more.clicked.connect(self._add)
        for box in (self.how, self.free, self.joint):
            box.went.connect(self.left)
        self._show_parts("0")

    def offer(self, asked: Sequence[Asked]) -> None:
        """These are the fields that can be asked."""
        if tuple(asked) != self._asked:
            self._asked = tuple(asked)
            self._show_rows()

    def show_value(self, value: Any) -> None:
        if value == self._shown and type(value) is type(self._shown) and self.how.currentIndex() >= 0:
            return
        self._shown = value
        if not isinstance(value, str):
            found = next((n for n, (each, _words) in enumerate(self._always) if each is value), 0)
            self._conditions = Conditions()
            self._show_parts(str(found))
            return
        read = read_conditions(value)
        is_free = read is None or (self.how.currentData() == FREELY and self.free.hasFocus())
        if self.free.text() != value:
            self.free.setText(value)
        if read is not None:
            self._conditions = read
        self._show_parts(FREELY if is_free else BY_CONDITIONS)

    def first_input(self) -> QWidget:
        return self.how

    def _show_parts(self, how: str) -> None:
        self.how.setCurrentIndex(self.how.findData(how))
        self.free.setVisible(how == FREELY)
        self._under.setVisible(how == BY_CONDITIONS)
        if how == BY_CONDITIONS:
            self._show_rows()

    def _show_rows(self) -> None:
        if self.how.currentData() != BY_CONDITIONS:
            return
        each = self._conditions.each or (Condition(""),)
        while len(self.rows) > len(each):
            row = self.rows.pop()
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        while len(self.rows) < len(each):
            row = ConditionRow(self._under)
            row.edited.connect(self._take_row)
            row.removed.connect(self._remove)
            row.left.connect(self.left)
            self._list.insertWidget(len(self.rows), row)
            row.show()
            self.rows.append(row)
            QWidget.setTabOrder(row.take_out, self.more)
        for row, condition in zip(self.rows, each, strict=True):
            row.show_condition(condition, self._asked)
        self.joint.setVisible(len(each) > 1)
        self.joint.setCurrentIndex(int(self._conditions.is_any))

    def _take_how(self, _index: int) -> None:
        how = str(self.how.currentData())
        if how == BY_CONDITIONS:
            self._conditions = read_conditions(self.free.text()) or Conditions()
            self._show_parts(how)
            self._say(written_conditions(self._conditions) or self._none, is_typed=False)
            self.rows[0].field.setFocus(Qt.FocusReason.OtherFocusReason)
        elif how == FREELY:
            self.free.setText(self._shown if isinstance(self._shown, str) else "")
            self._show_parts(how)
            self.free.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._show_parts(how)
            self._say(self._always[int(how)][0], is_typed=False)

    @property
    def _none(self) -> Any:
        return self._always[0][0]

    def _take_free(self, text: str) -> None:
        self._say(text or self._none, is_typed=True)

    def _take_joint(self, _index: int) -> None:
        self._conditions = replace(self._conditions, is_any=bool(self.joint.currentData()))
        self._say_conditions(is_typed=False)

    def _take_row(self, row: object, is_typed: object) -> None:
        each = [one.condition for one in self.rows]
        self._conditions = replace(self._conditions, each=tuple(each))
        self._say_conditions(is_typed=bool(is_typed))

    def _add(self) -> None:
        each = [one.condition for one in self.rows]
        self._conditions = replace(self._conditions, each=(*each, Condition("")))
        self._show_rows()
        self.rows[-1].field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self, row: object) -> None:
        at = self.rows.index(row)  # type: ignore[arg-type]
        each = [one.condition for one in self.rows]
        self._conditions = replace(self._conditions, each=tuple(each[:at] + each[at + 1 :]))
        self._show_rows()
        self._say_conditions(is_typed=False)
        self.rows[max(0, at - 1)].field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_conditions(self, *, is_typed: bool) -> None:
        """Say the conditions that name a field; one without is still being made."""
        named = replace(self._conditions, each=tuple(one for one in self._conditions.each if one.name))
        self._say(written_conditions(named) or self._none, is_typed=is_typed)
        self.joint.setVisible(len(self._conditions.each) > 1)

    def _say(self, value: Any, *, is_typed: bool) -> None:
        if value != self._shown or type(value) is not type(self._shown):
            self._shown = value
            self.edited.emit(value, is_typed)
