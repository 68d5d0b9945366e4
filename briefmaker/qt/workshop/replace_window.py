"""A text replaced in all files of a pack at once: where it occurs is seen first, each place can be left out,
and everything can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from briefmaker.app.pack_changes import Undo, last_change, undo
from briefmaker.app.replacing import Occurrence, Options, find_everywhere, left_out, replace_everywhere
from briefmaker.app.working_packs import KnownPack
from briefmaker.i18n import _, _n
from briefmaker.problems import Severity
from briefmaker.qt.field_row import NoteLine
from briefmaker.qt.inputs import PushButton
from briefmaker.qt.services import Services
from briefmaker.qt.tasks import Latest
from briefmaker.qt.tones import em
from briefmaker.qt.workshop.occurrence_rows import AROUND, OccurrenceRows
from briefmaker.qt.workshop.release_line import sentence_of

__all__ = ["ReplaceWindow"]

_LANE = "replacing"
_OCCURRENCE = Qt.ItemDataRole.UserRole


class ReplaceWindow(QDialog):
    """replaced(Undo): files were changed. taken_back(Undo): and that was undone."""

    replaced = Signal(object)
    taken_back = Signal(object)

    def __init__(self, services: Services, pack: KnownPack, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Replace everywhere in {pack}").format(pack=pack.title))
        self._tasks, self._folder = services.tasks, pack.folder
        self._undo: Undo | None = None
        self._items: list[QTreeWidgetItem] = []
        self._is_busy = False
        self.text = QLineEdit(self)
        self.new = QLineEdit(self)
        self.case = QCheckBox(_("Same &capitals"), self)
        self.whole = QCheckBox(_("Only &whole words"), self)
        self.list = QTreeWidget(self)
        self.note = NoteLine(self)
        self.count = QLabel(self)
        self.count.setWordWrap(True)
        self.back = PushButton(_("&Undo"), self)
        self.close_button = PushButton(_("Close"), self)
        self.confirm = PushButton(_("&Replace"), self)
        self.confirm.setDefault(True)
        self.rows = OccurrenceRows(self.list)
        self._searches: Latest[_Found] = Latest(services.tasks, _LANE, self)
        self._dress_list()
        self._lay_out()
        self._connect()
        self._unreadable: tuple[str, ...] = ()
        self._tasks.start(_LANE, partial(last_change, self._folder), self._offer_undo, self._fail)
        self._tasks.start(_LANE, partial(left_out, self._folder), self._note_left_out, self._fail)
        self._allow()

    def _dress_list(self) -> None:
        view = self.list
        view.setObjectName("quiet_table")
        view.setAccessibleName(_("Where it occurs"))
        view.setHeaderLabels([_("Text"), _("Place")])
        view.setItemDelegate(self.rows)
        view.setIndentation(em(self, 1))
        view.setRootIsDecorated(False)
        view.setUniformRowHeights(True)
        header = view.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(1, em(self, 19))
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(em(self, 0.8))
        grid.setVerticalSpacing(em(self, 0.5))
        for row, (words, field) in enumerate(((_("&Find what"), self.text), (_("Replace &by"), self.new))):
            label = QLabel(words, self)
            label.setBuddy(field)
            field.setAccessibleName(words.replace("&", ""))
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
        boxes = QHBoxLayout()
        boxes.setSpacing(em(self, 1.2))
        boxes.addWidget(self.case)
        boxes.addWidget(self.whole)
        boxes.addStretch(1)
        grid.addLayout(boxes, 2, 1)
        last = QHBoxLayout()
        last.setSpacing(em(self, 0.5))
        last.addWidget(self.count, 1)
        for button in (self.back, self.close_button, self.confirm):
            last.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(em(self, 1), em(self, 1), em(self, 1), em(self, 0.8))
        column.setSpacing(em(self, 0.7))
        column.addLayout(grid)
        column.addWidget(self.list, 1)
        column.addWidget(self.note)
        column.addLayout(last)
        self.resize(em(self, 56), em(self, 40))
        self.text.setFocus()

    def _connect(self) -> None:
        self.text.textChanged.connect(self.search)
        self.new.textChanged.connect(self._show_new)
        self.case.toggled.connect(self.search)
        self.whole.toggled.connect(self.search)
        self._searches.arrived.connect(self._show_found)
        self._searches.failed.connect(self._fail)
        self.list.itemChanged.connect(self._allow)
        self.back.clicked.connect(self.take_back)
        self.close_button.clicked.connect(self.reject)
        self.confirm.clicked.connect(self.replace)

    # -- finding

    def search(self, _changed: object = None) -> None:
        """Look anew where the text occurs."""
        self.note.show_note("\n".join(self._unreadable), Severity.WARNING)
        text = self.text.text()
        if text:
            options = Options(match_case=self.case.isChecked(), whole_words=self.whole.isChecked())
            self._searches.request(partial(_found, self._folder, text, options))
        else:
            self._searches.forget()
            self._fill(())

    @property
    def chosen(self) -> tuple[Occurrence, ...]:
        """The occurrences that are ticked."""
        return tuple(
            item.data(0, _OCCURRENCE) for item in self._items if item.checkState(0) is Qt.CheckState.Checked
        )

    def _show_found(self, found: _Found) -> None:
        if found.text == self.text.text():
            self._fill(found.occurrences)

    def _note_left_out(self, sentences: tuple[str, ...]) -> None:
        self._unreadable = sentences
        if not self.note.text():
            self.note.show_note("\n".join(sentences), Severity.WARNING)

    def _fill(self, occurrences: Sequence[Occurrence]) -> None:
        self.list.blockSignals(True)
        self._items = []
        self.list.clear()
        for file, group in groupby(occurrences, key=_file):
            listed = tuple(group)
            head = QTreeWidgetItem(self.list, [file, _counted(len(listed))])
            head.setFlags(head.flags() | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsAutoTristate)
            font = QFont(self.list.font())
            font.setBold(True)
            head.setFont(0, font)
            for each in listed:
                place = " – ".join(part for part in (each.place, each.reason) if part)
                item = QTreeWidgetItem(head, ["", place])
                self._items.append(item)
                item.setData(0, _OCCURRENCE, each)
                item.setData(0, AROUND, (each.before, each.words, each.after))
                said = f"{each.before}{each.words}{each.after}"
                item.setData(0, Qt.ItemDataRole.AccessibleTextRole, said)
                item.setToolTip(1, place)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(0, Qt.CheckState.Checked if each.is_chosen else Qt.CheckState.Unchecked)
            head.setExpanded(True)
        self.list.blockSignals(False)
        self.list.viewport().update()
        if self._items:
            self.list.setCurrentItem(self._items[0])
        self._allow()

    def _show_new(self, new: str) -> None:
        self.rows.replacement = new
        self.list.viewport().update()
        self._allow()

    # -- changing

    def replace(self) -> None:
        """Replace it in every place that is ticked, or in none."""
        chosen = self.chosen
        if chosen and not self._is_busy:
            work = partial(replace_everywhere, self._folder, chosen, self.new.text())
            self._is_busy = True
            self._tasks.start(_LANE, partial(_replaced, work, len(chosen)), self._end, self._fail)
            self._allow()

    def take_back(self) -> None:
        """Put back what stood there before the last change."""
        if self._undo is not None and not self._is_busy:
            self._is_busy = True
            work = partial(_taken_back, self._folder, self._undo)
            self._tasks.start(_LANE, work, self._end_back, self._fail)
            self._allow()

    def _end(self, done: tuple[Undo, int]) -> None:
        made, count = done
        self._is_busy = False
        self._offer_undo(made)
        self.replaced.emit(made)
        self.search()
        sentence = _n("Replaced in {count} place.", "Replaced in {count} places.", count)
        self.note.show_note(sentence.format(count=count), None)

    def _end_back(self, done: tuple[Undo, Undo | None]) -> None:
        taken, before = done
        self._is_busy = False
        self._offer_undo(before)
        self.taken_back.emit(taken)
        self.search()
        self.note.show_note(_("Taken back: {what}").format(what=taken.what), None)

    def _fail(self, error: Exception) -> None:
        self._is_busy = False
        self.note.show_note(sentence_of(error), Severity.ERROR)
        self._allow()

    def _offer_undo(self, made: Undo | None) -> None:
        self._undo = made
        self.back.setToolTip("" if made is None else made.what)
        self._allow()

    def _allow(self, _item: object = None, _column: int = 0) -> None:
        items, chosen = self._items, self.chosen
        self.list.setEnabled(bool(items))
        self.back.setEnabled(self._undo is not None and not self._is_busy)
        self.confirm.setEnabled(bool(chosen) and bool(self.text.text()) and not self._is_busy)
        said = ""
        if items:
            files = len({each.file for each in chosen})
            places = _n("{chosen} of {all} place", "{chosen} of {all} places", len(items))
            said = places.format(chosen=len(chosen), all=len(items))
            if files:
                in_files = _n("in {count} file", "in {count} files", files)
                said = f"{said}, {in_files.format(count=files)}"
        elif self.text.text() and not self._searches.is_busy:
            said = _("It occurs nowhere.")
        elif not self.text.text():
            said = _("You see every place first. Nothing changes until you choose Replace.")
        self.count.setText(said)

    def done(self, result: int) -> None:
        self._searches.forget()
        super().done(result)
        self.deleteLater()


@dataclass(frozen=True)
class _Found:
    """Where a text occurs."""

    text: str
    occurrences: tuple[Occurrence, ...]


def _found(folder: Path, text: str, options: Options) -> _Found:
    return _Found(text, find_everywhere(folder, text, options))


def _replaced(replace: Callable[[], Undo], count: int) -> tuple[Undo, int]:
    return replace(), count


def _taken_back(folder: Path, made: Undo) -> tuple[Undo, Undo | None]:
    """What was taken back, and what can be after it."""
    undo(made)
    return made, last_change(folder)


def _file(occurrence: Occurrence) -> str:
    return occurrence.file


def _counted(count: int) -> str:
    return _n("{count} place", "{count} places", count).format(count=count)
