"""The parts of a letter, in the many ways in which they are typed or come out of a PDF."""

from __future__ import annotations

import datetime

import pytest

from briefmaker.content.importing import Imported, import_text
from briefmaker.letter.body import Heading, plain_text
from tests.content.letter_types import MEMO, WETHOUDERSBRIEF
from tests.content.reading import printed

TODAY = datetime.date(2026, 11, 23)
TEXT = "Ik vertel u graag hoe het ermee staat. Dat doe ik in deze brief."


def read(source: str, **options: bool) -> Imported:
    return import_text(source, WETHOUDERSBRIEF, today=TODAY, **options)


def body_texts(letter: Imported) -> list[str]:
    return list(printed(letter.answers.body("brieftekst").blocks))


def with_labels(block: str) -> Imported:
    return read(
        f"Retouradres: Postbus 1, 2000 AA Haarlem\n\nAan de raad\n\n{block}\n\nGeachte leden,\n\n{TEXT}\n"
    )


THREE = {"datum": "2015-08-18", "ons_kenmerk": "2009 / 25177", "onderwerp": "Groen in de wijk"}

LABEL_BLOCKS = {
    "spaces": "Datum 18 augustus 2015\nOns kenmerk 2009 / 25177\nOnderwerp Groen in de wijk",
    "colons": "Datum: 18-8-2015\nOns kenmerk: 2009 / 25177\nOnderwerp: Groen in de wijk",
    "colons apart": "Datum : 18-8-2015\nOns kenmerk : 2009 / 25177\nOnderwerp : Groen in de wijk",
    "tabs": "Datum\t18-8-2015\nOns kenmerk\t2009 / 25177\nOnderwerp\tGroen in de wijk",
    "columns": "Datum          18-8-2015\nOns kenmerk    2009 / 25177\nOnderwerp      Groen in de wijk",
    "other spellings": "DAGTEKENING: 18-8-2015\nkenmerk: 2009 / 25177\nBetreft: Groen in de wijk",
    "two to a line": "Datum: 18-8-2015    Ons kenmerk: 2009 / 25177\nOnderwerp: Groen in de wijk",
    "blank lines between": "Datum 18-8-2015\n\nOns kenmerk 2009 / 25177\n\nOnderwerp Groen in de wijk",
    "values below": "Datum\n18-8-2015\nOns kenmerk\n2009 / 25177\nOnderwerp\nGroen in de wijk",
    "values apart": "Datum\n\n18-8-2015\n\nOns kenmerk\n\n2009 / 25177\n\nOnderwerp\n\nGroen in de wijk",
    "labels first": "Datum\nOns kenmerk\nOnderwerp\n\n18-8-2015\n2009 / 25177\nGroen in de wijk",
    "a long value": "Datum 18-8-2015\nOns kenmerk 2009 / 25177\nOnderwerp Groen\nin de wijk",
    "bold": "**Datum** 18-8-2015\n**Ons kenmerk:** 2009 / 25177\n**Onderwerp**: Groen in de wijk",
    "a table": (
        "| Datum | 18-8-2015 |\n|---|---|\n"
        "| Ons kenmerk | 2009 / 25177 |\n| **Onderwerp** | Groen in de *wijk* |"
    ),
    "a table of pairs": (
        "| Datum | 18-8-2015 | Ons kenmerk | 2009 / 25177 |\n| Onderwerp | Groen in de wijk | | |"
    ),
    "broken lines": "**Datum** 18-8-2015\\\nOns kenmerk: 2009 / 25177\\\nOnderwerp: Groen in de wijk",
    "a list": "- Datum: 18-8-2015\n- Ons kenmerk: 2009 / 25177\n- Onderwerp: Groen in de wijk",
}


@pytest.mark.parametrize("block", LABEL_BLOCKS.values(), ids=LABEL_BLOCKS)
def test_label_rows_are_read_however_they_are_written(block: str) -> None:
    letter = with_labels(block)
    assert {field: letter.answers.text(field) for field in THREE} == THREE
    assert letter.answers.text("geadresseerde") == "Aan de raad"
    assert body_texts(letter) == [TEXT]
    assert letter.unplaced == ()


def test_a_label_without_a_value_is_named_and_answers_nothing() -> None:
    letter = with_labels("Datum 18-8-2015\nUw kenmerk\nOns kenmerk 2009 / 25177")
    assert "uw_kenmerk" not in letter.answers
    assert [(remark.text, remark.line) for remark in letter.dropped] == [("Uw kenmerk", 6)]


def test_lines_stay_under_each_other_in_a_field_of_lines() -> None:
    letter = with_labels("Datum 18-8-2015\nKopie aan: de griffie\nde pers\nOnderwerp: Groen")
    assert letter.answers.text("kopie_aan") == "de griffie\nde pers"


def test_a_second_value_for_a_field_stands_in_the_text_and_is_named() -> None:
    letter = with_labels("Onderwerp: Groen\nBetreft: Blauw")
    assert letter.answers.text("onderwerp") == "Groen"
    assert body_texts(letter)[0] == "Betreft: Blauw"
    assert [remark.text for remark in letter.unplaced] == ["Betreft: Blauw"]


def test_a_date_that_cannot_be_read_stays_as_it_was_typed() -> None:
    letter = with_labels("Datum 31 februari 2015\nOnderwerp Groen")
    assert letter.answers.text("datum") == "31 februari 2015"
    assert len(letter.uncertain) == 1


def test_the_day_of_the_week_is_named_since_it_is_not_printed() -> None:
    letter = with_labels("Datum dinsdag 18 augustus 2015")
    assert letter.answers.text("datum") == "2015-08-18"
    assert [remark.text for remark in letter.dropped] == ["dinsdag"]


def test_a_date_without_a_year_is_a_guess_and_says_so() -> None:
    letter = with_labels("Datum 18 augustus")
    assert letter.answers.text("datum") == "2026-08-18"
    assert "2026" in letter.uncertain[0].why


def test_a_date_without_a_label_is_found() -> None:
    letter = read(f"Aan de raad\n\nHaarlem, 18 augustus 2015\n\nBetreft: Groen\n\nGeachte leden,\n\n{TEXT}")
    assert letter.answers.text("datum") == "2015-08-18"
    assert letter.answers.text("geadresseerde") == "Aan de raad"
    assert [remark.text for remark in letter.dropped] == ["Haarlem"]


def test_a_sentence_of_the_text_is_no_label_row() -> None:
    letter = read(
        "Geachte leden,\n\nDatum en plaats volgen.\n\nContact: zie onder.\n\nHoogachtend,\n\nJan Bos"
    )
    assert body_texts(letter) == ["Datum en plaats volgen.", "Contact: zie onder."]


SALUTATIONS = [
    "Geachte leden,",
    "Geachte leden van de commissie Samenleving",
    "Geacht college,",
    "Geachte heer, mevrouw,",
    "Geachte mevrouw Van der Sluis,",
    "Beste wijkplatforms van Haarlem,",
    "Geachte betrokkene bij het plein,",
    "L.S.,",
    "Hallo allemaal!",
]


@pytest.mark.parametrize("words", SALUTATIONS)
def test_a_greeting_is_the_salutation_with_or_without_comma(words: str) -> None:
    letter = read(f"Onderwerp: Groen\n\n{words}\n\n{TEXT}")
    assert letter.answers.text("aanhef") == words
    assert body_texts(letter) == [TEXT]


def test_two_greetings_under_each_other_are_one_salutation() -> None:
    letter = read(f"Geachte heer Bos,\ngeachte mevrouw Van Dam,\n\n{TEXT}")
    assert letter.answers.text("aanhef") == "Geachte heer Bos, geachte mevrouw Van Dam,"


def test_a_greeting_on_the_line_of_the_text_is_parted_from_it() -> None:
    letter = read(f"Onderwerp: Groen\n\nGeachte leden, {TEXT}")
    assert letter.answers.text("aanhef") == "Geachte leden,"
    assert body_texts(letter) == [TEXT]


CLOSINGS = [
    "Met vriendelijke groet,",
    "Met vriendelijke groeten",
    "Met hartelijke groet,",
    "met zeer vriendelijke groet,",
    "Hoogachtend,",
    "Vriendelijke groet,",
    "Groeten,",
    "Met de meeste hoogachting,",
    "Mvg,",
]


@pytest.mark.parametrize("words", CLOSINGS)
def test_the_closing_ends_the_text(words: str) -> None:
    letter = read(f"Geachte leden,\n\n{TEXT}\n\n{words}\n\n\nmr. Anna de Wit-Bos\nwethouder Groen\n")
    assert letter.answers.text("slotgroet") == words
    assert letter.answers.text("ondertekenaar") == "mr. Anna de Wit-Bos"
    assert letter.answers.text("functie") == "wethouder Groen"
    assert body_texts(letter) == [TEXT]


def test_room_for_a_signature_is_no_page_end() -> None:
    letter = read(f"Geachte leden,\n\n{TEXT}\n\nHoogachtend,\n\n\n\n\n\nAnna de Wit\n\nwethouder Groen")
    assert letter.answers.text("ondertekenaar") == "Anna de Wit"
    assert letter.answers.text("functie") == "wethouder Groen"


def test_a_name_on_the_line_of_the_closing_is_the_signatory() -> None:
    letter = read(f"Geachte leden,\n\n{TEXT}\n\nMet vriendelijke groet, Anna de Wit")
    assert (letter.answers.text("slotgroet"), letter.answers.text("ondertekenaar")) == (
        "Met vriendelijke groet,",
        "Anna de Wit",
    )


def test_on_whose_behalf_belongs_to_the_closing() -> None:
    letter = read(f"Geachte leden,\n\n{TEXT}\n\nHoogachtend,\nnamens het college,\n\nAnna de Wit")
    assert letter.answers.text("slotgroet") == "Hoogachtend, namens het college,"


def test_a_copy_line_below_the_letter_is_found() -> None:
    letter = read(f"Geachte leden,\n\n{TEXT}\n\nHoogachtend,\n\nAnna de Wit\n\nKopie aan: de griffie")
    assert letter.answers.text("kopie_aan") == "de griffie"
    assert letter.unplaced == ()


def test_what_follows_the_signatory_without_a_title_is_kept_and_named() -> None:
    letter = read(
        f"Geachte leden,\n\n{TEXT}\n\nHoogachtend,\n\nAnna de Wit\n\nDeze brief is digitaal gemaakt."
    )
    assert body_texts(letter) == [TEXT, "Deze brief is digitaal gemaakt."]
    assert len(letter.unplaced) == 1


def test_two_enclosures_are_two() -> None:
    letter = read(
        f"Geachte leden,\n\n{TEXT}\n\nHoogachtend,\n\nAnna de Wit\n\n"
        "Bijlage 1 Planning\n\nIn mei beginnen we.\n\nBijlage 2 Kosten\n\nHet kost niets.\n\nMeer niet."
    )
    enclosures = letter.answers.enclosures("bijlagen")
    assert [enclosure.title for enclosure in enclosures] == ["Bijlage 1 Planning", "Bijlage 2 Kosten"]
    assert [list(enclosure.body.texts()) for enclosure in enclosures] == [
        ["In mei beginnen we."],
        ["Het kost niets.", "Meer niet."],
    ]


def test_an_address_of_several_lines_keeps_its_lines() -> None:
    letter = read(
        f"Mevrouw A. Bos\nDorpsstraat 1\n2011 RD  HAARLEM\n\nDatum: 3-5-2024\n\nGeachte mevrouw,\n\n{TEXT}"
    )
    assert letter.answers.text("geadresseerde") == "Mevrouw A. Bos\nDorpsstraat 1\n2011 RD  HAARLEM"


def test_a_return_address_of_several_lines_is_one_line() -> None:
    letter = read(
        f"Retouradres\nPostbus 511\n2003 PB Haarlem\nAan de raad\nDatum 3-5-2024\n\nGeachte leden,\n\n{TEXT}"
    )
    assert letter.answers.text("retouradres") == "Retouradres Postbus 511 2003 PB Haarlem"
    assert letter.answers.text("geadresseerde") == "Aan de raad"


def test_pages_may_end_with_form_feeds_and_running_lines() -> None:
    letter = read(
        f"Geachte leden,\n\n{TEXT} Dit gaat\n\nKenmerk: 2021/87667 1/3\n\fKenmerk: 2021/87667 2/3\n\n"
        f"verder op de volgende bladzijde.\n\n{TEXT}\n\n- 2 -\n\fKenmerk: 2021/87667 3/3\n\n{TEXT}\n"
    )
    assert body_texts(letter) == [f"{TEXT} Dit gaat verder op de volgende bladzijde.", TEXT, TEXT]
    assert [remark.text for remark in letter.dropped][1:] == [
        "Kenmerk: 2021/87667 2/3",
        "- 2 -",
        "Kenmerk: 2021/87667 3/3",
    ]


def test_a_number_or_the_town_inside_the_text_stays() -> None:
    letter = read(f"Geachte leden,\n\n{TEXT}\n\n2\n\n{TEXT}\n\nHaarlem\n\n{TEXT}")
    assert body_texts(letter) == [TEXT, "2", TEXT, "Haarlem", TEXT]
    assert letter.dropped == ()


def test_a_second_kind_of_document_imports_by_its_own_labels() -> None:
    letter = import_text(
        "Aan: de directie\nVan: Jan Bos\nDag: 3-5-2024\nProjectnr. 2024/12\n\n# Vraag\n\nKan dit?\n",
        MEMO,
        today=TODAY,
    )
    assert {field: value for field, value in letter.answers.items() if isinstance(value, str)} == {
        "aan": "de directie",
        "van": "Jan Bos",
        "dag": "2024-05-03",
        "project": "2024/12",
    }
    first, second = letter.answers.body("tekst").blocks
    assert isinstance(first, Heading)
    assert plain_text(first.inlines) == "Vraag"
    assert list(printed([second])) == ["Kan dit?"]


def test_a_kind_of_document_without_greetings_keeps_them_in_the_text() -> None:
    letter = import_text(
        "Van: Jan Bos\n\nBeste lezer,\n\nKan dit?\n\nMet vriendelijke groet,\n\nJan", MEMO, today=TODAY
    )
    assert (
        " ".join(printed(letter.answers.body("tekst").blocks))
        == "Beste lezer, Kan dit? Met vriendelijke groet, Jan"
    )


def test_nothing_gives_nothing() -> None:
    assert dict(read("").answers) == {}
    assert dict(read("\n\n  \n\f\n").answers) == {}
