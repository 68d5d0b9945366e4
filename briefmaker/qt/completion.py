"""What the lists of a pack offer while one types: every entry that contains the letters typed.

A field's choices and the entries of its list look alike here: an entry has a name, and a line of
what else it brings, by which two people of one name are told apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    SignalInstance,
)
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPalette,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCompleter,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from briefmaker.letter.document_type import DocumentType, LetterField
from briefmaker.qt.tones import em, tones

__all__ = ["DETAIL", "EntryDelegate", "chosen_index", "completer_of", "entry_at", "offers", "popup_of"]

_MOST_DETAILS = 2
ENTRY = Qt.ItemDataRole.UserRole
DETAIL = Qt.ItemDataRole.UserRole + 1


def offers(field: LetterField) -> bool:
    """Whether a field has anything to complete from."""
    return bool(field.choices or field.completes_from)


def completer_of(document_type: DocumentType, field: LetterField, parent: QObject) -> QCompleter:
    """A completer over the field's choices, or the entries of its list."""
    model = QStandardItemModel(parent)
    for choice in field.choices:
        model.appendRow(_item(choice, "", {}))
    if field.completes_from:
        source = document_type.pack.lists[field.completes_from]
        for entry in source.entries:
            name = entry.get(source.shows, "")
            rest = [_one_line(value) for column, value in entry.items() if column != source.shows and value]
            model.appendRow(_item(_one_line(name), " · ".join(dict.fromkeys(rest[:_MOST_DETAILS])), entry))
    completer = QCompleter(model, parent)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    completer.setMaxVisibleItems(8)
    popup = popup_of(completer)
    popup.setItemDelegate(EntryDelegate(popup))
    popup.installEventFilter(_TabGoesOn(completer))
    return completer


def popup_of(completer: QCompleter) -> QAbstractItemView:
    """The list that a completer shows."""
    popup = completer.popup()
    assert popup is not None
    return popup


def chosen_index(completer: QCompleter) -> SignalInstance:
    """The signal that gives the index chosen in the completer's list."""
    overloads: Any = completer.activated
    signal: SignalInstance = overloads[QModelIndex]
    return signal


def entry_at(index: QModelIndex | QPersistentModelIndex) -> tuple[str, Mapping[str, str]]:
    """The name of what was chosen, and the entry ({} for a plain choice)."""
    entry = index.data(ENTRY)
    return str(index.data(Qt.ItemDataRole.DisplayRole)), entry if isinstance(entry, Mapping) else {}


def _item(name: str, detail: str, entry: Mapping[str, str]) -> QStandardItem:
    item = QStandardItem(name)
    item.setEditable(False)
    item.setData(dict(entry), ENTRY)
    item.setData(detail, DETAIL)
    item.setData(f"{name}, {detail}" if detail else name, Qt.ItemDataRole.AccessibleTextRole)
    return item


def _one_line(text: str) -> str:
    return " ".join(text.split())


class _TabGoesOn(QObject):
    """Tab in an open list takes what is marked, if anything is, and goes on to the next field; Qt's own
    completer stays where it is."""

    def __init__(self, completer: QCompleter) -> None:
        super().__init__(completer)
        self._completer = completer

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() not in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            return False
        popup, widget = popup_of(self._completer), self._completer.widget()
        index = popup.currentIndex()
        popup.hide()
        if index.isValid():
            chosen_index(self._completer).emit(index)
        if widget is not None:
            QCoreApplication.sendEvent(widget, QKeyEvent(event.type(), event.key(), event.modifiers()))
        return True


class EntryDelegate(QStyledItemDelegate):
    """Draws an entry's name, and under it in small type what else it brings."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        lines = 2 if index.data(DETAIL) else 1
        return QSize(em(self._view, 12), em(self._view, 1.2) * lines + em(self._view, 0.4))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        colours = tones(self._view)
        painter.save()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(option.rect, option.palette.color(QPalette.ColorRole.Highlight))
        text_colour = option.palette.color(
            QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
        )
        area = option.rect.adjusted(
            em(self._view, 0.5), em(self._view, 0.2), -em(self._view, 0.4), -em(self._view, 0.2)
        )
        metrics = QFontMetrics(option.font)
        painter.setFont(option.font)
        painter.setPen(text_colour)
        detail = str(index.data(DETAIL) or "")
        name = str(index.data(Qt.ItemDataRole.DisplayRole))
        line = em(self._view, 1.2) if detail else area.height()
        first = area.adjusted(0, 0, 0, line - area.height())
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(first, align, metrics.elidedText(name, Qt.TextElideMode.ElideRight, first.width()))
        if detail:
            small = option.font
            small.setPointSizeF(small.pointSizeF() * 0.88)
            painter.setFont(small)
            painter.setPen(text_colour if selected else QColor(colours.muted))
            second = area.adjusted(0, line, 0, 0)
            detail = QFontMetrics(small).elidedText(detail, Qt.TextElideMode.ElideRight, second.width())
            painter.drawText(second, align, detail)
        painter.restore()
