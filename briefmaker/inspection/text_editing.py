"""Text in the paragraphs of a Word file, replaced across the runs it is torn into.

What is put in takes the look of what it replaces: of each replaced stretch that of its first character;
what the old and the new text begin and end with stays untouched. Runs that hold nothing any more go.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from briefmaker.inspection.word_file import Piece, TextParagraph, W

__all__ = ["replace_in", "replace_text", "same_elsewhere", "tidy_run"]

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_WRAPPERS = {f"{W}hyperlink", f"{W}ins", f"{W}smartTag", f"{W}fldSimple"}
_SIGNS = re.compile(r"([\t\n])")


def replace_in(paragraph: TextParagraph, start: int, end: int, new: str, *, in_one_run: bool = False) -> None:
    """As `replace_text`, and in what Word keeps of the paragraph for old programs too."""
    for each in (paragraph, *same_elsewhere(paragraph)):
        replace_text(each, start, end, new, in_one_run=in_one_run)


def replace_text(
    paragraph: TextParagraph, start: int, end: int, new: str, *, in_one_run: bool = False
) -> None:
    """Put `new` in the place of the text from `start` up to `end`; "\\t" is a tab, "\\n" a line break.

    in_one_run: all of `new` goes into the run of the first character, whatever of it stood there already.
    """
    old = paragraph.text[start:end]
    first = _holder(paragraph, start, inside=bool(old))
    if not in_one_run:
        before = _common(old, new)
        behind = _common(old[before:][::-1], new[before:][::-1])
        if before:
            first = _holder(paragraph, start + before - 1, inside=True)
        start, end, new = start + before, end - behind, new[before : len(new) - behind]
    if start == end and not new:
        return
    touched = [piece for piece in paragraph.pieces_in(start, end) if piece is not first]
    if first is None:
        _in_a_new_run(paragraph.element, new)
    else:
        _fill(first, start, end, new)
    for piece in touched:
        _cut(piece, start, end)


def same_elsewhere(paragraph: TextParagraph) -> Iterator[TextParagraph]:
    """The same paragraph as Word keeps it for old programs (mc:Fallback), where it stands in a text box."""
    choice = next(paragraph.element.iterancestors(f"{_MC}Choice"), None)
    if choice is None or (parent := choice.getparent()) is None:
        return
    own = list(choice.iter(f"{W}p"))
    for fallback in parent.iterchildren(f"{_MC}Fallback"):
        others = list(fallback.iter(f"{W}p"))
        if len(others) == len(own):
            twin = TextParagraph(-1, others[own.index(paragraph.element)])
            if twin.text == paragraph.text:
                yield twin


def tidy_run(run: etree._Element) -> None:
    """Take a run out when nothing is left in it, and the link or the like around it with it."""
    parent = run.getparent()
    if parent is None or any(child.tag != f"{W}rPr" for child in run):
        return
    parent.remove(run)
    while parent.tag in _WRAPPERS and not any(True for _each in parent.iter(f"{W}r")):
        outer = parent.getparent()
        if outer is None:
            return
        for inside in [*parent]:  # marks of bookmarks and the like stay
            if not inside.tag.endswith("Pr"):
                parent.addprevious(inside)
        outer.remove(parent)
        parent = outer


def _common(one: str, other: str) -> int:
    """How many characters both begin with."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def _holder(paragraph: TextParagraph, at: int, *, inside: bool) -> Piece | None:
    """The piece that holds the character at this place; for an insertion the one that ends there."""
    pieces = [piece for piece in paragraph.pieces if piece.run is not None and piece.start < piece.end]
    if inside:
        return next((piece for piece in pieces if piece.start <= at < piece.end), None)
    ending = [piece for piece in pieces if piece.end == at]
    around = (piece for piece in pieces if piece.start <= at <= piece.end)
    return ending[-1] if ending else next(around, None)


def _fill(piece: Piece, start: int, end: int, new: str) -> None:
    """Put `new` into this piece in the place of what it holds between these places."""
    element, run = piece.element, piece.run
    assert run is not None
    is_text = element.tag == f"{W}t"
    held = (element.text or "") if is_text else ""
    chunks = _SIGNS.split(new)  # every second one is a sign
    chunks[0] = held[: start - piece.start] + chunks[0]
    chunks[-1] += held[max(0, end - piece.start) :]
    place = run.index(element)
    if is_text or start <= piece.start < end:
        run.remove(element)
    elif start >= piece.end:  # a tab or break that stays: behind it
        place += 1
    for made in _elements(chunks, element if is_text else None, run):
        run.insert(place, made)
        place += 1
    tidy_run(run)


def _elements(
    chunks: list[str], first: etree._Element | None, run: etree._Element
) -> Iterator[etree._Element]:
    """The elements of these texts, every second one a sign; `first` serves for the first text."""
    for number, chunk in enumerate(chunks):
        if number % 2:
            yield run.makeelement(f"{W}tab" if chunk == "\t" else f"{W}br", {})
        elif chunk:
            text = run.makeelement(f"{W}t", {}) if first is None else first
            first = None
            _set_text(text, chunk)
            yield text


def _cut(piece: Piece, start: int, end: int) -> None:
    """Take out of a piece what it holds between these places."""
    parent = piece.element.getparent()
    if parent is None:
        return
    held = (piece.element.text or "") if piece.element.tag == f"{W}t" else ""
    left = held[: max(0, start - piece.start)] + held[max(0, end - piece.start) :]
    if left:
        _set_text(piece.element, left)
        return
    parent.remove(piece.element)
    if parent.tag == f"{W}r":
        tidy_run(parent)


def _in_a_new_run(paragraph: etree._Element, text: str) -> None:
    run = etree.SubElement(paragraph, f"{W}r")
    run.extend(_elements(_SIGNS.split(text), None, run))


def _set_text(element: etree._Element, text: str) -> None:
    element.text = text
    if text != text.strip():
        element.set(_SPACE, "preserve")
