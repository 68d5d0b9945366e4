"""How the rows of the columns on the left look."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPalette, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from briefmaker.qt.icons import icon
from briefmaker.qt.tones import em, tones

__all__ = ["BOLD", "FAULT", "KIND", "CalmRows"]

KIND = Qt.ItemDataRole.UserRole + 1
"""Grey words behind the name."""
FAULT = Qt.ItemDataRole.UserRole + 2
"""What is wrong, "" for nothing."""
BOLD = Qt.ItemDataRole.UserRole + 3


class CalmRows(QStyledItemDelegate):
    """The name of a thing, its kind in grey behind it, a mark when something is wrong."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        ground = view.palette()
        ground.setColor(QPalette.ColorRole.Highlight, Qt.GlobalColor.transparent)  # painted here
        view.setPalette(ground)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(em(self._view, 8), em(self._view, 1.75))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        view, colours = self._view, tones(self._view)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row = QRectF(option.rect)
        row.setLeft(em(view, 0.4))
        row.setRight(view.viewport().width() - em(view, 0.4))
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            ground = QColor(colours.accent_soft)
            ground.setAlphaF(1.0 if selected else 0.5)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(row.adjusted(0, 1, 0, -1), 5, 5)
        if selected and view.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.accent), 1.5))
            painter.drawRoundedRect(row.adjusted(1, 2, -1, -2), 4, 4)
        text = QRectF(option.rect)
        text.setLeft(text.left() + em(view, 0.75))
        text.setRight(row.right() - em(view, 0.5))
        if index.data(FAULT):
            size = em(view, 0.9)
            mark = icon("warning", colour=QColor(colours.error))
            box = QRectF(text.right() - size, text.center().y() - size / 2, size, size)
            mark.paint(painter, box.toRect())
            text.setRight(box.left() - em(view, 0.3))
        font = option.font
        font.setBold(bool(index.data(BOLD)))
        kind = str(index.data(KIND) or "")
        small = view.font()
        small.setPointSizeF(small.pointSizeF() * 0.88)
        width = QFontMetrics(small).horizontalAdvance(kind) + em(view, 0.6) if kind else 0
        name = str(index.data())
        metrics = QFontMetrics(font)
        if metrics.horizontalAdvance(name) + width > text.width():
            kind, width = "", 0
        painter.setFont(font)
        painter.setPen(QColor(colours.text))
        shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, int(text.width() - width))
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        if kind:
            painter.setFont(small)
            painter.setPen(QColor(colours.muted))
            painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, kind)
        painter.restore()
