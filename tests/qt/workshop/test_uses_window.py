"""Where fields, lists, text blocks and styles of a pack are used, seen in a window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from briefmaker.app.working_packs import pack_in as known_pack
from briefmaker.qt.workshop.uses_window import UsesWindow
from tests.publishing.packs import pack_in


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return pack_in(tmp_path / "werk" / "haarlem", "1.1")


@pytest.fixture
def window(qtbot, services, folder: Path):
    made = UsesWindow(services, known_pack(folder))
    made.show()
    qtbot.waitUntil(lambda: made.chosen is not None, timeout=20_000)
    yield made
    made.reject()


def places(window: UsesWindow) -> list[str]:
    rows = [window.places.topLevelItem(at) for at in range(window.places.topLevelItemCount())]
    return [" | ".join(row.text(column) for column in range(3)) for row in rows]


def test_where_a_field_is_used_is_found_with_the_keyboard_alone(qtbot, window, folder: Path, dialogs) -> None:
    window.activateWindow()
    window.search.setFocus()
    qtbot.keyClicks(window.search, "onderw")
    assert window.chosen.name == "onderwerp"
    found = places(window)
    assert any(row.startswith("memo/template.docx | afgedrukt") and "tabel" in row for row in found), found
    assert any(row.startswith("memo/manifest.toml") for row in found), found
    window.places.setFocus()
    qtbot.keyClick(window.places, Qt.Key.Key_Return)
    assert dialogs.opened
    assert dialogs.opened[0].startswith("file:")


def test_what_is_used_is_counted_and_follows_the_files(qtbot, window, folder: Path) -> None:
    window.search.setText("onderwerp")
    count = window.places.topLevelItemCount()
    assert window.things.currentItem().text(1) == str(count)
    manifest = folder / "memo" / "manifest.toml"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text.replace("{onderwerp}", "{kenmerk}"), encoding="utf-8")
    window.look()
    qtbot.waitUntil(lambda: window.places.topLevelItemCount() < count, timeout=20_000)
    assert window.chosen.name == "onderwerp"


def test_it_is_opened_from_the_window_for_templates_and_closes_with_it(qtbot, workshop) -> None:
    actions = {each.objectName(): each for each in workshop.menus["pack"].actions()}
    actions["where_used"].trigger()
    (window,) = workshop.findChildren(UsesWindow)
    qtbot.waitUntil(lambda: window.chosen is not None, timeout=20_000)
    workshop.close()
    assert not window.isVisible()
