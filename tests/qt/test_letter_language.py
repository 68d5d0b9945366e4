"""The language of a letter is chosen in its form, and its spelling follows at once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox

from briefmaker.app.letters import save_letter
from briefmaker.drafts.letter_file import LetterFile
from briefmaker.letter.answers import Answers
from briefmaker.qt.editor import BodyEditor
from briefmaker.qt.window import LetterWindow
from tests.qt.conftest import TYPE
from tests.qt.spelling_marks import marked_words


@pytest.fixture
def language(window: LetterWindow) -> QComboBox:
    """The field with the language of a new letter."""
    found = window.form.rows["taal"].editor.first_input()
    assert isinstance(found, QComboBox)
    return found


@pytest.fixture
def shows(qtbot):
    """Waits until these words, and no others, are marked."""

    def wait(view: BodyEditor, *words: str) -> None:
        def compare() -> None:
            view.viewport().repaint()
            found = marked_words(view)
            assert found == list(words), found

        qtbot.waitUntil(compare, timeout=15_000)

    return wait


def written(window: LetterWindow, qtbot, text: str) -> BodyEditor:
    view = window.form.rows["brieftekst"].editor.first_input()
    assert isinstance(view, BodyEditor)
    window.form.go_to_first(window.session.answers)
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    for sign in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, sign)
            QApplication.sendEvent(view, event)
    return view


def choose(language: QComboBox, qtbot, key: Qt.Key) -> None:
    language.setFocus()
    qtbot.waitUntil(language.hasFocus)
    qtbot.keyClick(language, key)


def test_a_new_letter_is_in_dutch_and_offers_english_by_name(window, language) -> None:
    assert [language.itemText(at) for at in range(language.count())] == ["Nederlands", "Engels"]
    assert language.currentText() == "Nederlands"
    assert language.accessibleName() == "Taal"
    assert window.session.filled.letter.language == "nl-NL"
    assert not window.session.is_modified


def test_choosing_english_marks_other_words_and_undo_brings_the_dutch_back(
    qtbot, window, language, shows
) -> None:
    view = written(window, qtbot, "The colour of the vergadering and a vergaderring. ")
    shows(view, "and", "vergaderring")
    choose(language, qtbot, Qt.Key.Key_Down)
    assert window.session.answers.text("taal") == "en-GB"
    shows(view, "vergadering", "vergaderring")
    window.session.undo()
    assert language.currentText() == "Nederlands"
    shows(view, "and", "vergaderring")


def test_a_letter_that_says_nothing_opens_in_dutch_and_one_in_english_in_english(
    qtbot, program, services, tmp_path
) -> None:
    version = services.packs.type(TYPE).type.pack.version
    for number, (answers, shown) in enumerate(
        (({"onderwerp": "Oud"}, "Nederlands"), ({"taal": "en-GB"}, "Engels"), ({"taal": "fr-FR"}, "fr-FR"))
    ):
        path = tmp_path / f"{number}.brief"
        save_letter(path, LetterFile(TYPE, version, Answers(answers)))
        program.open_path(path)
        qtbot.waitUntil(lambda count=number + 1: len(program.windows) == count)
        opened = program.windows[-1]
        assert opened.form.rows["taal"].editor.first_input().currentText() == shown
        assert opened.session.answers.get("taal") == answers.get("taal")
        assert not opened.session.is_modified


def test_a_letter_that_may_only_be_read_keeps_its_language(window, language) -> None:
    window.form.rows["taal"].editor.set_read_only(True)
    assert not language.isEnabled()
