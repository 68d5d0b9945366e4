"""What an import must not lose or guess in silence."""

from __future__ import annotations

import datetime

import pytest

from briefmaker.content.importing import import_text
from briefmaker.letter.document_type import Section
from tests.content.letter_types import WETHOUDERSBRIEF

TODAY = datetime.date(2026, 11, 23)


@pytest.mark.parametrize("label", ["E-maıl", "E-maİl", "DATUM", "ＤＡＴＵＭ"])
def test_a_label_in_letters_that_only_look_alike_loses_nothing(label: str) -> None:
    report = import_text(f"{label}: wie weet\n\nGeachte leden,\n\nTekst.\n", WETHOUDERSBRIEF, today=TODAY)
    assert "wie weet" in str(report.answers.as_json())


@pytest.mark.parametrize("typed", ["26-8", "26 augustus", "18-8"])
def test_a_year_that_was_not_given_is_said(typed: str) -> None:
    report = import_text(f"Datum: {typed}\n\nGeachte leden,\n\nTekst.\n", WETHOUDERSBRIEF, today=TODAY)
    assert [remark.text for remark in report.uncertain] == [typed]
    assert "2026" in report.uncertain[0].why


@pytest.mark.parametrize("typed", ["26-8-2026", "26-8-26", "26 augustus 2026", "2026-08-26"])
def test_a_year_that_was_given_is_no_guess(typed: str) -> None:
    report = import_text(f"Datum: {typed}\n\nGeachte leden,\n\nTekst.\n", WETHOUDERSBRIEF, today=TODAY)
    assert report.uncertain == ()
    assert report.answers["datum"] == "2026-08-26"


def test_two_closings_are_both_kept() -> None:
    fields = tuple(
        field.model_copy(update={"labels": ("Slotgroet",)}) if field.id == "slotgroet" else field
        for field in WETHOUDERSBRIEF.fields.values()
    )
    labelled = WETHOUDERSBRIEF.model_copy(update={"sections": (Section(id="a", label="A", fields=fields),)})
    source = (
        "Slotgroet: Hoogachtend,\n\nGeachte leden,\n\nTekst.\n\nMet vriendelijke groet,\n\nAnnet de Boer\n"
    )
    report = import_text(source, labelled, today=TODAY)
    for words in ("Hoogachtend,", "Met vriendelijke groet,", "Annet de Boer"):
        assert words in str(report.answers.as_json())
