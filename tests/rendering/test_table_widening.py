"""Tables of a template fill the text of whatever house style it is set in."""

from __future__ import annotations

import pytest
from lxml import etree

from briefmaker.rendering.table_widening import fit_tables
from tests.rendering.word_files import W

WML = f"{{{W}}}"


def document(left: int, tables: str = "") -> etree._Element:
    """A4 with this left margin and a right one of 1,000."""
    section = (
        f'<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:left="{left}" w:right="1000"/></w:sectPr>'
    )
    return etree.fromstring(f'<w:document xmlns:w="{W}"><w:body>{tables}{section}</w:body></w:document>')


def table(width: int, *columns: int, kind: str = "dxa") -> str:
    grid = "".join(f'<w:gridCol w:w="{column}"/>' for column in columns)
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{column}" w:type="dxa"/></w:tcPr></w:tc>' for column in columns
    )
    tag = '<w:tr><w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/></w:tcPr></w:tc></w:tr>'
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{width}" w:type="{kind}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{tag}<w:tr>{cells}</w:tr></w:tbl>"
    )


def widths(root: etree._Element) -> tuple[list[int], list[int], int]:
    """Of the columns, the cells, and the table as a whole."""
    columns, cells = (
        [int(each.get(f"{WML}w")) for each in root.iter(f"{WML}{name}")] for name in ("gridCol", "tcW")
    )
    return columns, cells, int(next(root.iter(f"{WML}tblW")).get(f"{WML}w"))


def test_a_table_as_wide_as_the_text_becomes_as_wide_as_that_of_the_house_style() -> None:
    own = document(1906, table(9000, 3000, 6000))
    fit_tables(own, document(906))
    assert widths(own) == ([3333, 6667], [0, 3333, 6667], 10000)


def test_the_columns_always_make_up_the_whole() -> None:
    own = document(1906, table(9000, *[1285] * 6, 1290))
    fit_tables(own, document(907))
    columns, _cells, whole = widths(own)
    assert sum(columns) == whole == 9999


@pytest.mark.parametrize("made", [table(5000, 2000, 3000), table(5000, 50, 50, kind="pct")])
def test_a_table_of_a_width_of_its_own_stays_as_it_is(made: str) -> None:
    own = document(1906, made)
    before = etree.tostring(own)
    fit_tables(own, document(906))
    assert etree.tostring(own) == before


def test_a_document_that_says_nothing_of_its_page_stays_as_it_is() -> None:
    own = etree.fromstring(f'<w:document xmlns:w="{W}"><w:body>{table(9000, 9000)}</w:body></w:document>')
    before = etree.tostring(own)
    fit_tables(own, document(906))
    assert etree.tostring(own) == before
