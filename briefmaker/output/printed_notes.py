"""Footnotes on the pages of a PDF: their words found, and tagged (ISO 14289-1, 7.9).

The embedded engine prints a note at the foot of its page as if it were decoration, an artifact. Here its
words are found by their place: in the body of the page, after all that is tagged. A note begins with its
number, small, at the start of a line. Whether these words say what the note says is for `text_check` to see.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefmaker.output.page_edits import PageEdits
from briefmaker.output.pdf_structure import StructureTree
from briefmaker.output.pdf_text import PageText, Shown
from briefmaker.output.tagged_text import Block, Word
from briefmaker.output.text_check import Sign

__all__ = ["find_notes", "name_notes", "notes_apart", "tag_notes"]

_SMALL = 0.85
"""The sign of a note is at most so high, compared with its text."""


def find_notes(pages: Sequence[PageText], count: int, edges: tuple[float, float]) -> list[Block]:
    """The words of each footnote, in order, as blocks that belong to no element yet.

    edges: how far from the page's top and bottom its body begins, in points.
    """
    found: list[Block] = []
    for number, page in enumerate(pages):
        tagged = [index for index, shown in enumerate(page.shown) if not shown.artifact]
        first = tagged[-1] + 1 if tagged else 0
        foot = [
            shown for shown in page.shown[first:] if edges[0] <= shown.baseline <= page.height - edges[1] + 1
        ]
        for index, shown in enumerate(foot):
            if len(found) < count and _is_sign(foot, index, str(len(found) + 1)):
                found.append(Block("/Note", None, False))
            if found:
                found[-1].words.append(Word(number, shown))
    return found


def _is_sign(foot: Sequence[Shown], index: int, number: str) -> bool:
    shown = foot[index]
    if shown.text.strip() != number or (index and shown.edges[0] >= foot[index - 1].edges[0]):
        return False
    heights = [other.bottom - other.top for other in foot]
    height, tallest = shown.bottom - shown.top, max(heights)
    return height < _SMALL * tallest or min(heights) == tallest  # the latter where no note says anything


def notes_apart(signs: Mapping[int, Sign], notes: Sequence[Block]) -> frozenset[int]:
    """The numbers of the notes that don't begin on the page where their sign stands.

    signs: the signs in the text, by number.
    """
    return frozenset(
        number
        for number, note in enumerate(notes, start=1)
        if note.words and number in signs and note.words[0].page != signs[number].page
    )


def tag_notes(
    tree: StructureTree, edits: PageEdits, notes: Sequence[Block], signs: Mapping[int, Sign]
) -> None:
    """Give every note an element with an identifier, after the paragraph that holds its sign."""
    for number, note in reversed(list(enumerate(notes, start=1))):
        owner = signs[number].block.element if number in signs else None
        parent = owner.get("/P") if owner is not None else None
        if parent is None or not note.words:
            continue
        element = tree.element("Note", parent, [])
        tree.identify(element, f"noot{number}")
        sign, text = tree.element("Lbl", element, []), tree.element("P", element, [])
        element.K.append(sign)
        element.K.append(text)
        for index, word in enumerate(note.words):
            holder = sign if index == 0 else text
            tree.take_in(edits, holder, word)
        note.element = text
        tree.put_after(owner, element)


def name_notes(tree: StructureTree) -> None:
    """Give the notes that an engine tagged the identifier that they must have."""
    for number, element in enumerate(tree.elements("/Note"), start=1):
        if "/ID" not in element:
            tree.identify(element, f"noot{number}")
