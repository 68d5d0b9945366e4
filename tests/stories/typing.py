"""A pair of hands: types a letter into the window, with the keyboard only."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from briefmaker.letter.answers import Answers, Enclosure
from briefmaker.letter.body import Block, Body, Heading, Inline, LineBreak, ListBlock, Paragraph, Text

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class Hands:
    """Keys go where the system would send them: to an open list, else to what has the focus."""

    def target(self) -> QWidget:
        found = QApplication.activePopupWidget() or QApplication.focusWidget()
        assert found is not None, "nothing has the focus"
        return found

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.target(), key, modifiers)

    def type(self, text: str) -> None:
        for sign in text:
            if sign == "\n":
                self.press(Qt.Key.Key_Return)
                continue
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, sign)
                QApplication.sendEvent(self.target(), event)

    def type_literally(self, text: str) -> None:
        """Type in a running text what shall stand there as it is: where the program puts something right
        (a quote, a dash), Ctrl+Z at once brings back what was typed."""
        for at, sign in enumerate(text):
            self.type(sign)
            cursor = self.target().textCursor()
            before = cursor.block().text().encode("utf-16-le")[: 2 * cursor.positionInBlock()]
            if not before.decode("utf-16-le").endswith(text[max(at - 2, 0) : at + 1]):
                self.press(Qt.Key.Key_Z, CTRL)

    def replace(self, text: str) -> None:
        self.press(Qt.Key.Key_A, CTRL)
        self.press(Qt.Key.Key_Delete)
        self.type(text)

    def type_body(self, body: Body) -> None:
        self.press(Qt.Key.Key_A, CTRL)
        self.press(Qt.Key.Key_Delete)
        self._blocks(body.blocks)

    def _blocks(self, blocks: Iterable[Block]) -> None:
        listed = list(blocks)
        for number, block in enumerate(listed):
            is_last = number == len(listed) - 1
            if isinstance(block, Paragraph):
                self._inlines(block.inlines)
            elif isinstance(block, Heading):
                self.press((Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3)[block.level - 1], CTRL | ALT)
                self._inlines(block.inlines)
            elif isinstance(block, ListBlock):
                self._list(block, is_last)
                continue
            else:
                raise AssertionError(f"can't type a {type(block).__name__}")
            if not is_last:
                self.press(Qt.Key.Key_Return)

    def _list(self, block: ListBlock, is_last: bool) -> None:
        self.type("- " if block.kind == "bullet" else f"{block.start}. ")
        for number, item in enumerate(block.items):
            if number:
                self.press(Qt.Key.Key_Return)
            for part in item.blocks:
                assert isinstance(part, Paragraph)
                self._inlines(part.inlines)
        if not is_last:
            self.press(Qt.Key.Key_Return)
            self.press(Qt.Key.Key_Return)

    def _inlines(self, inlines: Iterable[Inline]) -> None:
        strong = emphasis = False
        for run in inlines:
            if isinstance(run, LineBreak):
                self.press(Qt.Key.Key_Return, SHIFT)
                continue
            assert isinstance(run, Text)
            if run.strong != strong:
                self.press(Qt.Key.Key_B, CTRL)
                strong = run.strong
            if run.emphasis != emphasis:
                self.press(Qt.Key.Key_I, CTRL)
                emphasis = run.emphasis
            self.type_literally(run.text)
        if strong:
            self.press(Qt.Key.Key_B, CTRL)
        if emphasis:
            self.press(Qt.Key.Key_I, CTRL)

    def type_enclosures(self, enclosures: tuple[Enclosure, ...]) -> None:
        """From the button that adds one; ends in the last text."""
        for enclosure in enclosures:
            self.press(Qt.Key.Key_Space)
            self.type(enclosure.title)
            self.press(Qt.Key.Key_Tab)
            while type(self.target()).__name__ != "BodyEditor":
                self.press(Qt.Key.Key_Tab)
            self.type_body(enclosure.body)
            self.press(Qt.Key.Key_Tab, CTRL)

    def type_letter(self, answers: Answers, fields: Iterable[str]) -> None:
        """From the first field of the form on, by Tab from field to field."""
        for field in fields:
            value = answers.get(field, "")
            if isinstance(value, Body):
                while type(self.target()).__name__ != "BodyEditor":
                    self.press(Qt.Key.Key_Tab)
                self.type_body(value)
                self.press(Qt.Key.Key_Tab, CTRL)
            elif isinstance(value, tuple):
                self.type_enclosures(value)
            else:
                self.replace(value)
                self.press(Qt.Key.Key_Tab)
