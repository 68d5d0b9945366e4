"""A click on a picture finds the picture, one on a footnote finds its sign in the text."""

import pytest

from briefmaker.output import LibreOfficeEngine, text_of_docx, words_of_pdf
from tests.output.rich_files import cell_of, picture, sign, with_parts
from tests.output.test_click_map import Piece, Printed, middle
from tests.output.word_files import SENTENCE, cell, document, paragraph, row, run, table

LETTER = with_parts(
    document(
        paragraph("Vooraf"),
        paragraph(runs=run("De boom") + sign(1) + run(" is oud.") + sign(2)),
        picture("De boom"),
        table(row(cell("naam"), cell_of(picture("Het plein", 2)))),
        paragraph("Slot"),
    ),
    run("Geplant in 1911. " + SENTENCE),
    run("En ziek."),
)


def printed():
    """As the renderer gives the letter: the signs of notes are no text."""
    texts = [text.replace("boom1", "boom").replace("oud.2", "oud.") for text in text_of_docx(LETTER)]
    return [Printed(text, (Piece(0, len(text), number),)) for number, text in enumerate(texts)]


@pytest.fixture(
    scope="module",
    params=["embedded", pytest.param("libreoffice", marks=[pytest.mark.libreoffice, pytest.mark.slow])],
)
def preview(engine, request):
    if request.param == "embedded":
        yield engine.preview(LETTER, printed(), scale=0.1)
        return
    if not LibreOfficeEngine.is_installed():
        pytest.skip("LibreOffice is not installed")
    office = LibreOfficeEngine()
    yield office.preview(LETTER, printed(), scale=0.1)
    office.close()


@pytest.mark.parametrize("number", [2, 4], ids=["in the text", "in a cell"])
def test_a_picture_is_found_where_it_is_and_leads_to_itself(preview, number):
    (place,) = preview.click_map.rectangles_of(number)
    assert (round(place.x1 - place.x0), round(place.y1 - place.y0)) == (120, 60)
    page, x, y = middle(place)
    assert preview.click_map.origin_at(page, x, y) == number


@pytest.mark.parametrize(("word", "offset"), [("Geplant", 7), ("ontvangen.", 7), ("ziek.", 15)])
def test_a_footnote_leads_to_its_sign(preview, word, offset):
    (found,) = [w for w in words_of_pdf(preview.pdf)[0] if w.text.startswith(word) and w.y0 > 600][:1]
    assert preview.click_map.offset_at(0, (found.x0 + found.x1) / 2, found.baseline - 2) == (1, offset)


def test_a_paragraph_stands_where_its_text_is_and_not_where_its_notes_are(preview):
    assert all(place.y1 < 400 for place in preview.click_map.rectangles_of(1))


def test_the_text_behind_a_sign_keeps_its_places(preview):
    (old,) = [word for word in words_of_pdf(preview.pdf)[0] if word.text.startswith("oud.")]
    assert preview.click_map.offset_at(0, old.x0 + 0.1, old.baseline - 2) == (1, len("De boom is "))
