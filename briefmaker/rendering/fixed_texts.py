"""What a template prints by itself, whatever the letter says: headings, labels, the name of the genre."""

from __future__ import annotations

from functools import lru_cache

from briefmaker.errors import UnusableInput, UnusablePack
from briefmaker.letter.document_type import BodyStyles
from briefmaker.rendering.body_reader import WordBody
from briefmaker.rendering.package import opened
from briefmaker.rendering.styles import W

__all__ = ["fixed_head_texts", "fixed_texts"]

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


@lru_cache(maxsize=16)
def fixed_head_texts(house_style: bytes) -> frozenset[str]:
    """The same of the page headers of a house style, such as “gemeente” above its wordmark."""
    try:
        package = opened(house_style)
    except UnusablePack:
        return frozenset()
    paragraphs = (
        "".join(node.text or "" for node in paragraph.iter(f"{W}t")).strip()
        for part in package.related(package.document, "header")
        for paragraph in package.xml(part).iter(f"{W}p")
    )
    return frozenset(text for text in paragraphs if text and len(text) <= _LONGEST and "{" not in text)
