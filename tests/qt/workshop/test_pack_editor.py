"""The window to edit what the types of a pack share."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow

from briefmaker.app.pack_files import open_pack
from briefmaker.packs.reading import Pack, read_pack
from briefmaker.qt.workshop.pack_editor import PackEditor, open_pack_editor
from briefmaker.qt.workshop.rows_table import cells_of_text

SHIPPED = Path(__file__).parents[3] / "templates" / "haarlem"
PEOPLE = "lists/contactpersonen.toml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A pack that may be changed."""
    return shutil.copytree(SHIPPED, tmp_path / "haarlem")


@pytest.fixture
def editor(shown_editor, services, folder: Path) -> PackEditor:
    return shown_editor(PackEditor(open_pack(folder), services))


@pytest.fixture
def saved(qtbot, editor: PackEditor, folder: Path) -> Callable[[], Pack]:
    """Saves, and reads the pack back as letters would."""

    def save() -> Pack:
        with qtbot.waitSignal(editor.saved):
            editor._actions["save"].trigger()
        return read_pack(folder)

    return save


def people(pack: Pack) -> list[dict[str, Any]]:
    return [dict(each) for each in pack.info.lists["contactpersonen"].entries]


def test_a_person_is_added_to_a_list_by_keys_alone(qtbot, editor, saved) -> None:
    editor.files.setCurrentRow(list(editor.session.documents).index(PEOPLE))
    table = editor.list.table
    count = table.count
    table.setFocus()
    table.go_to(count, 0)
    qtbot.keyClicks(table, "M")
    typing = QApplication.focusWidget()
    qtbot.keyClicks(typing, "ila de Wit")
    qtbot.keyClick(typing, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: table.count == count + 1)
    pack = saved()
    assert people(pack)[-1] == {"naam": "Mila de Wit", "telefoon": "", "e_mail": ""}


def test_rows_of_excel_are_pasted_as_one_step(editor, saved, folder) -> None:
    editor.session.choose(PEOPLE)
    before = (folder / PEOPLE).read_bytes()
    count = editor.list.table.count
    QGuiApplication.clipboard().setText(
        "Mila de Wit\t023 511 00 09\r\nJan Bos\t023 511 00 08\tte veel\tcel\r\n"
    )
    editor.list.table.go_to(count, 0)
    editor.list.paste.click()
    assert editor.list.table.count == count + 2
    editor._actions["undo"].trigger()
    assert editor.session.document.text.encode() == before
    editor._actions["redo"].trigger()
    assert [each["naam"] for each in people(saved())][-2:] == ["Mila de Wit", "Jan Bos"]


def test_rows_are_moved_and_taken_out(qtbot, editor, saved) -> None:
    editor.session.choose(PEOPLE)
    table = editor.list.table
    names = [row[0] for row in table._rows.rows]
    table.setFocus()
    table.go_to(0, 0)
    held = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(table, Qt.Key.Key_Down, held)
    assert table.currentIndex().row() == 1
    editor.list.take_out.click()
    assert [each["naam"] for each in people(saved())] == names[1:]


def test_a_column_gets_another_name_and_the_types_that_used_it_are_named(qtbot, editor) -> None:
    editor.session.choose(PEOPLE)
    editor.list.columns.setFocus()
    editor.list.columns.selectAll()
    qtbot.keyClicks(editor.list.columns, "naam, toestel, e_mail")
    qtbot.keyClick(editor.list.columns, Qt.Key.Key_Return)
    assert editor.list.table._rows.columns == ("naam", "toestel", "e_mail")
    editor.session.try_now()
    assert "telefoon" in editor.state.text()


def test_a_list_is_made_from_nothing(qtbot, editor, saved) -> None:
    editor._actions["list"].trigger()
    editor.list.columns.setFocus()
    editor.list.columns.selectAll()
    qtbot.keyClicks(editor.list.columns, "naam, wijk")
    qtbot.keyClick(editor.list.columns, Qt.Key.Key_Return)
    editor.list.table.pasted.emit(0, 0, [["Haven", "Noord"], ["Park", "Zuid"]])
    made = saved().info.lists["nieuwe_lijst"]
    assert [dict(each) for each in made.entries] == [
        {"naam": "Haven", "wijk": "Noord"},
        {"naam": "Park", "wijk": "Zuid"},
    ]


def test_the_organisation_its_texts_and_the_order(qtbot, editor, saved, folder) -> None:
    line = editor.pack.rows["organisation.name"].input.line
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "Gemeente Voorbeeldstad")
    editor.pack.texts.cell_edited.emit(1, 1, "Retouradres: Postbus 1, 1000 AA Voorbeeldstad")
    editor.pack.texts.cell_edited.emit(5, 0, "Nieuwe groet")
    editor.pack.order.go_to(1)
    editor.pack.up.click()
    pack = saved()
    assert pack.info.organisation.name == "Gemeente Voorbeeldstad"
    assert pack.info.texts["retouradres"].endswith("Voorbeeldstad")
    assert pack.info.texts["nieuwe_groet"] == ""
    assert pack.info.order[:2] == ("collegebrief", "wethoudersbrief")
    assert "# Standaardteksten: in een veld te gebruiken als {naam}." in (folder / "pack.toml").read_text(
        "utf-8"
    )


def test_an_empty_name_is_said_beside_it(qtbot, editor) -> None:
    line = editor.pack.rows["organisation.name"].input.line
    line.setFocus()
    line.selectAll()
    qtbot.keyClick(line, Qt.Key.Key_Backspace)
    editor.session.try_now()
    assert editor.pack.rows["organisation.name"].fault == "Mag niet leeg zijn."


def test_two_people_change_one_list_and_both_changes_are_saved(editor, saved, folder) -> None:
    editor.session.choose(PEOPLE)
    editor.list.table.cell_edited.emit(0, 1, "023 511 99 99")
    path = folder / PEOPLE
    path.write_text(path.read_text("utf-8") + '\n[[entry]]\nnaam = "Van een ander"\n', "utf-8")
    found = people(saved())
    assert found[0]["telefoon"] == "023 511 99 99"
    assert found[-1]["naam"] == "Van een ander"
    assert "beide wijzigingen" in editor.banner.text.text()


@pytest.mark.parametrize(("choice", "number"), [("mine", "1"), ("theirs", "2")])
def test_of_two_changes_of_one_cell_one_is_chosen_and_the_other_is_a_step_back(
    qtbot, editor, services, folder, choice, number
) -> None:
    editor.session.choose(PEOPLE)
    old = people(read_pack(folder))[0]["telefoon"]
    editor.list.table.cell_edited.emit(0, 1, "1")
    path = folder / PEOPLE
    path.write_text(path.read_text("utf-8").replace(old, "2", 1), "utf-8")
    services.dialogs.answer = choice
    editor._actions["save"].trigger()
    qtbot.waitUntil(lambda: services.tasks.is_idle and not editor.session.is_modified)
    assert tomllib.loads(path.read_text("utf-8"))["entry"][0]["telefoon"] == number
    editor._actions["undo"].trigger()
    assert editor.session.document.entries("entry")[0]["telefoon"] == {"1": "2", "2": "1"}[number]


def test_closing_with_changes_asks_and_saves(qtbot, editor, services, folder) -> None:
    editor.pack.texts.cell_edited.emit(0, 1, "Voorbeeldstad")
    services.dialogs.answer = "save"
    with qtbot.waitSignal(editor.closed):
        editor.close()
    assert read_pack(folder).info.texts["organisatie"] == "Voorbeeldstad"


def test_the_editor_is_opened_from_another_window(qtbot, services, folder) -> None:
    around = QMainWindow()
    qtbot.addWidget(around)
    open_pack_editor(around, folder, services)
    qtbot.waitUntil(lambda: bool(around.findChildren(PackEditor)))
    made = around.findChildren(PackEditor)[0]
    qtbot.waitExposed(made)
    with qtbot.waitSignal(made.closed):
        made.close()


def test_a_pack_that_can_not_be_edited_is_told(qtbot, services, folder) -> None:
    (folder / "pack.toml").write_text("id =", "utf-8")
    around = QMainWindow()
    qtbot.addWidget(around)
    open_pack_editor(around, folder, services)
    qtbot.waitUntil(lambda: bool(services.dialogs.told))
    assert "niet te bewerken" in services.dialogs.told[0]


def test_cells_are_parted_by_tabs() -> None:
    assert cells_of_text("a\tb\r\nc\n\n") == [["a", "b"], ["c"]]
    assert cells_of_text("  \n") == []


def test_the_window_for_templates_opens_it_for_a_pack_that_is_worked_on(qtbot, workshop, copy) -> None:
    action = next(each for each in workshop.actions() if each.objectName() == "edit_pack")
    assert action.isEnabled()
    action.trigger()
    qtbot.waitUntil(lambda: bool(workshop.findChildren(PackEditor)))
    made = workshop.findChildren(PackEditor)[0]
    assert made.session.folder == copy
    action.trigger()
    assert workshop.findChildren(PackEditor) == [made]
    made.close()
