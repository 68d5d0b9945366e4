"""How wide a table's columns are and which rows stay whole: what Word would work out while showing it.

Fixed beforehand, because Word, LibreOffice and the embedded engine each divide a table differently.
"""

from __future__ import annotations

from collections.abc import Sequence

from briefmaker.letter.body import Block, Body, Paragraph, Row, Table, Text

__all__ = ["column_widths", "fits_on_a_page", "look"]

_CELL_MARGINS, _WIDE_CHARACTER = 460, 110
"""Twentieths of a point: a cell's margins with a list's indent, and a character that is wider than most."""
_LINES_THAT_FIT = 35


def column_widths(table: Table, text_width: int) -> list[int]:
    """Widths of the columns in twentieths of a point, by what stands in them; they sum to `text_width`."""
    columns = max((sum([cell.span for cell in row.cells]) for row in table.rows), default=1) or 1
    weights = [12] * columns
    for row in table.rows:
        column = 0
        for cell in row.cells:
            if cell.span == 1:
                length = _length(cell.blocks)
                if length > weights[column]:
                    weights[column] = max(weights[column], min(length, 60 + length // 20, 120))
            column += cell.span
    total = sum(weights)
    widths = [text_width * weight // total for weight in weights]
    widths[-1] += text_width - sum(widths)
    return widths


def fits_on_a_page(row: Row, widths: Sequence[int]) -> bool:
    """Whether a row is surely lower than a page: such a row is not cut.

    LibreOffice cuts a row at any line and the embedded engine does not; a row that may not be cut and
    is higher than a page runs off the page in the engine.
    """
    column = 0
    for cell in row.cells:
        width = sum(widths[column : column + cell.span])
        column += cell.span
        characters = max(1, (width - _CELL_MARGINS) // _WIDE_CHARACTER)
        if len(cell.blocks) == 1 and type(cell.blocks[0]) is Paragraph:
            lines = 1 + _length(cell.blocks) // characters
            if lines <= _LINES_THAT_FIT and len(cell.blocks[0].inlines) == 1:
                continue
        texts = Body.model_construct(blocks=cell.blocks).texts()
        if sum(1 + len(text) // characters for text in texts) > _LINES_THAT_FIT:
            return False
    return True


def look(table: Table) -> str:
    """The bits of w:tblLook (ISO/IEC 29500-1, 17.4.55) in hexadecimal."""
    return f"{0x0400 | (0x0020 if table.header_rows else 0) | (0x0080 if table.header_column else 0):04X}"


def _length(blocks: Sequence[Block]) -> int:
    """About how many characters stand in a cell."""
    length = 0
    for block in blocks:
        if type(block) is Paragraph:
            for run in block.inlines:
                if type(run) is Text:
                    length += len(run.text)
        else:
            length += 40
    return length
