"""A letter with pictures leaves only when each says what it shows."""

from __future__ import annotations

import datetime

import pytest

from briefmaker.app.installed import installed_packs
from briefmaker.forms.filling import fill
from briefmaker.letter.answers import Answers, Enclosure
from briefmaker.letter.body import Body, Image, ListBlock, ListItem
from briefmaker.problems import Place

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture(scope="module")
def letter_type():
    return installed_packs().type("haarlem/wethoudersbrief").type


def problems_of(letter_type, *blocks, field="brieftekst"):
    body = Body(blocks=blocks)
    answers = Answers(
        {"brieftekst": body} if field == "brieftekst" else {"bijlagen": (Enclosure(title="x", body=body),)}
    )
    found = fill(letter_type, answers, datetime.date(2026, 11, 23)).problems
    return [problem for problem in found if problem.rule.startswith("image")]


def test_a_picture_without_a_description_keeps_the_letter_from_leaving(letter_type) -> None:
    (problem,) = problems_of(letter_type, Image(id="i", data=PNG, alt=" "))
    assert problem.where == Place("brieftekst", "i")
    assert problem.blocks_export
    assert "beschrijving" in problem.sentence


def test_a_picture_in_a_list_in_an_enclosure_is_found_too(letter_type) -> None:
    item = ListItem(id="l", blocks=(Image(id="i", data=PNG),))
    (problem,) = problems_of(letter_type, ListBlock(id="x", items=(item,)), field="bijlagen")
    assert problem.where == Place("bijlagen/0/tekst", "i")


def test_a_picture_that_is_gone_is_named(letter_type) -> None:
    (problem,) = problems_of(letter_type, Image(id="i", data=b"", alt="Een kaart"))
    assert (problem.rule, problem.blocks_export) == ("image.missing", True)


def test_where_a_picture_is_gone_the_page_says_so(letter_type) -> None:
    gone = ListItem(id="l", blocks=(Image(id="i", data=b"", alt="Een kaart"),))
    answers = Answers({"brieftekst": Body(blocks=(ListBlock(id="x", items=(gone,)),))})
    printed = fill(letter_type, answers, datetime.date(2026, 11, 23)).letter.parts["brieftekst"].body
    assert list(printed.texts()) == ["[Afbeelding]"]
    assert not list(printed.images())


def test_a_picture_with_a_description_is_a_text_and_fine(letter_type) -> None:
    body = Body(blocks=(Image(id="i", data=PNG, alt="Een kaart van de wijk"),))
    assert not body.is_blank
    assert problems_of(letter_type, *body.blocks) == []


def test_what_no_document_can_hold_is_taken_out_of_a_description(letter_type) -> None:
    body = Body(blocks=(Image(id="i", data=PNG, alt="Een\x07kaart"),))
    filled = fill(letter_type, Answers({"brieftekst": body}), datetime.date(2026, 11, 23))
    assert any(problem.rule == "characters.illegal" for problem in filled.problems)
