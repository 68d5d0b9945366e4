"""Which other fields a choice from a list fills too, and from which column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from briefmaker.i18n import _
from briefmaker.qt.icon_button import IconButton
from briefmaker.qt.inputs import ChoiceInput, PushButton
from briefmaker.qt.tones import em
from briefmaker.qt.workshop.property_inputs import PropertyInput, let_shrink

__all__ = ["FillsInput"]


class FillsInput(PropertyInput):
    """The value is a table: field -> column of the list."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._fields: tuple[tuple[str, str], ...] = ()
        self._columns: tuple[str, ...] = ()
        self._shown: dict[str, str] = {}
        self.rows: list[_FillRow] = []
        self.more = PushButton(_("Fill another field too"), self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(em(self, 0.35))
        below = QHBoxLayout()
        below.addWidget(self.more)
        below.addStretch(1)
        self._column.addLayout(below)
        self.setFocusProxy(self.more)
        self.more.clicked.connect(self._add)

    def offer(self, fields: Sequence[tuple[str, str]], columns: Sequence[str]) -> None:
        """These fields (id, words) can be filled, from these columns."""
        if (tuple(fields), tuple(columns)) != (self._fields, self._columns):
            self._fields, self._columns = tuple(fields), tuple(columns)
            self._show_rows()

    def show_value(self, value: Any) -> None:
        shown = {str(key): str(of) for key, of in value.items()} if isinstance(value, Mapping) else {}
        if shown != self._shown:
            self._shown = shown
            self._show_rows()

    def first_input(self) -> QWidget:
        return self.rows[0].field if self.rows else self.more

    def _show_rows(self) -> None:
        while len(self.rows) > len(self._shown):
            row = self.rows.pop()
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        while len(self.rows) < len(self._shown):
            row = _FillRow(self)
            row.field.activated.connect(self._take)
            row.column.activated.connect(self._take)
            row.take_out.clicked.connect(row.clear)
            row.take_out.clicked.connect(self._take)
            self._column.insertWidget(len(self.rows), row)
            row.show()
            self.rows.append(row)
            QWidget.setTabOrder(row.take_out, self.more)
        for row, (field, column) in zip(self.rows, self._shown.items(), strict=True):
            taken = set(self._shown) - {field}
            row.show_pair(
                field, column, [each for each in self._fields if each[0] not in taken], self._columns
            )
        self.more.setEnabled(bool(self._columns) and len(self._shown) < len(self._fields))

    def _add(self) -> None:
        free = [id for id, _words in self._fields if id not in self._shown]
        if free and self._columns:
            self._shown = {**self._shown, free[0]: self._columns[0]}
            self._show_rows()
            self.edited.emit(dict(self._shown), False)
            self.rows[-1].field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self) -> None:
        shown = {row.target: row.source for row in self.rows if row.target}
        if shown != self._shown:
            self._shown = shown
            self._show_rows()
            self.edited.emit(dict(shown) or None, False)


class _FillRow(QWidget):
    """A field, the column that fills it, and a button that takes both out."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = ChoiceInput(self)
        self.field.setAccessibleName(_("Field that is filled too"))
        self.column = ChoiceInput(self)
        self.column.setAccessibleName(_("Column that fills it"))
        self.take_out = IconButton("trash", _("Don't fill this field"), self)
        self._is_cleared = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(em(self, 0.35))
        for box in (self.field, self.column):
            let_shrink(box, 6)
        row.addWidget(self.field, 1)
        row.addWidget(QLabel(_("from column"), self))
        row.addWidget(self.column, 1)
        row.addWidget(self.take_out)

    def show_pair(
        self, field: str, column: str, fields: Sequence[tuple[str, str]], columns: Sequence[str]
    ) -> None:
        """Show these two among those that can be chosen."""
        self._is_cleared = False
        _list(self.field, fields, field)
        _list(self.column, [(each, each) for each in columns], column)

    def clear(self) -> None:
        """Take both out."""
        self._is_cleared = True

    @property
    def target(self) -> str:
        """The id of the field, "" once it is taken out."""
        return "" if self._is_cleared else str(self.field.currentData() or "")

    @property
    def source(self) -> str:
        """The name of the column."""
        return str(self.column.currentData() or "")


def _list(box: ChoiceInput, options: Sequence[tuple[str, str]], chosen: str) -> None:
    box.clear()
    for value, words in options:
        box.addItem(words, value)
    if box.findData(chosen) < 0:
        box.addItem(chosen, chosen)
    box.setCurrentIndex(box.findData(chosen))
