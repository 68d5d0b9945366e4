"""Pages as the window shows them: sizes, pictures, text, and what stands where.

Made on a worker thread from what `briefmaker.app` gives; a value from then on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from briefmaker.i18n import _
from briefmaker.letter.characters import character_name
from briefmaker.problems import Place
from briefmaker.qt.page_view import Spot

if TYPE_CHECKING:
    from briefmaker.output.click_map import ClickMap
    from briefmaker.output.page_images import PageImage

__all__ = ["Pages", "as_images"]


@dataclass(frozen=True)
class Pages:
    """The pages of one state of the letter.

    sizes: width and height in points. images: pictures of some pages, drawn at `scale` pixels to a
    point. pdf: what they were drawn from. text: what stands on them, for who can't see them.
    """

    sizes: tuple[tuple[float, float], ...]
    images: Mapping[int, QImage] = field(repr=False)
    scale: float
    pdf: bytes = field(repr=False)
    click_map: ClickMap | None = field(default=None, repr=False)
    text: str = field(default="", repr=False)
    words: int = 0
    missing: tuple[str, ...] = ()
    """Characters that no font can print; a stand-in is shown."""

    @property
    def missing_in_words(self) -> str:
        """A sentence that names characters which no font can print, "" when all can be."""
        if not self.missing:
            return ""
        names = ", ".join(character_name(character) for character in self.missing[:8])
        return _("No font has {characters}; Word can print them, a PDF can't.").format(characters=names)

    def place_at(self, page: int, x: float, y: float) -> Place | None:
        """The place in the letter that stands at a point of a page."""
        origin = self.click_map.origin_at(page, x, y) if self.click_map is not None else None
        return origin if isinstance(origin, Place) else None

    def spots_of(self, place: Place) -> tuple[Spot, ...]:
        """Where a place of the letter stands on the pages."""
        if self.click_map is None or not place.field:
            return ()
        return tuple(
            Spot(each.page, each.x0, each.y0, each.x1 - each.x0, each.y1 - each.y0)
            for each in self.click_map.rectangles_of(place)
        )


def as_images(drawn: Iterable[PageImage]) -> dict[int, QImage]:
    """Drawn pages as pictures for the screen, by their numbers."""
    # A copy, since QImage only looks at the bytes it is given.
    return {
        page.page: QImage(page.data, page.width, page.height, page.stride, QImage.Format.Format_RGB32).copy()
        for page in drawn
    }
