"""The pointer is a hand over a link while Ctrl is held: then a click opens it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QCursor, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QTextEdit

from briefmaker.qt.editor import inlining
from briefmaker.qt.editor.sync import Sync

__all__ = ["LinkPointer"]

_CONTROL = Qt.KeyboardModifier.ControlModifier


class LinkPointer(QObject):
    """The pointer of one text."""

    def __init__(self, view: QTextEdit, sync: Sync) -> None:
        super().__init__(view)
        self._view = view
        self._sync = sync
        self._is_hand = False
        view.installEventFilter(self)
        view.viewport().setMouseTracking(True)
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            self._follow(event.position().toPoint(), bool(event.modifiers() & _CONTROL))
        elif isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Control and watched is self._view:
            point = self._view.viewport().mapFromGlobal(QCursor.pos())
            self._follow(point, event.type() != QEvent.Type.KeyRelease)
        elif event.type() in (QEvent.Type.Leave, QEvent.Type.FocusOut):
            self._show(is_hand=False)
        return False

    def _follow(self, point: QPoint, held: bool) -> None:
        self._show(is_hand=held and self._is_link(point))

    def _is_link(self, point: QPoint) -> bool:
        view = self._view
        scrolled = QPointF(view.horizontalScrollBar().value(), view.verticalScrollBar().value())
        layout = view.document().documentLayout()
        position = layout.hitTest(QPointF(point) + scrolled, Qt.HitTestAccuracy.ExactHit)
        if position < 0 or not view.viewport().rect().contains(point):
            return False
        place = self._sync.place_at(position)
        return inlining.link_at(self._sync.lines[place.line], place.offset) is not None

    def _show(self, *, is_hand: bool) -> None:
        if is_hand != self._is_hand:
            self._is_hand = is_hand
            shape = Qt.CursorShape.PointingHandCursor if is_hand else Qt.CursorShape.IBeamCursor
            self._view.viewport().setCursor(shape)
