"""Tables in plain text, whose cells are parted by tabs."""

from __future__ import annotations

import pytest

from briefmaker.content.source import tables_as_rows, whole_blocks
from briefmaker.content.source_lines import lines_of
from briefmaker.letter.body import Block, Body, Table


def blocks(text: str) -> tuple[Block, ...]:
    return whole_blocks(tables_as_rows(lines_of(text), markdown=False), markdown=False)


def shape(table: Table) -> list[list[tuple[str, int]]]:
    return [
        [("".join(Body(blocks=cell.blocks).texts()), cell.span) for cell in row.cells] for row in table.rows
    ]


def test_a_header_over_all_columns_row_labels_and_empty_cells() -> None:
    (before, table, after) = blocks(
        "Zo ziet het eruit.\n\n\tDorpen\t\n\tNoord\tZuid\nGroen\t\tboom\n...\n\nDaarna."
    )
    assert (before.type, after.type) == ("paragraph", "paragraph")
    assert isinstance(table, Table)
    assert (table.header_rows, table.header_column) == (2, True)
    assert shape(table) == [
        [("", 1), ("Dorpen", 2)],
        [("", 1), ("Noord", 1), ("Zuid", 1)],
        [("Groen", 1), ("", 1), ("boom", 1)],
        [("...", 1), ("", 1), ("", 1)],
    ]


def test_a_row_of_names_is_the_header() -> None:
    (table,) = blocks("Boom\tHoogte\tBloei\nEik\t20 meter\tmei\nPeer\t8 meter\tapril")
    assert isinstance(table, Table)
    assert (table.header_rows, table.header_column) == (1, False)


@pytest.mark.parametrize(
    "text",
    [
        "Datum\t18 augustus\nOns kenmerk\t2026/1\nOnderwerp\tBomen",
        "1.\teen\tx\n2.\ttwee\ty\n3.\tdrie\tz",
        "Een regel met\teen\ttab.\nEn een zonder.\nEn nog een zonder.",
    ],
)
def test_labels_lists_and_running_text_are_no_table(text: str) -> None:
    assert not [block for block in blocks(text) if isinstance(block, Table)]
