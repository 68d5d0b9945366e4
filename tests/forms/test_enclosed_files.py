"""What is said about a file among the enclosures, before the letter leaves."""

from __future__ import annotations

import datetime
import io
import zipfile

import pytest

from briefmaker.app.installed import installed_packs
from briefmaker.app.typesetting import Typesetter
from briefmaker.forms.filling import fill
from briefmaker.letter.answers import Answers, EnclosedFile, Enclosure
from briefmaker.letter.body import Body, Paragraph, inlines
from briefmaker.letter.document_type import FieldKind
from briefmaker.letter.enclosed_files import FileKind
from briefmaker.problems import Problem

PACKS = installed_packs()
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\nstartxref\n0\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(30) + b"IEND\xaeB`\x82"
TEXT = Body(blocks=(Paragraph(id="a", inlines=inlines("Een tekst")),))


def word(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in ("[Content_Types].xml", "word/document.xml", *names):
            archive.writestr(name, "<x/>")
    return made.getvalue()


def enclosed(data: bytes, name: str = "bestand.pdf", **more: str) -> Enclosure:
    return Enclosure(title="Stuk", file=EnclosedFile(name=name, data=data, **more))


def said(*enclosures: Enclosure) -> list[Problem]:
    letter_type = PACKS.type("haarlem/wethoudersbrief").type
    found = fill(letter_type, Answers({"bijlagen": enclosures}), datetime.date(2026, 11, 23))
    return [problem for problem in found.problems if problem.where.field.startswith("bijlagen")]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (PDF, FileKind.PDF),
        (b"\n\n" + PDF, FileKind.PDF),
        (word(), FileKind.WORD),
        (PNG, FileKind.PNG),
        (b"\xff\xd8\xff\xe0..\xff\xd9", FileKind.JPEG),
        (b"MZ\x90", FileKind.OTHER),
        (b"PK\3\4 no zip", FileKind.OTHER),
    ],
)
def test_a_file_is_what_its_bytes_say_whatever_it_is_called(data: bytes, kind: FileKind) -> None:
    assert EnclosedFile(name="factuur.exe.pdf", media_type="text/plain", data=data).kind is kind


def test_sound_files_need_no_more_than_a_title() -> None:
    assert said(enclosed(PDF), enclosed(word()), enclosed(PNG, alt="Een kaart van de wijk")) == []


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "Het bestand van bijlage 2 is leeg, of zit niet meer in het briefbestand."),
        (b"MZ\x90\0", "van een soort die niet als bijlage mee kan. Sla het eerst op als PDF of .docx"),
        (b"\xd0\xcf\x11\xe0 old or encrypted Word", "van een soort die niet als bijlage mee kan."),
        (PDF.replace(b"endobj", b"endobj trailer <</Encrypt 5 0 R>>"), "beveiligd met een wachtwoord"),
        (PDF[:20], "is beschadigd: het eind ontbreekt."),
        (PNG[:20], "is beschadigd: het eind ontbreekt."),
        (word("word/vbaProject.bin"), "bevat macro’s"),
        (PDF + bytes(41_000_000) + PDF, "is groter dan 40 MB."),
    ],
    ids=["empty", "program", "old Word", "encrypted", "cut", "picture cut", "macros", "large"],
)
def test_what_can_not_be_enclosed_is_named_and_keeps_the_letter_from_leaving(
    data: bytes, sentence: str
) -> None:
    (problem,) = said(Enclosure(title="Tekst", body=TEXT), enclosed(data))
    assert sentence in problem.sentence
    assert problem.where.field == "bijlagen/1/bestand"
    assert problem.blocks_export


def test_a_picture_needs_a_description() -> None:
    (problem,) = said(enclosed(PNG, "kaart.png"))
    assert problem.where.field == "bijlagen/0/beschrijving"
    assert "De afbeelding van bijlage 1 heeft geen beschrijving." in problem.sentence


def test_an_enclosure_needs_a_title_and_is_a_text_or_a_file() -> None:
    untitled = enclosed(PDF).model_copy(update={"title": " "})
    assert [problem.where.field for problem in said(untitled)] == ["bijlagen/0/titel"]
    (both,) = said(enclosed(PDF).model_copy(update={"body": TEXT}))
    assert "Maak er twee bijlagen van." in both.sentence


def test_too_many_files_are_said_once() -> None:
    (problem,) = said(*[enclosed(PDF)] * 51)
    assert "meer dan 50 bestanden" in problem.sentence


def printed(*enclosures: Enclosure) -> list[str]:
    letter_type = PACKS.type("haarlem/wethoudersbrief").type
    letter = fill(letter_type, Answers({"bijlagen": enclosures}), datetime.date(2026, 11, 23)).letter
    return [paragraph.text for paragraph in Typesetter(PACKS).typeset(letter).paragraphs]


def test_files_are_listed_with_their_numbers_and_print_no_page_of_their_own() -> None:
    lines = printed(Enclosure(title="Plan", body=TEXT), enclosed(PDF), enclosed(PNG, alt="Een kaart"))
    assert "Bijlage(n)\t1. Plan\n2. Stuk\n3. Stuk" in lines
    assert lines[-2:] == ["Plan", "Een tekst"]


def test_text_enclosures_alone_are_not_announced() -> None:
    assert not any(line.startswith("Bijlage") for line in printed(Enclosure(title="Plan", body=TEXT)))


@pytest.mark.parametrize("letter_type", list(PACKS.types))
def test_no_kind_of_letter_prints_a_page_for_a_file(letter_type: str) -> None:
    asked = PACKS.type(letter_type).type
    fields = [name for name, field in asked.fields.items() if field.kind is FieldKind.ENCLOSURES]
    for field in fields:
        answers = Answers({field: (enclosed(PDF), Enclosure(title="Plan", body=TEXT))})
        letter = fill(asked, answers, datetime.date(2026, 11, 23)).letter
        lines = [
            line for each in Typesetter(PACKS).typeset(letter).paragraphs for line in each.text.split("\n")
        ]
        assert sum("Stuk" in line for line in lines) == 1  # listed, and no more
        assert lines[-1] == "Een tekst" or "Een tekst" not in lines
