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
    QShortcut,
)
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from briefmaker.i18n import _
from briefmaker.packs.glimpses import Glimpse
from briefmaker.qt.banner import Banner
from briefmaker.qt.card_ground import paint_ground
from briefmaker.qt.inputs import PushButton
from briefmaker.qt.tones import em, tones
from briefmaker.qt.type_gallery import TypeGallery

__all__ = ["KnownLetter", "StartPage"]

_DATA = Qt.ItemDataRole.UserRole


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
    """type_chosen(document type id), letter_chosen(key), open_requested(), import_requested(), closed(),
    workshop_requested(): the templates themselves."""

    type_chosen = Signal(object)
    letter_chosen = Signal(object)
    open_requested = Signal()
    import_requested = Signal()
    settings_requested = Signal()
    workshop_requested = Signal()
    closed = Signal()

    def __init__(self, types: Sequence[Glimpse], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Briefmaker"))
        self.banner = Banner(self)
        self._said = ""
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(_("Search letters and document types"))
        self.search.setAccessibleName(_("Search letters and document types"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.letters = QListWidget(self)
        self.types = TypeGallery(types, self)
        self._none = QLabel(_("Letters you work on will be listed here."), self)
        self._nothing_found = QLabel(_("Nothing found."), self)
        self._lay_out()
        self.letters.itemActivated.connect(self._choose_letter)
        self.letters.itemClicked.connect(self._choose_letter)
        self.types.chosen.connect(self.type_chosen)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self.search.setFocus)
        opened = QShortcut(QKeySequence(QKeySequence.StandardKey.Open), self)
        opened.activated.connect(self.open_requested)
        settings = QShortcut(QKeySequence("Ctrl+,"), self)
        settings.activated.connect(self.settings_requested)
        self.show_letters(())
        self.resize(QSize(em(self, 80), em(self, 50)).boundedTo(self.screen().availableSize()))

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
        right_title = QLabel(_("&New document"), self)
        right_title.setFont(_larger(right_title.font(), 1.2))
        right_title.setBuddy(self.types)
        open_button = PushButton(_("&Open…"), self)
        open_button.clicked.connect(self.open_requested)
        import_button = PushButton(_("&Import a document…"), self)
        import_button.clicked.connect(self.import_requested)
        settings_button = PushButton(_("Settin&gs…"), self)
        settings_button.clicked.connect(self.settings_requested)
        workshop_button = PushButton(_("&Templates…"), self)
        workshop_button.setToolTip(_("Check and change the templates"))
        workshop_button.clicked.connect(self.workshop_requested)
        buttons = QHBoxLayout()
        buttons.setSpacing(em(self, 0.5))
        buttons.addWidget(open_button)
        buttons.addWidget(import_button)
        buttons.addWidget(workshop_button)
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
        QWidget.setTabOrder(import_button, workshop_button)
        QWidget.setTabOrder(workshop_button, settings_button)
        QWidget.setTabOrder(settings_button, self.search)

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

    def say(self, sentence: str) -> None:
        """Say quietly, at the top, what was done, in place of what was said so before; "" for nothing."""
        others = self.banner.text.text() if not self.banner.isHidden() else ""
        others = others.removesuffix(self._said).strip()
        self._said = sentence
        self.banner.show_sentence(f"{others} {sentence}".strip())

    def show_thumbnails(self, pictures: Mapping[str, QImage]) -> None:
        """Show the first page of a sample letter for these document types."""
        self.types.show_thumbnails(pictures)

    def show_types(self, types: Sequence[Glimpse]) -> None:
        """Offer these document types from now on."""
        self.types.show_types(types)
        self._filter(self.search.text())

    def keep_types(self, usable: Collection[str]) -> None:
        """Take away the document types that are not among these: their pack turned out to be broken."""
        self.types.keep(usable)
        self._filter(self.search.text())

    def focus_types(self) -> None:
        """Put the cursor on the first kind of letter."""
        self.types.setFocus(Qt.FocusReason.OtherFocusReason)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        super().closeEvent(event)

    def _filter(self, text: str) -> None:
        wanted = text.casefold().split()
        shown = self.types.show_matching(wanted)
        for row in range(self.letters.count()):
            item = self.letters.item(row)
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
        paint_ground(painter, box, option, self._view)
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


def _larger(font: QFont, times: float) -> QFont:
    made = QFont(font)
    made.setPointSizeF(font.pointSizeF() * times)
    made.setBold(True)
    return made
