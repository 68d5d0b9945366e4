"""Opens the form of the document type that is shown, from the window for templates."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from briefmaker.i18n import _
from briefmaker.qt.workshop.editing_window import EditorsFirst
from briefmaker.qt.workshop.frame import WorkshopFrame
from briefmaker.qt.workshop.looking import Shown
from briefmaker.qt.workshop.manifest_editor import open_manifest_editor

__all__ = ["add_form_editing"]


def add_form_editing(window: WorkshopFrame) -> None:
    """Add it to the menu of the pack and the tool bar; the window asks of open editors before it closes."""
    _FormEditing(window)
    EditorsFirst(window)


class _FormEditing(QObject):
    def __init__(self, window: WorkshopFrame) -> None:
        super().__init__(window)
        self._window = window
        self._action = QAction(_("Edit the &form…"), window)
        self._action.setObjectName("edit_form")
        self._action.setShortcut(QKeySequence("Ctrl+Shift+E"))
        self._action.setEnabled(False)
        self._action.triggered.connect(self._open)
        window.addAction(self._action)
        window.menus["pack"].insertAction(window.actions_by_name["show_folder"], self._action)
        window.tools.add_tool(self._action, "form", _("Form"))
        window.shown_changed.connect(self._follow)

    def _follow(self, shown: Shown) -> None:
        pack = self._window.pack
        self._action.setEnabled(pack is not None and pack.is_worked_on and bool(shown.type_folder))

    def _open(self) -> None:
        shown = self._window.shown
        if shown is not None:
            open_manifest_editor(self._window, shown.folder / shown.type_folder, self._window.services)
