"""What stands on the pages apart from the running text and can be clicked all the same: footnotes, pictures.

A picture leads to its own block; a footnote leads to its sign in the text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefmaker.output.click_map import Spans
from briefmaker.output.pdf_text import PageText
from briefmaker.output.printed_pictures import pictures_of_text
from briefmaker.output.stretches import Stretch
from briefmaker.output.tagged_text import Block, Word
from briefmaker.output.text_check import SignPlaces
from briefmaker.output.word_document import WordDocument

__all__ = ["note_stretches", "picture_stretches"]


def note_stretches(spans: Sequence[Spans], signs: SignPlaces, notes: Sequence[Block]) -> list[Stretch]:
    """The lines of footnotes. spans: of every paragraph of the document; signs: see `WordDocument.signs`.

    notes: their blocks in order; those of one note have its object number, or there is one for each.
    """
    places = _places(spans, signs)
    found: list[Stretch] = []
    number, last = 0, object()
    for note in notes:
        if note.note is None or note.note != last:
            number, last = number + 1, note.note
        if number in places:
            origin, offset = places[number]
            found += [_line(words, origin, offset) for words in _lines(note.words)]
    return found


def _places(spans: Sequence[Spans], signs: SignPlaces) -> dict[int, tuple[int, int]]:
    """For every note the origin of its sign and the offset there. The signs themselves are no text."""
    found = {}
    for index, of_paragraph in signs.items():
        before = 0
        for offset, number in of_paragraph:
            place = offset - before
            before += len(str(number))
            for start, end, origin in spans[index]:
                if start <= place <= end:
                    found[number] = (origin, place - start)
                    break
    return found


def _lines(words: Sequence[Word]) -> list[list[Word]]:
    lines: list[list[Word]] = []
    for word in words:
        last = lines[-1][-1] if lines else None
        if last and last.page == word.page and word.shown.edges[0] >= last.shown.edges[0]:
            lines[-1].append(word)
        else:
            lines.append([word])
    return lines


def _line(words: Sequence[Word], origin: int, offset: int) -> Stretch:
    shown = [word.shown for word in words]
    edges = (min(s.edges[0] for s in shown), max(s.edges[-1] for s in shown))
    top, bottom = min(s.top for s in shown), max(s.bottom for s in shown)
    return Stretch(words[0].page, top, bottom, origin, (offset, offset), edges, aside=True)


def picture_stretches(
    spans: Sequence[Spans], pictures: Mapping[int, int], pages: Sequence[PageText], document: WordDocument
) -> list[Stretch]:
    """The places of pictures; none when the pages show another number of them than the document holds.

    pictures: how many stand in a paragraph, by its number.
    """
    drawn = pictures_of_text(pages, document)
    wanted = [index for index, count in sorted(pictures.items()) for _each in range(count)]
    if len(drawn) != len(wanted):
        return []
    return [
        Stretch(number, picture.top, picture.bottom, origin, (0, 0), (picture.left, picture.right))
        for index, (number, picture) in zip(wanted, drawn, strict=True)
        for _start, _end, origin in spans[index][:1]
    ]
