"""An existing letter into the form."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from briefmaker.app.letters import letter_file_of
from briefmaker.content.importing import Imported, import_text
from briefmaker.drafts.letter_file import LetterFile
from briefmaker.errors import UnusableInput
from briefmaker.i18n import _
from briefmaker.packs.installed import InstalledPacks

__all__ = ["ImportedLetter", "import_letter"]

_MARKDOWN = {".md", ".markdown"}
_TEXT = {".txt", *_MARKDOWN}
_LARGEST_FILE = 50_000_000


@dataclass(frozen=True, slots=True)
class ImportedLetter:
    """A letter read from a text, and what the importer has to say about it."""

    letter: LetterFile
    report: Imported


def import_letter(
    packs: InstalledPacks, source: Path, document_type: str, today: datetime.date
) -> ImportedLetter:
    """The letter in a `.txt` or `.md` file as answers of `document_type`; "" takes the only type there is,
    or the first of the shipped ones. Raises UnusableInput."""
    if source.suffix.lower() not in _TEXT:
        raise UnusableInput(
            _("“{name}” can't be imported. Give a .txt or .md file.").format(name=source.name)
        )
    asked = packs.type(document_type or _only_type(packs)).type
    text = _text_of(source)
    markdown = True if source.suffix.lower() in _MARKDOWN else None
    report = import_text(text, asked, markdown=markdown, today=today)
    return ImportedLetter(letter_file_of(asked, report.answers), report)


def _only_type(packs: InstalledPacks) -> str:
    if not packs.types:
        raise UnusableInput(_("No document types are installed."))
    return next(iter(packs.types))


def _text_of(source: Path) -> str:
    try:
        if source.stat().st_size > _LARGEST_FILE:
            raise UnusableInput(_("“{name}” is too large for a letter.").format(name=source.name))
        data = source.read_bytes()
    except FileNotFoundError as error:
        raise UnusableInput(_("There is no file “{name}”.").format(name=source.name)) from error
    except OSError as error:
        raise UnusableInput(
            _("“{name}” can't be read: {reason}.").format(name=source.name, reason=error.strerror or error)
        ) from error
    return _decoded(data, source.name)


def _decoded(data: bytes, name: str) -> str:
    """Text as people save it: with a byte order mark, as UTF-8, or in Windows' old code page."""
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings = ("utf-16",) if wide else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnusableInput(_("“{name}” is no text. Save it as plain text and try again.").format(name=name))
