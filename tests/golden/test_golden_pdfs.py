"""The letter that holds everything a text can, as a PDF of both engines: whole, tagged, to the standards."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
import pytest

from briefmaker.output import EmbeddedEngine, LibreOfficeEngine, text_of_docx, text_of_pdf, words_of_pdf
from tests.golden.test_golden_documents import document
from tests.output.test_accessible_pdf import elements, opened


@pytest.fixture(
    scope="module",
    params=[EmbeddedEngine, pytest.param(LibreOfficeEngine, marks=pytest.mark.libreoffice)],
    ids=["embedded", "libreoffice"],
)
def made(request: pytest.FixtureRequest) -> Iterator[tuple[bytes, bytes, tuple[object, ...]]]:
    """The Word document, its PDF, and what the PDF breaks of the standards."""
    if request.param is LibreOfficeEngine and not LibreOfficeEngine().is_installed:
        pytest.skip("no LibreOffice here")
    engine = request.param()
    try:
        docx = document("alles")
        pdf = engine.pdf(docx, title="Voortgang groene schoolpleinen")
        yield docx, pdf, engine.validate(pdf)
    finally:
        engine.close()


Made = tuple[bytes, bytes, tuple[object, ...]]


def test_the_letter_with_everything_keeps_to_both_standards(made: Made) -> None:
    assert made[2] == ()


def test_the_letter_with_everything_says_what_its_word_document_says(made: Made) -> None:
    docx, pdf, _findings = made
    wanted = [letters for text in text_of_docx(docx) if (letters := "".join(text.split()))]
    said = "\n".join("".join(text.split()) for text in text_of_pdf(pdf))
    assert [text for text in wanted if text not in said] == []


def test_no_header_row_of_the_letter_with_everything_is_alone_on_a_page(made: Made) -> None:
    pages = [" ".join(word.text for word in words) for words in words_of_pdf(made[1])]
    assert ["Grondwerk" in page for page in pages if "Onderdeel Kosten Toelichting" in page] == [True]


def test_lists_in_the_letter_with_everything_are_nested_as_they_are_read(made: Made) -> None:
    with opened(made[1]) as file:
        parents = [str(made_list.P.S) for made_list in elements(file, "/L")]
        items = {str(item.P.S) for item in elements(file, "/LI")}
    assert items == {"/L"}
    assert {"/LBody", "/TD", "/Document"} == set(parents) - {"/Div"}
    assert parents.count("/LBody") >= 5


def test_headings_of_the_letter_with_everything_leave_out_no_level(made: Made) -> None:
    with opened(made[1]) as file:
        found = [
            int(str(element.S)[2:])
            for element in file.objects
            if isinstance(element, pikepdf.Dictionary) and str(element.get("/S", "")) in ("/H1", "/H2", "/H3")
        ]
    assert sorted(found) == [1, 1, 2, 2, 3]
