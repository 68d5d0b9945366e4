"""Whoever saves a template is told in the window that samples are no longer as they were accepted."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from briefmaker.qt.workshop.samples_window import SamplesWindow
from tests.qt.workshop.word_edits import change

KIND = "memo"


@pytest.fixture
def memo(qtbot, workshop, copy, settled):
    """The window with a memo, of which the pages of one sample are accepted."""
    pages = workshop.looking.workshop_pages()
    for each in pages.check_all(copy, KIND, sample="voorbeeld_kort"):
        pages.accept(copy, KIND, each.pages)
    assert workshop.tree.choose(copy, KIND)
    qtbot.waitUntil(lambda: workshop.shown.type_folder == KIND, timeout=10_000)
    settled(workshop)
    return workshop


def different(window):
    return [card for card in window.findings.cards if card.finding.rule == "samples.different"]


def test_a_difference_is_said_compared_and_gone_once_it_is_accepted(qtbot, memo, copy, settled):
    change(copy / KIND / "template.docx", ">Onderwerp<", ">Betreft<")
    qtbot.waitUntil(lambda: different(memo) != [], timeout=30_000)
    (card,) = different(memo)
    assert card.what.text() == (
        "De pagina’s van het voorbeeld “Voorbeeld kort” zijn niet meer zoals ze zijn goedgekeurd."
    )
    assert memo.findings.heading.text() == "1 opmerking"
    assert not memo.findings.has_errors, "it may be meant"
    settled(memo)
    assert different(memo) != [], "a later check leaves it"
    memo.activateWindow()
    card.compare.setFocus()
    qtbot.keyClick(card.compare, Qt.Key.Key_Return)
    (samples,) = memo.findChildren(SamplesWindow)
    qtbot.waitUntil(samples.accept_all.isEnabled, timeout=30_000)
    samples.accept_all.click()
    qtbot.waitUntil(lambda: different(memo) == [], timeout=30_000)
    qtbot.waitUntil(lambda: not samples.letters.is_making, timeout=30_000)
    assert memo.findings.heading.text() == "In orde"


def test_another_type_does_not_show_the_differences_of_the_first(qtbot, memo, copy, settled):
    change(copy / KIND / "template.docx", ">Onderwerp<", ">Betreft<")
    qtbot.waitUntil(lambda: different(memo) != [], timeout=30_000)
    memo.tree.choose(copy, "raadsvoorstel")
    qtbot.waitUntil(lambda: memo.findings.heading.text() == "In orde", timeout=30_000)
    settled(memo)
