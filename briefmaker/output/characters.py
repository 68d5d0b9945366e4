"""How running text falls apart into what one font must print as a whole."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

__all__ = ["INVISIBLE", "MARKED", "bare", "clusters", "is_right_to_left", "ordered", "printed_of"]

INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""Unicode's Default_Ignorable_Code_Point: characters that have no printed form of their own."""

MARKED = re.compile("(?s:.)[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f]+")
"""A character with combining marks."""

_REGIONAL = range(0x1F1E6, 0x1F200)
_TONES = range(0x1F3FB, 0x1F400)
_TAGS = range(0xE0020, 0xE0080)
_JOINER = "\u200d"


def clusters(text: str) -> Iterator[str]:
    """`text` in pieces that must not be torn: a base with its marks, an emoji sequence, a flag.

    Simpler than Unicode's UAX 29 (Hangul and Indic syllables need no rule here: one font has them or
    none). The pieces joined give `text` back.
    """
    start, index, length = 0, 0, len(text)
    while start < length:
        index = start + 1
        if ord(text[start]) in _REGIONAL and index < length and ord(text[index]) in _REGIONAL:
            index += 1
        while index < length:
            character = text[index]
            if (text[index - 1] == _JOINER and _is_pictograph(character)) or _extends(character):
                index += 1
            else:
                break
        yield text[start:index]
        start = index


def _extends(character: str) -> bool:
    point = ord(character)
    if point < 0x300:
        return False
    return (
        unicodedata.category(character)[0] == "M"
        or character in ("\u200d", "\u200c")
        or point in _TONES
        or point in _TAGS
    )


def _is_pictograph(character: str) -> bool:
    return ord(character) >= 0x2190 and unicodedata.category(character) == "So"


def printed_of(cluster: str) -> str:
    """What a font must have of `cluster`: what is visible, and an emoji sequence's joiners and tags."""
    if any(_is_pictograph(character) for character in cluster):
        return re.sub("[\ufe00-\ufe0f]", "", cluster)
    return INVISIBLE.sub("", cluster)


def bare(text: str) -> str:
    """`text` as it is compared: composed (NFC), without white space and without what has no printed form.

    A no-break hyphen counts as the hyphen it looks like.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", INVISIBLE.sub("", text)).replace("\u2011", "-")
    return "".join(text.split())


def ordered(text: str) -> str:
    """`text` with combining marks in the order in which fonts set them, composed where that is possible.

    Canonically the same text (NFC), and nothing but what bears marks is touched. A text shaper would
    re-order them itself, and lose what its glyphs stand for.
    """
    return MARKED.sub(lambda marked: unicodedata.normalize("NFC", marked[0]), text)


def is_right_to_left(text: str) -> bool:
    """Whether `text` has a letter of a script that is written from right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(c) in ("R", "AL", "AN") for c in text)
