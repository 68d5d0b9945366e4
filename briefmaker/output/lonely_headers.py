"""Header rows that the embedded engine leaves alone at the foot of a page, where Word and LibreOffice don't.

The engine obeys no "keep with next" in cells. So such a table begins on the next page in the engine's
copy, and with it the paragraphs before it that are kept with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from functools import lru_cache
from typing import Any

from lxml import etree

from briefmaker.output.paragraph_settings import is_on, set_on, without_height
from briefmaker.output.word_document import W, parsed

__all__ = ["begin_on_next_page", "headers_only", "lonely_header", "tables_over_pages"]

_LEAST_ROW = 3.0
"""Points. Every row is higher than this."""


def tables_over_pages(body: Any, pieces: Mapping[int, Sequence[Any]]) -> list[int]:
    """The places in a w:body of the tables with header rows that stand on more than one page.

    pieces: the engine's fragments of each block of the body, by its place there.
    """
    return [
        place
        for place, fragments in pieces.items()
        if len(fragments) > 1 and body[place].tag == f"{W}tbl" and _header_rows(body[place])
    ]


def headers_only(body: Any, places: Sequence[int]) -> Any:
    """A w:body with only the header rows of the tables in these places, each on a page of its own.

    The engine then tells how high they are: block 2n + 1 is the table of the n-th place.
    """
    result = etree.Element(body.tag, nsmap=body.nsmap)
    for place in places:
        result.append(without_height("pageBreakBefore"))
        table = deepcopy(body[place])
        for row in list(table.iterchildren(f"{W}tr"))[len(_header_rows(table)) :]:
            table.remove(row)
        result.append(table)
    result.extend(deepcopy(section) for section in body.iterchildren(f"{W}sectPr"))
    return result


def lonely_header(pieces: Mapping[int, Sequence[Any]], heights: Mapping[Any, float], body: Any) -> int | None:
    """The place of the first table that has nothing but header rows on the page where it begins.

    heights: of the header rows in points, by table. A table that begins its page already stays there.
    """
    highest: dict[int, float] = {}
    for fragments in pieces.values():
        for fragment in fragments:
            top = min(highest.get(fragment.physical_page, fragment.bounds.y), fragment.bounds.y)
            highest[fragment.physical_page] = top
    for place, fragments in pieces.items():
        first, height = fragments[0], heights.get(body[place])
        if height is None or len(fragments) < 2 or first.bounds.y <= highest[first.physical_page]:
            continue
        if first.bounds.height < height + _LEAST_ROW:
            return place
    return None


def begin_on_next_page(body: Any, place: int, styles: bytes) -> None:
    """Have the table in this place of a w:body, and what is kept with it, begin a page.

    styles: the part of the document that holds its styles.
    """
    kept = _kept_with_next(styles)
    first = place
    while first and _is_kept(body[first - 1], kept):
        first -= 1
    if first == place or first == 0:  # nothing is kept with the table, or all that there is
        body.insert(place, without_height("pageBreakBefore"))
    else:
        set_on(body[first], "pageBreakBefore")


def _header_rows(table: Any) -> list[Any]:
    """The rows with which a table begins that are repeated on every page; none if nothing follows them."""
    found: list[Any] = []
    for row in table.iterchildren(f"{W}tr"):
        header = row.find(f"{W}trPr/{W}tblHeader")
        if not is_on(header):
            return found
        found.append(row)
    return []


def _is_kept(block: Any, kept: frozenset[str]) -> bool:
    """Whether a block of the body is a paragraph that is kept with the next."""
    if block.tag != f"{W}p":
        return False
    own = block.find(f"{W}pPr/{W}keepNext")
    style = block.find(f"{W}pPr/{W}pStyle")
    return is_on(own) if own is not None else style is not None and style.get(f"{W}val", "") in kept


@lru_cache(maxsize=8)
def _kept_with_next(styles: bytes) -> frozenset[str]:
    """The ids of the paragraph styles that are kept with the next. Cached: letters share their template's."""
    said, based_on = {}, {}
    for style in parsed(styles).iter(f"{W}style") if styles else ():
        name, own = style.get(f"{W}styleId", ""), style.find(f"{W}pPr/{W}keepNext")
        base = style.find(f"{W}basedOn")
        based_on[name] = "" if base is None else base.get(f"{W}val", "")
        if own is not None:
            said[name] = is_on(own)
    kept = set()
    for name in based_on:
        style_id = name
        for _step in range(10):
            if style_id in said or style_id not in based_on:
                break
            style_id = based_on[style_id]
        if said.get(style_id):
            kept.add(name)
    return frozenset(kept)
