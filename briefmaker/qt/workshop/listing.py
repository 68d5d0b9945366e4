"""Which packs the window lists: those of this machine, and folders that were opened by hand, also earlier.

Folders of one's own may lie on a share that doesn't answer: they are read on a lane of their own, and the
others are listed without them.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from briefmaker import places
from briefmaker.app.working_packs import KnownPack, known_packs, opened_packs
from briefmaker.errors import BriefmakerError
from briefmaker.qt.preferences import Preferences
from briefmaker.qt.tasks import Latest, Tasks

__all__ = ["PackListing"]

_MOST = 10
"""Folders that are remembered, the newest first."""


class PackListing(QObject):
    """listed(packs): these are there now."""

    listed = Signal(object)

    PATIENCE_MS = 1_500
    """The list waits so long for the folders that were opened by hand."""

    def __init__(self, tasks: Tasks, preferences: Preferences, parent: QObject) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._folders = tuple(Path(name) for name in preferences.pack_folders)
        self._here: tuple[KnownPack, ...] | None = None
        self._opened: tuple[KnownPack, ...] = ()
        self._waits = False
        self._near: Latest[tuple[KnownPack, ...]] = Latest(tasks, "workshop-check", self)
        self._near.arrived.connect(self._take_here)
        self._far: Latest[tuple[KnownPack, ...]] = Latest(tasks, "workshop-folders", self)
        self._far.arrived.connect(self._take_opened)
        for each in (self._near, self._far):
            each.failed.connect(self._fail)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(self.PATIENCE_MS)
        self._patience.timeout.connect(self._list_anyway)

    def open(self, folder: Path) -> None:
        """List this folder too, now and when the window comes back, unless it is listed anyway."""
        known = {pack.folder for pack in (*(self._here or ()), *self._opened)}
        if folder not in known and folder.parent != places.working_packs_folder():
            self._remember((folder, *(each for each in self._folders if each != folder)))
        self.read()

    def forget(self, folder: Path) -> None:
        """List this folder no more; nothing in it changes."""
        self._remember(tuple(each for each in self._folders if each != folder))
        self._opened = tuple(pack for pack in self._opened if pack.folder != folder)
        self.read()

    def read(self) -> None:
        """Read anew which packs there are."""
        if self._folders:
            shown = frozenset(pack.folder for pack in self._opened)
            self._waits = True
            self._patience.start()
            self._far.request(partial(opened_packs, self._folders, shown))
        self._near.request(known_packs)

    def _remember(self, folders: tuple[Path, ...]) -> None:
        self._folders = folders[:_MOST]
        self._preferences.pack_folders = tuple(map(str, self._folders))

    def _take_here(self, packs: tuple[KnownPack, ...]) -> None:
        self._here = packs
        self._list()

    def _take_opened(self, packs: tuple[KnownPack, ...]) -> None:
        self._opened = tuple(pack for pack in packs if pack.folder in self._folders)
        self._waits = False
        self._list()

    def _list_anyway(self) -> None:
        self._waits = False
        self._list()

    def _list(self) -> None:
        if self._here is None or self._waits:
            return
        working = [pack for pack in self._here if pack.is_worked_on]
        known = {pack.folder for pack in working}
        by_hand = [pack for pack in self._opened if pack.folder not in known]
        rest = [pack for pack in self._here if not pack.is_worked_on]
        self.listed.emit((*working, *by_hand, *rest))

    def _fail(self, error: Exception) -> None:
        """What can't be read is not listed."""
        if not isinstance(error, BriefmakerError):
            raise error
