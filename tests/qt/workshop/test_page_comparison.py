"""Two sets of pages beside each other: what differs is marked, listed, and found with F8."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtTest import QTest

from briefmaker.output import Comparison, EmbeddedEngine
from briefmaker.qt.appearance import with_scheme
from briefmaker.qt.tasks import Tasks
from briefmaker.qt.workshop.page_comparison import ComparedPages, PageComparison
from tests.output.word_files import SENTENCE, document, paragraph

END = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
FIRST = paragraph("Het plein wordt in maart bestraat.") + paragraph(SENTENCE * 4)
LAST = paragraph(SENTENCE * 6) + paragraph("Met vriendelijke groet,")
OLD = document(FIRST, END, LAST)
NEW = document(FIRST.replace("maart", "april"), END, paragraph("Een bladzijde ertussen."), END, LAST)


@pytest.fixture(scope="module")
def engine() -> Iterator[EmbeddedEngine]:
    made = EmbeddedEngine()
    yield made
    made.close()


@pytest.fixture(scope="module")
def pages(engine: EmbeddedEngine) -> ComparedPages:
    old, new = engine.preview(OLD, pages=()).pdf, engine.preview(NEW, pages=()).pdf
    return ComparedPages(old, new, engine.compared(old, new), "Zoals goedgekeurd", "Nu")


@pytest.fixture
def view(qtbot, engine: EmbeddedEngine, pages: ComparedPages) -> Iterator[PageComparison]:
    owner = QObject()
    tasks = Tasks(owner)

    def draw(pdf, scale, wanted):
        return engine.page_images(pdf, scale=scale, pages=wanted)

    made = PageComparison(tasks, draw)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    qtbot.waitExposed(made)
    made.show_comparison(pages)
    qtbot.waitUntil(lambda: tasks.is_idle and made.new.view.image_of(0) is not None)
    yield made
    qtbot.waitUntil(lambda: tasks.is_idle)
    tasks.close()


def rows(view: PageComparison) -> list[str]:
    return [view.list.item(at).text() for at in range(view.list.count())]


def test_every_difference_is_listed_in_words(view: PageComparison) -> None:
    assert rows(view)[0] == "Blz. 1: “maart” is “april” geworden."
    assert "Blz. 2: Deze pagina is erbij gekomen." in rows(view)
    assert view.summary.text() == f"{len(rows(view))} verschillen, 1 pagina meer."
    assert (view.old.title.text(), view.new.title.text()) == ("Zoals goedgekeurd", "Nu")


def test_pages_that_belong_together_stand_at_the_same_height(view: PageComparison) -> None:
    assert view.old.view.page_count == view.new.view.page_count == 3
    assert view.old.view.position_of(2, 0, 0).y() == view.new.view.position_of(2, 0, 0).y()
    assert view.old.view.image_of(1) is None, "the page that came has room on the other side, no picture"


def test_both_sides_scroll_and_grow_together(view: PageComparison) -> None:
    view.new.view.verticalScrollBar().setValue(200)
    assert view.old.view.verticalScrollBar().value() == 200
    view.old.view.verticalScrollBar().setValue(40)
    assert view.new.view.verticalScrollBar().value() == 40
    view.larger.click()
    assert view.old.view.zoom == view.new.view.zoom != "width"


def test_f8_goes_to_the_next_difference_and_brings_it_into_sight(view: PageComparison) -> None:
    QTest.keyClick(view.new.view, Qt.Key.Key_F8)
    assert (view.number, view.place.text()) == (0, f"1 van {len(rows(view))}")
    QTest.keyClick(view.list, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert view.number == len(rows(view)) - 1, "before the first comes the last"
    assert view.list.currentRow() == view.number
    assert view.new.view.verticalScrollBar().value() > 0, "it is on the last page"
    QTest.keyClick(view.list, Qt.Key.Key_F8)
    assert (view.number, view.new.view.verticalScrollBar().value()) == (0, 0)


def test_a_click_on_a_mark_or_a_row_shows_the_difference(view: PageComparison, pages: ComparedPages) -> None:
    box = pages.comparison.differences[0].new[0]
    at = view.new.view.position_of(0, (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2)
    QTest.mouseClick(view.new.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert view.number == 0
    view.list.setCurrentRow(1)
    assert view.number == 1
    QTest.mouseClick(view.new.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert view.number == 1


def test_marks_are_seen_in_light_and_dark(view: PageComparison, pages: ComparedPages, qapp) -> None:
    box = pages.comparison.differences[0].new[0]
    for scheme in ("light", "dark"):
        with_scheme(qapp, scheme)
        at = view.new.view.position_of(0, (box.x0 + box.x1) / 2, box.y0 - 1)
        colour = view.new.view.viewport().grab().toImage().pixelColor(at)
        assert colour.blue() < 240, "the paper is marked"
    with_scheme(qapp, "light")


def test_a_screen_reader_hears_what_differs(view: PageComparison) -> None:
    assert view.new.view.accessibleName() == "Nu"
    assert "“maart” is “april” geworden." in view.new.view.accessibleDescription()
    for button in (view.previous, view.next, view.smaller, view.larger):
        assert button.accessibleName()
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert view.list.accessibleName() == "Verschillen"


def test_pages_that_are_the_same_say_so(view: PageComparison, pages: ComparedPages) -> None:
    same = Comparison.of_same(pages.comparison.old_sizes)
    view.show_comparison(ComparedPages(pages.old, pages.old, same, "Toen", "Nu"))
    assert view.summary.text() == "De pagina’s zijn hetzelfde."
    assert not view.next.isEnabled()
    assert not view.list.isVisible()
    view.go_on()
    assert view.number == -1


def test_pages_that_cannot_be_drawn_are_said(qtbot, view: PageComparison, pages: ComparedPages) -> None:
    same = Comparison.of_same(pages.comparison.old_sizes)
    view.show_comparison(ComparedPages(b"%PDF-1.7 stuk", b"%PDF-1.7 stuk", same, "Toen", "Nu"))
    qtbot.waitUntil(lambda: bool(view.notice.text()))
