"""Opens, from the window for templates, the windows that look through all files of a pack."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QSplitter

from briefmaker.i18n import _
from briefmaker.qt.kept_layout import KeptLayout
from briefmaker.qt.workshop.frame import WorkshopFrame
from briefmaker.qt.workshop.replace_window import ReplaceWindow
from briefmaker.qt.workshop.uses_window import UsesWindow

__all__ = ["add_searching"]


def add_searching(window: WorkshopFrame) -> None:
    """Add both to the menu of the pack."""
    _Searching(window)


class _Searching(QObject):
    def __init__(self, window: WorkshopFrame) -> None:
        super().__init__(window)
        self._window = window
        self._replace = QAction(_("Replace everyw&here…"), window)
        self._replace.setObjectName("replace_everywhere")
        self._replace.setShortcut(QKeySequence("Ctrl+H"))
        self._replace.triggered.connect(self._open_replacing)
        self._uses = QAction(_("Where us&ed?"), window)
        self._uses.setObjectName("where_used")
        self._uses.setShortcut(QKeySequence("Ctrl+Shift+F"))
        self._uses.triggered.connect(self._open_uses)
        menu, before = window.menus["pack"], window.actions_by_name["show_folder"]
        for action in (self._replace, self._uses):
            action.setEnabled(False)
            window.addAction(action)
            menu.insertAction(before, action)
        window.shown_changed.connect(self._follow)

    def _follow(self, _shown: object) -> None:
        pack = self._window.pack
        self._replace.setEnabled(pack is not None and pack.is_worked_on)
        self._uses.setEnabled(pack is not None)

    def _open_replacing(self) -> None:
        window, pack = self._window, self._window.pack
        if pack is not None:
            opened = ReplaceWindow(window.services, pack, window)
            opened.replaced.connect(self._look)
            opened.taken_back.connect(self._look)
            self._show(opened, "replace")

    def _open_uses(self) -> None:
        window, pack = self._window, self._window.pack
        if pack is not None:
            opened = UsesWindow(window.services, pack, window)
            window.files_changed.connect(opened.look)
            self._show(opened, "uses", (opened.columns,))

    def _show(self, opened: QDialog, name: str, columns: Sequence[QSplitter] = ()) -> None:
        KeptLayout(opened, self._window.services.preferences, name, columns)
        self._window.closed.connect(opened.reject)
        opened.show()

    def _look(self, _made: object) -> None:
        self._window.look_again()
