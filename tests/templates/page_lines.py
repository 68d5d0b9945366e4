"""Where the words of a PDF stand: lines of words per page, read from the origins of the characters."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from difflib import SequenceMatcher

import pypdfium2
from pypdfium2 import raw

SAME_LINE = 2.5
"""Points: cells of one row may differ by this in height."""


@dataclass(frozen=True)
class PlacedWord:
    """x, y: origin of its first character, in points from the left and the top of the page."""

    text: str
    x: float
    y: float


Line = list[PlacedWord]


def lines_of_pages(pdf: bytes) -> list[list[Line]]:
    """Per page the lines from top to bottom, each with its words from left to right."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_lines(_words(page)) for page in document]
    finally:
        document.close()


def _words(page: pypdfium2.PdfPage) -> list[PlacedWord]:
    text, height = page.get_textpage(), page.get_height()
    words: list[PlacedWord] = []
    x, y = ctypes.c_double(), ctypes.c_double()
    inside = False
    for index in range(raw.FPDFText_CountChars(text)):
        character = chr(raw.FPDFText_GetUnicode(text, index))
        if not character.isprintable() or character.isspace():
            inside = inside and not character.isspace()
            continue
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        if inside and abs(words[-1].y - (height - y.value)) < SAME_LINE:
            words[-1] = PlacedWord(words[-1].text + character, words[-1].x, words[-1].y)
        else:
            words.append(PlacedWord(character, x.value, height - y.value))
        inside = True
    text.close()
    page.close()
    return words


def _lines(words: list[PlacedWord]) -> list[Line]:
    lines: list[Line] = []
    for word in sorted(words, key=lambda word: word.y):
        if lines and word.y - lines[-1][0].y < SAME_LINE:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda word: word.x) for line in lines]


def text_of(line: Line) -> str:
    """The line as it reads."""
    return " ".join(word.text for word in line)


def share_of_equal_line_ends(one: list[list[Line]], other: list[list[Line]]) -> float:
    """Which part of all lines reads the same in both."""
    ours, theirs = ([text_of(line) for page in pages for line in page] for pages in (one, other))
    matched = SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
    return sum(block.size for block in matched) / max(len(ours), len(theirs))


def share_of_words_in_place(one: list[list[Line]], other: list[list[Line]], within: float) -> float:
    """Which part of all words stands on the same page within so many points horizontally."""
    close = total = 0
    for ours, theirs in zip(one, other, strict=True):
        left, right = ([word for line in page for word in line] for page in (ours, theirs))
        total += max(len(left), len(right))
        matcher = SequenceMatcher(None, [w.text for w in left], [w.text for w in right], autojunk=False)
        for block in matcher.get_matching_blocks():
            pairs = zip(left[block.a :][: block.size], right[block.b :][: block.size], strict=True)
            close += sum(abs(a.x - b.x) <= within for a, b in pairs)
    return close / total
