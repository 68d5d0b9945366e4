"""What the organisation's shared folder holds of a pack, asked on a worker thread; and what helps when it
can't be asked."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog

from briefmaker.app.releases import history
from briefmaker.app.settings import organisation_folder
from briefmaker.errors import BriefmakerError
from briefmaker.i18n import _
from briefmaker.publishing.line import Entry
from briefmaker.qt.banner import Banner
from briefmaker.qt.services import Services

__all__ = ["SHARE", "ReleaseLine", "sentence_of"]

SHARE = "share"
"""The lane of whatever waits for the shared folder."""


class ReleaseLine(QObject):
    """known(entries): the releases of the pack, the newest first. unknown(): they can't be told; the banner
    says why, and offers what helps."""

    known = Signal(object)
    unknown = Signal()

    def __init__(self, services: Services, pack: str, window: QDialog) -> None:
        super().__init__(window)
        self._services = services
        self._pack = pack
        self._window = window
        self._does: Callable[[], None] | None = None
        self.entries: tuple[Entry, ...] | None = None
        self.banner = Banner(window)
        self.banner.chosen.connect(self._press)

    @property
    def shared(self) -> Path | None:
        """The shared folder, None when none was chosen."""
        return organisation_folder(self._services.preferences.settings)

    def ask(self) -> None:
        """Ask what is published of the pack."""
        self.entries = None
        shared = self.shared
        if shared is None:
            self.say(
                _("It isn't known yet where your organisation shares its templates."),
                _("Choose the &folder…"),
                self._choose,
            )
            self.unknown.emit()
            return
        self.say("")
        self._services.tasks.start(SHARE, partial(history, shared, self._pack), self._take, self._fail)

    def say(self, sentence: str, button: str = "", does: Callable[[], None] | None = None) -> None:
        """Show a sentence above the window, "" for none; with a button that `does` something (a bound
        method)."""
        self._does = does
        self.banner.show_sentence(sentence, button)

    def _press(self) -> None:
        if self._does is not None:
            self._does()

    def _take(self, entries: tuple[Entry, ...]) -> None:
        self.entries = entries
        self.known.emit(entries)

    def _fail(self, error: Exception) -> None:
        self.say(sentence_of(error), _("&Try again"), self.ask)
        self.unknown.emit()

    def _choose(self) -> None:
        # Not from the folder that is chosen now: a share that hangs would hang the window.
        title = _("Choose the folder of the organisation")
        self._services.dialogs.choose_folder(self._window, title, Path.home(), self._use)

    def _use(self, folder: Path) -> None:
        preferences = self._services.preferences
        preferences.change(preferences.settings.with_changes(organisation_folder=str(folder)))
        self.ask()


def sentence_of(error: Exception) -> str:
    """What a failure says to the user; anything but a failure of ours is raised."""
    if not isinstance(error, BriefmakerError):
        raise error
    return str(error)
