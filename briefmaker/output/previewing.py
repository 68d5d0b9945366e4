"""The preview's work in the child process: draw the pages, and find the letter's parts on them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from briefmaker.output.checked_pdf import PdfReading, check, read
from briefmaker.output.click_asides import note_stretches, picture_stretches
from briefmaker.output.click_map import Spans, stretches_of
from briefmaker.output.failures import LayoutProblem
from briefmaker.output.fonts import FontLibrary
from briefmaker.output.page_images import draw_pages
from briefmaker.output.pdf_file import opened
from briefmaker.output.preview import RawPreview
from briefmaker.output.stretches import Stretch, Stretches
from briefmaker.output.tagged_text import Word
from briefmaker.output.word_document import WordDocument
from briefmaker.output.word_paragraphs import paragraph_roles

__all__ = ["previewed"]


def previewed(
    pdf: bytes,
    missing: tuple[str, ...],
    document: WordDocument,
    paragraphs: Sequence[tuple[str, Any]],
    library: FontLibrary,
    *,
    scale: float,
    pages: Sequence[int] | None,
) -> RawPreview:
    """The images of a laid-out PDF and the places of the paragraphs on it."""
    sizes, images = draw_pages(pdf, scale, pages)
    stretches: list[Stretch] = []
    if paragraphs:
        stand_in = {ord(character): "\ufffd" for character in missing}
        with opened(pdf) as file:
            reading = read(file, document)
            said = [text.translate(stand_in) for text in document.paragraphs()]
            skipped = _no_text(reading, document, library, said)
            printed = [(text.translate(stand_in), spans) for text, spans in paragraphs]
            stretches = stretches_of(printed, reading.blocks, skipped)
            if len(paragraphs) == len(said):
                stretches += _asides([spans for _text, spans in paragraphs], reading, document)
    return RawPreview(pdf, sizes, images, Stretches.of(stretches), missing)


def _asides(spans: Sequence[Spans], reading: PdfReading, document: WordDocument) -> list[Stretch]:
    """What can be clicked beside the running text; spans: of every paragraph of the document."""
    found: list[Stretch] = []
    if document.note_numbers:
        found += note_stretches(spans, document.signs(), reading.notes)
    if document.has_pictures:
        roles = enumerate(paragraph_roles(document))
        pictures = {index: len(role.pictures) for index, role in roles if role.pictures}
        found += picture_stretches(spans, pictures, reading.pages, document)
    return found


def _no_text(
    reading: PdfReading, document: WordDocument, library: FontLibrary, paragraphs: Sequence[str]
) -> list[Word]:
    """The words that are list labels or signs of footnotes.

    Words whose glyphs say too little are given their text by the way.
    """
    try:
        checked = check(reading, document, library, paragraphs)
    except LayoutProblem:  # a preview is shown all the same; the export says what is wrong
        return []
    for word, text in checked.repairs:
        word.shown.glyphs[:] = [text, *[""] * (len(word.shown.glyphs) - 1)]
    labels = [word for _block, word in checked.labels]
    return [*labels, *(sign.word for sign in checked.signs.values() if sign.word is not None)]
