"""The ground under what can be chosen on the start page."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from briefmaker.qt.tones import tones

__all__ = ["paint_ground"]


def paint_ground(painter: QPainter, box: QRectF, option: QStyleOptionViewItem, view: QWidget) -> None:
    """Paint it in `box` where the pointer or the cursor is; nothing elsewhere."""
    colours = tones(view)
    selected = bool(option.state & QStyle.StateFlag.State_Selected) and view.hasFocus()
    hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
    if selected or hovered:
        ground = QColor(colours.accent_soft)
        painter.setPen(QPen(QColor(colours.accent), 1.5) if selected else Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)
