"""The differences between two sets of pages as a list of sentences, each a way to its place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListWidget, QListWidgetItem, QWidget

from briefmaker.app.page_differences import in_words, page_in_words
from briefmaker.i18n import _
from briefmaker.output import PageDifference
from briefmaker.qt.tones import em
from briefmaker.qt.workshop.marked_pages import Look, look_of

__all__ = ["DifferenceList"]


class DifferenceList(QListWidget):
    """chosen(number): the user went to a difference."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setObjectName("quiet_list")
        self.setAccessibleName(_("Differences"))
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setUniformItemSizes(True)
        self.setSpacing(1)
        self.setIconSize(QSize(em(self, 1.4), em(self, 0.9)))
        self.currentRowChanged.connect(self._tell)
        self.itemClicked.connect(self._tell_again)

    def show_differences(self, differences: Sequence[PageDifference]) -> None:
        """Show these; none is chosen."""
        self.blockSignals(True)
        self.clear()
        for each in differences:
            sentence = _("{page}: {sentence}").format(page=page_in_words(each), sentence=in_words(each))
            item = QListWidgetItem(self._icon(look_of(each)), sentence, self)
            item.setToolTip(sentence)
        self.setCurrentRow(-1)
        self.blockSignals(False)

    def sizeHint(self) -> QSize:
        return QSize(em(self, 30), em(self, 9))

    def _tell(self, row: int) -> None:
        if row >= 0:
            self.chosen.emit(row)

    def _tell_again(self, item: QListWidgetItem) -> None:
        self.chosen.emit(self.row(item))

    def _icon(self, look: Look) -> QIcon:
        """A small piece of paper, marked as on the page."""
        ratio = self.devicePixelRatioF()
        size = self.iconSize()
        picture = QPixmap(size * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setPen(QPen(QColor(look.edge), 1.4, look.line))
        painter.setBrush(QColor(look.ground))
        box = QRect(1, 1, size.width() - 3, size.height() - 3)
        painter.drawRect(box)
        if look.is_struck:
            painter.drawLine(box.left(), box.center().y(), box.right(), box.center().y())
        painter.end()
        return QIcon(picture)
