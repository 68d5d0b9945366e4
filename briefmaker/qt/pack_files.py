"""Installs a pack file that was opened, dropped or chosen: looked into first, asked, put in place."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from briefmaker.errors import BriefmakerError
from briefmaker.i18n import _
from briefmaker.qt.dialogs import Choice, FileKind, Question
from briefmaker.qt.program_windows import usual_folder
from briefmaker.qt.services import Services
from briefmaker.qt.wording import day_and_time_in_words

if TYPE_CHECKING:
    from briefmaker.app.given_pack import GivenPack
    from briefmaker.packs.installed import InstalledPacks
    from briefmaker.publishing.release import Release

__all__ = ["PACK_FILES", "PackFiles"]

PACK_FILES = "briefpakket"
"""The ending of pack files, without its dot."""

_LANE = "pack-file"
_INSTALL = "install"
_MOST_CHANGES = 600
"""Characters of what changed that fit in a question."""


class PackFiles(QObject):
    """installed(): other templates hold from now on. said(sentence): what is being done, or was done."""

    installed = Signal()
    said = Signal(object)

    def __init__(self, services: Services, front: Callable[[], QWidget | None], parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._front = front
        self._given: GivenPack | None = None

    def use_services(self, services: Services) -> None:
        """Letters are made with the packs of these from now on."""
        self._services = services

    def ask(self) -> None:
        """Let a pack file be chosen."""
        kinds = (FileKind(_("Template packs"), (PACK_FILES,)),)
        folder = usual_folder(self._services)
        self._services.dialogs.choose_file(self._front(), _("Install a pack"), folder, kinds, self.look_into)

    def look_into(self, path: Path) -> None:
        """Look into a pack file, and ask whether to install it."""
        self.said.emit(_("“{name}” is being checked…").format(name=path.name))
        work = partial(_given, path, self._services.packs)
        self._services.tasks.start(_LANE, work, self._ask, self._fail)

    def _ask(self, given: GivenPack) -> None:
        self.said.emit("")
        if given.is_here:
            self.said.emit(
                _("“{title}” version {version} is installed already.").format(
                    title=given.title, version=given.release.version
                )
            )
            return
        self._given = given
        question = Question(
            _("Install “{title}”, version {version}?").format(
                title=given.title, version=given.release.version
            ),
            "\n\n".join(_about(given)),
            (
                Choice(_INSTALL, _("&Install"), is_default=True),
                Choice("cancel", _("Cancel"), is_escape=True),
            ),
        )
        self._services.dialogs.ask(self._front(), question, self._answer)

    def _answer(self, choice: str) -> None:
        given, self._given = self._given, None
        if choice == _INSTALL and given is not None:
            self.said.emit(_("“{title}” is being installed…").format(title=given.title))
            self._services.tasks.start(_LANE, partial(_installed, given), self._tell, self._fail)

    def _tell(self, done: tuple[GivenPack, Release]) -> None:
        given, release = done
        self.said.emit(
            _(
                "“{title}” version {version} is installed. Letters that are open go on with what they have."
            ).format(title=given.title, version=release.version)
        )
        self.installed.emit()

    def _fail(self, error: Exception) -> None:
        self.said.emit("")
        if not isinstance(error, BriefmakerError):
            raise error
        self._services.dialogs.tell(self._front(), str(error))


def _about(given: GivenPack) -> list[str]:
    """Who made it, what changed, and what it means for letters."""
    release = given.release
    said = [
        _("Made by {name} on {moment}, as the file says.").format(
            name=release.published_by, moment=day_and_time_in_words(release.published_at)
        )
    ]
    changes = release.changes.strip()
    if changes:
        short = changes if len(changes) <= _MOST_CHANGES else f"{changes[:_MOST_CHANGES].rstrip()}…"
        said.append(_("What changed: {changes}").format(changes=short))
    if given.is_overruled:
        sentence = _(
            "Letters go on with version {version} that your organisation published; that goes first."
        )
        said.append(sentence.format(version=given.present))
    elif given.present:
        said.append(_("New letters are made with version {version} now.").format(version=given.present))
    return said


def _given(path: Path, packs: InstalledPacks) -> GivenPack:
    from briefmaker.app.given_pack import given_pack

    return given_pack(path, packs)


def _installed(given: GivenPack) -> tuple[GivenPack, Release]:
    from briefmaker.app.given_pack import install_given

    return given, install_given(given)
