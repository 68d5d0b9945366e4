"""Where two pages look different though their words, pictures and lines are the same: colours, shapes, what
no reader of PDFs names. Found by drawing both."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from briefmaker.output.page_differences import PageBox

__all__ = ["drawn_page", "unlike_places"]

_SCALE = 1.5
"""Pixels to a point: a hairline is seen, and an A4 page takes two milliseconds."""
_SEEN = 24
"""Of 255: what the eye doesn't see is no difference."""
_TILE = 6
_MARGIN = 2.0
"""Points around a place that is known to differ: a glyph reaches over its box."""


def drawn_page(document: Any, number: int) -> Any:
    """A page of an open pypdfium2 document as a Pillow image."""
    from PIL import Image

    page = document[number]
    bitmap = page.render(scale=_SCALE, prefer_bgrx=True, may_draw_forms=False)
    try:
        size, stride = (bitmap.width, bitmap.height), bitmap.stride
        # Which of the four bytes is which colour makes no difference for what differs.
        return Image.frombuffer("RGBX", size, bytes(bitmap.buffer), "raw", "RGBX", stride, 1)
    finally:
        bitmap.close()
        page.close()


def unlike_places(old: Any, new: Any, known: Iterable[PageBox], page: int) -> tuple[PageBox, ...]:
    """The places where two drawn pages of one size differ, besides those known to differ; page: the number
    their boxes get."""
    from PIL import Image, ImageChops, ImageDraw

    if old.size != new.size:
        return ()
    unlike = ImageChops.difference(old, new)
    if unlike.getbbox() is None:
        return ()
    red, green, blue, _unused = unlike.split()
    strongest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    strongest = strongest.point([255 if value > _SEEN else 0 for value in range(256)])
    pen = ImageDraw.Draw(strongest)
    for box in known:
        pen.rectangle(
            [
                (box.x0 - _MARGIN) * _SCALE,
                (box.y0 - _MARGIN) * _SCALE,
                (box.x1 + _MARGIN) * _SCALE,
                (box.y1 + _MARGIN) * _SCALE,
            ],
            fill=0,
        )
    if strongest.getbbox() is None:
        return ()
    width, height = strongest.size
    across, down = -(-width // _TILE), -(-height // _TILE)
    padded = Image.new("L", (across * _TILE, down * _TILE))
    padded.paste(strongest)
    tiles = padded.reduce(_TILE).tobytes()
    lit = {(at % across, at // across) for at, value in enumerate(tiles) if value}
    return tuple(
        PageBox(
            page,
            left * _TILE / _SCALE,
            top * _TILE / _SCALE,
            (right + 1) * _TILE / _SCALE,
            (bottom + 1) * _TILE / _SCALE,
        )
        for left, top, right, bottom in _islands(lit)
    )


def _islands(lit: set[tuple[int, int]]) -> list[tuple[int, int, int, int]]:
    """The rectangles around tiles that lie together (one tile of white between them parts none)."""
    left = set(lit)
    found = []
    while left:
        first = left.pop()
        group, waiting = [first], [first]
        while waiting:
            x, y = waiting.pop()
            near = {(x + i, y + j) for i in (-2, -1, 0, 1, 2) for j in (-1, 0, 1)} & left
            left -= near
            group += near
            waiting += near
        found.append(
            (
                min(x for x, _ in group),
                min(y for _, y in group),
                max(x for x, _ in group),
                max(y for _, y in group),
            )
        )
    return sorted(found, key=lambda box: (box[1], box[0]))
