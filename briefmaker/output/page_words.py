"""The words of a PDF's pages with their boxes: to compare engines, and to read a page aloud."""

from __future__ import annotations

from dataclasses import dataclass

from briefmaker.output.pdf_file import opened
from briefmaker.output.pdf_text import Shown, read_pages

__all__ = ["PageWord", "words_of_pdf"]

_GAP = 0.12
"""White of more than this times the height of a line parts two words."""


@dataclass(frozen=True, slots=True)
class PageWord:
    """One word. Box in points from the top left of the page; artifact: of a header, footer or page number.

    line: the number of its line on the page, in the order the page shows them.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    baseline: float
    line: int
    artifact: bool


def words_of_pdf(pdf: bytes) -> tuple[tuple[PageWord, ...], ...]:
    """The words of every page, in the order in which the page shows them.

    Raises LayoutProblem(UNREADABLE_PDF).
    """
    with opened(pdf) as document:
        return tuple(_words(page.shown) for page in read_pages(document))


def _words(shown: list[Shown]) -> tuple[PageWord, ...]:
    words: list[PageWord] = []
    text, box, last, line = "", [0.0, 0.0, 0.0, 0.0], None, -1

    def close() -> None:
        nonlocal text
        if text and last is not None:
            words.append(PageWord(text, *box, last.baseline, line, last.artifact))  # type: ignore[misc]
        text = ""

    for piece in shown:
        if last is None or abs(piece.baseline - last.baseline) > 1 or piece.artifact != last.artifact:
            close()
            line += 1
        elif piece.edges[0] - box[2] > _GAP * (piece.bottom - piece.top) or piece.edges[0] < box[0]:
            close()
        last = piece
        for glyph, left, right in zip(piece.glyphs, piece.edges, piece.edges[1:], strict=False):
            if glyph and not glyph.strip():
                close()
                continue
            if not text:
                box = [left, piece.top, right, piece.bottom]
            text += glyph
            box = [min(box[0], left), min(box[1], piece.top), max(box[2], right), max(box[3], piece.bottom)]
    close()
    return tuple(words)
