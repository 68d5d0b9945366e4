"""The window for templates comes back as it was left: the folders that were opened, and what was chosen."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest

from briefmaker import places
from briefmaker.app.working_packs import Origin
from briefmaker.qt.workshop.listing import PackListing

WAIT = 30_000


@pytest.fixture
def own(copy, tmp_path):
    """A pack in a folder of one's own."""
    folder = tmp_path / "mijn pakket"
    shutil.copytree(copy, folder)
    return folder


@pytest.fixture
def reopened(qtbot, program, settled):
    """Closes the window for templates, and opens it again."""

    def reopen(settle=True):
        program.workshops.close()
        qtbot.waitUntil(lambda: program.workshops.window is None)
        program.workshops.show()
        window = program.workshops.window
        qtbot.waitExposed(window)
        if settle:
            settled(window)
        return window

    return reopen


def folders(window):
    return [pack.folder for pack in window.tree.packs if pack.origin is Origin.OPENED]


def entry(window, name):
    return next(each for each in window.actions() if each.objectName() == name)


def test_folders_that_were_opened_are_there_again_the_newest_first(
    qtbot, workshop, own, tmp_path, reopened, settled
):
    other = tmp_path / "tweede"
    shutil.copytree(own, other)
    for folder in (own, other):
        workshop.show_pack(folder)
        qtbot.waitUntil(lambda folder=folder: workshop.shown.folder == folder, timeout=WAIT)
    settled(workshop)
    window = reopened()
    assert folders(window) == [other, own]
    assert window.shown.folder == other


def test_one_comes_back_to_what_was_chosen_last(qtbot, workshop, own, reopened, settled):
    workshop.show_pack(own, "wethoudersbrief")
    qtbot.waitUntil(lambda: workshop.shown.folder == own, timeout=WAIT)
    workshop.pages.choose_sample("voorbeeld_kort.json")
    workshop.pages.sample_chosen.emit()
    workshop.pages.choose_style("tot-2018")
    workshop.pages.house_style_chosen.emit()
    settled(workshop)
    left = workshop.shown
    assert (left.sample, left.house_style) == ("voorbeeld_kort.json", "tot-2018")
    assert reopened().shown == left


def test_one_comes_back_to_the_findings_of_a_house_style_or_a_whole_pack(workshop, copy, reopened, settled):
    assert workshop.tree.choose(copy, "memo")
    assert workshop.tree.choose_about(copy, "huisstijlen/tot-2018")
    settled(workshop)
    left = workshop.shown
    window = reopened()
    assert window.shown == left
    assert window.tree.current().house_style == "tot-2018"
    assert window.tree.choose_about(copy, "")
    settled(window)
    assert reopened().shown.about == ""


def test_a_folder_that_is_gone_is_not_listed_and_comes_back_with_its_share(
    qtbot, workshop, own, reopened, settled
):
    workshop.show_pack(own)
    qtbot.waitUntil(lambda: workshop.shown.folder == own, timeout=WAIT)
    settled(workshop)
    away = own.rename(own.with_name("weg"))
    window = reopened()
    assert folders(window) == []
    assert window.shown is not None
    away.rename(own)
    assert folders(reopened()) == [own]


def test_a_folder_is_taken_off_the_list_and_stays_as_it_is(qtbot, workshop, own, reopened):
    assert not entry(workshop, "forget_folder").isEnabled()
    workshop.show_pack(own)
    qtbot.waitUntil(lambda: workshop.shown.folder == own, timeout=WAIT)
    entry(workshop, "forget_folder").trigger()
    qtbot.waitUntil(lambda: folders(workshop) == [], timeout=WAIT)
    assert workshop.shown.folder != own
    assert (own / "pack.toml").is_file()
    assert folders(reopened()) == []


def test_working_copies_are_not_remembered_as_folders(workshop, copy, services):
    assert copy.parent == places.working_packs_folder()
    assert services.preferences.pack_folders == ()


def test_a_folder_on_a_share_that_hangs_keeps_nobody_from_the_others(
    qtbot, program, services, tmp_path, monkeypatch
):
    own = tmp_path / "deelmap"
    own.mkdir()
    monkeypatch.setattr(PackListing, "PATIENCE_MS", 100)
    answers = threading.Event()
    monkeypatch.setattr(
        "briefmaker.qt.workshop.listing.opened_packs", lambda _folders, _shown: answers.wait() and ()
    )
    services.preferences.pack_folders = (str(own),)
    program.workshops.show()
    window = program.workshops.window
    qtbot.waitUntil(lambda: window.shown is not None, timeout=WAIT)
    answers.set()


def test_only_the_newest_are_remembered(workshop, tmp_path, services):
    for number in range(14):
        workshop.listing.open(tmp_path / str(number))
    kept = services.preferences.pack_folders
    assert [Path(name).name for name in kept] == [str(number) for number in range(13, 3, -1)]
