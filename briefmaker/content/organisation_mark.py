"""The word mark of an organisation above a document, on one line or more."""

from __future__ import annotations

from collections.abc import Sequence

from briefmaker.content.folding import folded
from briefmaker.letter.document_type import Organisation

__all__ = ["lines_of_mark"]


def lines_of_mark(lines: Sequence[str], organisation: Organisation) -> int:
    """How many of the first lines, at most three, say the word mark or the name of the organisation."""
    marks = {folded(organisation.wordmark), folded(organisation.name)} - {""}
    for count in range(1, len(lines[:3]) + 1):
        if folded(" ".join(lines[:count])) in marks:
            return count
    return 0
