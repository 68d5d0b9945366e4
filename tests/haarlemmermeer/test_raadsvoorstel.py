"""A proposal to the council of Haarlemmermeer: every part of the genre is real structure in Word and PDF.

The parts are those that a real proposal needs; the sample is an invented one of equal structure.
"""

from __future__ import annotations

import io
import itertools
from dataclasses import replace

import pikepdf
import pytest
from openxml_audit import OpenXmlValidator

from briefmaker.output import LibreOfficeEngine
from tests.haarlemmermeer.conftest import Made
from tests.haarlemmermeer.word_structure import Structure, W, cells

FULL, SHORT = "raadsvoorstel/voorbeeld", "raadsvoorstel/voorbeeld_kort"
SAMPLES = (FULL, SHORT, "brief/voorbeeld", "brief/voorbeeld_kort")
CHAPTERS = ["Voorstel", "Samenvatting", "Uitwerking", "Ondertekening"]
QUESTIONS = [
    "Wat willen we bereiken?",
    "Wat gaan we daarvoor doen?",
    "Wat mag het kosten?",
    "Wie is daarvoor verantwoordelijk?",
    "Welke overige relevante informatie is beschikbaar?",
    "Wanneer en hoe zal de raad/het college over de voortgang worden geïnformeerd?",
]


@pytest.fixture(scope="module")
def full(sample) -> Structure:
    return Structure(sample(FULL).docx)


@pytest.fixture(scope="module")
def short(sample) -> Structure:
    return Structure(sample(SHORT).docx)


def block_rows(structure: Structure) -> list[tuple[str, str]]:
    rows = [cells(row) for row in structure.tables[0].iterchildren(f"{W}tr")]
    return [(label, value) for (label, _one), (value, _two) in rows]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_has_nothing_left_to_do(sample, name: str) -> None:
    assert not [problem for problem in sample(name).filled.problems if problem.blocks_export]


def test_the_name_of_the_genre_stands_above_in_small_letters(full: Structure) -> None:
    assert (full.items[0].style, full.items[0].text) == ("Documentsoort", "raadsvoorstel")


def test_the_block_is_a_table_of_six_labels_of_which_one_is_empty(full: Structure) -> None:
    assert block_rows(full) == [
        ("Onderwerp", "Kader schaduw en groen in de dorpen"),
        ("Portefeuillehouders", "drs. Wieke van den Polder, Ilyas Benhaddou, MSc"),
        ("Steller", "Fleur Rietkerk"),
        ("Collegevergadering", "17 november 2026"),
        ("Raadsvergadering", ""),
        ("Raadsvoorstelnummer", "2026.0041873"),
    ]
    look = full.tables[0].find(f"{W}tblPr/{W}tblLook")
    assert look.get(f"{W}firstColumn") == "1"


def test_chapters_and_questions_are_numbered_by_word(full: Structure) -> None:
    chapters = full.with_style("Hoofdstuk")
    questions = full.with_style("Paragraafkop")
    assert [chapter.text for chapter in chapters] == CHAPTERS
    assert [question.text for question in questions][: len(QUESTIONS)] == QUESTIONS
    assert {(one.level, one.depth, one.form) for one in chapters} == {(1, 0, "decimal")}
    assert {(one.level, one.depth, one.form) for one in questions} == {(2, 1, "decimal")}
    assert len({one.numbering for one in [*chapters, *questions]}) == 1


def test_headings_in_the_text_have_no_number_and_stand_below_the_numbered_ones(full: Structure) -> None:
    unnumbered = [(one.level, one.text) for one in full.items if one.level and not one.numbering]
    assert (3, "Wat zijn de financiële risico’s?") in unnumbered
    assert (4, "Luisteren") in unnumbered


@pytest.mark.parametrize("name", [FULL, SHORT])
def test_no_heading_leaves_out_a_level(sample, name: str) -> None:
    levels = [level for level, _text in Structure(sample(name).docx).headings()]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_two_decision_lists_have_their_lead_ins_and_begin_at_1(full: Structure) -> None:
    lead_ins = [full.items.index(one) for one in full.with_style("Besluitaanhef")]
    lists = [full.items[at + 1] for at in lead_ins]
    assert [full.items[at].text for at in lead_ins] == [
        "Het college heeft besloten om:",
        "Het college besluit de raad voor te stellen om:",
    ]
    assert {(one.form, one.depth) for one in lists} == {("decimal", 0)}
    assert len({one.numbering for one in lists}) == 2
    assert all(full.restarts[one.numbering] == "1" for one in lists)


def test_a_decision_list_that_is_empty_takes_its_lead_in_along(short: Structure) -> None:
    assert [one.text for one in short.with_style("Besluitaanhef")] == [
        "Het college besluit de raad voor te stellen om:"
    ]


def test_parts_of_a_decision_are_lettered(full: Structure) -> None:
    assert [one.form for one in full.items if one.depth and not one.level] == ["lowerLetter", "lowerLetter"]


def test_the_other_lists_are_lists(full: Structure) -> None:
    shapes = [(found[0].form, len(found)) for found in full.lists()[2:]]
    assert shapes == [
        ("bullet", 3),
        ("bullet", 4),
        ("bullet", 4),
        ("bullet", 3),
        ("decimal", 6),
        ("bullet", 3),
    ]


def test_items_of_the_numbered_list_open_with_a_keyword_sentence(full: Structure) -> None:
    keywords = [one.keyword for one in full.lists()[6]]
    assert keywords[0] == "Meet waar mensen zijn."
    assert all(keyword.endswith(".") for keyword in keywords)


def test_a_quotation_follows_the_line_with_its_source(full: Structure) -> None:
    (quotation,) = full.with_style("Quote")
    before = full.items[full.items.index(quotation) - 1]
    assert before.text.endswith("(2024, p. 31):")


def test_the_table_has_a_header_over_four_columns_row_labels_and_empty_cells(full: Structure) -> None:
    table = full.tables[1]
    rows = list(table.iterchildren(f"{W}tr"))
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, True] + [False] * 5
    assert cells(rows[0]) == [("", 1), ("Dorpen met de meeste hitte", 4)]
    assert [cells(row)[0][0] for row in rows[2:]][-1] == "…"
    assert table.find(f"{W}tblPr/{W}tblLook").get(f"{W}firstColumn") == "1"


def test_the_signatures_stand_below_each_other(full: Structure) -> None:
    at = full.items.index(full.with_style("Ondertekenaar")[0])
    assert [(one.style, one.text) for one in full.items[at : at + 5]] == [
        ("Ondertekenaar", "Burgemeester en wethouders van de gemeente Haarlemmermeer,"),
        ("Functie", "de secretaris,"),
        ("Eerste handtekening", "Hendrik Molenwerf"),
        ("Functie", "de burgemeester,"),
        ("Signature", "Annemiek Dijkgraaf-Visser"),
    ]


def test_the_enclosures_are_a_dash_list_at_the_end(full: Structure) -> None:
    (head,) = full.with_style("Bijlagenkop")
    assert head.text == "Bijlage(n):"
    rest = full.items[full.items.index(head) + 1 :]
    assert {(one.style, one.form) for one in rest} == {("Streepjeslijst", "bullet")}
    assert len(rest) == 3


def test_a_paragraph_of_ones_own_gets_the_next_number(full: Structure) -> None:
    assert full.with_style("Paragraafkop")[-1].text == "Hoe gaat het verder met de dorpsraden?"


def test_a_question_that_was_switched_off_is_left_out(short: Structure) -> None:
    assert [one.text for one in short.with_style("Paragraafkop")] == [*QUESTIONS[:4], QUESTIONS[5]]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_keeps_to_the_schemas_of_word(sample, name: str, tmp_path) -> None:
    path = tmp_path / "document.docx"
    path.write_bytes(sample(name).docx)
    assert not [error.description for error in OpenXmlValidator().validate(path).errors]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_accessible_and_archivable(sample, pdf_of, name: str) -> None:
    _pdf, findings = pdf_of(sample(name).docx)
    assert findings == ()


def outline_of(pdf: bytes) -> list[str]:
    """The headings and labels of a PDF's structure tree, in order."""
    found: list[str] = []

    def walk(element: pikepdf.Object) -> None:
        kids = element.get("/K", ())
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                tag = str(kid.S)
                if tag in {"/H1", "/H2", "/H3", "/H4"}:
                    labels = [
                        str(own.S) for own in kid.K if isinstance(own, pikepdf.Dictionary) and "/S" in own
                    ]
                    found.append(tag + "".join(labels))
                walk(kid)

    with pikepdf.open(io.BytesIO(pdf)) as file:
        walk(file.Root.StructTreeRoot)
    return found


def test_numbered_headings_are_headings_in_the_pdf_with_their_number_as_label(sample, pdf_of) -> None:
    pdf, _findings = pdf_of(sample(SHORT).docx)
    numbered = ["/H1/Lbl", "/H2", "/H1/Lbl", "/H1/Lbl", *["/H2/Lbl"] * 5, "/H1/Lbl"]
    assert outline_of(pdf) == numbered


@pytest.mark.libreoffice
@pytest.mark.slow
@pytest.mark.parametrize("name", SAMPLES)
def test_libreoffice_makes_the_same_number_of_pages(sample, pdf_of, name: str) -> None:
    engine = LibreOfficeEngine()
    try:
        theirs = engine.pdf(sample(name).docx, title="Proef", language="nl-NL", author="")
        assert engine.validate(theirs) == ()
    finally:
        engine.close()
    ours, _findings = pdf_of(sample(name).docx)
    counts = []
    for pdf in (ours, theirs):
        with pikepdf.open(io.BytesIO(pdf)) as file:
            counts.append(len(file.pages))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("number", "short"),
    [("7532520", 0), ("10284417", 0), ("2026.0041873", 0), ("2024.10309432", 0), ("2022.000375", 1)],
)
def test_a_number_that_is_a_digit_short_is_pointed_out(sample, number: str, short: int) -> None:
    letter = sample(FULL).letter
    changed = replace(letter, answers=letter.answers.with_answer("raadsvoorstelnummer", number))
    problems = [one for one in Made(changed).filled.problems if one.where.field == "raadsvoorstelnummer"]
    assert len(problems) == short
    assert all("een cijfer minder" in one.sentence and not one.blocks_export for one in problems)
