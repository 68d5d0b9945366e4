"""Small signs inside an input: the arrow of a list, a calendar.

Drawn in one grey that has 3:1 contrast (WCAG 1.4.11) on the light and on the dark ground alike, so
they need not be made anew when the scheme changes. Toolbar icons are pictures in `icons`.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap, QPolygonF

__all__ = ["arrow_icon", "calendar_icon", "step_icon"]

_GREY = "#7b8592"
_SIZE = 16


def arrow_icon() -> QIcon:
    """A chevron that points down."""
    return _icon(_draw_arrow)


def step_icon(*, forward: bool) -> QIcon:
    """A chevron that points to the next, or to the one before."""
    return _icon(_draw_next if forward else _draw_previous)


def calendar_icon() -> QIcon:
    """A sheet of a calendar."""
    return _icon(_draw_calendar)


def _icon(draw: Callable[[QPainter, QRectF], None]) -> QIcon:
    icon = QIcon()
    for scale in (1, 2, 3):
        picture = QPixmap(QSize(_SIZE, _SIZE) * scale)
        picture.setDevicePixelRatio(scale)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(_GREY), 1.4)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        draw(painter, QRectF(0, 0, _SIZE, _SIZE))
        painter.end()
        icon.addPixmap(picture)
    return icon


def _draw_arrow(painter: QPainter, box: QRectF) -> None:
    middle = box.center()
    half = box.width() * 0.25
    points = [
        QPointF(middle.x() - half, middle.y() - half / 2),
        QPointF(middle.x(), middle.y() + half / 2),
        QPointF(middle.x() + half, middle.y() - half / 2),
    ]
    painter.drawPolyline(QPolygonF(points))


def _draw_next(painter: QPainter, box: QRectF) -> None:
    _turned(painter, box, -90)


def _draw_previous(painter: QPainter, box: QRectF) -> None:
    _turned(painter, box, 90)


def _turned(painter: QPainter, box: QRectF, degrees: float) -> None:
    painter.translate(box.center())
    painter.rotate(degrees)
    painter.translate(-box.center())
    _draw_arrow(painter, box)


def _draw_calendar(painter: QPainter, box: QRectF) -> None:
    sheet = box.adjusted(2.5, 3.5, -2.5, -2.5)
    painter.drawRoundedRect(sheet, 1.5, 1.5)
    painter.drawLine(QPointF(sheet.left(), sheet.top() + 3.5), QPointF(sheet.right(), sheet.top() + 3.5))
    for x in (sheet.left() + 3, sheet.right() - 3):
        painter.drawLine(QPointF(x, 2), QPointF(x, 4.5))
