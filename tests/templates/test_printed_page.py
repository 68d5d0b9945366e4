"""The letter on paper: where its parts stand, and which vanish when they are empty."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from briefmaker.app.installed import installed_packs
from briefmaker.app.typesetting import Typesetter
from briefmaker.forms.filling import fill
from briefmaker.letter.answers import Answers, Enclosure
from briefmaker.letter.body import Body, Paragraph, inlines
from briefmaker.output.fonts import FontLibrary
from briefmaker.output.laying_out import pdf_of
from briefmaker.output.pdf_metadata import DocumentFacts
from tests.templates.conftest import HOUSE_STYLES
from tests.templates.page_lines import Line, lines_of_pages, text_of

TYPE = "haarlem/wethoudersbrief"
TODAY = datetime.date(2026, 11, 23)
MM = 72 / 25.4
ADDRESS = [
    "Bewonersvereniging De Lange Dreef",
    "t.a.v. het bestuur",
    "mevrouw A.P. de Wit-van der Zanden",
    "Kamer 4.12",
    "Jan Gijzenkade 318",
    "2025 GA  HAARLEM",
]
PORTFOLIO = [
    "wethouder Wonen, Groen en Leefomgeving,",
    "Erfgoed, Coördinatie Energietransitie",
    "en Buurtzaken",
]
LETTER = {
    "afzender_organisatie": "Gemeente Haarlem",
    "afzender_naam": "mr. Nadia van Oosten",
    "afzender_portefeuille": "\n".join(PORTFOLIO[:2]),
    "retouradres": "Retouradres: Postbus 511, 2003 PB Haarlem",
    "geadresseerde": "\n".join(ADDRESS),
    "datum": "2026-11-23",
    "onderwerp": "Herinrichting van de Lange Dreef: wat er met uw zeventien opmerkingen is gedaan, en waarom",
    "kopie_aan": "De leden van de commissie Beheer\nWijkraad Noord",
    "aanhef": "Geacht bestuur,",
    "slotgroet": "Met vriendelijke groet,",
    "ondertekenaar": "mr. Nadia van Oosten",
    "functie": "wethouder Wonen, Groen en Leefomgeving",
}


def body_of(*texts: str) -> Body:
    return Body(blocks=tuple(Paragraph(inlines=inlines(text)) for text in texts)).with_ids()


@pytest.fixture
def pages(project_root: Path):
    packs = installed_packs()
    library = FontLibrary.of_folder(project_root / "resources" / "fonts")
    typesetter, document_type = Typesetter(packs), packs.type(TYPE).type

    def printed(**answers: object) -> list[list[Line]]:
        given = Answers({**LETTER, "brieftekst": body_of("De tekst van de brief."), **answers})
        docx = typesetter.typeset(fill(document_type, given, TODAY).letter).docx
        return lines_of_pages(pdf_of(docx, DocumentFacts(title="Brief"), library))

    return printed


def line_of(page: list[Line], start: str) -> Line:
    found = [line for line in page if text_of(line).startswith(start)]
    assert found, f"no line begins with “{start}”"
    return found[0]


@pytest.mark.parametrize("house_style", HOUSE_STYLES)
@pytest.mark.parametrize("portfolio", [PORTFOLIO[:1], PORTFOLIO[:2], PORTFOLIO, None])
def test_return_line_and_six_address_lines_show_in_the_envelope_window(
    pages, portfolio, house_style: str
) -> None:
    sender = {} if portfolio else {"afzender_organisatie": "", "afzender_naam": ""}
    portfolio_lines = "\n".join(portfolio or ())
    page = pages(**sender, afzender_portefeuille=portfolio_lines, huisstijl=house_style)[0]
    for text in [LETTER["retouradres"], *(" ".join(line.split()) for line in ADDRESS)]:
        line = line_of(page, text)
        assert line[0].y - 6 >= 45 * MM
        assert line[-1].y + 3 <= 90 * MM
        assert line[0].x >= 20 * MM
        assert line[-1].x + 8 * len(line[-1].text) <= 105 * MM


@pytest.mark.parametrize("house_style", HOUSE_STYLES)
@pytest.mark.parametrize("lines", [3, 4, 6])
def test_labels_stand_below_the_envelope_window(pages, lines: int, house_style: str) -> None:
    page = pages(geadresseerde="\n".join(ADDRESS[-lines:]), huisstijl=house_style)[0]
    assert line_of(page, "Datum")[0].y - 9 >= 90 * MM


def test_a_long_subject_wraps_under_its_own_value(pages) -> None:
    page = pages()[0]
    first = line_of(page, "Onderwerp")
    second = page[page.index(first) + 1]
    assert second[0].x == pytest.approx(first[1].x, abs=1)
    assert 10 < second[0].y - first[0].y < 20


def test_further_people_who_get_a_copy_stand_below_the_first(pages) -> None:
    page = pages()[0]
    first = line_of(page, "Kopie aan")
    second = page[page.index(first) + 1]
    assert text_of(second) == "Wijkraad Noord"
    assert second[0].x == pytest.approx(first[2].x, abs=1)


@pytest.mark.parametrize("label", ["Ons kenmerk", "Uw kenmerk", "Contactpersoon", "Doorkiesnummer", "E-mail"])
def test_an_empty_row_leaves_no_trace(pages, label: str) -> None:
    page = pages()[0]
    assert not any(text_of(line).startswith(label) for line in page)
    assert line_of(page, "Onderwerp")[0].y - line_of(page, "Datum")[0].y == pytest.approx(15, abs=0.5)


def test_there_is_room_for_a_signature(pages) -> None:
    page = pages()[0]
    closing, name, role = page[-3:]
    assert text_of(closing) == LETTER["slotgroet"]
    assert text_of(name) == LETTER["ondertekenaar"]
    assert text_of(role) == LETTER["functie"]
    assert 20 * MM <= name[0].y - closing[0].y <= 30 * MM


def test_closing_signature_and_name_are_never_parted(pages) -> None:
    for count in range(14, 34):
        last = pages(brieftekst=body_of(*["Een regel."] * count))[-1]
        texts = [text_of(line) for line in last]
        assert texts[-3:] == [LETTER["slotgroet"], LETTER["ondertekenaar"], LETTER["functie"]], count


def test_the_closing_is_never_alone_on_a_page(pages) -> None:
    text = "Een slotzin die meer dan één regel lang is, zodat hij heel mee moet naar een nieuwe bladzijde."
    for count in range(14, 34):
        last = pages(brieftekst=body_of(*["Een regel."] * count, text))[-1]
        assert any(text_of(line).startswith("Een slotzin") for line in last), count


def test_each_enclosure_has_pages_of_its_own(pages) -> None:
    enclosures = tuple(Enclosure(title=title, body=body_of("Tekst.")) for title in ("Kaart", "Planning"))
    printed = pages(bijlagen=enclosures)
    assert [text_of(page[1]) for page in printed[1:]] == ["Kaart", "Planning"]


def test_later_pages_carry_the_wordmark_and_their_number(pages) -> None:
    printed = pages(brieftekst=body_of(*["Een alinea met enige woorden."] * 60))
    headers = [text_of(page[0]) for page in printed]
    assert headers == ["Gemeente", *(f"Haarlem Pagina {number}" for number in range(2, len(printed) + 1))]
    assert len(headers) > 2
