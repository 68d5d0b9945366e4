"""Opens, from the window for templates, the windows in which a pack is published and put back."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QSplitter

from briefmaker.i18n import _
from briefmaker.publishing.release import Release
from briefmaker.qt.kept_layout import KeptLayout
from briefmaker.qt.workshop.frame import WorkshopFrame
from briefmaker.qt.workshop.history_window import HistoryWindow
from briefmaker.qt.workshop.publish_window import PublishWindow

__all__ = ["add_releasing"]


def add_releasing(window: WorkshopFrame) -> None:
    """Add both to the menu of the pack, and publishing to the tool bar."""
    _Releasing(window)


class _Releasing(QObject):
    def __init__(self, window: WorkshopFrame) -> None:
        super().__init__(window)
        self._window = window
        self._publish = QAction(_("&Publish…"), window)
        self._publish.setObjectName("publish")
        self._publish.setShortcut(QKeySequence("Ctrl+Shift+P"))
        self._publish.triggered.connect(self._open_publishing)
        self._history = QAction(_("&Versions…"), window)
        self._history.setObjectName("history")
        self._history.setShortcut(QKeySequence("Ctrl+Shift+H"))
        self._history.triggered.connect(self._open_history)
        menu, before = window.menus["pack"], window.actions_by_name["show_start_page"]
        for action in (self._publish, self._history):
            action.setEnabled(False)
            window.addAction(action)
            menu.insertAction(before, action)
        menu.insertSeparator(before)
        window.tools.add_tool(self._publish, "publish", _("Publish"))
        window.shown_changed.connect(self._follow)

    def _follow(self, _shown: object) -> None:
        pack = self._window.pack
        self._publish.setEnabled(pack is not None and pack.is_worked_on)
        self._history.setEnabled(pack is not None)

    def _open_publishing(self) -> None:
        window, pack = self._window, self._window.pack
        if pack is not None:
            opened = PublishWindow(window.services, window.looking, pack, _now, window)
            window.files_changed.connect(opened.look)
            opened.published.connect(self._tell_published)
            self._show(opened, "publish", (opened.letters.parts,))

    def _open_history(self) -> None:
        window, pack = self._window, self._window.pack
        if pack is not None:
            opened = HistoryWindow(window.services, pack, _now, window)
            opened.restored.connect(self._tell_restored)
            self._show(opened, "history")

    def _show(self, opened: QDialog, name: str, columns: Sequence[QSplitter] = ()) -> None:
        KeptLayout(opened, self._window.services.preferences, name, columns)
        self._window.closed.connect(opened.reject)
        opened.show()

    def _tell_published(self, release: Release) -> None:
        self._window.say(
            _(
                "Published: number {number}, version {version}. Colleagues get it within a quarter of"
                " an hour, or when they start Briefmaker."
            ).format(number=release.number, version=release.version)
        )
        self._window.asked.emit("renew_templates")

    def _tell_restored(self, release: Release) -> None:
        self._window.say(_("Version {version} holds again.").format(version=release.version))
        self._window.asked.emit("renew_templates")


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)
