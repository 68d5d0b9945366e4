"""Finding and replacing in the window, with the keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from briefmaker.letter.answers import Enclosure
from briefmaker.letter.body import Body, Heading, Paragraph, Text, inlines, plain_text
from tests.qt.test_window import field


def body(*texts: str) -> Body:
    return Body(blocks=tuple(Paragraph(id=f"b{at}", inlines=inlines(text)) for at, text in enumerate(texts)))


@pytest.fixture
def filled(qtbot, window):
    """A letter with the same word in several places."""
    session = window.session
    session.change("onderwerp", "Het zwembad", "")
    text = Body(
        blocks=(
            Heading(id="k", inlines=inlines("Het zwembad")),
            Paragraph(id="p", inlines=(Text(text="Een zwem"), Text(text="bad", strong=True))),
            Paragraph(id="z", inlines=inlines("Niets hier.")),
        )
    )
    session.change("brieftekst", text, "")
    session.change("bijlagen", (Enclosure(title="Zwembad", body=body("Het zwembad.")),), "")
    window.form.show_answers(session.answers)
    window.form.rows["onderwerp"].editor.first_input().setFocus()
    return window


def find(qtbot, window, text, key=Qt.Key.Key_F):
    qtbot.keyClick(QApplication.focusWidget(), key, Qt.KeyboardModifier.ControlModifier)
    bar = window.finding.bar
    qtbot.waitUntil(lambda: bar.wanted.hasFocus())
    bar.wanted.clear()
    qtbot.keyClicks(bar.wanted, text)
    return bar


def chosen(editor):
    return editor.textCursor().selectedText()


def test_what_is_found_is_counted_and_shown_one_after_the_other(qtbot, filled):
    bar = find(qtbot, filled, "zwembad")
    assert bar.count.text() == "1 van 5"
    assert field(filled, "onderwerp").selectedText() == "zwembad"
    text = field(filled, "brieftekst")
    qtbot.keyClick(bar.wanted, Qt.Key.Key_Return)
    assert (bar.count.text(), chosen(text), text.current_block_id()) == ("2 van 5", "zwembad", "k")
    qtbot.keyClick(bar.wanted, Qt.Key.Key_Return)
    assert (chosen(text), text.current_block_id()) == ("zwembad", "p")
    assert len(text.extraSelections()) == 2
    qtbot.keyClick(bar.wanted, Qt.Key.Key_Return)
    qtbot.keyClick(bar.wanted, Qt.Key.Key_Return)
    assert bar.count.text() == "5 van 5"
    qtbot.keyClick(bar.wanted, Qt.Key.Key_Return)
    assert bar.count.text() == "1 van 5"
    qtbot.keyClick(bar.wanted, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert bar.count.text() == "5 van 5"
    assert bar.wanted.hasFocus()


def test_esc_goes_to_what_was_found(qtbot, filled):
    bar = find(qtbot, filled, "niets")
    qtbot.keyClick(bar.wanted, Qt.Key.Key_Escape)
    text = field(filled, "brieftekst")
    assert text.hasFocus()
    assert chosen(text) == "Niets"
    assert not bar.isVisible()
    assert not text.extraSelections()


def test_what_is_not_there_is_said(qtbot, filled):
    bar = find(qtbot, filled, "ijsbaan")
    assert bar.count.text() == "Niet gevonden"
    assert not bar.after.isEnabled()
    qtbot.keyClick(bar.wanted, Qt.Key.Key_Escape)
    assert field(filled, "onderwerp").hasFocus()


def test_what_is_selected_is_proposed(qtbot, filled):
    subject = field(filled, "onderwerp")
    subject.setSelection(4, 7)
    qtbot.keyClick(subject, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert filled.finding.bar.wanted.text() == "zwembad"
    assert filled.finding.bar.wanted.selectedText() == "zwembad"


def test_replacing_one_goes_on_to_the_next(qtbot, filled):
    bar = find(qtbot, filled, "zwembad", Qt.Key.Key_H)
    bar.new.setFocus()
    qtbot.keyClicks(bar.new, "zwembad Zuid")
    qtbot.keyClick(bar.new, Qt.Key.Key_Return)
    assert field(filled, "onderwerp").text() == "Het zwembad Zuid"
    assert bar.count.text() == "2 van 5"
    qtbot.keyClick(bar.new, Qt.Key.Key_Return)
    leaves = [plain_text(leaf.inlines) for leaf in filled.session.answers.body("brieftekst").leaves()]
    assert leaves == ["Het zwembad Zuid", "Een zwembad", "Niets hier."]
    assert bar.count.text() == "3 van 5"


def test_replacing_all_is_one_step_to_undo_and_keeps_the_cursor(qtbot, filled):
    before = filled.session.answers
    bar = find(qtbot, filled, "zwembad", Qt.Key.Key_H)
    bar.new.setFocus()
    qtbot.keyClicks(bar.new, "bos")
    bar.all.click()
    assert bar.count.text() == "5 keer vervangen"
    assert field(filled, "onderwerp").text() == "Het bos"
    assert [plain_text(leaf.inlines) for leaf in field(filled, "brieftekst").body().leaves()] == [
        "Het bos",
        "Een bos",
        "Niets hier.",
    ]
    assert filled.session.answers.enclosures("bijlagen")[0].title == "bos"
    assert bar.new.hasFocus()
    filled.undo()
    assert filled.session.answers == before
    assert field(filled, "onderwerp").text() == "Het zwembad"


def test_typing_keeps_the_marks_right(qtbot, filled):
    bar = find(qtbot, filled, "zwembad")
    text = field(filled, "brieftekst")
    text.setFocus()
    text.show_place("k", 0)
    qtbot.keyClicks(text, "Nu: ")

    def marked():
        marks = text.extraSelections()
        return [mark.cursor.selectedText() for mark in marks]

    qtbot.waitUntil(lambda: marked() == ["zwembad", "zwembad"])
    assert bar.count.text() == "1 van 5"


def test_a_letter_that_may_only_be_read_can_be_searched(qtbot, filled):
    filled.session.set_read_only("Anna heeft deze brief open.")
    bar = find(qtbot, filled, "zwembad")
    assert bar.count.text() == "1 van 5"
    assert not filled.actions_by_name["replace_text"].isEnabled()
    assert not bar.all.isVisible()


def test_the_keys_say_what_they_do(window):
    assert window.actions_by_name["find_text"].shortcut().toString() == "Ctrl+F"
    assert window.actions_by_name["replace_text"].shortcut().toString() == "Ctrl+H"
