"""Paragraphs in a row as the tree they stand for: items into lists, lists into items, quotes together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from briefmaker.letter.body import Block, ListBlock, ListItem, PageBreak, Paragraph, Quote
from briefmaker.rendering.block_places import BlockPlace
from briefmaker.rendering.list_counting import ListPlace

__all__ = ["Entry", "is_empty", "nested"]


_LARGEST_START = 32_767


class Entry(NamedTuple):
    """A block as it follows in the document. level: in how many lists less one a further block of an item
    stands; place: of a list item; where: the block's place if the document names it; is_motto: of a quote."""

    block: Block
    kind: Literal["plain", "item", "continued", "quote"] = "plain"
    level: int = 0
    place: ListPlace | None = None
    where: BlockPlace | None = None
    is_motto: bool = False


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
            items=tuple(ListItem(blocks=tuple(item.blocks) or (Paragraph(),)) for item in self.items),
        )


class _OpenQuote:
    """A quote that may get further blocks."""

    __slots__ = ("inside", "is_motto", "step")

    def __init__(self, step: str, *, is_motto: bool) -> None:
        self.step = step
        self.is_motto = is_motto
        self.inside = _Container()

    def finished(self) -> Quote:
        return Quote(role="motto" if self.is_motto else "", blocks=tuple(self.inside.blocks))


class _Nesting:
    def __init__(self) -> None:
        self._root = _Container()
        self._open: list[_OpenList | _OpenQuote] = []
        self._breaks: list[Block] = []

    def add(self, entry: Entry) -> None:
        if isinstance(entry.block, PageBreak):
            self._breaks.append(entry.block)
            return
        beside: _OpenList | None = None
        if entry.where is not None:
            beside = self._go_to(entry.where.path, stays=entry.place is not None, is_motto=entry.is_motto)
        elif entry.kind == "quote":
            self._go_to_quote(is_motto=entry.is_motto)
        else:
            self._close_quotes()
            beside = self._close_lists(entry)
        if entry.place is not None:
            self._add_item(entry, entry.place, beside)
        else:
            self._put_breaks()
            self._inner.blocks.append(entry.block)

    def finished(self) -> tuple[Block, ...]:
        self._close_to(0)
        self._put_breaks()
        return tuple(self._root.blocks)

    # --- finding the place ---

    def _go_to(self, path: Sequence[str], *, stays: bool, is_motto: bool) -> _OpenList | None:
        """Open and close what is needed to stand at this place; what is no longer there is passed over. With
        `stays` a list that is open there stays so, and is returned."""
        depth = 0
        for step in path:
            now = self._open[depth] if depth < len(self._open) else None
            if step == "i":
                depth += isinstance(now, _OpenList)
                continue
            if not isinstance(now, _OpenQuote) or now.step != step or self._breaks:
                self._close_to(depth)
                self._open_quote(step, is_motto=is_motto)
            depth += 1
        now = self._open[depth] if stays and depth < len(self._open) else None
        beside = now if isinstance(now, _OpenList) else None
        self._close_to(depth if beside is None else depth + 1)
        return beside

    def _go_to_quote(self, *, is_motto: bool) -> None:
        first = self._open[0] if self._open and not self._breaks else None
        is_open = isinstance(first, _OpenQuote) and first.is_motto == is_motto
        self._close_to(1 if is_open else 0)
        if not is_open:
            self._open_quote("q", is_motto=is_motto)

    def _open_quote(self, step: str, *, is_motto: bool) -> None:
        self._put_breaks()
        self._open.append(_OpenQuote(step, is_motto=is_motto))

    def _close_quotes(self) -> None:
        for depth, opened in enumerate(self._open):
            if isinstance(opened, _OpenQuote):
                self._close_to(depth)
                return

    def _close_lists(self, entry: Entry) -> _OpenList | None:
        """Close the lists that are too deep for an entry that only says its level (none is a quote); the list
        that may get it as an item, if there is one."""
        if entry.place is None:
            level = entry.level if entry.kind == "continued" else -1
            while self._open and self._level(-1) > level:
                self._close_to(len(self._open) - 1)
            return None
        while len(self._open) > 1 and self._level(-2) >= entry.place.level:
            self._close_to(len(self._open) - 1)
        last = self._open[-1] if self._open else None
        return last if isinstance(last, _OpenList) and last.level >= entry.place.level else None

    def _level(self, index: int) -> int:
        opened = self._open[index]
        return opened.level if isinstance(opened, _OpenList) else -1

    def _close_to(self, depth: int) -> None:
        while len(self._open) > depth:
            finished = self._open.pop().finished()
            self._inner.blocks.append(finished)

    @property
    def _inner(self) -> _Container:
        if not self._open:
            return self._root
        last = self._open[-1]
        return last.inside if isinstance(last, _OpenQuote) else last.items[-1]

    # --- adding ---

    def _add_item(self, entry: Entry, place: ListPlace, beside: _OpenList | None) -> None:
        """Add an item to the open list `beside` it, or to a new one."""
        begins = bool(self._breaks) or (entry.where is not None and entry.where.begins_list)
        if beside is not None:
            self._open.pop()
            if begins or beside.place.key != place.key or beside.place.kind != place.kind:
                self._inner.blocks.append(beside.finished())
                beside = None
        self._put_breaks()
        counted = self._inner.counted
        if beside is None:
            continues = place.kind == "numbered" and counted.get(place.numerals) == (
                place.key,
                place.number - 1,
            )
            beside = _OpenList(place, continues=continues)
            beside.level = _LARGEST_START
        level = place.level
        if entry.where is not None:  # lists may go deeper than there are styles for
            level = sum(isinstance(opened, _OpenList) for opened in self._open)
        beside.level = min(beside.level, level)
        if place.kind == "numbered":
            counted[place.numerals] = (place.key, place.number)
        item = _Container()
        if entry.where is None or not entry.where.is_bare or not is_empty(entry.block):
            item.blocks.append(entry.block)
        beside.items.append(item)
        self._open.append(beside)

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
