"""Whose mark the chosen one is, where several organisations are installed."""

from __future__ import annotations

from briefmaker.qt.settings_dialog import SettingsDialog


def test_a_mark_can_be_of_one_organisation(qtbot, services):
    dialog = SettingsDialog(services.preferences, services.dialogs, packs=services.packs)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.mark_pack.isVisible()
    assert dialog.mark_pack.currentText() == "Alle organisaties"
    dialog.mark_pack.setCurrentIndex(dialog.mark_pack.findText("Gemeente Haarlemmermeer"))
    dialog.accept()
    assert services.preferences.settings.mark_pack == "haarlemmermeer"


def test_with_one_organisation_nothing_is_asked(qtbot, services):
    dialog = SettingsDialog(services.preferences, services.dialogs)
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.mark_pack.isVisible()
