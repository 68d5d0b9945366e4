"""The words of a PDF's pages with their boxes: to compare engines, and to read a page aloud."""

from __future__ import annotations

from dataclasses import dataclass

from briefmaker.output.pdf_file import opened
from briefmaker.output.pdf_text import Shown, read_pages

__all__ = ["PageWord", "read_words"]

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


def read_words(pdf: bytes) -> tuple[tuple[PageWord, ...], ...]:
    """The words of every page, in the order in which the page shows them.

    Raises LayoutProblem(UNREADABLE_PDF).
    """
    with opened(pdf) as document:
        return tuple(_words(page.shown) for page in read_pages(document))


def _words(shown: list[Shown]) -> tuple[PageWord, ...]:
    cutter = _Cutter()
    for piece in shown:
        cutter.take(piece)
    cutter.close()
    return tuple(cutter.words)


class _Cutter:
    """Cuts what is shown into words, and joins what is shown in pieces."""

    def __init__(self) -> None:
        self.words: list[PageWord] = []
        self.text = ""
        self.box = (0.0, 0.0, 0.0, 0.0)
        self.last: Shown | None = None
        self.line = -1

    def take(self, piece: Shown) -> None:
        last = self.last
        if last is None or abs(piece.baseline - last.baseline) > 1 or piece.artifact != last.artifact:
            self.close()
            self.line += 1
        elif piece.edges[0] - self.box[2] > _GAP * (piece.bottom - piece.top) or piece.edges[0] < self.box[0]:
            self.close()
        self.last = piece
        for glyph, left, right in zip(piece.glyphs, piece.edges, piece.edges[1:], strict=False):
            if glyph and not glyph.strip():
                self.close()
                continue
            x0, y0, x1, y1 = self.box if self.text else (left, piece.top, right, piece.bottom)
            self.text += glyph
            self.box = (min(x0, left), min(y0, piece.top), max(x1, right), max(y1, piece.bottom))

    def close(self) -> None:
        if self.text and self.last is not None:
            self.words.append(
                PageWord(self.text, *self.box, self.last.baseline, self.line, self.last.artifact)
            )
        self.text = ""
