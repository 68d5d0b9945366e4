"""The window to edit what the types of a pack share: the organisation and its texts, and the lists from which
fields are completed, as tables."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from briefmaker.app.pack_files import OpenedPack, PackChangedMeanwhile, SavedPack, open_pack, save_pack
from briefmaker.app.unsaved_texts import TakenUp, kept_texts, taken_up
from briefmaker.drafts.kept_texts import KeptTexts
from briefmaker.errors import BriefmakerError
from briefmaker.i18n import _
from briefmaker.packs.glimpses import PACK
from briefmaker.packs.toml_document import TomlDocument, document_of
from briefmaker.qt.dialogs import Choice, Question
from briefmaker.qt.kept_layout import KeptLayout
from briefmaker.qt.services import Services
from briefmaker.qt.tones import em
from briefmaker.qt.workshop.calm_rows import BOLD, FAULT, CalmRows
from briefmaker.qt.workshop.editing_window import EditingWindow, WindowOpening, brought_to_front
from briefmaker.qt.workshop.list_page import ListPage
from briefmaker.qt.workshop.pack_page import PackPage
from briefmaker.qt.workshop.pack_session import PackSession

__all__ = ["PackEditor", "open_pack_editor"]

_LANE = "workshop"
_FILE = Qt.ItemDataRole.UserRole


def open_pack_editor(parent: QWidget, folder: Path, services: Services) -> None:
    """Show the editor of the pack in `folder`, once it is read; what keeps it from being edited is told.
    One that is open already comes to the front."""
    if not brought_to_front(parent, PackEditor, folder):
        _Opening(parent, services, _("This pack can't be edited.")).begin(partial(_opened, folder))


class PackEditor(EditingWindow):
    """The editor of what the types share; see `EditingWindow`."""

    def __init__(
        self,
        opened: OpenedPack,
        services: Services,
        parent: QWidget | None = None,
        kept: KeptTexts | None = None,
        taken: TakenUp[TomlDocument] | None = None,
    ) -> None:
        """kept, taken: what the window goes on to keep, and what it took up of that."""
        session = PackSession(opened)
        if taken is not None:
            before = {name: of for name, of in session.saved.items() if name not in taken.before}
            before |= {name: of for name, of in taken.before.items() if of is not None}
            session.restore({**session.documents, **taken.documents}, before)
        super().__init__(session, kept or kept_texts(opened.folder / PACK), services, parent)
        self.session = session
        self._is_saving = False
        self._theirs: PackChangedMeanwhile | None = None
        letters = self._make_menus()
        self.files = QListWidget(self)
        self.files.setFrameShape(QFrame.Shape.NoFrame)
        self.files.setAccessibleName(_("Pack and lists"))
        self.files.viewport().setAutoFillBackground(False)
        self.files.setItemDelegate(CalmRows(self.files))
        self.files.setMouseTracking(True)
        self.pack = PackPage(self.session, letters, self)
        self.list = ListPage(self.session, self)
        self._lay_out()
        self.files.currentItemChanged.connect(self._choose)
        self.session.changed.connect(self._show)
        self.session.chosen_changed.connect(self._show)
        self.session.faults_changed.connect(self._show_state)
        self.session.state_changed.connect(self._show_state)
        self._show()
        if taken is not None:
            self.say_taken_up(taken)
        elif opened.mistakes:
            self._say("\n".join(opened.mistakes))
        self.resize(em(self, 64), em(self, 42))
        KeptLayout(self, services.preferences, "pack")
        self.files.setFocus()

    def _make_menus(self) -> str:
        bar = self._add_bar(_("Edit the pack"))
        standard = QKeySequence.StandardKey
        file, edit = self.menuBar().addMenu(_("&File")), self.menuBar().addMenu(_("&Edit"))
        self._act_on_file(file, bar)
        self._act("undo", _("&Undo"), "undo", standard.Undo, self.session.undo, edit, bar)
        self._act("redo", _("&Redo"), "redo", standard.Redo, self.session.redo, edit, bar)
        self._act("list", _("Add a &list"), "plus", standard.New, self._add_list, edit, bar)
        return "".join(menu.title()[menu.title().index("&") + 1] for menu in (file, edit))

    def _lay_out(self) -> None:
        right = QWidget(self)
        column = QVBoxLayout(right)
        margin = em(self, 1.25)
        column.setContentsMargins(margin, margin, margin, em(self, 0.8))
        column.setSpacing(em(self, 0.8))
        self.title = QLabel(right)
        font = self.title.font()
        font.setPointSizeF(font.pointSizeF() * 1.2)
        font.setBold(True)
        self.title.setFont(font)
        self.pages = QStackedWidget(right)
        self.pages.addWidget(self.pack)
        self.pages.addWidget(self.list)
        column.addWidget(self.title)
        column.addWidget(self.pages, 1)
        columns = QSplitter(Qt.Orientation.Horizontal, self)
        columns.setHandleWidth(1)
        columns.setChildrenCollapsible(False)
        left = QWidget(self)
        room = QVBoxLayout(left)
        room.setContentsMargins(0, em(self, 0.5), 0, 0)
        room.addWidget(self.files)
        columns.addWidget(left)
        columns.addWidget(right)
        columns.setSizes([em(self, 15), em(self, 49)])
        columns.setStretchFactor(1, 1)
        self._show_within(columns)
        self.state.setWordWrap(True)

    # -- showing

    def _show(self) -> None:
        session = self.session
        names = list(session.documents)
        if [self.files.item(row).data(_FILE) for row in range(self.files.count())] != names:
            self.files.blockSignals(True)
            self.files.clear()
            for name in names:
                item = QListWidgetItem(self._words(name), self.files)
                item.setData(_FILE, name)
                item.setData(BOLD, name == PACK)
            self.files.blockSignals(False)
        self.files.setCurrentRow(names.index(session.chosen))
        self.title.setText(self._words(session.chosen))
        if session.chosen == PACK:
            self.pages.setCurrentWidget(self.pack)
            self.pack.show_pack()
        else:
            self.pages.setCurrentWidget(self.list)
            self.list.show_list(session.document)
        self._show_state()

    def _words(self, file: str) -> str:
        if file == PACK:
            return _("Organisation and texts")
        return _("List “{name}”").format(name=self.session.documents[file].data.get("id") or file)

    def _show_state(self) -> None:
        session = self.session
        title = session.documents[PACK].data.get("title") or session.folder.name
        self._show_file_state(_("Pack “{name}”").format(name=title))
        said = [f"{self._words(each.file)}: {each.sentence}" if each.file else each.sentence
                for each in session.faults[:1]]  # fmt: skip
        wrong = {each.file: each.sentence for each in session.faults}
        for row in range(self.files.count()):
            item = self.files.item(row)
            item.setData(FAULT, wrong.get(item.data(_FILE), ""))
            item.setToolTip(item.data(FAULT))
        said.append(_("Not saved yet") if session.is_modified else _("Saved"))
        self.state.setText("  ·  ".join(said))
        if session.chosen == PACK:
            self.pack.show_pack()

    # -- what the user does

    def _choose(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if item is not None:
            self.session.choose(str(item.data(_FILE)))

    def _add_list(self) -> None:
        self.session.add_list(_("New list"))
        self.list.table.setFocus()

    def save(self) -> None:
        """Save the files that were changed."""
        self.list.finish()
        self.session.take_typed()
        self.session.pause()
        if self._is_saving or not self.session.is_modified:
            return
        self._is_saving = True
        session = self.session
        work = partial(save_pack, session.folder, session.documents, session.saved)
        self._services.tasks.start(_LANE, work, self._done, self._failed)

    def _done(self, saved: SavedPack) -> None:
        self._is_saving = False
        self.session.mark_saved(saved)
        if saved.joined:
            self._say(_("Somebody else changed this pack too; both changes are in it now."))
        self._after_saving()

    def _failed(self, error: Exception) -> None:
        self._is_saving = False
        self._after_not_saving()
        if isinstance(error, PackChangedMeanwhile):
            self._theirs = error
            names = ", ".join(self._words(name) for name in error.documents)
            self._services.dialogs.ask(
                self,
                Question(
                    _("Somebody else has changed the same lines and saved them: {names}.").format(
                        names=names
                    ),
                    _("Whatever you choose, the other one is one step back (Undo)."),
                    (
                        Choice("mine", _("Save mine"), is_default=True),
                        Choice("theirs", _("Take theirs")),
                        Choice("cancel", _("Cancel"), is_escape=True),
                    ),
                ),
                self._settle,
            )
        elif isinstance(error, BriefmakerError):
            self._services.dialogs.tell(self, _("The pack is not saved."), str(error))
        else:
            raise error

    def _settle(self, choice: str) -> None:
        theirs, self._theirs = self._theirs, None
        if theirs is None or choice == "cancel":
            return
        self.session.take_over(theirs.documents, keep_mine=choice == "mine")
        self.save()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.list.finish()
        super().closeEvent(event)

    @property
    def _closing_question(self) -> str:
        return _("Save the changes to this pack?")


def _opened(folder: Path) -> tuple[OpenedPack, KeptTexts, TakenUp[TomlDocument] | None]:
    opened = open_pack(folder)
    kept = kept_texts(folder / PACK)
    return opened, kept, taken_up(kept, opened.documents, document_of)


class _Opening(WindowOpening):
    def _show(self, read: tuple[OpenedPack, KeptTexts, TakenUp[TomlDocument] | None]) -> None:
        opened, kept, taken = read
        PackEditor(opened, self._services, self._window, kept, taken).show()
