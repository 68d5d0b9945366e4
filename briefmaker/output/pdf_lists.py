"""The labels of a PDF's list items: what a list counts with, and where a new one begins."""

from __future__ import annotations

import re
from typing import Any, Literal

from briefmaker.letter.body import Block, ListBlock, ListItem, Paragraph, Text

__all__ = ["lists_of", "split_label"]

_NUMBER = re.compile(
    r"\s*\(?(?:(?P<decimal>[0-9]{1,4})|(?P<roman>[ivxIVX]{1,6})|(?P<letter>[a-zA-Z]))[.):]\s*"
)
_BULLET = re.compile(r"\s*[•·▪◦●○‣–—\-\uf0b7\uf0a7\uf02do]\s+|\s*[•·▪◦●○‣–—\-\uf0b7\uf0a7\uf02do]\s*$")
_ROMAN = {"i": 1, "v": 5, "x": 10}


def lists_of(items: list[tuple[str, list[Block]]]) -> list[Block]:
    """Items as lists: a new one begins where the kind of label changes or numbers don't count on."""
    found: list[Block] = []
    group: list[ListItem] = []
    kind: tuple[str, str] = ("", "")
    start = last = 0

    def close() -> None:
        if group:
            numbered: Literal["numbered", "bullet"] = "numbered" if kind[0] == "numbered" else "bullet"
            numerals: Any = kind[1] or "decimal"
            found.append(
                ListBlock(
                    kind=numbered,
                    start=start if kind[0] == "numbered" else 1,
                    numerals=numerals,
                    items=tuple(group),
                )
            )
            group.clear()

    for label, blocks in items:
        own, number = _label_kind(label, kind, last)
        if own != kind or (own[0] == "numbered" and number != last + 1):
            close()
            kind, start = own, number
        last = number
        group.append(ListItem(blocks=tuple(blocks) or (Paragraph(),)))
    close()
    return found


def _label_kind(label: str, before: tuple[str, str], last: int) -> tuple[tuple[str, str], int]:
    match = _NUMBER.fullmatch(label)
    if match is None:
        return ("bullet", ""), 0
    if match["decimal"]:
        return ("numbered", "decimal"), min(int(match["decimal"]), 32767)
    sign = (match["roman"] or match["letter"]).lower()
    as_letter = ord(sign) - ord("a") + 1 if len(sign) == 1 else 0
    if before == ("numbered", "letter") and as_letter == last + 1:
        return before, as_letter
    if match["roman"]:
        return ("numbered", "roman"), _roman(sign)
    return ("numbered", "letter"), as_letter


def _roman(sign: str) -> int:
    values = [_ROMAN[letter] for letter in sign]
    return sum(
        -value if any(later > value for later in values[index + 1 :]) else value
        for index, value in enumerate(values)
    )


def split_label(paragraph: Paragraph) -> tuple[str, Paragraph]:
    """The label that a paragraph begins with, and the rest of it."""
    first = paragraph.inlines[0] if paragraph.inlines else None
    if not isinstance(first, Text):
        return "", paragraph
    match = _BULLET.match(first.text) or _NUMBER.match(first.text)
    if match is None:
        return "", paragraph
    rest = first.text[match.end() :].lstrip()
    inlines = ((first.model_copy(update={"text": rest}),) if rest else ()) + paragraph.inlines[1:]
    if inlines and isinstance(inlines[0], Text):
        inlines = (inlines[0].model_copy(update={"text": inlines[0].text.lstrip()}), *inlines[1:])
    return match[0].strip(), Paragraph(inlines=inlines)
