"""Plain text as a body: paragraphs, line ends, lists, headings."""

from __future__ import annotations

import pytest

from briefmaker.content.importing import import_text
from briefmaker.content.plain_text import body_from_plain_text, plain_text_from_body
from briefmaker.letter.body import Body, Heading, LineBreak, ListBlock, Paragraph, Quote, Table, plain_text
from tests.content.letter_types import WETHOUDERSBRIEF
from tests.content.test_importing import TODAY

FULL = "Dit is een regel die zo lang is dat hij tot de rand van het papier loopt en dus"


def texts(source: str) -> list[str]:
    return list(body_from_plain_text(source).texts())


def outline(body: Body) -> list[object]:
    """Lists as nested Python lists, everything else as its text."""

    def of(block: object) -> object:
        if isinstance(block, ListBlock):
            mark = block.kind if block.kind == "bullet" else block.start
            return [mark, *([of(inner) for inner in item.blocks] for item in block.items)]
        if isinstance(block, Heading):
            return f"{'#' * block.level} {plain_text(block.inlines)}"
        if isinstance(block, Paragraph):
            return plain_text(block.inlines)
        return type(block).__name__

    return [of(block) for block in body.blocks]


def imported(source: str, *, markdown: bool | None = None) -> Body:
    return import_text(source, WETHOUDERSBRIEF, markdown=markdown, today=TODAY).answers.body("brieftekst")


def test_blank_lines_part_paragraphs() -> None:
    assert texts("Een zin.\n\nNog een zin.\n") == ["Een zin.", "Nog een zin."]


def test_full_lines_are_joined_and_short_ones_stay() -> None:
    assert texts(f"{FULL}\n{FULL}\nhier eindigt.") == [f"{FULL} {FULL} hier eindigt."]
    assert texts("N. Barnhoorn (CJG)\nJ. Buurman (CJG)\nA. Kamp") == [
        "N. Barnhoorn (CJG)\nJ. Buurman (CJG)\nA. Kamp"
    ]


def test_a_kept_line_end_is_a_line_break() -> None:
    (block,) = body_from_plain_text("Jan Bos\nPiet Dam").blocks
    assert isinstance(block, Paragraph)
    assert LineBreak() in block.inlines


def test_whole_paragraphs_on_lines_of_their_own_are_paragraphs() -> None:
    long = "Dit is een hele alinea op een regel, zoals een tekstverwerker die opslaat. " * 3
    assert texts(f"{long.strip()}\n{long.strip()}\n") == [long.strip(), long.strip()]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (f"{FULL} samenwer-\nking loont. Samenwerking.", f"{FULL} samenwerking loont. Samenwerking."),
        (f"{FULL} arbo-\nkwesties spelen.", f"{FULL} arbo-kwesties spelen."),
        (f"{FULL} in-\nen verkoop.", f"{FULL} in- en verkoop."),
        (f"{FULL} Noord-\nHolland.", f"{FULL} Noord-Holland."),
        (f"{FULL} gemeen\u00ad\nte.", f"{FULL} gemeente."),
    ],
)
def test_a_word_cut_at_a_line_end_loses_its_hyphen_only_when_that_is_sure(source: str, text: str) -> None:
    assert texts(source) == [text]


def test_marks_of_all_kinds_make_bullets() -> None:
    for mark in ("-", "*", "•", "–", "\uf0b7"):
        assert outline(body_from_plain_text(f"{mark} een\n{mark} twee")) == [["bullet", ["een"], ["twee"]]]


def test_numbers_make_numbered_lists_that_start_where_they_were_typed() -> None:
    assert outline(body_from_plain_text("3. drie\n4. vier\n\n1) een\n2) twee")) == [
        [3, ["drie"], ["vier"]],
        [1, ["een"], ["twee"]],
    ]


def test_letters_stay_as_text() -> None:
    assert outline(body_from_plain_text("Wij willen:\n\na) dit\n\nb) dat")) == [
        "Wij willen:",
        "a) dit",
        "b) dat",
    ]


def test_indented_marks_nest() -> None:
    assert outline(body_from_plain_text("1. een\n   - a\n   - b\n2. twee\n   1. x")) == [
        [1, ["een", ["bullet", ["a"], ["b"]]], ["twee", [1, ["x"]]]]
    ]


def test_bullets_under_a_lead_in_nest_though_the_pdf_lost_their_indent() -> None:
    assert outline(body_from_plain_text("1. Het college gaat:\n- a\n- b\n2. twee")) == [
        [1, ["Het college gaat:", ["bullet", ["a"], ["b"]]], ["twee"]]
    ]


def test_the_second_level_bullet_of_word_nests() -> None:
    assert outline(body_from_plain_text("• een\no onder\n• twee")) == [
        ["bullet", ["een", ["bullet", ["onder"]]], ["twee"]]
    ]


def test_an_item_goes_on_over_lines_and_in_indented_paragraphs() -> None:
    assert outline(body_from_plain_text("- een\n  verder\n\n  nog een alinea\n- twee")) == [
        ["bullet", ["een verder", "nog een alinea"], ["twee"]]
    ]


def test_a_dash_inside_wrapped_text_is_no_bullet() -> None:
    assert texts(f"{FULL}\n- in overleg - verder gaat.") == [f"{FULL} - in overleg - verder gaat."]


def test_a_number_inside_wrapped_text_is_no_list() -> None:
    assert texts(f"{FULL} in\n12. Dat is zo.") == [f"{FULL} in 12. Dat is zo."]


def test_sections_with_numbers_are_headings_with_their_numbers() -> None:
    source = (
        "1. Inleiding\n\nTekst hier.\n\n2. Kern\n\nEen kop\n\nTekst daar.\n\n"
        "2.1 Wat willen we?\n\nMeer tekst.\n\n3. Slot\nTekst direct onder de kop.\n"
    )
    assert outline(body_from_plain_text(source)) == [
        "# 1. Inleiding",
        "Tekst hier.",
        "# 2. Kern",
        "## Een kop",
        "Tekst daar.",
        "## 2.1 Wat willen we?",
        "Meer tekst.",
        "# 3. Slot",
        "Tekst direct onder de kop.",
    ]


def test_short_lines_with_a_stop_a_colon_or_in_a_row_are_no_headings() -> None:
    source = (
        "Dat was het.\n\nMet als doel:\n\n- een\n\nAppels\n\nPeren\n\nPruimen\n\nKersen\n\nDat is fruit.\n"
    )
    assert not [block for block in body_from_plain_text(source).blocks if isinstance(block, Heading)]


def test_bold_lines_and_hashes_are_headings_in_markdown() -> None:
    source = (
        "## Kop\n\n*Tekst* hier.\n\n#### Lager\n\nTekst.\n\n**Vet**\n\nTekst.\n\n"
        "Onderstreept\n------------\n\nTekst."
    )
    assert outline(imported(source, markdown=True)) == [
        "# Kop",
        "Tekst hier.",
        "## Lager",
        "Tekst.",
        "### Vet",
        "Tekst.",
        "# Onderstreept",
        "Tekst.",
    ]


def test_no_heading_level_is_skipped() -> None:
    body = imported("## A\n\nt.\n\n###### B\n\nt.\n\n#### C\n\nt.")
    assert [block.level for block in body.blocks if isinstance(block, Heading)] == [1, 2, 2]


def test_markdown_quotes_and_tables_are_read() -> None:
    quote, table = imported(
        "> Een citaat\n> gaat verder.\n\n| a | b | c |\n|---|---|---|\n| 1 | 2 | 3 |\n"
    ).blocks
    assert isinstance(quote, Quote)
    assert list(Body(blocks=quote.blocks).texts()) == ["Een citaat gaat verder."]
    assert isinstance(table, Table)
    assert (table.header_rows, table.header_column, len(table.rows), len(table.rows[0].cells)) == (
        1,
        False,
        2,
        3,
    )


def test_plain_text_is_taken_as_it_stands() -> None:
    source = "# geen kop *geen schuin* [geen](link) &amp; <b>\\*"
    assert texts(f"{source} en verder.") == [f"{source} en verder."]


def test_every_block_and_item_has_an_id_of_its_own() -> None:
    body = body_from_plain_text("Kop\n\nTekst hier.\n\n- een\n  - twee\n- drie")
    ids = []

    def gather(blocks: object) -> None:
        for block in blocks:  # type: ignore[attr-defined]
            ids.append(block.id)
            for item in getattr(block, "items", ()):
                ids.append(item.id)
                gather(item.blocks)

    gather(body.blocks)
    assert all(ids)
    assert len(ids) == len(set(ids))


def test_a_body_as_plain_text_reads_back_with_the_same_words() -> None:
    source = "Kop\n\nTekst hier.\n\n1. een\n   - a\n   - b\n2. twee"
    body = body_from_plain_text(source)
    assert plain_text_from_body(body) == "Kop\n\nTekst hier.\n\n1. een\n   - a\n   - b\n2. twee"
    assert outline(body_from_plain_text(plain_text_from_body(body))) == outline(body)
