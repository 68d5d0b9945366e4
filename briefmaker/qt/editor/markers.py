"""Draws beside the text what is no text: bullets and numbers, the bar of a quote, the ground of a
card."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QTextBlock, QTextDocument

from briefmaker.qt.editor.lines import Line, ListStep, QuoteStep, Step, is_text, opens
from briefmaker.qt.editor.looks import Looks
from briefmaker.qt.editor.spans import cell_of

__all__ = ["counted_items", "draw_ground", "draw_marker", "marker_texts", "number_of", "numeral"]

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_BULLETS = ("\u2022", "\u2013", "\u2022")


def marker_texts(lines: Sequence[Line], before: Mapping[str, int] | None = None) -> list[str]:
    """For each line of one top-level block its bullet or number, "" where it has none. As in print: an
    item that has no paragraph of its own, only a nested list, has none and isn't counted.

    before: the last number of each kind of numerals in the blocks before this one.
    """
    result: list[str] = []
    counts: dict[str, int] = {}
    last: dict[tuple[tuple[Step, ...], str], int] = {
        ((), numerals): count for numerals, count in (before or {}).items()
    }
    previous: Line | None = None
    for line in lines:
        result.append("")
        depth = max((d for d, step in enumerate(line.path) if isinstance(step, ListStep)), default=-1)
        opened = opens(line, previous)
        previous = line
        if depth < opened:
            continue
        step = line.path[depth]
        assert isinstance(step, ListStep)
        if step.kind == "numbered":
            among = (line.path[:depth], step.numerals)
            begin = last.get(among, 0) if step.continues else step.start - 1
            number = counts[step.list_id] = last[among] = counts.get(step.list_id, begin) + 1
            # As our house style prints them; another may differ.
            result[-1] = numeral(number, step.numerals) + (")" if step.numerals == "letter" else ".")
        else:
            bullets = sum(isinstance(each, ListStep) and each.kind == "bullet" for each in line.path)
            result[-1] = _BULLETS[min(bullets, len(_BULLETS)) - 1]
    return result


def counted_items(lines: Sequence[Line]) -> int:
    """How many items of the list that these lines make have a number."""
    befores = (None, *lines)
    return sum(
        len(line.path) == 1 and opens(line, before) == 0 for line, before in zip(lines, befores, strict=False)
    )


def numeral(number: int, numerals: str) -> str:
    """A number as a list counts: 1, a (after z: aa), i. Zero and what Romans had no sign for stay digits."""
    if numerals == "letter" and number > 0:
        times, place = divmod(number - 1, 26)
        return chr(ord("a") + place) * (times + 1)
    if numerals == "roman" and 0 < number < 4000:
        signs = ""
        for value, sign in _ROMAN:
            count, number = divmod(number, value)
            signs += sign * count
        return signs
    return str(number)


def number_of(text: str, numerals: str) -> int | None:
    """The opposite of `numeral`, up to 99; None when the text is none."""
    return next((number for number in range(1, 100) if numeral(number, numerals) == text), None)


def _rect(document: QTextDocument, block: QTextBlock, scroll: QPointF) -> QRectF:
    return document.documentLayout().blockBoundingRect(block).translated(-scroll)


def _origin(block: QTextBlock, scroll: QPointF) -> float:
    """Where lines without indent begin: at the margin of the text, or within their cell."""
    return block.document().documentLayout().blockBoundingRect(block).left() - scroll.x()


def draw_marker(
    painter: QPainter, block: QTextBlock, line: Line, marker: str, looks: Looks, scroll: QPointF
) -> None:
    """Draw the bullet or number of one line, level with its first row of text."""
    if not marker or not block.layout().lineCount():
        return
    row = block.layout().lineAt(0)
    where = block.document().documentLayout().blockBoundingRect(block).topLeft() - scroll
    right = _origin(block, scroll) + looks.left(line) - looks.em * 0.45
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
        if cell_of(line) is None:
            ground.setRight(width - looks.em * 0.4)
        edge = looks.palette.color(looks.palette.ColorRole.Highlight)
        painter.setPen(edge if current else QColor(Qt.GlobalColor.transparent))
        painter.setBrush(looks.faint)
        painter.drawRoundedRect(ground, 4, 4)
    for depth, step in enumerate(line.path):
        if isinstance(step, QuoteStep):
            x = _origin(block, scroll) + looks.left(line._replace(path=line.path[:depth])) + 1
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(looks.muted)
            painter.drawRect(QRectF(x, rect.top(), 2.0, rect.height()))
