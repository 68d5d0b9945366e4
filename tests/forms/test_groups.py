"""A repeated group: entries become rows, what is missing in one is named with its place."""

from __future__ import annotations

import datetime
from typing import Any

from briefmaker.forms.filling import fill
from briefmaker.letter.answers import Answers, Entry
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
            "pack": {"id": "voorbeeld", "version": "1", "title": "V", "organisation": {"name": "V"}},
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
                            "field": [
                                {"id": "naam", "label": "Naam", "required": True},
                                {"id": "functie", "label": "Functie"},
                            ],
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
