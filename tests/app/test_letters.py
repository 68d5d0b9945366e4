"""Letters as files, as both faces make them."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from briefmaker.app.installed import installed_packs
from briefmaker.app.letters import copied_letter, file_name_of, new_letter, open_letter, save_letter
from briefmaker.drafts.letter_file import LetterFile
from briefmaker.errors import UnreadableLetter, UnusableInput
from briefmaker.letter.answers import Answers
from briefmaker.letter.document_type import Metadata

TODAY = datetime.date(2026, 11, 23)
TYPE = "haarlem/wethoudersbrief"
PACKS = installed_packs()
LETTER = PACKS.type(TYPE).type


def letter(**answers: str) -> LetterFile:
    return LetterFile(TYPE, "0.9.0", Answers(answers), {"later": {"a": 1}})


@pytest.mark.parametrize("name", ["brief.brief", "BRIEF.BRIEF", "letter.json"])
def test_a_saved_letter_opens_as_it_was(tmp_path: Path, name: str) -> None:
    given = letter(onderwerp="Zwembad & park 😀", kopie_aan="a\nb")
    save_letter(tmp_path / name, given)
    assert open_letter(tmp_path / name) == given


@pytest.mark.parametrize("name", ["brief.docx", "brief", "brief.txt", ".brief.pdf"])
def test_no_letter_is_saved_under_the_name_of_another_kind_of_file(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"van iemand anders")
    with pytest.raises(UnusableInput, match=r"\.brief of \.json"):
        save_letter(tmp_path / name, letter())
    assert (tmp_path / name).read_bytes() == b"van iemand anders"


def test_a_new_letter_may_be_begun_by_the_short_name_of_its_type() -> None:
    assert new_letter(PACKS, "wethoudersbrief", TODAY) == new_letter(PACKS, TYPE, TODAY)


def test_a_copy_forgets_what_belongs_to_one_letter_and_takes_the_present_pack() -> None:
    copy = copied_letter(PACKS, letter(onderwerp="Groen", datum="2026-11-01", ons_kenmerk="2026/1234"))
    assert copy.answers == Answers({"onderwerp": "Groen"})
    assert copy.pack_version == LETTER.pack.version


@pytest.mark.parametrize(
    ("answers", "name"),
    [
        ({"datum": "2026-11-23", "onderwerp": "Meer groen"}, "2026-11-23 Meer groen.brief"),
        ({"datum": "18-8-2015", "onderwerp": "a/b: c?"}, "2015-08-18 a-b- c.brief"),
        ({"datum": "gauw", "onderwerp": "Meer\ngroen"}, "Meer groen.brief"),
        ({"onderwerp": "{datum} {retouradres}"}, "{datum} {retouradres}.brief"),
        ({}, "Brief van een wethouder.brief"),
    ],
)
def test_a_proposed_name_says_what_the_letter_is(answers: dict[str, str], name: str) -> None:
    assert file_name_of(LETTER, Answers(answers), TODAY, ".brief") == name


def test_a_type_that_says_nothing_of_names_is_named_after_its_title() -> None:
    plain = LETTER.model_copy(update={"metadata": Metadata(title="onderwerp")})
    assert file_name_of(plain, Answers({"onderwerp": "Meer groen"}), TODAY, ".pdf") == "Meer groen.pdf"


def test_the_file_is_named_in_what_is_wrong_with_it(tmp_path: Path) -> None:
    (tmp_path / "kapot.brief").write_bytes(b"PK\3\4 half")
    with pytest.raises(UnreadableLetter, match=r"kapot\.brief"):
        open_letter(tmp_path / "kapot.brief")
    (tmp_path / "vreemd.docx").write_bytes(b"geen zip")
    with pytest.raises(UnreadableLetter, match=r"“vreemd\.docx” is niet met Briefmaker gemaakt"):
        open_letter(tmp_path / "vreemd.docx")
    with pytest.raises(UnusableInput, match=r"“weg\.brief” bestaat niet"):
        open_letter(tmp_path / "weg.brief")
    with pytest.raises(UnusableInput, match="is een map"):
        open_letter(tmp_path)
