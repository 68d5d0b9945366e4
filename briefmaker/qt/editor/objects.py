"""Draws what stands among the characters of the text and is none: the number of a footnote."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSizeF
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPainter,
    QPalette,
    QPyTextObject,
    QTextDocument,
    QTextFormat,
)

__all__ = ["NoteSign"]

_SIZE = 0.66
"""Of the text beside it, as a superscript in Word."""


class NoteSign(QPyTextObject):
    """The raised number of a footnote; `number_at` tells which, for a position in the document."""

    def __init__(
        self, number_at: Callable[[int], int], palette: Callable[[], QPalette], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._number_at = number_at
        self._palette = palette

    def intrinsicSize(self, document: QTextDocument, position: int, format_: QTextFormat) -> QSizeF:
        beside, raised = _fonts(document, format_)
        width = QFontMetricsF(raised).horizontalAdvance(str(self._number_at(position)))
        return QSizeF(width + raised.pointSizeF() * 0.12, QFontMetricsF(beside).ascent())

    def drawObject(
        self,
        painter: QPainter,
        box: QRectF | QRect,
        document: QTextDocument,
        position: int,
        format_: QTextFormat,
    ) -> None:
        _beside, raised = _fonts(document, format_)
        palette = self._palette()
        selected = format_.property(QTextFormat.Property.BackgroundBrush.value) is not None
        role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Link
        painter.save()
        painter.setFont(raised)
        painter.setPen(palette.color(role))
        baseline = QPointF(box.left(), box.top()) + QPointF(0, QFontMetricsF(raised).ascent())
        painter.drawText(baseline, str(self._number_at(position)))
        painter.restore()


def _fonts(document: QTextDocument, format_: QTextFormat) -> tuple[QFont, QFont]:
    """The font of the text beside the sign, and the sign's own."""
    beside = QFont(document.defaultFont())
    size = format_.doubleProperty(QTextFormat.Property.FontPointSize.value)
    if size > 0:
        beside.setPointSizeF(size)
    raised = QFont(beside)
    raised.setPointSizeF(beside.pointSizeF() * _SIZE)
    return beside, raised
