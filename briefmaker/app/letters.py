"""Letters as files: begun, opened, saved, copied and named."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

from briefmaker.content.dates import read_date
from briefmaker.drafts.file_names import proposed_file_name
from briefmaker.drafts.letter_file import LetterFile, read_letter_file, write_letter_file
from briefmaker.drafts.saving import save_atomically
from briefmaker.errors import UnreadableLetter, UnusableInput
from briefmaker.forms.starting import copied_answers, starting_answers
from briefmaker.i18n import _
from briefmaker.letter.answers import Answers
from briefmaker.letter.document_type import DocumentType, FieldKind
from briefmaker.packs.installed import InstalledPacks

__all__ = ["copied_letter", "file_name_of", "letter_file_of", "new_letter", "open_letter", "save_letter"]

_LARGEST_FILE = 200_000_000


def new_letter(packs: InstalledPacks, document_type: str, today: datetime.date) -> LetterFile:
    """A letter that holds the defaults of its type; raises UnusableInput for an unknown type."""
    asked = packs.type(document_type).type
    return letter_file_of(asked, starting_answers(asked, today))


def copied_letter(packs: InstalledPacks, letter: LetterFile) -> LetterFile:
    """A new letter made from an earlier one: its date and references are empty."""
    asked = packs.type(letter.document_type).type
    return letter_file_of(asked, copied_answers(asked, letter.answers))


def letter_file_of(document_type: DocumentType, answers: Answers) -> LetterFile:
    """These answers as a letter file of the pack's present version."""
    return LetterFile(
        document_type=document_type.id, pack_version=document_type.pack.version, answers=answers
    )


def open_letter(path: Path) -> LetterFile:
    """The letter in a `.brief`, a bare `letter.json`, or a Word document that Briefmaker made.

    Raises UnreadableLetter with a sentence that names the file.
    """
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise UnreadableLetter(_("“{name}” is too large for a letter.").format(name=path.name))
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise UnusableInput(_("There is no file “{name}”.").format(name=path.name)) from error
    except OSError as error:
        raise UnusableInput(
            _("“{name}” can't be read: {reason}.").format(name=path.name, reason=error.strerror or error)
        ) from error
    if path.suffix.lower() == ".docx":
        data = _letter_in_word(data, path.name)
    try:
        return read_letter_file(data)
    except UnreadableLetter as error:
        raise UnreadableLetter(f"{path.name}: {error}") from error


def _letter_in_word(data: bytes, name: str) -> bytes:
    from briefmaker.rendering import letter_in_docx

    found = letter_in_docx(data)
    if found is None:
        raise UnreadableLetter(
            _("“{name}” was not made with Briefmaker, so there is no form in it to open.").format(name=name)
        )
    return found


def save_letter(path: Path, letter: LetterFile) -> None:
    """Write a letter file so that it is there whole or not at all; a name that ends in `.json` gives
    a bare letter.json. Raises NotSaved."""
    data = write_letter_file(letter)
    if path.suffix.lower() == ".json":
        from briefmaker.drafts.letter_file import letter_json

        data = letter_json(letter)
    save_atomically(path, data)


def file_name_of(document_type: DocumentType, answers: Answers, today: datetime.date, suffix: str) -> str:
    """A good file name for a letter, e.g. "2026-11-23 Meer groen.brief"; it may be used on every system."""
    pattern = document_type.metadata.file_name

    def value(found: re.Match[str]) -> str:
        field = document_type.fields.get(found[1])
        text = answers.text(found[1])
        if field is not None and field.kind is FieldKind.DATE:
            day = read_date(text, today)
            return day.isoformat() if day else ""
        return " ".join(text.split())

    made = " ".join(re.sub(r"\{([a-z][a-z0-9_]*)\}", value, pattern).split())
    return proposed_file_name(made or document_type.title, suffix)
