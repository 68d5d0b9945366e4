"""Shows a non-breaking space by a faint sign, as Word does: else nobody sees why words stay together."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFontMetricsF, QPainter, QTextBlock

from briefmaker.qt.editor.looks import Looks
from briefmaker.qt.editor.signs import utf16_length

__all__ = ["FixedSpaces"]

_SPACES = "\u00a0\u202f"
_SIGN = "\u00b0"


class FixedSpaces:
    """Draws the signs over the text; an overlay of `painting`."""

    def __init__(self, looks: Callable[[], Looks]) -> None:
        self._looks = looks

    def draw(self, painter: QPainter, shown: Sequence[tuple[QTextBlock, int]], scroll: QPointF) -> None:
        """Draw in these paragraphs; `scroll` is what is scrolled away."""
        looks = self._looks()
        metrics = QFontMetricsF(looks.font)
        width = metrics.horizontalAdvance(_SIGN)
        painter.setFont(looks.font)
        painter.setPen(looks.muted)
        for block, _number in shown:
            text = block.text()
            places = [at for at, sign in enumerate(text) if sign in _SPACES] if not text.isascii() else []
            if not places:
                continue
            corner = block.document().documentLayout().blockBoundingRect(block).topLeft() - scroll
            for at in places:
                position = utf16_length(text[:at])
                line = block.layout().lineForTextPosition(position)
                if line.isValid():
                    left, right = line.cursorToX(position)[0], line.cursorToX(position + 1)[0]  # type: ignore[index]
                    middle = (left + right - width) / 2
                    painter.drawText(corner + QPointF(middle, line.y() + line.ascent()), _SIGN)
