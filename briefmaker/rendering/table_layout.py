"""How wide a table's columns are and which rows stay whole: what Word would work out while showing it.

Fixed beforehand, because Word, LibreOffice and the embedded engine each divide a table differently.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefmaker.letter.body import Block, Body, Image, Paragraph, Table, Text
from briefmaker.letter.table_grid import PlacedCell, placed_rows

__all__ = ["TableLayout", "look"]

_CELL_MARGINS, _WIDE_CHARACTER = 460, 110
"""Twentieths of a point: a cell's margins with a list's indent, and a character that is wider than most."""
_MARGINS = 230
_ROOM_FOR_LONG_WORDS = 2_200
"""Twentieths of a point: a cell's margins alone, and what holds a word of eighteen letters."""
_TIGHT = 1.15
"""How much more room than there is may be asked for words: characters are reckoned wide, they still fit."""
_LINES_THAT_FIT = 35
_IMAGE_LENGTH = 60
_WORD = re.compile(r"[^ \t\r\n-]+")
_IMAGE_LINES = _LINES_THAT_FIT
"""An image may be nearly as high as a page."""


class TableLayout:
    """The geometry of one table; widths in twentieths of a point."""

    __slots__ = ("_surely_low", "rows", "starts", "widths")

    def __init__(self, table: Table, text_width: int) -> None:
        self.rows = placed_rows(table.rows)
        self._surely_low: list[bool] = []
        weights = self._weights()
        total = sum(weights)
        self.widths = [text_width * weight // total for weight in weights]
        if min(self.widths) < _ROOM_FOR_LONG_WORDS:
            self._make_room_for_words()
        self.widths[-1] += text_width - sum(self.widths)
        self.starts = [
            b'<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/></w:tcPr>' % width for width in self.widths
        ]

    def _weights(self) -> list[int]:
        """How much room each column asks for, by what stands in it; on the way, which rows are low."""
        last = self.rows[0][-1]
        weights = [12] * (last.column + last.span)
        for places in self.rows:
            low = True
            for cell, column, span, _rows, begins in places:
                if not begins:
                    continue
                blocks = cell.blocks
                runs = blocks[0].inlines if len(blocks) == 1 and type(blocks[0]) is Paragraph else ()
                only = runs[0] if len(runs) == 1 else None
                # the first as in most cells: it saves a call
                length = len(only.text) if type(only) is Text else _length(blocks)
                if length >= _LINES_THAT_FIT or len(blocks) > 1:
                    low = False
                if span == 1 and length > weights[column]:
                    weights[column] = max(weights[column], min(length, 60 + length // 20, 120))
            self._surely_low.append(low)
        return weights

    def _make_room_for_words(self) -> None:
        """Widen columns in which a word would be broken, at the cost of those that have room to spare."""
        needed = [0] * len(self.widths)
        for places in self.rows:
            for cell, column, span, _rows, begins in places:
                if begins and span == 1 and self.widths[column] < _ROOM_FOR_LONG_WORDS:
                    needed[column] = max(needed[column], _longest_word(cell.blocks))
        wanted = [min(_MARGINS + length * _WIDE_CHARACTER, _ROOM_FOR_LONG_WORDS) for length in needed]
        lacking = sum(max(want - width, 0) for want, width in zip(wanted, self.widths, strict=True))
        spare = sum(max(width - want, 0) for want, width in zip(wanted, self.widths, strict=True))
        if not lacking:
            return
        if lacking > spare:
            self._share_room_for_words(wanted)
            return
        self.widths = [
            want if want > width else width - (width - want) * lacking // spare
            for want, width in zip(wanted, self.widths, strict=True)
        ]

    def _share_room_for_words(self, wanted: Sequence[int]) -> None:
        """Where the words need about all the room there is, each column gets its share of it."""
        asked = [
            want if width < _ROOM_FOR_LONG_WORDS else _ROOM_FOR_LONG_WORDS
            for want, width in zip(wanted, self.widths, strict=True)
        ]
        room = sum(self.widths)
        if sum(asked) <= room * _TIGHT:
            self.widths = [int(room * want / sum(asked)) for want in asked]

    def fits_on_a_page(self, index: int) -> bool:
        """Whether a row is surely lower than a page: such a row is not cut.

        LibreOffice cuts a row at any line and the embedded engine does not; a row that may not be cut
        and is higher than a page runs off the page in the engine.
        """
        if self._surely_low[index]:  # it fits with one character a line
            return True
        for place in self.rows[index]:
            characters = max(1, (self.width(place) - _CELL_MARGINS) // _WIDE_CHARACTER)
            if place.begins and _lines(place.cell.blocks, characters) > _LINES_THAT_FIT:
                return False
        return True

    def width(self, place: PlacedCell) -> int:
        """How wide a cell is, its margins included."""
        return sum(self.widths[place.column : place.column + place.span])

    def start(self, place: PlacedCell) -> bytes:
        """The start of a cell, with how far it goes on to the right and below; of a cell of one row and
        column it stands in `starts`."""
        _cell, _column, columns, rows, begins = place
        span = b'<w:gridSpan w:val="%d"/>' % columns if columns > 1 else b""
        if not begins:
            span += b"<w:vMerge/>"
        elif rows > 1:
            span += b'<w:vMerge w:val="restart"/>'
        return b'<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>%b</w:tcPr>' % (self.width(place), span)


def look(table: Table) -> str:
    """The bits of w:tblLook (ISO/IEC 29500-1, 17.4.55) in hexadecimal."""
    return f"{0x0400 | (0x0020 if table.header_rows else 0) | (0x0080 if table.header_column else 0):04X}"


def _length(blocks: Sequence[Block]) -> int:
    """About how many characters stand in a cell."""
    length = 0
    for block in blocks:
        if type(block) is Paragraph:
            for run in block.inlines:
                length += len(run.text) if type(run) is Text else 40
        else:
            length += _IMAGE_LENGTH if type(block) is Image else 40
    return length


def _longest_word(blocks: tuple[Block, ...]) -> int:
    """How many characters the longest word in a cell has; a no-break space is part of a word."""
    texts = Body.model_construct(blocks=blocks).texts()
    return max((len(word) for text in texts for word in _WORD.findall(text)), default=0)


def _lines(blocks: tuple[Block, ...], characters: int) -> int:
    """About how many lines a cell has whose lines hold this many characters."""
    lines = sum(1 + len(text) // characters for text in Body.model_construct(blocks=blocks).texts())
    return lines + sum(_IMAGE_LINES for block in blocks if type(block) is Image)
