"""Ten Word documents that others made: with LibreOffice, with python-docx, as pandoc writes them; formatted
by hand, with typed numbers, tabs for columns, text boxes, tracked changes. No word is lost, the kind is
recognised."""

from __future__ import annotations

import datetime
import re
import subprocess
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

from briefmaker.app.importing import ImportedLetter, import_letter
from briefmaker.app.installed import installed_packs
from briefmaker.letter.answers import Answers, Enclosure, Entry
from briefmaker.letter.body import Body, Footnote, Heading, ListBlock, Table, plain_text
from briefmaker.output.office import find_soffice
from tests.content.reading import printed

TODAY = datetime.date(2026, 11, 23)
LETTER = "haarlem/wethoudersbrief"
NOTE = "haarlem/informatienota"
PROPOSAL = "haarlemmermeer/raadsvoorstel"
Made = Callable[[Path], list[str]]

LETTER_LINES = [
    "Gemeente Haarlem",
    "drs. Roos Akkerman",
    "wethouder Verkeer en Groen",
    "Retouradres: Postbus 511, 2003 PB Haarlem",
    "Aan de leden van de commissie Beheer",
    "Datum:\t12 mei 2026",
    "Contactpersoon:\tTijs Waterlander",
    "Onderwerp:\tde brug bij de Vest",
    "Geachte leden,",
    "De brug is klaar en gaat maandag open. Dit is er veranderd:",
    "1. het wegdek is vernieuwd;",
    "2. de leuning is hoger.",
    "Wij vragen u om:",
    "- langs te komen;",
    "- mee te denken.",
    "Met vriendelijke groet,",
    "drs. Roos Akkerman",
]
NOTE_LINES = [
    "Informatienota",
    "Onderwerp:\tMelden van losse tegels",
    "Nummer:\t2026/111222",
    "Portefeuillehouder:\tdrs. Roos Akkerman",
    "Auteur:\tTijs Waterlander",
    "1. Inleiding",
    "Een losse tegel is snel gemeld, maar wat gebeurt er daarna?",
    "2. Kernboodschap",
    "Sneller antwoord",
    "Wie meldt, hoort binnen een dag wat ermee gebeurt.",
    "3. Consequenties",
    "Er komt een medewerker bij.",
    "4. Vervolg",
    "In het najaar hoort u meer.",
    "Het college van burgemeester en wethouders,",
    "de secretaris\tde burgemeester",
]
PROPOSAL_LINES = [
    "gemeente Haarlemmermeer",
    "raadsvoorstel",
    "Onderwerp\tKader voor schaduw",
    "Portefeuillehouders\tmr. Anne de Polder, Ilyas Benhaddou, MSc",
    "Steller\tFleur Rietkerk",
    "Raadsvoorstelnummer\t2026.0041873",
    "1. Voorstel",
    "Het college heeft besloten om:",
    "1. een lijst van straten op te stellen;",
    "2. die lijst elk jaar bij te werken.",
    "Het college besluit de raad voor te stellen om:",
    "1. het kader vast te stellen.",
    "2. Samenvatting",
    "In een warme zomer is schaduw nodig.",
    "3. Uitwerking",
    "3.1 Wat willen we bereiken?",
    "Iedereen vindt dichtbij een koele plek.",
    "3.2 Wat gaan we daarvoor doen?",
    "We planten bomen.",
    "3.3 Wat mag het kosten?",
    "Er is € 200.000 voor.",
    "4. Ondertekening",
    "Burgemeester en wethouders van de gemeente Haarlemmermeer,",
    "de secretaris,",
    "Wim Meerkoet",
    "de burgemeester,",
    "Els van Kanaal",
]
HEADING = re.compile(r"[0-9](?:\.[0-9])?\.? [A-Z][^;.]*$")


def by_hand(path: Path, lines: Iterable[str]) -> list[str]:
    """Everything in Word's default style: bold for headings, sizes by hand, numbers and tabs typed."""
    document = docx.Document()
    for line in lines:
        run = document.add_paragraph().add_run(line)
        run.bold = HEADING.match(line) is not None
        run.font.size = Pt(10.5)
        run.font.name = "Verdana"
    document.save(str(path))
    return list(lines)


def letter_by_hand(path: Path) -> list[str]:
    return by_hand(path, LETTER_LINES)


def note_by_hand(path: Path) -> list[str]:
    return by_hand(path, NOTE_LINES)


def proposal_by_hand(path: Path) -> list[str]:
    return by_hand(path, PROPOSAL_LINES)


def empty_paragraphs_and_spaces(path: Path) -> list[str]:
    """Space made with empty paragraphs, columns with spaces."""
    document = docx.Document()
    for line in LETTER_LINES:
        document.add_paragraph(line.replace("\t", "      "))
        document.add_paragraph("")
    document.save(str(path))
    return LETTER_LINES


def localised_styles(path: Path) -> list[str]:
    """Headings and lists in Word's own styles, whose ids are Dutch as Dutch Word writes them."""
    document = docx.Document()
    for name, own in (
        ("Heading 1", "Kop1"),
        ("List Bullet", "Lijstopsomteken"),
        ("List Number", "Lijstnummering"),
    ):
        document.styles[name].element.set(
            "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}styleId", own
        )
    for line in NOTE_LINES:
        heading = HEADING.match(line)
        document.add_paragraph(line[3:] if heading else line, style="Heading 1" if heading else None)
    document.add_paragraph("Bijlagen:")
    document.add_paragraph("Overzicht van meldingen", style="List Bullet")
    document.save(str(path))
    return [
        *(line[3:] if HEADING.match(line) else line for line in NOTE_LINES),
        "Bijlagen:",
        "Overzicht van meldingen",
    ]


def like_pandoc(path: Path) -> list[str]:
    """Styles as pandoc names them, a table for the block, real lists, headings of two levels."""
    document = docx.Document()
    for name in ("First Paragraph", "Compact"):
        style = document.styles.add_style(name, 1)
        style.base_style = document.styles["Body Text"]
    said: list[str] = []

    def add(text: str, style: str) -> None:
        document.add_paragraph(text, style=style)
        said.append(text)

    add("raadsvoorstel", "Title")
    table = document.add_table(rows=0, cols=2)
    for line in PROPOSAL_LINES[2:6]:
        cells = table.add_row().cells
        for cell, text in zip(cells, line.split("\t"), strict=True):
            cell.text = text
            said.append(text)
    for line in PROPOSAL_LINES[6:]:
        if HEADING.match(line):
            add(line, "Heading 2" if line[1:3] != ". " else "Heading 1")
        elif line[:2] in ("1.", "2."):
            add(line[3:], "List Number")
        else:
            add(line, "First Paragraph" if line.endswith(":") else "Compact")
    document.save(str(path))
    return said


BOX = (
    '<w:r {ns}><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    '<mc:Choice Requires="wps"><w:drawing><w:txbxContent>{inside}</w:txbxContent></w:drawing></mc:Choice>'
    "<mc:Fallback><w:pict><w:txbxContent>{inside}</w:txbxContent></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)


def text_boxes_and_margins(path: Path) -> list[str]:
    """The letterhead in a text box, word mark and page number in header and footer."""
    document = docx.Document()
    inside = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in LETTER_LINES[:4])
    first = document.add_paragraph()
    first._p.append(parse_xml(BOX.format(ns=nsdecls("w"), inside=inside)))
    for line in LETTER_LINES[4:]:
        document.add_paragraph(line)
    document.sections[0].header.paragraphs[0].text = "Haarlem"
    document.sections[0].footer.paragraphs[0].text = "Pagina 1"
    document.save(str(path))
    return [*LETTER_LINES, "Haarlem", "Pagina 1"]


def tracked_changes_fields_and_notes(path: Path) -> list[str]:
    """A word inserted and one deleted with tracked changes, a date as a field, a soft hyphen."""
    document = docx.Document()
    for line in LETTER_LINES:
        paragraph = document.add_paragraph()
        if line.startswith("De brug is klaar"):
            paragraph.add_run("De brug is ")
            paragraph._p.append(
                parse_xml(f'<w:ins {nsdecls("w")} w:id="1" w:author="x"><w:r><w:t>klaar</w:t></w:r></w:ins>')
            )
            paragraph._p.append(
                parse_xml(
                    f'<w:del {nsdecls("w")} w:id="2" w:author="x"><w:r>'
                    "<w:delText>af</w:delText></w:r></w:del>"
                )
            )
            paragraph.add_run(line.removeprefix("De brug is klaar"))
        elif line.startswith("Datum"):
            paragraph.add_run("Datum:\t")
            paragraph._p.append(
                parse_xml(
                    f'<w:fldSimple {nsdecls("w")} w:instr=" DATE "><w:r>'
                    "<w:t>12 mei 2026</w:t></w:r></w:fldSimple>"
                )
            )
        else:
            paragraph.add_run(line)
    document.save(str(path))
    return LETTER_LINES


def converted(source: Path, path: Path) -> None:
    profile = (path.parent / "profile").as_uri()
    subprocess.run(
        [str(find_soffice()), f"-env:UserInstallation={profile}", "--headless", "--convert-to",
         "docx:MS Word 2007 XML", "--outdir", str(path.parent), str(source)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    source.with_suffix(".docx").rename(path)


def saved_by_libreoffice(path: Path) -> list[str]:
    """The note made by hand, opened and saved by LibreOffice."""
    source = path.parent / "bron.docx"
    said = by_hand(source, NOTE_LINES)
    odt = path.parent / "bron.odt"
    subprocess.run(
        [str(find_soffice()), f"-env:UserInstallation={(path.parent / 'profile').as_uri()}", "--headless",
         "--convert-to", "odt", "--outdir", str(path.parent), str(source)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    source.unlink()
    converted(odt, path)
    return said


def written_in_libreoffice(path: Path) -> list[str]:
    """A proposal as a web page, made a Word document by LibreOffice: real lists, a table, headings."""
    parts: list[str] = []
    for line in PROPOSAL_LINES:
        if "\t" in line:
            label, value = line.split("\t")
            parts.append(f"<table><tr><td>{label}</td><td>{value}</td></tr></table>")
        elif HEADING.match(line):
            parts.append(f"<h{2 if line[1:3] != '. ' else 1}>{line}</h{2 if line[1:3] != '. ' else 1}>")
        elif line[:2] in ("1.", "2."):
            start = line[0]
            parts.append(f"<ol start={start}><li>{line[3:]}</li></ol>")
        else:
            parts.append(f"<p>{line}</p>")
    page = path.parent / "bron.html"
    page.write_text(f"<html><meta charset=utf-8><body>{''.join(parts)}</body></html>", encoding="utf-8")
    subprocess.run(
        [str(find_soffice()), f"-env:UserInstallation={(path.parent / 'profile').as_uri()}", "--headless",
         "--convert-to", "odt:writer8", "--infilter=HTML (StarWriter)",
         "--outdir", str(path.parent), str(page)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    converted(path.parent / "bron.odt", path)
    return [re.sub(r"^[12]\. (?=[a-z])", "", line) for line in PROPOSAL_LINES]


DOCUMENTS: dict[str, tuple[Made, str]] = {
    "a letter by hand": (letter_by_hand, LETTER),
    "a note by hand": (note_by_hand, NOTE),
    "a proposal by hand": (proposal_by_hand, PROPOSAL),
    "empty paragraphs and spaces": (empty_paragraphs_and_spaces, LETTER),
    "localised styles": (localised_styles, NOTE),
    "like pandoc": (like_pandoc, PROPOSAL),
    "text boxes and margins": (text_boxes_and_margins, LETTER),
    "tracked changes and fields": (tracked_changes_fields_and_notes, LETTER),
    "saved by LibreOffice": (saved_by_libreoffice, NOTE),
    "written in LibreOffice": (written_in_libreoffice, PROPOSAL),
}


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], tuple[ImportedLetter, list[str]]]:
    packs = installed_packs()
    known: dict[str, tuple[ImportedLetter, list[str]]] = {}

    def one(name: str) -> tuple[ImportedLetter, list[str]]:
        if name not in known:
            if "LibreOffice" in name and find_soffice() is None:
                pytest.skip("no LibreOffice here")
            path = tmp_path_factory.mktemp("anders") / "stuk.docx"
            said = DOCUMENTS[name][0](path)
            known[name] = import_letter(packs, path, "", TODAY), said
        return known[name]

    return one


def texts_of(value: Any) -> Iterator[str]:
    if isinstance(value, Body):
        yield " ".join(printed(value.blocks))
        yield from (
            plain_text(run.note)
            for leaf in value.leaves()
            for run in leaf.inlines
            if isinstance(run, Footnote)
        )
    elif isinstance(value, Entry):
        for each in value.values.values():
            yield from texts_of(each)
    elif isinstance(value, Enclosure):
        yield value.title
        yield from texts_of(value.body)
    elif isinstance(value, tuple):
        for each in value:
            yield from texts_of(each)
    else:
        yield value


def words_in(imported: ImportedLetter) -> Counter[str]:
    report = imported.report
    texts = [text for answer in report.answers.values() for text in texts_of(answer)]
    texts += [remark.text for remark in report.dropped]
    texts += report.labels.values()
    for answer in report.answers.values():  # a date is printed otherwise than it is kept
        if isinstance(answer, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", answer):
            texts.append("12 mei 2026")
    return Counter(word for text in texts for word in re.findall(r"[^\W\d_]+", text.casefold()))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_its_kind_is_recognised(imported: Callable[[str], Any], name: str) -> None:
    found, _said = imported(name)
    assert found.letter.document_type == DOCUMENTS[name][1]
    assert found.type_is_certain


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_word_of_it_is_lost(imported: Callable[[str], Any], name: str) -> None:
    found, said = imported(name)
    wanted = Counter(word for line in said for word in re.findall(r"[^\W\d_]+", line.casefold()))
    headings = {  # a chapter is known by its field
        word for each in found.report.found for word in re.findall(r"[^\W\d_]+", each.text.casefold())
    }
    missing = wanted - words_in(found)
    assert not {word for word in missing if word not in headings}


@pytest.mark.parametrize("name", [name for name, (_made, kind) in DOCUMENTS.items() if kind == LETTER])
def test_a_letter_has_its_parts(imported: Callable[[str], Any], name: str) -> None:
    answers: Answers = imported(name)[0].letter.answers
    assert answers.text("afzender_naam") == "drs. Roos Akkerman"
    assert answers.text("geadresseerde") == "Aan de leden van de commissie Beheer"
    assert (answers.text("datum"), answers.text("onderwerp")) == ("2026-05-12", "de brug bij de Vest")
    assert answers.text("ondertekenaar") == "drs. Roos Akkerman"
    lists = [block for block in answers.body("brieftekst").blocks if isinstance(block, ListBlock)]
    assert [(block.kind, len(block.items)) for block in lists] == [("numbered", 2), ("bullet", 2)]


@pytest.mark.parametrize("name", [name for name, (_made, kind) in DOCUMENTS.items() if kind == NOTE])
def test_a_note_has_its_chapters(imported: Callable[[str], Any], name: str) -> None:
    answers: Answers = imported(name)[0].letter.answers
    assert answers.text("onderwerp") == "Melden van losse tegels"
    assert [entry.text("naam") for entry in answers.entries("portefeuillehouders")] == ["drs. Roos Akkerman"]
    for chapter in ("inleiding", "kernboodschap", "consequenties", "vervolg"):
        assert not answers.body(chapter).is_blank, chapter
    assert not any(isinstance(block, Table) for block in answers.body("inleiding").blocks)


@pytest.mark.parametrize("name", [name for name, (_made, kind) in DOCUMENTS.items() if kind == PROPOSAL])
def test_a_proposal_has_its_decisions_and_signatures(imported: Callable[[str], Any], name: str) -> None:
    answers: Answers = imported(name)[0].letter.answers
    names = [entry.text("naam") for entry in answers.entries("portefeuillehouders")]
    assert names == ["mr. Anne de Polder", "Ilyas Benhaddou, MSc"]
    assert len(answers.entries("collegebesluiten")) == 2
    assert len(answers.entries("raadsbesluiten")) == 1
    assert list(answers.body("kosten").texts()) == ["Er is € 200.000 voor."]
    assert (answers.text("secretaris"), answers.text("burgemeester")) == ("Wim Meerkoet", "Els van Kanaal")


def test_a_bold_line_between_chapters_is_a_heading(imported: Callable[[str], Any], tmp_path: Path) -> None:
    lines = [*NOTE_LINES[:8], "1. Sneller antwoord", *NOTE_LINES[9:]]
    document = docx.Document()
    for line in lines:
        run = document.add_paragraph().add_run(line.removeprefix("1. ") if "Sneller" in line else line)
        run.bold = HEADING.match(line) is not None
    path = tmp_path / "nota.docx"
    document.save(str(path))
    answers = import_letter(installed_packs(), path, "", TODAY).letter.answers
    first = answers.body("kernboodschap").blocks[0]
    assert isinstance(first, Heading)
    assert plain_text(first.inlines) == "Sneller antwoord"


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    from briefmaker.errors import UnusableInput

    path = tmp_path / "bom.docx"
    source = tmp_path / "bron.docx"
    docx.Document().save(str(source))
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            data = old.read(info)
            new.writestr(
                info.filename, b" " * 60_000_000 + data if info.filename == "word/document.xml" else data
            )
    with pytest.raises(UnusableInput, match=r"bom\.docx"):
        import_letter(installed_packs(), path, "", TODAY)
