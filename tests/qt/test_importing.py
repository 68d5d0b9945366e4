"""An existing document is read, shown beside what was made of it, and taken over."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox

LETTERS = Path(__file__).resolve().parents[1] / "letters"


@pytest.fixture
def reading(qtbot, program):
    """Reads a document and gives the dialog that shows what came of it."""
    program.show_start_page()

    def read(path):
        program.open_path(path)
        qtbot.waitUntil(lambda: program.importing.dialog is not None, timeout=20_000)
        dialog = program.importing.dialog
        qtbot.waitExposed(dialog)
        return dialog

    yield read
    if program.importing.dialog is not None:
        program.importing.dialog.reject()


def groups(dialog):
    tops = [dialog.list.topLevelItem(number) for number in range(dialog.list.topLevelItemCount())]
    return {top.text(0).rsplit(" (", 1)[0]: [top.child(at) for at in range(top.childCount())] for top in tops}


def placed(dialog):
    found = groups(dialog)
    return [*found.get("Herkend", ()), *found.get("Ingevuld naar de plek in het document", ())]


def marked(dialog):
    return [mark.cursor.selectedText() for mark in dialog.source.extraSelections()]


def test_a_text_is_shown_beside_what_was_made_of_it(reading):
    dialog = reading(LETTERS / "motie.txt")
    texts = {item.text(0): item.text(1) for item in placed(dialog)}
    assert dialog.kind.currentText().startswith("Brief van een wethouder")
    assert "Onderwerp" in texts
    assert texts["Onderwerp"] in dialog.source.toPlainText().replace("\n", " ")


def test_choosing_a_line_shows_its_words_in_the_document(reading):
    dialog = reading(LETTERS / "motie.txt")
    for item in placed(dialog):
        if item.text(0) == "Onderwerp":
            dialog.list.setCurrentItem(item)
    assert any("Onderwerp" in text for text in marked(dialog))


def test_the_text_is_listed_and_leads_to_its_lines(reading):
    dialog = reading(LETTERS / "motie.txt")
    (text,) = (item for item in placed(dialog) if item.text(0) == "Brieftekst")
    dialog.list.setCurrentItem(text)
    assert len(marked(dialog)) > 5


def test_what_the_document_does_not_say_is_named_before_it_is_taken_over(tmp_path, reading):
    path = tmp_path / "nota.txt"
    path.write_text(
        "1. Inleiding\n\nDe stad wordt groener.\n\n2. Kernboodschap\n\nWij planten bomen.\n\n"
        "3. Consequenties\n\nGeen.\n\n4. Vervolg\n\nIn mei meer.\n\n"
        "Het college van burgemeester en wethouders,\n\nde secretaris de burgemeester\n",
        encoding="utf-8",
    )
    dialog = reading(path)
    assert [item.text(0) for item in groups(dialog)["Nog in te vullen"]] == ["Onderwerp"]


def test_taking_it_over_opens_the_letter(qtbot, program, reading):
    dialog = reading(LETTERS / "motie.txt")
    qtbot.mouseClick(dialog.buttons.button(QDialogButtonBox.StandardButton.Ok), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(program.windows) == 1)
    window = program.windows[0]
    assert window.session.answers.text("onderwerp")
    assert window.session.is_modified, "what was taken over is in no file yet"


def test_leaving_it_changes_nothing(qtbot, program, reading):
    dialog = reading(LETTERS / "motie.txt")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert program.windows == []


def test_a_word_document_made_elsewhere_is_offered_for_reading_when_opened(tmp_path, reading):
    made = docx.Document()
    for line in ("Onderwerp: het nieuwe zwembad", "Geachte leden,", "Het bad gaat open.",
                 "Met vriendelijke groet,", "A. Berkhout"):  # fmt: skip
        made.add_paragraph(line)
    kept = io.BytesIO()
    made.save(kept)
    path = tmp_path / "brief van elders.docx"
    path.write_bytes(kept.getvalue())
    dialog = reading(path)
    assert "brief van elders.docx" in dialog.windowTitle()
    assert "Het bad gaat open." in dialog.source.toPlainText()


def test_another_kind_of_document_is_tried_without_reading_again(qtbot, reading):
    dialog = reading(LETTERS / "motie.txt")
    other = next((at for at in range(dialog.kind.count()) if at != dialog.kind.currentIndex()), None)
    if other is None:
        pytest.fail("there is only one kind of document")
    chosen = dialog.kind.itemData(other)
    dialog.kind.setCurrentIndex(other)
    dialog.kind.activated.emit(other)
    qtbot.waitUntil(lambda: dialog._imported.letter.document_type == chosen, timeout=20_000)


def test_what_cant_be_read_is_said(qtbot, program, dialogs, tmp_path):
    path = tmp_path / "leeg.txt"
    path.write_text("   \n", encoding="utf-8")
    program.open_path(path)
    qtbot.waitUntil(lambda: bool(dialogs.told), timeout=20_000)
    assert "leeg.txt" in dialogs.told[0]
