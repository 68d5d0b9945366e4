"""What running text is advised to do otherwise: vague days, lists of mixed punctuation.

Write the date instead of jl., a.s. and the like (RVO Stijl). Items of a list: fragments are small and
without punctuation; a sentence that goes on is small with semicolons and a full stop at the end; whole
sentences have a capital and a full stop; at most seven items (RVO Opbouw). The first word below a salutation
has a capital (onzetaal.nl/taalloket/kleine-letter-na-aanhef).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import lru_cache

from briefmaker.i18n import _
from briefmaker.notation.advice import Advice

__all__ = ["ListManner", "list_advice", "list_manner", "opening_advice", "vague_days"]

_VAGUE = re.compile(
    r"(?<![\w.])(?:j\.?l\.|a\.s\.|jongstleden|aanstaande\s+(?:maan|dins|woens|donder|vrij|zater|zon)dag|dezer"
    r"|vorig\s+jaar|vorige\s+(?:week|maand)|volgend\s+jaar|volgende\s+(?:week|maand))(?!\w)",
    re.IGNORECASE,
)
_MOST_ITEMS = 7


class ListManner(StrEnum):
    """How an item of a list, or all of them, are written."""

    FRAGMENT = "fragment"
    CONTINUED = "continued"
    SENTENCE = "sentence"
    MIXED = "mixed"


@lru_cache(maxsize=4096)
def vague_days(text: str) -> str:
    """The first word in a text that names a day only for who reads it soon: "jl.", "volgende week"; or ""."""
    match = _VAGUE.search(text)
    return match[0] if match else ""


def opening_advice(text: str) -> Iterator[Advice]:
    """Advice for the first paragraph below a salutation."""
    words = text.split(maxsplit=1)
    if words and words[0][:1].islower() and words[0][1:2].islower():
        yield Advice(
            "opening.capital",
            _("The first word below the salutation has a capital."),
            f"{words[0][:1].upper()}{words[0][1:]}",
        )


def list_manner(items: Sequence[str]) -> ListManner:
    """How these items (texts of a list, in order) are written; MIXED when they don't agree."""
    kept = [text for item in items if (text := item.strip())]
    if not kept:
        return ListManner.FRAGMENT
    small = [not _first_sign(text).isupper() for text in kept]
    ends = [text[-1] for text in kept]
    if all(end not in ".;,!?:" for end in ends):
        # A fragment may begin with a name.
        return ListManner.FRAGMENT if any(small) or len(kept) == 1 or _short(kept) else ListManner.MIXED
    if all(small) and all(end == ";" for end in ends[:-1]) and ends[-1] == ".":
        return ListManner.CONTINUED
    if not any(small) and all(end in ".!?" for end in ends):
        return ListManner.SENTENCE
    return ListManner.MIXED


def list_advice(items: Sequence[str]) -> Iterator[Advice]:
    """Advice for the items of one list."""
    if len(items) > 1 and list_manner(items) is ListManner.MIXED:
        yield Advice(
            "list.mixed",
            _(
                "Write the items of a list alike: small without punctuation, small with semicolons and a "
                "full stop at the end, or whole sentences."
            ),
        )
    if len(items) > _MOST_ITEMS:
        yield Advice(
            "list.long", _("A list of more than {number} items reads badly.").format(number=_MOST_ITEMS)
        )


def _first_sign(text: str) -> str:
    """The first letter or digit: “‘Samen op weg’ begint.” begins with a capital."""
    return next((sign for sign in text if sign.isalnum()), text[:1])


def _short(items: Sequence[str]) -> bool:
    """Whether these may be names, which have capitals of their own."""
    return all(len(text.split()) <= 4 for text in items)
