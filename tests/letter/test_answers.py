"""Answers are values: a changed copy leaves the first as it was, and an empty answer is none."""

from __future__ import annotations

import pytest

from briefmaker.letter.answers import Answer, Answers, Enclosure
from briefmaker.letter.body import Body, Paragraph, inlines

TEXT = Body(blocks=(Paragraph(id="b1", inlines=inlines("Geachte Annet")),))


def test_a_change_gives_a_copy() -> None:
    first = Answers({"a": "1"})
    assert first.with_answer("a", "2").text("a") == "2"
    assert first.with_answers({"b": "3"}).without("a") == Answers({"b": "3"})
    assert first == Answers({"a": "1"})


@pytest.mark.parametrize("empty", ["", (), Body()])
def test_an_empty_answer_equals_none(empty: Answer) -> None:
    cleared = Answers({"a": "1", "b": empty})
    assert cleared == Answers({"a": "1"})
    assert hash(cleared) == hash(Answers({"a": "1"}))
    assert cleared.as_json() == {"a": "1"}
    assert cleared != Answers({"a": "1", "b": "2"})


def test_answers_are_read_by_their_kind_and_empty_where_they_have_another() -> None:
    answers = Answers({"text": "x", "body": TEXT, "enclosures": (Enclosure(title="Kaart"),)})
    assert answers.text("text") == "x"
    assert answers.body("body") == TEXT
    assert answers.enclosures("enclosures")[0].title == "Kaart"
    for field in ("text", "body", "enclosures", "none"):
        assert answers.text(field) in ("", "x")
        assert field == "body" or answers.body(field) == Body()
        assert field == "enclosures" or answers.enclosures(field) == ()


def test_what_was_typed_stands_in_no_repr() -> None:
    answers = Answers({"naam": "Annet de Boer", "tekst": TEXT, "b": (Enclosure(title="Annet", body=TEXT),)})
    assert "Annet" not in repr(answers)
    assert "Annet" not in repr(dict(answers)["tekst"])
    assert "Annet" not in repr(answers.enclosures("b"))
