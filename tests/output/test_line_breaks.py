"""Lines and pages break where Word breaks them."""

import pytest

from briefmaker.errors import LayoutFailed
from briefmaker.output import text_of_docx, text_of_pdf, words_of_pdf
from briefmaker.output.line_breaks import with_marks
from tests.output.word_files import SENTENCE, document, paragraph, run


def lines(pdf, page=0):
    found = {}
    for word in words_of_pdf(pdf)[page]:
        if not word.artifact:
            found.setdefault(word.line, []).append(word.text)
    return [" ".join(words) for words in found.values()]


def test_no_line_is_broken_after_a_slash_before_a_letter(engine):
    text = "wonen/zorg " * 60
    for line in lines(engine.pdf(document(paragraph(text)), title="Brief")):
        assert set(line.split()) == {"wonen/zorg"}


def test_a_long_address_is_broken_rather_than_cut_off(engine):
    address = "https://www.duinstad.example/" + "onderwerp/" * 30
    pdf = engine.pdf(document(paragraph("Zie " + address)), title="Brief")
    assert text_of_pdf(pdf) == ("Zie " + address,)
    assert len(lines(pdf)) > 3


def test_a_word_longer_than_a_line_stays_on_the_paper(engine):
    pdf = engine.pdf(document(paragraph("W" * 500)), title="Brief")
    assert max(word.x1 for word in words_of_pdf(pdf)[0]) < 595
    assert "".join("".join(text_of_pdf(pdf)).split()) == "W" * 500


def test_text_that_runs_off_the_paper_is_refused(engine):
    letter = document(paragraph(runs=run("breed", '<w:sz w:val="600"/>')))
    with pytest.raises(LayoutFailed, match="pagina 1 loopt tekst van het papier"):
        engine.pdf(letter, title="Brief")


def test_short_words_get_no_marks():
    assert with_marks("gewone tekst, drs. 1-2") == "gewone tekst, drs. 1-2"


def test_a_paragraph_of_three_lines_is_not_cut_after_its_second(engine):
    three = "Dit is een alinea van drie regels, die niet na de tweede mag worden afgebroken. " * 3
    for filling in range(30, 46):
        letter = document(*(paragraph(f"regel {n}") for n in range(filling)), paragraph(three))
        pdf = engine.pdf(letter, title="Brief")
        if len(words_of_pdf(pdf)) == 2:
            assert len(lines(pdf, 1)) != 1, f"a widow after {filling} lines"


@pytest.mark.slow
def test_a_million_characters_are_printed_whole_in_one_paragraph_or_many(engine):
    for letter in (
        document(paragraph(SENTENCE * 6000)),
        document(*(paragraph(SENTENCE * 3) for _ in range(2000))),
    ):
        assert sum(map(len, text_of_docx(letter))) > 1_000_000
        said = "".join("".join(text_of_pdf(engine.pdf(letter, title="Brief"))).split())
        assert said == "".join("".join(text_of_docx(letter)).split())


@pytest.mark.slow
def test_time_grows_with_the_length_of_the_text_and_no_faster(engine):
    import time

    def seconds(repeats):
        letter = document(paragraph(SENTENCE * repeats), paragraph("x" * 50 * repeats))
        best = float("inf")
        for _ in range(2):
            start = time.perf_counter()
            engine.pdf(letter, title="Brief")
            best = min(best, time.perf_counter() - start)
        return best

    seconds(10)
    assert seconds(2000) < 4 * 3 * seconds(500)  # four times the text; room for a busy machine
