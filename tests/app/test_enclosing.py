"""A letter with three enclosures leaves as one PDF, and the truth about it is told."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from briefmaker.__main__ import main
from briefmaker.app.engines import layout_engine
from briefmaker.app.exporting import export_letter
from briefmaker.app.importing import import_letter
from briefmaker.app.installed import installed_packs
from briefmaker.app.letters import save_letter
from briefmaker.app.typesetting import Typesetter
from briefmaker.drafts.letter_file import LetterFile
from briefmaker.errors import LayoutFailed, RefusedExport
from briefmaker.letter.answers import EnclosedFile, Enclosure
from briefmaker.letter.body import Body, Paragraph, inlines
from briefmaker.output import LayoutEngine
from tests.output.enclosed_pdfs import outline_of, plain_pdf, png, texts_of
from tests.output.word_files import document, heading, paragraph

TODAY = datetime.date(2026, 11, 23)
LETTERS = Path(__file__).parent.parent / "letters"
PACKS = installed_packs()
ACCESSIBLE = "De samengevoegde PDF is toegankelijk (PDF/UA-1) en geschikt om te archiveren (PDF/A-2b)."
NEITHER = (
    "De samengevoegde PDF is niet toegankelijk (geen PDF/UA) en niet geschikt om te archiveren (geen PDF/A)."
)

INACCESSIBLE = (
    "Bijlage {number} is niet toegankelijk (geen PDF/UA). "
    "Vraag de maker om een toegankelijke PDF, of voeg het als .docx toe."
)


@pytest.fixture(scope="module")
def engine() -> Iterator[LayoutEngine]:
    made = layout_engine("embedded")
    yield made
    made.close()


def enclosed(title: str, data: bytes, name: str = "bestand", alt: str = "") -> Enclosure:
    return Enclosure(title=title, file=EnclosedFile(name=name, data=data, alt=alt))


def letter_with(*enclosures: Enclosure) -> LetterFile:
    letter = import_letter(PACKS, LETTERS / "motie.txt", "", TODAY).letter
    return LetterFile(letter.document_type, "", letter.answers.with_answer("bijlagen", enclosures))


@pytest.fixture(scope="module")
def accessible_pdf(engine: LayoutEngine) -> bytes:
    return engine.pdf(document(heading("Aanleiding"), paragraph("Het plein is oud.")), title="Rapport")


@pytest.fixture
def plan() -> Enclosure:
    return Enclosure(title="Planning", body=Body(blocks=(Paragraph(id="p", inlines=inlines("In mei.")),)))


def made_of(engine: LayoutEngine, letter: LetterFile, path: Path, **options: bool):
    options = {"with_enclosures": True, **options}
    return export_letter(Typesetter(PACKS), engine, letter, [path], today=TODAY, **options)


def test_a_letter_with_a_sound_a_plain_and_a_drawn_enclosure_says_which_one_is_why(
    engine: LayoutEngine, accessible_pdf: bytes, tmp_path: Path
) -> None:
    letter = letter_with(
        enclosed("Rapport", accessible_pdf),
        enclosed("Tarieven", plain_pdf("Vijf euro")),
        enclosed("Kaart", png(), alt="Een kaart van het plein"),
    )
    made = made_of(engine, letter, tmp_path / "brief.pdf")
    assert made.enclosed is not None
    assert made.enclosed.sentences == (
        NEITHER,
        INACCESSIBLE.format(number=2),
        "Bijlage 2 is niet geschikt om te archiveren (geen PDF/A).",
    )
    pdf = (tmp_path / "brief.pdf").read_bytes()
    assert engine.validate(pdf) != ()
    texts = texts_of(pdf)
    assert "1. Rapport" in texts[0]
    assert "2. Tarieven" in texts[0]
    assert "3. Kaart" in texts[0]
    assert "Vijf euro" in texts[-2]
    with pikepdf.open(io.BytesIO(pdf)) as file:
        titles = [title for title, _page, _below in outline_of(file)]
        assert titles[1:] == ["Bijlage 1: Rapport", "Bijlage 2: Tarieven", "Bijlage 3: Kaart"]
        packet = file.Root.Metadata.read_bytes()
        assert titles[0].encode() in packet
        assert b"<pdfuaid:part>" not in packet
        assert b"<pdfaid:part>" not in packet


def test_sound_enclosures_keep_the_letter_accessible_and_archivable(
    engine: LayoutEngine, accessible_pdf: bytes, plan: Enclosure, tmp_path: Path
) -> None:
    letter = letter_with(plan, enclosed("Rapport", accessible_pdf), enclosed("Kaart", png(), alt="Een kaart"))
    made = made_of(engine, letter, tmp_path / "brief.pdf")
    assert made.enclosed is not None
    assert made.enclosed.sentences == (ACCESSIBLE,)
    pdf = (tmp_path / "brief.pdf").read_bytes()
    assert engine.validate(pdf) == ()
    with pikepdf.open(io.BytesIO(pdf)) as file:
        titles = [title for title, _page, _below in outline_of(file)]
    assert titles[1:] == ["Bijlage 1: Planning", "Bijlage 2: Rapport", "Bijlage 3: Kaart"]


def test_a_text_listed_behind_a_file_keeps_its_number_and_is_spoken_of(
    engine: LayoutEngine, accessible_pdf: bytes, plan: Enclosure, tmp_path: Path
) -> None:
    made = made_of(engine, letter_with(enclosed("Rapport", accessible_pdf), plan), tmp_path / "brief.pdf")
    assert made.enclosed is not None
    verdict, order = made.enclosed.sentences
    assert verdict == ACCESSIBLE
    assert order.startswith("Bijlagen met een tekst staan direct achter het document, vóór de bestanden")
    with pikepdf.open(tmp_path / "brief.pdf") as file:
        titles = [title for title, _page, _below in outline_of(file)]
    assert titles[1:] == ["Bijlage 2: Planning", "Bijlage 1: Rapport"]


def test_a_word_document_goes_along_as_an_accessible_pdf(engine: LayoutEngine, tmp_path: Path) -> None:
    docx = document(heading("Begroting"), paragraph("Honderd euro."))
    made = made_of(engine, letter_with(enclosed("Begroting", docx)), tmp_path / "brief.pdf")
    assert made.enclosed is not None
    assert made.enclosed.sentences == (ACCESSIBLE,)
    pdf = (tmp_path / "brief.pdf").read_bytes()
    assert "Honderd euro." in texts_of(pdf)[-1]
    with pikepdf.open(io.BytesIO(pdf)) as file:
        title, page, below = outline_of(file)[-1]
    assert (title, [each for each, _page, _below in below]) == ("Bijlage 1: Begroting", ["Begroting"])
    assert page == len(texts_of(pdf)) - 1


def test_without_being_asked_the_enclosures_stay_apart(
    engine: LayoutEngine, accessible_pdf: bytes, tmp_path: Path
) -> None:
    letter = letter_with(enclosed("Rapport", accessible_pdf))
    made = made_of(engine, letter, tmp_path / "brief.pdf", with_enclosures=False)
    assert made.enclosed is None
    assert "Het plein is oud." not in "".join(texts_of((tmp_path / "brief.pdf").read_bytes()))


def test_what_can_not_be_enclosed_keeps_the_letter_from_leaving(engine: LayoutEngine, tmp_path: Path) -> None:
    letter = letter_with(enclosed("Rapport", b"MZ"))
    with pytest.raises(RefusedExport):
        made_of(engine, letter, tmp_path / "brief.pdf")
    with pytest.raises(LayoutFailed, match="Bijlage 1 kan niet in de PDF worden opgenomen"):
        made_of(engine, letter, tmp_path / "brief.pdf", as_concept=True)
    assert not (tmp_path / "brief.pdf").exists()


def test_the_command_line_joins_and_tells_the_truth(
    tmp_path: Path, accessible_pdf: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    sound, plain = tmp_path / "goed.brief", tmp_path / "gewoon.brief"
    save_letter(sound, letter_with(enclosed("Rapport", accessible_pdf)))
    save_letter(plain, letter_with(enclosed("Tarieven", plain_pdf())))
    pdf = tmp_path / "brief.pdf"
    assert main(["render", str(sound), "-o", str(pdf), "--with-enclosures"]) == 0
    assert ACCESSIBLE in capsys.readouterr().err
    assert main(["render", str(plain), "-o", str(pdf), "--with-enclosures"]) == 1
    said = capsys.readouterr().err
    assert NEITHER in said
    assert "Bijlage 1 is niet toegankelijk (geen PDF/UA)." in said
    assert main(["render", str(plain), "-o", str(tmp_path / "brief.docx"), "--with-enclosures"]) == 2
    assert "Bijlagen gaan in een PDF." in capsys.readouterr().err
