"""Where on the pages of a sample the place of a finding stands, as far as it can be told.

A finding points into the template; what is printed there came from the answers of a sample. The fields that
are named there, or by the repair, are looked up where they were printed; else the template's own words are
looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from briefmaker.problems import Place

if TYPE_CHECKING:
    from briefmaker.inspection.finding import Finding, Spot
    from briefmaker.output.click_map import ClickMap, Rectangle
    from briefmaker.output.page_words import PageWord

__all__ = ["places_on_pages"]

_TAG = re.compile(r"\{[{%#].*?(?:[}%#]\}|$)|^[^{]*?[}%]\}")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_WORD = re.compile(r"\w+")
_LEAST = 3
"""Letters of a word that stands alone and is looked for: shorter ones stand everywhere."""


def places_on_pages(finding: Finding, pdf: bytes, click_map: ClickMap | None) -> tuple[Rectangle, ...]:
    """Rectangles on the pages, of the first of the finding's spots that is found there; none when nothing is.

    pdf, click_map: of the pages as they are shown. Takes some milliseconds a page.
    """
    from briefmaker.output.page_words import read_words

    meant = " ".join(finding.repair.details.values()) if finding.repair is not None else ""
    for spot in finding.spots:
        if click_map is not None and (found := _printed_fields(spot, meant, click_map)):
            return found
    pages = read_words(pdf)
    for spot in finding.spots:
        if found := _printed_words(spot, pages):
            return found
    return ()


def _printed_fields(spot: Spot, meant: str, click_map: ClickMap) -> tuple[Rectangle, ...]:
    printed: dict[str, Place] = {}
    for origin in click_map.origins:
        if isinstance(origin, Place):
            printed.setdefault(origin.field.partition("/")[0], origin)
            printed.setdefault(origin.field.rpartition("/")[2], origin)
    tags = " ".join(_TAG.findall(spot.words)) if spot.part else spot.words
    for name in _NAME.findall(f"{tags} {meant}"):
        if name in printed:
            return click_map.rectangles_of(printed[name])[:1]
    return ()


def _printed_words(spot: Spot, pages: Sequence[Sequence[PageWord]]) -> tuple[Rectangle, ...]:
    """The longest stretch of the template's own words that stands on a page."""
    if not spot.part:
        return ()
    for wanted in sorted(_stretches(spot.words), key=len, reverse=True):
        for number, words in enumerate(pages):
            found = _run(wanted, words)
            if found:
                return _rectangles(number, found)
    return ()


def _stretches(words: str) -> Iterator[tuple[str, ...]]:
    """The words between the tags, the longest stretches and all their parts."""
    for piece in _TAG.split(words):
        whole = tuple(_folded(piece))
        for length in range(len(whole), 0, -1):
            for start in range(len(whole) - length + 1):
                part = whole[start : start + length]
                if length > 1 or len(part[0]) >= _LEAST:
                    yield part


def _run(wanted: tuple[str, ...], words: Sequence[PageWord]) -> list[PageWord]:
    folded = [(text, word) for word in words for text in _folded(word.text)]
    for start in range(len(folded) - len(wanted) + 1):
        if all(folded[start + at][0] == text for at, text in enumerate(wanted)):
            return [word for _text, word in folded[start : start + len(wanted)]]
    return []


def _folded(text: str) -> list[str]:
    return [found.casefold() for found in _WORD.findall(text)]


def _rectangles(page: int, words: Sequence[PageWord]) -> tuple[Rectangle, ...]:
    from briefmaker.output.click_map import Rectangle

    lines: dict[int, Rectangle] = {}
    for word in words:
        before = lines.get(word.line)
        lines[word.line] = (
            Rectangle(page, word.x0, word.y0, word.x1, word.y1)
            if before is None
            else Rectangle(
                page,
                min(before.x0, word.x0),
                min(before.y0, word.y0),
                max(before.x1, word.x1),
                max(before.y1, word.y1),
            )
        )
    return tuple(lines.values())
