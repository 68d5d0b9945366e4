"""What a paragraph in a table cell is when a PDF reader wrote it: a heading, or people under each other.

Such readers keep italics (`<i>`) but write a heading in italics as a paragraph, put the lines that stood
under each other on one, and a heading on the same line before them.
"""

from __future__ import annotations

import re

from briefmaker.content.drafted import DraftParagraph
from briefmaker.content.joining import ends_a_sentence

__all__ = ["labelled"]

_LABEL = re.compile(r"<(i|em)>\s*([^<>]{2,90}?)\s*</\1>\s*", re.IGNORECASE)
_PERSON = r"(?:[^\W\d_]\.-?)+\s(?:[^\s()<>.]+\s){1,6}\([^()<>]{1,60}\)"
"""Initials, a name, and in brackets where someone works."""
_PEOPLE = re.compile(rf"{_PERSON}(?:\s{_PERSON})+")
_EACH = re.compile(_PERSON)


def labelled(text: str) -> list[DraftParagraph]:
    """The paragraphs in the text of one: as it stands, or a heading, or one for each person."""
    label = _LABEL.match(text)
    rest = text[label.end() :] if label is not None else text
    people = [match[0] for match in _EACH.finditer(rest)] if _PEOPLE.fullmatch(rest) else []
    lines = [DraftParagraph([each]) for each in people]
    if label is not None and (people or not rest) and not ends_a_sentence(label[2]):
        return [DraftParagraph([label[2]], is_subheading=True), *lines]
    return lines if people and label is None else [DraftParagraph([text])]
