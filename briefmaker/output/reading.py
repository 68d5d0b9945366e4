"""Questions about finished files that need no engine: what they say, and what a font could not print.

Each loads its libraries when it is called, and works in the caller's process.
"""

from __future__ import annotations

from briefmaker.output.failures import LayoutProblem, error_of
from briefmaker.output.page_words import PageWord

__all__ = ["missing_glyphs", "text_of_docx", "text_of_pdf", "words_of_pdf"]


def text_of_docx(docx: bytes) -> tuple[str, ...]:
    """The text of every paragraph of a .docx in document order, table cells included; tabs are "\\t".

    List labels, headers and footers are not part of it. Raises LayoutFailed.
    """
    from briefmaker.output.word_document import WordDocument

    try:
        return tuple(WordDocument.of_bytes(docx).paragraphs())
    except LayoutProblem as problem:
        raise error_of(problem) from problem


def text_of_pdf(pdf: bytes) -> tuple[str, ...]:
    """The text of every paragraph of a PDF in reading order, as a reader program would say it.

    Headers, footers, page numbers and tagged list labels are not part of it. Raises LayoutFailed.
    """
    from briefmaker.output.tagged_text import read_text

    try:
        return read_text(pdf)
    except LayoutProblem as problem:
        raise error_of(problem) from problem


def words_of_pdf(pdf: bytes) -> tuple[tuple[PageWord, ...], ...]:
    """The words of every page with their boxes, in the order the page shows them. Raises LayoutFailed."""
    from briefmaker.output.page_words import read_words

    try:
        return read_words(pdf)
    except LayoutProblem as problem:
        raise error_of(problem) from problem


def missing_glyphs(docx: bytes) -> tuple[str, ...]:
    """The characters of a .docx that no bundled font can print: each once, in order. Raises LayoutFailed."""
    from briefmaker.output.engine_copy import unprintable
    from briefmaker.output.fonts import FontLibrary
    from briefmaker.output.word_document import WordDocument

    try:
        return unprintable(WordDocument.of_bytes(docx), FontLibrary.bundled())
    except LayoutProblem as problem:
        raise error_of(problem) from problem
