"""The window to edit a form: by the mouse, by keys alone, with others at the same file."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QComboBox, QMainWindow, QWidget

from briefmaker.app.manifest_files import open_manifest
from briefmaker.letter.document_type import DocumentType
from briefmaker.packs.reading import read_pack
from briefmaker.qt.workshop.condition_input import ConditionInput
from briefmaker.qt.workshop.manifest_editor import ManifestEditor, open_manifest_editor

HELD = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
}
SHIPPED = Path(__file__).parents[3] / "templates" / "haarlem"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The raadsvoorstel of a pack that may be changed."""
    return shutil.copytree(SHIPPED, tmp_path / "haarlem") / "raadsvoorstel"


@pytest.fixture
def editor(shown_editor, services, folder: Path) -> ManifestEditor:
    opened = open_manifest(folder, services.packs)
    assert opened.info is not None
    made = ManifestEditor(opened, opened.info, services)
    made.saving.stop()
    return shown_editor(made)


@pytest.fixture
def saved(qtbot, editor: ManifestEditor, folder: Path) -> Callable[[], DocumentType]:
    """Saves, and reads the type back from the pack as letters would."""

    def save() -> DocumentType:
        with qtbot.waitSignal(editor.saved):
            editor._actions["save"].trigger()
        return saved_type(editor)

    return save


def saved_type(editor: ManifestEditor) -> DocumentType:
    """The type as letters get it from the pack."""
    folder = editor.session.folder
    return next(each.type for each in read_pack(folder.parent).types if each.type.id.endswith(folder.name))


def press(qtbot, keys: str, target: QWidget | None = None) -> None:
    """Type keys at whatever has the focus: "abc", or "<Tab>" and "<Ctrl+S>" for one key."""
    for part in keys.split("<"):
        name, closing, rest = part.partition(">")
        if closing:
            *held, key = name.split("+")
            modifiers = Qt.KeyboardModifier.NoModifier
            for each in held:
                modifiers |= HELD[each]
            qtbot.keyClick(target or focus(), getattr(Qt.Key, f"Key_{key}"), modifiers)
        else:
            rest = part
        if rest:
            qtbot.keyClicks(target or focus(), rest)


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def form_labels(editor: ManifestEditor) -> dict[str, bool]:
    """The fields of the form beside, and whether each is asked now."""
    editor.session.try_now()
    editor.form.show_now()
    assert editor.form.form is not None
    return {id: not row.isHidden() for id, row in editor.form.form.rows.items()}


def tab_to(qtbot, wanted: QWidget) -> None:
    """Press Tab until the cursor is there."""
    for _press in range(60):
        if wanted.hasFocus():
            return
        press(qtbot, "<Tab>")
    raise AssertionError(f"Tab doesn't come to {wanted}")


def test_a_new_field_with_a_condition_by_keys_alone(qtbot, editor, saved) -> None:
    editor.session.select((1, 0))  # Openbaarheid
    editor.outline.setFocus()
    press(qtbot, "<Ctrl+N>Reden van spoed")
    assert focus() is editor.sheet.rows["label"].input.first_input()
    assert editor.session.manifest.id_at((1, 1)) == "reden_van_spoed"
    shown = editor.sheet.rows["shown_if"].input
    assert isinstance(shown, ConditionInput)
    tab_to(qtbot, shown.how)
    press(qtbot, "<Down>")  # Altijd -> Alleen als
    assert shown.rows[0].field.hasFocus()
    press(qtbot, "Openb<Tab><Tab>")
    assert shown.rows[0].value.currentText() == "Openbaar"
    press(qtbot, "<Ctrl+A>Geheim")
    assert form_labels(editor)["reden_van_spoed"] is False
    editor.form.form.rows["openbaarheid"].editor.first_input().setFocus()
    press(qtbot, "Geheim")
    editor.form.letter.fill_now()
    assert editor.form.form.rows["reden_van_spoed"].isVisible()
    with qtbot.waitSignal(editor.saved):
        press(qtbot, "<Ctrl+S>")
    made = saved_type(editor).fields["reden_van_spoed"]
    assert made.label == "Reden van spoed"
    assert made.shown_if == 'openbaarheid == "Geheim"'


def test_the_tree_is_worked_by_keys(qtbot, editor) -> None:
    session = editor.session
    session.select((0, 1))
    editor.outline.setFocus()
    press(qtbot, "<Alt+Shift+Up>")
    assert session.manifest.id_at((0, 0)) == "nummer"
    assert session.at == (0, 0)
    press(qtbot, "<Ctrl+D>")
    assert session.manifest.id_at((0, 1)) == "nummer_2"
    press(qtbot, "<Delete>")
    assert session.manifest.id_at((0, 1)) == "onderwerp"
    press(qtbot, "<Ctrl+Z><Ctrl+Z><Ctrl+Z>")
    assert not session.is_modified
    press(qtbot, "<Ctrl+Y>")
    assert session.manifest.id_at((0, 0)) == "nummer"
    press(qtbot, "<F2>")
    assert editor.sheet.rows["label"].input.first_input().hasFocus()


def test_a_field_that_goes_beyond_its_section_comes_into_the_next_one(editor) -> None:
    session = editor.session
    session.select((1, 1))
    session.step_down()
    assert session.at == (2, 0)
    assert session.manifest.id_at((2, 0)) == "grondslag"


def test_what_is_typed_is_undone_as_a_whole_and_gives_every_byte_back(qtbot, editor, folder) -> None:
    before = (folder / "manifest.toml").read_bytes()
    editor.session.select((0, 0))
    editor.sheet.go_to_first()
    press(qtbot, "Waar het over gaat")
    assert editor.session.manifest.at((0, 0))["label"] == "Waar het over gaat"
    assert editor.session.manifest.id_at((0, 0)) == "onderwerp"  # published: letters have it
    editor._actions["undo"].trigger()
    assert editor.session.manifest.text.encode() == before
    assert editor.sheet.rows["label"].input.line.text() == "Onderwerp"


def test_a_mistake_is_said_beside_its_field_while_it_is_typed(qtbot, editor) -> None:
    editor.session.select((1, 1))
    asked = editor.sheet.rows["required+"].input
    asked.how.setCurrentIndex(asked.how.findData("freely"))
    asked.how.activated.emit(asked.how.currentIndex())
    asked.free.selectAll()
    press(qtbot, "openbarheid is gevuld", asked.free)
    editor.session.try_now()
    assert "Bedoelt u “openbaarheid”?" in editor.sheet.rows["required+"].fault
    assert editor.sheet.rows["shown_if"].fault == ""
    assert "Bedoelt u" in editor.outline.currentItem().toolTip(0)
    assert "klopt nog niet" in editor.state.text()
    assert "grondslag" in form_labels(editor)


def test_an_empty_name_is_said_and_the_form_stays(qtbot, editor) -> None:
    editor.session.select((0, 0))
    editor.sheet.go_to_first()
    press(qtbot, "<Backspace>")
    editor.session.try_now()
    assert editor.sheet.rows["label"].fault == "Mag niet leeg zijn."
    assert "onderwerp" in form_labels(editor)


def test_the_tag_for_the_template_is_copied(editor) -> None:
    editor.session.select((1, 1))
    assert editor.sheet.tag.tag.text() == "{{ grondslag }}"
    editor.sheet.tag.copy.click()
    assert QGuiApplication.clipboard().text() == "{{ grondslag }}"
    editor.session.add_field()
    editor.session.try_now()
    assert editor.sheet.tag.tag.text() == "{{ nieuw_veld }}"
    assert "Staat nog niet in het sjabloon" in editor.sheet.tag.note.text()


def test_taking_out_a_field_of_the_template_warns_and_can_be_undone_at_once(editor, saved) -> None:
    editor.session.select((0, 1))
    editor.session.remove()
    assert "{{ nummer }}" in editor.banner.text.text()
    assert "{{ nummer }}" in editor.state.text()
    assert {"id": "nummer", "since": "1.1.0"} in editor.session.manifest.data["dropped"]
    editor.banner.button.click()
    assert not editor.session.is_modified
    assert not editor.banner.isVisible()


def test_a_kind_that_is_chosen_asks_what_goes_with_it(editor, saved) -> None:
    editor.session.select((0, 0))
    editor.session.add_field()
    kind = editor.sheet.rows["kind"].input.box
    kind.setCurrentIndex(kind.findData("choice"))
    kind.activated.emit(kind.currentIndex())
    editor.session.try_now()
    assert "geen keuzes" in editor.sheet.rows["choices"].fault
    editor.sheet.rows["choices"].input.box.setPlainText("ja\nnee\n\nmisschien\n")
    editor.session.try_now()
    assert editor.sheet.rows["choices"].fault == ""
    assert saved().fields["nieuw_veld"].choices == ("ja", "nee", "misschien")


def test_a_group_gets_fields_of_its_own(editor, saved) -> None:
    editor.session.select((0, 0))
    editor.session.add_field()
    editor.session.set_kind(editor.session.at, "group")
    assert editor._actions["inside"].isEnabled()
    editor._actions["inside"].trigger()
    assert editor.session.at == (0, 1, 1)
    assert [each.id for each in saved().fields["nieuw_veld"].fields] == ["tekst", "nieuw_veld"]


def test_a_list_completes_a_field_and_fills_another(editor, saved) -> None:
    editor.session.select((0, 0))
    box = editor.sheet.rows["completes_from"].input.box
    box.setCurrentIndex(box.findData("contactpersonen"))
    box.activated.emit(box.currentIndex())
    fills = editor.sheet.rows["fills"].input
    fills.more.click()
    assert fills.rows[0].target == "nummer"
    made = saved().fields["onderwerp"]
    assert made.completes_from == "contactpersonen"
    assert made.fills == {"nummer": "naam"}
    fills.rows[0].take_out.click()
    assert saved().fields["onderwerp"].fills == {}


def test_a_drop_in_the_tree_gives_the_place_that_is_meant(editor) -> None:
    target = editor.outline.target_of
    assert target((0, 0), (0, 2), is_below=True, is_on=False) == (0, 2)
    assert target((0, 2), (0, 0), is_below=False, is_on=False) == (0, 0)
    assert target((0, 0), (1,), is_below=False, is_on=True) == (1, 2)
    assert target((2,), (0, 1), is_below=False, is_on=False) == (1,)
    assert target((3, 1, 0), (3, 1, 1), is_below=True, is_on=False) == (3, 1, 1)
    assert target((3, 1, 0), (0, 2, 0), is_below=True, is_on=False) is None
    assert target((0,), (0, 1), is_below=True, is_on=False) is None


def test_a_field_that_is_entered_in_the_form_shows_its_properties(editor) -> None:
    editor.form.form.rows["auteur"].editor.first_input().setFocus()
    assert editor.session.manifest.id_at(editor.session.at) == "auteur"
    assert editor.sheet.rows["label"].input.line.text() == "Auteur"


def test_what_was_tried_in_the_form_stays_while_it_is_made_anew_and_is_undone_there(qtbot, editor) -> None:
    editor.form.form.rows["onderwerp"].editor.first_input().setFocus()
    press(qtbot, "Haven")
    editor.session.set_value((0, 1), "label", "Nummer van het stuk")
    form_labels(editor)
    assert editor.form.letter.answers.text("onderwerp") == "Haven"
    assert editor.form.form.rows["nummer"].label.text().replace("&", "") == "Nummer van het stuk"


# --- Others at the same file ---


def other_saves(folder: Path, old: str, new: str) -> None:
    path = folder / "manifest.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_two_people_change_different_fields_and_both_changes_are_saved(editor, saved, folder) -> None:
    editor.session.set_value((0, 0), "label", "Waarover")
    other_saves(folder, 'label = "Nummer"', 'label = "Zaaknummer"')
    made = saved()
    assert made.fields["onderwerp"].label == "Waarover"
    assert made.fields["nummer"].label == "Zaaknummer"
    assert "beide wijzigingen" in editor.banner.text.text()


@pytest.mark.parametrize(("choice", "label"), [("mine", "Waarover"), ("theirs", "Waar het over gaat")])
def test_of_two_changes_of_one_line_one_is_chosen_and_the_other_is_a_step_back(
    qtbot, editor, services, folder, choice, label
) -> None:
    editor.session.set_value((0, 0), "label", "Waarover")
    other_saves(folder, 'label = "Onderwerp"', 'label = "Waar het over gaat"')
    services.dialogs.answer = choice
    editor._actions["save"].trigger()
    qtbot.waitUntil(lambda: services.tasks.is_idle and not editor.session.is_modified)
    assert "dezelfde regels" in services.dialogs.questions[0].what
    assert f'label = "{label}"' in (folder / "manifest.toml").read_text("utf-8")
    assert editor.session.manifest.at((0, 0))["label"] == label
    editor._actions["undo"].trigger()
    other = {"Waarover": "Waar het over gaat", "Waar het over gaat": "Waarover"}[label]
    assert editor.session.manifest.at((0, 0))["label"] == other


def test_what_somebody_else_saved_is_shown(qtbot, editor, services, folder) -> None:
    other_saves(folder, 'label = "Onderwerp"', 'label = "Waar het over gaat"')
    for _look in range(2):
        editor.saving.look()
        qtbot.waitUntil(lambda: services.tasks.is_idle)
    assert editor.session.manifest.at((0, 0))["label"] == "Waar het over gaat"
    assert not editor.session.is_modified


def test_a_file_that_is_half_written_is_looked_at_again_later(qtbot, editor, services, folder) -> None:
    whole = (folder / "manifest.toml").read_text("utf-8")
    (folder / "manifest.toml").write_text(whole[:200] + '"', "utf-8")
    editor.saving.look()
    qtbot.waitUntil(lambda: services.tasks.is_idle)
    assert editor.session.manifest.text == whole
    assert services.dialogs.told == []


def test_a_list_that_is_added_to_the_pack_can_be_chosen(qtbot, editor, services, folder) -> None:
    (folder.parent / "lists" / "wijken.toml").write_text(
        'id = "wijken"\nshows = "wijk"\n[[entry]]\nwijk = "Schalkwijk"\n', "utf-8"
    )
    editor.session.select((0, 0))
    editor.saving.look()
    qtbot.waitUntil(lambda: services.tasks.is_idle)
    assert editor.sheet.rows["completes_from"].input.box.findData("wijken") > 0


# --- Opening and closing ---


def test_closing_with_changes_asks_and_saves(qtbot, editor, services, folder) -> None:
    editor.session.set_value((0, 0), "label", "Waarover")
    services.dialogs.answer = "save"
    with qtbot.waitSignal(editor.closed):
        editor.close()
    assert 'label = "Waarover"' in (folder / "manifest.toml").read_text("utf-8")


def test_closing_with_changes_can_be_thought_better_of(editor, services) -> None:
    editor.session.set_value((0, 0), "label", "Waarover")
    services.dialogs.answer = "cancel"
    editor.close()
    assert editor.isVisible()


def test_the_editor_is_opened_from_another_window(qtbot, services, folder) -> None:
    around = QMainWindow()
    qtbot.addWidget(around)
    open_manifest_editor(around, folder, services)
    qtbot.waitUntil(lambda: bool(around.findChildren(ManifestEditor)))
    made = around.findChildren(ManifestEditor)[0]
    qtbot.waitExposed(made)
    with qtbot.waitSignal(made.closed):
        made.close()
    qtbot.waitUntil(lambda: services.tasks.is_idle)


def test_a_manifest_with_a_mistake_in_its_notation_is_told(qtbot, services, folder) -> None:
    (folder / "manifest.toml").write_text("title = \n", "utf-8")
    around = QMainWindow()
    qtbot.addWidget(around)
    open_manifest_editor(around, folder, services)
    qtbot.waitUntil(lambda: bool(services.dialogs.told))
    assert "teksteditor" in services.dialogs.told[0] or "tekstbewerker" in services.dialogs.told[0]


def test_everything_that_can_be_reached_has_a_name(editor) -> None:
    nameless = set()
    for at in [(), *editor.session.manifest.places()]:
        editor.session.select(at)
        inside_boxes = {each.lineEdit() for each in editor.sheet.widget().findChildren(QComboBox)}
        for widget in editor.sheet.widget().findChildren(QWidget):
            is_reached = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible()
            said = widget.accessibleName() or getattr(widget, "text", str)()
            if is_reached and not said and widget not in inside_boxes and widget.focusProxy() is None:
                nameless.add((type(widget).__name__, type(widget.parent()).__name__))
    assert nameless == set()
