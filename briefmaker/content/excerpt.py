"""How much text there is, and how it begins: for a status line or a list of letters."""

from __future__ import annotations

import re

from briefmaker.letter.body import Body

__all__ = ["opening_words", "word_count"]

# A word holds at least one letter or digit: a lone dash or bullet is none.
_WORD = re.compile(r"[^\W_]")


def word_count(body: Body) -> int:
    """The number of words in a text: what stands between white space and holds a letter or digit."""
    return sum(1 for text in body.texts() for token in text.split() if _has_letter(token))


def opening_words(body: Body, length: int = 80) -> str:
    """The first words of a text on one line, at most `length` characters, with "…" when cut."""
    kept: list[str] = []
    used = 0
    for text in body.texts():
        for word in text.split():
            if used + len(word) > length - 1:
                return " ".join(kept) + "…" if kept else word[: max(length - 1, 0)] + "…"
            kept.append(word)
            used += len(word) + 1
    return " ".join(kept)


def _has_letter(token: str) -> bool:
    return token.isalnum() or _WORD.search(token) is not None
