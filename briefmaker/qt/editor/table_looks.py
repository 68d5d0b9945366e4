"""How tables look in the editor: subtle lines, header cells on a ground, columns as wide as on the page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtGui import (
    QBrush,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableFormat,
)

from briefmaker.letter.body import Heading, Paragraph
from briefmaker.qt.editor.lines import Line
from briefmaker.qt.editor.looks import Looks
from briefmaker.qt.editor.runs import length
from briefmaker.qt.editor.spans import cell_of, table_id_of

__all__ = ["dress", "restyle_tables", "table_format", "width_of_cell"]


def table_format(lines: Sequence[Line], looks: Looks) -> QTextTableFormat:
    """The format of the table that these lines make."""
    made = QTextTableFormat()
    made.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    made.setBorderCollapse(True)
    made.setBorder(1)
    made.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    made.setBorderBrush(QBrush(looks.grid))
    made.setCellSpacing(0)
    made.setCellPadding(looks.em * 0.3)
    made.setTopMargin(looks.em * 0.5)
    made.setBottomMargin(looks.em * 0.5)
    weights = _weights(lines)
    whole = sum(weights)
    made.setColumnWidthConstraints(
        [QTextLength(QTextLength.Type.PercentageLength, 100 * weight / whole) for weight in weights]
    )
    return made


def _weights(lines: Sequence[Line]) -> list[int]:
    """How much room each column asks for by what stands in it, as when the letter is printed."""
    weights: list[int] = []
    for cell, inside in groupby(lines, cell_of):
        if cell is None:
            continue
        weights += [12] * (cell.column + cell.span - len(weights))
        blocks = (line.block for line in inside)
        asked = sum(
            length(block.inlines) if isinstance(block, Paragraph | Heading) else 40 for block in blocks
        )
        if cell.span == 1:
            weights[cell.column] = max(weights[cell.column], min(asked, 60 + asked // 20, 120))
    return weights


def dress(table: QTextTable, lines: Sequence[Line], looks: Looks) -> None:
    """Give the cells of a table their looks: headers stand on a ground."""
    for cell, _inside in groupby(lines, cell_of):
        if cell is None:
            continue
        place = table.cellAt(*cell.place)
        # How far the cell reaches stands in its format, too.
        format_ = place.format()
        if cell.is_header:
            format_.setBackground(looks.faint)
        else:
            format_.clearBackground()
        place.setFormat(format_)


def width_of_cell(document: QTextDocument, position: int, wide: float) -> float:
    """How wide a line at a position can be in its cell, when it could be so `wide` outside tables."""
    table: QTextTable | None = QTextCursor(document.findBlock(position)).currentTable()
    if table is None:
        return wide
    cell = table.cellAt(position)
    format_ = table.format()
    columns = format_.columnWidthConstraints()[cell.column() : cell.column() + cell.columnSpan()]
    return wide * sum(each.rawValue() for each in columns) / 100 - 2 * format_.cellPadding() - 2


def restyle_tables(document: QTextDocument, lines: Sequence[Line], looks: Looks) -> None:
    """Give every table the present looks; the document shows these lines already."""
    at = 0
    for table_id, inside in groupby(lines, table_id_of):
        shown = list(inside)
        if table_id is not None:
            table: QTextTable | None = QTextCursor(document.findBlockByNumber(at)).currentTable()
            if table is not None:
                table.setFormat(table_format(shown, looks))
                dress(table, shown, looks)
        at += len(shown)
