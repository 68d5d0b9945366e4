"""Draws beside the text what is no text: bullets and numbers, the bar of a quote, the ground of a
card."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QTextBlock, QTextDocument

from briefmaker.qt.editor.lines import Line, ListStep, QuoteStep, is_text, opens
from briefmaker.qt.editor.looks import Looks

__all__ = ["draw_ground", "draw_marker", "marker_texts"]

_BULLETS = ("\u2022", "\u2013", "\u2022")


def marker_texts(lines: Sequence[Line]) -> list[str]:
    """For each line of one top-level block its bullet or number, "" where it has none. As in print: an
    item that has no paragraph of its own, only a nested list, has none and isn't counted."""
    result: list[str] = []
    counts: dict[str, int] = {}
    previous: Line | None = None
    for line in lines:
        result.append("")
        steps = [step for step in line.path[opens(line, previous) :] if isinstance(step, ListStep)]
        previous = line
        if not steps:
            continue
        step = steps[-1]
        if step.kind == "numbered":
            counts[step.list_id] = counts.get(step.list_id, step.start - 1) + 1
            result[-1] = f"{counts[step.list_id]}."
        else:
            bullets = sum(isinstance(each, ListStep) and each.kind == "bullet" for each in line.path)
            result[-1] = _BULLETS[min(bullets, len(_BULLETS)) - 1]
    return result


def _rect(document: QTextDocument, block: QTextBlock, scroll: QPointF) -> QRectF:
    return document.documentLayout().blockBoundingRect(block).translated(-scroll)


def draw_marker(
    painter: QPainter, block: QTextBlock, line: Line, marker: str, looks: Looks, scroll: QPointF
) -> None:
    """Draw the bullet or number of one line, level with its first row of text."""
    if not marker or not block.layout().lineCount():
        return
    row = block.layout().lineAt(0)
    where = block.document().documentLayout().blockBoundingRect(block).topLeft() - scroll
    right = block.document().documentMargin() + looks.left(line) - looks.em * 0.45 - scroll.x()
    painter.setFont(looks.font)
    painter.setPen(looks.palette.color(looks.palette.ColorRole.Text))
    left = right - QFontMetricsF(looks.font).horizontalAdvance(marker)
    painter.drawText(QPointF(left, where.y() + row.y() + row.ascent()), marker)


def draw_ground(
    painter: QPainter,
    block: QTextBlock,
    line: Line,
    looks: Looks,
    scroll: QPointF,
    width: float,
    *,
    current: bool,
) -> None:
    """Draw what lies behind or beside one line: the ground of a card, the bar of a quote."""
    rect = _rect(block.document(), block, scroll)
    if not is_text(line.block):
        ground = rect.adjusted(-looks.em * 0.6, -looks.em * 0.35, 0, looks.em * 0.35)
        ground.setRight(width - looks.em * 0.4)
        edge = looks.palette.color(looks.palette.ColorRole.Highlight)
        painter.setPen(edge if current else QColor(Qt.GlobalColor.transparent))
        painter.setBrush(looks.faint)
        painter.drawRoundedRect(ground, 4, 4)
    for depth, step in enumerate(line.path):
        if isinstance(step, QuoteStep):
            x = block.document().documentMargin() + looks.left(line._replace(path=line.path[:depth])) + 1
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(looks.muted)
            painter.drawRect(QRectF(x - scroll.x(), rect.top(), 2.0, rect.height()))
