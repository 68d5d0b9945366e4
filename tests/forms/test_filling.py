"""From the first keystroke there is a letter; what is wrong stands beside its field."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefmaker.app.installed import installed_packs
from briefmaker.forms.filling import fill
from briefmaker.letter.answers import Answer, Answers, Enclosure
from briefmaker.letter.body import Body, Paragraph, Text, inlines
from briefmaker.letter.document_type import DocumentType, LetterField, Organisation, PackInfo, Section
from briefmaker.letter.letter import DatePart, EnclosuresPart, Gap, LinesPart, TextPart
from briefmaker.problems import Place, Severity

TODAY = datetime.date(2026, 11, 23)
LETTER = installed_packs().type("haarlem/wethoudersbrief").type


def paragraph(text: str) -> Body:
    return Body(blocks=(Paragraph(id="b1", inlines=inlines(text)),))


def test_an_empty_form_gives_a_letter_with_a_gap_for_everything_required() -> None:
    filled = fill(LETTER, Answers(), TODAY)
    required = {field.id for field in LETTER.fields.values() if field.required}
    assert set(filled.letter.gaps) == required
    assert {problem.where.field for problem in filled.problems} == required
    assert not filled.may_leave


def test_a_gap_prints_as_the_label_between_brackets() -> None:
    part = fill(LETTER, Answers(), TODAY).letter.parts["onderwerp"]
    assert isinstance(part, Gap)
    assert part.printed == "[Onderwerp]"


def test_an_optional_field_left_empty_is_no_gap_and_no_problem() -> None:
    filled = fill(LETTER, Answers(), TODAY)
    assert filled.letter.parts["ons_kenmerk"] == TextPart()
    assert not [problem for problem in filled.problems if problem.where.field == "ons_kenmerk"]


@pytest.mark.parametrize("typed", ["2015-08-18", "18-8-2015", "18 augustus 2015"])
def test_a_date_is_read_however_it_was_typed(typed: str) -> None:
    part = fill(LETTER, Answers({"datum": typed}), TODAY).letter.parts["datum"]
    assert part == DatePart(day=datetime.date(2015, 8, 18))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("bijlagen", "Alleen tekst"),
        ("bijlagen", paragraph("Alleen tekst")),
        ("kopie_aan", paragraph("Griffie")),
        ("onderwerp", (Enclosure(title="Een bijlage"),)),
        ("brieftekst", (Enclosure(title="Een bijlage"),)),
    ],
)
def test_a_value_of_another_kind_is_named_and_never_dropped_in_silence(field: str, value: Answer) -> None:
    filled = fill(LETTER, Answers({field: value}), TODAY)
    (problem,) = [found for found in filled.problems if found.where.field == field]
    assert problem.rule == "field.kind"
    assert problem.blocks_export
    assert isinstance(filled.letter.parts[field], Gap)


@pytest.mark.parametrize("value", [Body(), ()])
@pytest.mark.parametrize("field", ["uw_kenmerk", "bijlagen"])
def test_an_empty_value_of_another_kind_is_just_empty(field: str, value: Answer) -> None:
    filled = fill(LETTER, Answers({field: value}), TODAY)
    assert not [found for found in filled.problems if found.where.field == field]


def test_a_date_that_cannot_be_read_is_a_gap_and_says_how_to_type_one() -> None:
    filled = fill(LETTER, Answers({"datum": "31 februari"}), TODAY)
    assert isinstance(filled.letter.parts["datum"], Gap)
    (problem,) = [found for found in filled.problems if found.where == Place("datum")]
    assert "31 februari" in problem.what
    assert problem.blocks_export


def test_lines_drop_blank_lines_and_the_spaces_round_them() -> None:
    part = fill(LETTER, Answers({"geadresseerde": "  Wijkraad Oost \r\n\r\nKade 1"}), TODAY).letter.parts
    assert part["geadresseerde"] == LinesPart(lines=("Wijkraad Oost", "Kade 1"))


@pytest.mark.parametrize(
    ("field", "odd"),
    [("e_mail", "piet apenstaart haarlem"), ("doorkiesnummer", "023 511"), ("ons_kenmerk", "zomaar iets")],
)
def test_an_unusual_value_is_printed_as_typed_with_a_warning(field: str, odd: str) -> None:
    filled = fill(LETTER, Answers({field: odd}), TODAY)
    assert filled.letter.parts[field] == TextPart(value=odd)
    (problem,) = [found for found in filled.problems if found.where.field == field]
    assert problem.severity is Severity.WARNING


@pytest.mark.parametrize(
    ("field", "usual"),
    [
        ("e_mail", "s.v.egmond@haarlem.example"),
        ("doorkiesnummer", "023 – 5113555"),
        ("doorkiesnummer", "023-5113939"),
        ("doorkiesnummer", "14 023"),
        ("doorkiesnummer", "+31 23 511 35 55"),
        ("ons_kenmerk", "2009 / 25177"),
        ("ons_kenmerk", "STZ/WWGZ/2012/172892"),
    ],
)
def test_usual_values_get_no_warning(field: str, usual: str) -> None:
    problems = fill(LETTER, Answers({field: usual}), TODAY).problems
    found = [found for found in problems if found.where.field == field]
    assert all(problem.severity is Severity.HINT for problem in found)


def test_a_control_character_is_named_and_shown_not_dropped() -> None:
    filled = fill(LETTER, Answers({"onderwerp": "bel\x07len"}), TODAY)
    assert filled.letter.parts["onderwerp"] == TextPart(value="bel\ufffdlen")
    (problem,) = [found for found in filled.problems if found.where.field == "onderwerp"]
    assert "U+0007" in problem.what
    assert problem.blocks_export


def test_a_control_character_in_the_text_is_found_in_its_paragraph() -> None:
    answers = Answers({"brieftekst": Body(blocks=(Paragraph(id="b7", inlines=(Text(text="a\x0bb"),)),))})
    problems = fill(LETTER, answers, TODAY).problems
    assert Place("brieftekst", "b7") in [found.where for found in problems]


def test_an_enclosure_without_title_has_a_gap_and_a_problem() -> None:
    answers = Answers({"bijlagen": (Enclosure(body=paragraph("Tekst")),)})
    filled = fill(LETTER, answers, TODAY)
    part = filled.letter.parts["bijlagen"]
    assert isinstance(part, EnclosuresPart)
    assert part.enclosures[0].title.startswith("[")
    assert Place("bijlagen/0/titel") in [found.where for found in filled.problems]


def test_an_answer_that_the_type_does_not_ask_is_shown_and_not_lost() -> None:
    answers = Answers({"oud_veld": "waarde"})
    filled = fill(LETTER, answers, TODAY)
    (problem,) = [found for found in filled.problems if found.where.field == "oud_veld"]
    assert not problem.blocks_export
    assert answers.text("oud_veld") == "waarde"


def test_a_text_given_as_one_string_becomes_paragraphs() -> None:
    filled = fill(LETTER, Answers({"brieftekst": "Eerste alinea.\n\nTweede alinea."}), TODAY)
    part = filled.letter.parts["brieftekst"]
    assert list(part.body.texts()) == ["Eerste alinea.", "Tweede alinea."]  # type: ignore[union-attr]


SIMPLE = [field.id for field in LETTER.fields.values() if field.kind not in {"body", "enclosures"}]


@given(
    st.dictionaries(
        st.sampled_from([*SIMPLE, "onbekend"]),
        st.text(st.characters(exclude_categories=())),
    ),
    st.text(st.characters(exclude_categories=())),
)
def test_fill_never_raises_and_every_field_has_a_part(values: dict[str, Answer], text: str) -> None:
    answers = Answers(values).with_answer("brieftekst", paragraph(text))
    filled = fill(LETTER, answers, TODAY)
    assert set(filled.letter.parts) == set(LETTER.fields)


def test_a_type_of_other_fields_needs_no_code() -> None:
    pack = PackInfo(id="p", version="1", title="P", organisation=Organisation(name="P"))
    fields = (LetterField(id="groet", label="Groet", required=True),)
    made = DocumentType(id="p/t", title="T", sections=(Section(id="s", label="S", fields=fields),), pack=pack)
    assert fill(made, Answers({"groet": "Dag"}), TODAY).letter.parts["groet"] == TextPart(value="Dag")
