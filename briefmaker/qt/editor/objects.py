"""Draws what stands among the characters of the text and is none: the number of a footnote, a picture."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QImage,
    QPainter,
    QPalette,
    QPen,
    QPyTextObject,
    QTextDocument,
    QTextFormat,
)

from briefmaker.letter.body import Block, Image
from briefmaker.qt.editor.looks import Looks
from briefmaker.qt.editor.pictures import picture_of_size, picture_size
from briefmaker.qt.editor.table_looks import width_of_cell

__all__ = ["NoteSign", "PictureSign", "shown_picture"]

_EM_OF_PAGE = 15.0
"""The em of the text in pixels where a picture of 96 pixels an inch is shown as large as it is."""
_HIGHEST_EM = 26.0
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


class PictureSign(QPyTextObject):
    """A picture on its card; `card_at` gives the block of the card at a position in the document."""

    def __init__(
        self, card_at: Callable[[int], Block | None], looks: Callable[[], Looks], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._card_at = card_at
        self._looks = looks

    def intrinsicSize(self, document: QTextDocument, position: int, format_: QTextFormat) -> QSizeF:
        image = self._card_at(position)
        em = self._looks().em
        if not isinstance(image, Image) or (size := _own_size(image.data)) is None:
            return QSizeF(em * 6, em * 4)
        block = document.findBlock(position).blockFormat()
        wide = document.textWidth() - 2 * document.documentMargin() - block.leftMargin() - block.rightMargin()
        wide = max(width_of_cell(document, position, wide), em * 4)
        # On a sheet of 96 pixels an inch; never larger than there is room for.
        factor = min(em / _EM_OF_PAGE, wide / size.width(), em * _HIGHEST_EM / size.height())
        return QSizeF(max(size.width() * factor, 2.0), max(size.height() * factor, 2.0))

    def drawObject(
        self,
        painter: QPainter,
        box: QRectF | QRect,
        document: QTextDocument,
        position: int,
        format_: QTextFormat,
    ) -> None:
        image = self._card_at(position)
        frame = QRectF(box)
        ratio = painter.device().devicePixelRatioF()
        picture = (
            shown_picture(image.data, round(frame.width() * ratio), round(frame.height() * ratio))
            if isinstance(image, Image)
            else None
        )
        painter.save()
        if picture is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(frame, picture)
        else:
            painter.setPen(QPen(self._looks().muted, 1.0, Qt.PenStyle.DashLine))
            painter.drawRect(frame.adjusted(1, 1, -1, -1))
        painter.restore()


@lru_cache(maxsize=64)
def _own_size(data: bytes) -> QSize | None:
    """How many pixels a picture has, without reading it all; None for what is none."""
    return picture_size(data) if data else None


@lru_cache(maxsize=16)
def shown_picture(data: bytes, width: int, height: int) -> QImage | None:
    """A picture read in the size in which it is shown; None when it can't be."""
    return picture_of_size(data, QSize(width, height)) if data else None


def _fonts(document: QTextDocument, format_: QTextFormat) -> tuple[QFont, QFont]:
    """The font of the text beside the sign, and the sign's own."""
    beside = QFont(document.defaultFont())
    size = format_.doubleProperty(QTextFormat.Property.FontPointSize.value)
    if size > 0:
        beside.setPointSizeF(size)
    raised = QFont(beside)
    raised.setPointSizeF(beside.pointSizeF() * _SIZE)
    return beside, raised
