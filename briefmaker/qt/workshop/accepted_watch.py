"""Says, once nothing was saved for a while, that the pages of samples are no longer those that were accepted.

Every sample is made in every house style for it, which takes seconds; the pages and findings that are shown
go first, and a newer save ends it.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer

from briefmaker.errors import BriefmakerError
from briefmaker.inspection.finding import Finding
from briefmaker.qt.tasks import Latest
from briefmaker.qt.workshop.frame import WorkshopFrame
from briefmaker.qt.workshop.looking import Shown

__all__ = ["add_accepted_watch"]

_Found = tuple[int, tuple[Finding, ...]]


def add_accepted_watch(window: WorkshopFrame) -> None:
    """Add it to the findings of the type that is shown."""
    _AcceptedWatch(window)


class _AcceptedWatch(QObject):
    CALM_MS = 2_500

    def __init__(self, window: WorkshopFrame) -> None:
        super().__init__(window)
        self._window = window
        self._round = 0
        self._about: tuple[object, str] | None = None
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(self.CALM_MS)
        self._calm.timeout.connect(self._look)
        self._runs: Latest[_Found] = Latest(window.services.tasks, "workshop-accepted", self)
        self._runs.arrived.connect(self._show)
        self._runs.failed.connect(self._go_without)
        window.shown_changed.connect(self._follow)
        window.files_changed.connect(self._wait)
        window.closed.connect(self._stop)

    def _follow(self, shown: Shown) -> None:
        about = (shown.folder, shown.about if shown.about == shown.type_folder else "")
        if about != self._about:
            self._about = about
            self._window.findings.show_also(())
            self._wait()

    def _wait(self, _names: object = None) -> None:
        self._stop()
        self._calm.start()

    def _stop(self) -> None:
        self._round += 1
        self._calm.stop()
        self._runs.forget()

    def _look(self) -> None:
        shown, number = self._window.shown, self._round
        if shown is not None and self._about is not None and self._about[1]:
            is_over = partial(self._is_over, number)
            self._runs.request(partial(_found, self._window, shown, number, is_over))

    def _is_over(self, number: int) -> bool:
        return number != self._round

    def _show(self, found: _Found) -> None:
        number, findings = found
        if number == self._round:
            self._window.findings.show_also(findings)

    def _go_without(self, error: Exception) -> None:
        if not isinstance(error, BriefmakerError):
            raise error


def _found(window: WorkshopFrame, shown: Shown, number: int, is_over: partial[bool]) -> _Found:
    """On a worker thread."""
    return number, window.looking.different(shown, is_over)
