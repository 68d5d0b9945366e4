"""What a letter starts with, and what a choice from a list fills in."""

from __future__ import annotations

import datetime

from briefmaker.app.installed import installed_packs
from briefmaker.forms.starting import completed_answers, copied_answers, starting_answers
from briefmaker.letter.answers import Answers

TODAY = datetime.date(2026, 11, 23)
LETTER = installed_packs().type("haarlem/wethoudersbrief").type
SIGNERS = LETTER.pack.lists["ondertekenaars"].entries
COMMITTEES = LETTER.pack.lists["commissies"].entries


def test_a_new_letter_starts_with_the_standard_texts_of_the_pack() -> None:
    answers = starting_answers(LETTER, TODAY)
    assert answers.text("retouradres") == "Retouradres: Postbus 511, 2003 PB Haarlem"
    assert answers.text("datum") == "2026-11-23"
    assert "ons_kenmerk" not in answers


def test_a_copy_has_no_date_and_no_references_but_keeps_the_rest() -> None:
    own = {"datum": "2026-11-20", "ons_kenmerk": "2026/1234", "uw_kenmerk": "x"}
    first = Answers({**own, "onderwerp": "Groen"})
    copy = copied_answers(LETTER, first)
    assert set(copy) == {"onderwerp"}


def test_choosing_a_signer_fills_portfolio_and_signature() -> None:
    answers = completed_answers(LETTER, starting_answers(LETTER, TODAY), "afzender_naam", SIGNERS[0])
    assert answers.text("afzender_naam") == SIGNERS[0]["naam"]
    assert answers.text("ondertekenaar") == SIGNERS[0]["naam"]
    assert answers.text("afzender_portefeuille") == SIGNERS[0]["portefeuille"].strip()


def test_choosing_another_signer_replaces_what_the_first_choice_filled() -> None:
    first = completed_answers(LETTER, Answers(), "afzender_naam", SIGNERS[0])
    second = completed_answers(LETTER, first, "afzender_naam", SIGNERS[1])
    assert second.text("ondertekenaar") == SIGNERS[1]["naam"]


def test_what_the_user_typed_over_a_filled_field_stays() -> None:
    chosen = completed_answers(LETTER, starting_answers(LETTER, TODAY), "geadresseerde", COMMITTEES[0])
    typed = chosen.with_answer("aanhef", "Beste Annet,")
    again = completed_answers(LETTER, typed, "geadresseerde", COMMITTEES[1])
    assert again.text("geadresseerde") == COMMITTEES[1]["geadresseerde"]
    assert again.text("aanhef") == "Beste Annet,"
