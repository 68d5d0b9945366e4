"""The words of a text that can be spelt wrong, and where they stand.

Left out: addresses of mail and web, names of files, and everything with a digit in it (dates, amounts,
references such as 2016/BG062 or BBV-123).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["Word", "words_of"]

_LONGEST = 100
"""Characters; a longer run of letters is no word."""

_CHUNK = re.compile(r"\S+")
_ADDRESS = re.compile(
    r"@|://|^\W*www\.|\w\.(?:nl|com|org|net|eu|info|amsterdam|frl)(?![^\W\d_])"
    r"|\w\.(?:docx?|pdf|xlsx?|pptx?|jpe?g|png|csv|txt|msg|brief)(?![^\W\d_])",
    re.IGNORECASE,
)
_JOINED = r"[\w/&.:+’'\u2010\u2011-]*"
_DIGITS = re.compile(rf"{_JOINED}[\d²³¹\u2070-\u2079\u2080-\u2089]{_JOINED}")
_LETTERS = r"[^\W\d_][\u0300-\u036f\u00ad\u200b-\u200d\u2060]*"
_ABBREVIATION = rf"(?:{_LETTERS}){{1,3}}(?:\.(?:{_LETTERS}){{1,3}})+(?![^\W\d_])"
_WORD = re.compile(
    # J.K.N., a.u.b.: no word, but not the pieces of it either
    rf"(?P<short>(?<![^\W\d_]){_ABBREVIATION})"
    # 's, 't, 'n and the like keep their apostrophe
    rf"|(?P<word>(?:(?<![^\W\d_])[’'](?=(?:s|t|n|k|m|ns)(?![^\W\d_])))?"
    rf"(?:{_LETTERS})+(?:[-\u2010\u2011’'ʼ&](?:{_LETTERS})+)*)"
)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060]")
_HYPHENS = "-\u2010\u2011"


class Word(NamedTuple):
    """A word: from `start` up to `end` in its text (characters). spelling: the word in plain characters, as
    dictionaries have it. after: "." or "-" when that follows at once, which makes it an abbreviation
    ("nr.") or the first part of a compound ("raads- en commissiestukken")."""

    start: int
    end: int
    spelling: str
    after: str = ""


def words_of(text: str) -> Iterator[Word]:
    """The words of a text, from its start; a line break may be any kind of white space."""
    for chunk in _CHUNK.finditer(text):
        piece, start = chunk.group(), chunk.start()
        if piece.isalpha() and len(piece) <= _LONGEST:
            yield Word(start, start + len(piece), piece)
        elif len(piece) > 10 * _LONGEST or not _ADDRESS.search(piece):
            yield from _words_of_chunk(piece, start)


def _words_of_chunk(piece: str, offset: int) -> Iterator[Word]:
    if any(sign.isdigit() for sign in piece):
        if len(piece) > 10 * _LONGEST:
            return
        piece = _DIGITS.sub(_blank, piece)
    for found in _WORD.finditer(piece):
        word = found.group("word")
        if not word or len(word) > _LONGEST:
            continue
        after = piece[found.end() : found.end() + 1]
        if after and after in _HYPHENS:
            after = "-"
        yield Word(
            offset + found.start(),
            offset + found.end(),
            _plain(word),
            after if after in {".", "-"} else "",
        )


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())


def _plain(word: str) -> str:
    if word.isascii():
        return word
    from unicodedata import normalize

    word = normalize("NFC", _INVISIBLE.sub("", word))
    return word.replace("’", "'").replace("ʼ", "'").replace("\u2010", "-").replace("\u2011", "-")
