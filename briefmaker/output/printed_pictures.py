"""The pictures of a letter's text on the pages of a PDF, told from those of headers and footers."""

from __future__ import annotations

from collections.abc import Sequence

from briefmaker.output.pdf_text import Drawn, PageText
from briefmaker.output.word_document import WordDocument

__all__ = ["pictures_of_text"]


def pictures_of_text(pages: Sequence[PageText], document: WordDocument) -> list[tuple[int, Drawn]]:
    """The pictures of the text, each with the number of its page, in the order in which they are drawn.

    Those that an engine drew as artifacts are of the text when they stand in the body of the page, and come
    after something tagged or are of another size than those of headers: headers come first.
    """
    edges, sizes = document.body_edges, document.header_picture_sizes
    return [
        (number, drawn)
        for number, page in enumerate(pages)
        for first in [_first_tagged(page)]
        for drawn in page.drawn
        if not drawn.artifact
        or (_is_in_body(drawn, page, edges) and (drawn.place > first or not _has_size(drawn, sizes)))
    ]


def _first_tagged(page: PageText) -> int:
    """Where the first tagged content stands in the page's content, 0 if there is none."""
    places = [shown.operator[0] for shown in page.shown if not shown.artifact]
    places += [drawn.place for drawn in page.drawn if not drawn.artifact]
    return min(places, default=0)


def _is_in_body(drawn: Drawn, page: PageText, edges: tuple[float, float]) -> bool:
    return edges[0] - 1 <= drawn.top and drawn.bottom <= page.height - edges[1] + 1


def _has_size(drawn: Drawn, sizes: Sequence[tuple[float, float]]) -> bool:
    width, height = drawn.right - drawn.left, drawn.bottom - drawn.top
    return any(abs(width - other[0]) < 1 and abs(height - other[1]) < 1 for other in sizes)
