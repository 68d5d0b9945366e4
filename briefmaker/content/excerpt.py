"""How much text there is, for a status line."""

from __future__ import annotations

import re

__all__ = ["reading_minutes", "words_in"]

_LETTER = re.compile(r"[^\W_]")
_WORDS_A_MINUTE = 238
"""Silent reading of informative text by adults (M. Brysbaert, "How many words do we read per minute?",
Journal of Memory and Language 109, 2019)."""


def words_in(text: str) -> int:
    """The number of words in a text: what stands between white space and holds a letter or digit."""
    return sum(1 for token in text.split() if token.isalnum() or _LETTER.search(token))


def reading_minutes(words: int) -> int:
    """In how many minutes so many words are read, rounded, at least one when there is a word."""
    return max(round(words / _WORDS_A_MINUTE), 1) if words else 0
