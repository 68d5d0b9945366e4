"""Files dropped on the texts of a letter: their text, or the picture they are, goes in where they fell."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from weakref import ref

from PySide6.QtCore import QObject, Signal

from briefmaker.app.text_files import FILE_ENDINGS, TextFile, text_in_file
from briefmaker.content.foreign.dropped import Dropped
from briefmaker.drafts.failures import shown
from briefmaker.drafts.reading import file_content
from briefmaker.errors import BriefmakerError, UnusableInput
from briefmaker.i18n import _
from briefmaker.letter.body import Block, Body
from briefmaker.qt.editor import BodyEditor
from briefmaker.qt.editor.pictures import LARGEST_FILE, PICTURE_ENDINGS, image_of
from briefmaker.qt.form import LetterForm
from briefmaker.qt.services import Services
from briefmaker.qt.session import LetterSession

__all__ = ["LetterDrops"]

_MOST_FILES = 20


class LetterDrops(QObject):
    """Reads what is dropped beside the window, and puts it in. said(sentence): why that could not be."""

    said = Signal(object)

    def __init__(self, services: Services, session: LetterSession, form: LetterForm, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._session = session
        self._form = form
        self._target: ref[BodyEditor] | None = None
        form.place_changed.connect(self._attach)
        session.answers_replaced.connect(self._attach)
        self._attach()

    def _attach(self, *_change: object) -> None:
        """Take the files of texts that came since."""
        for editor in self._form.findChildren(BodyEditor):
            if not editor.takes_files:
                editor.takes_files = True
                editor.files_dropped.connect(self._read)

    def _read(self, files: object) -> None:
        editor = self.sender()
        if not isinstance(editor, BodyEditor) or not isinstance(files, Sequence):
            return
        self._target = ref(editor)
        work = partial(
            _texts_in,
            tuple(files),
            partial(
                text_in_file,
                styles=self._session.document_type.styles,
                packs=self._services.packs,
                today=self._services.today(),
            ),
        )
        self._services.tasks.start("files", work, self._put, self._fail)

    def _put(self, text: TextFile) -> None:
        editor = self._target() if self._target is not None else None
        if editor is not None and not editor.isReadOnly():
            editor.insert_body(text.body, text.dropped)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, BriefmakerError):
            raise error
        self.said.emit(str(error))


def _texts_in(files: Sequence[Path], read: partial[TextFile]) -> TextFile:
    """The texts and pictures of files after one another. Raises UnusableInput for one that has none."""
    blocks: list[Block] = []
    dropped: list[Dropped] = []
    for file in files[:_MOST_FILES]:
        ending = file.suffix.lower()
        if ending.removeprefix(".") in PICTURE_ENDINGS:
            blocks.append(image_of(file_content(file, LARGEST_FILE)))
        elif ending in FILE_ENDINGS:
            text = read(file)
            blocks += text.body.blocks
            dropped += text.dropped
        else:
            raise UnusableInput(
                _("“{name}” can't be put into the text. Drop a .docx, .txt or .md file or a picture.").format(
                    name=shown(file.name)
                )
            )
    return TextFile(Body(blocks=tuple(blocks)), tuple(dropped))
