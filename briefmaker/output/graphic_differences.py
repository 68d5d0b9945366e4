"""What differs in the pictures, lines and areas of two pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefmaker.output.page_contents import Graphic
from briefmaker.output.page_differences import Change, Matter, PageBox, PageDifference
from briefmaker.output.text_differences import NEAR

__all__ = ["graphic_differences"]

_SAME_PLACE = 30.0
"""Points that the corners of a picture or line may differ and still be that of the other page, changed."""


def graphic_differences(
    old: Sequence[Graphic], new: Sequence[Graphic], old_page: int, new_page: int
) -> Iterator[PageDifference]:
    """The differences between two pages that belong together."""
    gone, come = _unlike(old, new)
    for before in list(gone):
        after = min(
            (
                each
                for each in come
                if each.look == before.look and each.kind is before.kind and _as_large(before, each)
            ),
            key=lambda each, before=before: _distance(before, each),  # type: ignore[misc]
            default=None,
        )
        if after is not None:
            gone.remove(before)
            come.remove(after)
            yield _made(Change.MOVED, before, after, old_page, new_page)
    for before in list(gone):
        after = min(
            (each for each in come if each.kind is before.kind and _distance(before, each) <= _SAME_PLACE),
            key=lambda each, before=before: _distance(before, each),  # type: ignore[misc]
            default=None,
        )
        if after is not None:
            gone.remove(before)
            come.remove(after)
            yield _made(Change.CHANGED, before, after, old_page, new_page)
    for each in gone:
        yield _made(Change.REMOVED, each, None, old_page, new_page)
    for each in come:
        yield _made(Change.ADDED, None, each, old_page, new_page)


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
