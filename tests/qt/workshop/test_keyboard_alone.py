"""A whole task of who looks after templates, without a mouse: every step is a key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from briefmaker.qt.workshop.history_window import HistoryWindow
from briefmaker.qt.workshop.publish_window import PublishWindow
from briefmaker.qt.workshop.samples_window import SamplesWindow
from tests.qt.workshop.word_edits import change

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
TEMPLATE = "memo/template.docx"


@pytest.fixture
def shared(tmp_path, monkeypatch):
    folder = tmp_path / "gedeeld"
    folder.mkdir()
    monkeypatch.setenv("BRIEFMAKER_ORGANISATION", str(folder))
    return folder


def front(qtbot, window):
    """Bring a window to the front, as the desktop does with one that opens or is left."""
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window and QApplication.focusWidget() is not None)
    return window


def the(qtbot, window, kind):
    """The window of this kind that was opened."""
    return front(qtbot, next(each for each in window.findChildren(kind) if each.isVisible()))


def test_a_finding_is_mended_pages_are_accepted_and_a_version_is_published_and_taken_back(
    qtbot, workshop, copy, shared, settled
):
    def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
        # Not released: the window that the key closes may be gone by then.
        qtbot.keyPress(QApplication.focusWidget() or QApplication.activeWindow(), key, modifiers)

    window = workshop
    assert window.tree.choose(copy, "memo")
    qtbot.waitUntil(lambda: window.shown.type_folder == "memo", timeout=10_000)
    for sample in copy.glob("[!m]*/samples/*"):  # the memo's are enough, and sooner tried
        sample.unlink()
    settled(window)
    change(copy / TEMPLATE, ">Onderwerp<", ">Betreft<")
    mended = (copy / TEMPLATE).read_bytes()
    change(copy / TEMPLATE, "{{ onderwerp }}", "{{ onderwrep }}")
    damaged = (copy / TEMPLATE).read_bytes()
    qtbot.waitUntil(lambda: window.findings.has_errors, timeout=20_000)
    window.tree.setFocus()
    front(qtbot, window)

    # From the list of packs to the finding, mended, undone, mended again.
    press(Qt.Key.Key_F8)
    assert window.findings.cards[0].hasFocus()
    press(Qt.Key.Key_R, CTRL)
    qtbot.waitUntil(lambda: not window.findings.has_errors, timeout=20_000)
    press(Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: window.findings.has_errors, timeout=20_000)
    assert (copy / TEMPLATE).read_bytes() == damaged
    press(Qt.Key.Key_F8)
    press(Qt.Key.Key_R, CTRL)
    qtbot.waitUntil(lambda: not window.findings.has_errors, timeout=20_000)
    assert len((copy / TEMPLATE).read_bytes()) == len(mended)
    assert QApplication.focusWidget() is not None, "the cursor is not lost with the card"

    # A field to take along to Word.
    press(Qt.Key.Key_I, CTRL)
    qtbot.waitUntil(lambda: window.fields.list is not None and window.fields.list.isVisible(), timeout=10_000)
    front(qtbot, window.fields.list)
    for sign in "onderwerp":
        press(sign)
    press(Qt.Key.Key_Return)
    assert QGuiApplication.clipboard().text() == "{{ onderwerp }}"
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.fields.list is None)
    front(qtbot, window)

    # The pages are right.
    press(Qt.Key.Key_K, CTRL | SHIFT)
    samples = the(qtbot, window, SamplesWindow)
    qtbot.waitUntil(samples.accept_all.isEnabled, timeout=30_000)
    press(Qt.Key.Key_A, ALT)
    qtbot.waitUntil(lambda: samples.count.text() == "Alle pagina’s zijn goedgekeurd", timeout=30_000)
    press(Qt.Key.Key_Escape)
    assert not samples.isVisible()
    front(qtbot, window)

    # Published, twice; the second is taken back.
    for label in ("Betreft", "Over"):
        if label != "Betreft":
            change(copy / TEMPLATE, ">Betreft<", f">{label}<")
            settled(window)
        press(Qt.Key.Key_P, CTRL | SHIFT)
        publishing = the(qtbot, window, PublishWindow)
        assert publishing.form.changes.hasFocus()
        for sign in label:
            press(sign)
        qtbot.waitUntil(publishing.halt.isVisible, timeout=30_000)
        press(Qt.Key.Key_S, ALT)
        qtbot.waitUntil(publishing.confirm.isEnabled, timeout=30_000)
        with qtbot.waitSignal(publishing.published, timeout=60_000):
            press(Qt.Key.Key_P, ALT)
        front(qtbot, window)
    press(Qt.Key.Key_H, CTRL | SHIFT)
    versions = the(qtbot, window, HistoryWindow)
    qtbot.waitUntil(lambda: versions.list.topLevelItemCount() == 2, timeout=20_000)
    assert versions.list.hasFocus()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_A, ALT)
    assert versions.reason.hasFocus()
    for sign in "toch niet":
        press(sign)
    with qtbot.waitSignal(versions.restored, timeout=60_000):
        press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: versions.list.topLevelItemCount() == 3, timeout=20_000)
    press(Qt.Key.Key_Escape)
    front(qtbot, window)
    with qtbot.waitSignal(window.closed):
        press(Qt.Key.Key_W, CTRL)
