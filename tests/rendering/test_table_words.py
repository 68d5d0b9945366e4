"""The words of a table with narrow columns: none is wider than its column as long as that can be."""

from __future__ import annotations

from briefmaker.letter.body import Cell, Paragraph, Row, Table, inlines
from briefmaker.rendering.table_layout import TableLayout

TEXT_WIDTH = 8221
ROWS = (
    ("", "Samen doen", "Bestaanszekerheid", "Kansengelijkheid", "Makkelijk"),
    ("Beleidsterrein", "Activiteit", "Activiteit", "", ""),
)


def test_columns_share_the_room_when_their_words_take_all_of_it() -> None:
    rows = tuple(
        Row(cells=tuple(Cell(blocks=(Paragraph(inlines=inlines(text)),)) for text in row)) for row in ROWS
    )
    widths = TableLayout(Table(header_rows=1, header_column=True, rows=rows), TEXT_WIDTH).widths
    assert sum(widths) == TEXT_WIDTH
    longest = [max(len(word) for row in ROWS for word in row[at].split(" ")) for at in range(5)]
    room = [(width - 216) / length for width, length in zip(widths, longest, strict=True)]
    assert min(room) > 95, "a character of 9 to 10 points takes less than 95 twentieths of a point"
