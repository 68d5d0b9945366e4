"""Files for the enclosures of a letter: chosen or dropped, read beside the window, looked into."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from briefmaker.app.enclosed_files import ENCLOSED_ENDINGS, enclosed_file, title_of
from briefmaker.drafts.reading import file_content
from briefmaker.errors import BriefmakerError
from briefmaker.i18n import _, _n
from briefmaker.letter.answers import EnclosedFile
from briefmaker.letter.enclosed_files import FileKind, file_kind
from briefmaker.qt.dialogs import FileKind as ChosenKind
from briefmaker.qt.editor.pictures import LARGEST_FILE, PICTURE_ENDINGS, image_of
from briefmaker.qt.enclosed_file_card import EnclosedFileCard
from briefmaker.qt.enclosures import EnclosuresFieldEditor
from briefmaker.qt.form import LetterForm
from briefmaker.qt.services import Services
from briefmaker.qt.session import LetterSession

if TYPE_CHECKING:
    from briefmaker.output.joined_parts import PartFacts

__all__ = ["LetterEnclosures"]

_MOST_FILES = 50
_LARGEST_LOOKED_AT = 10_000_000
"""Bytes of a PDF that is looked into for its card: the pages of the letter wait for the same process."""


@dataclass(frozen=True, slots=True)
class _ReadFiles:
    """Files that were read, with titles, and why others were not."""

    files: tuple[EnclosedFile, ...]
    titles: tuple[str, ...]
    refusals: tuple[str, ...] = field(default=())


class LetterEnclosures(QObject):
    """Serves the enclosures of one letter's form. said(sentence): what was added."""

    said = Signal(object)

    def __init__(self, services: Services, session: LetterSession, form: LetterForm, window: QWidget) -> None:
        super().__init__(window)
        self._services = services
        self._session = session
        self._window = window
        self._folder = Path.home()
        self._known: dict[str, str] = {}
        self._asked: set[str] = set()
        self._editors = [
            row.editor for row in form.rows.values() if isinstance(row.editor, EnclosuresFieldEditor)
        ]
        self._target: EnclosuresFieldEditor | None = None
        for editor in self._editors:
            editor.files_wanted.connect(self._choose)
            editor.files_dropped.connect(self._read_dropped)
            editor.file_shown.connect(self._look)
            for card in editor.cards():
                self._look(card)

    # -- adding

    def _choose(self) -> None:
        self._target = self._sender()
        kinds = (
            ChosenKind(
                _("PDF, Word and pictures"), tuple(dict.fromkeys((*ENCLOSED_ENDINGS, *PICTURE_ENDINGS)))
            ),
        )
        self._services.dialogs.choose_files(
            self._window, _("Add files to the enclosures"), self._folder, kinds, self._read
        )

    def _read_dropped(self, files: object) -> None:
        self._target = self._sender()
        if isinstance(files, Sequence):
            self._read(files)

    def _sender(self) -> EnclosuresFieldEditor | None:
        sender = self.sender()
        return sender if isinstance(sender, EnclosuresFieldEditor) else None

    def _read(self, files: Sequence[Path]) -> None:
        if files:
            self._folder = files[0].parent
            self._services.tasks.start("files", partial(_read_files, tuple(files)), self._put, self._fail)

    def _put(self, read: _ReadFiles) -> None:
        editor = self._target
        if editor is None or not isValid(editor) or self._session.is_read_only:
            return
        if read.files:
            editor.add_enclosures(read.files, read.titles)
            count = len(read.files)
            self.said.emit(_n("{count} file added.", "{count} files added.", count).format(count=count))
        if read.refusals:
            what = _n("One file was not added.", "{count} files were not added.", len(read.refusals)).format(
                count=len(read.refusals)
            )
            self._services.dialogs.tell(self._window, what, "\n".join(read.refusals))

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, BriefmakerError):
            raise error
        self._services.dialogs.tell(self._window, str(error))

    # -- looking into

    def _look(self, card: object) -> None:
        if not isinstance(card, EnclosedFileCard) or card.file is None:
            return
        file = card.file
        if file.kind is not FileKind.PDF or len(file.data) > _LARGEST_LOOKED_AT:
            return
        if file.digest in self._known:
            card.show_known(self._known[file.digest])
        elif file.digest not in self._asked:
            self._asked.add(file.digest)
            self._services.tasks.start(
                "enclosures",
                partial(_look_at, self._services, file),
                self._note_known,
                self._ignore,
            )

    def _note_known(self, found: tuple[str, str]) -> None:
        digest, known = found
        self._known[digest] = known
        for editor in self._editors:
            if isValid(editor):
                for card in editor.cards():
                    if card.file is not None and card.file.digest == digest:
                        card.show_known(known)

    def _ignore(self, error: Exception) -> None:
        if not isinstance(error, BriefmakerError):
            raise error


def _read_files(paths: Sequence[Path]) -> _ReadFiles:
    files: list[EnclosedFile] = []
    titles: list[str] = []
    refusals: list[str] = []
    for path in paths[:_MOST_FILES]:
        try:
            files.append(_read_file(path))
            titles.append(title_of(path))
        except BriefmakerError as refusal:
            refusals.append(str(refusal))
    if len(paths) > _MOST_FILES:
        refusals.append(_("No more than {count} files can be added at once.").format(count=_MOST_FILES))
    return _ReadFiles(tuple(files), tuple(titles), tuple(refusals))


def _read_file(path: Path) -> EnclosedFile:
    """A file as it can be enclosed; a picture of another kind as PNG."""
    if path.suffix.lower().removeprefix(".") in PICTURE_ENDINGS:
        data = file_content(path, LARGEST_FILE)
        if not file_kind(data).is_picture:
            picture = image_of(data).data
            ending = ".png" if file_kind(picture) is FileKind.PNG else ".jpg"
            return enclosed_file(path.with_suffix(ending), replaces=picture)
    return enclosed_file(path)


def _look_at(services: Services, file: EnclosedFile) -> tuple[str, str]:
    """The file's digest, and in words what is known about it."""
    try:
        facts: PartFacts = services.pages.look_at(file.data)
    except BriefmakerError as error:
        return file.digest, str(error)
    pages = _n("{count} page", "{count} pages", facts.pages).format(count=facts.pages)
    standing = _("accessible") if facts.is_accessible else _("not accessible")
    return file.digest, f"{pages} · {standing}"
