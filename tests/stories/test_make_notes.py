"""A note to the council and the assignment behind a letter, imported and printed: every word, and what makes
them what they are as real structure. Real ones where they lie beside the project, invented ones always."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from briefmaker.app.importing import import_letter
from briefmaker.app.installed import installed_packs
from briefmaker.letter.answers import Answers
from briefmaker.output import EmbeddedEngine, LibreOfficeEngine
from tests.output.pages import number_of_pages
from tests.stories.words import first_missing, words_of_pdf, words_of_source
from tests.templates.haarlem_types import Page, W, row_texts, rows, text_of, typeset

LETTERS = Path(__file__).parent.parent / "letters"
TODAY = datetime.date(2026, 11, 23)
ANNEX = "Opdrachtformulering"


class Printed:
    """A text that was imported by itself, as a finished document."""

    def __init__(self, source: Path, kind: str, **more: str) -> None:
        self.source = source.read_text(encoding="utf-8")
        imported = import_letter(installed_packs(), source, "", TODAY)
        self.recognised, self.report = imported.letter.document_type, imported.report
        self.answers: Answers = imported.letter.answers.with_answers(more)
        self.docx = typeset(kind, self.answers)
        self.page = Page(self.docx)

    def assert_whole(self) -> None:
        assert not self.report.unplaced
        said = [word.casefold() for _style, text in self.page.paragraphs() for word in text.split()]
        wanted = [_known(word) for word in words_of_source(self.source)]
        assert first_missing([word for word in wanted if word], said) is None


def _known(word: str) -> str:
    """A word as it is printed: without the dash of its item; "" for what Word counts by itself ("a)")."""
    return "" if len(word) == 2 and word[1] == ")" else word.lstrip("-").casefold()


@pytest.fixture(scope="module")
def invented_note() -> Printed:
    return Printed(LETTERS / "meldpunt.txt", "informatienota", onderwerp="Proef")


@pytest.fixture(scope="module")
def real_note(seeds: Path) -> Printed:
    return Printed(next(seeds.glob("003*.txt")), "informatienota", onderwerp="Proef")


@pytest.fixture(scope="module")
def invented_assignment() -> Printed:
    return Printed(LETTERS / "taalpunt.txt", "opdrachtformulering")


@pytest.fixture(scope="module")
def real_assignment(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """The enclosure of a letter, by itself."""
    letter = next(seeds.glob("002*.txt")).read_text(encoding="utf-8")
    alone = tmp_path_factory.mktemp("bijlage") / "bijlage.txt"
    alone.write_text(letter[letter.index(f"\n{ANNEX}\n") :].lstrip(), encoding="utf-8")
    return Printed(alone, "opdrachtformulering")


def assert_a_note(made: Printed) -> None:
    page = made.page
    assert made.recognised == "haarlem/informatienota"
    assert page.texts("Hoofdstuk") == ["Inleiding", "Kernboodschap", "Consequenties", "Vervolg"]
    assert page.numbered_by_style("Hoofdstuk") == "%1."
    headings = page.texts("Tussenkop")
    assert len(headings) == 3
    assert "/" in headings[0]
    assert page.numbered_by_style("Tussenkop") == ""
    styles = [style for style, _text in page.paragraphs()]
    (motto,) = page.texts("Motto")
    assert motto.endswith("!")
    assert styles[styles.index("Motto") - 1] == "Tussenkop"
    items = page.texts("List Bullet")
    assert len(items) == 6
    assert items[3].startswith("‘")
    first = page.texts("Body Text")[0]
    assert first.startswith("‘")
    assert "’, " in first
    before_chapter = styles.index("Hoofdstuk", styles.index("Tussenkop")) - 1
    assert styles[before_chapter] == "Body Text"
    assert len(page.paragraphs()[before_chapter][1].split()) < 10
    (table,) = page.tables("Ondertekeningstabel")
    cells = [[text_of(p) for p in cell.iter(f"{W}p")] for row in rows(table) for cell in row]
    assert cells == [["de secretaris"], ["de burgemeester"]]
    assert page.tables("Blok")


def assert_an_assignment(made: Printed) -> None:
    page = made.page
    assert made.recognised == "haarlem/opdrachtformulering"
    (table,) = page.tables("Huisstijl Tabel")
    texts = row_texts(table)
    assert len(texts) == 12
    assert "&" in texts[0][0]
    assert table.find(f".//{W}gridSpan").get(f"{W}val") == "2"
    assert table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None
    by_label = {cells[0].split(":")[0]: row for cells, row in zip(texts[1:], rows(table)[1:], strict=True)}
    styles = {label: [style for style, _text in page.paragraphs(row[1])] for label, row in by_label.items()}
    assert styles["Gevraagde beslissing"] == ["Table List Number"] * 2
    assert styles["Afbakening"] == ["Table Text", *["Tabel lijstletters"] * 3, "Table Text"]
    assert {"Table List Bullet", "Tabel kop 3"} <= set(styles["Resultaat"])
    assert "Table List Number" in styles["Werkwijze/aanpak"]
    workers = page.paragraphs(by_label["Werkwijze/aanpak"][1])
    people = [
        at for at, (_style, text) in enumerate(workers) if re.fullmatch(r"(\w\.)+ [^()]+ \([^()]+\)", text)
    ]
    assert len(people) >= 3
    assert workers[people[0] - 1][0] == "Tabel kop 3"
    emphasised = [
        text_of(run) for run in table.iter(f"{W}r")
        if run.find(f"{W}rPr/{W}rStyle[@{W}val='Emphasis']") is not None
    ]  # fmt: skip
    assert emphasised.count("Stuurgroep") == 1
    assert texts[8] == ["Projectleider/trekker", "Nader te bepalen"]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is None for row in list(table.iterfind(f"{W}tr"))[1:])


def test_an_invented_note_keeps_every_word(invented_note: Printed) -> None:
    invented_note.assert_whole()


def test_an_invented_note_has_the_structure_of_its_kind(invented_note: Printed) -> None:
    assert_a_note(invented_note)


def test_a_real_note_keeps_every_word(real_note: Printed) -> None:
    real_note.assert_whole()


def test_a_real_note_has_the_structure_of_its_kind(real_note: Printed) -> None:
    assert_a_note(real_note)


def test_an_invented_assignment_keeps_every_word(invented_assignment: Printed) -> None:
    invented_assignment.assert_whole()


def test_an_invented_assignment_is_one_table_of_rich_cells(invented_assignment: Printed) -> None:
    assert_an_assignment(invented_assignment)


def test_a_real_assignment_keeps_every_word(real_assignment: Printed) -> None:
    real_assignment.assert_whole()


def test_a_real_assignment_is_one_table_of_rich_cells(real_assignment: Printed) -> None:
    assert_an_assignment(real_assignment)


@pytest.mark.parametrize("name", ["invented_note", "real_note", "invented_assignment", "real_assignment"])
def test_it_keeps_to_the_schemas_and_the_standards_and_says_every_word_in_order(
    name: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    made: Printed = request.getfixturevalue(name)
    path, pdf = tmp_path / "stuk.docx", tmp_path / "stuk.pdf"
    path.write_bytes(made.docx)
    assert not [error.description for error in OpenXmlValidator().validate(path).errors]
    engine = EmbeddedEngine()
    try:
        pdf.write_bytes(engine.pdf(made.docx, title="Proef"))
        assert engine.validate(pdf.read_bytes()) == ()
    finally:
        engine.close()
    said = [word.casefold() for word in words_of_pdf(pdf)]
    wanted = filter(None, map(_known, words_of_source(made.source)))
    assert first_missing(wanted, said) is None


@pytest.mark.libreoffice
@pytest.mark.slow
@pytest.mark.parametrize("name", ["real_note", "real_assignment"])
def test_both_engines_print_a_real_one_on_as_many_pages_to_both_standards(
    name: str, request: pytest.FixtureRequest
) -> None:
    made: Printed = request.getfixturevalue(name)
    engines = EmbeddedEngine(), LibreOfficeEngine()
    if not engines[1].is_installed:
        pytest.skip("no LibreOffice here")
    pages = []
    for engine in engines:
        try:
            pdf = engine.pdf(made.docx, title="Proef")
            assert engine.validate(pdf) == ()
            pages.append(number_of_pages(pdf))
        finally:
            engine.close()
    assert pages[0] == pages[1]
