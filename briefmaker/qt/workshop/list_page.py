"""A list of a pack as a table: its columns, and a row for each entry."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from briefmaker.i18n import _
from briefmaker.packs.toml_document import TomlDocument
from briefmaker.qt.field_row import NoteLine
from briefmaker.qt.inputs import ChoiceInput, LineInput, PushButton
from briefmaker.qt.tones import em
from briefmaker.qt.workshop.pack_session import PackSession, columns_of, with_column
from briefmaker.qt.workshop.property_inputs import let_shrink
from briefmaker.qt.workshop.property_row import LABEL_EM
from briefmaker.qt.workshop.rows_table import RowsTable

__all__ = ["ListPage"]

ENTRY = "entry"


class ListPage(QWidget):
    """The list that is looked at."""

    def __init__(self, session: PackSession, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.columns = LineInput(self)
        self.columns.setAccessibleName(_("Columns"))
        self.shows = ChoiceInput(self)
        self.shows.setAccessibleName(_("Shows"))
        let_shrink(self.shows, 12)
        note = NoteLine(self)
        note.show_note(_("Names of columns, parted by commas: small letters, digits and underscores."), None)
        self.table = RowsTable(_("Entries of the list"), self)
        self.take_out = PushButton(_("Take out the &row"), self)
        self.paste = PushButton(_("&Paste rows"), self)
        form = QGridLayout()
        form.setHorizontalSpacing(em(self, 0.75))
        form.setVerticalSpacing(em(self, 0.25))
        form.setColumnMinimumWidth(0, em(self, LABEL_EM))
        form.setColumnStretch(1, 1)
        for line, (words, box) in enumerate(((_("&Columns"), self.columns), (_("&Shows"), self.shows))):
            label = QLabel(words, self)
            label.setBuddy(box)
            form.addWidget(label, 2 * line, 0)
            form.addWidget(box, 2 * line, 1)
        form.addWidget(note, 1, 1)
        below = QHBoxLayout()
        below.addWidget(self.paste)
        below.addWidget(self.take_out)
        below.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(em(self, 0.7))
        column.addLayout(form)
        column.addWidget(self.table, 1)
        column.addLayout(below)
        self.columns.editingFinished.connect(self._take_columns)
        self.shows.activated.connect(self._take_shows)
        self.table.cell_edited.connect(self._take_cell)
        self.table.cell_typed.connect(self._note_cell)
        self.table.cell_left.connect(session.forget_typing)
        self.table.pasted.connect(self._take_rows)
        self.table.moved.connect(self._move)
        self.table.removed.connect(self._remove)
        self.take_out.clicked.connect(self.table.remove_row)
        self.paste.clicked.connect(self.table.paste)

    def show_list(self, document: TomlDocument) -> None:
        """Show a list."""
        entries = document.entries(ENTRY)
        columns = columns_of(entries)
        self.table.show_rows(columns, [[str(each.get(name, "")) for name in columns] for each in entries])
        if not self.columns.isModified() or not self.columns.hasFocus():
            self.columns.setText(", ".join(columns))
        shown = str(document.data.get("shows", ""))
        options = columns if shown in columns else [*columns, shown]
        if [self.shows.itemText(at) for at in range(self.shows.count())] != options:
            self.shows.clear()
            self.shows.addItems(options)
        self.shows.setCurrentText(shown)

    @property
    def _names(self) -> list[str]:
        return columns_of(self._session.document.entries(ENTRY))

    def _take_columns(self) -> None:
        if not self.columns.isModified():
            return
        self.columns.setModified(False)
        wanted = [each.strip() for each in self.columns.text().split(",") if each.strip()]
        names, made = self._names, self._session.document
        if not wanted or len(set(wanted)) < len(wanted):
            self.show_list(made)
            return
        if len(wanted) == len(names) and set(wanted) != set(names):
            for old, new in zip(names, wanted, strict=True):
                if old != new and new not in names:
                    made = with_column(made, old, new)
        else:
            for number in range(len(made.entries(ENTRY))):
                for gone in set(names) - set(wanted):
                    made = made.with_entry_value(ENTRY, number, gone, None)
            fresh = [each for each in wanted if each not in names]
            if fresh and made.entries(ENTRY):
                for name in fresh:
                    made = made.with_entry_value(ENTRY, 0, name, "")
            elif fresh:
                made = made.with_entry(ENTRY, dict.fromkeys(fresh, ""))
        self._session.change(made)
        self.show_list(self._session.document)

    def _take_shows(self, _index: int) -> None:
        self._session.change(self._session.document.with_top("shows", self.shows.currentText()))

    def _take_cell(self, row: int, column: int, text: str) -> None:
        self._session.change(_with_cells(self._session.document, self._names, row, column, [[text]]))

    def _note_cell(self, row: int, column: int, text: str) -> None:
        self._session.note_typing(
            partial(_with_cells, self._session.document, self._names, row, column, [[text]])
        )

    def finish(self) -> None:
        """Take in the names of columns that were typed and not confirmed yet."""
        self._take_columns()

    def _take_rows(self, row: int, column: int, rows: Sequence[Sequence[str]]) -> None:
        self._session.change(_with_cells(self._session.document, self._names, row, column, rows))

    def _move(self, row: int, step: int) -> None:
        self._session.change(self._session.document.with_moved_entry(ENTRY, row, row + step))

    def _remove(self, row: int) -> None:
        self._session.change(self._session.document.without_entry(ENTRY, row))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)


def _with_cells(
    document: TomlDocument, names: Sequence[str], row: int, column: int, rows: Sequence[Sequence[str]]
) -> TomlDocument:
    """With these texts from a cell on; names: of the columns. What is wider than the list is left out."""
    made = document
    for number, cells in enumerate(rows, start=row):
        entries = made.entries(ENTRY)
        values = dict(zip(names[column:], cells, strict=False))
        if number >= len(entries):
            if any(values.values()):
                made = made.with_entry(ENTRY, {name: values.get(name, "") for name in names})
            continue
        for name, text in values.items():
            if str(entries[number].get(name, "")) != text:
                made = made.with_entry_value(ENTRY, number, name, text)
    return made
