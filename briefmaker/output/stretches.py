"""The lines of a letter as they lie on its pages: a handful of flat arrays, however many lines there are.

A letter of a hundred pages has thousands of lines with hundreds of thousands of glyph edges, and they come
anew while somebody types. As objects they would have to be read, looked through by the cycle collector and
taken down one by one while the window waits; as arrays they cost next to nothing.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

__all__ = ["Stretch", "Stretches"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """The part of one origin on one line. offsets[i] is the place in the origin's text at x = edges[i].

    origin: its number, in the order of the paragraphs' spans. There is one edge more than there are glyphs.
    aside: a click there leads to the origin, but it isn't where the origin stands.
    """

    page: int
    top: float
    bottom: float
    origin: int
    offsets: tuple[int, ...]
    edges: tuple[float, ...]
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Stretches:
    """Many stretches, in their order. Lengths are in points, kept to a ten-thousandth."""

    pages: array[int]
    origins: array[int]
    asides: bytes
    boxes: array[float]
    """Left, top, right, bottom of each."""
    firsts: array[int]
    """Of each the number of its first edge, and at the end how many edges there are."""
    offsets: array[int]
    edges: array[float]

    @classmethod
    def of(cls, stretches: Iterable[Stretch]) -> Stretches:
        """These stretches; each has as many offsets as edges."""
        pages, origins, asides = array("i"), array("i"), bytearray()
        boxes, edges = array("f"), array("f")
        firsts, offsets = array("i", [0]), array("i")
        for each in stretches:
            pages.append(each.page)
            origins.append(each.origin)
            asides.append(each.aside)
            boxes.extend((min(each.edges), each.top, max(each.edges), each.bottom))
            offsets.extend(each.offsets)
            edges.extend(each.edges)
            firsts.append(len(edges))
        return cls(pages, origins, bytes(asides), boxes, firsts, offsets, edges)

    def __len__(self) -> int:
        return len(self.pages)

    def on_page(self, page: int) -> Iterator[int]:
        """The numbers of the stretches on a page."""
        return _where(self.pages, page)

    def of_origin(self, origin: int) -> list[int]:
        """The numbers of the stretches where an origin stands."""
        return [number for number in _where(self.origins, origin) if not self.asides[number]]

    def box(self, number: int) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of a stretch."""
        left, top, right, bottom = self.boxes[4 * number : 4 * number + 4]
        return left, top, right, bottom

    def offsets_of(self, number: int) -> array[int]:
        """The places in the origin's text at the edges of a stretch."""
        return self.offsets[self.firsts[number] : self.firsts[number + 1]]

    def edges_of(self, number: int) -> array[float]:
        """The edges of a stretch's glyphs, from left to right."""
        return self.edges[self.firsts[number] : self.firsts[number + 1]]


def _where(values: array[int], wanted: int) -> Iterator[int]:
    at = -1
    try:
        while True:
            at = values.index(wanted, at + 1)
            yield at
    except ValueError:
        return
