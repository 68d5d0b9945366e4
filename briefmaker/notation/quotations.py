"""Quotation marks: straight double ones (RVO Stijl), curly double or single ones (Haarlem).

The house chooses.
"""

from __future__ import annotations

from briefmaker.letter.notation import QuoteMarks

__all__ = ["MARKS", "quoted"]

MARKS = {
    QuoteMarks.DOUBLE: ("“", "”"),
    QuoteMarks.SINGLE: ("‘", "’"),
    QuoteMarks.DOUBLE_STRAIGHT: ('"', '"'),
    QuoteMarks.SINGLE_STRAIGHT: ("'", "'"),
}
_PAIRS = tuple(MARKS.values())


def quoted(text: str, marks: QuoteMarks = QuoteMarks.DOUBLE) -> str:
    """The text between the quotation marks of this house; marks that stood around it are replaced."""
    bare = text.strip()
    for opening, closing in _PAIRS:
        if len(bare) > 1 and bare.startswith(opening) and bare.endswith(closing):
            bare = bare[1:-1]
            break
    opening, closing = MARKS[marks]
    return f"{opening}{bare}{closing}" if bare else ""
