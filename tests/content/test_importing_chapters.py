"""Documents with fixed chapters, lists of decisions and signatures, taken apart by what a manifest says."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefmaker.content.importing import import_source, import_text, source_of_text
from briefmaker.content.recognising import Candidate, recognised
from briefmaker.letter.body import Heading, Quote, Table, plain_text
from briefmaker.letter.document_type import DocumentType
from tests.content.letter_types import MEMO, WETHOUDERSBRIEF
from tests.content.reading import counted, pieces

TODAY = datetime.date(2026, 11, 23)


def note(**changes: object) -> DocumentType:
    """A note with a block, chapters, decisions, parts of the user's own, a body that signs."""
    return DocumentType.model_validate(
        {
            "id": "dorp/nota",
            "title": "Nota",
            "metadata": {"title": "onderwerp"},
            "pack": {
                "id": "dorp",
                "version": "1.0.0",
                "title": "Dorp",
                "organisation": {"name": "Gemeente Dorp", "wordmark": "Dorp"},
            },
            "sections": [
                {
                    "id": "kop",
                    "label": "Kop",
                    "field": [
                        {"id": "onderwerp", "label": "Onderwerp"},
                        {
                            "id": "houders",
                            "label": "Portefeuillehouders",
                            "kind": "group",
                            "labels": ["Portefeuillehouder(s)"],
                            "field": [{"id": "naam", "label": "Naam"}],
                        },
                        {"id": "raad", "label": "Raadsvergadering"},
                    ],
                },
                {
                    "id": "tekst",
                    "label": "Tekst",
                    "field": [
                        {"id": "inleiding", "label": "A", "kind": "body", "labels": ["Inleiding"]},
                        {
                            "id": "besluiten",
                            "label": "B",
                            "kind": "group",
                            "labels": ["Het college besluit om:"],
                            "field": [
                                {"id": "tekst", "label": "T"},
                                {"id": "delen", "label": "D", "kind": "lines"},
                            ],
                        },
                        {"id": "gevolgen", "label": "C", "kind": "body", "labels": ["Wat zijn de gevolgen?"]},
                    ],
                },
                {
                    "id": "extra",
                    "label": "Meer",
                    "presence": "free",
                    "field": [
                        {
                            "id": "hoofdstukken",
                            "label": "H",
                            "kind": "group",
                            "field": [
                                {"id": "titel", "label": "T"},
                                {"id": "tekst", "label": "X", "kind": "body"},
                            ],
                        }
                    ],
                },
                {
                    "id": "met",
                    "label": "Vervolg",
                    "presence": "optional",
                    "field": [{"id": "vervolg", "label": "V", "kind": "body", "labels": ["Vervolg"]}],
                },
                {
                    "id": "slot",
                    "label": "Slot",
                    "field": [
                        {"id": "orgaan", "label": "O", "role": "closing", "labels": ["Het college van Dorp"]},
                        {
                            "id": "links_functie",
                            "label": "F",
                            "role": "signatory_function",
                            "default": "de secretaris",
                        },
                        {"id": "links", "label": "L", "role": "signatory"},
                        {
                            "id": "rechts_functie",
                            "label": "G",
                            "role": "signatory_function",
                            "default": "de burgemeester",
                        },
                        {"id": "rechts", "label": "R", "role": "signatory"},
                        {
                            "id": "bijlagen",
                            "label": "Bijlagen",
                            "kind": "enclosures",
                            "role": "enclosures",
                            "labels": ["Bijlage(n)"],
                        },
                    ],
                },
            ],
            **changes,
        }
    )


SOURCE = """gemeente
Dorp

nota

Onderwerp De nieuwe brug

Portefeuillehouder(s): drs. A. de Wit, B. Bos, MSc

Raadsvergadering

1. Inleiding

De brug is oud. De raad zei daarover:

'Een brug moet je kunnen vertrouwen, ook als het stormt, en ook als er een zware wagen overheen rijdt.'

Het college besluit om:

1. de brug te vernieuwen:
   - het dek;
   - de leuning;
2. daar geld voor te vragen.

2. Wat zijn de gevolgen?

	Kosten per jaar
Onderhoud	10
Verf	5

Veilig over het water!

Onder dit motto gaan wij aan de slag.

3. Participatie

Bewoners denken mee.

4. Vervolg
In mei hoort u meer.

Het college van Dorp,

de secretaris,


W. Meer

de burgemeester,


E. Kanaal

Bijlage(n):

- Tekening van de brug.
- Begroting.
"""


def test_every_part_of_a_note_is_in_its_own_field() -> None:
    read = import_text(SOURCE, note(), today=TODAY)
    answers = read.answers
    assert answers.text("onderwerp") == "De nieuwe brug"
    assert [entry.text("naam") for entry in answers.entries("houders")] == ["drs. A. de Wit", "B. Bos, MSc"]
    assert [dict(entry.values) for entry in answers.entries("besluiten")] == [
        {"tekst": "de brug te vernieuwen:", "delen": "het dek;\nde leuning;"},
        {"tekst": "daar geld voor te vragen."},
    ]
    assert [entry.text("titel") for entry in answers.entries("hoofdstukken")] == ["Participatie"]
    assert list(answers.body("vervolg").texts()) == ["In mei hoort u meer."]
    assert answers.text("orgaan") == "Het college van Dorp,"
    assert (answers.text("links"), answers.text("links_functie")) == ("W. Meer", "de secretaris,")
    assert (answers.text("rechts"), answers.text("rechts_functie")) == ("E. Kanaal", "de burgemeester,")
    assert [each.title for each in answers.enclosures("bijlagen")] == ["Tekening van de brug.", "Begroting."]
    assert read.unplaced == ()
    assert {remark.text for remark in read.dropped} == {"gemeente", "Dorp", "nota", "Raadsvergadering"}


def test_quotations_mottos_and_tables_of_tabs_are_set_apart() -> None:
    answers = import_text(SOURCE, note(), today=TODAY).answers
    assert isinstance(answers.body("inleiding").blocks[-1], Quote)
    table, motto, _paragraph = answers.body("gevolgen").blocks
    assert isinstance(table, Table)
    assert (table.header_rows, table.header_column, len(table.rows)) == (1, True, 3)
    assert isinstance(motto, Quote)
    assert motto.role == "motto"


def test_an_optional_part_that_is_not_there_is_switched_off() -> None:
    source = "1. Inleiding\n\nTekst van de inleiding.\n\n2. Wat zijn de gevolgen?\n\nGeen.\n"
    answers = import_text(source, note(), today=TODAY).answers
    assert answers.text("met_met") == "nee"
    assert "met_met" not in import_text(SOURCE, note(), today=TODAY).answers


def test_signatures_stand_on_one_line_without_names() -> None:
    source = "1. Inleiding\n\nTekst.\n\nHet college van Dorp,\n\nde secretaris de burgemeester\n"
    answers = import_text(source, note(), today=TODAY).answers
    assert (answers.text("links_functie"), answers.text("rechts_functie")) == (
        "de secretaris",
        "de burgemeester",
    )
    assert (answers.text("links"), answers.text("rechts")) == ("", "")


def test_what_the_template_prints_is_left_out_and_named() -> None:
    source = "1. Inleiding\n\nTekst.\n\n2. Uitwerking\n\n2.1 Wat zijn de gevolgen?\n\nGeen.\n"
    read = import_source(source_of_text(source), note(), fixed={"Uitwerking"}, today=TODAY)
    assert [remark.text for remark in read.dropped] == ["2. Uitwerking"]
    assert list(read.answers.body("gevolgen").texts()) == ["Geen."]


def test_text_between_chapters_that_fits_nowhere_stays_in_its_place() -> None:
    source = (
        "1. Inleiding\n\nTekst.\n\n2. Uitwerking\n\nEen los stuk.\n\n2.1 Wat zijn de gevolgen?\n\nGeen.\n"
    )
    read = import_source(source_of_text(source), note(), fixed={"Uitwerking"}, today=TODAY)
    assert list(read.answers.body("gevolgen").texts()) == ["Een los stuk.", "Geen."]
    assert [remark.text for remark in read.unplaced] == ["Een los stuk."]


def test_headings_below_a_heading_without_text_are_lower() -> None:
    source = "1. Inleiding\n\nVier regels\n\nLuisteren\n\nWij luisteren.\n\nDoen\n\nWij doen.\n"
    blocks = import_text(source, note(), today=TODAY).answers.body("inleiding").blocks
    levels = [(plain_text(block.inlines), block.level) for block in blocks if isinstance(block, Heading)]
    assert levels == [("Vier regels", 1), ("Luisteren", 2), ("Doen", 2)]


LETTER = """Retouradres: Postbus 511, 2003 PB Haarlem

Commissie Beheer

Datum 3 mei 2024

Geachte leden,

Tekst.

Met vriendelijke groet,

Jan Bos
"""
CANDIDATES = [Candidate(WETHOUDERSBRIEF), Candidate(MEMO), Candidate(note(), {"nota"})]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (SOURCE, "dorp/nota"),
        (LETTER, WETHOUDERSBRIEF.id),
    ],
)
def test_the_kind_is_recognised_by_what_the_manifest_says(source: str, expected: str) -> None:
    found = recognised(source_of_text(source), CANDIDATES)
    assert (found.type.id, found.is_certain) == (expected, True)
    assert found.weights[0][0] == expected


def test_a_shopping_list_is_of_no_certain_kind() -> None:
    assert not recognised(source_of_text("melk\nbrood\nkaas\n"), CANDIDATES).is_certain


LINES = st.sampled_from(
    [*SOURCE.splitlines(), "", "", "\f", "a\tb\tc", "- los", "Dorp", "1. Inleiding", "Vervolg"]
)


@given(source=st.lists(LINES, max_size=40).map("\n".join))
@settings(max_examples=250, deadline=None)
def test_no_letter_of_a_note_is_lost(source: str) -> None:
    read = import_text(source, note(), markdown=False, today=TODAY)
    texts = pieces(read, has_body=bool(read.answers) or not read.unplaced)
    switches = [text for name, text in read.answers.items() if name.startswith("met_")]
    given = counted([source], digits=False)
    assert counted(texts, digits=False) - counted(switches, digits=False) == given


@given(source=st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_nothing_makes_the_reading_of_chapters_fail(source: str) -> None:
    import_text("Inleiding\n\n" + source, note(), today=TODAY)
