"""Letters with all that a text can hold, in house style, by both engines: accessible, whole, well counted."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefmaker.app.importing import import_letter
from briefmaker.app.installed import installed_packs
from briefmaker.app.typesetting import Typesetter
from briefmaker.forms.filling import fill
from briefmaker.letter.answers import Answers, Enclosure
from briefmaker.letter.body import (
    Block,
    Body,
    Cell,
    Footnote,
    Heading,
    Image,
    ListBlock,
    ListItem,
    Paragraph,
    Quote,
    Row,
    Table,
    Text,
    inlines,
)
from briefmaker.output import EmbeddedEngine, LayoutEngine, LibreOfficeEngine, text_of_pdf, words_of_pdf
from briefmaker.output.fonts import FontLibrary
from briefmaker.output.laying_out import pdf_of
from briefmaker.output.pdf_metadata import DocumentFacts
from tests.output.rich_files import png
from tests.output.test_accessible_pdf import elements, opened
from tests.templates.test_printed_page import LETTER, TYPE

TODAY = datetime.date(2026, 11, 23)
SENTENCE = "De bewoners van de straat vroegen om meer groen en om een veilige oversteek bij de school. "


def text(words: str, *more: Text | Footnote) -> Paragraph:
    return Paragraph(inlines=(Text(text=words), *more))


def listed(*items: str | tuple[Block, ...], **settings: object) -> ListBlock:
    made = ((text(item),) if isinstance(item, str) else item for item in items)
    return ListBlock(items=tuple(ListItem(blocks=blocks) for blocks in made), **settings)


def cell(*blocks: str | Block, **settings: int) -> Cell:
    return Cell(blocks=tuple(text(b) if isinstance(b, str) else b for b in blocks), **settings)


def row(*cells: str | Cell) -> Row:
    return Row(cells=tuple(cell(c) if isinstance(c, str) else c for c in cells))


def note(words: str) -> Footnote:
    return Footnote(note=(Text(text=words),))


def agreements(number: int) -> Row:
    """A row as in an annex with agreements: a sub-heading, lists and stacked names in its cells."""
    lettered = listed("bij de school", "bij de winkels", kind="numbered", numerals="letter")
    steps = listed("Eerst " + SENTENCE, "Dan het overleg", (text("Ten slotte"), lettered), kind="numbered")
    heading = Paragraph(inlines=(Text(text="Wat is afgesproken", emphasis=True),))
    names = ("Noor Duin", "Bram Helm")
    return row(f"Onderwerp {number}", cell(heading, SENTENCE, steps, listed("groen", "licht"), *names))


ANNEX = Table(header_rows=1, rows=(row("Onderwerp", "Afspraak"), *(agreements(n) for n in range(1, 9))))
PLANNING = Table(
    header_rows=2,
    header_column=True,
    rows=(
        row(cell("Straat", row_span=2), cell("Periode", span=2), cell("Kosten", row_span=2)),
        row("begin", "eind"),
        row(cell("Zandpad", row_span=2), "maart", "april", ""),
        row("mei", "", ""),
        row("Helmgras", "", "", "€ 5"),
    ),
)
BODY = (
    Heading(inlines=inlines("Inleiding")),
    text(SENTENCE.strip(), note("Bron: het wijkplan."), Text(text=" " + SENTENCE)),
    Quote(blocks=(text("Het is hier te warm."), text("En te druk."))),
    listed("een", "twee", (text("drie"), text("en meer daarover"), listed("onder")), kind="numbered"),
    text("Tussen de lijsten."),
    listed("vier", "vijf", kind="numbered", continues=True),
    Image(data=png(200, 100), alt="Kaart van het plein"),
    PLANNING,
    Table(rows=(row(cell(text("met noot", note("In een cel."))), cell(Image(data=png(), alt="Een boom"))),)),
    text("Tot slot."),
)


def rich_word() -> bytes:
    """A letter of two pages with all of this, and an annex with a table over three."""
    annex = Enclosure(title="Overzicht", body=Body(blocks=(text("Alle afspraken."), ANNEX)).with_ids())
    return word_of(*BODY, bijlagen=(annex,))


def word_of(*blocks: Block, **answers: object) -> bytes:
    packs = installed_packs()
    answers = Answers({**LETTER, "brieftekst": Body(blocks=blocks).with_ids(), **answers})
    return Typesetter(packs).typeset(fill(packs.type(TYPE).type, answers, TODAY).letter).docx


@pytest.fixture(scope="module")
def rich() -> bytes:
    return rich_word()


@pytest.fixture(
    scope="module",
    params=["embedded", pytest.param("libreoffice", marks=[pytest.mark.libreoffice, pytest.mark.slow])],
)
def engine(request: pytest.FixtureRequest) -> Iterator[LayoutEngine]:
    if request.param == "libreoffice" and not LibreOfficeEngine.is_installed():
        pytest.skip("LibreOffice is not installed")
    made = LibreOfficeEngine() if request.param == "libreoffice" else EmbeddedEngine()
    yield made
    made.close()


@pytest.fixture(scope="module")
def pdf(engine: LayoutEngine, rich: bytes) -> bytes:
    return engine.pdf(rich, title="Brief")


def test_it_keeps_to_both_standards(engine: LayoutEngine, pdf: bytes) -> None:
    assert engine.validate(pdf) == ()


def test_every_list_counts_as_it_should(pdf: bytes) -> None:
    with opened(pdf) as file:
        labels = [next(iter(item.K)).S == "/Lbl" for item in elements(file, "/LI")]
        assert labels
        assert all(labels)
    words = [word.text for page in words_of_pdf(pdf) for word in page if not word.artifact]
    joined = " ".join(words)
    assert "1. een 2. twee 3. drie" in joined
    assert "4. vier" in joined
    assert "5. vijf" in joined
    counted = "1. Eerst De bewoners"
    assert joined.count(counted) == 8
    assert joined.count("a) bij de school b) bij de winkels") == 8


def test_the_header_row_is_shown_on_every_page_of_its_table_and_said_once(pdf: bytes) -> None:
    shown = [page for page in words_of_pdf(pdf) if any(word.text == "Afspraak" for word in page)]
    assert len(shown) >= 3
    assert [said for said in text_of_pdf(pdf) if said.strip() == "Afspraak"] == ["Afspraak"]


def test_spanning_cells_and_row_headers_are_said(pdf: bytes) -> None:
    with opened(pdf) as file:
        planning = elements(file, "/Table")[0]
        rows = [list(tr.K) for tr in planning.K]
        assert [[str(c.S)[1:] for c in cells] for cells in rows] == [
            ["TH", "TH", "TH"],
            ["TH", "TH"],
            ["TH", "TD", "TD", "TD"],
            ["TD", "TD", "TD"],
            ["TH", "TD", "TD", "TD"],
        ]
        attributes = [found for found in rows[2][0].A if found.O == "/Table" and "/Scope" in found]
        assert [str(found.Scope) for found in attributes] == ["/Row"]


def test_an_item_of_several_paragraphs_is_one_item_in_a_cell_too() -> None:
    item = (text("een"), listed("onder"), text("verder"))
    docx = word_of(Table(rows=(row("a", cell(listed(item, "twee"))),)), text("Slot."))
    made = pdf_of(docx, DocumentFacts("Brief"), FontLibrary.bundled())
    with opened(made) as file:
        outer = elements(file, "/L")[0]
        assert [str(kid.S) for kid in outer.K[0].K[1].K] == ["/P", "/L", "/P"]
        assert len(outer.K) == 2


def test_notes_pictures_and_quotations_are_tagged(pdf: bytes) -> None:
    with opened(pdf) as file:
        assert [str(found.ID) for found in elements(file, "/Note")] == ["noot1", "noot2"]
        assert [str(found.Alt) for found in elements(file, "/Figure")] == ["Kaart van het plein", "Een boom"]
        assert len(elements(file, "/BlockQuote")) == 1


def test_the_notes_are_read_too(pdf: bytes) -> None:
    said = " ".join(" ".join(text_of_pdf(pdf)).split())
    assert "Bron: het wijkplan." in said
    assert "In een cel." in said


def test_a_cell_over_rows_of_several_pages_keeps_to_both_standards(engine: LayoutEngine) -> None:
    rows = [row(f"Stap {number}. {SENTENCE}") for number in range(1, 40)]
    table = Table(header_rows=1, rows=(row("Wie", "Wat"), row(cell("Allen", row_span=40), "Stap 0"), *rows))
    assert engine.validate(engine.pdf(word_of(table, text("Slot.")), title="Brief")) == ()


@pytest.mark.parametrize("name", ["002", "004"])
def test_a_real_letter_with_tables_keeps_to_both_standards(
    engine: LayoutEngine, seeds: Path, name: str
) -> None:
    packs = installed_packs()
    answers = import_letter(packs, next(seeds.glob(f"{name}*.txt")), TYPE, TODAY).report.answers
    letter = fill(packs.type(TYPE).type, answers, TODAY).letter
    made = engine.pdf(Typesetter(packs).typeset(letter).docx, title=letter.title or "Brief")
    assert engine.validate(made) == ()
