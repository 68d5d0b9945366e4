"""A pack file that somebody sent is installed from the window for templates: chosen, or dropped there."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QAction

from briefmaker.i18n import _
from briefmaker.qt.file_drops import FileDrops
from briefmaker.qt.pack_files import PACK_FILES
from briefmaker.qt.workshop.frame import WorkshopFrame

__all__ = ["add_installing"]


def add_installing(window: WorkshopFrame) -> None:
    """Add it to the menu of the pack, and take pack files that are dropped."""
    action = QAction(_("&Install a pack…"), window)
    action.setObjectName("install_pack")
    action.setStatusTip(_("Use a pack that somebody sent you, for your own letters"))
    action.triggered.connect(partial(window.asked.emit, "install_pack"))
    window.addAction(action)
    window.menus["pack"].insertAction(window.actions_by_name["open_in_word"], action)
    FileDrops(window, (PACK_FILES,)).dropped.connect(window.pack_file_given)
