"""The window to edit the form of a document type: its parts and fields, the properties of the chosen one, and
the form that they make beside it. Nobody needs to know how a manifest is written."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMenu,
    QSplitter,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from briefmaker.app.manifest_files import OpenedManifest, open_manifest
from briefmaker.errors import BriefmakerError
from briefmaker.i18n import _, _n
from briefmaker.letter.document_type import PackInfo
from briefmaker.packs.manifest_editing import At
from briefmaker.qt.banner import Banner
from briefmaker.qt.dialogs import Choice, Question
from briefmaker.qt.icons import icon
from briefmaker.qt.inputs import PushButton
from briefmaker.qt.services import Services
from briefmaker.qt.tones import em
from briefmaker.qt.workshop.form_beside import FormBeside
from briefmaker.qt.workshop.manifest_outline import ManifestOutline
from briefmaker.qt.workshop.manifest_saving import ManifestSaving
from briefmaker.qt.workshop.manifest_session import ManifestSession
from briefmaker.qt.workshop.property_sheet import PropertySheet

__all__ = ["ManifestEditor", "open_manifest_editor"]

_LANE = "workshop"


def open_manifest_editor(parent: QWidget, folder: Path, services: Services) -> None:
    """Show the form editor of the document type in `folder`, once it is read; what keeps it from being
    edited is told instead. One that is open already comes to the front."""
    for editor in parent.findChildren(ManifestEditor):
        if editor.session.folder == folder and editor.isVisible():
            editor.raise_()
            editor.activateWindow()
            return
    _Opening(parent, folder, services).begin()


class ManifestEditor(QMainWindow):
    """The form editor. saved(folder): the manifest was saved. closed()."""

    saved = Signal(object)
    closed = Signal()

    def __init__(
        self, opened: OpenedManifest, info: PackInfo, services: Services, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.Window)
        self._services = services
        self._closes_after_saving = False
        self._may_close = False
        self.session = ManifestSession(opened, info, self)
        self.saving = ManifestSaving(self.session, opened.stamp, services, self)
        self._actions: dict[str, QAction] = {}
        menus = self._make_menus()
        self.outline = ManifestOutline(self.session, self)
        self.sheet = PropertySheet(self.session, menus, self)
        self.form = FormBeside(self.session, services.today, self)
        self.banner = Banner(self)
        self._lay_out()
        self._connect()
        self._show_state()
        self.resize(em(self, 84), em(self, 50))
        self.outline.setFocus()

    # -- building

    def _make_menus(self) -> str:
        """Make menus and bar; returns the letters that open the menus."""
        session = self.session
        bar = QToolBar(_("Edit the form"), self)
        bar.setMovable(False)
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.addToolBar(bar)
        standard = QKeySequence.StandardKey
        file, edit, form = (self.menuBar().addMenu(each) for each in (_("&File"), _("&Edit"), _("F&orm")))
        self._act("save", _("&Save"), "save", standard.Save, self.saving.save, file, bar)
        self._act("close", _("&Close"), "", standard.Close, self.close, file)
        bar.addSeparator()
        self._act("undo", _("&Undo"), "undo", standard.Undo, self._undo, edit, bar)
        self._act("redo", _("&Redo"), "redo", standard.Redo, self._redo, edit, bar)
        bar.addSeparator()
        self._act("field", _("Add a &field"), "plus", "Ctrl+N", self._add_field, form, bar)
        self._act("inside", _("Add a field to this &group"), "", "Ctrl+Alt+N", self._add_inside, form)
        self._act("section", _("Add a &part"), "plus", "Ctrl+Shift+N", self._add_section, form, bar)
        self._act("duplicate", _("&Duplicate"), "", "Ctrl+D", session.duplicate, form)
        form.addSeparator()
        self._act("up", _("Move &up"), "arrow-up", "", session.step_up, form)
        self._act("down", _("Move do&wn"), "arrow-down", "", session.step_down, form)
        form.addSeparator()
        self._act("remove", _("&Take out"), "trash", "", session.remove, form)
        self._act("next", _("To the next &column"), "", "F6", self._to_next_column, form)
        titles = (menu.title() for menu in (file, edit, form))
        return "".join(title[title.index("&") + 1] for title in titles)

    def _act(
        self,
        name: str,
        words: str,
        drawing: str,
        key: str | QKeySequence.StandardKey,
        do: Callable[[], object],
        menu: QMenu,
        bar: QToolBar | None = None,
    ) -> None:
        action = QAction(words, self)
        if drawing:
            action.setIcon(icon(drawing, self.palette()))
            action.setProperty("drawing", drawing)
        if key:
            action.setShortcuts(
                QKeySequence.keyBindings(key) if not isinstance(key, str) else [QKeySequence(key)]
            )
        action.triggered.connect(do)
        menu.addAction(action)
        if bar is not None:
            bar.addAction(action)
        self._actions[name] = action

    def _lay_out(self) -> None:
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, em(self, 0.5), 0, em(self, 0.5))
        column.setSpacing(em(self, 0.4))
        column.addWidget(self.outline, 1)
        self.add = PushButton(_("Add a field"), left)
        self.add.clicked.connect(self._add_field)
        row = QHBoxLayout()
        row.setContentsMargins(em(self, 0.6), 0, em(self, 0.6), 0)
        row.addWidget(self.add)
        row.addStretch(1)
        column.addLayout(row)
        self.columns = QSplitter(Qt.Orientation.Horizontal, self)
        self.columns.setHandleWidth(1)
        self.columns.setChildrenCollapsible(False)
        for each in (left, self.sheet, self.form):
            self.columns.addWidget(each)
        self.columns.setSizes([em(self, 18), em(self, 34), em(self, 32)])
        self.columns.setStretchFactor(1, 1)
        self.columns.setStretchFactor(2, 1)
        whole = QWidget(self)
        below = QVBoxLayout(whole)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        below.addWidget(self.banner)
        below.addWidget(self.columns, 1)
        self.setCentralWidget(whole)
        self.state = QLabel(self)
        self.state.setContentsMargins(em(self, 0.6), 0, em(self, 0.6), 0)
        self.statusBar().addWidget(self.state, 1)
        self.statusBar().setSizeGripEnabled(False)

    def _connect(self) -> None:
        self.outline.asked.connect(self._do)
        self.sheet.add_inside_asked.connect(self._add_inside)
        self.form.field_entered.connect(self.session.select)
        self.form.tried.connect(self._show_state)
        self.banner.chosen.connect(self._take_banner)
        self.session.told.connect(self._tell)
        self.session.state_changed.connect(self._show_state)
        self.session.selected.connect(self._show_chosen)
        self.session.trial_changed.connect(self._show_state)
        self.saving.told.connect(self._say)
        self.saving.saved.connect(self._after_saving)

    # -- showing

    def _show_state(self) -> None:
        session = self.session
        name = str(session.manifest.data.get("title") or session.folder.name)
        self.setWindowTitle(_("Form of “{name}”").format(name=name) + "[*]")
        self.setWindowModified(session.is_modified)
        self._actions["save"].setEnabled(session.is_modified)
        self._actions["undo"].setEnabled(session.can_undo or self.form.can_undo)
        self._actions["redo"].setEnabled(session.can_redo or self.form.can_redo)
        faults = len(session.trial.faults)
        said = [
            _n("{count} thing is not right yet", "{count} things are not right yet", faults).format(
                count=faults
            )
            if faults
            else _("Everything is right")
        ]
        if session.left_in_template:
            tags = ", ".join(f"{{{{ {name} }}}}" for name in session.left_in_template)
            said.append(_("The template still has {tags}").format(tags=tags))
        said.append(_("Not saved yet") if session.is_modified else _("Saved"))
        self.state.setText("  ·  ".join(said))
        self._show_chosen(session.at)

    def _show_chosen(self, at: object) -> None:
        chosen: At = at if isinstance(at, tuple) else ()
        for name in ("duplicate", "up", "down", "remove"):
            self._actions[name].setEnabled(bool(chosen))
        is_in_group = len(chosen) > 1 and self.session.value(chosen[:2], "kind") == "group"
        self._actions["inside"].setEnabled(is_in_group)

    def _tell(self, sentence: object) -> None:
        """What follows from what was done, with a way back."""
        self.banner.show_sentence(str(sentence), _("Undo") if sentence else "")

    def _say(self, sentence: object) -> None:
        self.banner.show_sentence(str(sentence), _("Undo"))

    def _take_banner(self) -> None:
        self.banner.show_sentence("")
        self.session.undo()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            for action in getattr(self, "_actions", {}).values():
                if drawing := action.property("drawing"):
                    action.setIcon(icon(drawing, self.palette()))

    # -- what the user does

    def _do(self, name: object) -> None:
        if name == "edit":
            self.sheet.go_to_first()
        else:
            self._actions[str(name)].trigger()

    def _undo(self) -> None:
        if self.form.has_focus:
            self.form.step("undo")
        else:
            self.session.undo()

    def _redo(self) -> None:
        if self.form.has_focus:
            self.form.step("redo")
        else:
            self.session.redo()

    def _add_field(self) -> None:
        self.session.add_field()
        self.sheet.go_to_first()

    def _add_inside(self) -> None:
        self.session.add_inside()
        self.sheet.go_to_first()

    def _add_section(self) -> None:
        self.session.add_section()
        self.sheet.go_to_first()

    def _to_next_column(self) -> None:
        if self.outline.hasFocus():
            self.sheet.go_to_first()
        elif not self.form.has_focus and self.form.form is not None and self.form.letter is not None:
            self.form.form.go_to_first(self.form.letter.answers)
        else:
            self.outline.setFocus()

    # -- the end

    def _after_saving(self) -> None:
        self.saved.emit(self.session.folder)
        if self._closes_after_saving:
            self._closes_after_saving = False
            self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.session.is_modified and not self._may_close:
            event.ignore()
            question = Question(
                _("Save the changes to this form?"),
                _("Without saving they are gone."),
                (
                    Choice("save", _("Save"), is_default=True),
                    Choice("discard", _("Don't save")),
                    Choice("cancel", _("Cancel"), is_escape=True),
                ),
            )
            self._services.dialogs.ask(self, question, self._answer)
            return
        self.saving.stop()
        self.closed.emit()
        super().closeEvent(event)

    def _answer(self, choice: str) -> None:
        if choice == "save":
            self._closes_after_saving = True
            self.saving.save()
        elif choice == "discard":
            self._may_close = True
            QTimer.singleShot(0, self.close)  # the answer may come while the window is still asked to close


class _Opening(QObject):
    """Reads a manifest beside the window, whose child it stays, and shows its editor."""

    def __init__(self, parent: QWidget, folder: Path, services: Services) -> None:
        super().__init__(parent)
        self._window = parent
        self._folder = folder
        self._services = services

    def begin(self) -> None:
        """Begin to read."""
        work = partial(open_manifest, self._folder, self._services.packs)
        self._services.tasks.start(_LANE, work, self._show, self._tell)

    def _show(self, opened: OpenedManifest) -> None:
        if opened.info is None:
            self._services.dialogs.tell(
                self._window, _("This form can't be edited yet."), "\n".join(opened.mistakes)
            )
        else:
            ManifestEditor(opened, opened.info, self._services, self._window).show()

    def _tell(self, error: Exception) -> None:
        if not isinstance(error, BriefmakerError):
            raise error
        self._services.dialogs.tell(self._window, _("This form can't be edited."), str(error))
