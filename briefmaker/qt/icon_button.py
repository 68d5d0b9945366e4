"""A small flat button that is one icon; its colour follows light and dark."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QToolButton, QWidget

from briefmaker.qt.icons import icon
from briefmaker.qt.tones import em

__all__ = ["IconButton"]


class IconButton(QToolButton):
    """A button without words. name: what it does, for its tool tip and for assistive technology."""

    def __init__(self, drawing: str, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._drawing = drawing
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setIconSize(QSize(em(self, 0.95), em(self, 0.95)))
        self.say(name)
        self._draw()

    def say(self, name: str) -> None:
        """What the button does, when that changes."""
        self.setToolTip(name)
        self.setAccessibleName(name)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def _draw(self) -> None:
        self.setIcon(icon(self._drawing, self.palette()))
