"""The window to edit what the types of a pack share: the organisation and its texts, and the lists from which
fields are completed, as tables."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMainWindow,
    QMenu,
    QSplitter,
    QStackedWidget,
    QToolBar,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from briefmaker.app.pack_files import OpenedPack, PackChangedMeanwhile, SavedPack, open_pack, save_pack
from briefmaker.errors import BriefmakerError
from briefmaker.i18n import _
from briefmaker.packs.glimpses import PACK
from briefmaker.qt.banner import Banner
from briefmaker.qt.dialogs import Choice, Question
from briefmaker.qt.icons import icon
from briefmaker.qt.services import Services
from briefmaker.qt.tones import em
from briefmaker.qt.workshop.calm_rows import BOLD, FAULT, CalmRows
from briefmaker.qt.workshop.list_page import ListPage
from briefmaker.qt.workshop.pack_page import PackPage
from briefmaker.qt.workshop.pack_session import PackSession

__all__ = ["PackEditor", "open_pack_editor"]

_LANE = "workshop"
_FILE = Qt.ItemDataRole.UserRole


def open_pack_editor(parent: QWidget, folder: Path, services: Services) -> None:
    """Show the editor of the pack in `folder`, once it is read; what keeps it from being edited is told.
    One that is open already comes to the front."""
    for editor in parent.findChildren(PackEditor):
        if editor.session.folder == folder and editor.isVisible():
            editor.raise_()
            editor.activateWindow()
            return
    _Opening(parent, folder, services).begin()


class PackEditor(QMainWindow):
    """saved(folder): the files were saved. closed()."""

    saved = Signal(object)
    closed = Signal()

    def __init__(self, opened: OpenedPack, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.Window)
        self._services = services
        self._is_saving = False
        self._closes_after_saving = False
        self._may_close = False
        self._theirs: PackChangedMeanwhile | None = None
        self.session = PackSession(opened, self)
        self._actions: dict[str, QAction] = {}
        letters = self._make_menus()
        self.files = QListWidget(self)
        self.files.setFrameShape(QFrame.Shape.NoFrame)
        self.files.setAccessibleName(_("Pack and lists"))
        self.files.viewport().setAutoFillBackground(False)
        self.files.setItemDelegate(CalmRows(self.files))
        self.files.setMouseTracking(True)
        self.pack = PackPage(self.session, letters, self)
        self.list = ListPage(self.session, self)
        self.banner = Banner(self)
        self._lay_out()
        self.files.currentItemChanged.connect(self._choose)
        self.session.changed.connect(self._show)
        self.session.chosen_changed.connect(self._show)
        self.session.faults_changed.connect(self._show_state)
        self.session.state_changed.connect(self._show_state)
        self._show()
        if opened.mistakes:
            self.banner.show_sentence("\n".join(opened.mistakes))
        self.resize(em(self, 64), em(self, 42))
        self.files.setFocus()

    def _make_menus(self) -> str:
        bar = QToolBar(_("Edit the pack"), self)
        bar.setMovable(False)
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.addToolBar(bar)
        standard = QKeySequence.StandardKey
        file, edit = self.menuBar().addMenu(_("&File")), self.menuBar().addMenu(_("&Edit"))
        self._act("save", _("&Save"), "save", standard.Save, self.save, file, bar)
        self._act("close", _("&Close"), "", standard.Close, self.close, file)
        self._act("undo", _("&Undo"), "undo", standard.Undo, self.session.undo, edit, bar)
        self._act("redo", _("&Redo"), "redo", standard.Redo, self.session.redo, edit, bar)
        self._act("list", _("Add a &list"), "plus", standard.New, self._add_list, edit, bar)
        return "".join(menu.title()[menu.title().index("&") + 1] for menu in (file, edit))

    def _act(
        self, name: str, words: str, drawing: str, key: QKeySequence.StandardKey, do: Callable[[], object],
        menu: QMenu, bar: QToolBar | None = None,
    ) -> None:  # fmt: skip
        action = QAction(words, self)
        if drawing:
            action.setIcon(icon(drawing, self.palette()))
            action.setProperty("drawing", drawing)
        action.setShortcuts(QKeySequence.keyBindings(key))
        action.triggered.connect(do)
        menu.addAction(action)
        if bar is not None:
            bar.addAction(action)
        self._actions[name] = action

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
        whole = QWidget(self)
        below = QVBoxLayout(whole)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        below.addWidget(self.banner)
        below.addWidget(columns, 1)
        self.setCentralWidget(whole)
        self.state = QLabel(self)
        self.state.setWordWrap(True)
        self.state.setContentsMargins(em(self, 0.6), 0, em(self, 0.6), 0)
        self.statusBar().addWidget(self.state, 1)
        self.statusBar().setSizeGripEnabled(False)

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
        self.setWindowTitle(_("Pack “{name}”").format(name=title) + "[*]")
        self.setWindowModified(session.is_modified)
        self._actions["save"].setEnabled(session.is_modified)
        self._actions["undo"].setEnabled(session.can_undo)
        self._actions["redo"].setEnabled(session.can_redo)
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

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            for action in getattr(self, "_actions", {}).values():
                if drawing := action.property("drawing"):
                    action.setIcon(icon(drawing, self.palette()))

    # -- what the user does

    def _choose(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if item is not None:
            self.session.choose(str(item.data(_FILE)))

    def _add_list(self) -> None:
        self.session.add_list(_("New list"))
        self.list.table.setFocus()

    def save(self) -> None:
        """Save the files that were changed."""
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
            self.banner.show_sentence(_("Somebody else changed this pack too; both changes are in it now."))
        self.saved.emit(self.session.folder)
        if self._closes_after_saving and not self.session.is_modified:
            QTimer.singleShot(0, self.close)

    def _failed(self, error: Exception) -> None:
        self._is_saving = self._closes_after_saving = False
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
        if self.session.is_modified and not self._may_close:
            event.ignore()
            question = Question(
                _("Save the changes to this pack?"),
                _("Without saving they are gone."),
                (
                    Choice("save", _("Save"), is_default=True),
                    Choice("discard", _("Don't save")),
                    Choice("cancel", _("Cancel"), is_escape=True),
                ),
            )
            self._services.dialogs.ask(self, question, self._answer)
            return
        self.closed.emit()
        super().closeEvent(event)

    def _answer(self, choice: str) -> None:
        if choice == "save":
            self._closes_after_saving = True
            self.save()
        elif choice == "discard":
            self._may_close = True
            QTimer.singleShot(0, self.close)  # the answer may come while the window is still asked to close


class _Opening(QObject):
    """Reads a pack beside the window, whose child it stays, and shows its editor."""

    def __init__(self, parent: QWidget, folder: Path, services: Services) -> None:
        super().__init__(parent)
        self._window = parent
        self._folder = folder
        self._services = services

    def begin(self) -> None:
        """Begin to read."""
        self._services.tasks.start(_LANE, partial(open_pack, self._folder), self._show, self._tell)

    def _show(self, opened: OpenedPack) -> None:
        PackEditor(opened, self._services, self._window).show()

    def _tell(self, error: Exception) -> None:
        if not isinstance(error, BriefmakerError):
            raise error
        self._services.dialogs.tell(self._window, _("This pack can't be edited."), str(error))
