"""The lines of a letter as it was brought along: what stands on them, and where pages begin.

A letter that was read from a PDF carries its page headers, footers and page numbers among its text.
They are taken out only where a page really begins or ends: at a form feed, after several blank
lines, or at the repeated word mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from briefmaker.letter.body import Block
from briefmaker.letter.characters import normalised_line_ends

__all__ = ["Line", "Whole", "lines_of", "without_page_headers"]

_BLANKS_AT_A_PAGE = 3
_LONGEST_HEADER = 80
_MARKS = re.compile(r"^[#\s*_]+|[#\s*_]+$")
_PAGE_NUMBER = re.compile(
    r"[-–—\s]*(?:(?:pagina|blad|bladzijde|pag\.?|p\.)\s*)?[0-9]{1,3}(?:\s*(?:/|van)\s*[0-9]{1,3})?[-–—\s]*",
    re.IGNORECASE,
)
_NUMBER_AT_END = re.compile(
    r"\s*(?:pagina|blad|pag\.?)?\s*[0-9]{1,3}\s*(?:/|van)\s*[0-9]{1,3}$", re.IGNORECASE
)
_COLUMNS = re.compile(r"\s*\t\s*|\s{2,}")
_NO_HEADER = re.compile(r"\s*(?:\||>|[-*+•–]\s|[0-9]{1,3}[.)]\s)")


class Whole(NamedTuple):
    """A block of a document whose maker said what it is; its lines are parts of it, in their order.

    number: of the block in the document, from 1. new_page: whether a page break stands before it.
    numbered: whether it is a heading with a number that counts by itself.
    """

    number: int
    block: Block
    parts: int
    new_page: bool = False
    numbered: bool = False

    def __repr__(self) -> str:
        return f"Whole(number={self.number}, parts={self.parts})"  # never what a letter says


class Line(NamedTuple):
    """A line that isn't blank.

    text: without its line end. number: from 1, in the source. blanks: how many blank lines stand
    before it. page: whether it is the first of a page. apart: whether it may not be joined to what
    stands before it here, because it stood elsewhere. sheet: the page it stands on, from 1; 0 when that
    is not known. block: what this line is, where the document says so: a whole block or a part of one.
    """

    text: str
    number: int
    blanks: int = 0
    page: bool = False
    apart: bool = False
    sheet: int = 0
    block: Block | None = None
    whole: Whole | None = None

    def __repr__(self) -> str:
        return f"Line(number={self.number})"  # never what a letter says

    @property
    def numbered(self) -> bool:
        """Whether this is a heading with a number that counts by itself, and does not stand in its text."""
        return self.whole is not None and self.whole.numbered

    @property
    def opens(self) -> bool:
        """Whether something separates this line from the one before it."""
        return self.blanks > 0 or self.page or self.apart


def lines_of(source: str) -> list[Line]:
    """The lines of `source` that aren't blank. A page begins at a form feed and after three or more
    blank lines, and of course at the first line."""
    lines: list[Line] = []
    blanks, page = 0, True
    for number, whole in enumerate(normalised_line_ends(source).removeprefix("\ufeff").split("\n"), start=1):
        parts = whole.split("\f") if "\f" in whole else (whole,)
        for index, part in enumerate(parts):
            page = page or index > 0
            if not part.strip():
                # The empty end of a line before a form feed is no blank line.
                blanks += index == len(parts) - 1
                continue
            lines.append(Line(part, number, blanks, page or blanks >= _BLANKS_AT_A_PAGE))
            blanks, page = 0, False
    return lines


def without_page_headers(lines: Sequence[Line], word_mark: str, name: str) -> tuple[list[Line], list[Line]]:
    """`lines` without what belongs to the pages, and what was taken out.

    word_mark, name: what the organisation prints at the top of a page. On the first page only a word
    mark that isn't also its name is a header: there the name is the sender.
    """
    pages = _Pages(_with_word_mark_pages(lines, word_mark), word_mark, name)
    return pages.split()


def _lone(lines: Sequence[Line], index: int) -> bool:
    return lines[index].opens and (index + 1 == len(lines) or lines[index + 1].opens)


def _bare(text: str) -> str:
    return _MARKS.sub("", text)


def _with_word_mark_pages(lines: Sequence[Line], word_mark: str) -> list[Line]:
    """The same lines, in which a lone word mark begins a page where it is one of several, or where
    a page number follows it."""
    found = list(lines)
    wanted = word_mark.casefold()
    if not wanted:
        return found
    marks = [
        index
        for index, line in enumerate(lines)
        if len(line.text) <= _LONGEST_HEADER and _bare(line.text).casefold() == wanted and _lone(lines, index)
    ]
    for index in marks:
        numbered = index + 1 < len(lines) and _PAGE_NUMBER.fullmatch(lines[index + 1].text) is not None
        again = len(marks) > 1 and lines[marks[0]].page
        if numbered or again:
            found[index] = found[index]._replace(page=True)
    return found


class _Pages:
    """Finds the headers and footers at the ends of pages."""

    def __init__(self, lines: list[Line], word_mark: str, name: str) -> None:
        self._lines = lines
        self._first = {word_mark.casefold()} - {name.casefold(), ""}
        self._later = {word_mark.casefold(), name.casefold()} - {""}
        self._starts = [index for index, line in enumerate(lines) if line.page]
        self._dropped: set[int] = set()
        later = [start for start in self._starts if start]
        ends = [end for end in (*(start - 1 for start in later), len(lines) - 1) if end >= 0]
        self._running = self._repeated({*later, *(end for end in ends if _lone(lines, end))})

    def split(self) -> tuple[list[Line], list[Line]]:
        for start in self._starts:
            self._drop_headers(start)
        if len(self._starts) > 1:
            for start in (*self._starts[1:], len(self._lines)):
                self._drop_footer(start - 1)
        kept: list[Line] = []
        page = False
        blanks = 0
        for index, line in enumerate(self._lines):
            if index in self._dropped:
                page = page or line.page
                blanks = max(blanks, line.blanks, 1)
                continue
            if page or blanks:
                line = line._replace(page=page or line.page, blanks=max(blanks, line.blanks))  # noqa: PLW2901
            kept.append(line)
            page, blanks = False, 0
        return kept, [self._lines[index] for index in sorted(self._dropped)]

    def _repeated(self, indices: Iterable[int]) -> set[str]:
        counts: dict[str, int] = {}
        for index in indices:
            running = self._running_text(self._lines[index].text)
            counts[running] = counts.get(running, 0) + 1
        return {text for text, count in counts.items() if text and count > 1}

    @staticmethod
    def _running_text(text: str) -> str:
        """A header as it is the same on every page, "" where none can be."""
        if len(text) > _LONGEST_HEADER or _NO_HEADER.match(text):
            return ""
        return _NUMBER_AT_END.sub("", _bare(text)).casefold()

    def _drop_headers(self, start: int) -> None:
        index = start
        while index < len(self._lines):
            end = index + 1
            while end < len(self._lines) and not self._lines[end].opens:
                end += 1
                if end - index > 3:
                    return
            if not all(self._is_header(at, first=start == 0) for at in range(index, end)):
                return
            self._dropped.update(range(index, end))
            if end < len(self._lines) and self._lines[end].page:
                return
            index = end

    def _is_header(self, index: int, *, first: bool) -> bool:
        text = self._lines[index].text
        if len(text) > _LONGEST_HEADER:
            return False
        bare = _bare(text)
        if bare.casefold() in (self._first if first else self._later):
            return True
        if first:
            return False
        cells = [cell for cell in _COLUMNS.split(bare) if cell]
        if len(cells) > 1 and all(
            cell.casefold() in self._later or _PAGE_NUMBER.fullmatch(cell) for cell in cells
        ):
            return True
        return _PAGE_NUMBER.fullmatch(bare) is not None or self._running_text(text) in self._running

    def _drop_footer(self, index: int) -> None:
        if index in self._dropped or not _lone(self._lines, index):
            return
        bare = _bare(self._lines[index].text) if len(self._lines[index].text) <= _LONGEST_HEADER else ""
        if not bare:
            return
        if _PAGE_NUMBER.fullmatch(bare) or self._running_text(self._lines[index].text) in self._running:
            self._dropped.add(index)
