"""Two PDFs held against each other, page by page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from briefmaker.output.drawn_differences import drawn_page, unlike_places
from briefmaker.output.graphic_differences import graphic_differences
from briefmaker.output.page_contents import PageContents, contents_of
from briefmaker.output.page_differences import Change, Comparison, Matter, PageBox, PageDifference
from briefmaker.output.text_differences import PlacedWord, text_differences
from briefmaker.output.word_pairs import page_pairs, stretches

__all__ = ["compared"]

Pairs = tuple[tuple[int | None, int | None], ...]


def compared(old_pdf: bytes, new_pdf: bytes) -> Comparison:
    """What differs, in the order of the new document. Raises LayoutProblem(UNREADABLE_PDF)."""
    old, new = contents_of(old_pdf), contents_of(new_pdf)
    pairs: Pairs = tuple((number, number) for number in range(len(new)))
    found: list[PageDifference] = []
    if old_pdf != new_pdf:
        words, said = _running_text(old), _running_text(new)
        cut = list(stretches([each.word.text for each in words], [each.word.text for each in said]))
        shared = Counter(
            (words[here].page, said[there].page)
            for same, in_old, in_new in cut
            if same
            for here, there in zip(in_old, in_new, strict=True)
        )
        pairs = page_pairs(shared, len(old), len(new))
        partner = {before: after for before, after in pairs if before is not None and after is not None}
        texts = list(_without_pages(text_differences(words, said, cut, partner), pairs))
        found += graphic_differences(old, new, partner, texts)
        for before, after in partner.items():
            found += _in_margins(old[before], new[after], before, after)
        found += _pages(old, new, pairs)
        found += _drawn(old_pdf, new_pdf, old, new, partner, found)
    return Comparison(
        tuple(sorted(found, key=_Order(pairs))),
        pairs,
        tuple((page.width, page.height) for page in old),
        tuple((page.width, page.height) for page in new),
    )


def _running_text(pages: Sequence[PageContents]) -> list[PlacedWord]:
    return [PlacedWord(at, word) for at, page in enumerate(pages) for word in page.words if not word.artifact]


def _in_margins(old: PageContents, new: PageContents, before: int, after: int) -> Iterator[PageDifference]:
    """What differs in the headers and footers of two pages that belong together."""
    words = [PlacedWord(before, word) for word in old.words if word.artifact]
    said = [PlacedWord(after, word) for word in new.words if word.artifact]
    cut = list(stretches([each.word.text for each in words], [each.word.text for each in said]))
    for each in text_differences(words, said, cut, {before: after}):
        if each.change is Change.CHANGED and each.old_text.isdecimal() and each.new_text.isdecimal():
            yield PageDifference(
                each.change, Matter.PAGE_NUMBER, each.old, each.new, each.old_text, each.new_text
            )
        else:
            yield each


def _without_pages(found: Sequence[PageDifference], pairs: Pairs) -> Iterator[PageDifference]:
    """The differences without those that only say what is on a page that came or went whole."""
    gone = {before for before, after in pairs if after is None}
    come = {after for before, after in pairs if before is None}
    for each in found:
        if each.change is Change.REMOVED and all(box.page in gone for box in each.old):
            continue
        if each.change is Change.ADDED and all(box.page in come for box in each.new):
            continue
        yield each


def _pages(
    old: Sequence[PageContents], new: Sequence[PageContents], pairs: Pairs
) -> Iterator[PageDifference]:
    """The pages that only one document has, and those that have another size."""
    for before, after in pairs:
        if before is None and after is not None:
            yield PageDifference(
                Change.ADDED, Matter.PAGE, (), (_whole(new[after], after),), new_text=_words(new[after])
            )
        elif after is None and before is not None:
            yield PageDifference(
                Change.REMOVED, Matter.PAGE, (_whole(old[before], before),), (), old_text=_words(old[before])
            )
        elif before is not None and after is not None and _is_resized(old[before], new[after]):
            whole = (_whole(old[before], before),), (_whole(new[after], after),)
            yield PageDifference(Change.CHANGED, Matter.PAGE, *whole)


def _is_resized(old: PageContents, new: PageContents) -> bool:
    return abs(old.width - new.width) > 1 or abs(old.height - new.height) > 1


def _whole(page: PageContents, number: int) -> PageBox:
    return PageBox(number, 0.0, 0.0, page.width, page.height)


def _words(page: PageContents) -> str:
    return " ".join(word.text for word in page.words if not word.artifact)


def _drawn(
    old_pdf: bytes,
    new_pdf: bytes,
    old: Sequence[PageContents],
    new: Sequence[PageContents],
    partner: dict[int, int],
    found: Sequence[PageDifference],
) -> Iterator[PageDifference]:
    """What can only be seen: pages are drawn, and what is known to differ is left out."""
    import pypdfium2

    before_file, after_file = pypdfium2.PdfDocument(old_pdf), pypdfium2.PdfDocument(new_pdf)
    try:
        for before, after in partner.items():
            known = [box for each in found for box in each.old if box.page == before]
            known += [box for each in found for box in each.new if box.page == after]
            known += _stirred(old[before], new[after], after)
            places = unlike_places(
                drawn_page(before_file, before), drawn_page(after_file, after), known, after
            )
            for place in places:
                yield _seen(place, before, new[after])
    finally:
        before_file.close()
        after_file.close()


def _stirred(old: PageContents, new: PageContents, page: int) -> Iterator[PageBox]:
    """Words that moved by less than counts: drawn, they differ all the same."""
    there = {(word.text, word.x0, word.y0, word.x1, word.y1) for word in old.words}
    for word in new.words:
        if (word.text, word.x0, word.y0, word.x1, word.y1) not in there:
            yield PageBox(page, word.x0, word.y0, word.x1, word.y1)


def _seen(place: PageBox, before: int, page: PageContents) -> PageDifference:
    """What differs at a place, by what stands there."""
    text = " ".join(
        word.text
        for word in page.words
        if word.x0 < place.x1 and word.x1 > place.x0 and word.y0 < place.y1 and word.y1 > place.y0
    )
    matter = Matter.TEXT if text else Matter.DRAWING
    in_old = PageBox(before, place.x0, place.y0, place.x1, place.y1)
    return PageDifference(Change.RESTYLED, matter, (in_old,), (place,), text, text)


class _Order:
    """Where a difference stands among the others: by page as the documents go on, then from top to
    bottom."""

    def __init__(self, pairs: Pairs) -> None:
        self._old = {before: at for at, (before, _after) in enumerate(pairs) if before is not None}
        self._new = {after: at for at, (_before, after) in enumerate(pairs) if after is not None}

    def __call__(self, difference: PageDifference) -> tuple[int, bool, float, float]:
        box = (difference.new or difference.old)[0]
        at = (self._new if difference.new else self._old)[box.page]
        return at, difference.matter is not Matter.PAGE, box.y0, box.x0
