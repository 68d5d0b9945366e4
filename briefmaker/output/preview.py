"""One look at a letter: the pages as images, and where everything stands on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from briefmaker.output.click_map import ClickMap, Stretch, stretches_of
from briefmaker.output.failures import LayoutProblem
from briefmaker.output.fonts import FontLibrary
from briefmaker.output.page_images import PageImage, PageSize, draw_pages
from briefmaker.output.pdf_file import opened
from briefmaker.output.pdf_text import read_pages
from briefmaker.output.tagged_text import Word, blocks_of
from briefmaker.output.text_check import checked_text
from briefmaker.output.word_document import WordDocument

__all__ = ["Preview", "RawPreview", "previewed"]


@dataclass(frozen=True)
class Preview:
    """A letter as it would be printed.

    pdf: the engine's PDF: same pages as the one that is exported, but not finished and not to be sent;
    images: of the pages asked for; missing: characters no font has, shown as a stand-in (�).
    """

    pdf: bytes = field(repr=False)
    page_sizes: tuple[PageSize, ...]
    images: tuple[PageImage, ...]
    click_map: ClickMap = field(repr=False)
    missing: tuple[str, ...] = ()

    @property
    def page_count(self) -> int:
        return len(self.page_sizes)


@dataclass(frozen=True)
class RawPreview:
    """A preview as it leaves the child process: origins are numbers still."""

    pdf: bytes
    page_sizes: tuple[PageSize, ...]
    images: tuple[PageImage, ...]
    stretches: list[Stretch]
    missing: tuple[str, ...]


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
        with opened(pdf) as file:
            blocks = blocks_of(file, read_pages(file))
            try:
                checked = checked_text(
                    document.paragraphs(),
                    blocks,
                    print_alike=library.print_alike,
                    capitals=document.has_capitals_style,
                )
                labels: list[Word] = [word for _block, word in checked.labels]
            except LayoutProblem:  # a preview is shown all the same; the export says what is wrong
                labels = []
            stretches = stretches_of(paragraphs, blocks, labels)
    return RawPreview(pdf, sizes, images, stretches, missing)
