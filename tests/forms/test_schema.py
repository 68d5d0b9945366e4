"""The JSON Schema takes every letter file that Briefmaker writes, and refuses what it would not print."""

from __future__ import annotations

import datetime
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from briefmaker.app.importing import import_letter
from briefmaker.app.installed import installed_packs, schema_of
from briefmaker.app.letters import new_letter
from briefmaker.drafts.letter_file import letter_json
from briefmaker.letter.answers import EnclosedFile, Enclosure
from tests.forms.json_schema import mistakes

TODAY = datetime.date(2026, 11, 23)
TYPE = "haarlem/wethoudersbrief"
PACKS = installed_packs()
SCHEMA = schema_of(PACKS, TYPE)
LETTERS = Path(__file__).parent.parent / "letters"


def letter(**answers: Any) -> dict[str, Any]:
    return {"format": 1, "document_type": TYPE, "answers": answers}


def test_a_new_letter_fits() -> None:
    assert mistakes(SCHEMA, json.loads(letter_json(new_letter(PACKS, TYPE, TODAY)))) == []


@pytest.mark.parametrize("source", sorted(path.name for path in LETTERS.iterdir()))
def test_an_imported_letter_fits(source: str) -> None:
    made = import_letter(PACKS, LETTERS / source, TYPE, TODAY).letter
    assert mistakes(SCHEMA, json.loads(letter_json(made))) == []


def test_a_letter_with_an_enclosed_file_fits() -> None:
    begun = new_letter(PACKS, TYPE, TODAY)
    file = EnclosedFile(name="kaart.png", media_type="image/png", data=b"\x89PNG\r\n\x1a\n", alt="Een kaart")
    answers = begun.answers.with_answer("bijlagen", (Enclosure(title="Kaart", file=file),))
    written = json.loads(letter_json(replace(begun, answers=answers)))
    assert mistakes(SCHEMA, written) == []
    written["answers"]["bijlagen"][0]["file"]["path"] = "/etc/passwd"
    assert mistakes(SCHEMA, written) != []


def test_the_samples_of_the_pack_fit() -> None:
    samples = [path for path in PACKS.type(TYPE).samples if path.suffix == ".json"]
    for path in samples:
        assert mistakes(SCHEMA, json.loads(path.read_text(encoding="utf-8"))) == [], path.name


@pytest.mark.parametrize(
    "answers",
    [
        {"brieftekst": "Een tekst.\n\nZonder boom."},
        {"brieftekst": {"blocks": [{"type": "paragraph", "inlines": [{"text": "a"}, {"line_break": True}]}]}},
        {"bijlagen": [{"title": "Kaart"}, {}]},
        {"veld_van_vroeger": "blijft bewaard"},
        {},
    ],
)
def test_what_people_and_scripts_write_by_hand_fits(answers: dict[str, Any]) -> None:
    assert mistakes(SCHEMA, letter(**answers)) == []


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        (letter(onderwerp=5), "answers.onderwerp"),
        (letter(onderwerp={"blocks": []}), "answers.onderwerp"),
        (letter(kopie_aan=["Griffie"]), "answers.kopie_aan"),
        (letter(brieftekst=["a"]), "answers.brieftekst"),
        (letter(brieftekst={"blocks": [{"type": "heading", "level": 4}]}), "answers.brieftekst"),
        (letter(brieftekst={"blocks": [{"type": "image"}]}), "answers.brieftekst"),
        (letter(bijlagen="Kaart"), "answers.bijlagen"),
        (letter(bijlagen=[{"titel": "Kaart"}]), "answers.bijlagen.0"),
        ({**letter(), "format": 2}, "format"),
        ({**letter(), "format": "1"}, "format"),
        ({**letter(), "document_type": "haarlem/memo"}, "document_type"),
        ({"format": 1, "document_type": TYPE}, ""),
        ([], ""),
    ],
)
def test_what_would_not_be_printed_is_refused_at_its_place(wrong: object, place: str) -> None:
    found = mistakes(SCHEMA, wrong)
    assert any(mistake.startswith(f"{place}: ") for mistake in found), found


def test_the_schema_says_what_a_letter_needs_to_leave() -> None:
    answers = SCHEMA["properties"]["answers"]
    assert "onderwerp" in answers["x-required"]
    assert "uw_kenmerk" not in answers["x-required"]
    assert answers["properties"]["onderwerp"]["title"] == "Onderwerp"
