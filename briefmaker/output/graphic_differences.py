"""What differs in the pictures, lines and areas of two documents.

The lines of a table that moved, came or went with its text are no differences of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from briefmaker.output.page_contents import Graphic, PageContents
from briefmaker.output.page_differences import Change, Matter, PageBox, PageDifference
from briefmaker.output.text_differences import NEAR

__all__ = ["graphic_differences"]

_SAME_PLACE = 30.0
"""Points that the corners of a picture or line may differ and still be that of the other page, changed."""
_BESIDE = 24.0
"""Points that a line may be away from the text with which it moved, came or went."""

_Left = dict[int, list[Graphic]]
"""By page, what the other document hasn't at this place."""


def graphic_differences(
    old: Sequence[PageContents],
    new: Sequence[PageContents],
    partner: Mapping[int, int],
    texts: Iterable[PageDifference],
) -> list[PageDifference]:
    """The differences `texts`, with what is drawn and went along with them, and those of what is left."""
    gone: _Left = {page: list(each.graphics) for page, each in enumerate(old)}
    come: _Left = {page: list(each.graphics) for page, each in enumerate(new)}
    # First what went along: in a table that moved by a row, each line would seem to be the next one's.
    found = [_moved_along(each, gone, come) for each in texts]
    for before, after in partner.items():
        gone[before], come[after] = _unlike(gone[before], come[after])
    found = [_with_own_lines(each, gone, come) for each in found]
    for before, after in partner.items():
        found += _gathered(_own(gone[before], come[after], before, after))
    return found


def _moved_along(text: PageDifference, gone: _Left, come: _Left) -> PageDifference:
    """Text that moved with what is drawn in it and moved as far, which is taken away from what is left."""
    if text.change is not Change.MOVED:
        return text
    before, after = text.old[0].page, text.new[0].page
    olds, news = [], []
    for each in [each for each in gone[before] if _is_beside(each, before, text.old)]:
        there = (each.x0 + text.right, each.y0 + text.down)
        twins = (other for other in come[after] if _is_alike(each, other) and _is_at(other, there))
        if (twin := next(twins, None)) is not None:
            gone[before].remove(each)
            come[after].remove(twin)
            olds.append(_box(each, before))
            news.append(_box(twin, after))
    return replace(text, old=_block([*text.old, *olds]), new=_block([*text.new, *news]))


def _with_own_lines(text: PageDifference, gone: _Left, come: _Left) -> PageDifference:
    """Text that came or went with what is drawn in it, which is taken away from what is left."""
    if text.change is Change.ADDED:
        return replace(text, new=(*text.new, *_taken_along(come, text.new)))
    if text.change is Change.REMOVED:
        return replace(text, old=(*text.old, *_taken_along(gone, text.old)))
    return text


def _taken_along(left: _Left, text: Sequence[PageBox]) -> Iterator[PageBox]:
    """What is drawn within a text that came or went."""
    for page in dict.fromkeys(box.page for box in text):
        for each in [each for each in left[page] if _is_beside(each, page, text)]:
            left[page].remove(each)
            yield _box(each, page)


def _is_beside(graphic: Graphic, page: int, text: Sequence[PageBox]) -> bool:
    """Whether something drawn lies within the height of a text on its page, or just above or below."""
    here = [box for box in text if box.page == page]
    return (
        min(box.y0 for box in here) - _BESIDE <= graphic.y0
        and graphic.y1 <= max(box.y1 for box in here) + _BESIDE
    )


def _is_at(graphic: Graphic, corner: tuple[float, float]) -> bool:
    return abs(graphic.x0 - corner[0]) <= NEAR and abs(graphic.y0 - corner[1]) <= NEAR


def _block(boxes: Sequence[PageBox]) -> tuple[PageBox, ...]:
    """What moved as one, as one rectangle on each page."""
    return tuple(
        PageBox(
            page,
            min(box.x0 for box in boxes if box.page == page),
            min(box.y0 for box in boxes if box.page == page),
            max(box.x1 for box in boxes if box.page == page),
            max(box.y1 for box in boxes if box.page == page),
        )
        for page in dict.fromkeys(box.page for box in boxes)
    )


def _gathered(found: Iterable[PageDifference]) -> Iterator[PageDifference]:
    """Several lines or areas to which the same happened as one difference; a picture is one by itself."""
    alike: dict[tuple[object, ...], PageDifference] = {}
    for each in found:
        if each.matter is Matter.PICTURE:
            yield each
            continue
        key = each.change, each.matter, round(each.right), round(each.down)
        first = alike.get(key)
        alike[key] = (
            each
            if first is None
            else replace(first, old=(*first.old, *each.old), new=(*first.new, *each.new))
        )
    yield from alike.values()


def _own(gone: list[Graphic], come: list[Graphic], old_page: int, new_page: int) -> Iterator[PageDifference]:
    """What is left on two pages that belong together: what moved, then what changed at its place."""
    for change, fits in ((Change.MOVED, _is_alike), (Change.CHANGED, _is_changed)):
        for before in list(gone):
            after = _nearest(before, [each for each in come if fits(before, each)])
            if after is not None:
                gone.remove(before)
                come.remove(after)
                yield _made(change, before, after, old_page, new_page)
    for each in gone:
        yield _made(Change.REMOVED, each, None, old_page, new_page)
    for each in come:
        yield _made(Change.ADDED, None, each, old_page, new_page)


def _nearest(graphic: Graphic, others: Sequence[Graphic]) -> Graphic | None:
    return min(others, key=lambda other: _distance(graphic, other), default=None)


def _is_alike(one: Graphic, other: Graphic) -> bool:
    return one.kind is other.kind and one.look == other.look and _as_large(one, other)


def _is_changed(one: Graphic, other: Graphic) -> bool:
    return one.kind is other.kind and _distance(one, other) <= _SAME_PLACE


def _unlike(old: Sequence[Graphic], new: Sequence[Graphic]) -> tuple[list[Graphic], list[Graphic]]:
    """What the one page has and the other hasn't."""
    come = list(new)
    gone = []
    for each in old:
        twin = next((other for other in come if _is_same(each, other)), None)
        if twin is None:
            gone.append(each)
        else:
            come.remove(twin)
    return gone, come


def _is_same(one: Graphic, other: Graphic) -> bool:
    return one.kind is other.kind and one.look == other.look and _reach(one, other) <= NEAR


def _reach(one: Graphic, other: Graphic) -> float:
    """How far the edges are apart at most."""
    return max(abs(one.x0 - other.x0), abs(one.y0 - other.y0), abs(one.x1 - other.x1), abs(one.y1 - other.y1))


def _distance(one: Graphic, other: Graphic) -> float:
    return abs(one.x0 - other.x0) + abs(one.y0 - other.y0)


def _as_large(one: Graphic, other: Graphic) -> bool:
    return (
        abs(one.x1 - one.x0 - other.x1 + other.x0) <= NEAR
        and abs(one.y1 - one.y0 - other.y1 + other.y0) <= NEAR
    )


def _made(
    change: Change, old: Graphic | None, new: Graphic | None, old_page: int, new_page: int
) -> PageDifference:
    kind = (old or new).kind  # type: ignore[union-attr]
    moved = change is Change.MOVED and old is not None and new is not None
    return PageDifference(
        change,
        Matter(kind.value),
        () if old is None else (_box(old, old_page),),
        () if new is None else (_box(new, new_page),),
        right=new.x0 - old.x0 if moved else 0.0,  # type: ignore[union-attr]
        down=new.y0 - old.y0 if moved else 0.0,  # type: ignore[union-attr]
    )


def _box(graphic: Graphic, page: int) -> PageBox:
    return PageBox(page, graphic.x0, graphic.y0, graphic.x1, graphic.y1)
