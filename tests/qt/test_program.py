"""More than one letter: the start page, recent letters, recovery, letters that are open elsewhere."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from briefmaker import places
from briefmaker.app.installed import installed_packs
from briefmaker.app.letters import open_letter
from briefmaker.drafts.draft_store import DraftStore
from briefmaker.drafts.locks import Held, LetterLock
from briefmaker.errors import UnreadableLetter
from briefmaker.problems import Place
from briefmaker.qt.program import Program
from tests.qt.conftest import TYPE
from tests.qt.test_window import field, type_in


@pytest.fixture
def start_page(qtbot, program):
    program.begin([])
    qtbot.waitUntil(lambda: program.start_page.types.hasFocus())
    return program.start_page


def listed(page):
    return [page.letters.item(row).text() for row in range(page.letters.count())]


def test_without_a_letter_the_start_page_offers_the_kinds_of_letter(start_page):
    assert start_page.types.titles()[0] == "Brief van een wethouder"
    assert "verzonnen" not in start_page.windowTitle()


def test_enter_on_the_start_page_begins_a_letter(qtbot, program, start_page):
    qtbot.keyClick(start_page.types, Qt.Key.Key_Return)
    assert len(program.windows) == 1
    assert program.start_page is None


@pytest.fixture
def broken_pack(packs, services):
    """A pack that is named on the start page, and can't be used."""
    folder = places.user_packs_folder() / "kapot" / "nota"
    folder.mkdir(parents=True)
    (folder.parent / "pack.toml").write_text('id = "kapot"\ntitle = "Kapot"', encoding="utf-8")
    (folder / "manifest.toml").write_text('title = "Nota"', encoding="utf-8")
    return replace(services, packs=installed_packs())


def test_a_kind_of_letter_whose_pack_is_broken_goes_and_it_is_said(qtbot, broken_pack, dialogs):
    program = Program(broken_pack)
    program.begin([])
    page = program.start_page
    assert page.types.titles()[-1] == "Nota"
    program.begin_letter("kapot/nota")
    assert not program.windows
    assert "kapot/nota" in dialogs.told[-1]
    qtbot.waitUntil(lambda: len(dialogs.told) == 2)
    assert "Het sjabloonpakket “kapot” is niet te gebruiken" in dialogs.told[-1]
    titles = page.types.titles()
    assert "Brief van een wethouder" in titles
    assert "Nota" not in titles
    page.close()
    qtbot.waitUntil(lambda: broken_pack.tasks.is_idle, timeout=20_000)
    program.deleteLater()


def test_the_gallery_shows_a_real_page(qtbot, program, start_page):
    qtbot.waitUntil(lambda: bool(program._thumbnails), timeout=30_000)
    picture = program._thumbnails[TYPE]
    assert picture.width() > 300
    colours = {
        picture.pixelColor(x, y).name() for x in range(0, picture.width(), 5) for y in range(0, 200, 5)
    }
    assert len(colours) > 5, "an empty page is no thumbnail"


def test_a_saved_letter_is_listed_and_opens_again(qtbot, program, window, dialogs, services, tmp_path):
    type_in(qtbot, window, "onderwerp", "Zwembad")
    dialogs.file = tmp_path / "brief.brief"
    window.filing.save()
    qtbot.waitUntil(lambda: window.session.path is not None)
    window.close()
    qtbot.waitUntil(lambda: services.tasks.is_idle)
    program.show_start_page()
    assert listed(program.start_page) == ["Zwembad"]
    program.start_page.letters.itemActivated.emit(program.start_page.letters.item(0))
    qtbot.waitUntil(lambda: len(program.windows) == 1)
    assert field(program.windows[0], "onderwerp").text() == "Zwembad"


def test_search_finds_letters_and_kinds(qtbot, program, services, window, dialogs, tmp_path):
    type_in(qtbot, window, "onderwerp", "Zwembad")
    window.close()
    program.show_start_page()
    page = program.start_page
    qtbot.keyClicks(page.search, "zwem")
    assert not page.letters.item(0).isHidden()
    assert next(page.types.cards()).isHidden()
    page.search.setText("wethouder")
    assert page.letters.item(0).isHidden()
    assert not next(page.types.cards()).isHidden()
    page.search.setText("xyz")
    assert page._nothing_found.isVisible()


def test_closing_asks_nothing_and_loses_nothing(qtbot, program, services, window, dialogs):
    type_in(qtbot, window, "onderwerp", "Niet opgeslagen")
    window.close()
    assert dialogs.questions == []
    program.show_start_page()
    assert listed(program.start_page) == ["Niet opgeslagen"]
    program.start_page.letters.itemActivated.emit(program.start_page.letters.item(0))
    qtbot.waitUntil(lambda: len(program.windows) == 1)
    assert field(program.windows[0], "onderwerp").text() == "Niet opgeslagen"
    assert program.windows[0].isWindowModified()


def test_an_untouched_letter_leaves_nothing_behind(program, window, services):
    window.close()
    program.show_start_page()
    assert listed(program.start_page) == []


def test_unsaved_changes_of_a_file_go_on_where_they_were_and_undo_to_the_file(
    qtbot, program, services, letter_on_disk
):
    path = letter_on_disk(onderwerp="Zoals bewaard")
    program.open_path(path)
    qtbot.waitUntil(lambda: len(program.windows) == 1)
    type_in(qtbot, program.windows[0], "onderwerp", "Verder")
    program.windows[0].close()
    qtbot.waitUntil(lambda: services.tasks.is_idle)
    assert open_letter(path).answers.text("onderwerp") == "Zoals bewaard"
    program.open_path(path)
    qtbot.waitUntil(lambda: len(program.windows) == 1)
    window = program.windows[0]
    assert field(window, "onderwerp").text() == "Verder"
    window.undo()
    assert field(window, "onderwerp").text() == "Zoals bewaard"
    assert not window.isWindowModified()


def test_new_from_this_letter_keeps_the_texts_and_clears_date_and_references(qtbot, program, window):
    type_in(qtbot, window, "onderwerp", "Zwembad")
    type_in(qtbot, window, "ons_kenmerk", "2026/123456")
    program._do("new_from_this", window)
    copy = program.windows[1]
    assert field(copy, "onderwerp").text() == "Zwembad"
    assert field(copy, "ons_kenmerk").text() == ""
    assert field(copy, "datum").text() == ""


def test_several_letters_are_several_windows(qtbot, program, window):
    program.begin_letter(TYPE)
    other = program.windows[1]
    type_in(qtbot, other, "onderwerp", "Alleen hier")
    assert field(window, "onderwerp").text() == ""
    other.close()
    assert program.windows == [window]


def test_a_letter_opened_twice_is_one_window(qtbot, program, letter_on_disk):
    path = letter_on_disk(onderwerp="Zwembad")
    program.open_path(path)
    qtbot.waitUntil(lambda: len(program.windows) == 1)
    program.open_path(path)
    program.services.tasks.start("files", lambda: None, program.note)
    qtbot.waitUntil(lambda: program.services.tasks.is_idle)
    assert len(program.windows) == 1


OTHER = """
import sys, time
from pathlib import Path
from briefmaker.drafts.locks import LetterLock
held = LetterLock.acquire(Path(sys.argv[1]), "karin")
print("held", flush=True)
time.sleep(60)
"""


@pytest.fixture
def open_elsewhere():
    """Has another process hold a letter."""
    running = []

    def hold(path: Path) -> None:
        process = subprocess.Popen(
            [sys.executable, "-c", OTHER, str(path)], stdout=subprocess.PIPE, text=True
        )
        running.append(process)
        assert process.stdout is not None
        assert process.stdout.readline().strip() == "held"

    yield hold
    for process in running:
        process.kill()
        process.wait()
        process.stdout.close()


def test_a_letter_open_elsewhere_is_read_only_and_says_by_whom(
    qtbot, program, letter_on_disk, open_elsewhere
):
    path = letter_on_disk(onderwerp="Van Karin")
    open_elsewhere(path)
    program.open_path(path)
    qtbot.waitUntil(lambda: len(program.windows) == 1)
    window = program.windows[0]
    assert "karin" in window.banner.text.text()
    assert window.banner.isVisible()
    assert "alleen-lezen" in window.windowTitle()
    target = field(window, "onderwerp")
    target.setFocus()
    qtbot.keyClicks(target, "anders")
    qtbot.keyClicks(field(window, "brieftekst"), "anders")
    assert target.text() == "Van Karin"
    assert window.session.answers.text("onderwerp") == "Van Karin"
    assert not window.actions_by_name["save"].isEnabled()


def test_a_copy_of_a_read_only_letter_may_be_changed(qtbot, program, letter_on_disk, open_elsewhere):
    path = letter_on_disk(onderwerp="Van Karin", ons_kenmerk="2026/1")
    open_elsewhere(path)
    program.open_path(path)
    qtbot.waitUntil(lambda: len(program.windows) == 1)
    qtbot.mouseClick(program.windows[0].banner.button, Qt.MouseButton.LeftButton)
    copy = program.windows[1]
    assert field(copy, "ons_kenmerk").text() == "2026/1"
    assert copy.session.path is None
    type_in(qtbot, copy, "onderwerp", "Van mij")
    assert copy.session.answers.text("onderwerp") == "Van mij"


def test_closing_gives_the_letter_back_to_others(qtbot, program, services, letter_on_disk):
    path = letter_on_disk(onderwerp="Zwembad")
    program.open_path(path)
    qtbot.waitUntil(lambda: len(program.windows) == 1)
    assert not isinstance(LetterLock.acquire(path, "karin"), Held)
    program.windows[0].close()
    qtbot.waitUntil(lambda: services.tasks.is_idle)
    held = LetterLock.acquire(path, "karin")
    assert isinstance(held, Held)
    held.release()


def test_a_file_that_is_no_letter_is_said_in_a_sentence(qtbot, program, dialogs, tmp_path):
    path = tmp_path / "foto.brief"
    path.write_bytes(b"\x89PNG")
    with pytest.raises(UnreadableLetter):
        open_letter(path)
    program.open_path(path)
    qtbot.waitUntil(lambda: bool(dialogs.told))
    assert "foto.brief" in dialogs.told[0]
    assert program.windows == []


def test_a_document_that_is_chosen_is_read_into_the_form(qtbot, program, window, dialogs):
    dialogs.file = Path(__file__).parents[1] / "letters" / "motie.txt"
    program.ask_for_document()
    qtbot.waitUntil(lambda: program.importing.dialog is not None, timeout=20_000)
    program.importing.dialog.accept()
    qtbot.waitUntil(lambda: len(program.windows) == 2, timeout=20_000)
    assert program.windows[1].session.path is None
    assert field(program.windows[1], "onderwerp").text()


# --- a kill -------------------------------------------------------------------------------------

VICTIM = """
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtCore import QTimer
import briefmaker.qt.application as application
begin = application.Program.begin
def begun(self, paths):
    begin(self, paths)
    self.begin_letter("haarlem/wethoudersbrief")
    window = self.windows[0]
    target = window.form.rows["onderwerp"].editor.first_input()
    def type_on():
        target.insert("x")
        target.textEdited.emit(target.text())
        print(len(target.text()), flush=True)
    self.timer = QTimer()
    self.timer.timeout.connect(type_on)
    self.timer.start(20)
application.Program.begin = begun
application.start([])
"""


def test_after_a_kill_the_letter_is_offered_with_all_but_the_last_two_seconds(qtbot, program, tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-c", VICTIM], stdout=subprocess.PIPE, text=True, env=os.environ
    )
    assert process.stdout is not None
    typed_at: list[tuple[float, int]] = []
    deadline = time.monotonic() + 60
    # Until something of substance is more than two seconds old, however slow the machine is.
    while time.monotonic() < deadline and not any(
        count > 10 and moment < time.monotonic() - 2 for moment, count in typed_at
    ):
        typed_at.append((time.monotonic(), int(process.stdout.readline())))
    os.kill(process.pid, signal.SIGKILL)
    killed = time.monotonic()
    process.wait()
    process.stdout.close()
    safe = max(count for moment, count in typed_at if moment < killed - 2)

    program.begin([])
    page = program.start_page
    assert page.banner.isVisible()
    assert "onverwacht gestopt" in page.banner.text.text()
    assert listed(page)[0].startswith("xx")
    page.letters.itemActivated.emit(page.letters.item(0))
    qtbot.waitUntil(lambda: len(program.windows) == 1)
    assert len(field(program.windows[0], "onderwerp").text()) >= safe > 10


def test_what_is_not_saved_at_the_end_is_offered_at_the_next_start(qtbot, program, services, window):
    type_in(qtbot, window, "onderwerp", "Morgen verder")
    window.close()
    services.autosaver.flush()
    services.drafts.close()
    found = DraftStore(places.drafts_folder())
    assert [draft.draft.title for draft in found.recoverable()] == ["Morgen verder"]
    found.close()


def test_settings_are_reached_from_the_start_page(qtbot, program):
    program.begin([])
    page = program.start_page
    qtbot.waitExposed(page)
    page.settings_requested.emit()
    dialog = next(each for each in page.findChildren(QDialog) if each.isVisible())
    dialog.reject()


def test_enter_adds_an_enclosure(qtbot, window):
    row = window.form.rows["bijlagen"]
    button = row.editor.first_input()
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert len(window.session.answers["bijlagen"]) == 1


def test_a_field_of_lines_keeps_no_selection_when_it_is_left(qtbot, window):
    lines = window.form.rows["afzender_portefeuille"].editor.first_input()
    window.go_to(Place("afzender_portefeuille"))
    qtbot.keyClicks(lines, "wethouder")
    lines.selectAll()
    qtbot.keyClick(lines, Qt.Key.Key_Tab)
    assert not lines.textCursor().hasSelection()


@pytest.mark.parametrize("where", ["onderwerp", "geadresseerde", "brieftekst"])
def test_export_is_asked_by_key_from_any_field(qtbot, window, dialogs, where):
    window.go_to(Place(where))
    qtbot.keyClick(
        window.form.rows[where].editor.first_input(), Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier
    )
    assert [question.what for question in dialogs.questions] == ["Dit document is nog niet compleet."]
    assert [choice.label for choice in dialogs.questions[0].choices][-1] == "Als concept exporteren"


def test_a_letter_with_gaps_is_exported_as_a_concept_that_says_so(qtbot, window, services, dialogs, tmp_path):
    dialogs.answer, dialogs.file = "concept", tmp_path / "brief.docx"
    window.filing.export_word()
    qtbot.waitUntil(lambda: services.tasks.is_idle, timeout=20_000)
    assert dialogs.proposed[0].stem.endswith("(concept)")
    with zipfile.ZipFile(tmp_path / "brief.docx") as made:
        headers = [
            made.read(name).decode() for name in made.namelist() if "header" in name and "rels" not in name
        ]
    assert headers
    assert all("Concept" in header for header in headers)
