"""What the program does on worker threads, and loads only then.

The letter window with its text editor, and the importer, take half the time of a start: they are loaded
when the first letter is opened, or while the user looks at the start page.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefmaker.drafts.draft_file import Draft
from briefmaker.drafts.locks import Held, HeldBy, LetterLock
from briefmaker.errors import BriefmakerError, NotSaved, UnreadableLetter
from briefmaker.qt.opened import Opened, ReadableOnly
from briefmaker.qt.services import Services

if TYPE_CHECKING:
    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QWidget

    from briefmaker.app.importing import ImportedLetter
    from briefmaker.app.reading_documents import ReadDocument
    from briefmaker.drafts.letter_file import LetterFile
    from briefmaker.letter.letter import Letter
    from briefmaker.packs.installed import InstalledPacks
    from briefmaker.qt.live_pages import PageMaker

__all__ = [
    "add_recent",
    "as_now",
    "begun_letter",
    "load_the_rest",
    "open_draft",
    "open_file",
    "read_document",
    "relock",
    "renewed",
    "tell",
    "thumbnails",
    "understood",
    "usable_types",
]


def open_file(services: Services, path: Path, draft: tuple[str, Draft] | None) -> Opened | Path:
    """The letter in a file; see `letter_opening`. The path itself for a Word document that holds no letter
    of ours: it can be brought into the form all the same."""
    from briefmaker.qt.letter_opening import open_file

    try:
        return replace(open_file(services, path, draft), source=path)
    except UnreadableLetter:
        if path.suffix.lower() == ".docx":
            return path
        raise


def open_draft(services: Services, draft_id: str, draft: Draft) -> Opened:
    """The letter of a draft; see `letter_opening`."""
    from briefmaker.qt.letter_opening import open_draft

    return open_draft(services, draft_id, draft)


def begun_letter(services: Services, document_type: str) -> LetterFile:
    """A new letter of this kind, with what the user always fills in. Raises BriefmakerError."""
    from briefmaker.app.letters import new_letter

    letter = new_letter(services.packs, document_type, services.today())
    asked = services.packs.type(document_type).type.fields
    sender = {name: text for name, text in services.preferences.settings.sender.items() if name in asked}
    return replace(letter, answers=letter.answers.with_answers(sender)) if sender else letter


def read_document(services: Services, path: Path) -> tuple[ReadDocument, ImportedLetter]:
    """An existing document as it was read, and as a letter of the kind that it seems to be."""
    from briefmaker.app.importing import understood
    from briefmaker.app.reading_documents import read_document

    read = read_document(path)
    return read, understood(services.packs, read, "", services.today())


def understood(services: Services, read: ReadDocument, document_type: str) -> ImportedLetter:
    """The same document as a letter of another kind."""
    from briefmaker.app.importing import understood

    return understood(services.packs, read, document_type, services.today())


def tell(services: Services, parent: QWidget | None, error: BriefmakerError) -> None:
    """Say what could not be done; of a letter whose kind isn't installed show what it holds."""
    if isinstance(error, ReadableOnly):
        from briefmaker.app.up_to_date import values_in_words
        from briefmaker.content.answer_text import place_in_words
        from briefmaker.qt.readable_letter import ReadableLetter

        values = [(place_in_words(field), text) for field, text in values_in_words(error.letter).items()]
        ReadableLetter(error.name, str(error), values, parent).open()
    else:
        services.dialogs.tell(parent, str(error))


def thumbnails(packs: InstalledPacks, pages: PageMaker[Letter], today: datetime.date) -> Mapping[str, QImage]:
    """A picture for each document type; see `thumbnails`."""
    from briefmaker.qt.thumbnails import thumbnails as made

    return made(packs, pages, today)


def usable_types(packs: InstalledPacks) -> frozenset[str]:
    """The ids of the document types that can be used, all packs read."""
    return frozenset(packs.types)


def renewed(services: Services) -> tuple[Services, frozenset[str]]:
    """The same services with the packs as they are installed now, all of them read; the ids of the document
    types that can be used. What uses the given ones goes on with the packs that they have."""
    packs = services.packs.anew()
    return replace(services, packs=packs, pages=services.pages.with_packs(packs)), usable_types(packs)


def as_now(packs: InstalledPacks, opened: Opened) -> Opened:
    """The same letter with the fields of these packs: others may have been installed since it was read.
    Raises ReadableOnly when its kind isn't among them."""
    kind, version = opened.letter.document_type, opened.letter.pack_version
    if kind in packs.types and packs.type(kind).type.pack.version == version:
        return opened
    from briefmaker.app.up_to_date import not_here, up_to_date

    letter = up_to_date(packs, opened.letter)
    if unreadable := not_here(packs, letter):
        raise ReadableOnly(unreadable, opened.path.stem if opened.path else kind, letter)
    unsaved = opened.unsaved
    if unsaved is not None:
        unsaved = up_to_date(packs, replace(opened.letter, answers=unsaved)).answers
    return replace(opened, letter=letter, unsaved=unsaved)


def load_the_rest() -> None:
    """Load what the first letter will need."""
    import briefmaker.qt.letter_opening
    import briefmaker.qt.window  # noqa: F401


def relock(before: Held | None, path: Path, user: str) -> tuple[Path, Held | HeldBy]:
    """The lock goes along when a letter is saved under another name."""
    if before is not None:
        before.release()
    return path, LetterLock.acquire(path, user)


def add_recent(services: Services, path: Path, title: str, document_type: str) -> None:
    """Put a letter on top of the recent ones; a list that can't be written bothers nobody."""
    try:
        services.recent.add(path, title, document_type, datetime.datetime.now(datetime.UTC))
    except NotSaved:
        return
