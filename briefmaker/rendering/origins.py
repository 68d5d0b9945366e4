"""Which field or block each piece of printed text came from, for the two-way preview."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from briefmaker.problems import Place
from briefmaker.rendering.body_text import BodyText
from briefmaker.rendering.group_text import place_in_group

__all__ = ["PlacedBodyText", "PrintedParagraph", "Span", "printed_paragraphs"]

_SIGN = re.compile("([\x01\x02\x03\x1c\x1d\r])")


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a paragraph's text, from `start` up to `end`, and where in the letter it came from."""

    start: int
    end: int
    place: Place


@dataclass(frozen=True, slots=True)
class PrintedParagraph:
    """A paragraph as printed: tabs are "\\t", line breaks "\\n".

    A paragraph, or a row of a table, that shows one field belongs to it as a whole, its label too.
    """

    text: str = field(repr=False)
    spans: tuple[Span, ...] = ()

    @property
    def place(self) -> Place | None:
        """Where its first placed piece came from, None for text of the template itself."""
        return self.spans[0].place if self.spans else None


class PlacedBodyText(BodyText):
    """The text of a body with marks that say from which block each paragraph came."""

    def __init__(self, field_path: str) -> None:
        super().__init__()
        self._field = field_path

    def _add(self, text: str, block_id: str) -> None:
        super()._add(self._marked(text, block_id), block_id)

    def _add_note(self, text: str, block_id: str) -> None:
        super()._add_note(self._marked(text, block_id), block_id)

    def _add_picture(self, alternative: str, block_id: str) -> None:
        super()._add_picture(self._marked("", block_id), block_id)  # a picture prints no text

    def _marked(self, text: str, block_id: str) -> str:
        field = self._field
        if field.endswith("/"):  # a group printed as one text
            inside, block_id = place_in_group(block_id)
            field += inside
        return f"\x01{field}\x1f{block_id}\x02{text}\x03"


class _Paragraph:
    __slots__ = ("length", "pieces", "spans")

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.spans: list[Span] = []
        self.length = 0

    def add(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)

    def finished(self, whole: Callable[[list[Span]], Place | None]) -> PrintedParagraph:
        place = whole(self.spans)
        spans = self.spans if place is None else [Span(0, self.length, place)]
        return PrintedParagraph("".join(self.pieces), tuple(spans))


def printed_paragraphs(placed_text: str) -> tuple[PrintedParagraph, ...]:
    """The paragraphs of what a text program printed with places."""
    done: list[_Paragraph] = []
    row_starts: list[int] = []
    row_places: dict[int, Place] = {}
    current = _Paragraph()
    place, start = Place(), 0
    pieces = iter(_SIGN.split(placed_text))
    for piece in pieces:
        if piece == "\x01":
            name, _separator, block = next(pieces).partition("\x1f")
            place = Place(name, block)
        elif piece == "\x02":
            start = current.length
        elif piece == "\x03":
            current.spans.append(Span(start, current.length, place))
        elif piece == "\r":
            done.append(current)
            current = _Paragraph()
        elif piece == "\x1c":
            row_starts.append(len(done))
        elif piece == "\x1d" and row_starts:
            first = row_starts.pop()
            spans = [span for paragraph in done[first:] for span in paragraph.spans]
            if (only := _only_place(spans)) is not None:
                row_places.update((index, only) for index in range(first, len(done)) if not done[index].spans)
        else:
            current.add(piece)
    return tuple(
        paragraph.finished(lambda spans, index=index: _only_place(spans) or row_places.get(index))  # type: ignore[misc]
        for index, paragraph in enumerate(done)
    )


def _only_place(spans: list[Span]) -> Place | None:
    """The one place, or the one field, that all spans share; None when there is no such."""
    places = {span.place for span in spans}
    if len(places) == 1:
        return places.pop()
    fields = {place.field for place in places}
    return Place(fields.pop()) if len(fields) == 1 else None
