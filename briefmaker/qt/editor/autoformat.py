"""What is put right as one types: curly quotes, dashes, dots, addresses. Plain functions of the text
before the cursor; who carries them out makes each a step of its own, so that one Ctrl+Z brings back what
was typed.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from briefmaker.qt.editor.addresses import address_in

__all__ = ["Linked", "Replaced", "link_before", "replacement"]

_OPENING = re.compile(r"(?:^|[\s\u00a0\u2028(\[{/\u2013\u2014\u2018\u201c-])$")
"""What stands before a quotation that begins."""

_APOSTROPHE = re.compile(
    r"(?:^|[\s\u00a0\u2028(\[\u201c])\u2018((?:[stnkmr]|[Ss]t|ie)[\s\u00a0.,;:!?-]|\d)$", re.IGNORECASE
)
"""Words that begin with an apostrophe: 's-Gravenhage, 't, 'n, 'k, 'm, 'r, 'ie, '98."""


class Replaced(NamedTuple):
    """The last `taken` characters before the cursor become `text`; `typed` is what they were before
    anything was put right."""

    taken: int
    text: str
    typed: str


class Linked(NamedTuple):
    """Characters [start, end) of the text before the cursor are an address."""

    start: int
    end: int
    address: str


def replacement(before: str, *, curls: bool = True) -> Replaced | None:
    """What becomes of the end of the text before the cursor, whose last character was just typed.

    curls: whether quotes become curly.
    """
    typed = before[-1:]
    if not curls and typed in "\"'":
        return None
    if typed == '"':
        return Replaced(1, "\u201c" if _OPENING.search(before[:-1]) else "\u201d", '"')
    if typed == "'":
        return Replaced(1, "\u2018" if _OPENING.search(before[:-1]) else "\u2019", "'")
    if typed == "." and before.endswith("...") and not before.endswith("...."):
        return Replaced(3, "\u2026", "...")
    if typed == " " and before.endswith(" - ") and before[:-3].strip(" ") and before[-4] != " ":
        return Replaced(2, "\u2013 ", "- ")
    wrong = _APOSTROPHE.search(before)
    if wrong is not None:
        rest = wrong.group(1)
        return Replaced(len(rest) + 1, "\u2019" + rest, "'" + rest)
    return None


def link_before(before: str) -> Linked | None:
    """The address that ends just before the space that was just typed."""
    if before[-1:] not in (" ", "\u00a0"):
        return None
    word = re.split(r"[\s\u00a0\u2028]", before[:-1])[-1]
    found = address_in(word)
    if found is None:
        return None
    at = len(before) - 1 - len(word)
    return Linked(at + found[0], at + found[1], found[2])
