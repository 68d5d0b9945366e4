"""One letter in both generations of a house style: different pages, the same template.docx."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from openxml_audit import OpenXmlValidator

from briefmaker.app.installed import installed_packs
from briefmaker.app.own_mark import OwnMark
from briefmaker.app.typesetting import Typesetter
from briefmaker.drafts.letter_file import read_letter_file
from briefmaker.forms.filling import fill
from briefmaker.letter.letter import Letter
from briefmaker.output import EmbeddedEngine, LibreOfficeEngine, text_of_docx
from briefmaker.output.engine import LayoutEngine
from briefmaker.output.office import find_soffice
from briefmaker.output.validation import validate
from tests.rendering.letters import png
from tests.rendering.word_files import parts

TODAY = datetime.date(2026, 11, 23)
TYPE = "haarlem/wethoudersbrief"
PACKS = installed_packs()
HOUSE_STYLES = ("tot-2018", "vanaf-2018")
RICH = Path(__file__).parents[1] / "golden" / "alles" / "letter.json"


def letter(day: str) -> Letter:
    """A letter with everything that a text can hold, of this day."""
    answers = read_letter_file(RICH.read_bytes()).answers.with_answer("datum", day)
    return fill(PACKS.type(TYPE).type, answers, TODAY).letter


LETTERS = {"tot-2018": letter("2016-09-30"), "vanaf-2018": letter("2026-09-30")}


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    return Typesetter(PACKS)


@pytest.fixture(scope="module")
def documents(typesetter: Typesetter) -> dict[str, bytes]:
    return {name: typesetter.typeset(made).docx for name, made in LETTERS.items()}


@pytest.fixture(scope="module")
def embedded() -> Iterator[EmbeddedEngine]:
    engine = EmbeddedEngine()
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def pdfs(documents: dict[str, bytes], embedded: EmbeddedEngine) -> dict[str, bytes]:
    return {name: pdf_by(embedded, docx) for name, docx in documents.items()}


def pdf_by(engine: LayoutEngine, docx: bytes) -> bytes:
    return engine.pdf(docx, title="Brief", language="nl-NL", author="Iemand")


def page_count(pdf: bytes) -> int:
    return len(pypdfium2.PdfDocument(pdf))


def first_page(pdf: bytes) -> bytes:
    return bytes(pypdfium2.PdfDocument(pdf)[0].render(scale=1).to_pil().convert("RGB").tobytes())


def test_a_letter_is_in_the_house_style_of_its_day() -> None:
    assert {name: made.house_style for name, made in LETTERS.items()} == {name: name for name in HOUSE_STYLES}


def test_the_same_text_stands_on_different_pages(documents: dict[str, bytes], pdfs: dict[str, bytes]) -> None:
    old, new = (text_of_docx(documents[name]) for name in HOUSE_STYLES)
    assert [line.replace("2016", "2026") for line in old] == list(new)
    assert first_page(pdfs["tot-2018"]) != first_page(pdfs["vanaf-2018"])


def written(document: bytes) -> bytes:
    """The text as it is written, without the day and the colour that header rows have in the house style."""
    text = document.partition(b"<w:sectPr")[0].replace(b"2016", b"2026")
    return re.sub(rb'w:fill="[0-9A-F]{6}"', b"", text)


def test_text_is_written_alike_so_that_one_template_serves_both(documents: dict[str, bytes]) -> None:
    old, new = (parts(documents[name]) for name in HOUSE_STYLES)
    assert old["word/styles.xml"] != new["word/styles.xml"]
    assert old["word/header1.xml"] != new["word/header1.xml"]
    assert old["word/media/merk.png"] != new["word/media/merk.png"]
    before, after = (written(found["word/document.xml"]) for found in (old, new))
    assert before == after


@pytest.mark.parametrize("house_style", HOUSE_STYLES)
def test_both_keep_to_the_schemas_and_to_the_standards_for_pdf(
    documents: dict[str, bytes], pdfs: dict[str, bytes], house_style: str, tmp_path: Path
) -> None:
    path = tmp_path / "brief.docx"
    path.write_bytes(documents[house_style])
    assert not [error.description for error in OpenXmlValidator().validate(path).errors]
    assert validate(pdfs[house_style]) == ()


@pytest.mark.libreoffice
@pytest.mark.skipif(find_soffice() is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("house_style", HOUSE_STYLES)
def test_libreoffice_makes_as_many_pages_to_the_same_standards(
    documents: dict[str, bytes], pdfs: dict[str, bytes], house_style: str
) -> None:
    engine = LibreOfficeEngine()
    try:
        made = pdf_by(engine, documents[house_style])
    finally:
        engine.close()
    assert page_count(made) == page_count(pdfs[house_style])
    assert validate(made) == ()


@pytest.mark.parametrize("house_style", HOUSE_STYLES)
def test_an_organisations_own_mark_takes_the_place_of_either(house_style: str) -> None:
    own = png(60, 30)
    made = parts(Typesetter(PACKS, mark=OwnMark(own, "haarlem")).typeset(LETTERS[house_style]).docx)
    assert own in made.values()
    links = made["word/_rels/header1.xml.rels"]
    assert b"briefmaker-merk.png" in links
    assert b'"media/merk.png"' not in links


@pytest.mark.parametrize("house_style", HOUSE_STYLES)
def test_a_concept_says_so_on_every_page(typesetter: Typesetter, house_style: str) -> None:
    made = parts(typesetter.typeset(LETTERS[house_style], as_concept=True).docx)
    for name in ("word/header1.xml", "word/header2.xml"):
        assert b"Concept" in made[name]
