"""The lists that may still go on while lines are read, innermost last: which one a new item belongs to."""

from __future__ import annotations

from briefmaker.content.drafted import DraftBlock, DraftItem, DraftList, last_paragraph
from briefmaker.content.typed_lists import ListMark

__all__ = ["OpenLists"]

_DEEPEST_LIST = 8
_LOWER_BULLETS = "o▪◦○‣"


class _Open:
    """A list, and the columns of its marks and of its items' text."""

    __slots__ = ("content", "indent", "list", "number")

    def __init__(self, opened: DraftList, mark: ListMark) -> None:
        self.list = opened
        self.indent = mark.indent
        self.content = mark.content
        self.number = mark.number


class OpenLists:
    """Nests items by their indent and, where a PDF lost that, by their marks."""

    def __init__(self, root: list[DraftBlock], *, markdown: bool) -> None:
        self._root = root
        self._markdown = markdown
        self._open: list[_Open] = []

    def __bool__(self) -> bool:
        return bool(self._open)

    @property
    def place(self) -> list[DraftBlock]:
        """Where a block goes that belongs to the last item, or to none when no list is open."""
        return self._open[-1].list.items[-1].blocks if self._open else self._root

    def close(self) -> None:
        """End all lists."""
        self._open.clear()

    def close_innermost(self) -> None:
        """End the innermost list."""
        self._open.pop()

    def holds(self, indent: int) -> bool:
        """Whether a paragraph with this indent belongs to the last item of the innermost list."""
        innermost = self._open[-1]
        return indent >= min(innermost.content, innermost.indent + 2)

    def expects(self, mark: ListMark) -> bool | None:
        """Whether an open list goes on with this mark; None when no list has such marks."""
        found = self._with_marks_like(mark)
        return None if found is None else mark.number is None or _counts_on(found.list, mark)

    def nests(self, mark: ListMark) -> bool:
        """Whether this mark stands inside the last item by its indent, or by being a lower bullet."""
        if not self._open:
            return False
        innermost = self._open[-1]
        lower = mark.mark in _LOWER_BULLETS and mark.mark != innermost.list.mark
        return lower or mark.indent >= innermost.content

    def add_item(self, mark: ListMark) -> list[DraftBlock]:
        """Begin an item with this mark, in an open list or a new one; where its blocks go."""
        found = self._with_marks_like(mark)
        if found is not None and self._goes_on(found, mark):
            while self._open[-1] is not found:
                self._open.pop()
            found.number = mark.number
        else:
            self._begin(mark)
        item = DraftItem()
        self._open[-1].list.items.append(item)
        return item.blocks

    def _with_marks_like(self, mark: ListMark) -> _Open | None:
        numbered = mark.number is not None
        for opened in reversed(self._open):
            same_kind = opened.list.numbered == numbered and opened.list.mark == mark.mark
            if same_kind and abs(opened.indent - mark.indent) <= 1:
                return opened
        return None

    def _goes_on(self, found: _Open, mark: ListMark) -> bool:
        all_ones = self._markdown and mark.number == 1 and found.number == 1
        return mark.number is None or _counts_on(found.list, mark) or all_ones

    def _begin(self, mark: ListMark) -> None:
        while self._open and self._open[-1].indent > mark.indent + 1:
            self._open.pop()
        if self._open and not self._begins_inside(self._open[-1], mark):
            self._open.pop()
        opened = DraftList(mark.number is not None, 1 if mark.number is None else mark.number, mark.mark)
        self.place.append(opened)
        self._open.append(_Open(opened, mark))

    def _begins_inside(self, outer: _Open, mark: ListMark) -> bool:
        """Whether a new list stands inside the last item of `outer`."""
        if len(self._open) >= _DEEPEST_LIST:
            return False
        if mark.indent > outer.indent + 1:
            return True
        if outer.list.numbered != (mark.number is not None):
            lead_in = last_paragraph(outer.list.items[-1].blocks)
            return lead_in is not None and lead_in.end.endswith(":")
        lower = outer.list.mark in "•●" or mark.mark in _LOWER_BULLETS
        return mark.number is None and mark.mark != outer.list.mark and lower


def _counts_on(counted: DraftList, mark: ListMark) -> bool:
    return mark.number == counted.start + len(counted.items)
