"""Files among the enclosures: added, dropped, described, moved, taken out, and exported with the letter."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter

from briefmaker.app.letters import open_letter
from briefmaker.letter.answers import EnclosedFile, Enclosure
from briefmaker.letter.body import Body, Paragraph, inlines
from briefmaker.problems import Place
from tests.output.enclosed_pdfs import plain_pdf, png, texts_of
from tests.qt.editor.test_pictures import file_of

SHIFT_ALT = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier


def field(window):
    return window.form.rows["bijlagen"].editor


def enclosed(window):
    return window.session.answers.enclosures("bijlagen")


def idle(qtbot, window) -> None:
    qtbot.waitUntil(lambda: window.services.tasks.is_idle, timeout=20_000)


def add(qtbot, window, dialogs, *files) -> None:
    dialogs.files = list(files)
    qtbot.mouseClick(field(window).add_files, Qt.MouseButton.LeftButton)
    idle(qtbot, window)


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "begroting_2026 - definitief.pdf"
    path.write_bytes(plain_pdf("een", "twee", "drie"))
    return path


@pytest.fixture
def map_(tmp_path):
    path = tmp_path / "kaart.png"
    path.write_bytes(png())
    return path


def test_several_files_come_at_once_with_titles_from_their_names(
    qtbot, window, dialogs, report, map_
) -> None:
    add(qtbot, window, dialogs, report, map_)
    first, second = enclosed(window)
    assert (first.title, second.title) == ("Begroting 2026 - definitief", "Kaart")
    assert first.file is not None
    assert (first.file.name, first.file.media_type) == (report.name, "application/pdf")
    assert first.file.data == report.read_bytes()
    window.undo()
    assert enclosed(window) == ()
    window.redo()
    assert len(enclosed(window)) == 2


def test_the_card_says_what_the_file_is_and_what_is_in_it(qtbot, window, dialogs, report) -> None:
    add(qtbot, window, dialogs, report)
    (card,) = field(window).cards()
    qtbot.waitUntil(lambda: "pagina" in card.facts.text(), timeout=20_000)
    assert card.facts.text() == "PDF · 1 kB · 3 pagina’s · niet toegankelijk"
    assert card.accessibleName().startswith(report.name)


def test_a_picture_asks_what_it_shows_and_blocks_the_letter_until_then(qtbot, window, dialogs, map_) -> None:
    add(qtbot, window, dialogs, map_)
    description = window.focusWidget()
    assert description is field(window)._boxes[0].description
    assert "image.description" in [problem.rule for problem in window.session.fill_now().problems]
    qtbot.keyClicks(description, "Een rode cirkel")
    assert enclosed(window)[0].file.alt == "Een rode cirkel"
    assert "image.description" not in [problem.rule for problem in window.session.fill_now().problems]
    window.undo()
    assert enclosed(window)[0].file.alt == ""
    window.go_to(Place("bijlagen/0/beschrijving"))
    assert window.focusWidget() is description


def test_files_are_dropped_on_the_field(qtbot, window, report, map_) -> None:
    editor = field(window)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(report)), QUrl.fromLocalFile(str(map_))])
    where, buttons, none = QPoint(5, 5), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(where, Qt.DropAction.CopyAction, data, buttons, none)
    editor.dragEnterEvent(enter)
    assert enter.isAccepted()
    editor.dropEvent(QDropEvent(QPointF(where), Qt.DropAction.CopyAction, data, buttons, none))
    idle(qtbot, window)
    assert [each.title for each in enclosed(window)] == ["Begroting 2026 - definitief", "Kaart"]


def test_what_can_not_be_enclosed_is_named_and_the_rest_is_added(
    qtbot, window, dialogs, report, tmp_path
) -> None:
    program, empty = tmp_path / "spel.exe", tmp_path / "leeg.pdf"
    program.write_bytes(b"MZ\x90")
    empty.write_bytes(b"")
    add(qtbot, window, dialogs, program, report, empty, tmp_path / "weg.pdf")
    assert [each.title for each in enclosed(window)] == ["Begroting 2026 - definitief"]
    (told,) = dialogs.told
    assert told.startswith("3 bestanden zijn niet toegevoegd.")
    assert "“spel.exe” is van een soort die niet als bijlage mee kan." in told
    assert "“leeg.pdf” is leeg." in told
    assert "“weg.pdf”" in told


def test_a_picture_of_another_kind_becomes_one_that_can_be_enclosed(qtbot, window, dialogs, tmp_path) -> None:
    path = tmp_path / "scan.bmp"
    path.write_bytes(file_of("BMP", (40, 30)))
    add(qtbot, window, dialogs, path)
    (file,) = [each.file for each in enclosed(window)]
    assert file is not None
    assert (file.name, file.media_type) == ("scan.png", "image/png")


def test_files_and_texts_change_places_and_each_keeps_its_own_look(qtbot, window, dialogs, report) -> None:
    text = Enclosure(title="Plan", body=Body(blocks=(Paragraph(id="p", inlines=inlines("Het plan")),)))
    window.session.change_together({"bijlagen": (text,)}, Place("bijlagen"))
    add(qtbot, window, dialogs, report)
    title = field(window)._boxes[1].title
    title.setFocus()
    qtbot.keyClick(title, Qt.Key.Key_Up, SHIFT_ALT)
    assert [each.title for each in enclosed(window)] == ["Begroting 2026 - definitief", "Plan"]
    assert len(list(field(window).cards())) == 1
    assert field(window)._boxes[1].text.editor.body() == text.body
    qtbot.mouseClick(field(window)._boxes[0]._take_out, Qt.MouseButton.LeftButton)
    assert enclosed(window) == (text,)
    window.undo()
    assert [each.file is not None for each in enclosed(window)] == [True, False]


def test_dragging_puts_an_enclosure_elsewhere(qtbot, window, dialogs, report, map_) -> None:
    add(qtbot, window, dialogs, report, map_)
    window.go_to(Place("bijlagen/1/titel"))
    qtbot.wait(1)
    boxes = field(window)._boxes
    boxes[1].dropped.emit(boxes[1], 0)
    assert [each.title for each in enclosed(window)] == ["Kaart", "Begroting 2026 - definitief"]


def test_a_letter_with_files_is_saved_and_opened_with_them(qtbot, window, dialogs, report, tmp_path) -> None:
    add(qtbot, window, dialogs, report)
    dialogs.file = tmp_path / "brief.brief"
    window.filing.save_as()
    qtbot.waitUntil(lambda: dialogs.file.exists() and not window.session.is_modified)
    (kept,) = open_letter(dialogs.file).answers.enclosures("bijlagen")
    assert kept.file is not None
    assert kept.file.data == report.read_bytes()


@pytest.fixture
def finished(window, report):
    """A letter that may leave, with a file."""
    file = EnclosedFile(name="begroting.pdf", data=report.read_bytes())
    window.session.change_together(
        {
            "onderwerp": "Begroting",
            "geadresseerde": "Commissie Bestuur",
            "aanhef": "Geachte leden,",
            "slotgroet": "Met vriendelijke groet,",
            "ondertekenaar": "M. Kloosterhuis",
            "brieftekst": Body(blocks=(Paragraph(id="a", inlines=inlines("Hierbij de begroting.")),)),
            "bijlagen": (Enclosure(title="Begroting", file=file),),
        },
        Place(),
    )
    assert window.session.fill_now().may_leave
    return window


def test_a_pdf_with_its_enclosures_tells_the_truth_about_itself(qtbot, finished, dialogs, tmp_path) -> None:
    dialogs.answer, dialogs.file = "joined", tmp_path / "brief.pdf"
    finished.filing.export_pdf()
    idle(qtbot, finished)
    (question,) = dialogs.questions
    assert question.what == "Eén van de bijlagen is een bestand. Moet dat in de PDF?"
    assert texts_of(dialogs.file.read_bytes())[1:] == ["een", "twee", "drie"]
    (told,) = dialogs.told
    assert "niet toegankelijk (geen PDF/UA) en niet geschikt om te archiveren (geen PDF/A)" in told
    assert "Bijlage 1 is niet toegankelijk" in told


def test_a_pdf_of_the_letter_alone_and_a_way_back(qtbot, finished, dialogs, tmp_path) -> None:
    dialogs.answer, dialogs.file = "back", tmp_path / "brief.pdf"
    finished.filing.export_pdf()
    idle(qtbot, finished)
    assert not dialogs.file.exists()
    dialogs.answer = "letter"
    finished.filing.export_pdf()
    idle(qtbot, finished)
    assert len(texts_of(dialogs.file.read_bytes())) == 1
    assert dialogs.told == []


def test_a_word_document_asks_nothing_about_enclosures(qtbot, finished, dialogs, tmp_path) -> None:
    dialogs.file = tmp_path / "brief.docx"
    finished.filing.export_word()
    idle(qtbot, finished)
    assert dialogs.questions == []
    assert dialogs.file.exists()


@pytest.mark.parametrize(("answer", "pages"), [("joined", 4), ("letter", 1)])
def test_the_enclosures_are_printed_too_if_asked(
    qtbot, finished, dialogs, monkeypatch, tmp_path, answer, pages
) -> None:
    paper = tmp_path / "papier.pdf"
    new_printer = finished.printing._new_printer

    def into_a_file() -> QPrinter:
        printer = new_printer()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(paper))
        printer.setResolution(72)
        return printer

    monkeypatch.setattr(finished.printing, "_new_printer", into_a_file)
    dialogs.answer = answer
    finished.printing.print_letter()
    finished.findChild(QPrintDialog).accept()
    qtbot.waitUntil(
        lambda: finished.message.text() == "Het document is naar de printer gestuurd.", timeout=30_000
    )
    assert len(texts_of(paper.read_bytes())) == pages
    assert dialogs.questions[0].what.endswith("Moet dat mee worden afgedrukt?")
