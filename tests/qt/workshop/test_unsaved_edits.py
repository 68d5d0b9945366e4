"""What is typed in the editors of a pack's files outlives whatever ends the program."""

from __future__ import annotations

import datetime
import errno
import os
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QWidget
from shiboken6 import isValid

from briefmaker import places
from briefmaker.app.unsaved_texts import kept_texts
from briefmaker.drafts import kept_texts as kept_texts_module
from briefmaker.drafts.kept_texts import KeptTexts, UnsavedText
from briefmaker.errors import NotSaved
from briefmaker.qt.workshop.editing_window import EditingWindow
from briefmaker.qt.workshop.manifest_editor import ManifestEditor, open_manifest_editor
from briefmaker.qt.workshop.pack_editor import open_pack_editor

ROOT = Path(__file__).parents[3]
PEOPLE = "lists/contactpersonen.toml"
OLD, NEW = '  label = "Openbaarheid"', '  label = "Wie mag dit lezen"'
MOMENT = datetime.datetime(2026, 11, 23, 14, 5).astimezone()


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A pack that may be changed."""
    return shutil.copytree(ROOT / "templates" / "haarlem", tmp_path / "haarlem")


@pytest.fixture
def form(pack: Path) -> Path:
    """A document type in it."""
    return pack / "raadsvoorstel"


@pytest.fixture
def around(qapp) -> Iterator[QMainWindow]:
    """The window from which editors are opened."""
    made = QMainWindow()
    yield made
    made.deleteLater()


@pytest.fixture
def opened(qtbot, services, around, form, pack) -> Iterator[Callable[[str], Any]]:
    """Opens an editor as the menus do; at the end all are closed and their changes given up."""

    def wait(what: str) -> Any:
        before = around.findChildren(EditingWindow)
        if what == "form":
            open_manifest_editor(around, form, services)
        else:
            open_pack_editor(around, pack, services)
        qtbot.waitUntil(lambda: len(around.findChildren(EditingWindow)) > len(before))
        made = next(each for each in around.findChildren(EditingWindow) if each not in before)
        qtbot.waitExposed(made)
        return made

    yield wait
    services.dialogs.answer = "discard"
    for each in around.findChildren(EditingWindow):
        each.close()
    qtbot.waitUntil(lambda: not any(shown(each) for each in around.findChildren(EditingWindow)))
    qtbot.waitUntil(lambda: services.tasks.is_idle)


def shown(window: QWidget) -> bool:
    return isValid(window) and window.isVisible()


def kept_files() -> list[Path]:
    """What is kept on the disk."""
    return sorted(places.unsaved_texts_folder().glob("*.json"))


def leave_behind(folder: Path, name: str, changes: dict[str, tuple[str, str]]) -> None:
    """What a window that is gone kept of a file: in each text these words replaced by those."""
    texts = {}
    for file, (old, new) in changes.items():
        before = (folder / file).read_text("utf-8")
        assert old in before
        texts[file] = UnsavedText(before.replace(old, new, 1), before)
    gone = KeptTexts(places.unsaved_texts_folder(), folder / name, lambda: MOMENT)
    gone.keep(texts)
    gone.leave()


def leave_form(form: Path) -> None:
    leave_behind(form, "manifest.toml", {"manifest.toml": (OLD, NEW)})


def label(editor: ManifestEditor) -> str:
    return str(editor.session.value((1, 0), "label"))


@pytest.mark.skipif(sys.platform == "win32", reason="kills as on Linux and macOS")
@pytest.mark.parametrize("what", ["form", "pack"])
def test_what_was_typed_is_there_again_after_a_kill(opened, form, pack, what) -> None:
    typed = "Zichtbaar voor"
    folder = form if what == "form" else pack
    files = {path: path.read_bytes() for path in folder.glob("*.toml")}
    child = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("typing_program.py")), what, str(folder), typed],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert child.stdout is not None
    try:
        assert select.select([child.stdout], [], [], 60)[0], "the editor did not open"
        assert child.stdout.readline() == b"typed\n"
        deadline = time.monotonic() + 10
        while not any(typed in path.read_text("ascii") for path in kept_files()):
            assert time.monotonic() < deadline, "what was typed is not kept"
        edited = folder / ("manifest.toml" if what == "form" else "pack.toml")
        assert kept_texts(edited).take_up() is None, "it is the other program's while that runs"
    finally:
        child.kill()
        child.wait(10)
        child.stdout.close()
    assert files == {path: path.read_bytes() for path in files}, "the file itself waits for Save"
    editor = opened(what)
    found = label(editor) if what == "form" else editor.session.documents["pack.toml"].text
    assert typed in found
    assert "zijn teruggezet" in editor.banner.text.text()
    assert editor.isWindowModified()


def test_the_line_says_when_and_one_press_throws_the_changes_away(qtbot, services, opened, form) -> None:
    before = (form / "manifest.toml").read_text("utf-8")
    leave_form(form)
    editor = opened("form")
    assert label(editor) == "Wie mag dit lezen"
    assert editor.banner.text.text() == (
        "Wijzigingen van maandag 23 november, 14:05, die nog niet waren opgeslagen, zijn teruggezet."
    )
    assert editor.banner.button.text() == "Weggooien"
    editor.banner.button.click()
    assert editor.session.manifest.text == before
    assert not editor.isWindowModified()
    editor.banner.button.click()  # thought better of
    assert label(editor) == "Wie mag dit lezen"
    editor._actions["revert"].trigger()
    editor.keeping.keep_now()
    qtbot.waitUntil(lambda: services.tasks.is_idle)
    assert kept_files() == []


def test_undo_goes_back_to_the_file(opened, form) -> None:
    leave_form(form)
    editor = opened("form")
    editor._actions["undo"].trigger()
    assert label(editor) == "Openbaarheid"
    assert not editor.isWindowModified()


def test_what_is_put_back_is_saved_as_usual_and_then_kept_no_more(qtbot, services, opened, pack) -> None:
    old = (pack / PEOPLE).read_text("utf-8")
    leave_behind(pack, "pack.toml", {PEOPLE: ("naam", "voornaam"), "pack.toml": ("version", "version")})
    editor = opened("pack")
    with qtbot.waitSignal(editor.saved):
        editor._actions["save"].trigger()
    assert (pack / PEOPLE).read_text("utf-8") == old.replace("naam", "voornaam", 1)
    editor.keeping.keep_now()
    qtbot.waitUntil(lambda: services.tasks.is_idle)
    assert kept_files() == []


def test_a_list_that_was_new_is_put_back_too(qtbot, services, opened, pack) -> None:
    gone = kept_texts(pack / "pack.toml")
    gone.keep({"lists/wijken.toml": UnsavedText('id = "wijken"\n\n[[entry]]\nnaam = "Noord"\n', None)})
    gone.leave()
    editor = opened("pack")
    assert "lists/wijken.toml" in editor.session.documents
    with qtbot.waitSignal(editor.saved):
        editor._actions["save"].trigger()
    assert "Noord" in (pack / "lists/wijken.toml").read_text("utf-8")


def test_what_is_saved_or_given_up_is_not_put_back(qtbot, services, opened, form) -> None:
    for answer in ("save", "discard"):
        editor = opened("form")
        assert not editor.banner.isVisible()
        editor.session.set_value((1, 0), "label", f"Met {answer}")
        with qtbot.waitSignal(editor.keeping.kept):
            editor.keeping.keep_now()
        assert len(kept_files()) == 1
        services.dialogs.answer = answer
        with qtbot.waitSignal(editor.closed):
            editor.close()
        qtbot.waitUntil(lambda: services.tasks.is_idle)
        assert list(places.unsaved_texts_folder().iterdir()) == []
    assert label(opened("form")) == "Met save"


def test_what_others_saved_meanwhile_is_joined_and_said(opened, form) -> None:
    leave_form(form)
    path = form / "manifest.toml"
    theirs = path.read_text("utf-8").replace('"Nummer"', '"Volgnummer"', 1)
    path.write_text(theirs, "utf-8")
    editor = opened("form")
    assert editor.session.manifest.text == theirs.replace(OLD, NEW, 1)
    assert editor.banner.text.text().endswith("Wat anderen daarna hebben opgeslagen, staat er ook in.")
    editor._actions["revert"].trigger()
    assert editor.session.manifest.text == theirs


@pytest.mark.parametrize(("choice", "saved"), [("mine", "Wie mag dit lezen"), ("theirs", "Leesbaar voor")])
def test_of_the_same_lines_saving_asks_which_are_to_stay(
    qtbot, services, opened, form, choice, saved
) -> None:
    leave_form(form)
    path = form / "manifest.toml"
    theirs = path.read_text("utf-8").replace(OLD, '  label = "Leesbaar voor"', 1)
    path.write_text(theirs, "utf-8")
    editor = opened("form")
    assert label(editor) == "Wie mag dit lezen"
    assert "dezelfde regels" in editor.banner.text.text()
    editor._actions["undo"].trigger()
    assert editor.session.manifest.text == theirs
    editor._actions["redo"].trigger()
    services.dialogs.answer = choice
    editor._actions["save"].trigger()
    qtbot.waitUntil(lambda: services.tasks.is_idle and bool(services.dialogs.questions))
    qtbot.waitUntil(lambda: services.tasks.is_idle and not editor.session.is_modified)
    assert f'"{saved}"' in path.read_text("utf-8")


@pytest.mark.parametrize(("choice", "number"), [("mine", "1"), ("theirs", "2")])
def test_of_one_cell_of_a_list_saving_asks_too_and_other_lists_are_joined(
    qtbot, services, opened, pack, choice, number
) -> None:
    path, other = pack / PEOPLE, pack / "lists/afdelingen.toml"
    old = 'telefoon = "' + path.read_text("utf-8").partition('telefoon = "')[2].partition('"')[0]
    leave_behind(pack, "pack.toml", {PEOPLE: (old, 'telefoon = "1'), "lists/afdelingen.toml": ("\n", "\n# ")})
    mine = path.read_text("utf-8").replace(old, 'telefoon = "1', 1)
    path.write_text(path.read_text("utf-8").replace(old, 'telefoon = "2', 1), "utf-8")
    other.write_text(other.read_text("utf-8") + "\n# van een ander\n", "utf-8")
    editor = opened("pack")
    assert editor.session.documents[PEOPLE].text == mine
    assert editor.session.documents["lists/afdelingen.toml"].text.endswith("# van een ander\n")
    assert "dezelfde regels" in editor.banner.text.text()
    services.dialogs.answer = choice
    editor._actions["save"].trigger()
    qtbot.waitUntil(lambda: services.tasks.is_idle and bool(services.dialogs.questions))
    qtbot.waitUntil(lambda: services.tasks.is_idle and not editor.session.is_modified)
    assert f'telefoon = "{number}"' in path.read_text("utf-8")
    assert other.read_text("utf-8").endswith("# van een ander\n")


def test_a_full_disk_is_said_once_and_typing_goes_on(qtbot, services, opened, monkeypatch) -> None:
    editor = opened("form")
    save = kept_texts_module.save_atomically

    def full(*_given: Any, **_options: Any) -> None:
        raise NotSaved(os.strerror(errno.ENOSPC))

    monkeypatch.setattr(kept_texts_module, "save_atomically", full)
    editor.session.set_value((1, 0), "label", "Zolang er plaats is")
    with qtbot.waitSignal(editor.keeping.failed):
        editor.keeping.keep_now()
    assert "niet tussentijds worden bewaard" in editor.banner.text.text()
    editor.session.set_value((1, 0), "label", "Er is weer plaats")
    assert label(editor) == "Er is weer plaats"
    assert services.dialogs.told == []
    monkeypatch.setattr(kept_texts_module, "save_atomically", save)
    with qtbot.waitSignal(editor.keeping.kept):
        editor.keeping.keep_now()
    assert "Er is weer plaats" in kept_files()[0].read_text("ascii")


def cell_typed_in(qtbot, editor: Any, words: str) -> QWidget:
    """Types in the first cell of a list, and doesn't leave it."""
    editor.session.choose(PEOPLE)
    editor.list.table.setFocus()
    editor.list.table.go_to(0, 0)
    qtbot.keyClicks(editor.list.table, words[0])
    cell = QApplication.focusWidget()
    assert isinstance(cell, QLineEdit)
    qtbot.keyClicks(cell, words[1:])
    return cell


def first_name(editor: Any) -> str:
    return str(editor.session.documents[PEOPLE].entries("entry")[0]["naam"])


def test_a_cell_that_is_being_typed_in_is_kept_too(qtbot, services, opened) -> None:
    editor = opened("pack")
    old = first_name(editor)
    cell = cell_typed_in(qtbot, editor, "Mila de Wi")
    with qtbot.waitSignal(editor.keeping.kept):
        editor.keeping.keep_now()
    assert "Mila de Wi" in kept_files()[0].read_text("ascii")
    qtbot.keyClicks(cell, "t ")
    assert cell.text() == "Mila de Wit "
    qtbot.keyClick(cell, Qt.Key.Key_Escape)
    assert not editor.isWindowModified()
    editor.keeping.keep_now()
    qtbot.waitUntil(lambda: services.tasks.is_idle)
    assert kept_files() == []
    assert first_name(editor) == old


def test_saving_and_closing_take_the_cell_that_is_being_typed_in(qtbot, services, opened, pack) -> None:
    editor = opened("pack")
    cell_typed_in(qtbot, editor, "Mila de Wit")
    with qtbot.waitSignal(editor.saved):
        editor._actions["save"].trigger()
    assert 'naam = "Mila de Wit"' in (pack / PEOPLE).read_text("utf-8")
    cell_typed_in(qtbot, editor, "Jan Bos")
    services.dialogs.answer = "save"
    with qtbot.waitSignal(editor.closed):
        editor.close()
    assert 'naam = "Jan Bos"' in (pack / PEOPLE).read_text("utf-8")


def test_two_windows_on_one_file_keep_their_own(qtbot, services, opened, around, form) -> None:
    one = opened("form")
    other = QMainWindow()
    qtbot.addWidget(other)
    open_manifest_editor(other, form, services)
    qtbot.waitUntil(lambda: bool(other.findChildren(ManifestEditor)))
    two = other.findChildren(ManifestEditor)[0]
    for editor, words in ((one, "De eerste"), (two, "De tweede")):
        editor.session.set_value((1, 0), "label", words)
        with qtbot.waitSignal(editor.keeping.kept):
            editor.keeping.keep_now()
    assert sorted("De eerste" in path.read_text("ascii") for path in kept_files()) == [False, True]
    services.dialogs.answer = "discard"
    with qtbot.waitSignal(two.closed):
        two.close()
    qtbot.waitUntil(lambda: services.tasks.is_idle)
    assert ["De eerste" in path.read_text("ascii") for path in kept_files()] == [True]


def test_the_window_for_templates_asks_before_it_takes_its_editors_along(qtbot, workshop, services) -> None:
    shown = workshop.shown
    assert shown is not None
    open_manifest_editor(workshop, shown.folder / shown.type_folder, services)
    qtbot.waitUntil(lambda: bool(workshop.findChildren(ManifestEditor)))
    editor = workshop.findChildren(ManifestEditor)[0]
    editor.session.set_value((0,), "label", "Anders")
    services.dialogs.answer = "cancel"
    workshop.close()
    assert services.dialogs.questions[-1].what == "De wijzigingen in dit formulier opslaan?"
    assert workshop.isVisible()
    assert editor.isVisible()
    services.dialogs.answer = "discard"
    with qtbot.waitSignal(editor.closed):
        workshop.close()
    qtbot.waitUntil(lambda: services.tasks.is_idle, timeout=30_000)


def test_a_form_and_its_pack_are_kept_apart(opened, form) -> None:
    leave_form(form)
    assert not opened("pack").banner.isVisible()
    assert label(opened("form")) == "Wie mag dit lezen"
