"""A letter in English says so everywhere: in Word, in the PDF of both engines, and when it comes back."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pikepdf
import pytest
from openxml_audit import OpenXmlValidator

from briefmaker.app.exporting import pdf_of_letter, word_of_letter
from briefmaker.app.importing import import_letter
from briefmaker.app.installed import installed_packs
from briefmaker.app.typesetting import Typesetter
from briefmaker.app.word_texts import letter_in_word
from briefmaker.drafts.letter_file import LetterFile
from briefmaker.output import EmbeddedEngine, LibreOfficeEngine, text_of_pdf
from briefmaker.output.office import find_soffice
from briefmaker.output.validation import validate
from tests.qt.conftest import TODAY, TYPE

PACKS = installed_packs()
TYPESETTER = Typesetter(PACKS)
SOURCE = Path(__file__).parents[1] / "letters" / "motie.txt"


@pytest.fixture(scope="module")
def letter() -> LetterFile:
    read = import_letter(PACKS, SOURCE, TYPE, TODAY).letter
    answers = read.answers.with_answers({"taal": "en-GB", "datum": "2026-08-18"})
    return LetterFile(read.document_type, read.pack_version, answers)


def members(docx: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return {name: package.read(name).decode("utf-8", "replace") for name in package.namelist()}


def assert_english(pdf: bytes) -> None:
    assert validate(pdf) == ()
    with pikepdf.open(io.BytesIO(pdf)) as file:
        assert str(file.Root.Lang) == "en-GB"
        assert re.findall(r"<rdf:li>([a-z]+-[A-Z]+)</rdf:li>", file.Root.Metadata.read_bytes().decode()) == [
            "en-GB"
        ]
    assert "18 August 2026" in " ".join(text_of_pdf(pdf))


def test_the_word_document_is_in_english_and_keeps_to_the_schemas(letter, tmp_path) -> None:
    path = tmp_path / "letter.docx"
    path.write_bytes(word_of_letter(TYPESETTER, letter, TODAY))
    made = members(path.read_bytes())
    assert re.findall(r'<w:lang [^>]*w:val="([^"]*)"', "".join(made.values())) == ["en-GB"]
    assert '<w:themeFontLang w:val="en-GB"/>' in made["word/settings.xml"]
    assert "<dc:language>en-GB</dc:language>" in made["docProps/core.xml"]
    assert "18 August 2026" in made["word/document.xml"]
    assert OpenXmlValidator().validate(path).is_valid


def test_the_pdf_of_the_embedded_engine_is_in_english(letter) -> None:
    engine = EmbeddedEngine()
    try:
        assert_english(pdf_of_letter(TYPESETTER, engine, letter, TODAY))
    finally:
        engine.close()


@pytest.mark.libreoffice
@pytest.mark.skipif(find_soffice() is None, reason="no LibreOffice here")
def test_the_pdf_of_libreoffice_is_in_english(letter) -> None:
    engine = LibreOfficeEngine()
    try:
        assert_english(pdf_of_letter(TYPESETTER, engine, letter, TODAY))
    finally:
        engine.close()


def test_the_letter_comes_back_in_english_also_when_its_text_was_changed_in_word(letter) -> None:
    docx = word_of_letter(TYPESETTER, letter, TODAY)
    back = letter_in_word(docx, PACKS, TODAY)
    assert back is not None
    assert back.letter.answers == letter.answers
    changed = _with_changed_text(docx)
    back = letter_in_word(changed, PACKS, TODAY)
    assert back is not None
    assert [problem.rule for problem in back.problems] == ["word.followed"]
    assert back.letter.answers.text("taal") == "en-GB"
    assert "changed in Word" in " ".join(back.letter.answers.body("brieftekst").texts())


def _with_changed_text(docx: bytes) -> bytes:
    """The last paragraph of the text with other words."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as given, zipfile.ZipFile(target, "w") as made:
        for name in given.namelist():
            data = given.read(name)
            if name == "word/document.xml":
                text = data.decode()
                assert "de motie" in text
                data = text.replace("de motie", "changed in Word", 1).encode()
            made.writestr(name, data)
    return target.getvalue()
