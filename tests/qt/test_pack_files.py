"""A pack file that was opened, dropped or chosen is looked into, asked about, and installed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from briefmaker import places
from briefmaker.app.given_pack import given_pack, install_given
from briefmaker.app.installed import installed_packs
from briefmaker.errors import UnusableInput
from briefmaker.publishing.packing import hashes, pack_files, packed
from briefmaker.qt.letter_pages import LetterPages
from briefmaker.qt.program import Program
from tests.publishing.packs import TYPE, change, pack_in, release

WAIT = 30_000


@pytest.fixture
def pack(tmp_path):
    return pack_in(tmp_path / "haarlem", "7.1", label="Onderwerp uit de mail")


@pytest.fixture
def sent(tmp_path, pack):
    """A pack file as somebody sends it."""
    return write(tmp_path / "haarlem-7.1.briefpakket", pack, "7.1")


def write(path, pack, version, **values):
    files = pack_files(pack)
    made = release(version=version, number=0, files=hashes(files), **values)
    path.write_bytes(packed(made, files))
    return path


@pytest.fixture
def own(qtbot, services):
    """The program over the packs of this test's home."""
    packs = installed_packs()
    made = replace(services, packs=packs, pages=LetterPages(packs, "automatic"))
    program = Program(made)
    yield program
    program.workshops.close()
    for window in list(program.windows):
        window.close()
    if program.start_page is not None:
        program.start_page.close()
    qtbot.waitUntil(lambda: services.tasks.is_idle, timeout=WAIT)
    program.deleteLater()
    made.pages.close()


def drop(widget, *paths):
    """Drop files on a widget, as the file manager does; tells whether they were taken."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    button, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, data, button, keys)
    QApplication.sendEvent(widget, entered)
    if entered.isAccepted():
        QApplication.sendEvent(
            widget, QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, button, keys)
        )
    return entered.isAccepted()


def installed_version(program):
    return program.services.packs.packs["haarlem"].info.version


def test_a_pack_file_is_installed_after_a_question_that_says_what_it_is(qtbot, own, sent, dialogs):
    dialogs.answer = "install"
    own.begin([sent])
    assert own.start_page is not None
    before = own.services.packs.packs["haarlem"].info.version
    qtbot.waitUntil(lambda: dialogs.questions != [], timeout=WAIT)
    question = dialogs.questions[0]
    assert question.what == "“Gemeente Haarlem”, versie 7.1, installeren?"
    assert "Sanne de Wit" in question.detail
    assert "23 november" in question.detail
    assert "Nieuw adres" in question.detail
    assert f"versie {before}" in question.detail
    qtbot.waitUntil(lambda: installed_version(own) == "7.1", timeout=WAIT)
    assert "versie 7.1 is geïnstalleerd" in own.start_page.banner.text.text()
    own.begin_letter(TYPE)
    fields = own.windows[0].session.document_type.fields
    assert fields["onderwerp"].label == "Onderwerp uit de mail"


def test_nothing_is_installed_without_a_yes(qtbot, own, sent, dialogs):
    dialogs.answer = "cancel"
    own.begin([sent])
    qtbot.waitUntil(lambda: dialogs.questions != [], timeout=WAIT)
    qtbot.waitUntil(lambda: own.services.tasks.is_idle, timeout=WAIT)
    assert not places.user_packs_folder().exists()
    assert not own.start_page.banner.isVisible()


def test_a_refused_pack_file_gets_its_sentence(qtbot, own, sent, dialogs):
    sent.write_bytes(sent.read_bytes()[:-40])
    own.begin([sent])
    qtbot.waitUntil(lambda: dialogs.told != [], timeout=WAIT)
    assert "beschadigd" in dialogs.told[0]
    assert dialogs.questions == []
    assert not own.start_page.banner.isVisible()


def test_a_pack_file_that_is_installed_already_is_not_asked_about(qtbot, own, sent, dialogs):
    install_given(given_pack(sent, own.services.packs))
    own.begin([sent])
    qtbot.waitUntil(lambda: "al geïnstalleerd" in own.start_page.banner.text.text(), timeout=WAIT)
    assert dialogs.questions == []


def test_a_letter_that_is_open_keeps_its_templates(qtbot, own, sent, dialogs):
    dialogs.answer = "install"
    own.begin_letter(TYPE)
    window = own.windows[0]
    before = window.session.document_type
    own.open_path(sent)
    assert own.start_page is None
    qtbot.waitUntil(lambda: installed_version(own) == "7.1", timeout=WAIT)
    assert window.services.packs.type(TYPE).type is before


def test_a_file_that_was_changed_after_the_question_is_not_installed(sent, pack, own):
    given = given_pack(sent, own.services.packs)
    change(pack, "7.2")
    write(sent, pack, "7.2")
    with pytest.raises(UnusableInput, match="gewijzigd nadat"):
        install_given(given)
    assert not places.user_packs_folder().exists()


def test_who_gets_templates_of_the_organisation_is_told_that_those_go_first(sent, own):
    folder = places.organisation_packs_folder() / "haarlem"
    folder.mkdir(parents=True)
    (folder / "huidig.json").write_text('{"number": 1}', encoding="utf-8")
    assert given_pack(sent, own.services.packs).is_overruled


def test_a_pack_file_is_dropped_on_the_start_page(qtbot, own, sent, dialogs):
    dialogs.answer = "cancel"
    own.begin([])
    assert drop(own.start_page, sent)
    qtbot.waitUntil(lambda: dialogs.questions != [], timeout=WAIT)
    assert not drop(own.start_page, sent.with_suffix(".exe"))


def test_a_pack_file_is_dropped_on_the_window_for_templates_or_chosen_there(qtbot, own, sent, dialogs):
    dialogs.answer = "cancel"
    own.begin([], places.shipped_packs_folder() / "haarlem")
    window = own.workshops.window
    qtbot.waitExposed(window)
    assert drop(window, sent)
    qtbot.waitUntil(lambda: len(dialogs.questions) == 1, timeout=WAIT)
    dialogs.file, dialogs.answer = sent, "install"
    next(each for each in window.actions() if each.objectName() == "install_pack").trigger()
    qtbot.waitUntil(
        lambda: any((each.version, each.origin) == ("7.1", "user") for each in window.tree.packs),
        timeout=WAIT,
    )
    assert "geïnstalleerd" in window.message.text()
