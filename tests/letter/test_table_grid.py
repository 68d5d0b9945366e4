"""Where the cells of a table stand when some go on over columns and rows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefmaker.letter.body import Cell, Paragraph, Row, inlines
from briefmaker.letter.table_grid import EMPTY_CELL, placed_rows


def cell(text: str, span: int = 1, row_span: int = 1) -> Cell:
    return Cell(blocks=(Paragraph(inlines=inlines(text)),), span=span, row_span=row_span)


def drawn(*rows: tuple[Cell, ...]) -> list[str]:
    """Each row with the text of the cell in each column; small letters where a cell goes on from above."""
    lines = []
    for places in placed_rows([Row(cells=cells) for cells in rows]):
        line = ""
        for place in places:
            text = "." if place.cell is EMPTY_CELL else place.cell.blocks[0].inlines[0].text
            line += (text if place.begins else text.lower()) * place.span
        lines.append(line)
    return lines


def test_a_cell_over_two_rows_pushes_those_of_the_next_row_aside() -> None:
    assert drawn((cell("A", row_span=2), cell("B", span=2)), (cell("C"), cell("D"))) == ["ABB", "aCD"]


def test_a_block_of_cells_goes_on_in_both_directions() -> None:
    rows = ((cell("A"), cell("B", span=2, row_span=3), cell("C")), (cell("D"), cell("E")), (cell("F"),))
    assert drawn(*rows) == ["ABBC", "DbbE", "Fbb."]


def test_a_cell_ends_with_the_table() -> None:
    places = placed_rows([Row(cells=(cell("A", row_span=9),)), Row(cells=(cell("B"),))])
    assert [[place.rows for place in row] for row in places] == [[2, 1], [1, 1]]


def test_a_cell_is_no_wider_than_what_is_free() -> None:
    rows = ((cell("A"), cell("B", row_span=2)), (cell("C", span=5), cell("D")))
    assert drawn(*rows) == ["AB.", "CbD"]


def test_a_row_that_is_covered_from_above_needs_no_cell() -> None:
    assert drawn((cell("A", row_span=2), cell("B", row_span=2)), ()) == ["AB", "ab"]


def test_a_table_of_empty_rows_has_one_column() -> None:
    assert drawn((), ()) == [".", "."]


_cells = st.builds(cell, st.just("X"), st.integers(1, 4), st.integers(1, 4))


@given(st.lists(st.lists(_cells, max_size=4), min_size=1, max_size=5))
def test_every_place_is_covered_once_and_every_cell_begins_once(cells: list[list[Cell]]) -> None:
    rows = placed_rows([Row(cells=tuple(row)) for row in cells])
    widths = set()
    above: dict[int, tuple[int, int]] = {}
    for row in rows:
        column = 0
        for place in row:
            assert place.column == column
            column += place.span
            if not place.begins:
                assert above[place.column] == (place.span, place.rows + 1)
        widths.add(column)
        above = {place.column: (place.span, place.rows) for place in row}
    assert len(widths) == 1
    begun = [place.cell for row in rows for place in row if place.begins and place.cell is not EMPTY_CELL]
    assert begun == [each for row in cells for each in row]
