"""Real letters, and invented ones of equal structure, all the way: import, Word, PDF."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from openxml_audit import OpenXmlValidator

from briefmaker.__main__ import main
from briefmaker.output.validation import validate
from tests.haarlemmermeer.word_structure import Structure
from tests.stories.words import first_missing, words_of_pdf, words_of_source
from tests.templates.haarlem_types import Page, W, row_texts
from tests.templates.haarlem_types import text_of as printed_in

TYPE = "haarlem/wethoudersbrief"
INVENTED = Path(__file__).parent.parent / "letters"
SEEDS = {
    "000": "000_079841106b222892.txt",
    "001": "001_09a342a4b287c1c3.txt",
    "002": "002_f39cc11c5693d58e.txt",
}
LIKE_SEED = {"000": "raadsmarkt.txt", "001": "motie.txt", "002": "wijkteam.txt"}


class Made:
    """A letter that was imported and rendered by the command line."""

    def __init__(self, source: Path, folder: Path) -> None:
        self.text = source.read_text(encoding="utf-8")
        self.brief, self.docx, self.pdf = (folder / f"brief{end}" for end in (".brief", ".docx", ".pdf"))
        assert main(["import", str(source), "--type", TYPE, "-o", str(self.brief)]) == 0
        assert main(["render", str(self.brief), "-o", str(self.docx), "-o", str(self.pdf)]) == 0
        with zipfile.ZipFile(self.brief) as letter:
            self.letter: dict[str, Any] = json.loads(letter.read("letter.json"))
        self.answers: dict[str, Any] = self.letter["answers"]

    def blocks(self, kind: str) -> list[dict[str, Any]]:
        return [block for block in self.answers["brieftekst"]["blocks"] if block["type"] == kind]


def text_of(block: dict[str, Any]) -> str:
    inlines = block.get("inlines", ())
    own = "".join(run.get("text", "\n") for run in inlines)
    return own + " ".join(text_of(inner) for inner in block.get("blocks", ()))


def marked(blocks: list[dict[str, Any]], mark: str) -> list[str]:
    return [run["text"] for block in blocks for run in block["inlines"] if run.get(mark)]


@pytest.fixture(scope="module", params=["000", "001", "002"])
def kind(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def invented(kind: str, tmp_path_factory: pytest.TempPathFactory) -> Made:
    return Made(INVENTED / LIKE_SEED[kind], tmp_path_factory.mktemp("letter"))


@pytest.fixture(scope="module")
def seed(kind: str, seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Made:
    return Made(seeds / SEEDS[kind], tmp_path_factory.mktemp("letter"))


def assert_complete(made: Made) -> None:
    missing = first_missing(words_of_source(made.text), words_of_pdf(made.pdf))
    assert missing is None, f"not found in its place in the PDF: {missing}"


def assert_accessible_and_archivable(made: Made) -> None:
    data = made.pdf.read_bytes()
    assert validate(data) == ()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.Root.Lang) == "nl-NL"
        assert str(pdf.docinfo.Title) == made.answers["onderwerp"]


def links_in(pdf: Path) -> list[str]:
    with pikepdf.open(pdf) as file:
        return [str(a.A.URI) for page in file.pages for a in page.get("/Annots", ()) if "/A" in a]


def test_the_mail_address_is_live_in_word_and_pdf(invented: Made) -> None:
    address = f"mailto:{invented.answers['e_mail']}"
    assert links_in(invented.pdf) == [address]
    with zipfile.ZipFile(invented.docx) as word:
        assert f'"{address}"' in word.read("word/_rels/document.xml.rels").decode()


def assert_structure(made: Made, kind: str) -> None:
    if kind == "000":
        lists = made.blocks("list")
        assert [len(found["items"]) for found in lists] == [3, 3]
        assert all(found["kind"] == "bullet" for found in lists)
        assert len(marked(made.blocks("paragraph"), "emphasis")) == 2
    if kind == "001":
        assert len(made.blocks("heading")) == 3
        assert len(made.answers["afzender_portefeuille"].splitlines()) == 2
    if kind == "002":
        numbered = [found for found in made.blocks("list") if found["kind"] == "numbered"]
        assert [(found["start"], len(found["items"])) for found in numbered] == [(1, 3)]
        (enclosure,) = made.answers["bijlagen"]
        assert enclosure["title"]


def test_every_word_of_an_invented_letter_stands_in_its_place_in_the_pdf(invented: Made) -> None:
    assert_complete(invented)


def test_an_invented_letter_is_accessible_and_archivable(invented: Made) -> None:
    assert_accessible_and_archivable(invented)


def test_an_invented_letter_keeps_its_structure(invented: Made, kind: str) -> None:
    assert_structure(invented, kind)


def test_every_word_of_a_real_letter_stands_in_its_place_in_the_pdf(seed: Made) -> None:
    assert_complete(seed)


def test_a_real_letter_is_accessible_and_archivable(seed: Made) -> None:
    assert_accessible_and_archivable(seed)


def test_a_real_letter_keeps_its_structure(seed: Made, kind: str) -> None:
    assert_structure(seed, kind)


LABELS = ["Datum", "Ons kenmerk", "Contactpersoon", "Doorkiesnummer", "E-mail", "Onderwerp"]


def in_italics(page: Page) -> list[str]:
    return [
        printed_in(run) for run in page.document.iter(f"{W}r")
        if run.find(f"{W}rPr/{W}rStyle[@{W}val='Emphasis']") is not None
    ]  # fmt: skip


def assert_real_structure(made: Made, kind: str) -> None:
    """Styles, numbering and tables as Word means them, by its Word document alone."""
    docx = made.docx.read_bytes()
    page, word = Page(docx), Structure(docx)
    styles = [item.style for item in word.items]
    assert {"Body Text", "Salutation"} < set(styles)
    sender = ["Afzender organisatie", "Afzender naam", "Afzender portefeuille"]
    assert [style for style in styles if style in sender] == ([] if kind == "000" else sender)
    at = styles.index("Retouradres")
    assert styles[at + 1] == "Geadresseerde"
    labels = LABELS[:1] + LABELS[2:] if kind == "000" else LABELS
    assert [text.split("\t")[0].rstrip(":") for text in page.texts("Kenmerk")] == labels
    indent = page.style("Kenmerk").find(f"{W}pPr/{W}ind")
    assert int(indent.get(f"{W}hanging")) == int(indent.get(f"{W}left"))  # a long value wraps under itself
    assert [style for style in styles if style in {"Closing", "Signature"}] == ["Closing", "Signature"]
    assert any(b" PAGE " in data for name, data in page.members.items() if "header" in name)
    for looks in ("b", "i", "u", "sz", "jc", "ind", "spacing", "color", "txbxContent"):
        assert page.document.find(f".//{W}p//{W}{looks}") is None, looks

    lists = [(found[0].form, len(found)) for found in word.lists()]
    assert {item.style for found in word.lists() for item in found} <= {"List Bullet", "List Number"}
    headings = [item for item in word.items if item.level]
    if kind == "000":
        bullets = [item for item in word.items if item.style == "List Bullet"]
        assert {(item.form, item.depth) for item in bullets} == {("bullet", 0)}
        assert (lists, len(in_italics(page))) == ([("bullet", 3), ("bullet", 3)], 2)
        assert not headings
    elif kind == "001":
        assert [(item.style, item.numbering) for item in headings] == [("heading 1", "")] * 3
        assert page.style("heading 1").find(f"{W}pPr/{W}keepNext") is not None
        assert page.texts("Afzender portefeuille")[0].count("\n") == 1
        assert not lists
    else:
        assert lists == [("decimal", 3)]
        assert word.restarts[word.lists()[0][0].numbering] == "1"
        assert [item.style for item in headings if not item.in_table] == ["Bijlagetitel"]
        assert page.style("Bijlagetitel").find(f"{W}pPr/{W}pageBreakBefore") is not None
        (table,) = page.tables("Huisstijl Tabel")
        title, *rows = row_texts(table)
        assert (len(title), len(rows) >= 10, {len(row) for row in rows}) == (1, True, {2})
        assert table.find(f"{W}tr//{W}gridSpan").get(f"{W}val") == "2"
        assert table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None
        assert table.find(f"{W}tblPr/{W}tblLook").get(f"{W}firstColumn") == "1"
        cells = {item.form for item in word.items if item.in_table}
        assert {"bullet", "decimal", "lowerLetter"} < cells
        assert any(text.startswith("(algemene dekking") for text in in_italics(page))


def assert_valid(made: Made) -> None:
    assert not [error.description for error in OpenXmlValidator().validate(made.docx).errors]


def test_an_invented_letter_has_its_structure_in_word(invented: Made, kind: str) -> None:
    assert_real_structure(invented, kind)
    assert_valid(invented)


def test_a_real_letter_has_its_structure_in_word(seed: Made, kind: str) -> None:
    assert_real_structure(seed, kind)
    assert_valid(seed)


FIELDS = {
    "000": {
        "retouradres": "Retouradres: Postbus 511, 2003 PB Haarlem",
        "geadresseerde": "Aan de leden van de commissie Samenleving",
        "datum": "2015-08-18",
        "doorkiesnummer": "023 5114907",
        "onderwerp": "Proces strategisch bedrijfsplan Sociale Zaken en Werkgelegenheid",
        "aanhef": "Geachte leden,",
        "slotgroet": "Met vriendelijke groet,",
    },
    "001": {
        "afzender_organisatie": "Gemeente Haarlem",
        "retouradres": "Retouradres: Stadhuis, Postbus 511 2003 PB Haarlem",
        "geadresseerde": "Aan de leden van de Commissie Samenleving",
        "datum": "2009-02-05",
        "ons_kenmerk": "2009 / 25177",
        "doorkiesnummer": "023 – 5113555",
        "onderwerp": 'Stand van zaken motie "Vuist op tafel"',
        "aanhef": "Geachte leden,",
        "slotgroet": "Met vriendelijke groeten,",
    },
    "002": {
        "afzender_organisatie": "Gemeente Haarlem",
        "retouradres": "Retouradres Postbus 511 2003 PB Haarlem",
        "geadresseerde": "Commissie Samenleving",
        "datum": "2016-09-30",
        "ons_kenmerk": "2016/450610",
        "doorkiesnummer": "023 5113431",
        "onderwerp": "doorontwikkeling sociaal wijkteam",
        "aanhef": "Geachte leden van de commissie Samenleving",
        "slotgroet": "Met vriendelijke groet,",
    },
}


def test_every_part_of_a_real_letter_is_in_its_own_field(seed: Made, kind: str) -> None:
    expected = FIELDS[kind]
    assert {field: seed.answers.get(field) for field in expected} == expected
    lines = [line.strip() for line in seed.text.splitlines()]
    for field, label in (("contactpersoon", "Contactpersoon"), ("e_mail", "E-mail")):
        assert f"{label} {seed.answers[field]}" in lines
    assert seed.answers["ondertekenaar"] in lines
    if kind != "000":
        assert seed.answers["afzender_naam"] in lines
        assert "afzender_naam" not in seed.answers or seed.answers["afzender_naam"] in lines


def test_the_item_that_the_page_cuts_is_one_item(seeds: Path, tmp_path: Path) -> None:
    made = Made(seeds / SEEDS["000"], tmp_path)
    first = text_of(made.blocks("list")[0]["items"][0])
    assert first.startswith("Een raadsmarkt")
    assert first.endswith("met MT-leden.")
    assert "wordt vervolgens" in first


def test_the_paragraph_that_the_page_cuts_is_one_paragraph(seeds: Path, tmp_path: Path) -> None:
    made = Made(seeds / SEEDS["002"], tmp_path)
    texts = [text_of(block) for block in made.blocks("paragraph")]
    assert any("zonder een zorgvuldig proces" in text for text in texts)
    assert "Haarlem" not in texts


def test_the_enclosure_begins_on_a_page_of_its_own(seeds: Path, tmp_path: Path) -> None:
    import pypdfium2

    made = Made(seeds / SEEDS["002"], tmp_path)
    document = pypdfium2.PdfDocument(made.pdf)
    pages = [document[number].get_textpage().get_text_range() for number in range(len(document))]
    document.close()
    (with_title,) = [text for text in pages if made.answers["bijlagen"][0]["title"] in text.split()]
    assert made.answers["ondertekenaar"] not in with_title
    assert with_title.split().index("Opdrachtformulering") < 6
