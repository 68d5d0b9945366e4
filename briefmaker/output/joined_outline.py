"""The bookmarks and page labels of a joined PDF: the letter, and each enclosure with its own below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from briefmaker.output.joined_parts import BookmarkedText

__all__ = ["Bookmark", "bookmarks_of", "label_pages", "with_texts", "write_bookmarks"]

_MOST = 5_000
_DEEPEST = 12
_VIEW = 5
"""Values of a destination at most, the page included (ISO 32000-1, 12.3.2.2)."""


@dataclass
class Bookmark:
    """A bookmark: its title, the page (from 0, of its own file), how that is shown, and what is below it."""

    title: str
    page: int
    view: tuple[Any, ...] = ("/Fit",)
    below: list[Bookmark] = field(default_factory=list)


def bookmarks_of(file: Any) -> list[Bookmark]:
    """The bookmarks of an open pikepdf.Pdf that go to one of its pages; [] for none, or broken ones."""
    import pikepdf

    numbers = {page.obj.objgen: number for number, page in enumerate(file.pages)}
    names = dict(_names(file))
    left = [_MOST]

    def read(items: Any, depth: int) -> list[Bookmark]:
        found: list[Bookmark] = []
        for item in items:
            left[0] -= 1
            if left[0] < 0:
                break
            below = read(item.children, depth + 1) if depth < _DEEPEST else []
            place = _place(item, names, numbers)
            if place is None:
                found += below
            else:
                found.append(Bookmark(str(item.title), *place, below))
        return found

    try:
        with file.open_outline(max_depth=_DEEPEST) as outline:
            return read(outline.root, 1)
    except (pikepdf.PdfError, pikepdf.OutlineStructureError, ValueError, TypeError, KeyError, AttributeError):
        return []


def with_texts(
    bookmarks: list[Bookmark], texts: Sequence[BookmarkedText]
) -> tuple[list[Bookmark], list[Bookmark]]:
    """The bookmarks of the letter itself, and those of the text enclosures in it, under their own names."""
    enclosures: list[Bookmark] = []
    for text in reversed(texts):
        at = next(
            (
                at
                for at in reversed(range(len(bookmarks)))
                if bookmarks[at].title.strip() == text.title.strip()
            ),
            None,
        )
        if at is None:
            continue
        first, *below = bookmarks[at:]
        enclosures.insert(0, Bookmark(text.bookmark, first.page, first.view, [*first.below, *below]))
        bookmarks = bookmarks[:at]
    return bookmarks, enclosures


def write_bookmarks(pdf: Any, parts: Sequence[tuple[int, Sequence[Bookmark]]]) -> None:
    """Make these the bookmarks of an open pikepdf.Pdf: for each part its first page and its bookmarks, the
    pages of which are counted from there."""
    from pikepdf import Array, Name, OutlineItem

    def item(bookmark: Bookmark, first: int) -> Any:
        page = pdf.pages[first + bookmark.page].obj
        view = [Name(each) if isinstance(each, str) else each for each in bookmark.view]
        made = OutlineItem(bookmark.title, destination=Array([page, *view]))
        made.children.extend(item(each, first) for each in bookmark.below)
        made.is_closed = True
        return made

    with pdf.open_outline() as outline:
        outline.root.clear()
        outline.root.extend(item(bookmark, first) for first, bookmarks in parts for bookmark in bookmarks)


def label_pages(pdf: Any, parts: Sequence[tuple[int, str]]) -> None:
    """Have pages called by their part: for each its first page, and what stands before its numbers."""
    import pikepdf

    numbers: list[Any] = []
    for first, label in parts:
        entry = pikepdf.Dictionary(S=pikepdf.Name.D)
        if label:
            entry.P = pikepdf.String(label)
        numbers += [first, entry]
    pdf.Root.PageLabels = pdf.make_indirect(pikepdf.Dictionary(Nums=pikepdf.Array(numbers)))


def _names(file: Any) -> Iterator[tuple[str, Any]]:
    """The named places of a file, of both the old and the new kind."""
    import pikepdf

    old = file.Root.get("/Dests")
    if isinstance(old, pikepdf.Dictionary):
        yield from ((str(name), old[name]) for name in old.keys())  # noqa: SIM118
    names = file.Root.get("/Names")
    tree = names.get("/Dests") if isinstance(names, pikepdf.Dictionary) else None
    if isinstance(tree, pikepdf.Dictionary):
        try:
            yield from ((str(name), place) for name, place in pikepdf.NameTree(tree).items())
        except (pikepdf.PdfError, RuntimeError, ValueError):
            return


def _place(item: Any, names: dict[str, Any], numbers: dict[Any, int]) -> tuple[int, tuple[Any, ...]] | None:
    import pikepdf

    place = item.destination
    if place is None and isinstance(item.action, pikepdf.Dictionary) and item.action.get("/S") == "/GoTo":
        place = item.action.get("/D")
    if isinstance(place, pikepdf.Name | pikepdf.String):
        place = names.get(str(place))
    if isinstance(place, pikepdf.Dictionary):
        place = place.get("/D")
    if not isinstance(place, pikepdf.Array) or not len(place):
        return None
    page = numbers.get(getattr(place[0], "objgen", None))
    if page is None:
        return None
    view: list[Any] = [str(each) if isinstance(each, pikepdf.Name) else each for each in list(place)[1:_VIEW]]
    is_simple = all(each is None or isinstance(each, str | int | Decimal) for each in view)
    return page, tuple(view) if view and is_simple and isinstance(view[0], str) else ("/Fit",)
