"""The lines of a PDF without tags, as its pages show them: indents, gaps between columns, space between
paragraphs, page ends. What a line means is left to the readers of plain text."""

from __future__ import annotations

from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

from briefmaker.content.source_lines import Line
from briefmaker.content.typed_lists import list_mark

__all__ = ["lines_of_pages"]

_COLUMN = 1.5
_PARAGRAPH = 1.45
_MOST_CHARACTERS = 4_000_000
_MOST_INDENT = 40


class _Shown(NamedTuple):
    text: str
    left: float
    top: float
    bottom: float
    size: float


def lines_of_pages(pdf: bytes) -> list[Line]:
    """The lines of all pages in the order in which pdfium reads them. Raises ValueError for more text than
    can be dealt with, pypdfium2.PdfiumError for a PDF that can't be opened."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        lines: list[Line] = []
        number = 1
        left = 0
        for sheet in range(len(document)):
            page = document[sheet]
            text_page = page.get_textpage()
            left += text_page.count_chars()
            if left > _MOST_CHARACTERS:
                raise ValueError("too much text")
            shown = _lines(text_page)
            for line in _spaced(shown, sheet + 1, number):
                lines.append(line)
                number = line.number + 1
            text_page.close()
            page.close()
        return lines
    finally:
        document.close()


def _lines(text_page: Any) -> list[_Shown]:
    """Lines from top to bottom as pdfium gives them, with tabs where columns are apart."""
    text = text_page.get_text_range()
    found: list[_Shown] = []
    at = 0
    for part in text.split("\n"):
        words = part.rstrip("\r")
        if words.strip():
            found.append(_line(text_page, words, at))
        at += len(part) + 1
    return found


def _line(text_page: Any, words: str, at: int) -> _Shown:
    boxes: dict[int, tuple[float, float, float, float]] = {}

    def box(index: int) -> tuple[float, float, float, float]:
        if index not in boxes:
            boxes[index] = text_page.get_charbox(at + index)
        return boxes[index]

    start = len(words) - len(words.lstrip())
    left, bottom, _right, top = box(start)
    size = max(top - bottom, 4.0)
    said = words[start]
    for index in range(start + 1, len(words)):
        sign = words[index]
        if sign == " " and index + 1 < len(words):
            gap = box(index + 1)[0] - box(index - 1)[2] if words[index - 1] != " " else 0.0
            if gap > _COLUMN * max(size, 9.0):
                said = said.rstrip(" ") + "\t"
                continue
        said += sign
    said = said.replace("\ufffe", "-").replace("\u00ad", "-")
    mark = list_mark(said)
    if mark is not None and "\t" in said[: len(said) - len(mark.text)]:
        said = said.replace("\t", " ", 1)
    return _Shown(said, left, top, bottom, size)


def _spaced(shown: list[_Shown], sheet: int, number: int) -> list[Line]:
    """The lines of one page with their indents as spaces and blank lines between paragraphs."""
    if not shown:
        return []
    pitches = [before.top - after.top for before, after in pairwise(shown) if 0 < before.top - after.top < 60]
    pitch = median(pitches) if pitches else 14.0
    close = [each for each in pitches if each <= pitch * 1.2]
    pitch = median(close) if close else pitch
    margin = min(line.left for line in shown)
    lines: list[Line] = []
    for index, line in enumerate(shown):
        gap = shown[index - 1].top - line.top if index else 0.0
        blanks = 0
        if index and (gap > pitch * _PARAGRAPH or gap < 0):
            blanks = 1 if gap < pitch * 4 else 2
        indent = " " * min(int((line.left - margin) / 5.5), _MOST_INDENT) if line.left - margin > 8 else ""
        lines.append(Line(indent + line.text, number + index, blanks, index == 0, False, sheet))
    return lines
