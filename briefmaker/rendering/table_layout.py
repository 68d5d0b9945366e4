"""How wide a table's columns are and which rows stay whole: what Word would work out while showing it.

Fixed beforehand, because Word, LibreOffice and the embedded engine each divide a table differently.
"""

from __future__ import annotations

from collections.abc import Sequence

from briefmaker.letter.body import Block, Body, Paragraph, Table, Text

__all__ = ["TableLayout", "look"]

_CELL_MARGINS, _WIDE_CHARACTER = 460, 110
"""Twentieths of a point: a cell's margins with a list's indent, and a character that is wider than most."""
_LINES_THAT_FIT = 35


class TableLayout:
    """The geometry of one table; widths in twentieths of a point."""

    __slots__ = ("_rows", "_surely_low", "starts", "widths")

    def __init__(self, table: Table, text_width: int) -> None:
        self._rows = table.rows
        self._surely_low: list[bool] = []
        weights = self._weights()
        total = sum(weights)
        self.widths = [text_width * weight // total for weight in weights]
        self.widths[-1] += text_width - sum(self.widths)
        self.starts = [
            b'<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/></w:tcPr>' % width for width in self.widths
        ]

    def _weights(self) -> list[int]:
        """How much room each column asks for, by what stands in it; on the way, which rows are low."""
        weights: list[int] = []
        for row in self._rows:
            column, low = 0, True
            for cell in row.cells:
                span, blocks = cell.span, cell.blocks
                length = _length(blocks)
                if length >= _LINES_THAT_FIT or len(blocks) > 1:
                    low = False
                if column + span > len(weights):
                    weights += [12] * (column + span - len(weights))
                if span == 1 and length > weights[column]:
                    weights[column] = max(weights[column], min(length, 60 + length // 20, 120))
                column += span
            self._surely_low.append(low)
        return weights or [12]

    def fits_on_a_page(self, index: int) -> bool:
        """Whether a row is surely lower than a page: such a row is not cut.

        LibreOffice cuts a row at any line and the embedded engine does not; a row that may not be cut
        and is higher than a page runs off the page in the engine.
        """
        if self._surely_low[index]:  # it fits with one character a line
            return True
        column = 0
        for cell in self._rows[index].cells:
            width = sum(self.widths[column : column + cell.span])
            column += cell.span
            characters = max(1, (width - _CELL_MARGINS) // _WIDE_CHARACTER)
            if _lines(cell.blocks, characters) > _LINES_THAT_FIT:
                return False
        return True

    def wide_start(self, column: int, span: int) -> bytes:
        """The start of a cell over some columns; of a cell in one column it is in `starts`."""
        if span == 1:
            return self.starts[column]
        width = sum(self.widths[column : column + span])
        return b'<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/><w:gridSpan w:val="%d"/></w:tcPr>' % (
            width,
            span,
        )


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
            length += 40
    return length


def _lines(blocks: tuple[Block, ...], characters: int) -> int:
    """About how many lines a cell has whose lines hold this many characters."""
    return sum(1 + len(text) // characters for text in Body.model_construct(blocks=blocks).texts())
