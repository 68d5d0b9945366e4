"""An existing letter into the form."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from briefmaker.app.letters import letter_file_of
from briefmaker.content.importing import Imported, import_text
from briefmaker.drafts.failures import shown
from briefmaker.drafts.letter_file import LetterFile
from briefmaker.drafts.reading import file_content
from briefmaker.errors import UnusableInput
from briefmaker.i18n import _
from briefmaker.packs.installed import InstalledPacks

__all__ = ["MARKDOWN_ENDINGS", "TEXT_ENDINGS", "ImportedLetter", "import_letter", "text_of_file"]

MARKDOWN_ENDINGS = frozenset((".md", ".markdown"))
TEXT_ENDINGS = frozenset((".txt", *MARKDOWN_ENDINGS))
_LARGEST_FILE = 50_000_000
_MOST_NULLS = 20
"""A text has at most one null character in so many; a file with more is something else."""


@dataclass(frozen=True, slots=True)
class ImportedLetter:
    """A letter read from a text, and what the importer has to say about it."""

    letter: LetterFile
    report: Imported


def import_letter(
    packs: InstalledPacks, source: Path, document_type: str, today: datetime.date
) -> ImportedLetter:
    """The letter in a `.txt` or `.md` file as answers of `document_type`; "" takes the first type of
    the first pack. Raises UnusableInput."""
    if source.suffix.lower() not in TEXT_ENDINGS:
        raise UnusableInput(
            _("“{name}” can't be imported. Give a .txt or .md file.").format(name=shown(source.name))
        )
    asked = packs.type(document_type or _first_type(packs)).type
    text = text_of_file(source)
    markdown = True if source.suffix.lower() in MARKDOWN_ENDINGS else None
    report = import_text(text, asked, markdown=markdown, today=today)
    return ImportedLetter(letter_file_of(asked, report.answers), report)


def text_of_file(source: Path) -> str:
    """What a text file says, in whatever encoding people save one. Raises UnusableInput, naming the file."""
    return _decoded(file_content(source, _LARGEST_FILE), source.name)


def _first_type(packs: InstalledPacks) -> str:
    if not packs.types:
        raise UnusableInput(_("No document types are installed."))
    return next(iter(packs.types))


def _decoded(data: bytes, name: str) -> str:
    """Text as people save it: as UTF-8, in Windows' old code page, or as UTF-16, with or without a byte
    order mark. Raises UnusableInput for what is no text, or an empty one."""
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings = ("utf-16",) if wide else _unmarked_utf16(data) or ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if text.count("\0") * _MOST_NULLS > len(text):
            break
        if not text.strip():
            raise UnusableInput(
                _("There is no text in “{name}”. Choose another file.").format(name=shown(name))
            )
        return text
    raise UnusableInput(
        _("“{name}” is no text. Save it as plain text and try again.").format(name=shown(name))
    )


def _unmarked_utf16(data: bytes) -> tuple[str, ...]:
    """The encoding of UTF-16 without its mark: in Western text every other byte is zero."""
    sample = data[:4000]
    half = len(sample) // 2
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if half and sample[first::2].count(0) > 0.8 * half and 0 not in sample[1 - first :: 2]:
            return (encoding,)
    return ()
