"""Takes a folder that was opened by hand off the list of packs; its files stay as they are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from briefmaker.app.working_packs import Origin
from briefmaker.i18n import _
from briefmaker.qt.workshop.frame import WorkshopFrame

__all__ = ["Forgetting"]


class Forgetting(QObject):
    """An entry in the menu of the pack. forget: takes the folder off the list."""

    def __init__(self, window: WorkshopFrame, forget: Callable[[Path], None]) -> None:
        super().__init__(window)
        self._window = window
        self._forget = forget
        self.action = QAction(_("&Take this folder off the list"), window)
        self.action.setObjectName("forget_folder")
        self.action.setStatusTip(_("The folder and its files stay as they are"))
        self.action.setEnabled(False)
        self.action.triggered.connect(self._take_off)
        window.addAction(self.action)
        window.menus["pack"].insertAction(window.actions_by_name["show_start_page"], self.action)
        window.shown_changed.connect(self._follow)

    def _follow(self, _shown: object) -> None:
        pack = self._window.pack
        self.action.setEnabled(pack is not None and pack.origin is Origin.OPENED)

    def _take_off(self) -> None:
        pack = self._window.pack
        if pack is not None and pack.origin is Origin.OPENED:
            self._forget(pack.folder)
