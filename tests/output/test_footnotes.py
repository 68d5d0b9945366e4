"""Footnotes stand at the foot of the page of their sign, none is lost, and a reader program finds them."""

import pikepdf
import pytest

from briefmaker.errors import LayoutFailed
from briefmaker.output import text_of_pdf, words_of_pdf
from briefmaker.output.failures import Failure, LayoutProblem
from briefmaker.output.fonts import FontLibrary
from briefmaker.output.laying_out import finished_pdf, lay_out
from briefmaker.output.pdf_metadata import DocumentFacts
from briefmaker.output.word_document import WordDocument
from tests.output.rich_files import cell_of, sign, with_parts
from tests.output.test_accessible_pdf import elements, opened
from tests.output.word_files import (
    SENTENCE,
    bullet,
    cell,
    document,
    link,
    paragraph,
    row,
    run,
    table,
)


def signed(text: str, number: int) -> str:
    return paragraph(runs=run(text) + sign(number))


BODY = (
    paragraph(runs=run("De boom is oud") + sign(1) + run(" en ziek") + sign(2) + run(".")),
    *(paragraph(SENTENCE * 2) for _ in range(12)),
    bullet("een punt").replace("</w:p>", sign(3) + "</w:p>"),
    paragraph("Einde"),
)
LETTER = with_parts(
    document(*BODY),
    run("Geplant in 1911."),
    run("Zie ") + link("het rapport", "rIdSource") + run(" van de bomendokter."),
    run("Dit punt ") + run("vervalt", "<w:b/>") + run(" – misschien – later…"),
)
IN_TABLE = with_parts(
    document(
        paragraph("Voor de tabel"),
        table(row(cell("Straat"), header=True), row(cell_of(signed("Zandpad", 1))), columns=1),
        signed("Na de tabel", 2),
    ),
    run("Alleen het eerste stuk."),
    run("De tweede noot."),
)


def table_over_pages(signed_row: int) -> bytes:
    rows = [
        row(cell_of(signed(f"rij {number}", 1)) if number == signed_row else cell(f"rij {number}"))
        for number in range(90)
    ]
    body = document(paragraph("Voor"), table(*rows, columns=1), paragraph("Na"))
    return with_parts(body, run("Over deze rij."))


def lowest_words(pdf: bytes, page: int) -> str:
    words = [word for word in words_of_pdf(pdf)[page] if 600 < word.y0 < 770]
    return " ".join(word.text for word in words)


@pytest.mark.parametrize("letter", [LETTER, IN_TABLE], ids=["in text", "in a table"])
def test_a_letter_with_footnotes_keeps_to_both_standards(engine, letter):
    assert engine.validate(engine.pdf(letter, title="Brief")) == ()


def test_each_note_is_tagged_after_the_paragraph_of_its_sign_and_has_a_name(engine):
    with opened(engine.pdf(LETTER, title="Brief")) as file:
        notes = elements(file, "/Note")
        assert [str(note.ID) for note in notes] == ["noot1", "noot2", "noot3"]
        assert [[str(kid.S) for kid in note.K] for note in notes] == [["/Lbl", "/P"]] * 3
        assert [str(note.P.S) for note in notes] == ["/Document", "/Document", "/LBody"]
        kids = [str(kid.S) for kid in file.Root.StructTreeRoot.K.K]
        assert kids[:4] == ["/P", "/Note", "/Note", "/P"]


def test_notes_are_read_with_the_text(engine):
    said = [" ".join(text.split()) for text in text_of_pdf(engine.pdf(LETTER, title="Brief"))]
    assert said[0] == "De boom is oud1 en ziek2."
    assert said[1:3] == ["Geplant in 1911.", "Zie het rapport van de bomendokter."]
    assert said[-2] == "Dit punt vervalt – misschien – later…"


def test_a_note_stands_at_the_foot_of_the_page_of_its_sign(engine):
    pdf = engine.pdf(LETTER, title="Brief")
    assert lowest_words(pdf, 0).endswith("1 Geplant in 1911. 2 Zie het rapport van de bomendokter.")
    assert lowest_words(pdf, 1).endswith("3 Dit punt vervalt – misschien – later…")


def test_a_link_in_a_note_can_be_followed(engine):
    with opened(engine.pdf(LETTER, title="Brief")) as file:
        (found,) = elements(file, "/Link")
        assert str(found.P.P.S) == "/Note"
        (annotation,) = file.pages[0].Annots
        assert annotation.A.URI == "https://www.duinstad.example/bron"
        assert str(annotation.Contents) == "het rapport (https://www.duinstad.example/bron)"


def test_a_note_of_a_table_cell_is_printed_too_and_numbers_go_on(engine):
    pdf = engine.pdf(IN_TABLE, title="Brief")
    assert lowest_words(pdf, 0).endswith("1 Alleen het eerste stuk. 2 De tweede noot.")
    with opened(pdf) as file:
        assert [str(note.P.S) for note in elements(file, "/Note")] == ["/TD", "/Document"]


@pytest.mark.parametrize("signed_row", [0, 89], ids=["first page", "last page"])
def test_a_note_of_a_long_table_stands_with_its_row(engine, signed_row):
    pdf = engine.pdf(table_over_pages(signed_row), title="Brief")
    pages = words_of_pdf(pdf)
    (noted,) = [number for number, words in enumerate(pages) if any(w.text == "Over" for w in words)]
    (row_page,) = [
        number
        for number, words in enumerate(pages)
        if f"rij {signed_row} 1" in " ".join(word.text for word in words)
    ]
    assert noted == row_page


def test_a_note_that_can_t_stand_with_its_row_is_named_before_anything_is_made(engine):
    with pytest.raises(LayoutFailed, match=r"voetnoot 1 .* LibreOffice"):
        engine.pdf(table_over_pages(50), title="Brief")


def test_a_preview_is_shown_even_then(engine):
    assert engine.preview(table_over_pages(50)).page_count == 3


@pytest.mark.parametrize("notes", [("Geplant in 1912.",), ()], ids=["changed", "lost"])
def test_a_pdf_that_says_another_note_is_refused(notes):
    def letter(*texts: str) -> WordDocument:
        body = document(signed("De boom", 1) if texts else paragraph("De boom1"))
        return WordDocument.of_bytes(with_parts(body, *map(run, texts)))

    library = FontLibrary.bundled()
    pdf = lay_out(letter(*notes), library).pdf
    with pytest.raises(LayoutProblem) as told:
        finished_pdf(pdf, letter("Geplant in 1911."), DocumentFacts("Brief"), library)
    assert told.value.failure is Failure.TEXT_DIFFERS
    assert told.value.detail == ("1",)


def test_odd_characters_in_a_note_are_set_in_a_font_that_has_them(engine):
    letter = with_parts(document(signed("Zie", 1)), run("Een 😀, een → en een ﬁ."))
    pdf = engine.pdf(letter, title="Brief")
    assert any("Een 😀, een → en een ﬁ." in text for text in text_of_pdf(pdf))
    assert engine.validate(pdf) == ()


def test_a_note_longer_than_its_page_goes_on_at_the_foot_of_the_next(engine):
    letter = with_parts(document(signed("Zie", 1), paragraph("Einde")), run(SENTENCE * 40))
    pdf = engine.pdf(letter, title="Brief")
    with opened(pdf) as file:
        (note,) = elements(file, "/Note")
        pages = {mark.Pg.objgen for mark in note.K[1].K if isinstance(mark, pikepdf.Dictionary)}
        assert len(pages) == len(file.pages) == 2
    assert engine.validate(pdf) == ()


def test_a_note_without_text_yet_is_a_note_all_the_same(engine):
    letter = with_parts(document(signed("een", 1), signed("twee", 2)), "", run("Wel iets."))
    with opened(engine.pdf(letter, title="Brief")) as file:
        assert [str(note.ID) for note in elements(file, "/Note")] == ["noot1", "noot2"]


def test_numbers_in_notes_are_not_taken_for_signs(engine):
    letter = with_parts(
        document(signed("een", 1), signed("twee", 2)), run(f"{'2 ' * 150}"), run("1 en 2 en 3")
    )
    said = [" ".join(text.split()) for text in text_of_pdf(engine.pdf(letter, title="Brief"))]
    assert said[1] == "2 " * 149 + "2"
    assert said[-1] == "1 en 2 en 3"
