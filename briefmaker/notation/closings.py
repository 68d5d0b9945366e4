"""The words that close a letter.

"Met vriendelijke groet," and "Met vriendelijke groeten," are both right; "Hoogachtend," is formal. A comma
follows (NEN 3162 as shown by taaladvies.net/geachte-mevrouw).
"""

from __future__ import annotations

from collections.abc import Iterator

from briefmaker.i18n import _
from briefmaker.letter.notation import Closing
from briefmaker.notation.advice import Advice
from briefmaker.notation.greetings import closing_parts

__all__ = ["CLOSINGS", "closing_advice", "closing_words"]

CLOSINGS = {
    Closing.GROET: "Met vriendelijke groet,",
    Closing.GROETEN: "Met vriendelijke groeten,",
    Closing.HOOGACHTEND: "Hoogachtend,",
}


def closing_words(closing: Closing) -> str:
    """The closing line of a letter."""
    return CLOSINGS[closing]


def closing_advice(text: str) -> Iterator[Advice]:
    """What is unusual in closing words that someone typed; nothing in what closes no letter."""
    bare = text.strip()
    if bare[-1:].isalpha() and closing_parts(bare) == (bare, ""):
        yield Advice("closing.comma", _("A comma follows the closing words."), f"{bare},")
