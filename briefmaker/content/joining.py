"""Putting a paragraph together again that line ends or pages cut.

A line end is kept where someone meant it: lines of an address, names under each other, the short
last line of a paragraph. It becomes a space where a line was merely full.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from briefmaker.content.source_lines import Line

__all__ = ["Joiner", "ends_a_sentence", "goes_on", "heading_like"]

_LEAST_WIDTH = 60
_FULL = 0.8
_WIDEST = 150
_CLOSING_MARKS = "\"'”’»)]*_ "
_OPENING_MARKS = "\"'“‘«(["
_HYPHENED = re.compile(r"([^\W\d_]{2,})-$")
_WORD = re.compile(r"[^\W\d_]+")
_KEEPS_HYPHEN = frozenset(("en", "of", "tot", "dan", "noch", "als", "naar", "respectievelijk", "resp"))
_MOST_WORDS_IN_HEADING = 12
_LONGEST_HEADING = 90


def ends_a_sentence(text: str) -> bool:
    """Whether `text` ends with a stop, question mark, exclamation mark, colon or semicolon."""
    bare = text.rstrip(_CLOSING_MARKS)
    return bare.endswith((".", "!", "?", ":", ";", "…"))


def goes_on(before: str, after: str, *, page: bool, long: bool) -> bool:
    """Whether the paragraph that starts with `after` is the rest of the one whose last line is
    `before`: that stops in the middle of a sentence and `after` begins in lower case. Without a page
    between them, `before` must belong to a long paragraph and `after` be more than a word or two."""
    if ends_a_sentence(before):
        return False
    first = after.lstrip(_OPENING_MARKS + "*_ ")[:1]
    if not first.islower():
        return False
    return page or (long and len(after.split(maxsplit=3)) > 2)


def heading_like(text: str) -> bool:
    """Whether a line that stands alone may be a heading: short, a capital or number first, no stop."""
    bare = text.strip()
    if not bare or len(bare) > _LONGEST_HEADING or len(bare.split()) > _MOST_WORDS_IN_HEADING:
        return False
    first = bare.lstrip(_OPENING_MARKS)[:1]
    if not (first.isupper() or first.isdigit()):
        return False
    return not bare.rstrip("\"'”’) ").endswith((".", ",", ";", ":", "!", "-", "…")) and any(
        character.isalpha() for character in bare
    )


class Joiner:
    """Says what stands between two lines of one paragraph. Knows the width of the text's lines and
    the words in it."""

    def __init__(self, lines: Sequence[Line], *, markdown: bool) -> None:
        self._markdown = markdown
        self._lines = lines
        self._width = _width(lines)
        self._known: frozenset[str] | None = None

    def between(self, before: str, after: str) -> tuple[str, int]:
        """What stands between the two lines, and how many characters to take off `before`.

        A space where the line was full, "\\n" where its end was meant, "\\n\\n" where a whole
        paragraph stood on the line, nothing where a word was cut. A cut word keeps its hyphen unless
        the text has the whole word elsewhere.
        """
        if before.endswith("\u00ad"):
            return "", 1
        if before.endswith("-") and (match := _HYPHENED.search(before)):
            return self._after_hyphen(match[1], after)
        if not self._meant(before, after):
            return " ", 0
        return ("\n\n" if len(before) > _WIDEST else "\n"), 0

    def _meant(self, before: str, after: str) -> bool:
        first = after.lstrip(_OPENING_MARKS)[:1]
        if first.islower() or before.endswith((",", "-", "–", "/")):
            return False
        # One sentence to a line is Markdown's custom; elsewhere it ends a paragraph.
        sentence = ends_a_sentence(before)
        if sentence and self._markdown:
            return False
        if len(before) > _WIDEST:
            return sentence
        word_end = after.find(" ")
        return len(before) + 1 + (word_end if word_end >= 0 else len(after)) <= _FULL * self._width

    def _after_hyphen(self, part: str, after: str) -> tuple[str, int]:
        word = _WORD.match(after)
        if word is not None and word[0] in _KEEPS_HYPHEN:
            return " ", 0
        known = word is not None and word[0][0].islower() and (part + word[0]).casefold() in self._words()
        return "", int(known)

    def _words(self) -> frozenset[str]:
        if self._known is None:
            self._known = frozenset(_words(line.text for line in self._lines))
        return self._known


def _words(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for word in _WORD.findall(text):
            yield word.casefold()


def _width(lines: Sequence[Line]) -> int:
    """How long the full lines of the text are: nine in ten lines that another follows are no longer."""
    followed = (len(line.text) for line, after in pairwise(lines) if not after.opens)
    lengths = sorted(length for length in followed if length <= _WIDEST)
    return max(_LEAST_WIDTH, lengths[len(lengths) * 9 // 10] if lengths else 0)
