"""The words that close a letter.

"Met vriendelijke groet," and "Met vriendelijke groeten," are both right; "Hoogachtend," is formal. A comma
follows (NEN 3162 as shown by taaladvies.net/geachte-mevrouw).
"""

from __future__ import annotations

from briefmaker.letter.notation import Closing

__all__ = ["CLOSINGS", "closing_words"]

CLOSINGS = {
    Closing.GROET: "Met vriendelijke groet,",
    Closing.GROETEN: "Met vriendelijke groeten,",
    Closing.HOOGACHTEND: "Hoogachtend,",
}


def closing_words(closing: Closing) -> str:
    """The closing line of a letter."""
    return CLOSINGS[closing]
