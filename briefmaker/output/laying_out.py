"""From the bytes of a Word document to a laid-out, checked and finished PDF, with the embedded engine.

Runs in the child process (`worker`): everything here may take time or crash.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from briefmaker.output.engine_copy import copy_for_engine
from briefmaker.output.failures import Failure, LayoutProblem
from briefmaker.output.fonts import FontLibrary
from briefmaker.output.marked_content import with_short_marks
from briefmaker.output.pdf_content import write_actual_texts
from briefmaker.output.pdf_file import opened, written
from briefmaker.output.pdf_links import tag_links
from briefmaker.output.pdf_metadata import DocumentFacts, write_metadata
from briefmaker.output.pdf_structure import StructureTree
from briefmaker.output.pdf_text import PageText, read_pages
from briefmaker.output.repeated_headers import mark_repeats, take_repeats
from briefmaker.output.tagged_text import Block, blocks_of
from briefmaker.output.text_check import CheckedText, checked_text, refuse_text_off_page, words_with_marks
from briefmaker.output.validation import validate
from briefmaker.output.widows import without_widows
from briefmaker.output.word_document import WordDocument

__all__ = ["LaidOut", "finished_pdf", "lay_out", "pdf_of"]


@dataclass(frozen=True)
class LaidOut:
    """A document as the engine laid it out. missing: characters for which a stand-in was printed."""

    pdf: bytes
    missing: tuple[str, ...]


def lay_out(document: WordDocument, library: FontLibrary) -> LaidOut:
    """Lay a document out with the embedded engine; nothing is checked or finished yet.

    Raises LayoutProblem(ENGINE_REFUSED).
    """
    copy = copy_for_engine(document, library)
    return LaidOut(with_short_marks(_engine_pdf(copy.docx)), copy.missing)


def _engine_pdf(docx: bytes) -> bytes:
    import rdocx

    try:
        return bytes(without_widows(docx).to_pdfa_deterministic())
    except rdocx.RdocxError as error:
        raise LayoutProblem(Failure.ENGINE_REFUSED) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # how PyO3 raises a bug of the engine
            raise LayoutProblem(Failure.ENGINE_REFUSED) from error
        raise


def pdf_of(docx: bytes, facts: DocumentFacts, library: FontLibrary) -> bytes:
    """A finished PDF/A-2 and PDF/UA-1 of a .docx, of which the text was read back.

    Raises LayoutProblem: UNREADABLE_DOCUMENT, ENGINE_REFUSED, or what `finished_pdf` raises.
    """
    document = WordDocument.of_bytes(docx)
    laid_out = lay_out(document, library)
    if laid_out.missing:
        raise LayoutProblem(Failure.MISSING_GLYPHS, laid_out.missing)
    return finished_pdf(laid_out.pdf, document, facts, library)


def finished_pdf(pdf: bytes, document: WordDocument, facts: DocumentFacts, library: FontLibrary) -> bytes:
    """Check an engine's PDF against its document, and write what the engine left out.

    Conformance A, when asked for, is claimed only if the result passes as PDF/A-2a.
    Raises LayoutProblem: UNREADABLE_PDF, MISSING_GLYPHS, TEXT_DIFFERS or OFF_PAGE.
    """
    with opened(pdf) as file:
        pages = read_pages(file)
        blocks = blocks_of(file, pages)
        refuse_text_off_page(pages)
        repeats = take_repeats(blocks)
        checked = checked_text(
            document.paragraphs(),
            blocks,
            print_alike=library.print_alike,
            capitals=document.has_capitals_style,
        )
        _finish_structure(file, pages, blocks, checked, document)
        mark_repeats(file, repeats)
        write_metadata(file, facts)
        result = written(file)
        if facts.conformance == "A" and validate(result, ("PDF/A-2a",)):
            write_metadata(file, replace(facts, conformance="B"))
            result = written(file)
    return result


def _finish_structure(
    file: Any,
    pages: Sequence[PageText],
    blocks: Sequence[Block],
    checked: CheckedText,
    document: WordDocument,
) -> None:
    repairs = {id(word): (word, text) for word, text in [*words_with_marks(blocks), *checked.repairs]}
    write_actual_texts(file, repairs.values())
    if "/StructTreeRoot" not in file.Root:
        return
    tree = StructureTree(file)
    if tree.can_change_parents:
        tree.tag_labels(checked.labels)
        tree.span_cells(document.tables())
        tag_links(tree, pages, blocks)
        tree.drop_empty(blocks)
        tree.write()
