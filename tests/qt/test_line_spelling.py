"""The subject of a letter is checked as its text is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu

from briefmaker.qt.line_spelling import LineSpelling
from tests.qt.test_spelling import entries, wait_for_menu


@pytest.fixture
def subject(window, qtbot):
    """The field of the subject, with the cursor in it."""
    line = window.form.rows["onderwerp"].editor.first_input()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    return line


def marks(line) -> list[str]:
    (spelling,) = line.findChildren(LineSpelling)
    return [word.spelling for word in spelling.marked()]


def menu_on(qtbot, line, text: str) -> QMenu:
    line.setCursorPosition(line.text().index(text) + 1)
    point = line.caret_box().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, line.mapToGlobal(point))
    QApplication.sendEvent(line, event)
    return wait_for_menu(qtbot)


def test_a_wrong_word_of_the_subject_is_marked_when_it_is_left(qtbot, subject):
    qtbot.keyClicks(subject, "Groen in de straatt")
    qtbot.wait(100)
    assert marks(subject) == []
    qtbot.keyClicks(subject, " bij u")
    qtbot.waitUntil(lambda: marks(subject) == ["straatt"], timeout=15_000)


def test_the_wave_stands_under_the_word(qtbot, subject):
    subject.insert("Groen 😀 in de straatt bij u")
    qtbot.waitUntil(lambda: marks(subject) == ["straatt"], timeout=15_000)
    qtbot.wait(50)
    (over,) = subject.findChildren(LineSpelling)
    image = over.grab().toImage()
    red = [
        x
        for x in range(image.width())
        for y in range(image.height())
        if (colour := image.pixelColor(x, y)).alpha() and colour.red() > 1.5 * max(colour.green(), 1)
    ]
    subject.setCursorPosition(subject.text().index("straatt") + 1)  # the sign before it counts for two
    left = subject.caret_box().center().x()
    subject.setCursorPosition(subject.text().index("straatt") + 8)
    right = subject.caret_box().center().x()
    ratio = image.devicePixelRatio()
    assert red
    assert left - 3 <= min(red) / ratio <= left + 4
    assert right - 4 <= max(red) / ratio <= right + 3


def test_a_suggestion_takes_the_place_of_the_word_of_the_subject(qtbot, window, subject):
    qtbot.keyClicks(subject, "Groen in de straatt bij u")
    qtbot.waitUntil(lambda: marks(subject) == ["straatt"], timeout=15_000)
    menu = menu_on(qtbot, subject, "straatt")
    assert "straat" in entries(menu)
    assert any("Ctrl+V" in entry for entry in entries(menu))
    next(action for action in menu.actions() if action.text() == "straat").trigger()
    menu.close()
    assert subject.text() == "Groen in de straat bij u"
    assert window.session.answers["onderwerp"] == "Groen in de straat bij u"
    assert marks(subject) == []


def test_a_word_that_is_ignored_is_right_in_the_subject_too(qtbot, window, subject):
    qtbot.keyClicks(subject, "Groen in de straatt bij u")
    qtbot.waitUntil(lambda: marks(subject) == ["straatt"], timeout=15_000)
    window.spelling.ignore("straatt")
    assert marks(subject) == []


def test_names_and_numbers_are_not_checked(window):
    for field in ("uw_kenmerk", "ondertekenaar", "contactpersoon"):
        assert not window.form.rows[field].editor.first_input().findChildren(LineSpelling)


def test_clicks_reach_the_line_through_its_waves(qtbot, subject):
    subject.setText("Groen in de straat")
    subject.setCursorPosition(5)
    inside = subject.caret_box().center()
    subject.end(False)
    assert subject.childAt(inside) is None
    qtbot.mouseClick(subject, Qt.MouseButton.LeftButton, pos=QPoint(inside))
    assert subject.cursorPosition() == 5
