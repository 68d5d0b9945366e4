"""Existing documents into the form: Word documents of ours and of others, texts; the kind recognised."""

from __future__ import annotations

import datetime
import io
from pathlib import Path

import docx
import pikepdf
import pytest

from briefmaker.app.importing import ImportedLetter, import_letter
from briefmaker.app.installed import installed_packs
from briefmaker.app.letters import open_letter
from briefmaker.app.typesetting import Typesetter
from briefmaker.errors import UnusableInput
from briefmaker.forms.filling import fill
from briefmaker.output import EmbeddedEngine
from briefmaker.packs.installed import InstalledPacks

TODAY = datetime.date(2026, 11, 23)


@pytest.fixture(scope="module")
def packs() -> InstalledPacks:
    return installed_packs()


def imported(packs: InstalledPacks, path: Path) -> ImportedLetter:
    return import_letter(packs, path, "", TODAY)


def test_a_letter_of_ours_comes_back_from_its_page_alone(packs: InstalledPacks, tmp_path: Path) -> None:
    found = packs.type("haarlem/wethoudersbrief")
    letter = open_letter(found.samples[0])
    path = tmp_path / "brief.docx"
    path.write_bytes(Typesetter(packs).typeset(fill(found.type, letter.answers, TODAY).letter).docx)
    back = imported(packs, path)
    assert back.letter.document_type == "haarlem/wethoudersbrief"
    assert back.type_is_certain
    for field, answer in back.letter.answers.items():
        if isinstance(answer, str):
            assert answer == letter.answers[field], field
    wanted, got = letter.answers.body("brieftekst"), back.letter.answers.body("brieftekst")
    assert list(got.texts()) == list(wanted.texts())
    assert [block.type for block in got.blocks] == [block.type for block in wanted.blocks]
    assert not back.report.unplaced


def test_the_report_says_where_each_answer_came_from(packs: InstalledPacks, tmp_path: Path) -> None:
    path = tmp_path / "brief.txt"
    path.write_text(
        "Commissie Beheer\n\nDatum: 3 mei 2026\nOnderwerp: de brug\n\nGeachte leden,\n\nDe brug is klaar.\n\n"
        "Met vriendelijke groet,\n\nJan Visser\n",
        encoding="utf-8",
    )
    found = {each.field: each for each in imported(packs, path).report.found}
    assert (found["onderwerp"].line, found["onderwerp"].text, found["onderwerp"].sure) == (4, "de brug", True)
    assert (found["geadresseerde"].line, found["geadresseerde"].sure) == (1, False)


def test_text_boxes_typed_lists_and_columns_of_tabs_are_read(packs: InstalledPacks, tmp_path: Path) -> None:
    document = docx.Document()
    for line in (
        "Gemeente Haarlem",
        "Commissie Beheer",
        "Datum:\t3 mei 2026",
        "Onderwerp:\tde brug",
        "Geachte leden,",
        "Dit gaan wij doen:",
        "1. de brug schilderen;",
        "2. het hek vervangen.",
        "Met vriendelijke groet,",
        "Jan Visser",
    ):
        document.add_paragraph(line)
    path = tmp_path / "brief.docx"
    document.save(str(path))
    answers = imported(packs, path).letter.answers
    assert (answers.text("onderwerp"), answers.text("datum")) == ("de brug", "2026-05-03")
    assert answers.text("ondertekenaar") == "Jan Visser"
    assert [block.type for block in answers.body("brieftekst").blocks] == ["paragraph", "list"]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"niets", b"%PDF-1.7 kapot"])
@pytest.mark.parametrize("ending", [".docx", ".odt", ".pdf"])
def test_what_is_no_document_is_refused_with_a_sentence(
    packs: InstalledPacks, tmp_path: Path, data: bytes, ending: str
) -> None:
    path = tmp_path / f"stuk{ending}"
    path.write_bytes(data)
    with pytest.raises(UnusableInput, match="stuk"):
        imported(packs, path)


def test_an_empty_word_document_has_no_text(packs: InstalledPacks, tmp_path: Path) -> None:
    path, data = tmp_path / "leeg.docx", io.BytesIO()
    docx.Document().save(data)
    path.write_bytes(data.getvalue())
    with pytest.raises(UnusableInput, match="leeg"):
        imported(packs, path)


# --- PDF --------------------------------------------------------------------------------------------


def test_a_pdf_without_tags_is_read_by_its_layout(packs: InstalledPacks, tmp_path: Path) -> None:
    found = packs.type("haarlem/wethoudersbrief")
    letter = open_letter(found.samples[0])
    docx_bytes = Typesetter(packs).typeset(fill(found.type, letter.answers, TODAY).letter).docx
    engine = EmbeddedEngine()
    try:
        made = engine.pdf(docx_bytes, title="Brief")
    finally:
        engine.close()
    path = tmp_path / "brief.pdf"
    with pikepdf.open(io.BytesIO(made)) as document:
        del document.Root.StructTreeRoot
        document.save(path)
    back = imported(packs, path)
    assert back.letter.document_type == "haarlem/wethoudersbrief"
    assert back.source.lost
    for field, answer in back.letter.answers.items():
        if isinstance(answer, str) and field != "afzender_portefeuille":
            assert answer == letter.answers[field], field
    wanted = " ".join(letter.answers.body("brieftekst").texts()).split()
    got = " ".join(back.letter.answers.body("brieftekst").texts()).split()
    assert got == wanted


def test_a_protected_pdf_says_what_to_do(packs: InstalledPacks, tmp_path: Path) -> None:
    path = tmp_path / "geheim.pdf"
    document = pikepdf.new()
    document.add_blank_page()
    document.save(path, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(UnusableInput, match="wachtwoord"):
        imported(packs, path)


def test_pages_that_are_only_pictures_have_no_text(packs: InstalledPacks, tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    document = pikepdf.new()
    document.add_blank_page()
    document.save(path)
    with pytest.raises(UnusableInput, match="OCR"):
        imported(packs, path)


def test_a_page_that_unpacks_to_far_too_much_is_refused(packs: InstalledPacks, tmp_path: Path) -> None:
    path = tmp_path / "bom.pdf"
    document = pikepdf.new()
    page = document.add_blank_page()
    page.Contents = document.make_stream(b"q Q " * 10_000_000)
    document.save(path, compress_streams=True)
    with pytest.raises(UnusableInput, match="te groot"):
        imported(packs, path)


@pytest.mark.parametrize("at", [0.2, 0.5, 0.8])
def test_a_pdf_that_is_cut_off_is_read_or_refused_with_a_sentence(
    packs: InstalledPacks, tmp_path: Path, at: float
) -> None:
    path = tmp_path / "half.pdf"
    document = pikepdf.new()
    document.add_blank_page()
    data = io.BytesIO()
    document.save(data)
    path.write_bytes(data.getvalue()[: int(len(data.getvalue()) * at)])
    with pytest.raises(UnusableInput, match="half"):
        imported(packs, path)
