"""The Word documents of invented letters, part by part, as they were last looked at and accepted.

After a change that is meant: look at the differences, then

    ACCEPT_GOLDEN=1 .venv/bin/pytest tests/golden

and look at `git diff tests/golden` once more before committing. The letters have the structure of real ones:
`raadsmarkt` two lists and italic runs, `motie` headings, `wijkteam` a numbered list and an enclosure with a
table; `alles` holds everything that a text can; those named after a kind of document are samples of it.
"""

from __future__ import annotations

import datetime
import difflib
import os
import re
from pathlib import Path

import pytest

from briefmaker.app.installed import installed_packs
from briefmaker.app.typesetting import Typesetter
from briefmaker.drafts.letter_file import read_letter_file
from briefmaker.forms.filling import fill
from briefmaker.rendering import embedded_letter
from tests.rendering.word_files import canonical, parts

HERE = Path(__file__).parent
LETTERS = sorted(path.parent.name for path in HERE.glob("*/letter.json"))
TODAY = datetime.date(2026, 11, 23)
WRITTEN_PER_LETTER = re.compile(
    r"word/(document|header\d*|footer\d*|footnotes|numbering)\.xml|docProps/core\.xml|"
    r"word/_rels/(document|footnotes)\.xml\.rels"
)


def document(name: str, *, with_letter: bool = False) -> bytes:
    """The Word document of a golden letter."""
    letter_file = read_letter_file((HERE / name / "letter.json").read_bytes())
    packs = installed_packs()
    filled = fill(packs.type(letter_file.document_type).type, letter_file.answers, TODAY)
    return Typesetter(packs).typeset(filled.letter, letter_file.answers if with_letter else None).docx


def readable(xml: bytes) -> str:
    """Canonical XML one paragraph, row or relationship a line, so that a difference can be read."""
    text = canonical(xml).decode()
    return (
        re.sub(r"(?<!^)(<w:(?:p|tbl|tr|sectPr|num|abstractNum)[ >]|<Relationship |<dc|<cp:l)", r"\n\1", text)
        + "\n"
    )


def golden_parts(name: str) -> dict[str, Path]:
    """The accepted parts of a letter by member name."""
    folder = HERE / name
    return {
        path.relative_to(folder).as_posix(): path
        for path in sorted(folder.rglob("*"))
        if path.suffix in {".xml", ".rels"}
    }


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_is_written_as_it_was_accepted(name: str) -> None:
    made = {
        member: readable(data)
        for member, data in parts(document(name)).items()
        if WRITTEN_PER_LETTER.fullmatch(member)
    }
    if os.environ.get("ACCEPT_GOLDEN"):
        for path in golden_parts(name).values():
            path.unlink()
        for member, text in made.items():
            target = HERE / name / member
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
    accepted = {member: path.read_text(encoding="utf-8") for member, path in golden_parts(name).items()}
    assert made.keys() == accepted.keys()
    differences = [
        line
        for member in made
        for line in difflib.unified_diff(
            accepted[member].splitlines(),
            made[member].splitlines(),
            f"accepted {member}",
            f"now {member}",
            "",
            "",
            0,
            "",
        )
    ]
    assert not differences, "\n".join(
        [*differences, "", "Meant? ACCEPT_GOLDEN=1 .venv/bin/pytest tests/golden"]
    )


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_can_be_opened_from_its_word_document(name: str) -> None:
    found = embedded_letter(document(name, with_letter=True))
    assert found is not None
    assert found.text_is_unchanged
    again = read_letter_file(found.letter_json)
    assert (
        again.answers.as_json()
        == read_letter_file((HERE / name / "letter.json").read_bytes()).answers.as_json()
    )


def test_there_are_letters_of_every_structure() -> None:
    assert LETTERS == [
        "alles", "collegebrief", "dorpen", "informatienota", "memo", "motie", "opdrachtformulering",
        "raadsmarkt", "raadsvoorstel", "wijkteam",
    ]  # fmt: skip
