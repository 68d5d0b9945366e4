"""How the rows of compared letters look: a name, in grey what it is, and below what came of it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from briefmaker.problems import Severity
from briefmaker.qt.icons import icon
from briefmaker.qt.tones import em, tones

__all__ = ["DETAIL", "SENTENCE", "SEVERITY", "LetterRows"]

SENTENCE = Qt.ItemDataRole.UserRole + 1
"""What came of it."""
DETAIL = Qt.ItemDataRole.UserRole + 2
"""What it is, beside its name; "" for nothing."""
SEVERITY = Qt.ItemDataRole.UserRole + 3
"""How much it asks for a look; None for not at all."""

_MOST_LINES = 3
_WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
_DRAWINGS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "info", None: "check"}


class LetterRows(QStyledItemDelegate):
    """Sentences wrap to the width of the list; names that are too long are cut off, and whole in the tip."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        detail = 1 if index.data(DETAIL) else 0
        high = QFontMetrics(self._view.font()).height() + detail * QFontMetrics(self._small()).height()
        high += self._sentence_height(str(index.data(SENTENCE) or "")) + em(self._view, 0.9)
        return QSize(em(self._view, 8), high)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        view, colours = self._view, tones(self._view)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            ground = QColor(colours.accent_soft)
            ground.setAlphaF(1.0 if chosen else 0.5)
            painter.fillRect(row, ground)
        if chosen and view.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRect(row.adjusted(1, 1, -1, -1))
        size, edge = em(view, 1.05), em(view, 0.6)
        top = int(row.top()) + em(view, 0.45)
        high = QFontMetrics(view.font()).height()
        severity = index.data(SEVERITY)
        colour = {
            Severity.ERROR: colours.error,
            Severity.WARNING: colours.warning,
            Severity.HINT: colours.accent,
        }.get(severity, colours.muted)
        box = QRect(edge, top + (high - size) // 2, size, size)
        icon(_DRAWINGS[severity], colour=QColor(colour)).paint(painter, box)
        left = self._left()
        width = self._width()
        lines = [
            (str(index.data()), view.font(), colours.text),
            (str(index.data(DETAIL) or ""), self._small(), colours.muted),
        ]
        for words, font, ink in lines:
            if words:
                metrics = QFontMetrics(font)
                painter.setFont(font)
                painter.setPen(QColor(ink))
                shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, width)
                painter.drawText(QRect(left, top, width, metrics.height()), Qt.AlignmentFlag.AlignLeft, shown)
                top += metrics.height()
        sentence = str(index.data(SENTENCE) or "")
        painter.setFont(self._small())
        painter.setPen(QColor(colours.muted if severity is None else colours.text))
        painter.drawText(QRect(left, top, width, self._sentence_height(sentence)), int(_WRAPPED), sentence)
        painter.restore()

    def _small(self) -> QFont:
        small = QFont(self._view.font())
        small.setPointSizeF(small.pointSizeF() * 0.9)
        return small

    def _left(self) -> int:
        return em(self._view, 2.1)

    def _width(self) -> int:
        return max(em(self._view, 4), self._view.viewport().width() - self._left() - em(self._view, 0.6))

    def _sentence_height(self, sentence: str) -> int:
        metrics = QFontMetrics(self._small())
        asked = metrics.boundingRect(QRect(0, 0, self._width(), 10_000), int(_WRAPPED), sentence).height()
        return min(asked, _MOST_LINES * metrics.lineSpacing())
