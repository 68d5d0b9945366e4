"""The organisation's newest templates, fetched when the program starts and now and then after that.

A share may hang or be gone: another process looks there, the window waits for nothing, and without an answer
it goes on with the templates that are here. Letters that are open keep theirs.
"""

from __future__ import annotations

import time
from collections.abc import Collection
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication, QWindow

from briefmaker.app.settings import organisation_folder
from briefmaker.errors import BriefmakerError
from briefmaker.i18n import _
from briefmaker.qt.program import Program

if TYPE_CHECKING:
    from briefmaker.app.releases import Installation
    from briefmaker.packs.installed import InstalledPacks
    from briefmaker.publishing.installing import Outcome

__all__ = ["NewTemplates"]

_SOON_MS = 150
"""When the window is on the screen and answers to keys."""


class NewTemplates(QObject):
    """Looks from when `look` was asked for until `stop`, before the program ends."""

    EVERY_MS = 15 * 60_000
    AT_LEAST_S = 60.0
    """Between two looks, however often one comes back to the start page or the window for templates."""

    def __init__(self, program: Program, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._program = program
        self._installation: Installation | None = None
        self._is_looking = False
        self._looked_at = 0.0
        self._said: set[str] = set()
        self._timer = QTimer(self)
        self._timer.setInterval(self.EVERY_MS)
        self._timer.timeout.connect(self.look_now)

    def look(self) -> None:
        """Look in the shared folder, if the organisation has one, once the window is there; then now and
        again."""
        QTimer.singleShot(_SOON_MS, self, self.look_now)
        self._timer.start()
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._look_when_back)
        self._program.workshops.templates_wanted.connect(self.look_now)

    def stop(self) -> None:
        """Look no more: each pack is the old or the new one."""
        self._timer.stop()
        self._is_looking = True
        if self._installation is not None:
            self._installation.stop()

    def look_now(self) -> None:
        """Look in the shared folder, unless that is being done, or hangs."""
        services = self._program.services
        shared = organisation_folder(services.preferences.settings)
        if shared is None or self._is_looking:
            return
        from briefmaker.app.releases import Installation, share_hangs

        if share_hangs():
            return
        self._is_looking = True
        self._looked_at = time.monotonic()
        self._installation = Installation(shared)
        work = partial(_outcome, self._installation, services.packs)
        services.tasks.start("share", work, self._take, self._go_without)

    def _look_when_back(self, window: QWindow | None) -> None:
        """Somebody comes back to where new templates matter."""
        shown = (self._program.start_page, self._program.workshops.window)
        is_back = window is not None and any(each and each.windowHandle() is window for each in shown)
        if is_back and self._looked_at and time.monotonic() - self._looked_at >= self.AT_LEAST_S:
            self.look_now()

    def _take(self, found: tuple[Outcome, bool]) -> None:
        self._is_looking = False
        outcome, are_outdated = found
        if outcome.installed or are_outdated:
            self._program.renew()
        said = [sentence for sentence in outcome.sentences if sentence not in self._said]
        self._said.update(said)
        if outcome.installed:
            names = _names(outcome)
            said.insert(0, _("The templates were renewed: {names}.").format(names=names))
            self._tell_letters({release.pack for release in outcome.installed}, names)
        if said:
            self._program.say(" ".join(said))

    def _tell_letters(self, packs: Collection[str], names: str) -> None:
        sentence = _("There are new templates: {names}. This letter goes on with version {version}.")
        for window in self._program.windows:
            pack = window.session.document_type.pack
            if pack.id in packs:
                window.say(sentence.format(names=names, version=pack.version))

    def _go_without(self, error: Exception) -> None:
        """Who isn't in the office has no share; the templates that are here will do."""
        self._is_looking = False
        if not isinstance(error, BriefmakerError):
            raise error


def _outcome(installation: Installation, packs: InstalledPacks) -> tuple[Outcome, bool]:
    """What was installed, and whether other packs are here than those that were read: a second window of
    the program installs for this one too."""
    return installation.outcome(), packs.are_outdated()


def _names(outcome: Outcome) -> str:
    return ", ".join(
        _("{pack} version {version}").format(pack=release.pack.capitalize(), version=release.version)
        for release in outcome.installed
    )
