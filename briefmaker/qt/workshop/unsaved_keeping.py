"""Keeps what is not saved yet in an editor of a pack's files: on the disk a moment after each change."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from briefmaker.drafts.kept_texts import KeptTexts
from briefmaker.errors import NotSaved
from briefmaker.qt.tasks import Latest, Tasks
from briefmaker.qt.workshop.editing_session import EditingSession, Standing

__all__ = ["UnsavedKeeping"]

_LANE = "unsaved texts"
_SOON_MS = 500
_AGAIN_MS = 5_000


class UnsavedKeeping(QObject):
    """failed(): what is typed can't be kept now; told once, until it can be again. kept(): it is."""

    failed = Signal()
    kept = Signal()

    def __init__(
        self, kept: KeptTexts, session: EditingSession[Any, Any], tasks: Tasks, parent: QObject
    ) -> None:
        """kept: what it took up is what the session has now and isn't saved."""
        super().__init__(parent)
        self._kept = kept
        self._session = session
        self._tasks = tasks
        self._last: Standing | None = session.standing()
        self._has_failed = False
        self._writing: Latest[None] = Latest(tasks, _LANE, self)
        self._writing.arrived.connect(self._note_kept)
        self._writing.failed.connect(self._note_failed)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.keep_now)

    def follow(self) -> None:
        """Something changed, or was saved; typing on doesn't put the writing off."""
        if not self._timer.isActive():
            self._timer.start(_SOON_MS)

    def keep_now(self) -> None:
        """Keep what is not saved at this very moment."""
        self._timer.stop()
        standing = self._session.standing()
        if standing != self._last:
            self._last = standing
            self._writing.request(partial(_keep, self._kept, standing))

    def end(self) -> None:
        """All is saved, or given up: the window closes, and nothing is kept of it."""
        self._timer.stop()
        self._writing.forget()
        self._tasks.start(_LANE, self._kept.forget, self._note_end)

    def _note_kept(self, _nothing: object) -> None:
        self._has_failed = False
        self.kept.emit()

    def _note_failed(self, error: Exception) -> None:
        if not isinstance(error, NotSaved):
            raise error
        self._last = None
        self._timer.start(_AGAIN_MS)
        if not self._has_failed:
            self._has_failed = True
            self.failed.emit()

    def _note_end(self, _nothing: object) -> None:
        """Nobody waits for it."""


def _keep(kept: KeptTexts, standing: Standing) -> None:
    kept.keep(standing.unsaved())
