"""Conditions, derived values and sections that come and go: what is asked and printed then, and what not."""

from __future__ import annotations

import datetime
import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefmaker.forms.filling import Filled, fill
from briefmaker.forms.printed_answers import printed_answers
from briefmaker.letter.answers import Answer, Answers, Enclosure, Entry
from briefmaker.letter.body import Body, Paragraph, Text
from briefmaker.letter.document_type import DocumentType
from briefmaker.letter.letter import BodyPart, DatePart, GroupPart, LinesPart, TextPart
from briefmaker.packs.contradictions import contradictions_found
from tests.drafts.strategies import bodies, texts

TODAY = datetime.date(2026, 11, 23)
PACK = {
    "id": "voorbeeld",
    "version": "1",
    "title": "Voorbeeld",
    "organisation": {"name": "Voorbeeld"},
    "texts": {"plaats": "Dorp"},
}


def made(*fields: dict[str, Any], **section: Any) -> DocumentType:
    """A type with one section of these fields; each has its id as its label."""

    def labelled(field: dict[str, Any]) -> dict[str, Any]:
        inside = {"field": [labelled(each) for each in field["field"]]} if "field" in field else {}
        return {"label": field["id"], **field, **inside}

    document_type = DocumentType.model_validate(
        {
            "id": "voorbeeld/proef",
            "title": "Proef",
            "pack": PACK,
            "sections": [
                {"id": "deel", "label": "Deel", **section, "field": [labelled(each) for each in fields]}
            ],
        }
    )
    assert contradictions_found(document_type) == []
    return document_type


def filled(document_type: DocumentType, **answers: Answer) -> Filled:
    return fill(document_type, Answers(answers), TODAY)


REASON = made(
    {"id": "reden", "shown_if": 'soort == "spoed"', "required": True},
    {"id": "soort", "kind": "choice", "choices": ["gewoon", "spoed"]},
    {"id": "kenmerk", "required_if": "reden"},
)


def test_what_is_not_shown_is_neither_asked_nor_printed_nor_a_problem() -> None:
    found = filled(REASON, soort="gewoon", reden="haast")
    assert "reden" not in found.shown
    assert found.letter.parts["reden"] == TextPart()
    assert found.problems == ()


def test_what_is_shown_is_asked_and_required() -> None:
    found = filled(REASON, soort="spoed")
    assert {"reden", "soort", "kenmerk"} == found.shown
    assert found.required == {"reden"}
    assert [(problem.rule, problem.where.field) for problem in found.problems] == [("required", "reden")]


def test_a_hidden_answer_counts_as_empty_for_others() -> None:
    assert filled(REASON, soort="gewoon", reden="haast").required == frozenset()
    assert filled(REASON, soort="spoed", reden="haast").required == {"reden", "kenmerk"}


def test_a_value_that_is_no_choice_is_printed_and_pointed_out() -> None:
    found = filled(REASON, soort="anders")
    assert [(problem.rule, problem.where.field) for problem in found.problems] == [
        ("choice.unknown", "soort")
    ]
    assert found.may_leave
    assert found.letter.parts["soort"] == TextPart(value="anders")


DERIVED = made(
    {"id": "titel", "derived": '"Brief van " ~ (datum | datum) ~ " uit " ~ plaats'},
    {"id": "datum", "kind": "date", "derived": "vandaag"},
    {"id": "wie", "kind": "group", "field": [{"id": "naam"}]},
    {"id": "namen", "kind": "lines", "derived": "wie"},
    {"id": "eerste", "derived": "wie[0].naam", "required": True},
)


def test_a_derived_value_follows_from_others_in_whatever_order() -> None:
    found = filled(DERIVED, wie=(Entry(values={"naam": "Jan"}), Entry(values={"naam": "Piet"})))
    assert found.letter.parts["titel"] == TextPart(value="Brief van 23 november 2026 uit Dorp")
    assert found.letter.parts["datum"] == DatePart(day=TODAY)
    assert found.letter.parts["namen"] == LinesPart(lines=("Jan", "Piet"))
    assert found.letter.parts["eerste"] == TextPart(value="Jan")
    assert found.derived["eerste"] == "Jan"
    assert found.problems == ()


def test_what_is_typed_overrules_a_derived_value_and_emptying_gives_it_back() -> None:
    assert filled(DERIVED, datum="18-8-2015").letter.parts["titel"] == TextPart(
        value="Brief van 18 augustus 2015 uit Dorp"
    )
    assert filled(DERIVED, titel="Eigen").letter.parts["titel"] == TextPart(value="Eigen")
    assert filled(DERIVED, titel="Eigen").derived["titel"] == "Brief van 23 november 2026 uit Dorp"
    assert filled(DERIVED, titel=" ").letter.parts["titel"] == TextPart(
        value="Brief van 23 november 2026 uit Dorp"
    )


def test_a_derived_value_that_is_empty_is_still_required() -> None:
    assert [problem.where.field for problem in filled(DERIVED).problems] == ["eerste"]


ENTRIES = made(
    {"id": "mandaat", "kind": "choice", "choices": ["ja", "nee"]},
    {
        "id": "ondertekenaars",
        "kind": "group",
        "entry_label": "Ondertekenaar",
        "field": [
            {"id": "naam"},
            {"id": "namens", "shown_if": 'mandaat == "ja"', "required_if": "naam"},
            {"id": "regel", "derived": 'naam ~ (", namens " ~ namens if namens)'},
            {"id": "toelichting", "kind": "body"},
        ],
    },
)


def test_conditions_and_derived_values_work_within_an_entry() -> None:
    people = (Entry(values={"naam": "Jan", "namens": "B"}), Entry(values={"naam": "Piet"}))
    found = filled(ENTRIES, mandaat="ja", ondertekenaars=people)
    group = found.letter.parts["ondertekenaars"]
    assert isinstance(group, GroupPart)
    assert [entry["regel"] for entry in group.entries] == [
        TextPart(value="Jan, namens B"),
        TextPart(value="Piet"),
    ]
    assert [problem.where.field for problem in found.problems] == ["ondertekenaars/1/namens"]
    assert "ondertekenaars/0/namens" in found.shown
    assert found.derived["ondertekenaars/0/regel"] == "Jan, namens B"
    hidden = filled(ENTRIES, mandaat="nee", ondertekenaars=people)
    assert "ondertekenaars/0/namens" not in hidden.shown
    group = hidden.letter.parts["ondertekenaars"]
    assert isinstance(group, GroupPart)
    assert group.entries[0]["namens"] == TextPart()
    assert group.entries[0]["regel"] == TextPart(value="Jan")
    assert list(group.entries[0]) == ["naam", "namens", "regel", "toelichting"]


OPTIONAL = made({"id": "tekst", "kind": "body", "required": True}, presence="optional", default_on=False)
SOME = Body(blocks=(Paragraph(id="a", inlines=(Text(text="Een tekst."),)),))


def test_a_section_that_is_off_is_kept_but_not_asked_and_not_printed() -> None:
    found = filled(OPTIONAL, tekst=SOME)
    assert (found.sections, found.switched_off, found.shown) == (frozenset(), {"deel"}, frozenset())
    assert found.letter.parts["tekst"] == BodyPart()
    assert found.problems == ()


def test_a_section_that_is_switched_on_is_asked() -> None:
    found = filled(OPTIONAL, met_deel="ja")
    assert (found.sections, found.switched_off, found.shown) == ({"deel"}, frozenset(), {"tekst"})
    assert [problem.rule for problem in found.problems] == ["required"]
    assert filled(OPTIONAL, met_deel="ja", tekst=SOME).letter.parts["tekst"] == BodyPart(body=SOME)


@pytest.mark.parametrize("said", ["", "misschien"])
def test_a_switch_that_says_nothing_leaves_a_section_as_it_begins(said: str) -> None:
    assert filled(OPTIONAL, met_deel=said).switched_off == {"deel"}


def of(field: dict[str, Any], *others: dict[str, Any], **section: Any) -> str:
    """What is wrong with a type of these fields."""
    fields = [{"label": each["id"], **each} for each in (field, *others)]
    document_type = DocumentType.model_validate(
        {
            "id": "voorbeeld/proef",
            "title": "Proef",
            "pack": {
                **PACK,
                "lists": {"namen": {"id": "namen", "shows": "naam", "entries": [{"naam": "J"}]}},
            },
            "sections": [{"id": "deel", "label": "Deel", **section, "field": fields}],
        }
    )
    return "\n".join(f"manifest.toml: {each.sentence}" for each in contradictions_found(document_type))


NAME = {"id": "naam", "label": "Naam"}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (of({"id": "a", "shown_if": "ander"}, {"id": "andere"}), "Bedoelt u “andere”?"),
        (of({"id": "a", "derived": "b | dato"}, {"id": "b"}), "er is geen filter “dato”. Bedoelt u “datum”?"),
        (of({"id": "a", "derived": "b.upper()"}, {"id": "b"}), "derived van “a” is niet te gebruiken"),
        (of({"id": "a", "derived": "x" * 9999}), "het kunnen er hoogstens 500 zijn"),
        (of({"id": "a", "derived": "a"}), "in een kring: a → a"),
        (of({"id": "a", "derived": "b"}, {"id": "b", "shown_if": "a"}), "in een kring: "),
        (of({"id": "a"}, shown_if="a"), "in een kring: a → a"),
        (
            of({"id": "g", "kind": "group", "field": [{**NAME, "derived": "rol"}, {"id": "rol", "label": "R",
                "derived": "naam"}]}),
            "in een kring: g/",
        ),
        (of({"id": "g", "kind": "group", "field": [{**NAME, "derived": "g[0].naam"}]}), "kring: g → g"),
        (of({"id": "a", "derived": "g[0].nam"}, {"id": "g", "kind": "group", "field": [NAME]}), "“naam”?"),
        (of({"id": "a", "kind": "body", "derived": "b"}, {"id": "b"}), "kan niet worden afgeleid"),
        (of({"id": "a", "default": "x", "derived": "b"}, {"id": "b"}), "beginwaarde en een afgeleide"),
        (of({"id": "g", "kind": "group"}), "geen eigen velden"),
        (of({"id": "g", "field": [NAME]}), "maar is geen groep"),
        (of({"id": "g", "kind": "group", "field": [{**NAME, "kind": "group", "field": [NAME]}]}), "de groep"),
        (of({"id": "g", "kind": "group", "field": [NAME, NAME]}), "“g/naam” komt twee keer voor"),
        (of({"id": "g", "kind": "group", "default": "x", "field": [NAME]}), "geen beginwaarde"),
        (of({"id": "g", "kind": "group", "at_least": 3, "at_most": 2, "field": [NAME]}), "at_most"),
        (of({"id": "met_deel"}, presence="optional"), "een andere id"),
        (of({"id": "a"}, presence="free"), "het vrije onderdeel “deel”"),
        (of({"id": "a", "kind": "choice", "choices_from": "naam"}), "Bedoelt u “namen”?"),
        (of({"id": "a", "kind": "choice", "choices_from": "namen", "column": "rol"}), "kolom staat er niet"),
        (of({"id": "a", "choices_from": "namen"}), "maar is geen keuze"),
        (of({"id": "a", "kind": "house_style"}, {"id": "b", "kind": "house_style"}), "één huisstijl"),
    ],
    ids=itertools.count(),
)  # fmt: skip
def test_what_cannot_be_is_said_in_plain_dutch(wrong: str, said: str) -> None:
    assert said in wrong


def test_five_hundred_expressions_are_enough() -> None:
    many = [{"id": f"f{number}", "shown_if": "vandaag"} for number in range(501)]
    assert "hoogstens 500" in of(*many)


NAMES = (
    *("reden", "soort", "kenmerk", "titel", "datum", "wie", "namen", "eerste", "mandaat", "ondertekenaars"),
    *("tekst", "met_deel", "anders"),
)
whatever = st.one_of(
    texts,
    st.sampled_from(["ja", "nee", "spoed", "18-8-2015", "2026-11-23"]),
    bodies,
    st.lists(st.builds(Enclosure, title=texts, body=bodies), max_size=2).map(tuple),
    st.lists(
        st.dictionaries(
            st.sampled_from(["naam", "namens", "regel", "toelichting", "anders"]), texts | bodies
        ).map(lambda values: Entry(values=values)),
        max_size=3,
    ).map(tuple),
)


@given(
    st.sampled_from([REASON, DERIVED, ENTRIES, OPTIONAL]),
    st.dictionaries(
        st.sampled_from(NAMES),
        whatever,
    ),
)
def test_there_is_always_a_letter_whatever_the_answers_are(
    document_type: DocumentType, answers: dict[str, Answer]
) -> None:
    found = fill(document_type, Answers(answers), TODAY)
    assert found.letter.parts.keys() == document_type.fields.keys()
    assert {problem.where.field.partition("/")[0] for problem in found.problems} <= found.shown | (
        answers.keys() - document_type.fields.keys()
    )
    assert found.required <= found.shown
    for group in found.letter.parts.values():
        if isinstance(group, GroupPart):
            assert all(len(entry) == len(group.entries[0]) for entry in group.entries)


def test_what_is_not_asked_does_not_leave_with_a_letter() -> None:
    people = (Entry(values={"naam": "Jan", "namens": "B"}), Entry(values={"naam": "Piet", "regel": "Eigen"}))
    answers = Answers({"mandaat": "nee", "ondertekenaars": people, "vroeger": "x"})
    leaving = printed_answers(fill(ENTRIES, answers, TODAY).letter, answers)
    assert leaving == answers.with_answer("ondertekenaars", (Entry(values={"naam": "Jan"}), people[1]))
    off = Answers({"tekst": SOME, "met_deel": "nee"})
    assert printed_answers(fill(OPTIONAL, off, TODAY).letter, off) == Answers({"met_deel": "nee"})
    on = Answers({"tekst": SOME, "met_deel": "ja"})
    assert printed_answers(fill(OPTIONAL, on, TODAY).letter, on) == on
