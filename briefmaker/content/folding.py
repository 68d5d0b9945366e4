"""Headings and labels as they are compared: without number, marks, case and closing signs."""

from __future__ import annotations

import re

__all__ = ["MARKS", "SECTION_NUMBER", "folded"]

_LONGEST = 400
MARKS = re.compile(r"^[#>*_\s]+|[*_#\s]+$")
SECTION_NUMBER = re.compile(
    r"^(?:(?:hoofdstuk|paragraaf)\s+)?(?P<number>[0-9]{1,2}(?:\.[0-9]{1,2}){0,3})[.):]?\s+(?=[^\W\d_])", re.I
)
_END = " \t.,:;"
_QUOTES = str.maketrans("‘’“”´`", "''\"\"''")


def folded(text: str) -> str:
    """A heading without its number and marks, to be compared."""
    bare = SECTION_NUMBER.sub("", MARKS.sub("", text[:_LONGEST]))
    return " ".join(bare.translate(_QUOTES).casefold().split()).strip(_END)
