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
        self._letter: LetterFile | None = None
        self._action: QAction | None = None

    def use_action(self, action: QAction) -> None:
        """Offer it by this action, which isn't there for other letters."""
        self._action = action
        action.setVisible(False)

    def look_at(self, source: Path | None) -> None:
        """Offer it if the file that the letter came from was made with earlier templates that are here."""
        if source is not None:
            self._services.tasks.start(
                "files", partial(_made_earlier, source, self._services.packs), self._offer
            )

    def _offer(self, letter: LetterFile | None) -> None:
        if letter is None or self._action is None:
            return
        self._letter = letter
        self._action.setVisible(True)
        self.said.emit(
            _(
                "Made with version {then} of the templates; version {now} holds now. The File menu makes it"
                " as it was then."
            ).format(then=letter.pack_version, now=self._session.document_type.pack.version)
        )

    def export_as_made(self) -> None:
        """Make a PDF or Word document with the templates that the letter was made with."""
        if self._letter is None:
            return
        kinds = (FileKind(_("PDF documents"), ("pdf",)), FileKind(_("Word documents"), ("docx",)))
        folder = Path(self._services.preferences.last_folder or Path.home())
        stem = self._session.document_type.title
        if self._session.path is not None:
            folder, stem = self._session.path.parent, self._session.path.stem
        name = _("{name} (version {version})").format(name=stem, version=self._letter.pack_version)
        self._services.dialogs.choose_target(
            self._window, _("Export as it was made"), folder / f"{name}.pdf", kinds, self._make
        )

    def _make(self, path: Path) -> None:
        if path.suffix.lower() not in (".pdf", ".docx"):
            path = path.with_name(f"{path.name}.pdf")
        self.said.emit(_("Making {name}…").format(name=path.name))
        work = partial(_made, self._services, self._letter, path)
        self._services.tasks.start("files", work, self._note_made, self._fail)

    def _note_made(self, exported: Exported) -> None:
        self.said.emit(_("Made {name}").format(name=exported.paths[0].name))

    def _fail(self, error: Exception) -> None:
        self.said.emit("")
        if not isinstance(error, BriefmakerError):
            raise error
        self._services.dialogs.tell(self._window, str(error))


def _made_earlier(source: Path, packs: InstalledPacks) -> LetterFile | None:
    """The letter as its file has it, when that was made with another version and this is here; a file that
    can't be read any more was opened all the same."""
    from briefmaker.app.earlier_versions import as_made
    from briefmaker.app.letters import open_letter

    try:
        letter = open_letter(source)
    except BriefmakerError:
        return None
    return letter if as_made(letter, packs) is not None else None


def _made(services: Services, letter: LetterFile | None, path: Path) -> Exported:
    from briefmaker.app.earlier_versions import export_as_made

    assert letter is not None
    return export_as_made(letter, [path], services.preferences.settings, services.today())
