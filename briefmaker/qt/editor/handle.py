"""The handle beside a block under the mouse: drag it to put the block elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, Qt
from PySide6.QtGui import QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QTextEdit, QWidget

from briefmaker.i18n import _
from briefmaker.qt.editor.moves import Moves
from briefmaker.qt.editor.sync import Sync
from briefmaker.qt.reordering import DropLine, paint_grip
from briefmaker.qt.tones import em

__all__ = ["BlockHandle"]


class BlockHandle(QWidget):
    """Six dots in the margin. For the mouse alone: the keys of `Moves` do the same."""

    def __init__(self, view: QTextEdit, sync: Sync, moves: Moves) -> None:
        super().__init__(view.viewport())
        self._view = view
        self._sync = sync
        self._moves = moves
        self._block = ""
        self._dragged = False
        self._line = DropLine(view.viewport())
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setToolTip(_("Drag to move (Alt+Shift+Up or Down)"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        view.viewport().setMouseTracking(True)
        view.viewport().installEventFilter(self)

    # -- coming and going

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._dragged:
            return False
        if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            if event.buttons() == Qt.MouseButton.NoButton:
                self._follow(event.position().y())
        elif event.type() in (QEvent.Type.Leave, QEvent.Type.Wheel) and not self.underMouse():
            self.hide()
        return False

    def _follow(self, y: float) -> None:
        boxes = self._boxes()
        found = next(((block, box) for block, box in boxes if box.top() <= y < box.bottom()), None)
        if found is None or self._view.isReadOnly() or len(boxes) < 2:
            self.hide()
            return
        self._block, box = found
        width, height = em(self, 0.75), min(em(self, 1.2), box.height())
        self.setGeometry(1, box.top(), width, height)
        self.show()

    def _boxes(self) -> list[tuple[str, QRect]]:
        """Every top-level block in sight, and a little more: its id and where it is in the viewport."""
        lines, store = self._sync.lines, self._sync.store
        document = self._view.document()
        layout = document.documentLayout()
        scrolled = self._view.verticalScrollBar().value()
        width = self._view.viewport().width()
        boxes: list[tuple[str, QRect]] = []
        numbers = sorted(
            {store.group_at(number)[0] for _text, number in self._sync.visible() if number < len(lines)}
        )
        for first in numbers:
            last = store.group_at(first)[1]
            top = layout.blockBoundingRect(document.findBlockByNumber(first)).top()
            bottom = layout.blockBoundingRect(document.findBlockByNumber(last - 1)).bottom()
            block = store.block_id(first)
            boxes.append((block, QRect(0, round(top) - scrolled, width, round(bottom - top))))
        return boxes

    # -- dragging

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._dragged = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged:
            _before, y = self._target(self.mapToParent(event.position()))
            self._line.show_at(y - 1, em(self, 0.4))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._dragged:
            return
        self._dragged = False
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self._line.hide()
        self.hide()
        before, _y = self._target(self.mapToParent(event.position()))
        if before != self._block:
            self._moves.place_before(self._block, before)

    def _target(self, point: QPointF) -> tuple[str, int]:
        """The block before which the dragged one would come, "" for the end, and where that is."""
        boxes = self._boxes()
        for block, box in boxes:
            if point.y() < box.center().y():
                return block, box.top()
        end = boxes[-1][1].bottom() if boxes else 0
        return self._after(boxes[-1][0]) if boxes else "", end

    def _after(self, block: str) -> str:
        """The id of the top-level block after this one, "" when it is the last."""
        blocks = [each.id for each in self._sync.store.body().blocks]
        at = blocks.index(block) + 1 if block in blocks else len(blocks)
        return blocks[at] if at < len(blocks) else ""

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_grip(self)
