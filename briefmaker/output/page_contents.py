"""What stands on the pages of a PDF, to be compared: words, pictures, lines and areas."""

from __future__ import annotations

import ctypes
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from briefmaker.output.failures import Failure, LayoutProblem
from briefmaker.output.page_words import PageWord, read_words

__all__ = ["Graphic", "GraphicKind", "PageContents", "contents_of"]


class GraphicKind(StrEnum):
    """What is drawn beside the text."""

    PICTURE = "picture"
    LINE = "line"
    AREA = "area"


@dataclass(frozen=True, slots=True)
class Graphic:
    """A picture, line or area; box in points from the top left of the page. look: equal for those that look
    alike, wherever they stand."""

    kind: GraphicKind
    x0: float
    y0: float
    x1: float
    y1: float
    look: str


@dataclass(frozen=True, slots=True)
class PageContents:
    """One page: its size in points, its words as it shows them, and what is drawn beside them."""

    width: float
    height: float
    words: tuple[PageWord, ...]
    graphics: tuple[Graphic, ...]


@lru_cache(maxsize=32)
def contents_of(pdf: bytes) -> tuple[PageContents, ...]:
    """The contents of every page. Raises LayoutProblem(UNREADABLE_PDF)."""
    import pypdfium2

    words = read_words(pdf)
    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise LayoutProblem(Failure.UNREADABLE_PDF) from error
    try:
        return tuple(_page(document[number], found) for number, found in enumerate(words))
    finally:
        document.close()


def _page(page: Any, words: tuple[PageWord, ...]) -> PageContents:
    width, height = page.get_size()
    try:
        return PageContents(width, height, words, tuple(_graphics(page, height)))
    finally:
        page.close()


_THIN = 2.5
"""Points: what is no thicker is called a line."""


def _graphics(page: Any, height: float) -> Iterator[Graphic]:
    import pypdfium2.raw as pdfium

    for drawn in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_PATH)):
        left, bottom, right, top = drawn.get_bounds()
        if drawn.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            kind, look = GraphicKind.PICTURE, hashlib.sha256(bytes(drawn.get_data())).hexdigest()
        else:
            thin = min(right - left, top - bottom) <= _THIN
            kind, look = GraphicKind.LINE if thin else GraphicKind.AREA, _colours(drawn)
        yield Graphic(kind, left, height - top, right, height - bottom, look)


def _colours(path: Any) -> str:
    """How a path is filled and stroked."""
    import pypdfium2.raw as pdfium

    red, green, blue, alpha = (ctypes.c_uint() for _part in range(4))
    said = []
    for read in (pdfium.FPDFPageObj_GetFillColor, pdfium.FPDFPageObj_GetStrokeColor):
        done = read(path, red, green, blue, alpha)
        said.append(f"{red.value},{green.value},{blue.value},{alpha.value}" if done else "")
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    thickness = ctypes.c_float()
    pdfium.FPDFPageObj_GetStrokeWidth(path, thickness)
    return (f"filled {said[0]} " if fill.value else "") + (
        f"stroked {said[1]} {thickness.value:.1f}" if stroke.value else ""
    )
