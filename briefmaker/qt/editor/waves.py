"""Draws the wave under a stretch of text; the text and its formats stay as they are."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF, QTextBlock

__all__ = ["Wave"]


class Wave:
    """Waves of one colour and size; drawn once, and laid as tiles from then on."""

    def __init__(self) -> None:
        self._drawn: tuple[int, float, float] | None = None
        self._tile = QPixmap()

    def draw(
        self, painter: QPainter, block: QTextBlock, start: int, end: int, scroll: QPointF, em: float
    ) -> None:
        """Draw a wave under the positions from `start` to `end` of a block, on each of its rows, as `use`
        said. em: the height of the text in pixels."""
        layout = block.layout()
        corner = block.document().documentLayout().blockBoundingRect(block).topLeft() - scroll
        first = layout.lineForTextPosition(start).lineNumber()
        for number in range(max(first, 0), layout.lineCount()):
            row = layout.lineAt(number)
            low, high = max(start, row.textStart()), min(end, row.textStart() + row.textLength())
            if low >= high:
                break
            ends = row.cursorToX(low)[0], row.cursorToX(high)[0]  # type: ignore[index]
            middle = corner.y() + row.y() + row.ascent() + min(row.descent(), em * 0.2)
            self.draw_from(painter, corner.x() + min(ends), corner.x() + max(ends), middle)

    def draw_from(self, painter: QPainter, left: float, right: float, middle: float) -> None:
        """Draw a wave from left to right at a height."""
        height = self._tile.deviceIndependentSize().height()
        painter.drawTiledPixmap(QRectF(left, middle - height / 2, right - left, height), self._tile)

    def use(self, colour: QColor, em: float, ratio: float) -> None:
        """Draw in this colour and size from now on. ratio: pixels of the screen to one of the window."""
        wanted = colour.rgba(), em, ratio
        if wanted == self._drawn:
            return
        self._drawn = wanted
        half = max(round(em * 0.15 * ratio), 2)  # whole pixels, so that tiles meet
        thick = max(em * 0.075, 1.0) * ratio
        high = max(em * 0.12 * ratio, 1.2)
        size = math.ceil(high + thick) + 2
        self._tile = QPixmap(2 * half, size)
        self._tile.fill(Qt.GlobalColor.transparent)
        painter = QPainter(self._tile)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour, thick, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        crest, trough = (size - high) / 2, (size + high) / 2
        # One turn more on either side, cut off by the edges: the ends look like the middle.
        turns = range(-1, 5)
        painter.drawPolyline(QPolygonF([QPointF(half * at, crest if at % 2 else trough) for at in turns]))
        painter.end()
        self._tile.setDevicePixelRatio(ratio)
