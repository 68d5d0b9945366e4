"""The start page: go on with a letter, or begin one.

On the left the letters one worked on, drafts that were never saved first; on the right the kinds of
letter, each with a real page. One search box looks in both.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QColor,
    QFont,
    QFontMetrics,
    QImage,
    QKeySequence,
    QPainter,
    QPen,
    QShortcut,
)
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from briefmaker.i18n import _
from briefmaker.packs.glimpses import Glimpse
from briefmaker.qt.banner import Banner
from briefmaker.qt.inputs import PushButton
from briefmaker.qt.tones import em, tones

__all__ = ["KnownLetter", "StartPage"]

_DATA = Qt.ItemDataRole.UserRole
_PICTURE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True)
class KnownLetter:
    """A letter one worked on.

    key: whatever opens it again. detail: where it is and when it was last worked on. is_unsaved: it,
    or its last changes, are in no file yet.
    """

    key: object
    title: str
    detail: str
    is_unsaved: bool = False


class StartPage(QWidget):
    """type_chosen(document type id), letter_chosen(key), open_requested(), import_requested(), closed()."""

    type_chosen = Signal(object)
    letter_chosen = Signal(object)
    open_requested = Signal()
    import_requested = Signal()
    settings_requested = Signal()
    closed = Signal()

    def __init__(self, types: Sequence[Glimpse], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Briefmaker"))
        self.banner = Banner(self)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(_("Search letters and document types"))
        self.search.setAccessibleName(_("Search letters and document types"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.letters = QListWidget(self)
        self.types = _Gallery(self)
        self._none = QLabel(_("Letters you work on will be listed here."), self)
        self._nothing_found = QLabel(_("Nothing found."), self)
        self._fill_types(types)
        self._lay_out()
        self.letters.itemActivated.connect(self._choose_letter)
        self.letters.itemClicked.connect(self._choose_letter)
        self.types.itemActivated.connect(self._choose_type)
        self.types.itemClicked.connect(self._choose_type)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self.search.setFocus)
        opened = QShortcut(QKeySequence(QKeySequence.StandardKey.Open), self)
        opened.activated.connect(self.open_requested)
        settings = QShortcut(QKeySequence("Ctrl+,"), self)
        settings.activated.connect(self.settings_requested)
        self.show_letters(())
        self.resize(em(self, 72), em(self, 44))

    def _lay_out(self) -> None:
        title = QLabel(_("Briefmaker"), self)
        title.setFont(_larger(title.font(), 1.7))
        self.search.setFixedWidth(em(self, 22))
        head = QHBoxLayout()
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(self.search)
        self.letters.setFrameShape(QFrame.Shape.NoFrame)
        self.letters.viewport().setAutoFillBackground(False)
        self.letters.setItemDelegate(_LetterDelegate(self.letters))
        self.letters.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.letters.setMouseTracking(True)
        self.letters.setAccessibleName(_("Go on with"))
        left_title = QLabel(_("&Go on with"), self)
        left_title.setFont(_larger(left_title.font(), 1.2))
        left_title.setBuddy(self.letters)
        right_title = QLabel(_("&New letter"), self)
        right_title.setFont(_larger(right_title.font(), 1.2))
        right_title.setBuddy(self.types)
        open_button = PushButton(_("&Open…"), self)
        open_button.clicked.connect(self.open_requested)
        import_button = PushButton(_("&Import a document…"), self)
        import_button.clicked.connect(self.import_requested)
        settings_button = PushButton(_("Settin&gs…"), self)
        settings_button.clicked.connect(self.settings_requested)
        buttons = QHBoxLayout()
        buttons.setSpacing(em(self, 0.5))
        buttons.addWidget(open_button)
        buttons.addWidget(import_button)
        buttons.addWidget(settings_button)
        buttons.addStretch(1)
        self._none.setWordWrap(True)
        grid = QGridLayout()
        grid.setHorizontalSpacing(em(self, 2.5))
        grid.setVerticalSpacing(em(self, 0.6))
        grid.addWidget(left_title, 0, 0)
        grid.addWidget(right_title, 0, 1)
        left = QVBoxLayout()
        left.addWidget(self._none, 1, Qt.AlignmentFlag.AlignTop)
        left.addWidget(self.letters, 8)
        left.addLayout(buttons)
        grid.addLayout(left, 1, 0)
        right = QVBoxLayout()
        right.addWidget(self._nothing_found)
        right.addWidget(self.types, 1)
        grid.addLayout(right, 1, 1)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        grid.setRowStretch(1, 1)
        inner = QVBoxLayout()
        inner.setContentsMargins(em(self, 2), em(self, 1.6), em(self, 2), em(self, 1.4))
        inner.setSpacing(em(self, 1.4))
        inner.addLayout(head)
        inner.addLayout(grid, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addLayout(inner, 1)
        self._nothing_found.hide()
        QWidget.setTabOrder(self.types, self.letters)
        QWidget.setTabOrder(self.letters, open_button)
        QWidget.setTabOrder(open_button, import_button)
        QWidget.setTabOrder(import_button, settings_button)
        QWidget.setTabOrder(settings_button, self.search)

    def _fill_types(self, types: Sequence[Glimpse]) -> None:
        for document_type in types:
            item = QListWidgetItem(document_type.title, self.types)
            item.setData(_DATA, document_type.id)
            item.setToolTip(document_type.description)
            item.setData(
                Qt.ItemDataRole.AccessibleDescriptionRole,
                f"{document_type.description} {document_type.pack}".strip(),
            )
            item.setData(Qt.ItemDataRole.StatusTipRole, document_type.pack)
        if self.types.count():
            self.types.setCurrentRow(0)

    def show_letters(self, letters: Sequence[KnownLetter]) -> None:
        """List these letters, in this order."""
        self.letters.clear()
        for letter in letters:
            item = QListWidgetItem(letter.title, self.letters)
            item.setData(_DATA, letter)
            item.setToolTip(letter.detail)
            words = [letter.title, letter.detail]
            if letter.is_unsaved:
                words.insert(1, _("not saved yet"))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(words))
        self._filter(self.search.text())

    def show_thumbnails(self, pictures: Mapping[str, QImage]) -> None:
        """Show the first page of a sample letter for these document types."""
        for row in range(self.types.count()):
            item = self.types.item(row)
            picture = pictures.get(item.data(_DATA))
            if picture is not None:
                item.setData(_PICTURE, picture)

    def keep_types(self, usable: Collection[str]) -> None:
        """Take away the document types that are not among these: their pack turned out to be broken."""
        for row in reversed(range(self.types.count())):
            if self.types.item(row).data(_DATA) not in usable:
                self.types.takeItem(row)
        self._filter(self.search.text())

    def focus_types(self) -> None:
        """Put the cursor on the first kind of letter."""
        self.types.setFocus(Qt.FocusReason.OtherFocusReason)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        super().closeEvent(event)

    def _filter(self, text: str) -> None:
        wanted = text.casefold().split()
        shown = 0
        for view in (self.letters, self.types):
            for row in range(view.count()):
                item = view.item(row)
                about = f"{item.text()} {item.toolTip()}".casefold()
                matches = all(word in about for word in wanted)
                item.setHidden(not matches)
                shown += matches
        self._none.setVisible(self.letters.count() == 0)
        self.letters.setVisible(self.letters.count() > 0)
        self._nothing_found.setVisible(bool(wanted) and shown == 0)

    def _choose_letter(self, item: QListWidgetItem) -> None:
        letter = item.data(_DATA)
        if isinstance(letter, KnownLetter):
            self.letter_chosen.emit(letter.key)

    def _choose_type(self, item: QListWidgetItem) -> None:
        self.type_chosen.emit(item.data(_DATA))


class _Gallery(QListWidget):
    """The kinds of letter as pages on a desk."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSpacing(em(self, 0.4))
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName(_("New letter"))
        self.setItemDelegate(_CardDelegate(self))


class _CardDelegate(QStyledItemDelegate):
    """A page with its name below."""

    def __init__(self, view: QListWidget) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(em(self._view, 14), em(self._view, 20.4))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        colours = tones(self._view)
        unit = em(self._view)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        card = QRectF(option.rect).adjusted(2, 2, -2, -2)
        _paint_ground(painter, card, option, self._view)
        page = QRectF(0, 0, unit * 11, unit * 11 * 297 / 210)
        page.moveCenter(card.center())
        page.moveTop(card.top() + unit * 0.8)
        for spread, alpha in ((3, 14), (1, 30)):
            painter.fillRect(page.adjusted(-spread, -spread + 1, spread, spread + 1), QColor(0, 0, 0, alpha))
        painter.fillRect(page, Qt.GlobalColor.white)
        picture = index.data(_PICTURE)
        if isinstance(picture, QImage):
            painter.drawImage(page, picture)
        text = QRectF(
            card.left() + unit * 0.7, page.bottom() + unit * 0.6, card.width() - unit * 1.4, unit * 1.3
        )
        font = QFont(option.font)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(colours.text))
        title = QFontMetrics(font).elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, int(text.width())
        )
        painter.drawText(text, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter, title)
        font.setBold(False)
        font.setPointSizeF(font.pointSizeF() * 0.9)
        painter.setFont(font)
        painter.setPen(QColor(colours.muted))
        pack = str(index.data(Qt.ItemDataRole.StatusTipRole))
        painter.drawText(text.translated(0, unit * 1.25), Qt.AlignmentFlag.AlignHCenter, pack)
        painter.restore()


class _LetterDelegate(QStyledItemDelegate):
    """The name of a letter, and below it where it is and when it was worked on."""

    def __init__(self, view: QListWidget) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(em(self._view, 12), em(self._view, 3.2))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        letter = index.data(_DATA)
        if not isinstance(letter, KnownLetter):
            return
        colours = tones(self._view)
        unit = em(self._view)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(0, 1, -1, -1)
        _paint_ground(painter, box, option, self._view)
        text = box.adjusted(unit * 0.7, unit * 0.35, -unit * 0.6, 0)
        metrics = QFontMetrics(option.font)
        painter.setFont(option.font)
        painter.setPen(QColor(colours.text))
        title = metrics.elidedText(letter.title, Qt.TextElideMode.ElideRight, int(text.width()))
        painter.drawText(text, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, title)
        small = QFont(option.font)
        small.setPointSizeF(small.pointSizeF() * 0.9)
        painter.setFont(small)
        second = text.adjusted(0, unit * 1.25, 0, 0)
        if letter.is_unsaved:
            mark = _("not saved yet")
            painter.setPen(QColor(colours.warning))
            painter.drawText(second, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, mark)
            second.adjust(QFontMetrics(small).horizontalAdvance(mark + "  "), 0, 0, 0)
        painter.setPen(QColor(colours.muted))
        detail = QFontMetrics(small).elidedText(
            letter.detail, Qt.TextElideMode.ElideMiddle, int(second.width())
        )
        painter.drawText(second, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, detail)
        painter.restore()


def _paint_ground(painter: QPainter, box: QRectF, option: QStyleOptionViewItem, view: QWidget) -> None:
    colours = tones(view)
    selected = bool(option.state & QStyle.StateFlag.State_Selected) and view.hasFocus()
    hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
    if selected or hovered:
        ground = QColor(colours.accent_soft)
        painter.setPen(QPen(QColor(colours.accent), 1.5) if selected else Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)


def _larger(font: QFont, times: float) -> QFont:
    made = QFont(font)
    made.setPointSizeF(font.pointSizeF() * times)
    made.setBold(True)
    return made
