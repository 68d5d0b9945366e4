"""Help in the window for templates: the guide, and a template to start from."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from briefmaker.app.template_guide import guide
from briefmaker.inspection.finding import Finding, Spot
from briefmaker.inspection.rules import all_rules
from briefmaker.inspection.word_file import WordFile
from briefmaker.problems import Severity
from briefmaker.qt.workshop.guide_window import GuideWindow


def titles(window: GuideWindow) -> list[str]:
    return [item.text(0) for item in window._items() if not item.isHidden()]


def top(window: GuideWindow) -> str:
    """The heading that stands at the top of what is shown."""
    cursor = window.text.cursorForPosition(window.text.viewport().rect().topLeft())
    block = cursor.block()
    while block.isValid() and not block.blockFormat().headingLevel():
        block = block.next()
    return block.text()


@pytest.fixture
def window(qtbot, services) -> Iterator[GuideWindow]:
    parent = QWidget()
    qtbot.addWidget(parent)
    made = GuideWindow(guide(None), services.dialogs, parent)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()


def opened(qtbot, workshop) -> GuideWindow:
    found = []

    def there():
        found[:] = [each for each in workshop.findChildren(GuideWindow) if each.isVisible()]
        return bool(found)

    qtbot.waitUntil(there, timeout=10_000)
    return found[0]


def test_it_goes_to_what_is_chosen_in_its_contents(window):
    item = next(each for each in window._items() if each.text(0) == "Tabelrijen")
    window.contents.setCurrentItem(item)
    assert top(window) == "Tabelrijen"


def test_it_opens_at_every_rule(window):
    for rule in all_rules():
        assert window.show_section(rule.id)
        assert window.contents.currentItem().data(0, Qt.ItemDataRole.UserRole) == rule.id


def test_searching_leaves_the_chapters_with_all_words_and_marks_the_words(qtbot, window):
    qtbot.keyClicks(window.search, "afbeelding beschrijving")
    assert "Een afbeelding zonder beschrijving" in titles(window)
    assert "Tabelrijen" not in titles(window)
    marked = window.text.extraSelections()
    assert len(marked) > 2
    assert window.text.textCursor().selectedText().casefold() in ("afbeelding", "beschrijving")
    first = window.text.textCursor().position()
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    assert window.text.textCursor().position() > first
    window.find_previous()
    assert window.text.textCursor().position() == first
    assert str(len(marked)) in window.found.text()


def test_searching_what_is_nowhere_says_so(qtbot, window):
    qtbot.keyClicks(window.search, "olifant")
    assert "Niets gevonden" in window.found.text()
    assert titles(window) == []
    window.search.clear()
    assert "Tabelrijen" in titles(window)


def test_a_link_within_it_is_followed_and_one_outside_opens_the_browser(window, dialogs):
    window.text.anchorClicked.emit(QUrl("#op-de-opdrachtregel"))
    assert window.contents.currentItem().text(0) == "Op de opdrachtregel"
    window.text.anchorClicked.emit(QUrl("https://www.voorbeeld.nl/x"))
    assert dialogs.opened == ["https://www.voorbeeld.nl/x"]


def test_f1_opens_it_with_the_fields_of_the_type_that_is_shown(qtbot, workshop):
    workshop.findChild(QAction, "guide").trigger()
    window = opened(qtbot, workshop)
    assert "De invulvelden van “Brief van een wethouder”" in titles(window)
    assert "{{p brieftekst }}" in window.text.toPlainText()
    window.close()


def test_a_finding_is_explained_at_its_rule(qtbot, workshop):
    finding = Finding("tables.header", Severity.WARNING, "Deze tabel heeft geen koprij.", "", (Spot(),))
    workshop.findings.show_findings([finding])
    workshop.findings.cards[0].explain.click()
    window = opened(qtbot, workshop)
    assert window.contents.currentItem().text(0) == "Een tabel zonder koprij"
    window.close()


def test_an_example_template_is_made_where_one_chooses(qtbot, workshop, dialogs, tmp_path, copy):
    dialogs.file = tmp_path / "beginnen.docx"
    workshop.findChild(QAction, "make_example").trigger()
    qtbot.waitUntil(dialogs.file.exists, timeout=10_000)
    assert dialogs.proposed[0].parent == copy / "wethoudersbrief"
    assert dialogs.proposed[0].name == "voorbeeld wethoudersbrief.docx"
    made = WordFile.of(dialogs.file.read_bytes())
    assert any("{{p brieftekst }}" in each.text for part in made.parts for each in part.paragraphs)
    qtbot.waitUntil(lambda: "beginnen.docx" in workshop.message.text(), timeout=10_000)


def test_an_example_template_is_never_written_over_a_file_that_was_not_agreed_to(
    qtbot, workshop, dialogs, tmp_path
):
    (tmp_path / "beginnen.docx").write_text("van mij")
    dialogs.file = tmp_path / "beginnen"
    workshop.findChild(QAction, "make_example").trigger()
    qtbot.waitUntil(lambda: bool(dialogs.told), timeout=10_000)
    assert "is er al" in dialogs.told[0]
    assert (tmp_path / "beginnen.docx").read_text() == "van mij"
