"""Which words of a text are marked as wrong, as the user sees them."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage, QPainter

from briefmaker.qt.editor import BodyEditor
from briefmaker.qt.editor.waves import Wave


def marked_words(view: BodyEditor) -> list[str]:
    """The words under which a wave is drawn, in the order of the text; draws them once more to see."""
    drawn: list[str] = []

    def note(wave, painter, block, start, end, scroll, em) -> None:
        text = block.text().encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")
        drawn.append(text)

    draw, Wave.draw = Wave.draw, note
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    try:
        for overlay in view._painting.overlays:
            shown = [each for each in view._sync.visible() if view.is_text_at(each[1])]
            overlay(painter, shown, QPointF())
    finally:
        painter.end()
        Wave.draw = draw
    return drawn
