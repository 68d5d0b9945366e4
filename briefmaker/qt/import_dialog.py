"""Before an existing document becomes a letter: what went where, beside the document itself.

What deserves a look comes first. Choosing a line shows the words in the source that it came from; another
kind of document may be chosen, and the source is understood anew.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QSplitter,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTextEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from briefmaker.app.importing import ImportedLetter
from briefmaker.content.report import Remark
from briefmaker.forms.filling import fill
from briefmaker.i18n import _, _n
from briefmaker.letter.document_type import DocumentType
from briefmaker.qt.inputs import ChoiceInput
from briefmaker.qt.tones import em, tones

__all__ = ["ImportDialog"]

_LINES = Qt.ItemDataRole.UserRole
_LONGEST_EXCERPT = 300


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of the list: the lines of the source it is about (from 1), what it is called, what it says."""

    name: str
    text: str
    why: str
    first: int
    last: int


class ImportDialog(QDialog):
    """Asks whether a document was understood. taken(ImportedLetter): go on with it. type_chosen(type id):
    understand the source as another kind of document; `show_import` shows the outcome."""

    taken = Signal(object)
    type_chosen = Signal(object)

    def __init__(
        self,
        imported: ImportedLetter,
        types: Sequence[DocumentType],
        name: str,
        today: datetime.date,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Import {name}").format(name=name))
        self._types = {each.id: each for each in types}
        self._imported = imported
        self._today = today
        self.kind = ChoiceInput(self)
        self.kind.setAccessibleName(_("Kind of document"))
        for each in types:
            self.kind.addItem(
                _("{type} – {organisation}").format(
                    type=each.title, organisation=each.pack.organisation.name
                ),
                each.id,
            )
        self.kind.activated.connect(self._choose_type)
        self.summary = QLabel(self)
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.summary.setWordWrap(True)
        self.list = QTreeWidget(self)
        self.list.setAccessibleName(_("What went where"))
        self.list.setObjectName("import_report")
        self.list.setColumnCount(2)
        self.list.setHeaderHidden(True)
        self.list.setRootIsDecorated(False)
        self.list.setIndentation(em(self, 0.6))
        self.list.setUniformRowHeights(False)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        self.list.header().resizeSection(0, em(self, 11))
        self.list.header().setStretchLastSection(True)
        self.list.setItemDelegate(_RoomyLines(self.list))
        self.list.currentItemChanged.connect(self._show_item)
        self.source = QPlainTextEdit(self)
        self.source.setAccessibleName(_("The document as it was read"))
        self.source.setReadOnly(True)
        self.source.setUndoRedoEnabled(False)
        self.source.setTabChangesFocus(True)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText(_("&Into the form"))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.accepted.connect(self._take)
        self._lay_out()
        self._show_source()
        self.show_import(imported)
        self.list.setFocus()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        label = QLabel(_("&Read as"), self)
        label.setBuddy(self.kind)
        top.addWidget(label)
        top.addWidget(self.kind)
        top.addStretch(1)
        columns = QSplitter(Qt.Orientation.Horizontal, self)
        columns.setChildrenCollapsible(False)
        columns.setHandleWidth(1)
        for title, widget in (
            (_("What went where"), self.list),
            (_("The document as it was read"), self.source),
        ):
            side = QWidget(columns)
            column = QVBoxLayout(side)
            is_first = widget is self.list
            gap = em(self, 0.8)
            column.setContentsMargins(0 if is_first else gap, 0, gap if is_first else 0, 0)
            column.setSpacing(em(self, 0.3))
            heading = QLabel(title, side)
            bold = heading.font()
            bold.setBold(True)
            heading.setFont(bold)
            column.addWidget(heading)
            column.addWidget(widget, 1)
            columns.addWidget(side)
        columns.setSizes([em(self, 34), em(self, 30)])
        column = QVBoxLayout(self)
        column.setContentsMargins(em(self, 1), em(self, 1), em(self, 1), em(self, 0.8))
        column.setSpacing(em(self, 0.7))
        column.addLayout(top)
        column.addWidget(self.summary)
        column.addWidget(columns, 1)
        column.addWidget(self.buttons)
        self.resize(em(self, 68), em(self, 42))

    # -- showing

    def show_import(self, imported: ImportedLetter) -> None:
        """Show what was made of the source."""
        self._imported = imported
        asked = self._types[imported.letter.document_type]
        self.kind.setCurrentIndex(self.kind.findData(asked.id))
        report = imported.report
        to_look_at = [*_remarks(report.uncertain), *_remarks(report.unplaced)]
        left_out = [*_remarks(report.dropped)]
        self.list.clear()
        if not imported.type_is_certain:
            to_look_at.insert(
                0,
                _Entry(
                    _("Kind of document"),
                    asked.title,
                    _("Recognised with little certainty. Check it above."),
                    0,
                    0,
                ),
            )
        by_place = [*self._found(asked, sure=False)]
        missing = [*self._missing(asked)]
        self._add_group(_("Worth a look"), to_look_at, is_warning=True)
        self._add_group(_("Filled in by their place in the document"), by_place)
        self._add_group(_("Recognised"), [*self._found(asked, sure=True)])
        self._add_group(_("Still to be filled in"), missing)
        self._add_group(_("Left out"), left_out)
        self.summary.setText(_summary(len(to_look_at), len(by_place), len(missing)))
        group = self.list.topLevelItem(0)
        first = None if group is None else group.child(0)
        if first is not None:
            self.list.setCurrentItem(first)

    def _found(self, asked: DocumentType, *, sure: bool) -> Iterator[_Entry]:
        for found in self._imported.report.found:
            if found.sure is sure:
                yield _Entry(_label(asked, found.field), found.text, "", found.line, found.last_line)

    def _missing(self, asked: DocumentType) -> Iterator[_Entry]:
        """What the form will ask for because the document doesn't say it."""
        for problem in fill(asked, self._imported.letter.answers, self._today).problems:
            if problem.rule == "required":
                yield _Entry(_label(asked, problem.where.field), problem.what, "", 0, 0)

    def _add_group(self, title: str, entries: Sequence[_Entry], *, is_warning: bool = False) -> None:
        if not entries:
            return
        group = QTreeWidgetItem(self.list, [f"{title} ({len(entries)})"])
        group.setFirstColumnSpanned(True)
        group.setFlags(Qt.ItemFlag.ItemIsEnabled)
        font = QFont(self.list.font())
        font.setBold(True)
        group.setFont(0, font)
        for entry in entries:
            shown = " ".join(entry.text.split())
            shown = shown if len(shown) <= _LONGEST_EXCERPT else f"{shown[:_LONGEST_EXCERPT].rstrip()}…"
            item = QTreeWidgetItem(group, [entry.name, f"{shown}\n{entry.why}" if entry.why else shown])
            item.setData(0, _LINES, (entry.first, entry.last))
            item.setToolTip(1, entry.text[:_LONGEST_EXCERPT])
            for column in (0, 1):
                item.setTextAlignment(column, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
            if is_warning:
                item.setForeground(0, QColor(tones(self).warning))
        group.setExpanded(True)

    def _show_source(self) -> None:
        lines = self._imported.source.lines
        self._blocks: dict[int, list[int]] = {}
        shown: list[str] = []
        for line in lines:
            if shown and line.blanks:
                shown.append("")
            self._blocks.setdefault(line.number, []).append(len(shown))
            shown.append(line.text)
        self.source.setPlainText("\n".join(shown))

    def _show_item(self, item: QTreeWidgetItem | None, _before: QTreeWidgetItem | None) -> None:
        first, last = (item.data(0, _LINES) or (0, 0)) if item is not None else (0, 0)
        self._mark(first, max(first, last))

    def _mark(self, first: int, last: int) -> None:
        """Show the lines of the source from `first` to `last` on a ground of their own."""
        marks: list[QTextEdit.ExtraSelection] = []
        cursor: QTextCursor | None = None
        numbers = range(first, last + 1) if first else ()
        for at in [at for number in numbers for at in self._blocks.get(number, ())]:
            mark = QTextEdit.ExtraSelection()
            place = QTextCursor(self.source.document().findBlockByNumber(at))
            mark.cursor = QTextCursor(place)
            mark.cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            mark.format.setBackground(QColor(tones(self).found))
            marks.append(mark)
            cursor = cursor or place
        self.source.setExtraSelections(marks)
        if cursor is not None:
            self.source.setTextCursor(cursor)
            self.source.centerCursor()

    # -- what the user does

    def _choose_type(self, index: int) -> None:
        chosen = self.kind.itemData(index)
        if chosen != self._imported.letter.document_type:
            self.type_chosen.emit(chosen)

    def _take(self) -> None:
        self.taken.emit(self._imported)


def _label(asked: DocumentType, path: str) -> str:
    """How a field is called, an entry of a group with its number: "Besluit 2"."""
    field_id, _slash, rest = path.partition("/")
    field = asked.fields.get(field_id)
    if field is None:
        return path
    number = rest.partition("/")[0]
    name = field.entry_label or field.label
    return f"{name} {int(number) + 1}" if number.isdigit() else field.label


def _remarks(remarks: Sequence[Remark]) -> Iterator[_Entry]:
    for remark in remarks:
        place = _("Page {number}").format(number=remark.page) if remark.page else ""
        yield _Entry(
            place or _("Line {number}").format(number=remark.line),
            remark.text,
            remark.why,
            remark.line,
            remark.line,
        )


def _summary(to_look_at: int, by_place: int, missing: int) -> str:
    if to_look_at:
        return _n(
            "One thing is worth a look before you go on.",
            "{count} things are worth a look before you go on.",
            to_look_at,
        ).format(count=to_look_at)
    if by_place:
        return _("Everything found a place. Check what was filled in by its place in the document.")
    if missing:
        return _("Everything was recognised. What the document does not say is still to be filled in.")
    return _("Everything was recognised.")


class _RoomyLines(QStyledItemDelegate):
    """Lines with air between them, more above a group; what stands beside two lines, beside the first."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        lines = str(index.sibling(index.row(), 1).data() or "").count("\n")
        if index.column() == 0 and lines:
            setattr(option, "text", index.data() + "\u2028" * lines)  # noqa: B010 -- not in the stubs

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        size = super().sizeHint(option, index)
        is_group = not index.parent().isValid()
        return QSize(
            size.width(), round(size.height() + option.fontMetrics.height() * (0.9 if is_group else 0.35))
        )
