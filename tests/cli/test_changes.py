"""Changes of a pack on the command line: mended, replaced, taken back, and a copy with comments."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from briefmaker.__main__ import main
from briefmaker.inspection.comments import AUTHOR
from tests.inspection.changed_files import member
from tests.inspection.corpus.cases import TEMPLATES, Case
from tests.inspection.corpus.tag_cases import TAG_CASES

CASES = [
    case
    for case in TAG_CASES
    if case.repairable
    and case.document_type == "haarlem/wethoudersbrief"
    and case.expected in {"tags.unknown", "tags.broken"}
]
TEMPLATE = "wethoudersbrief/template.docx"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of a shipped pack."""
    return Path(shutil.copytree(TEMPLATES / "haarlem", tmp_path / "haarlem"))


@pytest.fixture
def broken(folder: Path) -> tuple[Path, Case]:
    """The same with a template in which something is wrong."""
    (folder / TEMPLATE).write_bytes(CASES[0].made())
    return folder, CASES[0]


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def ran(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = main(["templates", *map(str, arguments)])
    told = capsys.readouterr()
    return code, told.out, told.err


def test_what_can_be_mended_is_listed_mended_and_taken_back(
    broken: tuple[Path, Case], capsys: pytest.CaptureFixture[str]
) -> None:
    folder, case = broken
    before = contents(folder)
    code, listed, told = ran(capsys, "repair", folder, "wethoudersbrief")
    assert (code, case.expected in listed, "--all" in told) == (1, True, True)
    assert contents(folder) == before
    code, mended, told = ran(capsys, "repair", folder, "wethoudersbrief", "--all")
    assert (code, mended) == (0, listed)
    assert told == "Hersteld: 1\n"
    assert ran(capsys, "check", folder)[0] == 0
    assert ran(capsys, "undo", folder) == (0, "", "Teruggedraaid: Herstellingen: 1\n")
    assert contents(folder) == before
    assert ran(capsys, "undo", folder)[0] == 1


def test_of_one_rule_only_its_own_findings_are_mended(
    broken: tuple[Path, Case], capsys: pytest.CaptureFixture[str]
) -> None:
    folder, case = broken
    before = contents(folder)
    assert ran(capsys, "repair", folder, "wethoudersbrief", "--rule", "language.missing")[1] == ""
    assert contents(folder) == before
    assert case.expected in ran(capsys, "repair", folder, "wethoudersbrief", "--rule", case.expected)[1]
    assert ran(capsys, "check", folder)[0] == 0


def test_a_copy_has_the_faults_as_comments(
    broken: tuple[Path, Case], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, _case = broken
    before = contents(folder)
    copy = tmp_path / "nagekeken.docx"
    assert ran(capsys, "comments", folder, "wethoudersbrief", "-o", copy)[0] == 0
    assert f'w:author="{AUTHOR}"' in member(copy.read_bytes(), "word/comments.xml")
    assert contents(folder) == before
    assert ran(capsys, "comments", folder, "weg", "-o", copy)[0] == 2


def test_replacing_shows_first_what_it_would_do(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = contents(folder)
    code, shown, told = ran(capsys, "replace", folder, "Contactpersoon", "Vraagbaak", "--match-case")
    assert (code, "--yes" in told) == (1, True)
    assert "wethoudersbrief/manifest.toml, regel 93: [Contactpersoon]" in shown
    assert contents(folder) == before
    code, again, told = ran(capsys, "replace", folder, "Contactpersoon", "Vraagbaak", "--match-case", "--yes")
    assert (code, again) == (0, shown)
    assert contents(folder) != before
    assert ran(capsys, "replace", folder, "Contactpersoon", "x", "--match-case", "--yes")[0] == 1
    assert ran(capsys, "undo", folder)[2] == "Teruggedraaid: “Contactpersoon” vervangen door “Vraagbaak”\n"
    assert contents(folder) == before


def test_what_stays_is_told_with_the_reason(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = ran(capsys, "replace", folder, "contactpersoon", "x", "--whole-words")[1]
    assert "{{ [contactpersoon] }} (blijft: deel van een code tussen accolades)" in shown


def test_installed_packs_are_not_changed(capsys: pytest.CaptureFixture[str]) -> None:
    code, _out, told = ran(capsys, "replace", "haarlem", "Contactpersoon", "x", "--yes")
    assert (code, "werkkopie" in told) == (2, True)
