"""Reading running text: paragraphs, headings, lists, quotations and tables out of lines.

One reader for plain text and for Markdown, since letters read from a PDF are half of each. In plain
text no mark-up is read, but lists and headings are recognised by how they stand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from briefmaker.content.cells import blocks_of_html, has_block_tags
from briefmaker.content.drafted import (
    DraftBlock,
    DraftParagraph,
    DraftQuote,
    DraftTable,
    last_paragraph,
)
from briefmaker.content.joining import Joiner, ends_a_sentence, goes_on, heading_like
from briefmaker.content.open_lists import OpenLists
from briefmaker.content.pipe_tables import is_delimiter_row, is_table_row, joined_tables, table_of
from briefmaker.content.source_lines import Line
from briefmaker.content.typed_lists import ListMark, list_mark

__all__ = ["blocks_of"]

_ATX = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|$)")
_ATX_END = re.compile(r"[ \t]+#+[ \t]*$")
_RULE = re.compile(r" {0,3}([-*_=])(?:[ \t]*\1){2,}[ \t]*")
_BOLD_LINE = re.compile(r"(\*\*|__)(?=\S)((?:(?!\1).)*\S)\1:?")
_NUMBERED_HEADING = re.compile(r"([0-9]{1,2}(?:\.[0-9]{1,2}){0,3})\.?\s+\S")
_HARD_BREAK = re.compile(r"(?: {2,}|\\)$")
_QUOTE_MARK = re.compile(r" {0,3}> ?")
_DEEPEST_QUOTE = 6
_MOST_HEADINGS_IN_A_ROW = 3
_MOST_INDENT = 3


def blocks_of(
    lines: Sequence[Line], *, markdown: bool, uncertain: Callable[[Line], None] = lambda line: None
) -> list[DraftBlock]:
    """The blocks that `lines` say. `uncertain` is told of lines joined across a page on a guess."""
    return _Prose(lines, Joiner(lines, markdown=markdown), uncertain, markdown=markdown).read()


class _Prose:
    """Adds line after line to the blocks."""

    def __init__(
        self,
        lines: Sequence[Line],
        joiner: Joiner,
        uncertain: Callable[[Line], None],
        *,
        markdown: bool,
        depth: int = 0,
    ) -> None:
        self._lines = lines
        self._joiner = joiner
        self._uncertain = uncertain
        self._markdown = markdown
        self._depth = depth
        self._blocks: list[DraftBlock] = []
        self._lists = OpenLists(self._blocks, markdown=markdown)
        self._paragraph: DraftParagraph | None = None
        self._line_before = ""
        self._hard_break = False
        self._at = 0
        self._last_section = 0

    def read(self) -> list[DraftBlock]:
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if line.opens:
                self._paragraph = None
            taken = self._special(line) if self._markdown else 0
            taken = taken or self._ruled(line) or self._marked(line) or self._text(line)
            self._at += taken
        return self._blocks

    # Each of these says how many lines it took: none when the line is something else.

    def _special(self, line: Line) -> int:
        text = line.text
        if is_table_row(text) or (self._paragraph is None and self._next_is_delimiter() and "|" in text):
            return self._table()
        if _QUOTE_MARK.match(text) and self._depth < _DEEPEST_QUOTE:
            return self._quote()
        if match := _ATX.match(text):
            rest = _ATX_END.sub("", text[match.end() :]).strip()
            if rest:
                self._heading(rest, (0, len(match[1])))
            return 1
        if line.opens and has_block_tags(text) and text.lstrip().startswith("<"):
            end = self._group_end()
            self._close()
            self._blocks += blocks_of_html("\n".join(each.text for each in self._lines[self._at : end]))
            return end - self._at
        return 0

    def _next_is_delimiter(self) -> bool:
        return self._at + 1 < len(self._lines) and is_delimiter_row(self._lines[self._at + 1].text)

    def _group_end(self) -> int:
        end = self._at + 1
        while end < len(self._lines) and not self._lines[end].opens:
            end += 1
        return end

    def _table(self) -> int:
        end = self._at + 1
        while end < len(self._lines) and not self._lines[end].opens and "|" in self._lines[end].text:
            end += 1
        table = table_of([line.text for line in self._lines[self._at : end]])
        self._close()
        if table is not None:
            before = self._blocks[-1] if self._blocks else None
            if not (isinstance(before, DraftTable) and joined_tables(before, table)):
                self._blocks.append(table)
        return end - self._at

    def _quote(self) -> int:
        inner: list[Line] = []
        end = self._at
        blanks = 0
        while end < len(self._lines) and (match := _QUOTE_MARK.match(self._lines[end].text)):
            if end > self._at and self._lines[end].opens:
                break
            text = self._lines[end].text[match.end() :]
            if text.strip():
                inner.append(Line(text, self._lines[end].number, blanks))
                blanks = 0
            else:
                blanks += 1
            end += 1
        self._close()
        prose = _Prose(inner, self._joiner, self._uncertain, markdown=True, depth=self._depth + 1)
        if blocks := prose.read():
            self._blocks.append(DraftQuote(blocks))
        return end - self._at

    def _ruled(self, line: Line) -> int:
        """A dividing line, which says nothing; under a line of text it makes that a heading."""
        match = _RULE.fullmatch(line.text)
        if match is None:
            return 0
        above = self._paragraph
        if above is not None and not self._lists and match[1] in "-=" and len(above.parts) == 1:
            above.rank = (0, 1 if match[1] == "=" else 2)
        self._close()
        return 1

    def _marked(self, line: Line) -> int:
        mark = list_mark(line.text, nested_letter_o=bool(self._lists))
        if mark is None or not self._begins_item(mark):
            return 0
        self._start_paragraph(self._lists.add_item(mark), mark.text)
        return 1

    def _begins_item(self, mark: ListMark) -> bool:
        """Whether a mark is one, and not a dash or number that a full line carried along."""
        if self._paragraph is None:
            return mark.number is None or not self._is_numbered_heading(mark)
        expected = self._lists.expects(mark)
        if expected is not None:
            return expected
        if mark.number not in (None, 1):
            return False
        ended = ends_a_sentence(self._line_before) or self._line_before.endswith(",")
        return ended or self._lists.nests(mark) or (self._markdown and mark.number is None)

    def _is_numbered_heading(self, mark: ListMark) -> bool:
        """Whether "2. Kernboodschap" begins a section and not an item."""
        if mark.indent > _MOST_INDENT or not mark.number or mark.mark == ")" or not heading_like(mark.text):
            return False
        after = self._lines[self._at + 1] if self._at + 1 < len(self._lines) else None
        if after is None or list_mark(after.text) is not None:
            return False
        before = last_paragraph(self._blocks)
        counts_on = 0 < self._last_section == mark.number - 1
        if self._lists:
            return counts_on and after.opens and before is not None and ends_a_sentence(before.end)
        led_in = before is not None and before.rank is None and before.end.endswith(":")
        return not led_in and (after.opens or counts_on)

    def _text(self, line: Line) -> int:
        text = line.text
        if self._paragraph is not None:
            self._add_to_paragraph(text)
            return 1
        indent = len(text) - len(text.lstrip())
        while self._lists and line.opens and not self._goes_on(line) and not self._lists.holds(indent):
            self._lists.close_innermost()
        if self._goes_on(line):
            self._resume(line)
        elif self._lists:
            self._start_paragraph(self._lists.place, text)
        elif (rank := self._heading_rank(line)) is not None:
            self._heading(_bare_heading(text.strip(), markdown=self._markdown), rank)
        else:
            self._start_paragraph(self._blocks, text)
        return 1

    def _goes_on(self, line: Line) -> bool:
        before = self._unfinished()
        if before is None or line.apart:
            return False
        if goes_on(before.end, line.text, page=line.page, long=before.is_long):
            return True
        # A page may also cut before a name or a number.
        cut = line.page and not self._lists and before.is_long and not ends_a_sentence(before.end)
        lone = self._at + 1 >= len(self._lines) or self._lines[self._at + 1].opens
        if cut and not (lone and heading_like(line.text)):
            self._uncertain(line)
            return True
        return False

    def _unfinished(self) -> DraftParagraph | None:
        """The paragraph that the text so far ends with, unless that is a heading."""
        last = last_paragraph(self._lists.place)
        return last if last is not None and last.rank is None else None

    def _resume(self, line: Line) -> None:
        paragraph = self._unfinished()
        if paragraph is not None:
            self._paragraph = paragraph
            paragraph.parts.append(" ")
            paragraph.parts.append(self._kept(line.text))

    def _heading_rank(self, line: Line) -> tuple[int, int] | None:
        """The rank of a line that stands alone and is a heading: bold, numbered, or merely short."""
        text = line.text.strip()
        mark = list_mark(text)
        if self._at + 1 >= len(self._lines):
            return None
        if not self._stands_alone(self._at) and not (mark and mark.number):
            return None
        if self._markdown and (match := _BOLD_LINE.fullmatch(text)):
            return (2, 0) if len(match[2]) <= 150 else None
        if not heading_like(text):
            return None
        if match := _NUMBERED_HEADING.match(text):
            self._last_section = int(match[1].partition(".")[0])
            return (1, match[1].count("."))
        return (2, 0) if self._headings_from_here() <= _MOST_HEADINGS_IN_A_ROW else None

    def _stands_alone(self, index: int) -> bool:
        """Whether nothing follows a line directly."""
        return index + 1 >= len(self._lines) or self._lines[index + 1].opens

    def _headings_from_here(self) -> int:
        """How many short lines stand under each other, each alone: more than a few are no headings."""
        first = last = self._at
        while self._at - first <= _MOST_HEADINGS_IN_A_ROW and self._short(first - 1):
            first -= 1
        while last - self._at <= _MOST_HEADINGS_IN_A_ROW and self._short(last):
            last += 1
        return last - first

    def _short(self, index: int) -> bool:
        if not 0 <= index < len(self._lines):
            return False
        text = self._lines[index].text
        return self._stands_alone(index) and heading_like(text) and list_mark(text) is None

    def _heading(self, text: str, rank: tuple[int, int]) -> None:
        self._close()
        self._blocks.append(DraftParagraph([text], rank))

    def _start_paragraph(self, place: list[DraftBlock], source: str) -> None:
        self._paragraph = DraftParagraph([self._kept(source)])
        place.append(self._paragraph)

    def _add_to_paragraph(self, source: str) -> None:
        paragraph = self._paragraph
        if paragraph is None:
            return
        last = paragraph.parts[-1]
        hard = self._hard_break
        text = self._kept(source)
        between, cut = ("\n", 0) if hard else self._joiner.between(last, text)
        if between == "\n\n":
            self._paragraph = DraftParagraph([text])
            self._lists.place.append(self._paragraph)
            return
        paragraph.parts[-1] = last[: len(last) - cut]
        paragraph.parts += [between, text]

    def _kept(self, source: str) -> str:
        """A line as it goes into a paragraph; remembers whether Markdown breaks the line after it."""
        self._hard_break = False
        if self._markdown and (match := _HARD_BREAK.search(source)):
            self._hard_break = True
            source = source[: match.start()] if match[0] == "\\" else source
        text = source.strip()
        self._line_before = text
        return text

    def _close(self) -> None:
        self._paragraph = None
        self._lists.close()


def _bare_heading(text: str, *, markdown: bool) -> str:
    match = _BOLD_LINE.fullmatch(text) if markdown else None
    return match[2] if match else text
