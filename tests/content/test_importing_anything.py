"""Whatever text is imported: it never fails and no word is lost."""

from __future__ import annotations

import datetime
import gc
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefmaker.content.importing import import_text
from briefmaker.letter.document_type import DocumentType, FieldKind
from tests.content.letter_types import MEMO, WETHOUDERSBRIEF
from tests.content.reading import counted, is_in_order, letters, pieces

TODAY = datetime.date(2026, 11, 23)


def without_dates(document_type: DocumentType) -> DocumentType:
    """The same type with its dates as text: a date is printed otherwise than it was typed."""
    sections = tuple(
        section.model_copy(
            update={
                "fields": tuple(
                    field.model_copy(update={"kind": FieldKind.TEXT})
                    if field.kind is FieldKind.DATE
                    else field
                    for field in section.fields
                )
            }
        )
        for section in document_type.sections
    )
    return document_type.model_copy(update={"sections": sections})


def without(document_type: DocumentType, *ids: str) -> DocumentType:
    sections = tuple(
        section.model_copy(update={"fields": tuple(f for f in section.fields if f.id not in ids)})
        for section in document_type.sections
    )
    return document_type.model_copy(update={"sections": sections})


TYPES = [
    without_dates(WETHOUDERSBRIEF),
    without_dates(MEMO),
    without(without_dates(WETHOUDERSBRIEF), "brieftekst", "bijlagen", "functie"),
    without(without_dates(WETHOUDERSBRIEF), "aanhef", "slotgroet", "retouradres"),
]

LINES = st.sampled_from(
    [
        "",
        "",
        "",
        "\f",
        "Haarlem",
        "Gemeente Haarlem",
        "2",
        "pagina 3",
        "Retouradres: Postbus 511, 2003 PB Haarlem",
        "Retouradres",
        "Postbus 511",
        "Aan de leden van de commissie Beheer",
        "Datum 18 augustus 2015",
        "Datum:",
        "Haarlem, 3 mei 2024",
        "Ons kenmerk 2009 / 25177",
        "Ons kenmerk: A  Uw kenmerk: B",
        "Contactpersoon\tP. Haker\tTel.\t023 5113431",
        "E-mail phaker@haarlem.nl",
        "Onderwerp iets dat lang is en",
        "en verder gaat op de volgende regel",
        "Kopie aan: de griffie",
        "Wethouder van Zorg",
        "Hilde van der Molen",
        "Geachte leden,",
        "Geachte leden, Met deze brief vertel ik u alles over de plannen van het college voor dit jaar.",
        "Beste bewoners,",
        "Aanleiding",
        "1. Inleiding",
        "Het college heeft besloten om:",
        "Een gewone zin die ergens over gaat en netjes met een punt eindigt.",
        "Een zin die aan het eind van de bladzijde wordt afgebroken en dan op de volgende",
        "doorgaat in kleine letters.",
        "Samenwer-",
        "king is een woord. Samenwerking.",
        "in-",
        "en verkoop",
        "- een punt",
        "  - een lager punt",
        "• nog een punt",
        "1. het eerste;",
        "2. het tweede;",
        "1) eerste",
        "3. het derde.",
        "a) met een letter",
        "> een citaat",
        ">> dieper",
        "# Kop",
        "### Lagere kop ###",
        "**Vette kop**",
        "een *cursief* woord en een **vet** woord",
        "* * *",
        "----",
        "====",
        "| Datum | 3 mei |",
        "| | |",
        "|---|---|",
        "| Doel | een doel - met streepje |",
        "| | de rest |",
        "Met vriendelijke groet,",
        "Met vriendelijke groet, Jan",
        "Hoogachtend",
        "namens het college,",
        "wethouder Zorg",
        "Bijlage 1",
        "Opdrachtformulering",
    ]
)
LETTERISH = st.lists(LINES, max_size=40).map("\n".join)
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="o"), max_size=300)
PLAIN_ALPHABET = st.text(st.sampled_from("ab AZé,.-*_#|>1.)\n\t\f–•:‘’'\"()!\\`~=+"), max_size=300)


@pytest.mark.parametrize("document_type", TYPES, ids=["brief", "memo", "without a body", "without greetings"])
@given(source=LETTERISH | PLAIN_ALPHABET | ANY_TEXT)
@settings(max_examples=120, deadline=None)
def test_no_letter_or_digit_of_plain_text_is_lost(document_type: DocumentType, source: str) -> None:
    imported = import_text(source, document_type, markdown=False, today=TODAY)
    has_body = any(field.kind is FieldKind.BODY for field in document_type.fields.values())
    out = pieces(imported, has_body=has_body)
    assert counted(out) == counted([source])
    for piece in out:
        assert is_in_order(letters(piece), letters(source))


@pytest.mark.parametrize("document_type", TYPES, ids=["brief", "memo", "without a body", "without greetings"])
@given(source=LETTERISH | PLAIN_ALPHABET)
@settings(max_examples=120, deadline=None)
def test_no_letter_of_markdown_is_lost(document_type: DocumentType, source: str) -> None:
    imported = import_text(source, document_type, markdown=True, today=TODAY)
    has_body = any(field.kind is FieldKind.BODY for field in document_type.fields.values())
    out = pieces(imported, has_body=has_body)
    # Markdown may number every item 1, so numbers are not compared.
    assert counted(out, digits=False) == counted([source], digits=False)


@given(source=st.text(max_size=400), markdown=st.sampled_from([True, False, None]))
@settings(max_examples=300, deadline=None)
def test_nothing_makes_the_importer_fail(source: str, markdown: bool | None) -> None:
    imported = import_text(source, WETHOUDERSBRIEF, markdown=markdown, today=TODAY)
    assert not source.strip() or imported.answers or imported.dropped or imported.unplaced


@given(source=LETTERISH)
@settings(max_examples=100, deadline=None)
def test_importing_twice_gives_the_same(source: str) -> None:
    first = import_text(source, WETHOUDERSBRIEF, today=TODAY)
    assert dict(import_text(source, WETHOUDERSBRIEF, today=TODAY).answers) == dict(first.answers)


SENTENCE = "De gemeente maakt met bewoners een plan voor het groen in de wijk. "
HEADS = ("labels", "bare labels")
LONG_TEXTS = {
    "bare labels": "Datum\n" * 40_000,
    "paragraphs": (SENTENCE * 6 + "\n\n") * 2500,
    "one paragraph": SENTENCE * 15000,
    "full lines": (SENTENCE + "\n") * 15000,
    "emphasis": ("Een *schuin* en een **vet** woord. " * 8 + "\n\n") * 3500,
    "items": ("- " + SENTENCE * 2 + "\n") * 7500,
    "pages": (SENTENCE * 20 + "\n\n\n\nHaarlem\n\n3\n\n") * 750,
    "cut paragraphs": ("en verder " * 12 + "\n\n\n\n") * 8000,
    "hyphens": ("woord " * 12 + "afgebro-\n") * 12000,
    "table": "| a | b |\n|---|---|\n" + f"| Doel | <p>{SENTENCE * 3}</p> <ul> - een - Twee |\n" * 4500,
    "table fragments": ("| | |\n|---|---|\n| | en verder gaat dit zonder einde |\n\n" * 15000),
    "labels": "Onderwerp " + ("iets\n" * 100000),
    "short paragraphs": "a\n\n" * 30_000,
    "open brackets": "[" * 200_000,
    "stars": "*a " * 200_000,
}


@pytest.mark.parametrize("name", LONG_TEXTS)
def test_a_megabyte_is_read_in_time_linear_in_its_length(name: str) -> None:
    source = LONG_TEXTS[name]
    half = source[: len(source) // 8]

    def seconds(text: str) -> float:
        # The collector's rounds grow with what all earlier tests left behind: not what is measured here.
        gc.collect()
        gc.disable()
        began = time.process_time()
        try:
            import_text(text if name in HEADS else "Geachte leden,\n\n" + text, WETHOUDERSBRIEF, today=TODAY)
            return time.process_time() - began
        finally:
            gc.enable()

    seconds(half)
    short = min(seconds(half), seconds(half))
    # Eight times the text: sixty-four times the work would be quadratic.
    assert seconds(source) < 24 * short + 0.5
