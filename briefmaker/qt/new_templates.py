"""The organisation's newest templates, fetched when the program starts and used as soon as no letter is open.

A share may hang or be gone: another process looks there, the window waits for nothing, and without an answer
it goes on with the templates that are here.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from briefmaker.app.settings import organisation_folder
from briefmaker.errors import BriefmakerError
from briefmaker.i18n import _
from briefmaker.qt import beside
from briefmaker.qt.program import Program

if TYPE_CHECKING:
    from briefmaker.app.releases import Installation
    from briefmaker.publishing.installing import Outcome

__all__ = ["NewTemplates"]

_SOON_MS = 150
"""When the window is on the screen and answers to keys."""


class NewTemplates(QObject):
    """Looks once, soon after `look` was asked for; `stop` before the program ends."""

    def __init__(self, program: Program, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._program = program
        self._installation: Installation | None = None

    def look(self) -> None:
        """Look in the shared folder, if the organisation has one, once the window is there."""
        QTimer.singleShot(_SOON_MS, self, self._look)

    def stop(self) -> None:
        """Look no more: each pack is the old or the new one."""
        if self._installation is not None:
            self._installation.stop()

    def _look(self) -> None:
        services = self._program.services
        shared = organisation_folder(services.preferences.settings)
        if shared is None:
            return
        from briefmaker.app.releases import Installation

        self._installation = Installation(shared)
        services.tasks.start("share", self._installation.outcome, self._take, self._go_without)

    def _take(self, outcome: Outcome) -> None:
        said = [*outcome.sentences]
        if outcome.installed:
            services, is_writing = self._program.services, bool(self._program.windows)
            said.insert(0, _sentence(outcome, is_writing=is_writing))
            if not is_writing:
                services.packs.read_again()
                services.tasks.start(
                    "files", partial(beside.usable_types, services.packs), self._show_types, self._go_without
                )
        if said:
            self._say(" ".join(said))

    def _show_types(self, usable: Collection[str]) -> None:
        page = self._program.start_page
        if page is not None:
            page.show_types(self._program.services.packs.glimpses())
            page.keep_types(usable)

    def _say(self, sentence: str) -> None:
        page = self._program.start_page
        if page is not None:
            shown = page.banner.text.text() if page.banner.isVisible() else ""
            page.banner.show_sentence(f"{shown} {sentence}".strip())
        elif self._program.windows:
            self._program.windows[-1].say(sentence)

    def _go_without(self, error: Exception) -> None:
        """Who isn't in the office has no share; the templates that are here will do."""
        if not isinstance(error, BriefmakerError):
            raise error


def _sentence(outcome: Outcome, *, is_writing: bool) -> str:
    names = ", ".join(
        _("{pack} version {version}").format(pack=release.pack.capitalize(), version=release.version)
        for release in outcome.installed
    )
    if is_writing:
        sentence = _("There are new templates: {names}. They are used when Briefmaker starts again.")
    else:
        sentence = _("The templates were renewed: {names}.")
    return sentence.format(names=names)
