"""Where a pack uses its fields, standard texts, lists, text blocks, marks and styles."""

import shutil
from pathlib import Path

import pytest

from briefmaker.__main__ import main
from briefmaker.app.where_used import UseKind, uses_of, where_used

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of a shipped pack."""
    return Path(shutil.copytree(TEMPLATES / "haarlem", tmp_path / "haarlem"))


def said(folder: Path, name: str) -> set[tuple[str, str]]:
    return {(use.spot.file, use.how) for use in where_used(folder, name)}


def test_a_field_is_found_where_it_is_printed_and_where_the_form_names_it(folder: Path) -> None:
    found = said(folder, "onderwerp")
    assert ("memo/template.docx", "afgedrukt") in found
    assert ("memo/manifest.toml", "eigenschap van het document") in found
    assert ("memo/manifest.toml", "bestandsnaam") in found
    assert ("tekstblokken/bedankt.md", "tekst van een tekstblok") in found


def test_the_place_of_a_use_is_the_line_or_cell_it_stands_in(folder: Path) -> None:
    manifest = folder / "memo" / "manifest.toml"
    text = manifest.read_text("utf-8").replace('id = "afdeling"', 'id = "afdeling"\n  shown_if = "van"')
    manifest.write_text(text, "utf-8")
    condition = next(use for use in where_used(folder, "van") if use.how == "voorwaarde om te tonen")
    assert text.splitlines()[condition.spot.line - 1].strip() == 'shown_if = "van"'
    assert condition.spot.words == "afdeling"
    printed = next(use for use in where_used(folder, "van") if use.spot.file == "memo/template.docx")
    assert (printed.spot.cell.row, printed.spot.cell.column) == (2, 2)


def test_a_list_a_standard_text_and_a_mark_are_found(folder: Path) -> None:
    assert ("wethoudersbrief/manifest.toml", "aangevuld uit") in said(folder, "ondertekenaars")
    assert ("wethoudersbrief/manifest.toml", "beginwaarde") in said(folder, "slotgroet")
    assert ("huisstijlen/vanaf-2018/huisstijl.toml", "beeldmerk") in said(folder, "merk.png")
    assert ("huisstijlen/vanaf-2018/huisstijl.docx", "afbeelding") in said(folder, "merk")


def test_a_text_block_is_found_by_the_documents_that_it_is_for(folder: Path) -> None:
    assert {use.name for use in where_used(folder, "bedankt")} == {"wethoudersbrief", "collegebrief"}


def test_what_an_entry_of_a_group_prints_is_found_by_the_name_of_the_group(folder: Path) -> None:
    assert ("raadsvoorstel/template.docx", "afgedrukt") in said(folder, "hoofdstukken.titel")
    assert {use.name for use in where_used(folder, "hoofdstukken")} >= {"hoofdstukken", "hoofdstukken.tekst"}


def test_a_style_is_found_by_the_name_that_word_shows(folder: Path) -> None:
    assert {use.kind for use in where_used(folder, "body text")} == {UseKind.STYLE}


def test_files_that_can_not_be_read_are_passed_over(folder: Path) -> None:
    before = len(uses_of(folder))
    (folder / "memo" / "template.docx").write_bytes(b"PK half")
    (folder / "memo" / "manifest.toml").write_text("[[", "utf-8")
    (folder / "tekstblokken" / "stuk.md").write_bytes(b"\xff\xfe")
    assert 0 < len(uses_of(folder)) < before


def test_the_command_line_says_it_too(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["templates", "where-used", str(folder), "ondertekenaars"]) == 0
    out = capsys.readouterr().out
    assert "memo/manifest.toml, regel 23, bij “aan”: aangevuld uit: ondertekenaars" in out
    assert main(["templates", "where-used", str(folder), "bestaat_niet"]) == 0
    assert "wordt nergens" in capsys.readouterr().err
