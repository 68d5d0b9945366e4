"""Pages of a PDF as pixels, drawn by PDFium."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from pickle import PickleBuffer

from briefmaker.output.failures import Failure, LayoutProblem

__all__ = ["PageImage", "PageSize", "draw_pages"]

LARGEST_SIDE = 20_000
"""Pixels along a side: 300 dpi of A4 is 3,508; beyond this the scale is a mistake."""


@dataclass(frozen=True, slots=True)
class PageSize:
    """The size of a page in points (1/72 inch)."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class PageImage:
    """One page as pixels of 4 bytes: blue, green, red, unused (Qt's Format_RGB32 on little-endian machines).

    page: its number from 0; width, height in pixels; stride: bytes from one row to the next.
    """

    page: int
    width: int
    height: int
    stride: int
    data: bytes = field(repr=False)

    def png(self) -> bytes:
        """The page as a PNG file."""
        from PIL import Image

        file = io.BytesIO()
        size = self.width, self.height
        Image.frombuffer("RGB", size, self.data, "raw", "BGRX", self.stride, 1).save(file, "PNG")
        return file.getvalue()

    def __reduce_ex__(self, protocol: object) -> tuple[object, ...]:
        """Pickled with its pixels beside the pickle, so that megabytes are not copied (see `messages`)."""
        return PageImage, (self.page, self.width, self.height, self.stride, PickleBuffer(self.data))


def draw_pages(
    pdf: bytes, scale: float, pages: Sequence[int] | None = None
) -> tuple[tuple[PageSize, ...], tuple[PageImage, ...]]:
    """The sizes of all pages, and the images of those asked for (None: all; what isn't there is left out).

    scale: pixels per point, e.g. 96/72 for 96 dpi. Raises LayoutProblem(UNREADABLE_PDF).
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise LayoutProblem(Failure.UNREADABLE_PDF) from error
    try:
        sizes = tuple(PageSize(*document.get_page_size(number)) for number in range(len(document)))
        images = []
        for number in range(len(document)) if pages is None else pages:
            if 0 <= number < len(document):
                fitting = min(scale, LARGEST_SIDE / max(sizes[number].width, sizes[number].height))
                images.append(_drawn(document[number], number, fitting))
        return sizes, tuple(images)
    finally:
        document.close()


def _drawn(page: object, number: int, scale: float) -> PageImage:
    bitmap = page.render(scale=scale, prefer_bgrx=True, may_draw_forms=False)  # type: ignore[attr-defined]
    try:
        return PageImage(number, bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
    finally:
        bitmap.close()
        page.close()  # type: ignore[attr-defined]
