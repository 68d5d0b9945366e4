"""Where a pack uses its fields, standard texts, lists, text blocks, marks and styles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from briefmaker.app.where_used import Use, UseKind, uses_of, where_used
from briefmaker.app.working_packs import KnownPack
from briefmaker.i18n import _
from briefmaker.problems import Severity
from briefmaker.qt.field_row import NoteLine
from briefmaker.qt.inputs import PushButton
from briefmaker.qt.services import Services
from briefmaker.qt.tones import em
from briefmaker.qt.workshop.release_line import sentence_of

__all__ = ["UsesWindow"]

_LANE = "replacing"
_THING = Qt.ItemDataRole.UserRole
_USE = Qt.ItemDataRole.UserRole


class UsesWindow(QDialog):
    """What is used at the left, with how often; where, at the right. Enter opens the file of a place."""

    def __init__(self, services: Services, pack: KnownPack, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Where used in {pack}").format(pack=pack.title))
        self._services, self._folder = services, pack.folder
        self._uses: Mapping[Thing, tuple[Use, ...]] = {}
        self._groups: list[tuple[QTreeWidgetItem, list[QTreeWidgetItem]]] = []
        self.search = QLineEdit(self)
        self.search.setClearButtonEnabled(True)
        self.things = QTreeWidget(self)
        self.places = QTreeWidget(self)
        self.note = NoteLine(self)
        self.open_file = PushButton(_("&Open the file"), self)
        self.close_button = PushButton(_("Close"), self)
        for button in (self.open_file, self.close_button):
            button.setAutoDefault(False)  # Enter in the search is no reason to open Word
        self._dress()
        self._lay_out()
        self.search.textChanged.connect(self._filter)
        self.things.currentItemChanged.connect(self._show_thing)
        self.places.currentItemChanged.connect(self._allow)
        self.places.itemActivated.connect(self.open_place)
        self.open_file.clicked.connect(self.open_place)
        self.close_button.clicked.connect(self.reject)
        self.look()
        self._allow()

    def _dress(self) -> None:
        for view, name, labels, width in (
            (self.things, _("What is used"), [_("Name"), _("Places")], 0),
            (self.places, _("Where it is used"), [_("File"), _("How"), _("Place")], 16),
        ):
            view.setObjectName("quiet_table")
            view.setAccessibleName(name)
            view.setHeaderLabels(labels)
            view.setIndentation(em(self, 0.9))
            view.setRootIsDecorated(False)
            view.setUniformRowHeights(True)
            header = view.header()
            header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            if width:
                for column, wide in ((0, width), (1, 12)):
                    header.resizeSection(column, em(self, wide))
                header.setStretchLastSection(True)
            else:
                header.setStretchLastSection(False)
                header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
                header.resizeSection(1, em(self, 4.5))

    def _lay_out(self) -> None:
        label = QLabel(_("&Search"), self)
        label.setBuddy(self.search)
        self.search.setAccessibleName(_("Search among what is used"))
        top = QHBoxLayout()
        top.setSpacing(em(self, 0.8))
        top.addWidget(label)
        top.addWidget(self.search, 1)
        self.columns = QSplitter(Qt.Orientation.Horizontal, self)
        self.columns.setChildrenCollapsible(False)
        self.columns.setHandleWidth(1)
        gap = em(self, 0.5)
        for view in (self.things, self.places):
            side = QWidget(self.columns)
            inside = QVBoxLayout(side)
            inside.setContentsMargins(
                gap if view is self.places else 0, 0, gap if view is self.things else 0, 0
            )
            inside.addWidget(view)
            self.columns.addWidget(side)
        self.columns.setSizes([em(self, 20), em(self, 54)])
        last = QHBoxLayout()
        last.addWidget(self.note, 1)
        last.addStretch(1)
        last.addWidget(self.open_file)
        last.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(em(self, 1), em(self, 1), em(self, 1), em(self, 0.8))
        column.setSpacing(em(self, 0.7))
        column.addLayout(top)
        column.addWidget(self.columns, 1)
        column.addLayout(last)
        self.resize(em(self, 76), em(self, 40))
        self.search.setFocus()

    # -- what is shown

    def look(self, _changed: object = None) -> None:
        """Read the pack anew."""
        self.note.show_note(_("The files are being read…"), None)
        self._services.tasks.start(_LANE, partial(_things, self._folder), self._show, self._fail)

    @property
    def chosen(self) -> Thing | None:
        """What is chosen at the left."""
        item = self.things.currentItem()
        return None if item is None else item.data(0, _THING)

    def _show(self, uses: Mapping[Thing, tuple[Use, ...]]) -> None:
        before = self.chosen
        self._uses = uses
        self.note.show_note("", None)
        self._groups = []
        self.things.clear()
        for kind, title in _titles().items():
            of_kind = [thing for thing in uses if thing.kind is kind]
            if not of_kind:
                continue
            head = QTreeWidgetItem(self.things, [title])
            head.setFlags(Qt.ItemFlag.ItemIsEnabled)
            font = QFont(self.things.font())
            font.setBold(True)
            head.setFont(0, font)
            items: list[QTreeWidgetItem] = []
            self._groups.append((head, items))
            for thing in of_kind:
                item = QTreeWidgetItem(head, [thing.name, str(len(uses[thing]))])
                items.append(item)
                item.setData(0, _THING, thing)
                if thing == before:
                    self.things.setCurrentItem(item)
            head.setExpanded(True)
        self._filter(self.search.text())

    def _filter(self, text: str) -> None:
        wanted = text.strip().casefold()
        shown = []
        for head, items in self._groups:
            for item in items:
                item.setHidden(wanted not in item.text(0).casefold())
            left = [item for item in items if not item.isHidden()]
            head.setHidden(not left)
            shown += left
        current = self.things.currentItem()
        if shown and (current is None or current.isHidden()):
            self.things.setCurrentItem(shown[0])

    def _show_thing(self, _item: object = None, _before: object = None) -> None:
        thing = self.chosen
        self.places.clear()
        for use in () if thing is None else self._uses.get(thing, ()):
            item = QTreeWidgetItem(self.places, [use.spot.file, use.how, use.spot.in_words])
            item.setData(0, _USE, use)
            for column in range(3):
                item.setToolTip(column, item.text(column))
            if self.places.currentItem() is None:
                self.places.setCurrentItem(item)
        self._allow()

    def _allow(self, _item: object = None, _before: object = None) -> None:
        self.open_file.setEnabled(self.places.currentItem() is not None)

    def open_place(self, _item: object = None, _column: int = 0) -> None:
        """Open the file of the chosen place in the system's own program for it."""
        item = self.places.currentItem()
        if item is not None:
            path = self._folder / item.data(0, _USE).spot.file
            self._services.dialogs.open_address(QUrl.fromLocalFile(str(path)).toString())

    def _fail(self, error: Exception) -> None:
        self.note.show_note(sentence_of(error), Severity.ERROR)

    def done(self, result: int) -> None:
        super().done(result)
        self.deleteLater()


@dataclass(frozen=True, slots=True, order=True)
class Thing:
    """What is used: its kind and its name."""

    kind: UseKind
    name: str


def _things(folder: Path) -> dict[Thing, tuple[Use, ...]]:
    """Everything that is used, by its name, with its uses."""
    found: dict[Thing, list[Use]] = {}
    for use in uses_of(folder):
        if use.kind is not UseKind.TEXT_BLOCK:
            found.setdefault(Thing(use.kind, use.name), []).append(use)
    for path in folder.rglob("tekstblokken/*.md"):
        block = Thing(UseKind.TEXT_BLOCK, path.stem)
        if block not in found:
            found[block] = [each for each in where_used(folder, path.stem) if each.kind is UseKind.TEXT_BLOCK]
    return {thing: tuple(found[thing]) for thing in sorted(found, key=_by_name)}


def _by_name(thing: Thing) -> tuple[str, str]:
    return thing.name.casefold(), thing.name


def _titles() -> dict[UseKind, str]:
    return {
        UseKind.NAME: _("Fields and standard texts"),
        UseKind.LIST: _("Lists"),
        UseKind.TEXT_BLOCK: _("Text blocks"),
        UseKind.MARK: _("Pictures"),
        UseKind.STYLE: _("Styles"),
    }
