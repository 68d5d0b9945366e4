"""Texts in a Word file replaced across the runs they are torn into, and where its tags stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefmaker.inspection.finding import Spot
from briefmaker.inspection.tag_scanning import scanned
from briefmaker.inspection.text_editing import replace_in
from briefmaker.inspection.word_editing import WordEdit
from briefmaker.inspection.word_file import TextParagraph, WordFile

__all__ = ["WordText", "texts_replaced", "word_texts"]


@dataclass(frozen=True, slots=True)
class WordText:
    """The text of a paragraph, its place, and from where to where in it tags stand (whole or broken ones)."""

    text: str
    spot: Spot
    tags: tuple[tuple[int, int], ...]


def word_texts(docx: bytes, file: str) -> Iterator[WordText]:
    """The paragraphs with text of every part of a Word file. Raises UnusablePack when it can't be read."""
    for part in WordFile.of(docx, file).parts:
        tags: dict[int, list[tuple[int, int]]] = {}
        for found in (each for kind in scanned(part) for each in kind):
            tags.setdefault(found.paragraph.number, []).append((found.start, found.end))
        for paragraph in part.paragraphs:
            if paragraph.text:
                spot = Spot(file, part.name, paragraph.number, cell=paragraph.cell, part_label=part.label)
                yield WordText(paragraph.text, spot, tuple(tags.get(paragraph.number, ())))


def texts_replaced(docx: bytes, spots: Iterable[Spot], new: str) -> bytes:
    """The Word file with `new` at these places, which don't overlap; it takes the look of what it replaces,
    and every other byte stays. A tab and a line break in `new` become those of Word."""
    edit = WordEdit(docx)
    # From the end: what stands before keeps its place.
    for spot in sorted(spots, key=lambda each: (each.part, each.paragraph, each.start), reverse=True):
        part = edit.part(spot.part)
        assert part is not None
        found = part.paragraphs[spot.paragraph]
        now = TextParagraph(found.number, found.element, found.cell)
        replace_in(now, spot.start, spot.end, new)
    return edit.docx()
