"""Existing documents from files, read before anything is understood of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from briefmaker.content.importing import source_of_text
from briefmaker.content.source import Source
from briefmaker.drafts.failures import shown
from briefmaker.drafts.reading import file_content
from briefmaker.errors import UnusableInput
from briefmaker.i18n import _
from briefmaker.letter.document_type import BodyStyles

__all__ = [
    "DOCUMENT_ENDINGS",
    "MARKDOWN_ENDINGS",
    "TEXT_ENDINGS",
    "ReadDocument",
    "read_document",
    "text_of_file",
]

MARKDOWN_ENDINGS = frozenset((".md", ".markdown"))
TEXT_ENDINGS = frozenset((".txt", *MARKDOWN_ENDINGS))
DOCUMENT_ENDINGS = frozenset((".docx", ".pdf", *TEXT_ENDINGS))
"""What the names of files end in that can be imported."""

_LARGEST_FILE = 50_000_000
_MOST_LINES = 60_000
_LARGEST_TEXT = 8_000_000
_MOST_NULLS = 20
"""A text has at most one null character in so many; a file with more is something else."""


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document as it was read. name: of its file. docx: its bytes if it is a Word document, for its styles
    mean more once its type is known."""

    name: str
    source: Source = field(repr=False)
    docx: bytes = field(default=b"", repr=False)

    def with_styles(self, styles: BodyStyles) -> Source:
        """The source, read with the styles of a document type."""
        if not self.docx or styles == BodyStyles():
            return self.source
        from briefmaker.rendering.word_reading import word_as_source

        return word_as_source(self.docx, styles)


def read_document(path: Path) -> ReadDocument:
    """The document in a .docx, .pdf, .txt or .md file. Raises UnusableInput, which names the file and says
    what to do."""
    ending = path.suffix.lower()
    if ending in TEXT_ENDINGS:
        text = text_of_file(path)
        if len(text) > _LARGEST_TEXT:
            raise UnusableInput(_too_large(path.name))
        read = ReadDocument(
            path.name, source_of_text(text, markdown=True if ending in MARKDOWN_ENDINGS else None)
        )
    elif ending == ".docx":
        read = _word(path)
    elif ending == ".pdf":
        read = _pdf(path)
    else:
        raise UnusableInput(
            _("“{name}” can't be imported. Give a Word document, a PDF, or a .txt or .md file.").format(
                name=shown(path.name)
            )
        )
    if not read.source.lines:
        raise _without_text(path.name)
    if len(read.source.lines) > _MOST_LINES:
        raise UnusableInput(_too_large(path.name))
    return read


def text_of_file(source: Path) -> str:
    """What a text file says, in whatever encoding people save one. Raises UnusableInput, naming the file."""
    return _decoded(file_content(source, _LARGEST_FILE), source.name)


def _word(path: Path) -> ReadDocument:
    from briefmaker.rendering.word_reading import word_as_source

    data = file_content(path, _LARGEST_FILE)
    try:
        return ReadDocument(path.name, word_as_source(data, BodyStyles()), data)
    except UnusableInput as error:
        raise UnusableInput(f"{shown(path.name)}: {error}") from error


def _pdf(path: Path) -> ReadDocument:
    from briefmaker.output.pdf_reading import pdf_as_source

    data = file_content(path, _LARGEST_FILE)
    try:
        return ReadDocument(path.name, pdf_as_source(data))
    except UnusableInput as error:
        raise UnusableInput(f"{shown(path.name)}: {error}") from error


def _without_text(name: str) -> UnusableInput:
    return UnusableInput(_("There is no text in “{name}”. Choose another file.").format(name=shown(name)))


def _too_large(name: str) -> str:
    return _("“{name}” is too large to be imported. Divide it and try again.").format(name=shown(name))


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
            raise _without_text(name)
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
