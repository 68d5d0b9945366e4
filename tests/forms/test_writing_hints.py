"""What is usually written otherwise is a calm hint with the usual way, and nothing typed changes."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefmaker.app.installed import installed_packs
from briefmaker.forms.filling import fill
from briefmaker.forms.writing_hints import writing_hints
from briefmaker.letter.answers import Answers
from briefmaker.letter.body import Block, Body, ListBlock, ListItem, Paragraph, Quote, inlines
from briefmaker.letter.document_type import DocumentType, HouseStyle, PackList
from briefmaker.letter.letter import BodyPart, LinesPart, TextPart
from briefmaker.letter.notation import Notation, PhoneGroups
from briefmaker.problems import Place, Problem, Severity

TODAY = datetime.date(2026, 11, 23)
LETTER = installed_packs().type("haarlem/wethoudersbrief").type


def house(notation: dict[str, object], lists: dict[str, PackList] | None = None) -> DocumentType:
    """The letter of a house that writes so."""
    pack = LETTER.pack.model_copy(
        update={
            "notation": Notation.model_validate(notation),
            "lists": lists or LETTER.pack.lists,
            "house_styles": (),
        }
    )
    return LETTER.model_copy(update={"pack": pack})


def hints(field: str, answer: str | Body, document_type: DocumentType = LETTER, **more: str) -> list[Problem]:
    problems = fill(document_type, Answers({field: answer, **more}), TODAY).problems
    return [each for each in problems if each.where.field == field]


@pytest.mark.parametrize(
    ("field", "typed", "usual"),
    [
        ("afzender_naam", "mr Charlotte Van der Meij", "mr. Charlotte van der Meij"),
        ("ondertekenaar", "drs. prof. L.C. van Zetten", "prof. drs. L.C. van Zetten"),
        ("doorkiesnummer", "023-5113939", "023 511 39 39"),
        ("ons_kenmerk", "2009 / 25177", "2009/25177"),
        ("geadresseerde", "Postbus 511\n2003pb Haarlem", "2003 PB  HAARLEM"),
        ("retouradres", "Postbus 511 2003pb Haarlem", "Retouradres: Postbus 511, 2003 PB Haarlem"),
        ("aanhef", "geachte mevrouw mr. C. van der Meij", "Geachte mevrouw Van der Meij,"),
        ("aanhef", "Geachte mevrouw van der Meij,", "Geachte mevrouw Van der Meij,"),
        ("aanhef", "Geachte leden van de commissie Beheer", "Geachte leden van de commissie Beheer,"),
        ("slotgroet", "Met vriendelijke groet", "Met vriendelijke groet,"),
    ],
)
def test_a_hint_says_what_is_usually_written(field: str, typed: str, usual: str) -> None:
    (hint,) = hints(field, typed)
    assert hint.severity is Severity.HINT
    assert not hint.blocks_export
    assert hint.remedy == f"Schrijf “{usual}”."


def test_nothing_typed_is_changed() -> None:
    parts = fill(LETTER, Answers({"doorkiesnummer": "023-5113939"}), TODAY).letter.parts
    assert parts["doorkiesnummer"] == TextPart(value="023-5113939")
    assert hints("geadresseerde", "2003pb Haarlem")
    filled = fill(LETTER, Answers({"geadresseerde": "2003pb Haarlem"}), TODAY)
    assert filled.letter.parts["geadresseerde"] == LinesPart(lines=("2003pb Haarlem",))


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("afzender_naam", "mr. Charlotte van der Meij"),
        ("afzender_naam", "College van burgemeester en wethouders"),
        ("ondertekenaar", "Drs. J. de Vries"),
        ("doorkiesnummer", "023 511 39 39"),
        ("doorkiesnummer", "14 023"),
        ("ons_kenmerk", "STZ/WWGZ/2012/172892"),
        ("geadresseerde", "Aan de leden van de commissie Samenleving"),
        ("geadresseerde", "De heer A. Bos\nGrote Markt 2\n2011 RD  HAARLEM"),
        ("aanhef", "Geachte leden,"),
        ("aanhef", "Geachte heer of mevrouw,"),
        ("aanhef", "Geachte heer De Vries, geachte mevrouw De Boer,"),
        ("aanhef", "Geachte heer en mevrouw Jansen,"),
        ("aanhef", "Beste bewoners,"),
        ("slotgroet", "Hoogachtend,"),
        ("onderwerp", "jl. drs mr"),
    ],
)
def test_usual_values_get_no_hint(field: str, typed: str) -> None:
    assert hints(field, typed) == []


@pytest.mark.parametrize(
    ("notation", "field", "typed"),
    [
        ({"phone": "7", "phone_sign": "dash"}, "doorkiesnummer", "023 – 5113555"),
        ({"reference_spacing": "spaced"}, "ons_kenmerk", "2009 / 25177"),
        ({"return_line": "plain"}, "retouradres", "Retouradres Postbus 511 2003 PB Haarlem"),
        ({"salutation_comma": False}, "aanhef", "Geachte leden van de commissie Samenleving"),
    ],
)
def test_the_way_of_the_house_gets_no_hint(notation: dict[str, object], field: str, typed: str) -> None:
    assert hints(field, typed)
    assert hints(field, typed, house(notation)) == []


def test_a_generation_of_the_house_style_may_write_otherwise() -> None:
    older = HouseStyle(
        id="tot",
        title="Tot 2018",
        until=datetime.date(2018, 1, 28),
        organisation=LETTER.pack.organisation,
        notation=Notation(phone=PhoneGroups.NONE),
    )
    newer = older.model_copy(
        update={"id": "vanaf", "since": datetime.date(2018, 1, 29), "until": None, "notation": Notation()}
    )
    pack = LETTER.pack.model_copy(update={"house_styles": (older, newer)})
    both = LETTER.model_copy(update={"pack": pack})
    assert hints("doorkiesnummer", "023 5114907", both, datum="2015-08-18") == []
    assert hints("doorkiesnummer", "023 5114907", both, datum="2026-11-23")


def test_a_reference_of_another_house_gets_a_warning_and_so_does_a_missing_digit() -> None:
    other = house({"reference": "point"})
    assert hints("ons_kenmerk", "2022.0000058", other) == []
    (warning,) = hints("ons_kenmerk", "2022.000375", other)
    assert warning.severity is Severity.WARNING
    assert "een cijfer minder" in warning.sentence
    (warning,) = hints("ons_kenmerk", "2016/450610", other)
    assert warning.severity is Severity.WARNING


def test_a_name_that_a_list_calls_registered_so_is_left_alone() -> None:
    name = "Charif El Idrissi, MSc"
    entries = ({"naam": name, "schrijfwijze": "vast"},)
    fixed = house({}, {"ondertekenaars": PackList(id="ondertekenaars", shows="naam", entries=entries)})
    assert hints("ondertekenaar", name)
    assert hints("ondertekenaar", name, fixed) == []


def test_a_letter_in_english_gets_no_hints_about_dutch() -> None:
    assert hints("aanhef", "Dear members", taal="en-GB") == []
    assert hints("slotgroet", "Met vriendelijke groet", taal="en-GB") == []


def paragraph(text: str, own: str = "b1") -> Paragraph:
    return Paragraph(id=own, inlines=inlines(text))


def listed(*texts: str) -> ListBlock:
    items = tuple(ListItem(id=f"i{at}", blocks=(paragraph(text, f"p{at}"),)) for at, text in enumerate(texts))
    return ListBlock(id="l1", items=items)


def test_hints_in_a_text_stand_at_their_paragraph() -> None:
    body = Body(blocks=(paragraph("hierbij"), paragraph("Op 5 februari jl. besloot de raad.", "b2")))
    first, second = hints("brieftekst", body)
    assert (first.where, first.remedy) == (Place("brieftekst", "b1"), "Schrijf “Hierbij”.")
    assert (second.where, second.remedy) == (Place("brieftekst", "b2"), "Schrijf de datum.")
    assert "“jl.”" in second.what


def test_a_list_of_mixed_punctuation_gets_one_hint() -> None:
    body = Body(blocks=(paragraph("Het gaat om:"), listed("Een plan te maken;", "de raad te informeren.")))
    (hint,) = hints("brieftekst", body)
    assert hint.rule == "list.mixed"
    assert hint.where == Place("brieftekst", "i0")


def test_what_is_quoted_gets_no_hint() -> None:
    body = Body(blocks=(paragraph("Zij schreef:"), Quote(id="q", blocks=(paragraph("Op 5 mei jl.", "b9"),))))
    assert hints("brieftekst", body) == []


TEXTS = st.sampled_from(["Gewoon.", "Op 5 mei jl. besloten.", "Volgende week.", "Nog iets."])


@given(st.lists(st.lists(TEXTS, max_size=6), min_size=2, max_size=5))
def test_hints_of_a_text_that_changes_are_those_of_that_text_alone(versions: list[list[str]]) -> None:
    field = LETTER.fields["brieftekst"]
    kept: dict[str, Block] = {}
    for number, texts in enumerate(versions):
        blocks = tuple(
            kept.setdefault(f"{at}{text}", paragraph(text, f"b{at}")) for at, text in enumerate(texts)
        )
        part = BodyPart(body=Body(blocks=blocks))
        again = [*writing_hints(LETTER, Notation(), field, part, Place("brieftekst"))]
        fresh = [
            *writing_hints(LETTER, Notation(), field, part, Place(f"elders{number}{len(texts)}{id(part)}"))
        ]
        assert [(each.where.block, each.what) for each in again] == [
            (each.where.block, each.what) for each in fresh
        ]


def test_a_text_with_many_slips_gets_a_bounded_number_of_hints() -> None:
    body = Body(blocks=tuple(paragraph("Op 5 mei jl.", f"b{at}") for at in range(500)))
    assert len(hints("brieftekst", body)) == 20
