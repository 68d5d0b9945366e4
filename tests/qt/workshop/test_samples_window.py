"""The windows in which samples are accepted, and in which the impact of a new version is seen."""

from __future__ import annotations

import datetime
import io
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt

from briefmaker import places
from briefmaker.app.engines import layout_engine
from briefmaker.app.workshop_pages import WorkshopPages
from briefmaker.drafts.recent import RecentLetters
from briefmaker.packs.reading import read_pack
from briefmaker.problems import Severity
from briefmaker.qt.tasks import Tasks
from briefmaker.qt.workshop.compared_letters import ComparedLetter, ComparedLetters
from briefmaker.qt.workshop.impact_window import ImpactWindow
from briefmaker.qt.workshop.samples_window import SamplesWindow

KIND = "memo"


@pytest.fixture(scope="module")
def pages() -> Iterator[WorkshopPages]:
    made = WorkshopPages(layout_engine("embedded"))
    yield made
    made.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "haarlem"
    shutil.copytree(places.shipped_packs_folder() / "haarlem", made)
    for other in made.glob("*/manifest.toml"):
        if other.parent.name != KIND:
            shutil.rmtree(other.parent)
    (made / KIND / "samples" / "voorbeeld.json").unlink()
    return made


@pytest.fixture
def tasks(qtbot) -> Iterator[Tasks]:
    owner = QObject()
    made = Tasks(owner)
    yield made
    qtbot.waitUntil(lambda: made.is_idle)
    made.close()


def changed(folder: Path, old: bytes, new: bytes) -> None:
    template = folder / KIND / "template.docx"
    data = io.BytesIO()
    with zipfile.ZipFile(template) as before, zipfile.ZipFile(data, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            after.writestr(name, content.replace(old, new, 1) if name == "word/document.xml" else content)
    template.write_bytes(data.getvalue())


@pytest.fixture
def window(qtbot, tasks, pages, folder) -> SamplesWindow:
    made = SamplesWindow(tasks, lambda: pages, folder, KIND, "Memo")
    made.show()
    qtbot.addWidget(made)
    all_made(qtbot, made)
    return made


def all_made(qtbot, window) -> None:
    qtbot.waitUntil(lambda: not window.letters.progress.text(), timeout=20_000)


def sentences(window) -> list[str]:
    return [f"{each.name}: {each.sentence}" for each in window.letters.letters]


def test_pages_are_accepted_with_a_button_and_differences_seen_later(
    qtbot, window: SamplesWindow, folder: Path
) -> None:
    not_yet = "De pagina’s zijn nog niet goedgekeurd."
    assert sentences(window) == [
        f"Voorbeeld kort · Vanaf 2018: {not_yet}",
        f"Voorbeeld kort · Tot 2018: {not_yet}",
    ]
    assert window.count.text() == "2 voorbeelden nog goed te keuren"
    assert not window.letters.comparison.old.view.isVisible(), "there is nothing yet to compare with"
    with qtbot.waitSignal(window.pages_accepted):
        window.accept_one.click()
    all_made(qtbot, window)
    assert sentences(window)[1] == "Voorbeeld kort · Vanaf 2018: De pagina’s zijn zoals ze zijn goedgekeurd."
    assert window.letters.current.name == "Voorbeeld kort · Tot 2018", "the next that is to be accepted"
    assert window.letters.list.hasFocus(), "another press of the key doesn't accept anything"
    window.accept_all.click()
    qtbot.waitUntil(lambda: window.count.text() == "Alle pagina’s zijn goedgekeurd", timeout=20_000)
    assert not window.accept_one.isEnabled()
    changed(folder, b"Onderwerp", b"Betreft")
    window.make_again()
    all_made(qtbot, window)
    assert "verschil" in sentences(window)[0]
    assert window.letters.comparison.old.view.isVisible()
    assert window.letters.comparison.list.item(0).text() == "Blz. 1: “Onderwerp” is “Betreft” geworden."


def test_pages_without_anything_to_compare_with_have_the_whole_width(qtbot, window: SamplesWindow) -> None:
    comparison = window.letters.comparison
    qtbot.waitUntil(lambda: comparison.new.view.width() > 0.9 * comparison.width())


def test_all_pages_are_accepted_only_when_all_are_made(window: SamplesWindow) -> None:
    window.make_again()
    assert not window.accept_all.isEnabled()
    assert "worden gemaakt" in window.letters.progress.text()


def test_in_a_pack_in_use_it_is_said_where_pages_are_accepted(qtbot, tasks, pages, folder) -> None:
    made = SamplesWindow(tasks, lambda: pages, folder, KIND, "Memo", may_accept=False)
    qtbot.addWidget(made)
    made.show()
    all_made(qtbot, made)
    assert "werkkopie" in made.count.text()
    assert not made.accept_all.isEnabled()
    qtbot.keyClick(made, Qt.Key.Key_Escape)
    assert not made.isVisible()


def test_letters_that_ask_for_a_look_stand_first(qtbot, tasks, pages) -> None:
    severities = [None, Severity.HINT, None, Severity.ERROR, Severity.WARNING]
    letters = [ComparedLetter(f"Brief {at}", "", each, None, at) for at, each in enumerate(severities)]
    shown = ComparedLetters(tasks, pages.images_of, "Er zijn geen brieven.")
    qtbot.addWidget(shown)
    with qtbot.waitSignal(shown.finished):
        shown.run(lambda: iter(letters), "Brief 2")
    assert [each.value for each in shown.letters] == [3, 4, 1, 0, 2]
    assert shown.current.value == 2


def test_that_there_are_no_samples_is_said(qtbot, window: SamplesWindow, folder: Path) -> None:
    shutil.rmtree(folder / KIND / "samples")
    window.make_again()
    all_made(qtbot, window)
    assert window.letters.sentence.text().startswith("Er zijn nog geen voorbeelden.")
    assert not window.accept_all.isEnabled()


def test_hundreds_of_errors_do_not_make_a_window_grow(qtbot, tasks, pages) -> None:
    errors = "\n".join(f"Er is geen invulveld “{'lange_naam_' * 9}{at}”." for at in range(200))
    shown = ComparedLetters(tasks, pages.images_of, "")
    qtbot.addWidget(shown)
    shown.resize(760, 500)
    shown.show()
    with qtbot.waitSignal(shown.finished):
        shown.run(lambda: iter([ComparedLetter("Brief", errors, Severity.ERROR, None, 0)]))
    assert shown.minimumSizeHint().height() < 500
    assert shown.minimumSizeHint().width() < 760


def test_a_sample_that_cannot_be_made_is_said(qtbot, window: SamplesWindow, folder: Path) -> None:
    changed(folder, b"{{ onderwerp }}", b"{{ onderwerp")
    window.make_again()
    all_made(qtbot, window)
    assert "niet te maken" in sentences(window)[0]
    assert not window.letters.comparison.isVisible()
    assert not window.accept_all.isEnabled()


def test_a_type_that_cannot_be_read_is_said(qtbot, window: SamplesWindow, folder: Path) -> None:
    (folder / KIND / "manifest.toml").write_text("[", encoding="utf-8")
    with qtbot.waitSignal(window.letters.failed):
        window.make_again()
    assert "manifest.toml" in window.letters.progress.text()


def test_what_is_only_looked_at_cannot_be_accepted(qtbot, tasks, pages, folder) -> None:
    window = SamplesWindow(tasks, lambda: pages, folder, KIND, "Memo", may_accept=False)
    qtbot.addWidget(window)
    all_made(qtbot, window)
    assert not window.accept_one.isEnabled()
    assert not window.accept_all.isEnabled()


def test_the_impact_on_letters_is_seen_before_publishing(
    qtbot, tasks, pages, folder: Path, tmp_path: Path
) -> None:
    published = read_pack(places.shipped_packs_folder() / "haarlem", only={KIND})
    letter = tmp_path / "mijn memo.json"
    shutil.copyfile(folder / KIND / "samples" / "voorbeeld_kort.json", letter)
    recent = RecentLetters(tmp_path / "recent.json")
    recent.add(letter, "Mijn memo", f"haarlem/{KIND}", datetime.datetime(2026, 11, 23, 12))
    recent.add(tmp_path / "weg.brief", "Weg", f"haarlem/{KIND}", datetime.datetime(2026, 11, 23, 13))
    changed(folder, b"<w:body>", b'<w:body><w:p><w:r><w:br w:type="page"/></w:r></w:p>')
    engine = pages.engine
    window = ImpactWindow(
        tasks, lambda: engine, lambda: published, folder, recent, datetime.date(2026, 11, 23)
    )
    qtbot.addWidget(window)
    window.show()
    all_made(qtbot, window)
    assert window.count.text() == "3 worden langer · 1 is overgeslagen"
    assert "mijn memo.json · Memo: wordt een pagina langer" in sentences(window)
    assert "1 pagina meer" in window.letters.comparison.summary.text()
    window.reject()


def test_both_are_opened_from_the_window_for_templates_and_close_with_it(qtbot, workshop) -> None:
    actions = {each.objectName(): each for each in workshop.menus["check"].actions()}
    actions["compare_samples"].trigger()
    (samples,) = workshop.findChildren(SamplesWindow)
    qtbot.waitUntil(lambda: samples.accept_one.isEnabled(), timeout=20_000)
    assert "Brief van een wethouder" in samples.windowTitle()
    actions["impact"].trigger()
    (impact,) = workshop.findChildren(ImpactWindow)
    qtbot.waitUntil(lambda: bool(impact.letters.letters), timeout=20_000)
    assert impact.letters.letters[0].sentence == "blijft hetzelfde"
    workshop.close()
    assert not samples.isVisible()
    assert not impact.isVisible()
