"""What stands in a table cell: text with Markdown's inline marks, and HTML where that is too little.

PDF readers write lists and paragraphs in a cell as `<p>`, `<ul>`, `<ol>`, `<li>`, often with the
numbers and dashes typed as well. Tags that aren't among those are text.
"""

from __future__ import annotations

import re

from briefmaker.content.cell_labels import labelled
from briefmaker.content.drafted import DraftBlock, DraftItem, DraftList, DraftParagraph
from briefmaker.content.typed_lists import dashed_parts, numbered_parts

__all__ = ["blocks_of_html", "has_block_tags"]

_BLOCK_TAG = re.compile(r"(?<!\\)<(/?)(p|ol|ul|li|div)((?:\s[^<>]*)?)>", re.IGNORECASE)
_START = re.compile(r"\sstart\s*=\s*[\"']?([0-9]{1,5})\b", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n]+")
_BREAK_TAG = re.compile(r"\s*<br(?:\s[^<>]*)?/?>\s*", re.IGNORECASE)
_DEEPEST_LIST = 8
_LETTERED = re.compile(r"(?:^|(?<=\s))([a-z])[.)]\s+(?=\S)")


def has_block_tags(text: str) -> bool:
    """Whether `text` has HTML paragraphs or lists in it."""
    return _BLOCK_TAG.search(text) is not None


def blocks_of_html(text: str) -> list[DraftBlock]:
    """The paragraphs and lists in `text`, a table cell or a piece of HTML. Inline marks stay for the
    finisher; a typed mark that its list prints anyway is taken off."""
    reader = _Html()
    at = 0
    for match in _BLOCK_TAG.finditer(text):
        reader.text(text[at : match.start()])
        start = _START.match(match[3])
        reader.tag(match[2].lower(), closes=bool(match[1]), start=int(start[1]) if start else 1)
        at = match.end()
    reader.text(text[at:])
    return reader.blocks


class _Html:
    """Blocks while tags open and close."""

    def __init__(self) -> None:
        self.blocks: list[DraftBlock] = []
        self._open: list[DraftList] = []
        self._in_item = False
        self._in_paragraph = False
        self._deeper = 0

    def tag(self, name: str, *, closes: bool, start: int) -> None:
        self._in_paragraph = name == "p" and not closes
        if name in ("p", "div"):
            if not closes:
                self._end_typed_lists()
            return
        if name == "li":
            if self._open:
                self._in_item = not closes
                if not closes:
                    self._open[-1].items.append(DraftItem())
            return
        if not closes:
            if len(self._open) >= _DEEPEST_LIST:
                self._deeper += 1
                return
            self._end_typed_lists()
            opened = DraftList(numbered=name == "ol", start=start)
            self._place().append(opened)
            self._open.append(opened)
            self._in_item = False
        elif self._deeper:
            self._deeper -= 1
        elif self._open:
            self._end_list()

    def _end_typed_lists(self) -> None:
        """PDF readers forget `</ul>` behind typed items: a new paragraph or list ends them."""
        while self._open and not self._in_item:
            self._end_list()

    def _end_list(self) -> None:
        closed = self._open.pop()
        self._in_item = bool(self._open)
        if not closed.items:
            self._remove(closed)

    def text(self, source: str) -> None:
        text = _BREAK_TAG.sub("\n", _SPACES.sub(" ", source)).strip(" \n")
        if not text:
            return
        if not self._open:
            self.blocks += labelled(text) if self._in_paragraph else [DraftParagraph([text])]
        elif self._in_item:
            self._item_text(text)
        else:
            self._typed_items(self._open[-1], text)

    def _place(self) -> list[DraftBlock]:
        """Where a block goes: in the open item, beside the open list's, or outside all lists."""
        if not self._open:
            return self.blocks
        if not self._open[-1].items:
            self._open[-1].items.append(DraftItem())
        return self._open[-1].items[-1].blocks

    def _remove(self, empty: DraftList) -> None:
        place = self._place() if self._open else self.blocks
        if place and place[-1] is empty:
            place.pop()

    def _item_text(self, text: str) -> None:
        here = self._open[-1]
        item = here.items[-1]
        if not item.blocks and here.numbered:
            before, number, parts = numbered_parts(text)
            expected = here.start + len(here.items) - 1
            if len(parts) == 1 and not before and (number == expected or len(here.items) == 1):
                here.start = number if len(here.items) == 1 else here.start
                text = parts[0]
        elif not item.blocks:
            before, parts = dashed_parts(text)
            if len(parts) == 1 and not before:
                text = parts[0]
        item.blocks.append(DraftParagraph([text]))

    def _typed_items(self, here: DraftList, text: str) -> None:
        """The items of a list that has no `<li>`, only typed marks."""
        number = 1
        if here.numbered:
            before, number, parts = numbered_parts(text)
        else:
            before, parts = dashed_parts(text)
        if not parts or before:
            self._unlisted(here, before if parts else text)
        if parts:
            if here.items and here.numbered and number != here.start + len(here.items):
                here = self._next_list(here)
            if not here.items:
                here.start = number
            here.items += [DraftItem([DraftParagraph([part])]) for part in parts]

    def _next_list(self, here: DraftList) -> DraftList:
        self._open.pop()
        following = DraftList(here.numbered)
        self._place().append(following)
        self._open.append(following)
        return following

    def _unlisted(self, here: DraftList, text: str) -> None:
        """Text in a list without a mark of that list: a paragraph, and a list of lettered items."""
        if here.items:
            here.items[-1].blocks += _lettered(text)
            return
        self._open.pop()
        place = self._place() if self._open else self.blocks
        at = len(place) - 1 if place and place[-1] is here else len(place)
        place[at:at] = _lettered(text)
        self._open.append(here)


def _lettered(text: str) -> list[DraftBlock]:
    """`text` as a paragraph; from "a)", "b)", ... on, in their order, as a list that counts with letters."""
    marks: list[re.Match[str]] = []
    for match in _LETTERED.finditer(text):
        expected = chr(ord(marks[-1][1]) + 1) if marks else "a"
        if match[1] == expected:
            marks.append(match)
    if len(marks) < 2:
        return [DraftParagraph([text])]
    made = DraftList(numbered=True, lettered=True)
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    for mark, end in zip(marks, ends, strict=True):
        made.items.append(DraftItem([DraftParagraph([text[mark.end() : end].strip()])]))
    before = text[: marks[0].start()].strip()
    return [DraftParagraph([before]), made] if before else [made]
