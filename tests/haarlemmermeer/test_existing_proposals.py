"""Proposals that exist as plain text, imported and printed: a real one, and an invented one like it."""

from __future__ import annotations

import datetime
import io
import re
from pathlib import Path

import pikepdf
import pytest
from openxml_audit import OpenXmlValidator

from briefmaker.app.importing import import_letter
from briefmaker.app.installed import installed_packs
from briefmaker.output import LibreOfficeEngine
from tests.haarlemmermeer.conftest import Made
from tests.haarlemmermeer.word_structure import Structure, W, cells
from tests.stories.words import first_missing, words_of_pdf, words_of_source

TODAY = datetime.date(2026, 11, 23)
TYPE = "haarlemmermeer/raadsvoorstel"
LABELS = [
    "Onderwerp", "Portefeuillehouders", "Steller", "Collegevergadering", "Raadsvergadering",
    "Raadsvoorstelnummer",
]  # fmt: skip


class Imported:
    """A text, what was made of it, and its Word document."""

    def __init__(self, source: Path) -> None:
        self.text = source.read_text(encoding="utf-8")
        self.read = import_letter(installed_packs(), source, "", TODAY)
        self.made = Made(self.read.letter)
        self.structure = Structure(self.made.docx)


@pytest.fixture(scope="module")
def invented(project_root: Path) -> Imported:
    return Imported(project_root / "tests" / "letters" / "dorpen.txt")


@pytest.fixture(scope="module")
def real(seeds: Path) -> Imported:
    return Imported(seeds / "004_1cd53c83001f85f1.txt")


def assert_recognised(found: Imported) -> None:
    assert found.read.letter.document_type == TYPE
    assert not found.read.report.unplaced
    assert not [problem for problem in found.made.filled.problems if problem.blocks_export]


def assert_complete(found: Imported, pdf: bytes, folder: Path) -> None:
    path = folder / "voorstel.pdf"
    path.write_bytes(pdf)
    source, printed = words_of_source(found.text), words_of_pdf(path)
    assert first_missing(map(_printed, source), list(map(_printed, printed))) is None


def _printed(word: str) -> str:
    """A word without regard to the form of its quotation marks."""
    return re.sub("[‘’'“”\"]", "'", word)


def assert_structured(found: Imported, decisions: list[int]) -> None:
    """Every element of the genre is there as Word means it."""
    word = found.structure
    assert (word.items[0].style, word.items[0].text) == ("Documentsoort", "raadsvoorstel")
    rows = [cells(row) for row in word.tables[0].iterchildren(f"{W}tr")]
    assert [row[0][0] for row in rows] == LABELS
    values = {label: value for (label, _one), (value, _two) in rows}
    assert values.pop("Raadsvergadering") == ""
    assert all(values.values())
    assert len(found.made.letter.answers.entries("portefeuillehouders")) == 2

    headings = word.headings()
    assert [text for level, text in headings if level == 1] == [
        "Voorstel", "Samenvatting", "Uitwerking", "Ondertekening",
    ]  # fmt: skip
    assert len(word.with_style("Paragraafkop")) == 6
    assert {one.text[-1] for one in word.with_style("Paragraafkop")} == {"?"}
    assert all(not one.numbering for one in word.items if one.level in (3, 4))
    assert [level for level, _text in headings if level == 4]

    lead_ins = [word.items.index(one) for one in word.with_style("Besluitaanhef")]
    first = [word.items[at + 1] for at in lead_ins]
    assert len({one.numbering for one in first}) == len(lead_ins) == 2
    assert [word.restarts[one.numbering] for one in first] == ["1", "1"]
    assert [sum(not one.depth for one in found) for found in word.lists()[:2]] == decisions
    assert len(first[1].text) > 350

    bullets = [found for found in word.lists() if found[0].form == "bullet"]
    assert len(bullets) >= 5
    assert any(re.search(r"\(\d{4}\.\d+\)", one.text) for found in bullets for one in found)
    keyword_led = next(found for found in word.lists()[2:] if found[0].form == "decimal")
    assert len(keyword_led) >= 6
    # That the keywords are bold a plain text can't say; in the samples they are.
    assert all(re.match(r"[^.?!]{3,80}[.?!] \S", one.text) for one in keyword_led)

    (quotation,) = word.with_style("Quote")
    before = word.items[word.items.index(quotation) - 1].text
    assert re.search(r"\(\d{4}, p\. \d+\):$", before)

    table = word.tables[1]
    grid = [cells(row) for row in table.iterchildren(f"{W}tr")]
    assert [span for _text, span in grid[0]] == [1, 4]
    assert [len(row) for row in grid[1:]] == [5] * (len(grid) - 1)
    assert all(row[0][0] for row in grid[2:])
    assert any(not text for row in grid[2:] for text, _span in row)
    assert grid[-1][0][0] in {"...", "…"}

    at = word.items.index(word.with_style("Ondertekenaar")[0])
    styles = ["Ondertekenaar", "Functie", "Eerste handtekening", "Functie", "Signature", "Bijlagenkop"]
    assert [one.style for one in word.items[at : at + 6]] == styles
    assert [one.style for one in word.items[at + 6 :]] == ["Streepjeslijst"] * 3


def assert_valid(found: Imported, pdf_of, folder: Path) -> None:
    path = folder / "voorstel.docx"
    path.write_bytes(found.made.docx)
    assert not [error.description for error in OpenXmlValidator().validate(path).errors]
    assert pdf_of(found.made.docx)[1] == ()


def assert_as_long_in_libreoffice(found: Imported, pdf_of) -> None:
    engine = LibreOfficeEngine()
    try:
        theirs = engine.pdf(found.made.docx, title="Proef", language="nl-NL", author="")
    finally:
        engine.close()
    counts = []
    for pdf in (pdf_of(found.made.docx)[0], theirs):
        with pikepdf.open(io.BytesIO(pdf)) as file:
            counts.append(len(file.pages))
    assert counts[0] == counts[1]


def test_an_invented_proposal_is_recognised(invented: Imported) -> None:
    assert_recognised(invented)


def test_every_word_of_an_invented_proposal_stands_in_its_place(invented: Imported, pdf_of, tmp_path) -> None:
    assert_complete(invented, pdf_of(invented.made.docx)[0], tmp_path)


def test_an_invented_proposal_has_every_element_of_the_genre(invented: Imported) -> None:
    assert_structured(invented, [3, 2])


def test_an_invented_proposal_keeps_to_all_standards(invented: Imported, pdf_of, tmp_path) -> None:
    assert_valid(invented, pdf_of, tmp_path)


def test_a_real_proposal_is_recognised(real: Imported) -> None:
    assert_recognised(real)


def test_every_word_of_a_real_proposal_stands_in_its_place(real: Imported, pdf_of, tmp_path) -> None:
    assert_complete(real, pdf_of(real.made.docx)[0], tmp_path)


def test_a_real_proposal_has_every_element_of_the_genre(real: Imported) -> None:
    assert_structured(real, [3, 1])


def test_a_real_proposal_keeps_to_all_standards(real: Imported, pdf_of, tmp_path) -> None:
    assert_valid(real, pdf_of, tmp_path)


@pytest.mark.libreoffice
@pytest.mark.slow
def test_a_real_proposal_has_as_many_pages_in_libreoffice(real: Imported, pdf_of) -> None:
    assert_as_long_in_libreoffice(real, pdf_of)
