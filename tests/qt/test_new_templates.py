"""The organisation's templates at the start of the program, and letters made with earlier ones."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from briefmaker.app.installed import installed_packs
from briefmaker.app.letters import new_letter
from briefmaker.app.releases import install_newest
from briefmaker.output import text_of_docx
from briefmaker.publishing import share
from briefmaker.publishing.line import Line
from briefmaker.publishing.packing import pack_files
from briefmaker.qt.letter_pages import LetterPages
from briefmaker.qt.new_templates import NewTemplates
from briefmaker.qt.opened import Opened
from briefmaker.qt.program import Program
from briefmaker.qt.settings_dialog import SettingsDialog
from tests.publishing.packs import MOMENT, TYPE, change, pack_in, printing

WAIT = 30_000


@pytest.fixture
def shared(tmp_path, monkeypatch):
    folder = tmp_path / "gedeeld"
    folder.mkdir()
    monkeypatch.setenv("BRIEFMAKER_ORGANISATION", str(folder))
    return folder


@pytest.fixture
def pack(tmp_path):
    return pack_in(tmp_path / "haarlem", "1.1", label="Onderwerp van toen")


def published(shared: Path, pack: Path, version: str, based_on: int = 0) -> None:
    Line(shared, "haarlem").publish(
        pack_files(pack), version=version, by="Sanne", changes="Nieuw adres", now=MOMENT, based_on=based_on
    )


@pytest.fixture
def started(qtbot, services):
    """Starts programs as `application` does, over the packs of this test's home."""
    own = replace(services, packs=installed_packs())
    own = replace(own, pages=LetterPages(own.packs, "automatic"))
    programs = []

    def start() -> tuple[Program, NewTemplates]:
        program = Program(own)
        templates = NewTemplates(program)
        programs.append((program, templates))
        program.begin([])
        templates.look()
        return program, templates

    yield start
    for program, templates in programs:
        templates.stop()
        for window in list(program.windows):
            window.close()
        if program.start_page is not None:
            program.start_page.close()
        qtbot.waitUntil(lambda: own.tasks.is_idle, timeout=WAIT)
        program.deleteLater()
        templates.deleteLater()
    own.pages.close()


def test_the_start_page_says_that_the_templates_are_new_and_offers_them(qtbot, shared, pack, started):
    published(shared, pack, "1.1")
    program, _templates = started()
    page = program.start_page
    assert "Brief van een wethouder" in page.types.titles()
    qtbot.waitUntil(page.banner.isVisible, timeout=WAIT)
    assert page.banner.text.text() == "De sjablonen zijn vernieuwd: Haarlem versie 1.1."
    qtbot.waitUntil(lambda: "Brief van een wethouder" not in page.types.titles(), timeout=WAIT)
    program.begin_letter(TYPE)
    assert program.windows[0].session.document_type.fields["onderwerp"].label == "Onderwerp van toen"


def labels(window):
    return [field.label for field in window.session.document_type.fields.values()]


def test_a_letter_that_is_open_goes_on_with_its_templates(qtbot, shared, pack, started):
    """Its form, its pages and what is saved of it stay as they were; the next letter gets the new ones."""
    published(shared, pack, "1.1")
    program, _templates = started()
    program.begin_letter(TYPE)
    window = program.windows[0]
    before = window.session.document_type
    qtbot.waitUntil(lambda: "nieuwe sjablonen" in window.message.text(), timeout=WAIT)
    assert f"gaat verder met versie {before.pack.version}" in window.message.text()
    qtbot.waitUntil(lambda: program.services is not window.services, timeout=WAIT)
    program.begin_letter(TYPE)
    assert "Onderwerp van toen" in labels(program.windows[1])
    assert window.session.document_type is before
    assert window.services.packs.type(TYPE).type is before
    assert window.session.as_file().pack_version == before.pack.version
    qtbot.waitUntil(lambda: all(each.live.pages is not None for each in program.windows), timeout=WAIT)


def test_templates_published_while_the_program_runs_are_installed(qtbot, shared, pack, started):
    program, templates = started()
    page = program.start_page
    qtbot.waitUntil(lambda: templates._looked_at and program.services.tasks.is_idle, timeout=WAIT)
    assert not page.banner.isVisible()
    published(shared, pack, "1.1")
    templates._timer.timeout.emit()
    qtbot.waitUntil(page.banner.isVisible, timeout=WAIT)
    assert page.banner.text.text() == "De sjablonen zijn vernieuwd: Haarlem versie 1.1."
    change(pack, "1.2")
    published(shared, pack, "1.2", 1)
    templates._timer.timeout.emit()
    qtbot.waitUntil(lambda: "1.2" in page.banner.text.text(), timeout=WAIT)
    assert page.banner.text.text() == "De sjablonen zijn vernieuwd: Haarlem versie 1.2."
    qtbot.waitUntil(lambda: program.services.packs.packs["haarlem"].info.version == "1.2", timeout=WAIT)


def test_who_comes_back_to_the_start_page_gets_the_newest(qtbot, shared, pack, started):
    program, templates = started()
    qtbot.waitUntil(lambda: templates._looked_at and program.services.tasks.is_idle, timeout=WAIT)
    published(shared, pack, "1.1")
    templates._look_when_back(program.start_page.windowHandle())
    assert program.services.tasks.is_idle  # it was looked at less than a minute ago
    templates.AT_LEAST_S = 0.0
    templates._look_when_back(program.start_page.windowHandle())
    qtbot.waitUntil(program.start_page.banner.isVisible, timeout=WAIT)


def test_who_published_has_the_templates_at_once(qtbot, shared, pack, started):
    program, templates = started()
    program.workshops.show()
    window = program.workshops.window
    qtbot.waitUntil(lambda: templates._looked_at and program.services.tasks.is_idle, timeout=WAIT)
    published(shared, pack, "1.1")
    window.asked.emit("renew_templates")
    qtbot.waitUntil(lambda: any(each.version == "1.1" for each in window.tree.packs), timeout=WAIT)
    qtbot.waitUntil(lambda: program.services.packs.packs["haarlem"].info.version == "1.1", timeout=WAIT)
    program.workshops.close()


def test_templates_that_another_window_installed_are_used_too(qtbot, shared, pack, started):
    program, templates = started()
    qtbot.waitUntil(lambda: templates._looked_at and program.services.tasks.is_idle, timeout=WAIT)
    published(shared, pack, "1.1")
    install_newest(shared)
    templates.look_now()
    qtbot.waitUntil(lambda: program.services.packs.packs["haarlem"].info.version == "1.1", timeout=WAIT)


def test_a_letter_read_before_the_templates_were_renewed_is_shown_with_the_new_ones(
    qtbot, shared, pack, started
):
    published(shared, pack, "1.1")
    program, _templates = started()
    letter = new_letter(program.services.packs, TYPE, program.services.today())
    qtbot.waitUntil(
        lambda: (
            program.services.packs.type(TYPE).type.pack.version == "1.1" and program.services.tasks.is_idle
        ),
        timeout=WAIT,
    )
    program._show_opened(Opened(letter))
    assert program.windows[0].session.as_file().pack_version == "1.1"


def test_a_share_that_hangs_is_not_asked_again_while_it_hangs(qtbot, shared, started, monkeypatch):
    program, templates = started()
    qtbot.waitUntil(lambda: templates._looked_at and program.services.tasks.is_idle, timeout=WAIT)
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as stuck:
        monkeypatch.setattr(share, "_left_behind", [stuck])
        templates.look_now()
        assert program.services.tasks.is_idle
        stuck.communicate(b"\n")
    templates.look_now()
    assert not program.services.tasks.is_idle


@pytest.mark.skipif(sys.platform == "win32", reason="hangs as on POSIX")
def test_a_share_that_hangs_keeps_nobody_from_a_letter_and_not_from_leaving(qtbot, shared, started):
    folder = shared / "haarlem" / "0001"
    folder.mkdir(parents=True)
    os.mkfifo(folder / "haarlem-1.1.briefpakket")
    program, templates = started()
    qtbot.waitUntil(lambda: templates._installation is not None, timeout=WAIT)
    program.begin_letter(TYPE)
    assert program.windows
    began = time.monotonic()
    templates.stop()
    qtbot.waitUntil(lambda: program.services.tasks.is_idle, timeout=WAIT)
    assert time.monotonic() - began < 15


def test_without_the_share_nothing_is_said(qtbot, shared, started, dialogs):
    shared.rmdir()
    program, templates = started()
    qtbot.waitUntil(lambda: templates._installation is not None, timeout=WAIT)
    qtbot.waitUntil(lambda: program.services.tasks.is_idle, timeout=WAIT)
    assert not program.start_page.banner.isVisible()
    assert not dialogs.told


def test_a_damaged_release_is_said_on_the_start_page(qtbot, shared, started):
    folder = shared / "haarlem" / "0001"
    folder.mkdir(parents=True)
    (folder / "haarlem-1.1.briefpakket").write_bytes(b"PK")
    program, _templates = started()
    qtbot.waitUntil(program.start_page.banner.isVisible, timeout=WAIT)
    assert "nummer 1, is beschadigd" in program.start_page.banner.text.text()


@pytest.fixture
def earlier_letter(shared, pack, tmp_path):
    """A letter in a file, made with a version after which another one was installed."""
    printing(pack, "GEMAAKT MET 1.1")
    published(shared, pack, "1.1")
    install_newest(shared)
    sample = json.loads((pack / "memo" / "samples" / "voorbeeld.json").read_text(encoding="utf-8"))
    letter = tmp_path / "memo.json"
    letter.write_text(json.dumps({**sample, "pack_version": "1.1"}), encoding="utf-8")
    change(pack, "1.2")
    printing(pack, "GEMAAKT MET 1.2")
    published(shared, pack, "1.2", 1)
    install_newest(shared)
    return letter


def test_a_letter_of_an_earlier_version_is_offered_as_it_was(
    qtbot, earlier_letter, started, dialogs, tmp_path
):
    program, _templates = started()
    program.open_path(earlier_letter)
    qtbot.waitUntil(lambda: bool(program.windows), timeout=WAIT)
    window = program.windows[0]
    action = window.actions_by_name["export_as_made"]
    qtbot.waitUntil(action.isVisible, timeout=WAIT)
    assert "Gemaakt met versie 1.1 van de sjablonen; nu geldt versie 1.2." in window.message.text()
    dialogs.file = tmp_path / "toen.docx"
    action.trigger()
    qtbot.waitUntil(lambda: window.message.text() == "toen.docx is gemaakt", timeout=WAIT)
    assert dialogs.proposed[-1].name == "memo (versie 1.1).pdf"
    assert "GEMAAKT MET 1.1" in "\n".join(text_of_docx(dialogs.file.read_bytes()))


def test_for_other_letters_there_is_no_such_entry(qtbot, started):
    program, _templates = started()
    program.begin_letter(TYPE)
    assert not program.windows[0].actions_by_name["export_as_made"].isVisible()


def test_the_folder_of_the_organisation_is_chosen_in_the_settings(qtbot, services, dialogs, tmp_path):
    dialog = SettingsDialog(services.preferences, dialogs)
    qtbot.addWidget(dialog)
    dialogs.file = tmp_path
    dialog._choose_organisation()
    assert dialog.organisation.text() == str(tmp_path)
    dialog.accept()
    assert services.preferences.settings.organisation_folder == str(tmp_path)
