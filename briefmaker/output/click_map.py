"""Which part of a letter stands where on the pages, and back.

The renderer knows of every printed paragraph which stretch of it came from where (its *origin*: any
hashable value, for us a field and a block). The PDF knows where every glyph stands. Both say the same
text in the same order, so the paragraphs are found again in the PDF's text without white space, one
after the other. Headers, footers, page numbers and list labels are no part of that text.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from briefmaker.output.characters import INVISIBLE
from briefmaker.output.stretches import Stretch, Stretches
from briefmaker.output.tagged_text import Block, Word

__all__ = ["ClickMap", "Origin", "Paragraph", "Rectangle", "Spans", "stretches_of"]

_NEARBY = 40.0
"""Points: a click farther from all text than this is meant for nothing."""


class Origin(Protocol):
    """A piece of a paragraph's text, from `start` up to `end`, and where it came from."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def place(self) -> Hashable: ...


class Paragraph(Protocol):
    """A printed paragraph as a renderer gives it: tabs are "\\t", line breaks "\\n"."""

    @property
    def text(self) -> str: ...
    @property
    def spans(self) -> Sequence[Origin]: ...


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A place on a page (from 0), in points from its top left."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float


class ClickMap:
    """Places on pages for origins, and origins for places. origins: with the number of each."""

    def __init__(self, stretches: Stretches, origins: Mapping[Hashable, int]) -> None:
        self._stretches = stretches
        self._numbers = origins
        self._origins = tuple(origins)

    @property
    def origins(self) -> tuple[Hashable, ...]:
        """Every origin that is found on some page, in reading order."""
        found = self._stretches
        standing = [origin for origin, aside in zip(found.origins, found.asides, strict=True) if not aside]
        return tuple(self._origins[number] for number in dict.fromkeys(standing))

    def origin_at(self, page: int, x: float, y: float) -> Hashable | None:
        """The origin at or nearest to a place; on a line that is hit, the nearest part of that line.

        None when there is no text within 40 points above or below.
        """
        stretch = self._stretch_at(page, x, y)
        return None if stretch is None else self._origins[self._stretches.origins[stretch]]

    def offset_at(self, page: int, x: float, y: float) -> tuple[Hashable, int] | None:
        """The origin at a place, and the offset in the origin's own text where a caret would go."""
        stretch = self._stretch_at(page, x, y)
        if stretch is None:
            return None
        edges = self._stretches.edges_of(stretch)
        place = min(max(bisect_right(edges, x), 1), len(edges) - 1)
        if x - edges[place - 1] < edges[place] - x:
            place -= 1
        origin = self._origins[self._stretches.origins[stretch]]
        return origin, self._stretches.offsets_of(stretch)[place]

    def rectangles_of(self, origin: Hashable) -> tuple[Rectangle, ...]:
        """Where an origin is printed: one rectangle per line, in reading order; none if it isn't."""
        found: list[Rectangle] = []
        for stretch in self._stretches_of(origin):
            fresh = Rectangle(self._stretches.pages[stretch], *self._stretches.box(stretch))
            last = found[-1] if found else None
            if (
                last
                and last.page == fresh.page
                and abs(last.y1 - fresh.y1) < 1
                and abs(last.x1 - fresh.x0) < 12
            ):
                found[-1] = Rectangle(
                    last.page, last.x0, min(last.y0, fresh.y0), max(last.x1, fresh.x1), max(last.y1, fresh.y1)
                )
            else:
                found.append(fresh)
        return tuple(found)

    def caret_at(self, origin: Hashable, offset: int) -> Rectangle | None:
        """Where the caret stands at this offset in the origin's text: a rectangle without width."""
        best: tuple[int, int, int] | None = None
        for stretch in self._stretches_of(origin):
            for place, known in enumerate(self._stretches.offsets_of(stretch)):
                distance = abs(known - offset)
                if best is None or distance < best[0]:
                    best = (distance, stretch, place)
        if best is None:
            return None
        _distance, stretch, place = best
        x = self._stretches.edges_of(stretch)[place]
        _left, top, _right, bottom = self._stretches.box(stretch)
        return Rectangle(self._stretches.pages[stretch], x, top, x, bottom)

    def _stretches_of(self, origin: Hashable) -> list[int]:
        number = self._numbers.get(origin)
        return [] if number is None else self._stretches.of_origin(number)

    def _stretch_at(self, page: int, x: float, y: float) -> int | None:
        best: tuple[float, float] | None = None
        found = None
        for stretch in self._stretches.on_page(page):
            left, top, right, bottom = self._stretches.box(stretch)
            away = max(top - y, y - bottom, 0.0)
            aside = max(left - x, x - right, 0.0)
            if away <= _NEARBY and (best is None or (away, aside) < best):
                best, found = (away, aside), stretch
        return found


Spans = Sequence[tuple[int, int, int]]
"""Of one paragraph: start, end and the number of the origin of each stretch."""


def stretches_of(
    paragraphs: Iterable[tuple[str, Spans]], blocks: Iterable[Block], labels: Iterable[Word]
) -> list[Stretch]:
    """Find the paragraphs again in the blocks of a PDF.

    paragraphs: text and spans (start, end, number of the origin); labels: words that are no text.
    A paragraph that can't be found is passed over; the others keep their places.
    """
    text, glyphs = _glyphs(blocks, labels)
    found: list[Stretch] = []
    position = 0
    for paragraph, spans in paragraphs:
        letters, offsets = _letters(paragraph)
        if not letters:
            continue
        start = text.find(letters, position, position + len(letters) + _SLACK)
        if start < 0:
            continue
        position = start + len(letters)
        for begin, end, origin in spans:
            first = _index(offsets, begin)
            last = _index(offsets, end)
            found += _stretches(glyphs[start + first : start + last], offsets[first:last], begin, origin)
    return found


_SLACK = 3_000
"""Letters of the PDF that may be passed over to find the next paragraph."""

_Glyph = tuple[Word, int]


def _glyphs(blocks: Iterable[Block], labels: Iterable[Word]) -> tuple[str, list[_Glyph]]:
    """The letters of the PDF in reading order, and for each the word and the number of its glyph."""
    skipped = {id(word) for word in labels}
    pieces: list[str] = []
    glyphs: list[_Glyph] = []
    for block in blocks:
        if block.tag == "/Lbl":
            continue
        for word in block.words:
            if id(word) in skipped:
                continue
            for number, glyph in enumerate(word.shown.glyphs):
                letters = glyph if glyph.isalnum() and glyph.isascii() else _plain(glyph)
                if letters:
                    pieces.append(letters)
                    glyphs += [(word, number)] * len(letters)
    return "".join(pieces), glyphs


def _letters(text: str) -> tuple[str, list[int]]:
    """`text` as `_glyphs` gives letters, and the offset in `text` of each."""
    if text.isascii():
        offsets = [index for index, character in enumerate(text) if character > " "]
        return "".join(text.split()), offsets
    pieces: list[str] = []
    offsets = []
    for index, character in enumerate(text):
        letters = _plain(character)
        pieces.append(letters)
        offsets += [index] * len(letters)
    return "".join(pieces), offsets


def _plain(text: str) -> str:
    if text.isascii():
        return "".join(text.split())
    text = unicodedata.normalize("NFD", INVISIBLE.sub("", text)).replace("\u2011", "-")
    return "".join(text.split())


def _index(offsets: list[int], offset: int) -> int:
    low, high = 0, len(offsets)
    while low < high:
        middle = (low + high) // 2
        if offsets[middle] < offset:
            low = middle + 1
        else:
            high = middle
    return low


def _stretches(glyphs: list[_Glyph], offsets: list[int], begin: int, origin: int) -> list[Stretch]:
    """The glyphs of one span, cut where the line changes."""
    found: list[Stretch] = []
    places: list[int] = []
    edges: list[float] = []
    line: Word | None = None

    def close(last: int) -> None:
        if line is not None and edges:
            shown = line.shown
            found.append(
                Stretch(line.page, shown.top, shown.bottom, origin, (*places, last), (*edges, right))
            )

    right = 0.0
    for (word, number), offset in zip(glyphs, offsets, strict=True):
        shown = word.shown
        if line is None or line.page != word.page or abs(line.shown.baseline - shown.baseline) > 1:
            close(places[-1] + 1 if places else 0)
            places, edges, line = [], [], word
        if shown.edges[number] >= right - 0.01 or not edges:
            places.append(offset - begin)
            edges.append(shown.edges[number])
        right = shown.edges[number + 1]
    close(places[-1] + 1 if places else 0)
    return found
