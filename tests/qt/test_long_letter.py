"""A letter of a megabyte: the window goes on, and its pages come."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from briefmaker.letter.body import Body, Paragraph, Text
from briefmaker.problems import Place
from briefmaker.qt.page_view import PageView

SENTENCE = "De raad heeft gevraagd binnen een jaar te berichten over de voortgang. "
PARAGRAPHS = tuple(f"Alinea {number}. {SENTENCE * 9}" for number in range(1_600))


def body_of(texts: tuple[str, ...]) -> Body:
    return Body(blocks=tuple(Paragraph(id=f"p{n}", inlines=(Text(text=t),)) for n, t in enumerate(texts)))


class Blocks:
    """How long the event loop was away, at the longest."""

    def __init__(self) -> None:
        self._last = time.perf_counter()
        self.longest = 0.0
        self._timer = QTimer()
        self._timer.setInterval(5)
        self._timer.timeout.connect(self._note)
        self._timer.start()

    def _note(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last)
        self._last = now

    def restart(self) -> None:
        self._last, self.longest = time.perf_counter(), 0.0


def test_a_letter_of_a_megabyte_never_stops_the_window(qtbot, program, letter_on_disk):
    assert sum(map(len, PARAGRAPHS)) > 1_000_000
    program.open_path(letter_on_disk(brieftekst=body_of(PARAGRAPHS)))
    qtbot.waitUntil(lambda: bool(program.windows), timeout=60_000)
    window = program.windows[-1]
    began = time.perf_counter()
    # The window is there before its pages, and says so; what shows and takes keys is measured from here.
    assert window.preview.view.page_count == 0
    qtbot.wait(50)
    blocks = Blocks()

    def pages_are_there() -> bool:
        live = window.live
        return live.pages is not None and live.is_current and not live.is_busy

    window.go_to(Place("brieftekst"))
    editor = window.form.rows["brieftekst"].editor.first_input()
    for sign in "Vooraf: ":
        qtbot.keyClicks(editor, sign)
        qtbot.wait(20)
    assert editor.toPlainText().startswith("Vooraf: Alinea 0.")
    qtbot.waitUntil(pages_are_there, timeout=240_000)
    whole = time.perf_counter() - began
    # Some thirtieth is what was seen; a sixth leaves room for a busy machine.
    assert blocks.longest < whole / 6
    pages = window.live.pages
    assert len(pages.sizes) > 200
    shown = pages.text
    at = shown.index("Vooraf: ")
    for text in PARAGRAPHS:
        at = shown.index(text.strip(), at) + 1


def test_a_megabyte_is_pasted_and_taken_back_in_one_step(qtbot, window):
    editor = window.form.rows["brieftekst"].editor.first_input()
    window.go_to(Place("brieftekst"))
    QApplication.clipboard().setText("\n\n".join(PARAGRAPHS))
    editor.paste()
    assert len(window.session.answers["brieftekst"].blocks) == len(PARAGRAPHS)
    window.undo()
    assert window.session.answers.get("brieftekst") in (None, Body())
    QApplication.clipboard().clear()


@pytest.mark.parametrize("count", [4_000])
def test_the_cost_of_finding_a_page_does_not_grow_with_the_pages_before_it(qtbot, count):
    view = PageView()
    qtbot.addWidget(view)
    view.resize(600, 800)
    view.show()

    def spent(pages: int) -> float:
        view.show_pages([(595.0, 842.0)] * pages)
        view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
        assert view.wanted_pages()[-1] == pages - 1
        began = time.perf_counter()
        for _ in range(200):
            view.missing_pages()
        return time.perf_counter() - began

    few = min(spent(count // 100) for _ in range(3))
    assert min(spent(count) for _ in range(3)) < few * 50
