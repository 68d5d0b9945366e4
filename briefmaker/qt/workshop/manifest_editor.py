"""The window to edit the form of a document type: its parts and fields, the properties of the chosen one, and
the form that they make beside it. Nobody needs to know how a manifest is written."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from briefmaker.app.manifest_files import OpenedManifest, open_manifest
from briefmaker.app.unsaved_texts import TakenUp, kept_texts, taken_up
from briefmaker.drafts.kept_texts import KeptTexts
from briefmaker.i18n import _, _n
from briefmaker.letter.document_type import PackInfo
from briefmaker.packs.glimpses import MANIFEST
from briefmaker.packs.installed import InstalledPacks
from briefmaker.packs.manifest_editing import At, Manifest, manifest_of
from briefmaker.qt.inputs import PushButton
from briefmaker.qt.kept_layout import KeptLayout
from briefmaker.qt.services import Services
from briefmaker.qt.tones import em
from briefmaker.qt.workshop.editing_window import EditingWindow, WindowOpening, brought_to_front
from briefmaker.qt.workshop.form_beside import FormBeside
from briefmaker.qt.workshop.manifest_outline import ManifestOutline
from briefmaker.qt.workshop.manifest_saving import ManifestSaving
from briefmaker.qt.workshop.manifest_session import ManifestSession
from briefmaker.qt.workshop.property_sheet import PropertySheet

__all__ = ["ManifestEditor", "open_manifest_editor"]


def open_manifest_editor(parent: QWidget, folder: Path, services: Services) -> None:
    """Show the form editor of the document type in `folder`, once it is read; what keeps it from being
    edited is told instead. One that is open already comes to the front."""
    if not brought_to_front(parent, ManifestEditor, folder):
        opening = _Opening(parent, services, _("This form can't be edited."))
        opening.begin(partial(_opened, folder, services.packs))


class ManifestEditor(EditingWindow):
    """The form editor; see `EditingWindow`."""

    def __init__(
        self,
        opened: OpenedManifest,
        info: PackInfo,
        services: Services,
        parent: QWidget | None = None,
        kept: KeptTexts | None = None,
        taken: TakenUp[Manifest] | None = None,
    ) -> None:
        """kept, taken: what the window goes on to keep, and what it took up of that."""
        session = ManifestSession(opened, info)
        if taken is not None:
            session.restore(taken.documents[MANIFEST], taken.before[MANIFEST] or opened.manifest)
        super().__init__(session, kept or kept_texts(opened.folder / MANIFEST), services, parent)
        self.session = session
        self.saving = ManifestSaving(session, opened.stamp, services, self)
        menus = self._make_menus()
        self.outline = ManifestOutline(self.session, self)
        self.sheet = PropertySheet(self.session, menus, self)
        self.form = FormBeside(self.session, services.today, self)
        self._lay_out()
        self._connect()
        self._show_state()
        if taken is not None:
            self.say_taken_up(taken)
        self.resize(em(self, 84), em(self, 50))
        KeptLayout(self, services.preferences, "form", (self.columns,))
        self.outline.setFocus()

    # -- building

    def _make_menus(self) -> str:
        """Make menus and bar; returns the letters that open the menus."""
        session = self.session
        bar = self._add_bar(_("Edit the form"))
        standard = QKeySequence.StandardKey
        file, edit, form = (self.menuBar().addMenu(each) for each in (_("&File"), _("&Edit"), _("F&orm")))
        self._act_on_file(file, bar)
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
        self._show_within(self.columns)

    def _connect(self) -> None:
        self.outline.asked.connect(self._do)
        self.sheet.add_inside_asked.connect(self._add_inside)
        self.form.field_entered.connect(self.session.select)
        self.form.tried.connect(self._show_state)
        self.session.told.connect(self._offer_undo)
        self.session.state_changed.connect(self._show_state)
        self.session.selected.connect(self._show_chosen)
        self.session.trial_changed.connect(self._show_state)
        self.saving.told.connect(self._offer_undo)
        self.saving.saved.connect(self._after_saving)
        self.saving.not_saved.connect(self._after_not_saving)

    # -- showing

    def _show_state(self) -> None:
        session = self.session
        name = str(session.manifest.data.get("title") or session.folder.name)
        self._show_file_state(_("Form of “{name}”").format(name=name))
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

    # -- what the user does

    def save(self) -> None:
        """Save the manifest."""
        self.saving.save()

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

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        if event.isAccepted():
            self.saving.stop()

    @property
    def _closing_question(self) -> str:
        return _("Save the changes to this form?")


def _opened(
    folder: Path, packs: InstalledPacks
) -> tuple[OpenedManifest, KeptTexts, TakenUp[Manifest] | None]:
    opened = open_manifest(folder, packs)
    kept = kept_texts(folder / MANIFEST)
    can_edit = opened.info is not None
    return opened, kept, taken_up(kept, {MANIFEST: opened.manifest}, manifest_of) if can_edit else None


class _Opening(WindowOpening):
    def _show(self, read: tuple[OpenedManifest, KeptTexts, TakenUp[Manifest] | None]) -> None:
        opened, kept, taken = read
        if opened.info is None:
            self._services.dialogs.tell(
                self._window, _("This form can't be edited yet."), "\n".join(opened.mistakes)
            )
        else:
            ManifestEditor(opened, opened.info, self._services, self._window, kept, taken).show()
