"""How a place where a text occurs is drawn: the words around it in grey, the text itself struck through, and
what comes instead."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeWidget

from briefmaker.qt.tones import em, tones

__all__ = ["AROUND", "OccurrenceRows"]

AROUND = Qt.ItemDataRole.UserRole + 1
"""The words before, the text itself, the words after: a tuple of three."""
_TICK = Qt.ItemDataRole.CheckStateRole


class OccurrenceRows(QStyledItemDelegate):
    """Draws cells that hold `AROUND`; others as ever. replacement: shown behind the text where it is ticked,
    "" for nothing."""

    def __init__(self, view: QTreeWidget) -> None:
        super().__init__(view)
        self._view = view
        self.replacement = ""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(super().sizeHint(option, index).width(), em(self._view, 1.75))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)  # the ground and the box to tick
        around = index.data(AROUND)
        if around is None:
            return
        before, words, after = around
        colours = tones(self._view)
        whole = QStyleOptionViewItem(option)
        self.initStyleOption(whole, index)
        tick = QStyle.SubElement.SE_ItemViewItemCheckIndicator
        row = QRectF(option.rect)
        row.setLeft(self._view.style().subElementRect(tick, whole, self._view).right() + em(self._view, 0.4))
        row.setRight(row.right() - em(self._view, 0.3))
        instead = ""
        if self.replacement and Qt.CheckState(index.data(_TICK)) is Qt.CheckState.Checked:
            instead = f" {self.replacement}"
        struck = QFont(option.font)
        struck.setStrikeOut(True)
        strong = QFont(option.font)
        strong.setBold(True)
        metrics = QFontMetricsF(option.font)
        fixed = metrics.horizontalAdvance(words) + QFontMetricsF(strong).horizontalAdvance(instead)
        room = max(0.0, row.width() - fixed)
        head = metrics.elidedText(before, Qt.TextElideMode.ElideLeft, room * 0.55)
        left = room - metrics.horizontalAdvance(head)
        tail = metrics.elidedText(after, Qt.TextElideMode.ElideRight, left)
        painter.save()
        painter.setClipRect(row)
        for text, font, colour, ground in (
            (head, option.font, colours.muted, ""),
            (words, struck if instead else option.font, colours.text, colours.found),
            (instead, strong, colours.text, ""),
            (tail, option.font, colours.muted, ""),
        ):
            width = QFontMetricsF(font).horizontalAdvance(text)
            box = QRectF(row.left(), row.top(), width, row.height())
            if ground:
                height = metrics.height()
                painter.fillRect(
                    QRectF(box.left(), box.center().y() - height / 2, width, height), QColor(ground)
                )
            painter.setFont(font)
            painter.setPen(QColor(colour))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
            row.setLeft(box.right())
        painter.restore()
