"""What makes each kind of document of Haarlem what it is, as real structure in Word."""

from __future__ import annotations

import pytest

from briefmaker.app.installed import installed_packs
from briefmaker.content.text_block_filling import filled_text_block
from briefmaker.letter.answers import Answers, Enclosure, Entry
from briefmaker.letter.body import Body
from briefmaker.output import EmbeddedEngine, words_of_pdf
from tests.rendering.letters import body, par
from tests.templates.haarlem_types import (
    Page,
    W,
    answers_of,
    row_texts,
    rows,
    text_of,
    typeset,
    word_file,
)

OPDRACHT_LABELS = [
    "Gevraagde beslissing", "Aanleiding", "Doel", "Afbakening", "Resultaat", "Werkwijze/aanpak", "Planning",
    "Projectleider/trekker", "Uitdragen beleid(sadvies)",
    "Kosten en dekking: (algemene dekking, begroting project, externe dekking)", "Communicatie",
]  # fmt: skip


def page(sample: str, **changes: object) -> Page:
    """A sample as Word reads it, some answers changed ("" or an empty text takes one away)."""
    answers = answers_of(sample).with_answers(changes)  # type: ignore[arg-type]
    return Page(typeset(sample.partition("/")[0], answers) if changes else word_file(sample))


def labels(made: Page) -> list[str]:
    (block,) = made.tables("Blok")
    return [cells[0] for cells in row_texts(block)]


def signature(made: Page) -> list[list[str]]:
    """What stands in each cell of the signature, in the order in which it is read."""
    (table,) = made.tables("Ondertekeningstabel")
    return [[text_of(p) for p in cell.iter(f"{W}p")] for row in rows(table) for cell in row]


# --- The block at the top ---------------------------------------------------------------------------


def test_the_block_of_a_note_is_a_table_whose_first_column_names_the_rows() -> None:
    (block,) = page("informatienota/voorbeeld").tables("Blok")
    look = block.find(f"{W}tblPr/{W}tblLook")
    assert look.get(f"{W}firstColumn") == "1"
    assert {len(row) for row in rows(block)} == {2}


def test_the_rows_of_a_note_come_in_the_order_of_the_genre() -> None:
    assert labels(page("informatienota/voorbeeld")) == [
        "Onderwerp", "Nummer", "Portefeuillehouder(s)", "Programma/beleidsveld", "Afdeling", "Auteur",
        "Telefoonnummer", "E-mail", "Behandelvoorstel voor commissie", "Relevante eerdere besluiten",
        "Besluit college d.d.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("field", "label"),
    [
        ("nummer", "Nummer"), ("programma", "Programma/beleidsveld"),
        ("eerdere_besluiten", "Relevante eerdere besluiten"),
    ],
)  # fmt: skip
def test_an_empty_row_of_the_block_is_gone(field: str, label: str) -> None:
    assert label not in labels(page("informatienota/voorbeeld", **{field: ""}))


def test_a_day_not_yet_known_leaves_its_row_to_be_filled_in_by_hand() -> None:
    (block,) = page("raadsvoorstel/voorbeeld").tables("Blok")
    assert row_texts(block)[-1] == ["Raadsvergadering", ""]


def test_several_portfolio_holders_stand_in_one_row() -> None:
    (block,) = page("informatienota/voorbeeld").tables("Blok")
    assert ["Portefeuillehouder(s)", "mr. Selma Aydın-Bos, Joris van der Vaart"] in row_texts(block)


def test_a_note_without_portfolio_holders_has_no_row_for_them() -> None:
    assert "Portefeuillehouder(s)" not in labels(page("informatienota/voorbeeld", portefeuillehouders=()))


# --- Chapters and what stands in them ---------------------------------------------------------------


def test_chapters_are_numbered_by_their_style() -> None:
    made = page("informatienota/voorbeeld")
    assert made.texts("Hoofdstuk") == ["Inleiding", "Kernboodschap", "Consequenties", "Vervolg"]
    assert made.numbered_by_style("Hoofdstuk") == "%1."
    assert made.outline("Hoofdstuk") == "0"


def test_headings_within_a_chapter_have_no_number_and_stand_a_level_deeper() -> None:
    made = page("informatienota/voorbeeld")
    assert "Eén melding is één afspraak/Vaste wijkbeheerders" in made.texts("Tussenkop")
    assert made.numbered_by_style("Tussenkop") == ""
    assert made.outline("Tussenkop") == "1"


def test_lists_in_the_chapters_are_lists() -> None:
    made = page("informatienota/voorbeeld")
    assert len(made.texts("List Bullet")) == 6
    assert made.texts("List Bullet")[3].startswith("‘Buiten begint binnen’")


def test_a_chapter_without_text_is_gone_with_its_heading() -> None:
    made = page("informatienota/voorbeeld", consequenties=Body())
    assert made.texts("Hoofdstuk") == ["Inleiding", "Kernboodschap", "Vervolg"]


def test_own_chapters_come_in_their_order_before_the_last() -> None:
    own = tuple(Entry(values={"titel": name, "tekst": body(par("Tekst."))}) for name in ("Water", "Geluid"))
    made = page("informatienota/voorbeeld", hoofdstukken=own)
    assert made.texts("Hoofdstuk")[2:] == ["Consequenties", "Water", "Geluid", "Vervolg"]


def test_optional_chapters_that_are_off_are_not_printed_though_their_text_is_kept() -> None:
    made = page("raadsvoorstel/voorbeeld", met_financien="nee", met_risicos="nee")
    assert not {"Financiën", "Risico’s en kanttekeningen"} & set(made.texts("Hoofdstuk"))


# --- Decisions --------------------------------------------------------------------------------------


def test_decisions_are_a_numbered_list_with_lettered_parts_under_their_lead_in() -> None:
    made = page("raadsvoorstel/voorbeeld")
    texts = made.paragraphs()
    at = texts.index(("Besluitaanhef", "Het college stelt de raad voor:"))
    styles = [style for style, _text in texts[at + 1 : at + 8]]
    assert styles[0:2] == ["List Number", "List Number"]
    assert len(set(styles[2:5])) == 1
    assert styles[2] not in {"List Number", "Body Text"}
    assert styles[5:7] == ["List Number", "List Number"]
    assert len(set(made.numbers("List Number")[:4])) == 1


def test_a_list_after_the_decisions_begins_at_one_again() -> None:
    made = page("raadsvoorstel/voorbeeld")
    numbers = made.numbers("List Number")
    assert numbers[4] not in numbers[:4]
    assert numbers[-1] not in numbers[:4]


def test_decisions_are_printed_in_the_order_in_which_they_were_dragged() -> None:
    given = answers_of("raadsvoorstel/voorbeeld").entries("besluiten")
    made = page("raadsvoorstel/voorbeeld", besluiten=given[::-1])
    assert made.texts("List Number")[0].startswith("Motie 14.3")


# --- Secrecy ----------------------------------------------------------------------------------------


def test_a_public_proposal_says_nothing_of_secrecy_and_a_secret_one_names_the_ground() -> None:
    assert "Openbaarheid" not in labels(page("raadsvoorstel/voorbeeld"))
    secret = page("raadsvoorstel/voorbeeld", openbaarheid="Geheim", grondslag="artikel 5.1 Woo")
    (block,) = secret.tables("Blok")
    assert row_texts(block)[-2:] == [
        ["Openbaarheid", "Geheim"],
        ["Grond voor geheimhouding", "artikel 5.1 Woo"],
    ]


def test_a_secret_proposal_without_ground_is_not_finished() -> None:
    from tests.templates.haarlem_types import filled

    answers = answers_of("raadsvoorstel/voorbeeld").with_answers({"openbaarheid": "Geheim"})
    assert [problem.where.field for problem in filled("raadsvoorstel", answers).problems] == ["grondslag"]


# --- The signature of the college -------------------------------------------------------------------


def test_secretary_and_mayor_stand_on_one_line_and_are_read_one_after_the_other() -> None:
    made = page("raadsvoorstel/voorbeeld")
    assert made.texts("Ondertekenaar") == ["Het college van burgemeester en wethouders,"]
    assert signature(made) == [
        ["de secretaris", "mr. Hugo Tielrooij"],
        ["de burgemeester", "drs. Aletta Wijnveld"],
    ]


def test_a_signature_without_names_has_the_functions_alone() -> None:
    assert signature(page("informatienota/voorbeeld")) == [["de secretaris"], ["de burgemeester"]]


@pytest.mark.parametrize(
    "sample", ["collegebrief/voorbeeld", "informatienota/voorbeeld", "raadsvoorstel/voorbeeld"]
)
def test_the_signature_is_never_cut_by_a_page(sample: str) -> None:
    (table,) = page(sample).tables("Ondertekeningstabel")
    assert table.find(f".//{W}cantSplit") is not None


# --- The running line -------------------------------------------------------------------------------


@pytest.mark.parametrize("sample", ["informatienota/voorbeeld", "raadsvoorstel/voorbeeld"])
def test_every_page_says_the_number_of_the_document_and_of_the_page(sample: str) -> None:
    engine = EmbeddedEngine()
    try:
        pages = words_of_pdf(engine.pdf(word_file(sample), title="Proef"))
    finally:
        engine.close()
    number = answers_of(sample).text("nummer")
    for at, words in enumerate(pages, start=1):
        said = "".join(word.text for word in words)
        assert f"Kenmerk:{number}{at}/{len(pages)}" in said
        assert f"Pagina{at}" not in said


# --- The table of an assignment ---------------------------------------------------------------------


def test_an_assignment_is_one_table_with_a_title_over_both_columns() -> None:
    (table,) = page("opdrachtformulering/voorbeeld").tables("Huisstijl Tabel")
    first = table.find(f"{W}tr")
    assert first.find(f".//{W}gridSpan").get(f"{W}val") == "2"
    assert first.find(f"{W}trPr/{W}tblHeader") is not None
    assert "&" in row_texts(table)[0][0]


def test_the_eleven_labels_come_in_their_order_and_name_their_rows() -> None:
    (table,) = page("opdrachtformulering/voorbeeld").tables("Huisstijl Tabel")
    assert [cells[0] for cells in row_texts(table)[1:]] == OPDRACHT_LABELS
    assert table.find(f"{W}tblPr/{W}tblLook").get(f"{W}firstColumn") == "1"


def test_part_of_a_label_is_in_italics() -> None:
    (table,) = page("opdrachtformulering/voorbeeld").tables("Huisstijl Tabel")
    emphasised = [
        text_of(run) for run in table.iter(f"{W}r")
        if run.find(f"{W}rPr/{W}rStyle[@{W}val='Emphasis']") is not None
    ]  # fmt: skip
    assert "(algemene dekking, begroting project, externe dekking)" in emphasised


def test_cells_hold_headings_lists_and_lines_in_the_styles_for_cells() -> None:
    made = page("opdrachtformulering/voorbeeld")
    (table,) = made.tables("Huisstijl Tabel")
    cells = {text_of(row[0]): made.paragraphs(row[1]) for row in rows(table)[1:]}
    assert [style for style, _text in cells["Afbakening"]][::4] == ["Table Text", "Table Text"]
    assert [style for style, _text in cells["Resultaat"]][:3] == [
        "Tabel kop 3",
        "Table List Bullet",
        "Table List Bullet",
    ]
    assert [style for style, _text in cells["Werkwijze/aanpak"]][1:4] == ["Table List Number"] * 3
    assert cells["Werkwijze/aanpak"][5][1].split("\n") == [
        "Werkgroep balie", "K. Mulders (BH)", "F. Yıldız (WTD)", "A. van Leeuwen (Gemeente/Dienstverlening)",
    ]  # fmt: skip


def test_a_lettered_list_in_a_cell_counts_with_letters() -> None:
    made = page("opdrachtformulering/voorbeeld")
    assert made.texts("Tabel lijstletters") == [
        "Samenwerking aan de balie", "Samenwerking in het aanbod", "Samenwerking in de huisvesting",
    ]  # fmt: skip


def test_a_row_without_text_is_gone() -> None:
    (table,) = page("opdrachtformulering/voorbeeld", planning=Body(), communicatie=Body()).tables(
        "Huisstijl Tabel"
    )
    assert len(rows(table)) == 1 + 9


def test_a_long_row_goes_on_over_pages_under_the_title_of_the_table() -> None:
    long = body(
        *[
            par(f"Alinea {number} van een lange aanpak, die over bladzijden doorloopt.")
            for number in range(120)
        ]
    )
    answers = answers_of("opdrachtformulering/voorbeeld").with_answer("werkwijze", long)
    engine = EmbeddedEngine()
    try:
        pages = words_of_pdf(engine.pdf(typeset("opdrachtformulering", answers), title="Proef"))
    finally:
        engine.close()
    said = [" ".join(word.text for word in words) for words in pages]
    assert sum("Alinea" in text for text in said) >= 3
    assert all("Samenwerking Bibliotheek Haarlem (BH)" in text for text in said)


# --- Letters and memos ------------------------------------------------------------------------------


def test_a_letter_of_the_college_names_no_alderman_as_its_sender() -> None:
    made = page("collegebrief/voorbeeld")
    assert made.texts("Afzender naam") == ["College van burgemeester en wethouders"]


@pytest.mark.parametrize(("field", "label"), [("uw_kenmerk", "Uw kenmerk"), ("uw_brief", "Uw brief van")])
def test_what_only_an_answer_has_is_gone_when_empty(field: str, label: str) -> None:
    assert any(text.startswith(label) for text in page("collegebrief/voorbeeld").texts("Kenmerk"))
    assert not any(
        text.startswith(label) for text in page("collegebrief/voorbeeld", **{field: ""}).texts("Kenmerk")
    )


def test_a_letter_names_its_enclosures_and_a_letter_without_does_not() -> None:
    named = [text for text in page("collegebrief/voorbeeld").texts("Kenmerk") if text.startswith("Bijlage")]
    assert len(named) == 1
    assert named[0].endswith("Afspraken over de tuin aan de Zuiderhofkade")
    without = page("collegebrief/voorbeeld_kort").texts("Kenmerk")
    assert not any(text.startswith("Bijlage") for text in without)


def test_enclosures_of_a_proposal_are_listed_and_begin_on_pages_of_their_own() -> None:
    made = page("raadsvoorstel/voorbeeld")
    assert made.texts("Bijlagenlijst") == made.texts("Bijlagetitel")
    assert made.style("Bijlagetitel").find(f"{W}pPr/{W}pageBreakBefore") is not None


def test_a_memo_says_to_whom_from_whom_when_and_about_what() -> None:
    assert labels(page("memo/voorbeeld_kort")) == ["Aan", "Van", "Datum", "Onderwerp"]


def test_a_document_of_nothing_yet_can_be_seen_all_the_same() -> None:
    for kind in ("collegebrief", "informatienota", "raadsvoorstel", "opdrachtformulering", "memo"):
        assert Page(typeset(kind, Answers())).paragraphs()


def test_an_assignment_can_be_an_enclosure_of_a_letter() -> None:
    blocks = installed_packs().pack_of("haarlem/collegebrief").text_blocks
    (block,) = [each for each in blocks if each.name.startswith("Opdrachtformulering")]
    enclosure = Enclosure(
        title="Opdrachtformulering", body=filled_text_block(block, {"opdracht": "Taal & Werk"})
    )
    made = page("collegebrief/voorbeeld_kort", bijlagen=(enclosure,))
    (table,) = made.tables("Huisstijl Tabel")
    texts = row_texts(table)
    assert texts[0] == ["Taal & Werk"]
    assert [cells[0] for cells in texts[1:]] == OPDRACHT_LABELS
    assert table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None
