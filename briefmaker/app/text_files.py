"""The text in a file that is dropped on a letter's text."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from briefmaker.app.reading_documents import MARKDOWN_ENDINGS, TEXT_ENDINGS, text_of_file
from briefmaker.content.foreign.dropped import Dropped
from briefmaker.drafts.reading import file_content
from briefmaker.letter.body import Body
from briefmaker.letter.document_type import BodyStyles
from briefmaker.packs.installed import InstalledPacks

__all__ = ["FILE_ENDINGS", "TextFile", "text_in_file"]

_WORD = ".docx"
FILE_ENDINGS = frozenset((_WORD, *TEXT_ENDINGS))
"""Endings, in lower case, of files whose text can be put into a letter."""

_LARGEST_FILE = 50_000_000
_LOST = {"picture": Dropped.PICTURES, "text_box": Dropped.TEXT_BOXES, "object": Dropped.OBJECTS}


@dataclass(frozen=True, slots=True)
class TextFile:
    """The text of a file, and what of it a letter has no place for."""

    body: Body
    dropped: tuple[Dropped, ...] = ()


def text_in_file(source: Path, styles: BodyStyles, packs: InstalledPacks, today: datetime.date) -> TextFile:
    """The text of a Word, Markdown or plain text file; of a Word letter of ours only the letter's text.

    styles: those of the letter that it goes into. Raises UnusableInput, naming the file.
    """
    ending = source.suffix.lower()
    if ending == _WORD:
        from briefmaker.app.word_texts import text_in_word

        read = text_in_word(file_content(source, _LARGEST_FILE), styles, packs, today)
        return TextFile(read.body, tuple(kind for name, kind in _LOST.items() if name in read.lost))
    text = text_of_file(source)
    if ending in MARKDOWN_ENDINGS:
        from briefmaker.content.markdown import body_from_markdown

        return TextFile(body_from_markdown(text))
    from briefmaker.content.plain_text import body_from_plain_text

    return TextFile(body_from_plain_text(text))
