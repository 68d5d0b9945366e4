"""What a template prints by itself, whatever the letter says: headings, labels, the name of the genre."""

from __future__ import annotations

from briefmaker.errors import UnusableInput
from briefmaker.letter.document_type import BodyStyles
from briefmaker.rendering.body_reader import WordBody

__all__ = ["fixed_texts"]

_LONGEST = 200


def fixed_texts(template: bytes) -> frozenset[str]:
    """The paragraphs of a template, cells included, that hold no placeholder; none of a template that
    can't be read."""
    try:
        read = WordBody(template, BodyStyles())
    except UnusableInput:
        return frozenset()
    texts = (text.strip() for child in read.texts for text in child)
    return frozenset(text for text in texts if text and len(text) <= _LONGEST and "{" not in text)
