"""List marks as people type them: "-", "•", "1.", "1)".

Lettered marks ("a)") are text: the house style numbers its lists 1, 2, 3, and no letter that someone
may refer to can be lost. So is a number with a zero before it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["ListMark", "dashed_parts", "list_mark", "numbered_parts"]

# The last three are the bullets of Word's Symbol and Wingdings fonts, as they come out of a PDF.
_BULLETS = "-*+•–—·▪◦●○‣\uf0b7\uf0a7\uf02d"
_BULLET = re.compile(
    rf"(?P<space>[ \t]*)(?P<mark>[{_BULLETS}]|o)(?:(?P<gap>[ \t]+)(?=\S)|(?=[‘“\"][^\W\d_]))"
)
_NUMBER = re.compile(r"(?P<space>[ \t]*)(?P<number>0|[1-9][0-9]{0,2})(?P<mark>[.)])(?P<gap>[ \t]+)(?=\S)")
_TYPED_NUMBER = re.compile(r"(?:^|(?<=\s))([1-9][0-9]?)[.)]\s+(?=\S)")
_TYPED_DASH = re.compile(rf"(?:^|(?<=\s))[{_BULLETS}]\s+(?=\S)")


class ListMark(NamedTuple):
    """A mark at the start of a line.

    indent, content: the columns of the mark and of the text behind it. number: None for a bullet.
    mark: the bullet, or the sign behind the number. text: the rest of the line.
    """

    indent: int
    content: int
    number: int | None
    mark: str
    text: str


def list_mark(line: str, *, nested_letter_o: bool = False) -> ListMark | None:
    """The list mark at the start of `line`, if there is one. Word's second-level bullet comes out of
    a PDF as a letter "o": it counts only with `nested_letter_o`."""
    match = _NUMBER.match(line) or _BULLET.match(line)
    if match is None:
        return None
    numbered = match.re is _NUMBER
    if not numbered and match["mark"] == "o" and not nested_letter_o:
        return None
    indent = len(match["space"].expandtabs(4))
    gap = len((match["gap"] or "").expandtabs(4))
    sign = len(match["number"]) + 1 if numbered else 1
    return ListMark(
        indent,
        indent + sign + gap,
        int(match["number"]) if numbered else None,
        match["mark"],
        line[match.end() :],
    )


def numbered_parts(text: str) -> tuple[str, int, list[str]]:
    """`text` cut at typed numbers that count up by one: what stands before the first, the first
    number, the items. No items when there is no number."""
    marks: list[re.Match[str]] = []
    for match in _TYPED_NUMBER.finditer(text):
        if not marks or int(match[1]) == int(marks[-1][1]) + 1:
            marks.append(match)
    if not marks:
        return text, 1, []
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    items = [text[mark.end() : end].strip() for mark, end in zip(marks, ends, strict=True)]
    return text[: marks[0].start()].strip(), int(marks[0][1]), items


def dashed_parts(text: str) -> tuple[str, list[str]]:
    """`text` cut at typed bullets: what stands before the first, the items. A dash inside a sentence
    cuts only where a sentence ended before it or a capital, number or quotation follows."""
    marks: list[re.Match[str]] = []
    for match in _TYPED_DASH.finditer(text):
        before, after = text[: match.start()].rstrip()[-1:], text[match.end()]
        if not marks or before in ".;:!?" or after.isupper() or after.isdigit() or after in "‘“'\"":
            marks.append(match)
    if not marks:
        return text, []
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    items = [text[mark.end() : end].strip() for mark, end in zip(marks, ends, strict=True)]
    return text[: marks[0].start()].strip(), items
