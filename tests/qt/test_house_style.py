"""The house style is chosen in the letter, or once and for all in the settings."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from briefmaker.drafts.settings import read_settings, write_settings
from briefmaker.qt.settings_dialog import SettingsDialog


def shown(box: QComboBox) -> list[str]:
    return [box.itemText(at) for at in range(box.count())]


def test_a_letter_follows_its_date_until_another_house_style_is_chosen(qtbot, window) -> None:
    box = window.form.rows["huisstijl"].editor.first_input()
    assert shown(box) == ["Naar de datum van het document", "Vanaf 2018", "Tot 2018"]
    assert box.accessibleName() == "Huisstijl"
    assert window.session.filled.letter.house_style == "vanaf-2018"
    assert not window.session.is_modified
    box.setFocus()
    qtbot.waitUntil(box.hasFocus)
    qtbot.keyClick(box, Qt.Key.Key_End)
    assert window.session.answers.text("huisstijl") == "tot-2018"
    assert window.session.fill_now().letter.house_style == "tot-2018"
    window.session.undo()
    assert box.currentText() == "Naar de datum van het document"
    assert window.session.fill_now().letter.house_style == "vanaf-2018"


def test_a_house_style_that_is_gone_is_shown_not_lost(window) -> None:
    editor = window.form.rows["huisstijl"].editor
    editor.show_answer("jaren-tachtig")
    assert editor.first_input().currentText() == "jaren-tachtig"
    editor.set_read_only(True)
    assert not editor.first_input().isEnabled()


def test_the_settings_keep_a_house_style_for_each_pack_that_has_several(qtbot, services) -> None:
    preferences = services.preferences
    preferences.change(preferences.settings.with_changes(house_styles={"elders": "rood"}))
    dialog = SettingsDialog(preferences, services.dialogs, packs=services.packs)
    qtbot.addWidget(dialog)
    box = dialog.house_styles["haarlem"]
    assert shown(box) == ["Naar de datum van het document", "Vanaf 2018", "Tot 2018"]
    assert box.accessibleName() == "Huisstijl van Gemeente Haarlem"
    box.setCurrentIndex(2)
    dialog.accept()
    assert preferences.settings.house_styles == {"haarlem": "tot-2018", "elders": "rood"}


def test_the_settings_file_remembers_house_styles_and_refuses_what_are_none(tmp_path) -> None:
    path = tmp_path / "settings.json"
    settings, _problems = read_settings(path)
    write_settings(path, settings.with_changes(house_styles={"haarlem": "tot-2018"}))
    assert read_settings(path)[0].house_styles == {"haarlem": "tot-2018"}
    path.write_text('{"house_styles": 3}', encoding="utf-8")
    read, problems = read_settings(path)
    assert read.house_styles == {}
    assert [problem.rule for problem in problems] == ["settings.value"]
