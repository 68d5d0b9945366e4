"""Paragraphs in a row as the tree they stand for: items into lists, lists into items, quotes together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from briefmaker.letter.body import Block, ListBlock, ListItem, PageBreak, Paragraph, Quote
from briefmaker.rendering.list_counting import ListPlace

__all__ = ["Entry", "is_empty", "nested"]


_LARGEST_START = 32_767


class Entry(NamedTuple):
    """A block as it follows in the document. level: in how many lists less one a further block of an item
    stands; place: of a list item."""

    block: Block
    kind: Literal["plain", "item", "continued", "quote"] = "plain"
    level: int = 0
    place: ListPlace | None = None


class _Container:
    """Blocks that belong together, and the last number of each kind of numerals among them."""

    __slots__ = ("blocks", "counted")

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.counted: dict[str, tuple[object, int]] = {}


class _OpenList:
    """A list that may get further items. level: the outermost at which one stood; a list may begin deeper
    than the lists around it go."""

    __slots__ = ("continues", "items", "level", "place")

    def __init__(self, place: ListPlace, *, continues: bool) -> None:
        self.place = place
        self.level = place.level
        self.continues = continues
        self.items: list[_Container] = []

    def finished(self) -> ListBlock:
        place = self.place
        is_bullet = place.kind == "bullet"
        return ListBlock(
            kind=place.kind,
            start=1 if is_bullet or self.continues else min(place.number, _LARGEST_START),
            numerals=place.numerals,
            continues=self.continues,
            items=tuple(ListItem(blocks=tuple(item.blocks)) for item in self.items),
        )


class _Nesting:
    def __init__(self) -> None:
        self._root = _Container()
        self._lists: list[_OpenList] = []
        self._quote: list[Block] = []
        self._breaks: list[Block] = []

    def add(self, entry: Entry) -> None:
        if isinstance(entry.block, PageBreak):
            self._breaks.append(entry.block)
            return
        if self._quote and (entry.kind != "quote" or self._breaks):
            self._close_quote()
        if entry.place is not None:
            self._add_item(entry.block, entry.place)
            return
        self._close_lists(entry.level if entry.kind == "continued" else -1)
        self._put_breaks()
        if entry.kind == "quote":
            self._quote.append(entry.block)
        else:
            self._inner.blocks.append(entry.block)

    def finished(self) -> tuple[Block, ...]:
        self._close_quote()
        self._close_lists(-1)
        self._put_breaks()
        return tuple(self._root.blocks)

    @property
    def _inner(self) -> _Container:
        return self._lists[-1].items[-1] if self._lists else self._root

    def _add_item(self, block: Block, place: ListPlace) -> None:
        while len(self._lists) > 1 and self._lists[-2].level >= place.level:
            self._close_list()
        last = self._lists[-1] if self._lists else None
        if last is not None and last.level >= place.level:
            if last.place.key == place.key and last.place.kind == place.kind and not self._breaks:
                last.level = place.level
                self._begin_item(last, block, place)
                return
            self._close_list()
        self._put_breaks()
        container = self._inner
        before = (place.key, place.number - 1)
        continues = place.kind == "numbered" and container.counted.get(place.numerals) == before
        opened = _OpenList(place, continues=continues)
        self._lists.append(opened)
        self._begin_item(opened, block, place)

    def _begin_item(self, opened: _OpenList, block: Block, place: ListPlace) -> None:
        item = _Container()
        item.blocks.append(block)
        opened.items.append(item)
        if place.kind == "numbered":
            around = self._lists[-2].items[-1] if len(self._lists) > 1 else self._root
            around.counted[place.numerals] = (place.key, place.number)

    def _close_lists(self, level: int) -> None:
        """Close the lists that are deeper than this level."""
        while self._lists and self._lists[-1].level > level:
            self._close_list()

    def _close_list(self) -> None:
        finished = self._lists.pop().finished()
        self._inner.blocks.append(finished)

    def _close_quote(self) -> None:
        if self._quote:
            self._inner.blocks.append(Quote(blocks=tuple(self._quote)))
            self._quote = []

    def _put_breaks(self) -> None:
        self._inner.blocks += self._breaks
        self._breaks = []


def nested(entries: Iterable[Entry]) -> tuple[Block, ...]:
    """The blocks of these entries.

    Items of one level and one count that follow each other are one list. A further paragraph belongs to the
    item it follows on its level; what is neither closes all lists. A page break stands before the block that
    begins on the new page, among the same blocks: it divides a list in two.
    """
    nesting = _Nesting()
    for entry in entries:
        nesting.add(entry)
    return nesting.finished()


def is_empty(block: Block) -> bool:
    """Whether this is a paragraph in which nothing stands."""
    return isinstance(block, Paragraph) and not block.inlines
