"""Very long paragraphs, cut in the engine's copy: its time grows with the square of a paragraph's length."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from lxml import etree

from briefmaker.output.word_document import W

__all__ = ["LONGEST_PARAGRAPH", "cut_long_paragraphs"]

LONGEST_PARAGRAPH = 60_000
"""Characters. The engine takes 0.1 s for as many, and 106 s for a million."""
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def cut_long_paragraphs(root: Any) -> None:
    """Make several paragraphs of each that is longer than `LONGEST_PARAGRAPH`."""
    for paragraph in list(root.iter(f"{W}p")):
        texts = list(paragraph.iter(f"{W}t"))
        if sum(len(text.text or "") for text in texts) <= LONGEST_PARAGRAPH:
            continue
        _cut_long_texts(texts)
        properties = paragraph.find(f"{W}pPr")
        length, target = 0, paragraph
        for child in list(paragraph):
            if child is properties:
                continue
            size = sum(len(text.text or "") for text in child.iter(f"{W}t"))
            if length and length + size > LONGEST_PARAGRAPH // 2:
                following = etree.Element(paragraph.tag)
                if properties is not None:
                    following.append(deepcopy(properties))
                target.addnext(following)
                target, length = following, 0
            length += size
            if target is not paragraph:
                target.append(child)


def _cut_long_texts(texts: list[Any]) -> None:
    """Cut the run of every very long text into runs of some thousand characters, at a space if it can be."""
    for text in texts:
        value, run = text.text or "", text.getparent()
        if len(value) <= LONGEST_PARAGRAPH // 4 or run.tag != f"{W}r" or len(run.findall(f"{W}t")) > 1:
            continue
        properties, start, place = run.find(f"{W}rPr"), 0, run
        pieces = []
        while start < len(value):
            end = min(start + LONGEST_PARAGRAPH // 4, len(value))
            space = value.rfind(" ", start, end)
            end = space + 1 if space > start and end < len(value) else end
            pieces.append(value[start:end])
            start = end
        text.text = pieces[0]
        text.set(_XML_SPACE, "preserve")
        for piece in pieces[1:]:
            following = etree.Element(run.tag)
            if properties is not None:
                following.append(deepcopy(properties))
            following_text = etree.SubElement(following, f"{W}t")
            following_text.text = piece
            following_text.set(_XML_SPACE, "preserve")
            place.addnext(following)
            place = following
