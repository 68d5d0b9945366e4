"""The header rows of a table stand on the page of a row that they are about, with the heading above them."""

import re

import pytest

from briefmaker.output import words_of_pdf
from tests.output.rich_files import cell_of, sign, with_parts
from tests.output.word_files import cell, document, heading, paragraph, row, run, table

ROWS = 6


def letter(lines: int, *, above: str = "", header_rows: int = 2, note: bool = False) -> bytes:
    """A table of two columns after so many lines; every row is two lines high."""
    noted = paragraph(runs=run("met noot") + sign(1)) if note else paragraph("zonder")
    made = document(
        *(paragraph(f"regel {number}") for number in range(lines)),
        above,
        table(
            *(row(cell(f"kop{number}"), cell("Uitleg"), header=True) for number in range(header_rows)),
            row(cell("Zandpad en Duinweg, het deel bij zee"), cell_of(noted)),
            *(row(cell("Zandpad en Duinweg, het deel bij zee"), cell("")) for _ in range(ROWS - 1)),
            columns=2,
        ),
        paragraph(runs='<w:r><w:br w:type="page"/></w:r>' + run("Slot")),
    )
    return with_parts(made, run("Over deze rij.")) if note else made


def pages_of(pdf: bytes) -> list[str]:
    return [" ".join(word.text for word in words) for words in words_of_pdf(pdf)]


@pytest.mark.parametrize("lines", range(26, 39))
def test_header_rows_are_never_alone_at_the_foot_of_a_page(engine, lines):
    pages = pages_of(engine.pdf(letter(lines), title="Brief"))
    assert all("Zandpad" in page for page in pages if "kop" in page)
    assert sum(page.count("Zandpad") for page in pages) == ROWS


@pytest.mark.parametrize("lines", range(28, 37))
def test_a_heading_goes_along_with_its_table(engine, lines):
    pages = pages_of(engine.pdf(letter(lines, above=heading("Planning")), title="Brief"))
    (page,) = [page for page in pages if "Planning" in page]
    assert re.search("Planning kop0.*Zandpad", page)


@pytest.mark.parametrize("lines", [20, 35])
def test_a_note_in_a_table_before_a_new_page_stands_below_it(engine, lines):
    pages = pages_of(engine.pdf(letter(lines, note=True), title="Brief"))
    (page,) = [page for page in pages if "met noot" in page]
    assert "1 Over deze rij." in page


def test_a_table_moved_to_the_next_page_keeps_to_both_standards(engine):
    assert engine.validate(engine.pdf(letter(35, above=heading("Planning"), note=True), title="Brief")) == ()


def test_header_rows_higher_than_a_page_are_not_moved_for_ever(engine):
    assert engine.preview(letter(3, header_rows=60)).page_count > 1
