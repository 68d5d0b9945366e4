"""Publishing and putting back from the window for templates, with real packs and a real shared folder."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from briefmaker.app.releases import history
from briefmaker.app.working_packs import pack_in as known_pack
from briefmaker.publishing.line import Line
from briefmaker.publishing.packing import pack_files
from briefmaker.qt.workshop.history_window import HistoryWindow
from briefmaker.qt.workshop.looking import Looking
from briefmaker.qt.workshop.publish_window import PublishWindow
from tests.publishing.packs import MOMENT, change, pack_in, printing


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "gedeeld"
    folder.mkdir()
    monkeypatch.setenv("BRIEFMAKER_ORGANISATION", str(folder))
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = pack_in(tmp_path / "werk" / "haarlem", "1.1", label="Onderwerp van toen")
    (made / "memo" / "samples" / "voorbeeld.json").unlink()
    return made


@pytest.fixture
def looking(services) -> Iterator[Looking]:
    made = Looking(services.packs, services.pages)
    yield made
    made.close()


@pytest.fixture
def window(qtbot, services, looking, folder: Path, shared: Path) -> Iterator[PublishWindow]:
    made = PublishWindow(services, looking, known_pack(folder), moment)
    made.show()
    qtbot.waitExposed(made)
    yield made
    if isValid(made):
        made.reject()


def moment() -> datetime.datetime:
    return MOMENT


def made(qtbot, window: PublishWindow) -> None:
    qtbot.waitUntil(lambda: not window.letters.progress.text() and window._is_made, timeout=30_000)


def published(
    shared: Path, folder: Path, version: str, *, by: str = "Sanne de Wit", changes: str = "Nieuw adres"
) -> None:
    line = Line(shared, "haarlem")
    line.publish(
        pack_files(folder), version=version, by=by, changes=changes, now=MOMENT, based_on=line.newest().number
    )


def versions(shared: Path) -> list[tuple[int, str, str]]:
    return [(each.number, each.release.version, each.release.changes) for each in history(shared, "haarlem")]


def test_a_pack_is_published_with_the_keyboard_alone(qtbot, window, services, shared: Path) -> None:
    made(qtbot, window)
    qtbot.waitUntil(lambda: window.current.text().startswith("Van dit pakket is nog niets gepubliceerd"))
    # The pack that everybody has now holds more kinds of documents, which is worth a remark of each.
    gone = len(services.packs.packs["haarlem"].types) - len(["memo"])
    assert window.checked.text() == f"De controle vond geen fouten, wel {gone} opmerkingen."
    assert window.form.version.text() == "1.1"
    assert window.form.by.text() == "anna"
    assert "Schrijf nog op wat er is veranderd" in window.count.text()
    assert not window.confirm.isEnabled()
    assert window.form.changes.hasFocus()
    qtbot.keyClicks(window.form.changes, "Nieuw bezoekadres")
    qtbot.keyClick(window.form.changes, Qt.Key.Key_Tab)
    assert window.form.version.hasFocus()
    with qtbot.waitSignal(window.published, timeout=30_000):
        qtbot.keyClick(window.form.version, Qt.Key.Key_Return)
    assert versions(shared) == [(1, "1.1", "Nieuw bezoekadres")]
    assert not window.isVisible()


def test_what_becomes_of_letters_is_seen_before(qtbot, services, looking, folder: Path, shared: Path) -> None:
    printing(folder, "Een nieuwe slotregel")
    window = PublishWindow(services, looking, known_pack(folder), moment)
    window.show()
    made(qtbot, window)
    letters = window.letters.letters
    changed = [each for each in letters if each.severity is not None]
    assert changed
    window.letters.list.setCurrentRow(letters.index(changed[0]))
    assert window.letters.comparison.old.view.isVisible()
    for at in range(len(letters)):
        window.letters.list.setCurrentRow(at)
    assert "niet bekeken" not in window.count.text()
    window.reject()


def test_what_still_has_errors_is_not_published_and_each_is_named(
    qtbot, services, looking, folder: Path, shared: Path
) -> None:
    (folder / "memo" / "manifest.toml").write_text("title = 3", encoding="utf-8")
    window = PublishWindow(services, looking, known_pack(folder), moment)
    window.show()
    qtbot.waitUntil(lambda: bool(window.findings.cards), timeout=20_000)
    assert "Publiceren kan nog niet" in window.checked.text()
    window.form.changes.setPlainText("Nieuw")
    assert window.findings.isVisible()
    assert not window.confirm.isEnabled()
    pack_in(folder, "1.1", label="Hersteld")
    window.look()
    made(qtbot, window)
    qtbot.waitUntil(window.confirm.isEnabled, timeout=20_000)
    assert window.letters.isVisible()
    window.reject()


def test_who_was_first_is_said_and_nothing_is_lost(
    qtbot, window, folder: Path, shared: Path, tmp_path: Path
) -> None:
    made(qtbot, window)
    published(shared, pack_in(tmp_path / "ander" / "haarlem", "1.1", label="Van Ali"), "1.1", by="Ali")
    window.form.changes.setPlainText("Van mij")
    qtbot.waitUntil(window.confirm.isEnabled, timeout=20_000)
    window.confirm.click()
    qtbot.waitUntil(window.line.banner.isVisible, timeout=30_000)
    assert "door Ali" in window.line.banner.text.text()
    assert "“Nieuw adres”" in window.line.banner.text.text()
    assert window.form.changes.toPlainText() == "Van mij"
    assert len(versions(shared)) == 1
    window.line.banner.button.click()
    made(qtbot, window)
    qtbot.waitUntil(
        lambda: window.form.version.text() == "1.2" and window.confirm.isEnabled(), timeout=20_000
    )
    with qtbot.waitSignal(window.published, timeout=30_000):
        window.confirm.click()
    assert versions(shared)[0] == (2, "1.2", "Van mij")


def test_only_what_was_looked_at_is_published(qtbot, window, folder: Path, shared: Path) -> None:
    made(qtbot, window)
    window.form.changes.setPlainText("Van mij")
    qtbot.waitUntil(window.confirm.isEnabled, timeout=20_000)
    change(folder, "1.1", label="Net nog gewijzigd")
    window.confirm.click()
    qtbot.waitUntil(lambda: "Er is niets gepubliceerd" in window.form.note.text(), timeout=30_000)
    assert versions(shared) == []
    made(qtbot, window)


def test_without_a_folder_of_the_organisation_it_is_asked_for(
    qtbot, services, looking, folder: Path, tmp_path: Path, dialogs
) -> None:
    window = PublishWindow(services, looking, known_pack(folder), moment)
    window.show()
    assert "in welke map" in window.line.banner.text.text()
    dialogs.file = tmp_path / "gedeeld"
    dialogs.file.mkdir()
    window.line.banner.button.click()
    qtbot.waitUntil(lambda: window.line.entries == (), timeout=20_000)
    assert services.preferences.settings.organisation_folder == str(dialogs.file)
    assert not window.line.banner.isVisible()
    made(qtbot, window)
    window.reject()


def test_a_shared_folder_that_is_gone_is_said_and_tried_again(
    qtbot, services, looking, folder: Path, shared: Path
) -> None:
    shared.rmdir()
    window = PublishWindow(services, looking, known_pack(folder), moment)
    window.show()
    qtbot.waitUntil(lambda: "niet te bereiken" in window.line.banner.text.text(), timeout=20_000)
    shared.mkdir()
    window.line.banner.button.click()
    qtbot.waitUntil(lambda: window.line.entries == (), timeout=20_000)
    made(qtbot, window)
    window.reject()


def test_an_earlier_version_is_put_back_for_a_reason(qtbot, services, folder: Path, shared: Path) -> None:
    published(shared, folder, "1.1")
    change(folder, "1.2", label="Anders")
    published(shared, folder, "1.2", changes="Ander lettertype")
    window = HistoryWindow(services, known_pack(folder), moment)
    window.show()
    qtbot.waitUntil(lambda: window.list.topLevelItemCount() == 2, timeout=20_000)
    first = window.list.topLevelItem(0)
    assert [first.text(column) for column in (0, 1, 3, 4)] == ["2", "1.2", "Sanne de Wit", "Ander lettertype"]
    assert "Nu in gebruik" in window.detail.text()
    assert not window.reason.isEnabled()
    window.activateWindow()
    window.list.setFocus()
    qtbot.keyClick(window.list, Qt.Key.Key_Down)
    assert window.reason.isEnabled()
    assert not window.restore.isEnabled(), "the reason is asked"
    window.reason.setFocus()
    qtbot.keyClicks(QApplication.focusWidget(), "Het logo ontbreekt")
    with qtbot.waitSignal(window.restored, timeout=20_000):
        qtbot.keyClick(window.reason, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.list.topLevelItemCount() == 3, timeout=20_000)
    number, version, changes = versions(shared)[0]
    assert (number, version) == (3, "1.1")
    assert changes.endswith("Het logo ontbreekt")
    assert "Versie 1.1 geldt weer, als nummer 3" in window.note.text()
    window.reject()


def test_putting_back_is_refused_when_somebody_else_was_first(
    qtbot, services, folder: Path, shared: Path
) -> None:
    published(shared, folder, "1.1")
    change(folder, "1.2", label="Anders")
    published(shared, folder, "1.2", changes="Ander lettertype")
    window = HistoryWindow(services, known_pack(folder), moment)
    window.show()
    qtbot.waitUntil(lambda: window.list.topLevelItemCount() == 2, timeout=20_000)
    Line(shared, "haarlem").withdraw(by="Ali", now=MOMENT)
    window.list.setCurrentItem(window.list.topLevelItem(1))
    window.reason.setText("Het logo ontbreekt")
    window.restore.click()
    qtbot.waitUntil(lambda: window.list.topLevelItemCount() == 3, timeout=20_000)
    assert "door Ali" in window.note.text()
    assert len(versions(shared)) == 3
    window.reject()


def test_both_are_opened_from_the_window_for_templates_and_close_with_it(qtbot, workshop, shared) -> None:
    actions = {each.objectName(): each for each in workshop.menus["pack"].actions()}
    actions["history"].trigger()
    (versions_window,) = workshop.findChildren(HistoryWindow)
    qtbot.waitUntil(lambda: "nog niets gepubliceerd" in versions_window.detail.text(), timeout=20_000)
    actions["publish"].trigger()
    (window,) = workshop.findChildren(PublishWindow)
    qtbot.waitUntil(lambda: bool(window.letters.letters), timeout=30_000)
    window.stop()
    assert not window.halt.isVisible()
    window.form.changes.setPlainText("Nieuw")
    assert window.confirm.isEnabled(), "whoever stopped the letters may publish"
    workshop.close()
    assert not window.isVisible()
    assert not versions_window.isVisible()
