"""Existing letters, taken apart: invented ones here, the real ones where they lie beside the project."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from briefmaker.content.importing import Imported, import_text
from briefmaker.letter.body import Body, Heading, ListBlock, Paragraph, Table, plain_text
from tests.content.letter_types import WETHOUDERSBRIEF
from tests.content.reading import emphasised, words_of

LETTERS = Path(__file__).parent.parent / "letters"
TODAY = datetime.date(2026, 11, 23)
DIVIDERS = {"-", "|", "##", "#"}


def imported(source: Path) -> Imported:
    markdown = True if source.suffix == ".md" else None
    return import_text(source.read_text(encoding="utf-8"), WETHOUDERSBRIEF, markdown=markdown, today=TODAY)


def short_answers(letter: Imported) -> dict[str, str]:
    return {field: value for field, value in letter.answers.items() if isinstance(value, str)}


def body(letter: Imported) -> Body:
    return letter.answers.body("brieftekst")


def lists(of: Body) -> list[ListBlock]:
    return [block for block in of.blocks if isinstance(block, ListBlock)]


def headings(of: Body) -> list[str]:
    return [plain_text(block.inlines) for block in of.blocks if isinstance(block, Heading)]


def items(block: ListBlock) -> list[str]:
    return [" ".join(Body(blocks=item.blocks).texts()) for item in block.items]


INVENTED = {
    "raadsmarkt": {
        "retouradres": "Retouradres: Postbus 511, 2003 PB Haarlem",
        "geadresseerde": "Aan de leden van de commissie Beheer",
        "datum": "2024-05-14",
        "contactpersoon": "Tijs Waterlander",
        "doorkiesnummer": "023 5550142",
        "e_mail": "twaterlander@example.nl",
        "onderwerp": "Aanpak groene schoolpleinen en waterberging in de wijken",
        "aanhef": "Geachte leden,",
        "slotgroet": "Met vriendelijke groet,",
        "ondertekenaar": "Ir. Merel Verhoeven",
    },
    "motie": {
        "afzender_organisatie": "Gemeente Haarlem",
        "afzender_naam": "Bram van der Linden",
        "afzender_portefeuille": (
            "Wethouder van Verkeer, Openbare Ruimte (onderhoud en beheer)\nDuurzame Mobiliteit"
        ),
        "retouradres": "Retouradres: Stadhuis, Postbus 511 2003 PB Haarlem",
        "geadresseerde": "Aan de leden van de Commissie Beheer",
        "datum": "2024-03-12",
        "ons_kenmerk": "2024 / 30816",
        "contactpersoon": "Noor Dijkema",
        "doorkiesnummer": "023 – 5550177",
        "e_mail": "ndijkema@example.nl",
        "onderwerp": 'Voortgang motie "Banken in de buurt"',
        "aanhef": "Geachte leden,",
        "slotgroet": "Met vriendelijke groeten,",
        "ondertekenaar": "Bram van der Linden",
    },
    "wijkteam": {
        "afzender_organisatie": "Gemeente Haarlem",
        "afzender_naam": "Drs. Sanne Hofland",
        "afzender_portefeuille": (
            "wethouder Zorg, Jeugd, Sport (Verenigingen),\nCultuur, Coördinatie Wijkgericht Werken"
        ),
        "retouradres": "Retouradres Postbus 511 2003 PB Haarlem",
        "geadresseerde": "Commissie Ontwikkeling",
        "datum": "2024-10-17",
        "ons_kenmerk": "2024/611208",
        "contactpersoon": "L. Brouwer",
        "doorkiesnummer": "023 5550193",
        "e_mail": "lbrouwer@example.nl",
        "onderwerp": "samenwerking bibliotheek en buurthuis",
        "aanhef": "Geachte leden van de commissie Ontwikkeling",
        "slotgroet": "Met vriendelijke groet,",
        "ondertekenaar": "Dr. Sanne Hofland",
    },
}


@pytest.mark.parametrize("name", INVENTED)
@pytest.mark.parametrize("kind", ["txt", "md"])
def test_every_part_of_a_letter_is_in_its_own_field(name: str, kind: str) -> None:
    letter = imported(LETTERS / f"{name}.{kind}")
    assert short_answers(letter) == INVENTED[name]
    assert letter.unplaced == ()
    assert letter.uncertain == ()


@pytest.mark.parametrize("name", ["raadsmarkt", "motie"])
def test_the_same_letter_in_markdown_has_the_same_text(name: str) -> None:
    as_text, as_markdown = (body(imported(LETTERS / f"{name}.{kind}")) for kind in ("txt", "md"))
    assert as_text == as_markdown


def check_raadsmarkt(letter: Imported, italics: list[str]) -> None:
    text = body(letter)
    assert [len(block.items) for block in lists(text)] == [3, 3]
    assert all(block.kind == "bullet" for block in lists(text))
    assert emphasised(text) == italics
    assert headings(text) == []
    assert [(remark.text, remark.line) for remark in letter.dropped] == [("## Haarlem", 27), ("2", 29)]


def check_motie(letter: Imported, titles: list[str]) -> None:
    text = body(letter)
    assert headings(text) == titles
    assert all(block.level == 1 for block in text.blocks if isinstance(block, Heading))
    assert len(text.blocks) == 8
    assert [remark.text for remark in letter.dropped] == ["Haarlem", "Haarlem"]


def check_wijkteam(letter: Imported, labels: list[str]) -> Table:
    text = body(letter)
    (numbered,) = lists(text)
    assert (numbered.kind, numbered.start, len(numbered.items)) == ("numbered", 1, 3)
    assert headings(text) == []
    assert [remark.text for remark in letter.dropped] == ["Haarlem", "Haarlem", "3"]
    (enclosure,) = letter.answers.enclosures("bijlagen")
    assert enclosure.title == "Opdrachtformulering"
    (table,) = enclosure.body.blocks
    assert isinstance(table, Table)
    assert (table.header_rows, table.header_column, table.rows[0].cells[0].span) == (1, True, 2)
    assert [" ".join(Body(blocks=row.cells[0].blocks).texts()) for row in table.rows[1:]] == labels
    return table


def cell(table: Table, row: int) -> Body:
    return Body(blocks=table.rows[row].cells[1].blocks)


def test_an_item_cut_by_the_page_is_one_item_again() -> None:
    letter = imported(LETTERS / "raadsmarkt.txt")
    check_raadsmarkt(letter, ["gesprek met de raad", "gesprek met de stad"])
    assert "Hun vragen worden daarna in het gesprek met de stad gebruikt." in items(lists(body(letter))[0])[0]


def test_lone_short_lines_are_headings() -> None:
    check_motie(imported(LETTERS / "motie.txt"), ["Aanleiding", "Stand van zaken", "Tot slot"])


def test_a_table_cut_by_pages_is_one_table_again() -> None:
    letter = imported(LETTERS / "wijkteam.txt")
    table = check_wijkteam(
        letter,
        [
            "Gevraagde beslissing",
            "Aanleiding",
            "Doel",
            "Afbakening",
            "Resultaat",
            "Werkwijze/aanpak",
            "Planning",
            "Trekker",
            "Kosten en dekking: (algemene dekking, begroting project, externe dekking)",
            "Communicatie",
        ],
    )
    decisions = cell(table, 1).blocks
    assert [(block.kind, len(block.items)) for block in decisions if isinstance(block, ListBlock)] == [
        ("numbered", 2)
    ]
    (parts,) = lists(cell(table, 4))
    assert parts.numerals == "letter"
    assert items(parts) == [
        "Samenwerking in het programma",
        "Samenwerking in het beheer",
        "Samenwerking in de techniek",
    ]
    results = cell(table, 5)
    assert [len(block.items) for block in lists(results)] == [2, 2, 4]
    assert headings(results) == [
        "Samenwerking in het programma",
        "Samenwerking in het beheer",
        "Samenwerking in de techniek",
    ]
    assert (
        items(lists(results)[2])[1]
        == "BO en BDB hebben daarbij afspraken gemaakt over storingen en onderhoud."
    )
    way_of_working = list(cell(table, 6).texts())
    assert any("de inrichting van de gezamenlijke hal op korte termijn" in text for text in way_of_working)
    assert emphasised(cell(table, 6))[0] == "Stuurgroep"


def test_a_paragraph_cut_by_the_page_is_one_paragraph_again() -> None:
    texts = list(body(imported(LETTERS / "wijkteam.txt")).texts())
    assert any("die we niet zonder een eerlijk gesprek" in text for text in texts)


def test_every_word_of_the_text_is_there_in_order() -> None:
    for name, first, last in [
        ("raadsmarkt", "Met deze brief vertel", "Met vriendelijke groet,"),
        ("motie", "Aanleiding", "Met vriendelijke groeten,"),
        ("wijkteam", "In uw vergadering", "Met vriendelijke groet,"),
    ]:
        check_words(imported(LETTERS / f"{name}.txt"), LETTERS / f"{name}.txt", first, last)


def check_words(letter: Imported, source: Path, first: str, last: str) -> None:
    text = source.read_text(encoding="utf-8")
    text = text[text.index(first) : text.rindex(last)]
    dropped = [remark.text for remark in letter.dropped]
    for line in dropped:
        text = text.replace(f"\n{line}\n", "\n", 1)
    wanted = [word.replace("*", "") for word in text.split() if word not in DIVIDERS]
    assert words_of(body(letter)) == wanted


# The real letters


SEEDS = {
    "000": {
        "retouradres": "Retouradres: Postbus 511, 2003 PB Haarlem",
        "geadresseerde": "Aan de leden van de commissie Samenleving",
        "datum": "2015-08-18",
        "contactpersoon": "Koen Rozemeijer",
        "doorkiesnummer": "023 5114907",
        "e_mail": "krozemeijer@haarlem.nl",
        "onderwerp": "Proces strategisch bedrijfsplan Sociale Zaken en Werkgelegenheid",
        "aanhef": "Geachte leden,",
        "slotgroet": "Met vriendelijke groet,",
        "ondertekenaar": "Drs. Joyce Langenacker",
    },
    "001": {
        "afzender_organisatie": "Gemeente Haarlem",
        "afzender_naam": "Hilde van der Molen",
        "afzender_portefeuille": (
            "Wethouder van Sociale Zaken, Welzijn (volwassenen en ouderen)\nMaatschappelijke Ondersteuning"
        ),
        "retouradres": "Retouradres: Stadhuis, Postbus 511 2003 PB Haarlem",
        "geadresseerde": "Aan de leden van de Commissie Samenleving",
        "datum": "2009-02-05",
        "ons_kenmerk": "2009 / 25177",
        "contactpersoon": "Annemiek Visser",
        "doorkiesnummer": "023 – 5113555",
        "e_mail": "avisser@haarlem.nl",
        "onderwerp": 'Stand van zaken motie "Vuist op tafel"',
        "aanhef": "Geachte leden,",
        "slotgroet": "Met vriendelijke groeten,",
        "ondertekenaar": "Hilde van der Molen",
    },
    "002": {
        "afzender_organisatie": "Gemeente Haarlem",
        "afzender_naam": "Drs. Joyce Langenacker",
        "afzender_portefeuille": (
            "wethouder Werk, Economische Zaken, Sociale Zaken (Participatiewet),\n"
            "Wonen, Coördinatie Sociaal Domein"
        ),
        "retouradres": "Retouradres Postbus 511 2003 PB Haarlem",
        "geadresseerde": "Commissie Samenleving",
        "datum": "2016-09-30",
        "ons_kenmerk": "2016/450610",
        "contactpersoon": "P. Haker",
        "doorkiesnummer": "023 5113431",
        "e_mail": "phaker@haarlem.nl",
        "onderwerp": "doorontwikkeling sociaal wijkteam",
        "aanhef": "Geachte leden van de commissie Samenleving",
        "slotgroet": "Met vriendelijke groet,",
        "ondertekenaar": "Dr. Joyce Langenacker",
    },
}


def seed(seeds: Path, number: str) -> Path:
    (found,) = seeds.glob(f"{number}_*.txt")
    return found


@pytest.mark.parametrize("number", SEEDS)
def test_every_part_of_a_real_letter_is_in_its_own_field(seeds: Path, number: str) -> None:
    letter = imported(seed(seeds, number))
    assert short_answers(letter) == SEEDS[number]
    assert letter.unplaced == ()
    assert letter.uncertain == ()


def test_the_letter_about_the_bedrijfsplan(seeds: Path) -> None:
    source = seed(seeds, "000")
    letter = imported(source)
    check_raadsmarkt(letter, ["gesprek met de raad", "gesprek met de stad"])
    first = items(lists(body(letter))[0])[0]
    assert "Deze input wordt vervolgens in het verdere gesprek met de stad ingebracht." in first
    check_words(letter, source, "Met deze brief", "Met vriendelijke groet,")


def test_the_letter_about_the_motie(seeds: Path) -> None:
    source = seed(seeds, "001")
    letter = imported(source)
    check_motie(letter, ["Aanleiding", "Stand van zaken", "Tot Slot"])
    check_words(letter, source, "Aanleiding", "Met vriendelijke groeten,")


def test_the_letter_about_the_wijkteam(seeds: Path) -> None:
    source = seed(seeds, "002")
    letter = imported(source)
    table = check_wijkteam(
        letter,
        [
            "Gevraagde beslissing",
            "Aanleiding",
            "Doel",
            "Afbakening",
            "Resultaat",
            "Werkwijze/aanpak",
            "Planning",
            "Projectleider/trekker",
            "Uitdragen beleid(sadvies)",
            "Kosten en dekking: (algemene dekking, begroting project, externe dekking)",
            "Communicatie",
        ],
    )
    check_words(letter, source, "In uw commissievergadering", "Met vriendelijke groet,")
    texts = list(body(letter).texts())
    assert any("die we niet zonder een zorgvuldig proces met" in text for text in texts)
    assert [len(block.items) for block in lists(cell(table, 5))] == [2, 3, 4]
    assert items(lists(cell(table, 5))[2])[1].endswith(
        "daarbij afspraken gemaakt over praktische faciliteiten."
    )
    assert any(
        "kansen en (on)mogelijkheden van gezamenlijke huisvesting op korte termijn" in text
        for text in cell(table, 6).texts()
    )
    check_enclosure_words(letter, source)


def check_enclosure_words(letter: Imported, source: Path) -> None:
    """Every word of the annex is there, in order; marks, dashes and empty cells aside."""
    import re

    text = source.read_text(encoding="utf-8")
    text = text[text.index("Opdrachtformulering") + len("Opdrachtformulering") :]
    text = re.sub(r"<[^>]+>|\|[\s|-]*(?=\n|$)|\|", " ", text)
    wanted = [word for word in text.split() if word != "-"]
    got = [word for word in words_of(letter.answers.enclosures("bijlagen")[0].body) if word != "-"]
    assert got == wanted


def test_an_informatienota_without_letter_parts_is_all_text(seeds: Path) -> None:
    letter = imported(seed(seeds, "003"))
    assert short_answers(letter) == {}
    assert headings(body(letter))[:3] == [
        "1. Inleiding",
        "2. Kernboodschap",
        "Bestuur op maat is bestuur op straat/Snelheid in werkprocessen",
    ]


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_no_seed_has_a_paragraph_of_nothing(seeds: Path, number: str) -> None:
    letter = imported(seed(seeds, number))
    assert all(
        isinstance(leaf, Paragraph | Heading) and plain_text(leaf.inlines).strip()
        for leaf in body(letter).leaves()
    )
