"""From the bytes of a Word document to a laid-out, checked and finished PDF, with the embedded engine.

Runs in the child process (`worker`): everything here may take time or crash.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from briefmaker.output.block_structure import (
    paragraph_blocks,
    tag_lists,
    tag_pictures,
    tag_quotes,
)
from briefmaker.output.checked_pdf import PdfReading, check, read
from briefmaker.output.engine_copy import copy_for_engine
from briefmaker.output.failures import Failure, LayoutProblem
from briefmaker.output.fonts import FontLibrary
from briefmaker.output.heading_levels import close_gaps
from briefmaker.output.kept_together import kept_together
from briefmaker.output.marked_content import with_short_marks
from briefmaker.output.page_edits import PageEdits
from briefmaker.output.pdf_file import opened, written
from briefmaker.output.pdf_links import tag_links
from briefmaker.output.pdf_metadata import DocumentFacts, write_metadata
from briefmaker.output.pdf_structure import StructureTree
from briefmaker.output.printed_notes import name_notes, notes_apart, tag_notes
from briefmaker.output.repeated_headers import mark_repeats
from briefmaker.output.table_structure import finish_tables
from briefmaker.output.text_check import CheckedText, refuse_text_off_page, words_with_marks
from briefmaker.output.validation import validate
from briefmaker.output.word_document import WordDocument
from briefmaker.output.word_paragraphs import has_special_paragraphs, paragraph_roles

__all__ = ["LaidOut", "finished_pdf", "lay_out", "pdf_of"]


@dataclass(frozen=True)
class LaidOut:
    """A document as the engine laid it out. missing: characters for which a stand-in was printed."""

    pdf: bytes
    missing: tuple[str, ...]


def lay_out(document: WordDocument, library: FontLibrary) -> LaidOut:
    """Lay a document out with the embedded engine; nothing is finished yet.

    Footnotes of tables are anchored where they come to stand on the page of their sign, if that can be.
    Raises LayoutProblem(ENGINE_REFUSED).
    """
    laid_out = _laid_out(document, library, frozenset())
    in_tables = document.notes_in_tables
    if in_tables:
        apart = _notes_apart(laid_out.pdf, document, library) & in_tables
        if apart:
            moved = _laid_out(document, library, apart)
            if len(_notes_apart(moved.pdf, document, library)) < len(apart):
                return moved
    return laid_out


def _laid_out(document: WordDocument, library: FontLibrary, notes_before: frozenset[int]) -> LaidOut:
    copy = copy_for_engine(document, library, notes_before=notes_before)
    return LaidOut(with_short_marks(_engine_pdf(copy.docx)), copy.missing)


def _notes_apart(pdf: bytes, document: WordDocument, library: FontLibrary) -> frozenset[int]:
    with opened(pdf) as file:
        reading = read(file, document)
        try:
            return notes_apart(check(reading, document, library).signs, reading.notes)
        except LayoutProblem:
            return frozenset()  # whoever needs the text to be right looks at it once more


def _engine_pdf(docx: bytes) -> bytes:
    import rdocx

    try:
        return bytes(kept_together(docx).to_pdfa_deterministic())
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
    Raises LayoutProblem: UNREADABLE_PDF, MISSING_GLYPHS, TEXT_DIFFERS, OFF_PAGE or NOTE_APART.
    """
    with opened(pdf) as file:
        reading = read(file, document)
        refuse_text_off_page(reading.pages)
        checked = check(reading, document, library)
        if reading.loose_notes:
            apart = notes_apart(checked.signs, reading.notes)
            if apart:
                raise LayoutProblem(Failure.NOTE_APART, (str(min(apart)),))
        _finish_structure(file, reading, checked, document)
        mark_repeats(file, reading.repeats)
        write_metadata(file, facts)
        result = written(file)
        if facts.conformance == "A" and validate(result, ("PDF/A-2a",)):
            write_metadata(file, replace(facts, conformance="B"))
            result = written(file)
    return result


def _finish_structure(file: Any, reading: PdfReading, checked: CheckedText, document: WordDocument) -> None:
    edits = PageEdits(file)
    marked = words_with_marks([*reading.blocks, *reading.notes])
    for word, text in {id(word): (word, text) for word, text in [*marked, *checked.repairs]}.values():
        edits.say(word, text)
    if "/StructTreeRoot" in file.Root:
        tree = StructureTree(file)
        if tree.can_change_parents:
            tree.keep_standard_types()
            finish_tables(tree, document.tables())
            if has_special_paragraphs(document):
                roles = paragraph_roles(document)
                pairs = paragraph_blocks(roles, reading.blocks)
                tag_lists(tree, pairs)
                tag_quotes(tree, pairs)
                tag_pictures(tree, edits, reading.pages, roles, pairs, document)
            close_gaps(reading.blocks)
            tree.tag_labels(checked.labels)
            if reading.loose_notes:
                tag_notes(tree, edits, reading.notes, checked.signs)
            elif document.note_numbers:
                name_notes(tree)
            tag_links(tree, reading.pages, [*reading.blocks, *reading.notes])
            tree.drop_empty(reading.blocks)
            tree.write()
    edits.make()
