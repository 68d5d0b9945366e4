"""Lists in cells, row headers, quotations and pictures are in the PDF what they are in the letter."""

import pytest

from briefmaker.output.failures import Failure, LayoutProblem
from briefmaker.output.fonts import FontLibrary
from briefmaker.output.laying_out import finished_pdf, lay_out
from briefmaker.output.pdf_metadata import DocumentFacts
from briefmaker.output.word_document import WordDocument
from tests.output.rich_files import cell_of, picture, with_parts
from tests.output.test_accessible_pdf import elements, opened
from tests.output.word_files import bullet, cell, document, heading, numbered, paragraph, row, table

ROW_HEADERS = '<w:tblLook w:val="0480" w:firstRow="0" w:firstColumn="1"/></w:tblPr>'


def with_row_headers(made: str) -> str:
    return made.replace("</w:tblPr>", ROW_HEADERS)


LISTS = document(
    heading("Lijsten"),
    table(
        row(cell("Punt"), cell("Afspraken"), header=True),
        row(
            cell("groen"),
            cell_of(
                paragraph("Eerst dit:"),
                numbered("planten"),
                numbered("snoeien"),
                paragraph("en ook"),
                bullet("bladeren"),
                paragraph("Noor Duin"),
            ),
        ),
        columns=2,
    ),
)
PICTURES = with_parts(
    document(
        heading("Beeld"),
        picture("Kaart van het plein"),
        table(row(cell("naam"), cell("foto")), row(cell("boom"), cell_of(picture("De boom", 2)))),
        paragraph("Slot"),
    )
)
HEADERS = document(
    heading("Planning"),
    with_row_headers(
        table(
            row(cell("Straat", merge="restart"), cell("Periode", span=2), header=True),
            row(cell("", merge="continue"), cell("begin"), cell("eind"), header=True),
            row(cell("Zandpad", merge="restart"), cell("maart"), cell("")),
            row(cell("", merge="continue"), cell(""), cell("juni")),
            row(cell("Helmgras"), cell("samen", span=2)),
        )
    ),
)
QUOTE = document(
    paragraph("Een bewoner zei:"),
    paragraph("Het plein is te kaal.", "Quote"),
    paragraph("En te warm.", "Quote"),
    paragraph("Dat begrijp ik."),
)


def tags(element):
    return [str(kid.S) for kid in element.K]


@pytest.mark.parametrize(
    "letter", [LISTS, PICTURES, HEADERS, QUOTE], ids=["lists", "pictures", "rows", "quote"]
)
def test_it_keeps_to_both_standards(engine, letter):
    assert engine.validate(engine.pdf(letter, title="Brief")) == ()


def test_lists_in_a_cell_are_lists(engine):
    with opened(engine.pdf(LISTS, title="Brief")) as file:
        cell_element = elements(file, "/TD")[1]
        assert tags(cell_element) == ["/P", "/L", "/P", "/L", "/P"]
        first, second = elements(file, "/L")
        assert (str(first.A.ListNumbering), str(second.A.ListNumbering)) == ("/Decimal", "/Disc")
        assert [tags(item) for item in first.K] == [["/Lbl", "/LBody"]] * 2
        assert [tags(item.K[1]) for item in first.K] == [["/P"]] * 2


def test_a_picture_says_what_it_shows_wherever_it_stands(engine):
    with opened(engine.pdf(PICTURES, title="Brief")) as file:
        figures = elements(file, "/Figure")
        assert [str(figure.Alt) for figure in figures] == ["Kaart van het plein", "De boom"]
        boxes = [[round(float(value)) for value in figure.A.BBox] for figure in figures]
        assert [(right - left, top - bottom) for left, bottom, right, top in boxes] == [(120, 60)] * 2
        assert str(figures[1].P.P.S) == "/TD"


def test_a_picture_of_the_page_header_is_not_taken_for_one_of_the_text(engine):
    letter = with_parts(
        document(
            paragraph("Voor"), table(row(cell_of(picture("De boom", 2))), columns=1), header="GROOT MERK"
        ),
        header_picture=True,
    )
    with opened(engine.pdf(letter, title="Brief")) as file:
        (figure,) = elements(file, "/Figure")
        assert (str(figure.Alt), str(figure.P.P.S)) == ("De boom", "/TD")
        assert float(figure.A.BBox[3]) < 740
    assert engine.validate(engine.pdf(letter, title="Brief")) == ()


def test_a_pdf_that_lacks_a_picture_is_refused():
    library = FontLibrary.bundled()
    bare = document(
        heading("Beeld"),
        paragraph(""),
        table(row(cell("naam"), cell("foto")), row(cell("boom"), cell(""))),
        paragraph("Slot"),
    )
    pdf = lay_out(WordDocument.of_bytes(bare), library).pdf
    with pytest.raises(LayoutProblem) as told:
        finished_pdf(pdf, WordDocument.of_bytes(PICTURES), DocumentFacts("Brief"), library)
    assert told.value.failure is Failure.PICTURE_LOST


def test_row_headers_name_their_rows_and_cells_name_their_headers(engine):
    with opened(engine.pdf(HEADERS, title="Brief")) as file:
        rows = [list(tr.K) for tr in elements(file, "/TR")]
        assert [[str(c.S) for c in cells] for cells in rows] == [
            ["/TH", "/TH"],
            ["/TH", "/TH"],
            ["/TH", "/TD", "/TD"],
            ["/TD", "/TD"],
            ["/TH", "/TD"],
        ]
        said = rows[2][0].A[0]
        assert (str(said.Scope), said.RowSpan, str(rows[2][0].ID)) == ("/Row", 2, "t0r2c0")
        assert [str(name) for name in said.Headers] == ["t0r0c0"]
        below = [str(name) for name in rows[3][1].A[0].Headers]
        assert below == ["t0r0c1", "t0r1c2", "t0r2c0"]
        wide = [str(name) for name in rows[4][1].A[0].Headers]
        assert wide == ["t0r0c1", "t0r1c1", "t0r1c2", "t0r4c0"]


def test_a_quotation_is_one_whole(engine):
    with opened(engine.pdf(QUOTE, title="Brief")) as file:
        assert tags(file.Root.StructTreeRoot.K) == ["/P", "/BlockQuote", "/P"]
        (quote,) = elements(file, "/BlockQuote")
        assert tags(quote) == ["/P", "/P"]


def test_pictures_of_a_row_that_goes_on_over_a_page_are_told_by_their_own_words(engine):
    pictures = [picture(alt, number, 100, 330) for number, alt in enumerate(("eerst", "dan", "naast"), 1)]
    letter = with_parts(
        document(
            heading("Beeld"),
            paragraph("Voor"),
            table(row(cell_of(*pictures[:2]), cell_of(pictures[2])), columns=2),
            paragraph("Slot"),
        )
    )
    with opened(engine.pdf(letter, title="Brief")) as file:
        figures = elements(file, "/Figure")
        pages = [page.objgen for page in file.pages]
        places = [(str(it.Alt), pages.index(it.K[0].Pg.objgen), int(it.A.BBox[0])) for it in figures]
    (_, first, left), (_, second, below), (_, beside, right) = places
    assert [alt for alt, _page, _left in places] == ["eerst", "dan", "naast"]
    assert (first, second, beside) == (0, 1, 0)
    assert left == below < right


def test_a_picture_that_nobody_described_is_decoration_and_the_others_are_told(engine):
    letter = with_parts(
        document(
            heading("Beeld"),
            picture(""),
            table(row(cell("naam"), cell_of(picture("", 2), picture("De boom", 3)))),
            paragraph("Slot"),
        )
    )
    pdf = engine.pdf(letter, title="Brief")
    with opened(pdf) as file:
        assert [str(figure.Alt) for figure in elements(file, "/Figure")] == ["De boom"]
    assert engine.validate(pdf) == ()
