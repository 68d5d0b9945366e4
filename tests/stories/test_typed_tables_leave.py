"""The hard tables of real letters, made in the editor with the keyboard alone, leave as Word and as PDF."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator

import pytest
from openxml_audit import OpenXmlValidator

from briefmaker.app.installed import installed_packs
from briefmaker.app.typesetting import Typesetter
from briefmaker.forms.filling import fill
from briefmaker.letter.answers import Answers, Enclosure
from briefmaker.letter.body import Body, Paragraph, Table, inlines
from briefmaker.output import EmbeddedEngine, LayoutEngine, LibreOfficeEngine, words_of_pdf
from tests.qt.editor.conftest import editor  # noqa: F401 (a fixture)
from tests.qt.editor.test_keys import CTRL, SHIFT, press
from tests.qt.editor.test_table_story import (
    AGENDA,
    ANNEX,
    Qt,
    annex_of_seed,
    choose,
    make_annex,
    type_agenda,
)
from tests.templates.test_rich_letter import LETTER, TODAY, TYPE


@pytest.fixture(
    scope="module",
    params=["embedded", pytest.param("libreoffice", marks=[pytest.mark.libreoffice, pytest.mark.slow])],
)
def engine(request) -> Iterator[LayoutEngine]:
    made = LibreOfficeEngine() if request.param == "libreoffice" else EmbeddedEngine()
    yield made
    made.close()


def word_of(body: Body) -> bytes:
    """A letter with this text as its enclosure."""
    packs = installed_packs()
    letter = Body(blocks=(Paragraph(inlines=inlines("In de bijlage staat de opdracht.")),))
    enclosure = Enclosure(title="Opdrachtformulering", body=body)
    answers = Answers({**LETTER, "brieftekst": letter.with_ids(), "bijlagen": (enclosure,)})
    return Typesetter(packs).typeset(fill(packs.type(TYPE).type, answers, TODAY).letter).docx


def leaves(body: Body, engine: LayoutEngine, tmp_path) -> bytes:
    """The PDF of a letter with this text, after its Word file was held against the schemas."""
    path = tmp_path / "brief.docx"
    path.write_bytes(word_of(body))
    assert [error.description for error in OpenXmlValidator().validate(path).errors] == []
    sdk = shutil.which("ooxml-validator")
    if sdk is not None:  # it may write into what it checks
        copy = shutil.copy(path, tmp_path / "kopie.docx")
        done = subprocess.run([sdk, str(copy)], capture_output=True, text=True, timeout=60, check=False)
        assert json.loads(done.stdout)["errors"] == []
    pdf = engine.pdf(path.read_bytes(), title="Brief")
    assert engine.validate(pdf) == ()
    return pdf


def said(pdf: bytes) -> str:
    """What is read aloud, with the numbers of lists."""
    return " ".join(word.text for page in words_of_pdf(pdf) for word in page if not word.artifact)


def test_an_annex_typed_here_leaves_with_its_lists_counted(editor, engine, tmp_path) -> None:  # noqa: F811
    make_annex(editor, "Samenwerking in de wijk", ANNEX * 6)
    pdf = leaves(editor.body(), engine, tmp_path)
    assert said(pdf).count("1. Het team stemt in met de opdracht. 2. De groep ook.") == 6
    assert said(pdf).count("a) Zorg in de wijk b) Beleid c) Gebouwen Een fusie valt erbuiten.") == 6
    shown = [page for page in words_of_pdf(pdf) if any(word.text == "Samenwerking" for word in page)]
    assert len(shown) >= 2, "the header row is repeated"
    assert said(pdf).count("Samenwerking in de wijk") == 1, "and said once"


def make_agenda(editor, rows: list[list[str]]) -> Table:  # noqa: F811
    """The rows under a heading over all columns but the first."""
    type_agenda(editor, rows)
    press(editor, Qt.Key.Key_Home, CTRL)
    press(editor, Qt.Key.Key_Down)
    press(editor, Qt.Key.Key_Tab)
    press(editor, Qt.Key.Key_Left, SHIFT)  # what Tab selected
    press(editor, Qt.Key.Key_End)
    press(editor, Qt.Key.Key_Right, SHIFT, times=len(rows[0]) - 2)
    press(editor, Qt.Key.Key_M, CTRL | SHIFT)
    choose(editor, "Veldnamenkolom")
    press(editor, Qt.Key.Key_Left)
    press(editor, Qt.Key.Key_Down, SHIFT)
    choose(editor, "Veldnamenrij")
    table = editor.body().blocks[0]
    assert isinstance(table, Table)
    assert [cell.span for cell in table.rows[0].cells] == [1, len(rows[0]) - 1]
    assert (table.header_rows, table.header_column) == (2, True)
    return table


def test_an_agenda_typed_here_leaves_with_its_spanning_header(editor, engine, tmp_path) -> None:  # noqa: F811
    make_agenda(editor, AGENDA)
    assert "Inwoners van de wijk" in said(leaves(editor.body(), engine, tmp_path))


def test_the_real_agenda_typed_here_leaves(editor, engine, tmp_path, seeds) -> None:  # noqa: F811
    source = next(seeds.glob("004*.txt")).read_text(encoding="utf-8")
    rows = [line.split("\t") for line in source.splitlines() if "\t" in line]
    cells = [[cell.strip() for cell in row] + [""] * (max(map(len, rows)) - len(row)) for row in rows]
    table = make_agenda(editor, cells)
    assert any(not cell.blocks for row in table.rows for cell in row.cells), "empty cells stay"
    read = said(leaves(editor.body(), engine, tmp_path))
    for text in {text for row in cells for text in row if text.strip(".")}:
        assert text in read


def test_the_real_annex_typed_here_leaves(editor, engine, tmp_path, seeds) -> None:  # noqa: F811
    source = next(seeds.glob("002*.txt")).read_text(encoding="utf-8")
    title, rows = annex_of_seed(source)
    make_annex(editor, title, rows)
    pdf = leaves(editor.body(), engine, tmp_path)
    for label, _pieces in rows:
        assert label in said(pdf)
    shown = [page for page in words_of_pdf(pdf) if any(word.text == title.split()[0] for word in page)]
    assert len(shown) >= 2
