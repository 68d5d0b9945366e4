"""Colours that can be read: WCAG 2.1 AA, computed for both schemes."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from briefmaker.qt import appearance
from briefmaker.qt.appearance import with_scheme
from briefmaker.qt.banner import Banner
from briefmaker.qt.field_row import NoteLine
from briefmaker.qt.find_bar import FindBar
from briefmaker.qt.tones import DARK, LIGHT, is_dark, tones


@pytest.fixture(params=["light", "dark"])
def scheme(request, qapp):
    appearance.dress(qapp, request.param)
    yield request.param
    with_scheme(qapp, "light")


def luminance(colour):
    def linear(part):
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


def contrast(one, other):
    high, low = sorted((luminance(QColor(one)), luminance(QColor(other))), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("ink", ["text", "muted", "error", "warning", "done", "accent"])
@pytest.mark.parametrize("ground", ["window", "base"])
def test_every_text_can_be_read_on_every_ground(scheme, ink, ground):
    assert contrast(getattr(tones(), ink), getattr(tones(), ground)) >= 4.5


def test_text_can_be_read_where_something_is_selected(scheme):
    assert contrast(tones().text, tones().accent_soft) >= 4.5
    assert contrast(tones().muted, tones().accent_soft) >= 4.5
    for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
        palette = QApplication.palette()
        ground = palette.color(group, QPalette.ColorRole.Highlight)
        assert contrast(palette.color(group, QPalette.ColorRole.HighlightedText), ground) >= 4.5


def test_placeholders_can_be_read(scheme):
    palette = QApplication.palette()
    ink = palette.color(QPalette.ColorRole.PlaceholderText)
    assert contrast(ink, palette.color(QPalette.ColorRole.Base)) >= 4.5


def test_the_edge_of_an_input_and_of_the_focus_can_be_seen(scheme):
    line = appearance._FIELD_LINE[scheme == "dark"]
    assert contrast(line, tones().window) >= 3
    assert contrast(line, tones().base) >= 3
    assert contrast(tones().accent, tones().window) >= 3


def test_light_and_dark_are_told_apart(qapp):
    appearance.dress(qapp, "dark")
    assert is_dark(qapp.palette())
    with_scheme(qapp, "light")
    assert not is_dark(qapp.palette())


def test_notes_and_bars_that_are_shown_follow_another_scheme(qapp, qtbot):
    appearance.dress(qapp, "light")
    box = QWidget()
    qtbot.addWidget(box)
    note, banner, bar = NoteLine(box), Banner(box), FindBar(box)
    note.show_note("Hulp bij dit veld.", None)
    banner.show_sentence("Anna heeft deze brief open.")
    box.show()
    try:
        for scheme, wanted in (("dark", DARK), ("light", LIGHT)):
            with_scheme(qapp, scheme)
            assert note.palette().color(QPalette.ColorRole.WindowText).name() == wanted.muted
            assert banner.palette().color(QPalette.ColorRole.Window).name() == wanted.accent_soft
            assert bar.palette().color(QPalette.ColorRole.Window).name() == wanted.window
    finally:
        with_scheme(qapp, "light")
