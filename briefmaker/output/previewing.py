"""The preview's work in the child process: draw the pages, and find the letter's parts on them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from briefmaker.output.click_map import Stretch, stretches_of
from briefmaker.output.failures import LayoutProblem
from briefmaker.output.fonts import FontLibrary
from briefmaker.output.page_images import draw_pages
from briefmaker.output.pdf_file import opened
from briefmaker.output.pdf_text import read_pages
from briefmaker.output.preview import RawPreview
from briefmaker.output.repeated_headers import take_repeats
from briefmaker.output.tagged_text import Block, Word, blocks_of
from briefmaker.output.text_check import checked_text
from briefmaker.output.word_document import WordDocument

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
            blocks = blocks_of(file, read_pages(file))
            take_repeats(blocks)
            labels = _labels(
                [text.translate(stand_in) for text in document.paragraphs()], blocks, document, library
            )
            printed = [(text.translate(stand_in), spans) for text, spans in paragraphs]
            stretches = stretches_of(printed, blocks, labels)
    return RawPreview(pdf, sizes, images, stretches, missing)


def _labels(
    texts: Sequence[str], blocks: Sequence[Block], document: WordDocument, library: FontLibrary
) -> list[Word]:
    """The words that are list labels. Words whose glyphs say too little are given their text by the way."""
    try:
        checked = checked_text(
            texts, blocks, print_alike=library.print_alike, capitals=document.has_capitals_style
        )
    except LayoutProblem:  # a preview is shown all the same; the export says what is wrong
        return []
    for word, text in checked.repairs:
        word.shown.glyphs[:] = [text, *[""] * (len(word.shown.glyphs) - 1)]
    return [word for _block, word in checked.labels]
