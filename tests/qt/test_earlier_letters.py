"""Letters of earlier versions of a template, and of templates that aren't here, in the window."""

from __future__ import annotations

import json

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from briefmaker.app.letters import open_letter
from briefmaker.qt.loose_values import LooseValues
from briefmaker.qt.readable_letter import ReadableLetter
from tests.qt.conftest import TYPE


def letter(tmp_path, document_type=TYPE, **answers):
    path = tmp_path / "brief.json"
    said = {"format": 1, "document_type": document_type, "pack_version": "0.9", "answers": answers}
    path.write_text(json.dumps(said), encoding="utf-8")
    return path


def opened(qtbot, program, path):
    program.open_path(path)
    qtbot.waitUntil(lambda: bool(program.windows), timeout=20_000)
    qtbot.waitExposed(program.windows[-1])
    return program.windows[-1]


def test_values_without_a_field_are_below_the_form_and_can_be_copied(qtbot, program, tmp_path):
    path = letter(tmp_path, onderwerp="Bomen", afdeling_oud="Groen & Water")
    window = opened(qtbot, program, path)
    loose = window.findChild(LooseValues)
    assert loose.isVisible()
    assert "(1)" in loose.toggle.text()
    assert not loose.values.isVisible()
    assert not window.session.is_modified
    loose.toggle.setFocus()
    qtbot.keyClick(loose.toggle, Qt.Key.Key_Space)
    assert loose.values.isVisible()
    row = loose.values.rows[0]
    assert row.value.text() == "Groen & Water"
    row.copy_button.click()
    assert QGuiApplication.clipboard().text() == "Groen & Water"


def test_they_are_saved_with_the_letter(qtbot, program, tmp_path):
    path = letter(tmp_path, onderwerp="Bomen", afdeling_oud="Groen")
    window = opened(qtbot, program, path)
    window.session.change("onderwerp", "Struiken", "onderwerp")
    with qtbot.waitSignal(window.saved, timeout=20_000):
        window.filing.save()
    kept = open_letter(path)
    assert kept.answers.text("afdeling_oud") == "Groen"
    assert kept.answers.text("onderwerp") == "Struiken"
    assert kept.pack_version == window.session.document_type.pack.version


def test_a_letter_with_all_its_fields_shows_nothing_of_it(window):
    assert not window.findChild(LooseValues).isVisible()


def test_a_letter_whose_template_is_not_here_can_be_read(qtbot, program, dialogs, tmp_path):
    path = letter(tmp_path, "amsterdam/brief", onderwerp="Bomen", aan="Els\nJan")
    before = path.read_bytes()
    program.open_path(path)
    qtbot.waitUntil(lambda: bool(readable()), timeout=20_000)
    shown = readable()[0]
    assert "niet geïnstalleerd" in shown.sentence.text()
    assert [row.value.text() for row in shown.values.rows] == ["Bomen", "Els\nJan"]
    shown.copy_button.click()
    assert QGuiApplication.clipboard().text() == "Onderwerp: Bomen\nAan: Els\nJan"
    shown.reject()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not dialogs.told
    assert not program.windows
    assert path.read_bytes() == before


def readable():
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, ReadableLetter)]
