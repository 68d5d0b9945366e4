"""What a property of a field is asked with: a line, lines, a box to tick, one of a few."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QVBoxLayout, QWidget

from briefmaker.qt.inputs import ChoiceInput, LineInput, LinesInput

__all__ = [
    "ChoiceOfInput", "FlagInput", "LineOfInput", "LinesOfInput", "NumberInput", "PropertyInput",
    "WrappedInput", "let_shrink",
]  # fmt: skip


def let_shrink(box: ChoiceInput, letters: int) -> None:
    """Let a box be as wide as there is room, and no wider than so many letters when there is little."""
    box.setSizeAdjustPolicy(ChoiceInput.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(letters)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


class PropertyInput(QWidget):
    """Shows a value of a manifest; None is one that isn't written.

    edited(value, whether it was typed): the user gave another one.
    """

    edited = Signal(object, object)
    left = Signal()

    def show_value(self, value: Any) -> None:
        """Show a value without saying that it changed."""
        raise NotImplementedError

    def first_input(self) -> QWidget:
        """What takes the focus."""
        raise NotImplementedError

    def describe(self, name: str, description: str) -> None:
        """Tell assistive technology what this is, and what is said of it."""
        self.first_input().setAccessibleName(name)
        self.first_input().setAccessibleDescription(description)

    def _fill_with(self, widget: QWidget) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(widget)
        self.setFocusProxy(widget)


class LineOfInput(PropertyInput):
    """A text of one line. is_needed: whether it is written also when it is empty."""

    def __init__(self, parent: QWidget, *, is_needed: bool = False, example: str = "") -> None:
        super().__init__(parent)
        self._is_needed = is_needed
        self.line = LineInput(self)
        self.line.setPlaceholderText(example)
        self._fill_with(self.line)
        self.line.textEdited.connect(self._say)
        self.line.went.connect(self.left)

    def show_value(self, value: Any) -> None:
        text = value if isinstance(value, str) else ""
        if self.line.text() != text:
            self.line.setText(text)
            if not self.line.hasFocus():
                self.line.setCursorPosition(0)

    def first_input(self) -> QWidget:
        return self.line

    def _say(self, text: str) -> None:
        self.edited.emit(text if text or self._is_needed else None, True)


class NumberInput(LineOfInput):
    """A whole number; nothing counts as 0, which isn't written."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.line.setValidator(QRegularExpressionValidator("[0-9]{0,4}", self.line))

    def show_value(self, value: Any) -> None:
        super().show_value(str(value) if isinstance(value, int) and value else "")

    def _say(self, text: str) -> None:
        self.edited.emit(int(text) if text and int(text) else None, True)


class LinesOfInput(PropertyInput):
    """A list of texts, each on a line of its own."""

    def __init__(self, parent: QWidget, example: str = "") -> None:
        super().__init__(parent)
        self.box = LinesInput(self)
        self.box.setPlaceholderText(example)
        self._fill_with(self.box)
        self.box.textChanged.connect(self._say)
        self.box.went.connect(self.left)
        self._shown: list[str] = []

    def show_value(self, value: Any) -> None:
        lines = [str(each) for each in value] if isinstance(value, list) else []
        if lines != self._shown:
            self._shown = lines
            self.box.blockSignals(True)
            self.box.setPlainText("\n".join(lines))
            self.box.blockSignals(False)

    def first_input(self) -> QWidget:
        return self.box

    def _say(self) -> None:
        lines = [line.strip() for line in self.box.toPlainText().split("\n") if line.strip()]
        if lines != self._shown:
            self._shown = lines
            self.edited.emit(lines or None, True)


class WrappedInput(PropertyInput):
    """A sentence or two: one text, shown over several lines."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.box = LinesInput(self)
        self._fill_with(self.box)
        self.box.textChanged.connect(self._say)
        self.box.went.connect(self.left)
        self._shown = ""

    def show_value(self, value: Any) -> None:
        text = value if isinstance(value, str) else ""
        if text != self._shown:
            self._shown = text
            self.box.blockSignals(True)
            self.box.setPlainText(text)
            self.box.blockSignals(False)

    def first_input(self) -> QWidget:
        return self.box

    def _say(self) -> None:
        text = " ".join(self.box.toPlainText().split("\n")).rstrip("\n")
        if text != self._shown:
            self._shown = text
            self.edited.emit(text or None, True)


class FlagInput(PropertyInput):
    """Yes or no. usual: what it is when nothing is written."""

    def __init__(self, words: str, parent: QWidget, *, usual: bool = False) -> None:
        super().__init__(parent)
        self._usual = usual
        self.box = QCheckBox(words, self)
        self._fill_with(self.box)
        self.box.clicked.connect(self._say)

    def show_value(self, value: Any) -> None:
        self.box.setChecked(value if isinstance(value, bool) else self._usual)

    def first_input(self) -> QWidget:
        return self.box

    def _say(self, on: bool) -> None:
        self.edited.emit(None if on is self._usual else on, False)


class ChoiceOfInput(PropertyInput):
    """One of a few: (value, words) of each. The first is what nothing stands for, unless is_needed."""

    def __init__(
        self, options: Sequence[tuple[str, str]], parent: QWidget, *, is_needed: bool = False
    ) -> None:
        super().__init__(parent)
        self._usual = "" if is_needed else options[0][0]
        self._is_needed = is_needed
        self.box = ChoiceInput(self)
        for value, words in options:
            self.box.addItem(words, value)
        let_shrink(self.box, 12)
        self._fill_with(self.box)
        self.box.activated.connect(self._say)
        self.box.went.connect(self.left)

    def show_value(self, value: Any) -> None:
        wanted = value if isinstance(value, str) else self._usual
        at = self.box.findData(wanted)
        if at < 0 and wanted:  # written by hand, and unknown: what is wrong is said below
            self.box.addItem(wanted, wanted)
            at = self.box.count() - 1
        self.box.setCurrentIndex(at)

    def first_input(self) -> QWidget:
        return self.box

    def _say(self, _index: int) -> None:
        chosen = str(self.box.currentData())
        self.edited.emit(None if chosen == self._usual and not self._is_needed else chosen, False)
