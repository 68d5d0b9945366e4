"""Keeps the findings up to date, and the marks of all packs: one check running, the newest waiting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from briefmaker.app.working_packs import KnownPack
from briefmaker.errors import BriefmakerError
from briefmaker.qt.tasks import Latest, Tasks
from briefmaker.qt.workshop.looking import Looked, Looking, Shown
from briefmaker.qt.workshop.pack_tree import PackMark

__all__ = ["LiveFindings"]


class LiveFindings(QObject):
    """looked(Looked): what is wrong with what was asked for last. marked(folder, marks): by the
    folder in the pack that they are for."""

    looked = Signal(object)
    marked = Signal(object, object)

    CALM_MS = 2_500
    """After a save only the type that is shown is checked; the whole pack once nothing was saved for so
    long."""

    def __init__(self, tasks: Tasks, looking: Looking, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._looking = looking
        self._runs: Latest[Looked] = Latest(tasks, "workshop-check", self)
        self._runs.arrived.connect(self._take)
        self._marks: Latest[tuple[Path, Mapping[str, PackMark]]] = Latest(tasks, "workshop-marks", self)
        self._marks.arrived.connect(self._take_marks)
        self._marks.failed.connect(self._go_without)
        self._folder: Path | None = None
        self._packs: tuple[KnownPack, ...] = ()
        self._to_mark: list[KnownPack] = []
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(self.CALM_MS)
        self._calm.timeout.connect(self._mark_again)
        self._known: set[Path] = set()
        self._marking: Path | None = None

    @property
    def is_busy(self) -> bool:
        """Whether something is being checked."""
        return self._runs.is_busy

    def check(self, shown: Shown) -> None:
        """Check this, unless something newer comes before its turn."""
        self._folder = shown.folder
        if self._marking == shown.folder:  # what it is about to say was so before
            self._marking = None
        self._calm.start()
        self._runs.request(partial(self._looking.findings, shown))

    def mark_others(self, packs: Iterable[KnownPack]) -> None:
        """Look, when there is time, how it stands with the packs that nobody looked at yet."""
        self._packs = packs = tuple(packs)
        waiting = {pack.folder for pack in self._to_mark}
        fresh = [pack for pack in packs if pack.folder not in self._known and pack.folder not in waiting]
        self._to_mark = [*(pack for pack in fresh if pack.folder == self._folder), *self._to_mark]
        self._to_mark += [pack for pack in fresh if pack.folder != self._folder]
        self._mark_next()

    def _mark_next(self) -> None:
        if self._to_mark and not self._marks.is_busy:
            pack = self._to_mark.pop(0)
            self._known.add(pack.folder)
            self._marking = pack.folder
            self._marks.request(partial(self._looking.marks, pack))

    def _mark_again(self) -> None:
        """Nothing was saved for a while: how does it stand with the pack as a whole?"""
        if self._folder is not None:
            self._known.discard(self._folder)
        self.mark_others(self._packs)

    def _take(self, looked: Looked) -> None:
        self.looked.emit(looked)
        self.marked.emit(looked.shown.folder, looked.marks)

    def _take_marks(self, found: tuple[Path, Mapping[str, PackMark]]) -> None:
        if found[0] == self._marking:
            self.marked.emit(*found)
        self._mark_next()

    def _go_without(self, error: Exception) -> None:
        if not isinstance(error, BriefmakerError):
            raise error
        self._mark_next()
