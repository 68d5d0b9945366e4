"""Bringing an existing document into the form: chosen, read beside the window, shown, taken over."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from briefmaker.errors import BriefmakerError
from briefmaker.i18n import _
from briefmaker.qt import beside
from briefmaker.qt.dialogs import FileKind
from briefmaker.qt.opened import Opened
from briefmaker.qt.services import Services

if TYPE_CHECKING:
    from briefmaker.app.importing import ImportedLetter
    from briefmaker.app.reading_documents import ReadDocument
    from briefmaker.qt.import_dialog import ImportDialog

__all__ = ["ENDINGS", "Importing"]

ENDINGS = ("docx", "pdf", "txt", "md", "markdown")
"""What the names of documents end in that can be brought into the form."""


class Importing(QObject):
    """Asks for a document and shows what was made of it. opened(Opened): the letter that came of it."""

    opened = Signal(object)

    def __init__(self, services: Services, front: Callable[[], QWidget | None], parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._front = front
        self._read: ReadDocument | None = None
        self._name = ""
        self.dialog: ImportDialog | None = None

    def use_services(self, services: Services) -> None:
        """Bring documents into the forms of these packs from now on."""
        self._services = services

    def ask(self, folder: Path) -> None:
        """Let a document be chosen."""
        kinds = (FileKind(_("Documents"), ENDINGS),)
        self._services.dialogs.choose_file(self._front(), _("Import a document"), folder, kinds, self.read)

    def read(self, path: Path) -> None:
        """Read this document and show what went where."""
        self._name = path.name
        work = partial(beside.read_document, self._services, path)
        self._services.tasks.start("files", work, self._show, self._fail)

    def _show(self, outcome: tuple[ReadDocument, ImportedLetter]) -> None:
        from briefmaker.qt.import_dialog import ImportDialog

        self._read, imported = outcome
        types = [each.type for each in self._services.packs.types.values()]
        dialog = ImportDialog(imported, types, self._name, self._services.today(), self._front())
        dialog.type_chosen.connect(self._read_as)
        dialog.taken.connect(self._take)
        dialog.finished.connect(self._forget)
        self.dialog = dialog
        dialog.open()

    def _read_as(self, document_type: str) -> None:
        if self._read is not None:
            work = partial(beside.understood, self._services, self._read, document_type)
            self._services.tasks.start("files", work, self._show_again, self._fail)

    def _show_again(self, imported: ImportedLetter) -> None:
        if self.dialog is not None:
            self.dialog.show_import(imported)

    def _take(self, imported: ImportedLetter) -> None:
        self.opened.emit(Opened(imported.letter, is_new=False))

    def _forget(self, _result: int) -> None:
        self.dialog = self._read = None

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, BriefmakerError):
            raise error
        self._services.dialogs.tell(self._front(), str(error))
