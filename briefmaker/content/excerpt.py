"""How much text there is, for a status line."""

from __future__ import annotations

import re

from briefmaker.letter.body import Body

__all__ = ["word_count"]

_LETTER = re.compile(r"[^\W_]")


def word_count(body: Body) -> int:
    """The number of words in a text: what stands between white space and holds a letter or digit. The
    numbers of lists are none."""
    return sum(
        1 for text in body.texts() for token in text.split() if token.isalnum() or _LETTER.search(token)
    )
