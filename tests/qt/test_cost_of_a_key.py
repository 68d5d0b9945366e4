"""What the window does for one keystroke, counted instead of timed: no more in a long letter."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtTest import QTest

from briefmaker.forms.novelty import Novelty
from briefmaker.letter.body import Body, Heading, Paragraph, Text
from briefmaker.problems import Place
from briefmaker.qt import letter_outline


def text_of(blocks: int) -> Body:
    return Body(
        blocks=tuple(
            Heading(id=f"b{n}", level=1, inlines=(Text(text=f"Onderdeel {n}"),))
            if n % 7 == 3
            else Paragraph(id=f"b{n}", inlines=(Text(text="De straat krijgt bomen. " * 4),))
            for n in range(blocks)
        )
    )


@pytest.fixture(params=[7, 350])
def long_letter(request, qtbot, window):
    window.session.change("brieftekst", text_of(request.param), "")
    window.session.fill_now()
    window.form.show_answers(window.session.answers)
    window.go_to(Place("brieftekst", f"b{request.param // 2 + 1}"))
    return window


def test_one_block_is_judged_for_a_key(long_letter, monkeypatch):
    looked_at = []
    new_blocks = Novelty.new_blocks

    def counted(self, field, body):
        found = new_blocks(self, field, body)
        looked_at.append(len(found))
        return found

    editor = long_letter.form.rows["brieftekst"].editor.first_input()
    QTest.keyClicks(editor, "x")
    long_letter.session.fill_now()
    monkeypatch.setattr(Novelty, "new_blocks", counted)
    QTest.keyClicks(editor, "y")
    long_letter.session.fill_now()
    assert looked_at
    assert max(looked_at) == 1


def test_the_headings_are_listed_after_some_keys_not_at_each(qtbot, long_letter, monkeypatch):
    calls = Counter()
    outline = letter_outline.outline

    def counted(*given):
        calls["outline"] += 1
        return outline(*given)

    qtbot.wait(2 * letter_outline.LetterOutline.WAIT_MS)
    monkeypatch.setattr(letter_outline, "outline", counted)
    editor = long_letter.form.rows["brieftekst"].editor.first_input()
    for sign in "abcdef":
        QTest.keyClicks(editor, sign)
        long_letter.session.fill_now()
    print("CALLS", calls, long_letter.parts.isVisible(), long_letter.parts.count())
    assert not calls
    qtbot.waitUntil(lambda: calls["outline"] == 1)


class Painted(QObject):
    """How often a widget was painted."""

    def __init__(self, widget):
        super().__init__()
        self.times = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched, event):  # noqa: N802
        self.times += event.type() == QEvent.Type.Paint
        return False


def test_a_key_paints_no_list_of_parts(qtbot, long_letter):
    editor = long_letter.form.rows["brieftekst"].editor.first_input()
    QTest.keyClicks(editor, "x")
    long_letter.session.fill_now()
    qtbot.wait(letter_outline.LetterOutline.WAIT_MS + 100)
    text, parts = Painted(editor.viewport()), Painted(long_letter.parts.viewport())
    for sign in "abc":
        QTest.keyClicks(editor, sign)
        long_letter.session.fill_now()
        qtbot.wait(30)
    assert text.times >= 3
    assert parts.times == 0


def test_the_program_says_that_somebody_types(qtbot, program):
    program.begin_letter("haarlem/wethoudersbrief")
    qtbot.waitUntil(lambda: bool(program.windows))
    subject = program.windows[-1].form.rows["onderwerp"].editor.first_input()
    with qtbot.waitSignal(program.typed):
        QTest.keyClicks(subject, "G")
