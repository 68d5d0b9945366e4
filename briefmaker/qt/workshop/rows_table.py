"""A table of texts that people fill as they fill one in Excel: type in the last row for one more, paste rows,
move them with Alt+Shift+Up and Down."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from briefmaker.qt.reordering import step_of
from briefmaker.qt.tones import em

__all__ = ["RowsTable", "cells_of_text"]

_Index = QModelIndex | QPersistentModelIndex
_MOST_PASTED = 2_000


class _Rows(QAbstractTableModel):
    """The rows, and an empty one below them. cell_edited(row, column, text)."""

    cell_edited = Signal(object, object, object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.columns: tuple[str, ...] = ()
        self.rows: tuple[tuple[str, ...], ...] = ()

    def show_rows(self, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        wanted = tuple(tuple(row) for row in rows)
        if tuple(columns) == self.columns and len(wanted) == len(self.rows):
            if wanted != self.rows:
                self.rows = wanted
                last = self.index(len(wanted), len(columns) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self.columns, self.rows = tuple(columns), wanted
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (as Qt has it)
        return 0 if parent.isValid() else len(self.rows) + 1

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (as Qt has it)
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self.rows[index.row()][index.column()] if index.row() < len(self.rows) else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.columns[index.column()]}: {self.data(index)}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self.columns[section]
        return str(section + 1) if section < len(self.rows) else "+"

    def flags(self, index: _Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        text = str(value).strip()
        if text != self.data(index):
            self.cell_edited.emit(index.row(), index.column(), text)
        return True


class _Cells(QStyledItemDelegate):
    """typed(row, column, text): so much stands in the cell that is typed in."""

    typed = Signal(object, object, object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._at = QPersistentModelIndex()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        made = super().createEditor(parent, option, index)
        if isinstance(made, QLineEdit):
            self._at = QPersistentModelIndex(index)
            made.textEdited.connect(self._tell)
        return made

    def _tell(self, text: str) -> None:
        if self._at.isValid():
            self.typed.emit(self._at.row(), self._at.column(), text.strip())


class RowsTable(QTableView):
    """cell_edited(row, column, text): a row may be the one behind the last. cell_typed(row, column, text): it
    is being typed in, and may be left as it was. cell_left(): it is no more. pasted(row, column, rows of
    texts). moved(row, -1 or 1). removed(row)."""

    cell_edited = Signal(object, object, object)
    cell_typed = Signal(object, object, object)
    cell_left = Signal()
    pasted = Signal(object, object, object)
    moved = Signal(object, object)
    removed = Signal(object)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = _Rows(self)
        self.setModel(self._rows)
        self.setAccessibleName(name)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.horizontalHeader().setHighlightSections(False)
        self.verticalHeader().setDefaultSectionSize(em(self, 1.75))
        self.setShowGrid(True)
        self.setObjectName("rows_table")
        self.setCornerButtonEnabled(False)
        self._rows.cell_edited.connect(self.cell_edited)
        cells = _Cells(self)
        self.setItemDelegate(cells)
        cells.typed.connect(self.cell_typed)
        cells.closeEditor.connect(self._tell_left)

    def _tell_left(self, *_editor: object) -> None:
        self.cell_left.emit()

    def show_rows(self, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Show these rows; the place in the table stays."""
        at = self.currentIndex()
        fits = tuple(columns) == self._rows.columns
        self._rows.show_rows(columns, rows)
        if not fits:
            for column in range(len(columns)):
                widest = max((len(row[column]) for row in rows[:200]), default=8)
                self.setColumnWidth(column, em(self, min(24, max(7, widest * 0.5 + 1.5))))
        if at.isValid() and columns:
            self.go_to(min(at.row(), len(rows)), min(at.column(), len(columns) - 1))

    def go_to(self, row: int, column: int = 0) -> None:
        """Make a cell the current one."""
        index = self._rows.index(row, column)
        if index != self.currentIndex():
            self.setCurrentIndex(index)

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self._rows.rows)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and step_of(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at, step = self.currentIndex(), step_of(event)
        if step and at.isValid():
            if at.row() < self.count and 0 <= at.row() + step < self.count:
                self.moved.emit(at.row(), step)
                self.go_to(at.row() + step, at.column())
        elif event.matches(QKeySequence.StandardKey.Paste) and at.isValid():
            self.paste()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif event.key() == Qt.Key.Key_Delete and at.isValid():
            self._empty()
        else:
            super().keyPressEvent(event)

    def paste(self) -> None:
        """Put the rows of the clipboard (of Excel, or of a text) in from the current cell on."""
        at = self.currentIndex()
        rows = cells_of_text(QGuiApplication.clipboard().text())
        if rows:
            row = at.row() if at.isValid() else self.count
            self.pasted.emit(row, max(0, at.column()), rows[:_MOST_PASTED])

    def remove_row(self) -> None:
        """Take the current row out."""
        at = self.currentIndex()
        if at.isValid() and at.row() < self.count:
            self.removed.emit(at.row())

    def _copy(self) -> None:
        indexes = sorted(self.selectedIndexes(), key=lambda each: (each.row(), each.column()))
        lines: dict[int, list[str]] = {}
        for index in indexes:
            lines.setdefault(index.row(), []).append(str(index.data()))
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines.values()))

    def _empty(self) -> None:
        at = self.currentIndex()
        if at.row() < self.count and at.data():
            self.cell_edited.emit(at.row(), at.column(), "")

    def sizeHintForRow(self, row: int) -> int:
        return em(self, 1.75)


def cells_of_text(text: str) -> list[list[str]]:
    """The rows and cells of a text from a spreadsheet: lines, parted by tabs."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n").split("\n")
    return [[cell.strip() for cell in line.split("\t")] for line in lines] if text.strip() else []
