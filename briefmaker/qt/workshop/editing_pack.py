"""Opens what the types of a pack share, to be edited, from the window for templates."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from briefmaker.i18n import _
from briefmaker.qt.workshop.frame import WorkshopFrame
from briefmaker.qt.workshop.looking import Shown
from briefmaker.qt.workshop.pack_editor import open_pack_editor

__all__ = ["add_pack_editing"]


def add_pack_editing(window: WorkshopFrame) -> None:
    """Add it to the menu of the pack."""
    _PackEditing(window)


class _PackEditing(QObject):
    def __init__(self, window: WorkshopFrame) -> None:
        super().__init__(window)
        self._window = window
        self._action = QAction(_("Edit organisation, texts and &lists…"), window)
        self._action.setObjectName("edit_pack")
        self._action.setEnabled(False)
        self._action.triggered.connect(self._open)
        window.addAction(self._action)
        window.menus["pack"].insertAction(window.actions_by_name["show_folder"], self._action)
        window.shown_changed.connect(self._follow)

    def _follow(self, _shown: Shown) -> None:
        pack = self._window.pack
        self._action.setEnabled(pack is not None and pack.is_worked_on)

    def _open(self) -> None:
        shown = self._window.shown
        if shown is not None:
            open_pack_editor(self._window, shown.folder, self._window.services)
