"""A letter that LibreOffice opened and saved as .docx still holds the same text; no difference is known."""

from __future__ import annotations

import subprocess

import pytest

from briefmaker.letter.body import (
    Body,
    Cell,
    Footnote,
    Heading,
    Image,
    LineBreak,
    ListBlock,
    ListItem,
    PageBreak,
    Paragraph,
    Quote,
    Row,
    Table,
    Text,
    inlines,
)
from briefmaker.output.office import find_soffice
from tests.rendering.letters import body, items, par, png
from tests.rendering.readable import without_ids
from tests.rendering.test_body_reader import STYLES, read, written

pytestmark = [pytest.mark.libreoffice, pytest.mark.slow]


def item(*blocks: object) -> ListItem:
    return ListItem(blocks=blocks)


def cell(*blocks: object, span: int = 1, row_span: int = 1) -> Cell:
    return Cell(blocks=blocks, span=span, row_span=row_span)


def row(*cells: Cell) -> Row:
    return Row(cells=cells)


NOTE = Footnote(
    note=(
        Text(text="Zie "),
        Text(text="hier", link="https://example.nl/noot"),
        LineBreak(),
        Text(text="en daar", emphasis=True),
    )
)

TREES = {
    "running text": body(
        Heading(level=1, inlines=inlines("Aanleiding")),
        Paragraph(
            inlines=(
                Text(text="Gewoon, "),
                Text(text="vet", strong=True),
                Text(text=", "),
                Text(text="cursief", emphasis=True),
                Text(text=" en "),
                Text(text="beide", strong=True, emphasis=True),
                LineBreak(),
                Text(text="de pagina", link="https://example.nl/?a=1&b=2"),
                Text(text=" met\ttab en\u00a0vaste spatie"),
            )
        ),
        Heading(level=2, inlines=(Text(text="Met een "), Text(text="nadruk", emphasis=True))),
        Heading(level=3, inlines=inlines("Derde")),
        Quote(blocks=(par("Een citaat"), par("van twee alinea's"))),
        par(""),
        par("Slot"),
    ),
    "lists": body(
        ListBlock(
            items=(
                item(par("a"), items("a1", "a2"), par("verder met a")),
                item(par("b"), ListBlock(items=(item(par("b1"), items("diep"), par("verder met b1")),))),
            )
        ),
        par("tussen"),
        items("vier", "vijf", kind="numbered", start=4),
        par("tussen"),
        ListBlock(kind="numbered", continues=True, items=(item(par("zes")), item(par("zeven")))),
        items("opnieuw", kind="numbered"),
        ListBlock(
            kind="numbered",
            items=(
                item(par("een"), items("a", "b", kind="numbered")),
                item(par("twee"), items("c", kind="numbered", start=3), par("verder")),
            ),
        ),
    ),
    "tables": body(
        Table(
            header_rows=2,
            header_column=True,
            rows=(
                row(cell(par("Opdracht"), span=3)),
                row(cell(par("k1")), cell(par("k2")), cell(par("k3"))),
                row(
                    cell(par("Doel"), row_span=2),
                    cell(par("tekst"), items("x", "y"), items("1", "2", kind="numbered"), par("slot")),
                    cell(Quote(blocks=(par("citaat"),))),
                ),
                row(cell(par("over twee"), span=2)),
                row(cell(par("")), cell(par("")), cell(par(""))),
            ),
        ),
        par("tussen"),
        Table(rows=(row(cell(par("om"), Table(rows=(row(cell(par("in"))),))), cell(par("naast"))),)),
        Table(rows=(row(cell(par("direct erna"))),)),
    ),
    "notes and pictures": body(
        Paragraph(inlines=(Text(text="Met een noot"), NOTE, Text(text=" en verder"), Footnote())),
        Image(data=png(30, 20, 72), alt="Een \u201cboom\u201d & een bank"),
        ListBlock(items=(item(par("punt"), Image(data=png(), alt="bij het punt")),)),
        Table(rows=(row(cell(par("x"), Image(data=png(), alt="in de cel"))),)),
    ),
    "pages": body(
        par("een"),
        PageBreak(),
        par("twee"),
        items("a"),
        PageBreak(),
        Heading(inlines=inlines("drie")),
        PageBreak(),
        Table(rows=(row(cell(par("vier"))),)),
        PageBreak(),
        par("vijf"),
    ),
    "blocks inside each other": body(
        ListBlock(
            items=(
                item(
                    par("punt"),
                    Heading(level=3, inlines=inlines("Kop in punt")),
                    Table(rows=(row(cell(par("c"))),)),
                ),
                item(items("zonder alinea"), Quote(blocks=(par("citaat in punt"),)), par("verder")),
            )
        ),
        items("nieuwe opsomming"),
        Quote(
            blocks=(
                par("eerste"),
                items("a", "b", kind="numbered"),
                Heading(inlines=inlines("Kop in citaat")),
            )
        ),
        Quote(
            blocks=(
                par("tweede"),
                Quote(blocks=(par("citaat in citaat"),)),
                Table(rows=(row(cell(par("c"))),)),
            )
        ),
        par("slot"),
    ),
    "letters and roman numerals": body(
        *(
            ListBlock(kind="numbered", numerals=numerals, start=3, items=(item(par("c"), items("diep")),))
            for numerals, styles in (("letter", STYLES.letters), ("roman", STYLES.romans))
            if styles
        ),
        par("slot"),
    ),
}


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The letters of all these texts, as LibreOffice saved them in one run."""
    folder = tmp_path_factory.mktemp("letters")
    files = []
    for name, tree in TREES.items():
        files.append(folder / f"{name}.docx")
        files[-1].write_bytes(written(tree))
    command = [
        str(find_soffice()), f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to",
        "docx:MS Word 2007 XML", "--outdir", str(folder / "out"), *map(str, files),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return {file.stem: (folder / "out" / file.name).read_bytes() for file in files}


@pytest.mark.parametrize("name", TREES)
def test_a_text_that_libreoffice_saved_is_the_same_text(name: str, saved: dict[str, bytes]) -> None:
    tree: Body = TREES[name]
    assert without_ids(read(written(tree))) == without_ids(tree)
    assert without_ids(read(saved[name])) == without_ids(tree)
