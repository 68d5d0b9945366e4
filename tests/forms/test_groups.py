"""A repeated group: entries become rows, what is missing in one is named with its place."""

from __future__ import annotations

import datetime
from typing import Any

from briefmaker.forms.filling import fill
from briefmaker.forms.outline import outline
from briefmaker.forms.searching import Query, matches, replaced
from briefmaker.forms.starting import copied_answers, starting_answers
from briefmaker.letter.answers import Answers, Entry
from briefmaker.letter.body import Body, Heading, Paragraph, inlines
from briefmaker.letter.document_type import DocumentType
from briefmaker.letter.letter import Gap, GroupPart, TextPart
from briefmaker.problems import Place

TODAY = datetime.date(2026, 11, 23)


def type_with(**group: Any) -> DocumentType:
    """A type with one group of names and functions, changed by `group`."""
    return DocumentType.model_validate(
        {
            "id": "voorbeeld/besluit",
            "title": "Besluit",
            "pack": {
                "id": "voorbeeld",
                "version": "1",
                "title": "V",
                "organisation": {"name": "V"},
                "texts": {"plaats": "Dorp"},
            },
            "sections": [
                {
                    "id": "wie",
                    "label": "Wie",
                    "field": [
                        {
                            "id": "ondertekenaars",
                            "kind": "group",
                            "label": "Ondertekenaars",
                            "entry_label": "Ondertekenaar",
                            "field": group.pop(
                                "fields",
                                [
                                    {"id": "naam", "label": "Naam", "required": True},
                                    {"id": "functie", "label": "Functie"},
                                ],
                            ),
                            **group,
                        }
                    ],
                }
            ],
        }
    )


def people(*names: str) -> Answers:
    return Answers({"ondertekenaars": tuple(Entry(values={"naam": name}) for name in names)})


def test_every_entry_has_a_part_for_every_field() -> None:
    filled = fill(type_with(), people("J. Wienen", "C. Lenstra"), TODAY)
    group = filled.letter.parts["ondertekenaars"]
    assert isinstance(group, GroupPart)
    assert [entry["naam"] for entry in group.entries] == [
        TextPart(value="J. Wienen"),
        TextPart(value="C. Lenstra"),
    ]
    assert group.entries[0]["functie"] == TextPart()
    assert filled.problems == ()


def test_what_an_entry_lacks_is_named_with_its_place() -> None:
    filled = fill(type_with(), people("J. Wienen", ""), TODAY)
    (problem,) = filled.problems
    assert problem.where == Place("ondertekenaars/1/naam")
    assert "Ondertekenaar 2, Naam" in problem.what
    assert filled.letter.gaps == ("ondertekenaars/1/naam",)


def test_too_few_entries_keep_a_letter_from_leaving_and_show_on_the_page() -> None:
    filled = fill(type_with(at_least=2), people("J. Wienen"), TODAY)
    assert not filled.may_leave
    group = filled.letter.parts["ondertekenaars"]
    assert isinstance(group, GroupPart)
    assert group.entries[1]["naam"] == Gap(label="Ondertekenaar")


def test_too_many_entries_are_named() -> None:
    filled = fill(type_with(at_most=1), people("J. Wienen", "C. Lenstra"), TODAY)
    assert [problem.rule for problem in filled.problems] == ["group.too_many"]


def test_a_required_group_without_entries_is_a_gap() -> None:
    filled = fill(type_with(required=True), Answers(), TODAY)
    assert [problem.rule for problem in filled.problems] == ["required"]
    assert filled.letter.gaps == ("ondertekenaars/0/naam",)


def test_a_text_in_place_of_entries_is_named_and_not_printed() -> None:
    filled = fill(type_with(), Answers({"ondertekenaars": "J. Wienen"}), TODAY)
    assert [problem.rule for problem in filled.problems] == ["field.kind"]


TEXTS = type_with(
    at_least=2,
    fields=[
        {"id": "naam", "label": "Naam", "default": "{plaats}"},
        {"id": "nummer", "label": "Nummer", "cleared_on_copy": True},
        {"id": "tekst", "kind": "body", "label": "Tekst"},
    ],
)
TEXT = Body(
    blocks=(
        Heading(id="a", inlines=inlines("Kop van de dorpsbrug")),
        Paragraph(id="b", inlines=inlines("De brug en het dorp.")),
        Heading(id="c", inlines=inlines("Tweede kop")),
    )
)
BRIDGES = Answers(
    {
        "ondertekenaars": (
            Entry(values={"naam": "Dorpsbrug", "nummer": "1"}),
            Entry(values={"naam": "brug", "tekst": TEXT}),
        )
    }
)


def test_a_new_letter_has_as_many_entries_as_there_must_be_with_their_defaults() -> None:
    assert starting_answers(TEXTS, TODAY).entries("ondertekenaars") == (
        Entry(values={"naam": "Dorp"}),
        Entry(values={"naam": "Dorp"}),
    )


def test_a_copy_keeps_entries_without_what_belongs_to_the_one_letter() -> None:
    first, _second = copied_answers(TEXTS, BRIDGES).entries("ondertekenaars")
    assert first == Entry(values={"naam": "Dorpsbrug"})


def test_what_stands_in_entries_is_found_and_replaced() -> None:
    found = matches(TEXTS, BRIDGES, Query("brug"))
    assert [match.where for match in found] == [
        Place("ondertekenaars/0/naam"),
        Place("ondertekenaars/1/naam"),
        Place("ondertekenaars/1/tekst", "a"),
        Place("ondertekenaars/1/tekst", "b"),
    ]
    changed = replaced(BRIDGES, found, "weg").entries("ondertekenaars")
    assert changed[0] == Entry(values={"naam": "Dorpsweg", "nummer": "1"})
    assert changed[1].text("naam") == "weg"
    text = changed[1].values["tekst"]
    assert isinstance(text, Body)
    assert list(text.texts()) == ["Kop van de dorpsweg", "De weg en het dorp.", "Tweede kop"]


def test_what_is_not_asked_is_not_found() -> None:
    assert matches(TEXTS, BRIDGES, Query("brug"), shown=()) == ()
    assert outline(TEXTS, BRIDGES, shown=()) == ()


def test_the_headings_in_entries_stand_in_the_outline() -> None:
    assert [(entry.where, entry.text) for entry in outline(TEXTS, BRIDGES)] == [
        (Place("ondertekenaars/1/tekst", "a"), "Kop van de dorpsbrug"),
        (Place("ondertekenaars/1/tekst", "c"), "Tweede kop"),
    ]


def test_empty_answers_in_an_entry_are_as_none() -> None:
    assert Entry(values={"naam": "", "tekst": Body()}) == Entry()
    assert hash(Entry(values={"naam": ""})) == hash(Entry())
    assert Answers({"g": (Entry(values={"naam": ""}),)}) == Answers({"g": (Entry(),)})
    assert Answers({"g": (Entry(),)}) != Answers()


def test_an_entry_with_one_field_is_named_without_it() -> None:
    only_name = type_with(fields=[{"id": "naam", "label": "Naam", "required": True}])
    filled = fill(only_name, people("Anna", ""), TODAY)
    assert [problem.what for problem in filled.problems] == ["“Ondertekenaar 2” is nog leeg."]


def test_the_field_that_is_called_as_its_entry_is_named_once() -> None:
    fields = [
        {"id": "naam", "label": "Ondertekenaar", "required": True},
        {"id": "functie", "label": "Functie"},
    ]
    filled = fill(type_with(fields=fields), people("Anna", ""), TODAY)
    assert [problem.what for problem in filled.problems] == ["“Ondertekenaar 2” is nog leeg."]
