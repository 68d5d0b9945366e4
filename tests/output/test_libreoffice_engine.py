"""LibreOffice as second engine: the same text and pages, and never a process, a file or a lie left behind."""

import os
import shutil
import stat
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pytest

from briefmaker.errors import EngineUnavailable, LayoutFailed, RefusedExport
from briefmaker.output import LibreOfficeEngine, text_of_docx, text_of_pdf, words_of_pdf
from briefmaker.output.characters import bare
from briefmaker.output.office import Office, find_soffice
from tests.output.word_files import (
    SENTENCE,
    bullet,
    cell,
    document,
    heading,
    link,
    paragraph,
    row,
    run,
    table,
    two_page_letter,
)

ROOT = Path(__file__).resolve().parents[2]
needs_office = pytest.mark.skipif(find_soffice() is None, reason="no LibreOffice here")
pytestmark = pytest.mark.libreoffice


@pytest.fixture(scope="module")
def office():
    engine = LibreOfficeEngine()
    yield engine
    engine.close()


def letters_of(texts):
    return "".join(bare(text) for text in texts)


ODD = document(
    heading("R&D <BV> {{ x }}"),
    paragraph("{% raw %} \\ \" ' € 😀 → ✓ é e\u0301 af\u00adbreken Gemeente/Jeugd"),
    bullet("punt"),
    paragraph(runs=run("Zie ") + link("de pagina") + run(".")),
    table(
        row(cell("Straat"), cell("Periode", span=2), header=True),
        row(cell("Zandpad"), cell("mei"), cell("juni")),
    ),
)


@needs_office
@pytest.mark.parametrize("letter", [two_page_letter(), ODD], ids=["letter", "odd"])
def test_it_makes_an_accessible_pdf_with_the_same_text(office, letter):
    pdf = office.pdf(letter, title="R&D <BV>")
    assert letters_of(text_of_pdf(pdf)) == letters_of(text_of_docx(letter))
    assert office.validate(pdf) == ()


@needs_office
def test_both_engines_make_as_many_pages(office, engine):
    for repeats in (1, 6, 14):
        letter = document(*(paragraph(SENTENCE * 4) for _ in range(repeats)))
        pages = {len(words_of_pdf(maker.pdf(letter, title="Brief"))) for maker in (office, engine)}
        assert len(pages) == 1


@needs_office
def test_its_preview_has_images_and_a_click_map(office):
    from tests.output.test_click_map import middle, whole

    letter = two_page_letter()
    printed = whole(text_of_docx(letter))
    preview = office.preview(letter, printed, scale=0.5, pages=[0])
    assert preview.page_count == 2
    assert len(preview.images) == 1
    for paragraph_shown in printed:
        origin = paragraph_shown.spans[0].place
        rectangles = preview.click_map.rectangles_of(origin)
        assert rectangles, origin
        assert preview.click_map.origin_at(*middle(rectangles[0])) == origin


@needs_office
def test_it_refuses_what_is_no_word_document(office):
    for rubbish in (b"", b"<html><body>nee</body></html>", b"PK\x03\x04"):
        with pytest.raises(LayoutFailed, match="geen leesbaar Word-document"):
            office.pdf(rubbish, title="Brief")


@needs_office
def test_it_names_what_no_font_has(office):
    with pytest.raises(RefusedExport, match=r"U\+E000"):
        office.pdf(document(paragraph("\ue000")), title="Brief")


@needs_office
def test_a_killed_office_is_started_again(office):
    letter = document(paragraph("Hallo"))
    office.pdf(letter, title="Brief")
    for number in office._office.process_ids:
        os.killpg(number, 9)
    assert text_of_pdf(office.pdf(letter, title="Brief")) == ("Hallo",)


@needs_office
def test_without_uno_it_is_started_for_each_letter():
    engine = LibreOfficeEngine(resident=False)
    try:
        assert text_of_pdf(engine.pdf(document(paragraph("Hallo")), title="Brief")) == ("Hallo",)
        assert engine._office.process_ids == ()
    finally:
        engine.close()


@needs_office
def test_linked_files_are_not_read(office, tmp_path):
    secret = tmp_path / "geheim.png"
    secret.write_bytes(PIXEL)
    letter = document(paragraph(runs=picture("rIdPicture")), paragraph("Hallo"))
    letter = with_relation(letter, "rIdPicture", "image", secret.as_uri())
    raw, _missing = office._laid_out(letter)
    assert b"/Subtype/Image" not in raw
    assert b"/Subtype /Image" not in raw


@needs_office
def test_nothing_stays_after_it_is_closed():
    engine = LibreOfficeEngine()
    engine.pdf(document(paragraph("Hallo")), title="Brief")
    folder, numbers = engine._office._folder, engine._office.process_ids
    assert len(numbers) == 2
    engine.close()
    assert not folder.exists()
    assert not any(group_lives(number) for number in numbers)


@needs_office
def test_it_ends_when_the_program_is_killed():
    script = (
        "from briefmaker.output import LibreOfficeEngine\n"
        "from tests.output.word_files import document, paragraph\n"
        "engine = LibreOfficeEngine(); engine.pdf(document(paragraph('Hallo')), title='Brief')\n"
        "print(*engine._office.process_ids, engine._office._folder, flush=True)\n"
        "import os, signal; os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=90, cwd=ROOT
    )
    *numbers, folder = done.stdout.split()
    shutil.rmtree(folder, ignore_errors=True)
    for _ in range(500):
        if not any(group_lives(number) for number in numbers):
            return
        threading.Event().wait(0.02)
    pytest.fail("LibreOffice lives on")


def group_lives(number):
    listed = subprocess.run(["ps", "-eo", "pgid=,stat="], capture_output=True, text=True, check=True).stdout
    return any(
        line.split()[0] == str(number) and not line.split()[1].startswith("Z") for line in listed.splitlines()
    )


# --- A fake soffice with LibreOffice's bad manners


def fake(folder, script):
    """A program in place of soffice."""
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IEXEC)
    return path


posix = pytest.mark.skipif(os.name != "posix", reason="a shell script stands in for LibreOffice")


@posix
@pytest.mark.parametrize(
    "script",
    [
        "exit 0",
        "exit 1",
        'while [ "$1" != --outdir ]; do shift; done; : > "$2/letter.pdf"',
        'while [ "$1" != --outdir ]; do shift; done; echo rommel > "$2/letter.pdf"',
    ],
    ids=["nothing", "error", "empty", "rubbish"],
)
def test_success_is_judged_by_the_file_alone(tmp_path, script):
    engine = LibreOfficeEngine(soffice=fake(tmp_path, script), resident=False)
    try:
        with pytest.raises(LayoutFailed, match="geen bruikbare PDF"):
            engine.pdf(document(paragraph("Hallo")), title="Brief")
    finally:
        engine.close()


@posix
def test_another_letters_pdf_is_noticed(tmp_path, engine):
    other = tmp_path / "other.pdf"
    other.write_bytes(engine.pdf(document(paragraph("Een andere brief")), title="Brief"))
    script = f'while [ "$1" != --outdir ]; do shift; done; cp {other} "$2/letter.pdf"'
    office = LibreOfficeEngine(soffice=fake(tmp_path, script), resident=False)
    try:
        with pytest.raises(LayoutFailed, match="op pagina 1 zou de tekst anders zijn"):
            office.pdf(document(paragraph("Hallo")), title="Brief")
    finally:
        office.close()


@posix
def test_one_that_hangs_is_ended_with_its_children(tmp_path):
    mark = tmp_path / "child"
    script = f"sleep 300 & echo $! > {mark}; wait"
    engine = LibreOfficeEngine(soffice=fake(tmp_path, script), resident=False, limit=1.0)
    try:
        with pytest.raises(LayoutFailed, match="te lang"):
            engine.pdf(document(paragraph("Hallo")), title="Brief")
    finally:
        engine.close()
    child = int(mark.read_text())
    for _ in range(200):
        state = subprocess.run(
            ["ps", "-o", "stat=", "-p", str(child)], capture_output=True, text=True, check=False
        )
        if not state.stdout.strip() or state.stdout.startswith("Z"):
            return
        threading.Event().wait(0.02)
    pytest.fail("a child of the hung program lives on")


def test_a_computer_without_libreoffice_is_told_so(monkeypatch):
    monkeypatch.setattr("briefmaker.output.libreoffice.find_soffice", lambda: None)
    engine = LibreOfficeEngine()
    try:
        with pytest.raises(EngineUnavailable, match="LibreOffice is niet gevonden"):
            engine.pdf(document(paragraph("Hallo")), title="Brief")
    finally:
        engine.close()


@posix
def test_its_environment_holds_nothing_of_the_users(tmp_path, monkeypatch):
    monkeypatch.setenv("GEHEIM", "waarde")
    seen = tmp_path / "seen"
    office = Office(fake(tmp_path, f"env > {seen}"), tmp_path, resident=False)
    try:
        office.convert(b"", {}, 20)
    finally:
        office.close()
    assert "GEHEIM" not in seen.read_text()
    assert str(Path(tempfile.gettempdir())) in seen.read_text()


@posix
def test_closing_doesn_t_wait_for_one_that_hangs(tmp_path):
    engine = LibreOfficeEngine(soffice=fake(tmp_path, "sleep 300"), resident=False)
    told = []

    def hang():
        try:
            engine.pdf(document(paragraph("Hallo")), title="Brief")
        except LayoutFailed as failed:
            told.append(str(failed))

    thread = threading.Thread(target=hang)
    thread.start()
    while engine._office is None or not engine._office._processes:
        threading.Event().wait(0.01)
    engine.close()
    thread.join(20)
    assert not thread.is_alive()
    assert len(told) == 1


@posix
def test_what_a_killed_program_left_behind_is_swept_after_a_day(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    old, recent = tmp_path / "briefmaker-office-oud", tmp_path / "briefmaker-office-nieuw"
    for folder in (old, recent):
        folder.mkdir()
    os.utime(old, (0, 0))
    Office(fake(tmp_path, "exit 0"), tmp_path, resident=False).close()
    assert not old.exists()
    assert recent.exists()


# --- Word documents that reach outside

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


def picture(relation):
    drawing = "http://schemas.openxmlformats.org/drawingml/2006"
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{drawing}/wordprocessingDrawing">'
        '<wp:extent cx="900000" cy="900000"/><wp:docPr id="1" name="x" descr="x"/>'
        f'<a:graphic xmlns:a="{drawing}/main"><a:graphicData uri="{drawing}/picture">'
        f'<pic:pic xmlns:pic="{drawing}/picture">'
        '<pic:nvPicPr><pic:cNvPr id="1" name="x"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:link="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def with_relation(docx, name, kind, target):
    """The document with one more relation to something outside it."""
    from io import BytesIO
    from zipfile import ZipFile

    relation = (
        f'<Relationship Id="{name}" Target="{target}" TargetMode="External" '
        f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"/></Relationships>'
    )
    stream = BytesIO()
    with ZipFile(BytesIO(docx)) as old, ZipFile(stream, "w") as new:
        for member in old.namelist():
            data = old.read(member)
            if member == "word/_rels/document.xml.rels":
                data = data.replace(b"</Relationships>", relation.encode())
            new.writestr(member, data)
    return stream.getvalue()
