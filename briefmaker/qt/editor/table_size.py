"""How many rows and columns a new table gets: a grid on which it is pointed out, with the mouse or the
arrow keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
)
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from briefmaker.i18n import _

__all__ = ["TableSize"]

_ROWS, _COLUMNS = 10, 8


class TableSize(QWidget):
    """A small window at the cursor that closes when something is chosen, or with Escape."""

    chosen = Signal(object, object)
    """Rows and columns."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.rows, self.columns = 2, 2
        self._grid = _Grid(self)
        self._label = QLabel(self)
        self._label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 6)
        layout.setSpacing(6)
        layout.addWidget(self._grid)
        layout.addWidget(self._label)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._say()

    def open_at(self, point: QPoint) -> None:
        """Show it at a place on the screen."""
        self.move(point)
        self.show()
        self.setFocus()

    def point_out(self, rows: int, columns: int) -> None:
        """Mark so many rows and columns, as far as there are."""
        self.rows = min(max(rows, 1), _ROWS)
        self.columns = min(max(columns, 1), _COLUMNS)
        self._say()

    def choose(self) -> None:
        """Take what is marked."""
        self.chosen.emit(self.rows, self.columns)
        self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Down: (1, 0),
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Right: (0, 1),
            Qt.Key.Key_Left: (0, -1),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is not None:
            self.point_out(self.rows + step[0], self.columns + step[1])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.choose()
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _say(self) -> None:
        text = _("{rows} rows, {columns} columns").format(rows=self.rows, columns=self.columns)
        self._label.setText(text)
        self.setAccessibleName(_("New table: {size}").format(size=text))
        self.setAccessibleDescription(_("Choose with the arrow keys, then press Enter."))
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))
        self._grid.update()


class _Grid(QWidget):
    """The squares."""

    def __init__(self, size: TableSize) -> None:
        super().__init__(size)
        self._size = size
        self._side = max(16, round(self.fontMetrics().height() * 1.15))
        self.setMouseTracking(True)
        self.setFixedSize(QSize(_COLUMNS * self._side + 1, _ROWS * self._side + 1))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        where = event.position()
        self._size.point_out(int(where.y() // self._side) + 1, int(where.x() // self._side) + 1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self._size.choose()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        palette = self.palette()
        line = palette.color(QPalette.ColorRole.Mid)
        for row in range(_ROWS):
            for column in range(_COLUMNS):
                marked = row < self._size.rows and column < self._size.columns
                ground = QPalette.ColorRole.Highlight if marked else QPalette.ColorRole.Base
                square = QRectF(
                    column * self._side + 1.5, row * self._side + 1.5, self._side - 3, self._side - 3
                )
                painter.setPen(palette.color(QPalette.ColorRole.Highlight) if marked else line)
                colour = palette.color(ground)
                if marked:
                    colour.setAlphaF(0.55)
                painter.setBrush(colour)
                painter.drawRect(square)
        painter.end()
