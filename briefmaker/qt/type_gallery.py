"""The kinds of document as pages on a desk, those of each organisation under its name."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from briefmaker.i18n import _
from briefmaker.packs.glimpses import Glimpse
from briefmaker.qt.card_ground import paint_ground
from briefmaker.qt.tones import em, tones

__all__ = ["TypeGallery"]

_TYPE = Qt.ItemDataRole.UserRole
_PICTURE = Qt.ItemDataRole.UserRole + 1
_PACK = Qt.ItemDataRole.UserRole + 2
_CARD = (10.2, 12.6)
_PAGE_WIDTH = 6.0
_HEADING = 1.9
"""Sizes in em; two rows of four cards and one more fit the start page as it opens."""


class TypeGallery(QListWidget):
    """chosen(document type id): by a click or the Enter key."""

    chosen = Signal(object)

    def __init__(self, types: Sequence[Glimpse], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName(_("New letter"))
        self.setItemDelegate(_Cards(self))
        self._fill(types)
        self.itemActivated.connect(self._choose)
        self.itemClicked.connect(self._choose)

    def titles(self) -> list[str]:
        """The names of the document types, in their order."""
        return [item.text() for item in self.cards()]

    def cards(self) -> Iterator[QListWidgetItem]:
        """The items of the document types, without the names of organisations between them."""
        for row in range(self.count()):
            item = self.item(row)
            if item.data(_TYPE):
                yield item

    def show_thumbnails(self, pictures: Mapping[str, QImage]) -> None:
        """Show the first page of a sample letter for these document types."""
        width = round(em(self) * _PAGE_WIDTH * self.devicePixelRatioF())
        for item in self.cards():
            picture = pictures.get(item.data(_TYPE))
            if picture is not None:
                smooth = Qt.TransformationMode.SmoothTransformation
                item.setData(_PICTURE, picture.scaledToWidth(width, smooth))

    def show_types(self, types: Sequence[Glimpse]) -> None:
        """Show these document types in place of those that are shown; pages of theirs stay."""
        pictures = {item.data(_TYPE): item.data(_PICTURE) for item in self.cards()}
        self.clear()
        self._fill(types)
        for item in self.cards():
            item.setData(_PICTURE, pictures.get(item.data(_TYPE)))

    def keep(self, usable: Collection[str]) -> None:
        """Take away the document types that are not among these."""
        for item in [item for item in self.cards() if item.data(_TYPE) not in usable]:
            self.takeItem(self.row(item))
        self._hide_empty_headings()

    def show_matching(self, words: Sequence[str]) -> int:
        """Hide the document types that don't have all these words (in small letters); how many are left."""
        shown = 0
        for item in self.cards():
            about = f"{item.text()} {item.toolTip()} {item.data(_PACK)}".casefold()
            matches = all(word in about for word in words)
            item.setHidden(not matches)
            shown += matches
        self._hide_empty_headings()
        return shown

    def _fill(self, types: Sequence[Glimpse]) -> None:
        before: str | None = None
        for document_type in types:
            if document_type.pack != before:
                before = document_type.pack
                heading = QListWidgetItem(before, self)
                heading.setFlags(Qt.ItemFlag.NoItemFlags)
                heading.setData(_PACK, before)
            item = QListWidgetItem(document_type.title, self)
            item.setData(_TYPE, document_type.id)
            item.setData(_PACK, document_type.pack)
            item.setToolTip(document_type.description)
            item.setData(
                Qt.ItemDataRole.AccessibleDescriptionRole,
                f"{document_type.description} {document_type.pack}".strip(),
            )
        first = next(self.cards(), None)
        if first is not None:
            self.setCurrentItem(first)

    def _hide_empty_headings(self) -> None:
        full = {item.data(_PACK) for item in self.cards() if not item.isHidden()}
        for row in range(self.count()):
            item = self.item(row)
            if not item.data(_TYPE):
                item.setHidden(item.data(_PACK) not in full)

    def _choose(self, item: QListWidgetItem) -> None:
        if item.data(_TYPE):
            self.chosen.emit(item.data(_TYPE))


class _Cards(QStyledItemDelegate):
    """A page with its name below, and the name of an organisation over the whole width."""

    def __init__(self, view: QListWidget) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        if not index.data(_TYPE):
            return QSize(self._view.viewport().width() - 1, em(self._view, _HEADING))
        return QSize(em(self._view, _CARD[0]), em(self._view, _CARD[1]))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if index.data(_TYPE):
            self._paint_card(painter, option, index)
        else:
            painter.setFont(option.font)
            painter.setPen(QColor(tones(self._view).muted))
            place = QRectF(option.rect).adjusted(em(self._view, 0.3), 0, 0, 0)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, str(index.data()))
        painter.restore()

    def _paint_card(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        unit = em(self._view)
        card = QRectF(option.rect).adjusted(2, 2, -2, -2)
        paint_ground(painter, card, option, self._view)
        page = QRectF(0, 0, unit * _PAGE_WIDTH, unit * _PAGE_WIDTH * 297 / 210)
        page.moveCenter(card.center())
        page.moveTop(card.top() + unit * 0.6)
        for spread, alpha in ((3, 14), (1, 30)):
            painter.fillRect(page.adjusted(-spread, -spread + 1, spread, spread + 1), QColor(0, 0, 0, alpha))
        painter.fillRect(page, Qt.GlobalColor.white)
        picture = index.data(_PICTURE)
        if isinstance(picture, QImage):
            painter.drawImage(page, picture)
        room = QRectF(card.left() + 3, page.bottom() + unit * 0.5, card.width() - 6, unit * 2.6)
        font = QFont(option.font)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(tones(self._view).text))
        for number, line in enumerate(_two_lines(str(index.data()), font, room.width())):
            place = room.translated(0, number * unit * 1.25)
            painter.drawText(place, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, line)


def _two_lines(text: str, font: QFont, width: float) -> list[str]:
    """A name in at most two lines, the second cut off where it is too long."""
    layout = QTextLayout(text, font)
    layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignHCenter))
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(width)
    first = text[: line.textLength()].strip()
    layout.endLayout()
    rest = text[line.textLength() :].strip()
    metrics = QFontMetrics(font)
    lines = [first, rest] if rest else [first]
    return [metrics.elidedText(each, Qt.TextElideMode.ElideRight, int(width)) for each in lines]
