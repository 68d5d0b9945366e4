"""The one bar above the form serves the text in which the cursor stands."""

from __future__ import annotations

from briefmaker.letter.answers import Enclosure
from briefmaker.letter.body import Body, Paragraph, inlines
from briefmaker.problems import Place


def text_of(window, field="brieftekst"):
    return window.form.rows[field].editor.first_input()


def test_the_bar_is_grey_until_the_cursor_is_in_a_text(window):
    assert window.text_bar.isVisible()
    assert not window.text_bar.bar.isEnabled()
    text_of(window).setFocus()
    assert window.text_bar.bar.isEnabled()
    window.form.rows["onderwerp"].editor.first_input().setFocus()
    assert not window.text_bar.bar.isEnabled()


def test_the_bar_changes_with_the_text_and_nothing_moves(qtbot, window):
    text = Body(blocks=(Paragraph(inlines=inlines("Een kaart.")),)).with_ids()
    window.session.change_together({"bijlagen": (Enclosure(title="Kaart", body=text),)}, Place("bijlagen"))
    qtbot.waitUntil(lambda: window.session.filled.letter is not None)
    text_of(window).setFocus()
    first, height = window.text_bar.bar, window.text_bar.height()
    window.go_to(Place("bijlagen/0/tekst"))
    assert window.text_bar.bar is not first
    assert window.text_bar.height() == height
    window.text_bar.bar.editor.actions_of_text.bold.trigger()
    text_of(window).setFocus()
    assert window.text_bar.bar is first


def test_the_bar_of_a_text_that_was_taken_out_goes_with_it(qtbot, window):
    window.session.change_together({"bijlagen": (Enclosure(title="Kaart"),)}, Place("bijlagen"))
    window.go_to(Place("bijlagen/0/tekst"))
    assert window.text_bar.count() == 2
    window.session.undo()
    qtbot.waitUntil(lambda: window.text_bar.count() == 1)
    text_of(window).setFocus()
    assert window.text_bar.bar.isEnabled()
