"""A PDF read and held against its Word document: every word of the text and of the footnotes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from briefmaker.output.failures import Failure, LayoutProblem
from briefmaker.output.fonts import FontLibrary
from briefmaker.output.pdf_text import PageText, read_pages
from briefmaker.output.printed_notes import find_notes
from briefmaker.output.repeated_headers import take_repeats
from briefmaker.output.tagged_text import Block, Word, blocks_of
from briefmaker.output.text_check import CheckedText, checked_text
from briefmaker.output.word_document import WordDocument

__all__ = ["PdfReading", "check", "read"]


@dataclass(frozen=True)
class PdfReading:
    """What stands on the pages of an open PDF.

    blocks: its paragraphs in reading order; notes: of footnotes, each one or more blocks, in order;
    loose_notes: the engine tagged no notes, they were found on the page; repeats: words of header rows
    that are printed again, taken out of their blocks.
    """

    pages: list[PageText]
    blocks: list[Block]
    notes: list[Block]
    loose_notes: bool
    repeats: list[tuple[Block, Word]]


def read(file: Any, document: WordDocument) -> PdfReading:
    """Read an open pikepdf.Pdf. Nothing in it is changed."""
    pages = read_pages(file)
    blocks = blocks_of(file, pages)
    repeats = take_repeats(blocks)
    notes = [block for block in blocks if block.note is not None]
    count = len(document.note_numbers)
    loose = bool(count and not notes)
    if loose:
        notes = find_notes(pages, count, document.body_edges)
    elif notes:
        blocks = [block for block in blocks if block.note is None]
    return PdfReading(pages, blocks, notes, loose, repeats)


def check(
    reading: PdfReading, document: WordDocument, library: FontLibrary, paragraphs: Sequence[str] | None = None
) -> CheckedText:
    """What the check of all text tells; of footnotes only what must be repaired.

    paragraphs: what must be there, instead of the document's own paragraphs.
    Raises LayoutProblem: MISSING_GLYPHS or TEXT_DIFFERS.
    """
    checked = checked_text(
        document.paragraphs() if paragraphs is None else paragraphs,
        reading.blocks,
        print_alike=library.print_alike,
        capitals=document.has_capitals_style,
        signs=document.signs(),
    )
    if not document.note_numbers:
        return checked
    try:
        notes = checked_text(
            document.notes(),
            reading.notes,
            print_alike=library.print_alike,
            capitals=document.has_capitals_style,
        )
    except LayoutProblem as problem:
        if problem.failure is Failure.TEXT_DIFFERS and not any(block.words for block in reading.notes):
            raise LayoutProblem(Failure.TEXT_DIFFERS, (_page_of_first_sign(checked),)) from problem
        raise
    return CheckedText(checked.labels, [*checked.repairs, *notes.repairs], checked.signs)


def _page_of_first_sign(checked: CheckedText) -> str:
    return str(min((sign.page for sign in checked.signs.values()), default=0) + 1)
