"""Draws the wave under a stretch of text; the text and its formats stay as they are."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF, QTextBlock

__all__ = ["draw_wave"]


def draw_wave(
    painter: QPainter, block: QTextBlock, start: int, end: int, colour: QColor, scroll: QPointF, em: float
) -> None:
    """Draw a wave under the positions from `start` to `end` of a block, on each of its rows. em: the height
    of the text in pixels, to which the wave is in proportion."""
    layout = block.layout()
    corner = block.document().documentLayout().blockBoundingRect(block).topLeft() - scroll
    step, height = max(em * 0.15, 1.5), max(em * 0.12, 1.2)
    painter.setPen(QPen(colour, max(em * 0.075, 1.0), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    for number in range(layout.lineCount()):
        row = layout.lineAt(number)
        low, high = max(start, row.textStart()), min(end, row.textStart() + row.textLength())
        if low >= high:
            continue
        ends = row.cursorToX(low)[0], row.cursorToX(high)[0]  # type: ignore[index]
        left, right = corner.x() + min(ends), corner.x() + max(ends)
        middle = corner.y() + row.y() + row.ascent() + min(row.descent(), em * 0.2)
        points = QPolygonF()
        crest = False
        while left <= right:
            points.append(QPointF(left, middle - height / 2 if crest else middle + height / 2))
            left, crest = left + step, not crest
        painter.drawPolyline(points)
