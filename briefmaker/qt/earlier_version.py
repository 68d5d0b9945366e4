"""A letter made with earlier templates can be made once more as it was then, where those are here."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from briefmaker.errors import BriefmakerError
from briefmaker.i18n import _
from briefmaker.qt.dialogs import FileKind
from briefmaker.qt.services import Services
from briefmaker.qt.session import LetterSession

if TYPE_CHECKING:
    from briefmaker.app.earlier_versions import EarlierVersion
    from briefmaker.app.exporting import Exported
    from briefmaker.drafts.letter_file import LetterFile
    from briefmaker.packs.installed import InstalledPacks

__all__ = ["AsItWasMade"]


class AsItWasMade(QObject):
    """Offers it, quietly, in the menu and in a sentence. said(sentence)."""

    said = Signal(object)

    def __init__(self, services: Services, session: LetterSession, window: QWidget) -> None:
        super().__init__(window)
        self._services = services
        self._session = session
        self._window = window
        self._letter = session.saved_file()
        self._action: QAction | None = None
        self._version = ""

    def use_action(self, action: QAction) -> None:
        """Offer it by this action, which isn't there for other letters."""
        self._action = action
        action.setVisible(False)
        if self._letter.pack_version != self._session.document_type.pack.version:
            work = partial(_offered, self._letter, self._services.packs)
            self._services.tasks.start("files", work, self._offer)

    def _offer(self, found: EarlierVersion | None) -> None:
        if found is None or self._action is None:
            return
        self._version = found.version
        self._action.setVisible(True)
        self.said.emit(
            _(
                "Made with version {then} of the templates; version {now} holds now. The File menu makes it"
                " as it was then."
            ).format(then=found.version, now=self._session.document_type.pack.version)
        )

    def export_as_made(self) -> None:
        """Make a PDF or Word document with the templates that the letter was made with."""
        kinds = (FileKind(_("PDF documents"), ("pdf",)), FileKind(_("Word documents"), ("docx",)))
        folder = Path(self._services.preferences.last_folder or Path.home())
        stem = self._session.document_type.title
        if self._session.path is not None:
            folder, stem = self._session.path.parent, self._session.path.stem
        name = _("{name} (version {version})").format(name=stem, version=self._version)
        self._services.dialogs.choose_target(
            self._window, _("Export as it was made"), folder / f"{name}.pdf", kinds, self._make
        )

    def _make(self, path: Path) -> None:
        if path.suffix.lower() not in (".pdf", ".docx"):
            path = path.with_name(f"{path.name}.pdf")
        self.said.emit(_("Making {name}…").format(name=path.name))
        work = partial(_made, self._services, self._session.path, self._letter, path)
        self._services.tasks.start("files", work, self._note_made, self._fail)

    def _note_made(self, exported: Exported) -> None:
        self.said.emit(_("Made {name}").format(name=exported.paths[0].name))

    def _fail(self, error: Exception) -> None:
        self.said.emit("")
        if not isinstance(error, BriefmakerError):
            raise error
        self._services.dialogs.tell(self._window, str(error))


def _offered(letter: LetterFile, packs: InstalledPacks) -> EarlierVersion | None:
    from briefmaker.app.earlier_versions import as_made

    return as_made(letter, packs)


def _made(services: Services, file: Path | None, letter: LetterFile, path: Path) -> Exported:
    """As it is in its file, where it has one: there it is as it was made."""
    from briefmaker.app.earlier_versions import export_as_made
    from briefmaker.app.letters import open_letter

    found = letter if file is None else open_letter(file)
    return export_as_made(found, [path], services.preferences.settings, services.today())
