"""Files dropped on the text of a letter."""

from __future__ import annotations

import docx
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QImage

from briefmaker.letter.body import Body, Image
from briefmaker.problems import Place
from tests.content.clipboards import OUTLOOK, short
from tests.content.test_foreign_hostile import HOSTILE


def text_of(window):
    window.go_to(Place("brieftekst"))
    return window.form.rows["brieftekst"].editor.first_input()


def drop(editor, *files) -> QDropEvent:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    where = QPointF(editor.cursorRect(editor.textCursor()).center())
    event = QDropEvent(
        where, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    assert editor.canInsertFromMimeData(data)
    editor.dropEvent(event)
    return event


def written(qtbot, window, editor, *files) -> list[str]:
    drop(editor, *files)
    qtbot.waitUntil(lambda: window.services.tasks.is_idle, timeout=20_000)
    return short(editor.body().blocks)


def test_a_text_file_becomes_text_and_one_step_back_takes_it_away(qtbot, window, tmp_path) -> None:
    (tmp_path / "notitie.txt").write_text("Eerste zin.\n\n- een\n- twee\n", encoding="cp1252")
    editor = text_of(window)
    editor.insert_text("Vooraf")
    assert written(qtbot, window, editor, tmp_path / "notitie.txt") == [
        "VoorafEerste zin.", "-", "  een", "- twee"
    ]  # fmt: skip
    window.undo()
    assert short(editor.body().blocks) == ["Vooraf"]


def test_markdown_keeps_its_structure(qtbot, window, tmp_path) -> None:
    (tmp_path / "stuk.md").write_text("# Kop\n\nEen *woord* en **meer**.\n", encoding="utf-8")
    assert written(qtbot, window, text_of(window), tmp_path / "stuk.md") == [
        "# Kop",
        "Een _woord_ en *meer*.",
    ]


def test_the_text_of_any_word_document_goes_in(qtbot, window, tmp_path) -> None:
    document = docx.Document()
    document.add_heading("Onderdeel", 1)
    document.add_paragraph("Een ").add_run("vet").bold = True
    document.add_paragraph("punt", style="List Bullet")
    document.save(str(tmp_path / "ander.docx"))
    lines = written(qtbot, window, text_of(window), tmp_path / "ander.docx")
    assert lines == ["# Onderdeel", "Een *vet*", "-", "  punt"]


def test_of_a_letter_of_ours_only_the_text_goes_in(qtbot, window, services, tmp_path) -> None:
    from briefmaker.app.letters import new_letter
    from briefmaker.app.typesetting import Typesetter
    from briefmaker.forms.filling import fill
    from briefmaker.letter.body import Paragraph, inlines
    from tests.qt.conftest import TODAY, TYPE

    body = Body(blocks=(Paragraph(inlines=inlines("De tekst van de andere brief.")),)).with_ids()
    answers = new_letter(services.packs, TYPE, TODAY).answers.with_answer("brieftekst", body)
    letter = fill(services.packs.type(TYPE).type, answers, TODAY).letter
    (tmp_path / "brief.docx").write_bytes(Typesetter(services.packs).typeset(letter).docx)
    lines = written(qtbot, window, text_of(window), tmp_path / "brief.docx")
    assert "De tekst van de andere brief." in lines


def test_a_picture_file_becomes_a_picture(qtbot, window, tmp_path) -> None:
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    image.save(str(tmp_path / "vlak.bmp"))
    editor = text_of(window)
    written(qtbot, window, editor, tmp_path / "vlak.bmp")
    (picture,) = (block for block in editor.body().blocks if isinstance(block, Image))
    assert picture.data.startswith(b"\x89PNG")


def test_another_file_is_refused_in_a_sentence(qtbot, window, tmp_path) -> None:
    (tmp_path / "tabel.xlsx").write_bytes(b"PK")
    editor = text_of(window)
    editor.insert_text("Vooraf")
    assert written(qtbot, window, editor, tmp_path / "tabel.xlsx") == ["Vooraf"]
    assert window.message.text() == (
        "“tabel.xlsx” kan niet in de tekst. Sleep er een .docx-, .txt- of .md-bestand of een afbeelding heen."
    )
    assert written(qtbot, window, editor, tmp_path / "weg.txt") == ["Vooraf"]
    assert "weg.txt" in window.message.text()


def test_what_a_paste_left_out_is_said_at_the_bottom(qtbot, window) -> None:
    editor = text_of(window)
    data = QMimeData()
    data.setHtml(OUTLOOK)
    editor.insertFromMimeData(data)
    assert window.message.text() == "Weggelaten: afbeeldingen van elders."
    window.statusBar().clearMessage()  # what a menu under the mouse says goes before, as long as it is there
    assert window.message.isVisible()
    window.undo()
    assert short(editor.body().blocks) == []


def test_a_long_sentence_at_the_bottom_keeps_no_window_wide(qtbot, window) -> None:
    before = window.minimumSizeHint().width()
    window.say("Weggelaten: " + "kleuren, " * 100)
    assert window.minimumSizeHint().width() == before
    assert window.message.toolTip() == window.message.text()


@pytest.mark.slow
def test_a_megabyte_that_means_harm_leaves_the_letter_as_it_was(qtbot, window) -> None:
    editor = text_of(window)
    editor.insert_text("Wat er stond.")
    before = window.session.answers["brieftekst"]
    for name in ("nested lists", "a table of all cells", "scripts", "pictures", "breaks"):
        data = QMimeData()
        data.setHtml(HOSTILE[name])
        data.setText("x")
        editor.insertFromMimeData(data)
        while window.session.answers["brieftekst"] != before:
            window.undo()
    assert short(editor.body().blocks) == ["Wat er stond."]


def test_plain_text_is_pasted_from_the_menu_and_by_its_keys(qtbot, window) -> None:
    from PySide6.QtGui import QGuiApplication

    editor = text_of(window)
    data = QMimeData()
    data.setHtml("<h1>Kop</h1>")
    data.setText("Kop")
    QGuiApplication.clipboard().setMimeData(data)
    qtbot.keyClick(
        editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert short(editor.body().blocks) == ["Kop"]
    window.actions_by_name["paste_as_text"].trigger()
    assert short(editor.body().blocks) == ["KopKop"]
    QGuiApplication.clipboard().clear()
