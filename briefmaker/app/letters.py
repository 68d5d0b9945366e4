"""Letters as files: begun, opened, saved, copied and named."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

from briefmaker.drafts.failures import shown
from briefmaker.drafts.file_names import proposed_file_name
from briefmaker.drafts.letter_file import LetterFile, letter_json, read_letter_file, write_letter_file
from briefmaker.drafts.reading import file_content
from briefmaker.drafts.saving import save_atomically
from briefmaker.errors import UnreadableLetter, UnusableInput
from briefmaker.forms.logic import worked_out
from briefmaker.forms.starting import copied_answers, starting_answers
from briefmaker.i18n import _
from briefmaker.letter.answers import Answers
from briefmaker.letter.document_type import FILE_TITLE, DocumentType, FieldKind
from briefmaker.notation.dates import read_date
from briefmaker.packs.installed import InstalledPacks

__all__ = [
    "ENDINGS",
    "LARGEST_FILE",
    "copied_letter",
    "file_name_of",
    "letter_file_of",
    "new_letter",
    "not_made_here",
    "open_letter",
    "save_letter",
]

ENDINGS = (".brief", ".json")
"""What the name of a letter file ends in."""

LARGEST_FILE = 200_000_000
"""Bytes of a letter's file, at most."""


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

    Raises UnusableInput for a file that can't be read, UnreadableLetter for one that holds no letter; both
    name the file.
    """
    data = file_content(path, LARGEST_FILE)
    if path.suffix.lower() == ".docx":
        data = _letter_in_word(data, path.name)
    try:
        return read_letter_file(data)
    except UnreadableLetter as error:
        raise UnreadableLetter(f"{shown(path.name)}: {error}") from error


def _letter_in_word(data: bytes, name: str) -> bytes:
    from briefmaker.rendering import letter_in_docx

    found = letter_in_docx(data)
    if found is None:
        raise not_made_here(name)
    return found


def not_made_here(name: str) -> UnreadableLetter:
    """That a Word document of this name holds no letter of ours."""
    return UnreadableLetter(
        _("“{name}” was not made with Briefmaker, so there is no form in it to open.").format(
            name=shown(name)
        )
    )


def save_letter(path: Path, letter: LetterFile) -> None:
    """Write a letter file so that it is there whole or not at all: a `.brief`, or a bare letter.json when
    the name ends in `.json`.

    Raises UnusableInput for another ending, which would promise another kind of file (and could be that of
    the text just imported), and NotSaved.
    """
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise UnusableInput(
            _("“{name}” is no name for a letter file. Give one that ends in .brief or .json.").format(
                name=shown(path.name or str(path))
            )
        )
    save_atomically(path, letter_json(letter) if ending == ".json" else write_letter_file(letter))


def file_name_of(document_type: DocumentType, answers: Answers, today: datetime.date, suffix: str) -> str:
    """A good file name for a letter, e.g. "2026-11-23 Meer groen.brief"; it may be used on every system."""
    pattern = document_type.metadata.file_name
    counting = worked_out(document_type, answers, today).answers

    def value(found: re.Match[str]) -> str:
        name = document_type.metadata.title if found[1] == FILE_TITLE else found[1]
        field = document_type.fields.get(name)
        text = counting.text(name)
        if field is not None and field.kind is FieldKind.DATE:
            day = read_date(text, today)
            return day.isoformat() if day else ""
        return " ".join(text.split())

    made = " ".join(re.sub(r"\{([a-z][a-z0-9_]*)\}", value, pattern).split())
    return proposed_file_name(made or document_type.title, suffix)
