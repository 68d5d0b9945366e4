"""A text replaced in all files of a pack, and taken back, with real files."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from briefmaker.app.working_packs import pack_in as known_pack
from briefmaker.output import text_of_docx
from briefmaker.qt.workshop.replace_window import ReplaceWindow
from tests.publishing.packs import pack_in, printing

STREET = "Keizerstraat 12"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = pack_in(tmp_path / "werk" / "haarlem", "1.1")
    printing(made, f"Ons adres is {STREET}.")
    (made / "memo" / "tekstblokken").mkdir()
    (made / "memo" / "tekstblokken" / "adres.md").write_text(
        f"# Adres\n\nKom naar {STREET}, naast de {STREET.lower()}.\n", encoding="utf-8"
    )
    return made


@pytest.fixture
def window(qtbot, services, folder: Path):
    made = ReplaceWindow(services, known_pack(folder))
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    yield made
    made.reject()
    qtbot.waitUntil(lambda: services.tasks.is_idle, timeout=20_000)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def found(window: ReplaceWindow) -> list[tuple[str, str]]:
    return [(each.file, each.words) for each in window.chosen]


def test_a_text_is_replaced_everywhere_and_taken_back_with_the_keyboard_alone(
    qtbot, window, folder: Path
) -> None:
    before = contents(folder)
    assert window.text.hasFocus()
    qtbot.keyClicks(window.text, STREET)
    qtbot.waitUntil(lambda: len(found(window)) == 3, timeout=20_000)
    assert "3 van 3 plaatsen, in 2 bestanden" in window.count.text()
    qtbot.keyClick(window.text, Qt.Key.Key_Tab)
    assert window.new.hasFocus()
    qtbot.keyClicks(window.new, "Raaks 1")
    with qtbot.waitSignal(window.replaced, timeout=20_000):
        qtbot.keyClick(window.new, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.count.text() == "Deze tekst staat nergens.", timeout=20_000)
    template = folder / "memo" / "template.docx"
    assert "Ons adres is Raaks 1." in "\n".join(text_of_docx(template.read_bytes()))
    with qtbot.waitSignal(window.taken_back, timeout=20_000):
        qtbot.keyClick(window.back, Qt.Key.Key_Space)
    assert contents(folder) == before, "every byte is back"


def test_a_place_that_is_switched_off_stays_as_it_is(qtbot, window, folder: Path) -> None:
    window.case.setChecked(True)
    window.text.setText(STREET)
    qtbot.waitUntil(lambda: len(found(window)) == 2, timeout=20_000)
    window.list.setFocus()
    window.list.setCurrentItem(window._items[0])
    left_out = window.chosen[0].file
    qtbot.keyClick(window.list, Qt.Key.Key_Space)
    assert len(window.chosen) == 1
    assert "1 van 2" in window.count.text()
    before = contents(folder)[left_out]
    window.new.setText("Raaks 1")
    with qtbot.waitSignal(window.replaced, timeout=20_000):
        window.confirm.click()
    assert contents(folder)[left_out] == before


def test_a_file_that_was_changed_meanwhile_is_left_alone_and_said(qtbot, window, folder: Path) -> None:
    window.text.setText(STREET)
    qtbot.waitUntil(lambda: len(found(window)) == 3, timeout=20_000)
    block = folder / "memo" / "tekstblokken" / "adres.md"
    block.write_text("# Adres\n\nVerhuisd.\n", encoding="utf-8")
    before = contents(folder)
    window.new.setText("Raaks 1")
    window.confirm.click()
    qtbot.waitUntil(lambda: "adres.md" in window.note.text(), timeout=20_000)
    assert contents(folder) == before
    assert not window.back.isEnabled()


def test_it_is_opened_from_the_window_for_templates_and_closes_with_it(qtbot, workshop) -> None:
    actions = {each.objectName(): each for each in workshop.menus["pack"].actions()}
    actions["replace_everywhere"].trigger()
    (window,) = workshop.findChildren(ReplaceWindow)
    window.text.setText("Gemeente")
    qtbot.waitUntil(lambda: bool(window.chosen), timeout=20_000)
    workshop.close()
    assert not window.isVisible()
