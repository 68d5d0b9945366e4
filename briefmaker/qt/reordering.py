"""Putting things that stand under each other in another order: the grip to drag them by, and where the
dragged one would come."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from briefmaker.i18n import _
from briefmaker.qt.tones import em, tones

Thing = TypeVar("Thing")

__all__ = ["DropLine", "Grip", "moved", "paint_grip", "step_of"]


def moved(things: Sequence[Thing], number: int, before: int) -> tuple[Thing, ...]:
    """`things` with the one at `number` put before the one that is at `before` now (their count: at the
    end)."""
    rest = [*things[:number], *things[number + 1 :]]
    target = before - (before > number)
    return (*rest[:target], things[number], *rest[target:])


def step_of(event: QKeyEvent) -> int:
    """-1 or 1 when the key moves a thing up or down, Alt+Shift+Up or Down as in Word; else 0."""
    held = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier != held:
        return 0
    return {Qt.Key.Key_Up.value: -1, Qt.Key.Key_Down.value: 1}.get(event.key(), 0)


class Grip(QWidget):
    """Six dots at the side of a thing. For the mouse alone: the keys of `step_of` do the same.

    dragged(y), dropped(y): the mouse is at, or was let go at, this height of `within`.
    """

    dragged = Signal(object)
    dropped = Signal(object)

    def __init__(self, within: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._within = within
        self._is_held = False
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setToolTip(_("Drag to move (Alt+Shift+Up or Down)"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(em(self, 0.75), em(self, 1.4))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._is_held = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._is_held:
            self.dragged.emit(self._height_of(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._is_held:
            self._is_held = False
            self.setCursor(Qt.CursorShape.OpenHandCursor)
            self.dropped.emit(self._height_of(event))

    def _height_of(self, event: QMouseEvent) -> int:
        return self.mapTo(self._within, event.position().toPoint()).y()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_grip(self)


def paint_grip(widget: QWidget) -> None:
    """Draw the six dots in the middle of a widget that is being painted."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tones(widget).muted))
    radius = em(widget, 0.075)
    middle = QPointF(widget.width() / 2, widget.height() / 2)
    for across in (-1, 1):
        for down in (-1, 0, 1):
            painter.drawEllipse(middle + QPointF(across, down * 1.1) * radius * 2, radius, radius)
    painter.end()


class DropLine(QWidget):
    """Where the dragged thing would come."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._on = parent
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_before(self, things: Sequence[QWidget], y: int) -> None:
        """Show the line where a thing let go at this height would come."""
        before = self.place_of(things, y)
        if before < len(things):
            height = things[before].mapTo(self._on, QPoint(0, 0)).y()
        else:
            height = things[-1].mapTo(self._on, QPoint(0, things[-1].height())).y()
        self.show_at(max(0, height - 3))

    def show_at(self, y: int, indent: int = 0) -> None:
        """Show the line with its top at this height, `indent` pixels in at both ends."""
        self.setGeometry(indent, y, self._on.width() - 2 * indent, 3)
        self.show()
        self.raise_()

    def place_of(self, things: Sequence[QWidget], y: int) -> int:
        """Before which of `things` one let go at this height comes; their count for the end."""
        for number, thing in enumerate(things):
            if y < thing.mapTo(self._on, QPoint(0, thing.height() // 2)).y():
                return number
        return len(things)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tones(self).accent))
        painter.end()
