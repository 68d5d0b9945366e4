"""The pack itself: its name, the organisation, the standard texts, the order of the start page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from briefmaker.i18n import _
from briefmaker.packs.glimpses import PACK
from briefmaker.packs.toml_document import TomlDocument
from briefmaker.qt.inputs import PushButton
from briefmaker.qt.tones import em
from briefmaker.qt.workshop.manifest_session import id_of_label
from briefmaker.qt.workshop.pack_session import PackSession
from briefmaker.qt.workshop.property_inputs import LineOfInput
from briefmaker.qt.workshop.property_row import PropertyRow, with_letters
from briefmaker.qt.workshop.rows_table import RowsTable

__all__ = ["PackPage"]

TEXTS = "texts"


class PackPage(QScrollArea):
    """The properties of a pack, in rows and two tables."""

    def __init__(self, session: PackSession, taken_letters: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.rows: dict[str, PropertyRow] = {}
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, em(self, 0.5), em(self, 1))
        column.setSpacing(em(self, 0.6))
        for key, words, help in (
            ("title", _("Name"), _("As the writer sees it.")),
            ("organisation.name", _("Organisation"), _("In full.")),
            ("organisation.wordmark", _("Word with the mark"), _("Also on later pages.")),
        ):
            row = PropertyRow(key, words, help, LineOfInput(sheet, is_needed=key != TEXTS), sheet)
            row.edited.connect(self._take)
            row.input.left.connect(session.pause)
            self.rows[key] = row
            column.addWidget(row)
        with_letters(list(self.rows.values()), taken_letters)
        column.addWidget(_heading(_("Standard texts"), sheet))
        self.texts = RowsTable(_("Standard texts"), sheet)
        self.texts.setMinimumHeight(em(self, 13))
        column.addWidget(self.texts, 1)
        self.take_out = PushButton(_("Take out the text"), sheet)
        column.addLayout(_beside(self.take_out))
        column.addWidget(_heading(_("Order on the start page"), sheet))
        self.order = RowsTable(_("Order on the start page"), sheet)
        self.order.setEditTriggers(RowsTable.EditTrigger.NoEditTriggers)
        self.order.setMinimumHeight(em(self, 12))
        column.addWidget(self.order)
        self.up, self.down = PushButton(_("Move up"), sheet), PushButton(_("Move down"), sheet)
        column.addLayout(_beside(self.up, self.down))
        self.setWidget(sheet)
        sheet.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self.texts.cell_edited.connect(self._take_text)
        self.texts.cell_typed.connect(self._note_text)
        self.texts.cell_left.connect(session.forget_typing)
        self.texts.pasted.connect(self._take_texts)
        self.texts.removed.connect(self._remove_text)
        self.take_out.clicked.connect(self.texts.remove_row)
        self.order.moved.connect(self._move)
        self.up.clicked.connect(self._move_up)
        self.down.clicked.connect(self._move_down)

    def show_pack(self) -> None:
        """Show the values of pack.toml, and what is wrong with them."""
        data = self._session.documents[PACK].data
        faults = {each.key: each.sentence for each in self._session.faults if each.file == PACK}
        for key, row in self.rows.items():
            table, _point, name = key.rpartition(".")
            within = data.get(table) if table else data
            row.input.show_value(within.get(name) if isinstance(within, Mapping) else None)
            row.show_fault(faults.get(key, ""))
        texts = self._texts
        self.texts.show_rows((_("Name"), _("Text")), [(name, text) for name, text in texts.items()])
        self.order.show_rows((_("Document type"),), [(self._title_of(each),) for each in self._order])

    @property
    def _texts(self) -> dict[str, str]:
        found = self._session.documents[PACK].data.get(TEXTS)
        return {name: str(text) for name, text in found.items()} if isinstance(found, Mapping) else {}

    @property
    def _order(self) -> list[str]:
        """The folders of the types, in the order in which they are shown now."""
        written = self._session.documents[PACK].data.get("order")
        named = (
            [each for each in written if each in self._session.manifests] if isinstance(written, list) else []
        )
        return [*dict.fromkeys([*named, *sorted(self._session.manifests)])]

    def _title_of(self, folder: str) -> str:
        return str(self._session.manifests[folder].data.get("title") or folder)

    def _change(self, made: TomlDocument, key: str = "") -> None:
        self._session.change(made, key)

    def _take(self, key: str, value: object, _is_typed: object) -> None:
        table, _point, name = key.rpartition(".")
        document = self._session.documents[PACK]
        made = document.with_setting(table, name, value) if table else document.with_top(name, value)
        self._change(made, key)

    def _take_text(self, row: int, column: int, text: str) -> None:
        self._change(_with_text(self._session.documents[PACK], row, column, text))

    def _note_text(self, row: int, column: int, text: str) -> None:
        self._session.note_typing(partial(_with_text, self._session.documents[PACK], row, column, text))

    def _take_texts(self, row: int, column: int, rows: Sequence[Sequence[str]]) -> None:
        made = self._session.documents[PACK]
        for number, cells in enumerate(rows, start=row):
            for at, text in enumerate(cells[: 2 - column], start=column):
                made = _with_text(made, number, at, text)
        self._change(made)

    def _remove_text(self, row: int) -> None:
        name = list(self._texts)[row]
        self._change(self._session.documents[PACK].with_setting(TEXTS, name, None))

    def _move(self, row: int, step: int) -> None:
        order = self._order
        order.insert(row + step, order.pop(row))
        self._change(self._session.documents[PACK].with_top("order", order))

    def _move_up(self) -> None:
        self._step(-1)

    def _move_down(self) -> None:
        self._step(1)

    def _step(self, by: int) -> None:
        row = self.order.currentIndex().row()
        if 0 <= row < self.order.count and 0 <= row + by < self.order.count:
            self._move(row, by)
            self.order.go_to(row + by)


def _with_text(document: TomlDocument, row: int, column: int, text: str) -> TomlDocument:
    texts = document.data.get(TEXTS)
    names = list(texts) if isinstance(texts, Mapping) else []
    if row >= len(names):
        name = id_of_label(text) if column == 0 else _free("tekst", names)
        return document if name in names else document.with_setting(TEXTS, name, text if column else "")
    if column:
        return document.with_setting(TEXTS, names[row], text)
    return document.with_renamed_setting(TEXTS, names[row], id_of_label(text)) if text else document


def _free(name: str, taken: Sequence[str]) -> str:
    number = 1
    while f"{name}_{number}" in taken:
        number += 1
    return f"{name}_{number}"


def _heading(words: str, parent: QWidget) -> QLabel:
    label = QLabel(words, parent)
    font = label.font()
    font.setBold(True)
    label.setFont(font)
    label.setContentsMargins(0, em(parent, 0.6), 0, 0)
    return label


def _beside(*buttons: PushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    for each in buttons:
        row.addWidget(each)
    row.addStretch(1)
    return row
