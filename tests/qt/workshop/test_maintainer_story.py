"""A morning of somebody who looks after the templates, from the side of the window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from briefmaker import places
from tests.qt.workshop.word_edits import change


def test_a_maintainer_adds_a_field_in_word_mends_a_slip_and_sees_the_letter(
    qtbot, program, dialogs, settled, tmp_path
):
    # She opens the templates from the start page; the pack is in use, so she edits a copy.
    program.begin([])
    program.start_page.workshop_requested.emit()
    window = program.workshops.window
    settled(window)
    window.tree.choose(places.shipped_packs_folder() / "haarlem", "wethoudersbrief")
    settled(window)
    window.banner.button.click()
    copy = places.working_packs_folder() / "haarlem"
    qtbot.waitUntil(lambda: window.shown.folder == copy, timeout=20_000)
    settled(window)
    assert window.shown.type_folder == "wethoudersbrief"
    assert window.findings.findings == ()

    # Word opens the template.
    window.actions_by_name["open_in_word"].trigger()
    assert dialogs.opened[-1].endswith("/haarlem/wethoudersbrief/template.docx")

    # She looks up the field she wants to print once more, and takes its tag along.
    window.actions_by_name["insert_field"].trigger()
    qtbot.waitUntil(lambda: window.fields.list is not None, timeout=20_000)
    for sign in "onderwerp":
        qtbot.keyClick(window.fields.list.search, sign)
    qtbot.keyClick(window.fields.list.search, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    tag = QGuiApplication.clipboard().text()
    assert tag == "{{ onderwerp }}"
    window.fields.list.close()

    # In Word she types it from memory instead, and saves; the finding is there with its place.
    template = copy / "wethoudersbrief" / "template.docx"
    good = template.read_bytes()
    change(template, ">Onderwerp<", ">Betreft {{ onderwrep }}<")
    qtbot.waitUntil(lambda: window.findings.findings != (), timeout=20_000)
    card = next(card for card in window.findings.cards if "onderwrep" in card.what.text())
    assert "Bedoelt u “onderwerp”" in card.finding.sentence
    assert "alinea" in card.place.text()
    qtbot.waitUntil(lambda: "laatste goede pagina’s" in window.pages.notice.text(), timeout=20_000)

    # The place is shown on the last good pages, and said.
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.message.text() != "", timeout=20_000)

    # A copy with comments goes to a colleague.
    dialogs.file = tmp_path / "voor een collega.docx"
    window.actions_by_name["comment_copy"].trigger()
    qtbot.waitUntil(lambda: dialogs.file.exists(), timeout=20_000)

    # One click mends it, and the page follows.
    slip = template.read_bytes()
    card = next(card for card in window.findings.cards if "onderwrep" in card.what.text())
    card.repair.click()
    qtbot.waitUntil(lambda: window.findings.findings == (), timeout=20_000)
    said = window.pages.view.accessibleDescription
    qtbot.waitUntil(lambda: "Betreft Meer groen" in said(), timeout=20_000)
    assert window.pages.notice.text() == ""
    assert "Hersteld" in window.message.text()

    # She takes the repair back, byte for byte, and Word's own undo does the rest.
    window.actions_by_name["undo_repair"].trigger()
    qtbot.waitUntil(lambda: template.read_bytes() == slip, timeout=20_000)
    qtbot.waitUntil(lambda: window.findings.findings != (), timeout=20_000)
    template.write_bytes(good)
    qtbot.waitUntil(lambda: window.findings.findings == (), timeout=20_000)
    settled(window)
    assert "Betreft Meer groen" not in said()
