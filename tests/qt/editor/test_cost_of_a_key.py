"""What one keystroke sets in motion, counted instead of timed: it doesn't grow with the text."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtTest import QTest

from briefmaker.letter.body import Body, Cell, Heading, Paragraph, Row, Table, Text
from briefmaker.qt.editor.actions import EditorActions
from briefmaker.qt.editor.painting import Painting
from briefmaker.qt.editor.sync import Sync


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
def filled_editor(request, editor):
    editor.set_body(text_of(request.param))
    editor.show_place(f"b{request.param // 2 + 1}", 3)
    return editor


def test_a_key_lets_the_actions_look_once(filled_editor, monkeypatch):
    calls = Counter()
    follow = EditorActions.follow

    def counted(self):
        calls["follow"] += 1
        follow(self)

    monkeypatch.setattr(EditorActions, "follow", counted)
    QTest.keyClicks(filled_editor, "x")
    assert calls["follow"] == 1


def test_a_key_in_a_paragraph_switches_no_action_off_and_on(filled_editor):
    QTest.keyClicks(filled_editor, "x")
    changes = []
    for action in filled_editor.actions_of_text.all():
        action.enabledChanged.connect(changes.append)
    QTest.keyClicks(filled_editor, "yz")
    assert changes == []


def test_a_paint_looks_once_which_paragraphs_are_in_sight(qtbot, filled_editor, monkeypatch):
    calls = Counter()
    visible = Sync.visible
    paint = Painting.paint_behind

    def counted(self):
        calls["visible"] += 1
        return visible(self)

    def painted(self):
        calls["paint"] += 1
        paint(self)

    monkeypatch.setattr(Sync, "visible", counted)
    monkeypatch.setattr(Painting, "paint_behind", painted)
    QTest.keyClicks(filled_editor, "x")
    qtbot.waitUntil(lambda: calls["paint"] > 0)
    assert calls["visible"] == calls["paint"]


def test_all_that_is_in_sight_is_found_wherever_one_scrolls(editor):
    tall = tuple(
        Paragraph(id=f"t{n}", inlines=(Text(text="De straat krijgt bomen. " * 6),)) for n in range(9)
    )
    rows = tuple(
        Row(cells=(Cell(blocks=tall[:height]), Cell(blocks=tall[: 9 - height]))) for height in (1, 8, 4, 1)
    )
    blocks = text_of(60).blocks
    editor.set_body(Body(blocks=(*blocks[:30], Table(id="tabel", rows=rows), *blocks[30:])).with_ids())
    bar, document = editor.verticalScrollBar(), editor.document()
    layout = document.documentLayout()
    places = [bar.maximum() * number // 40 for number in range(41)]
    for top in [*places, *places[::-7], *places[::11], 0, bar.maximum(), 1, bar.maximum() // 2]:
        bar.setValue(top)
        shown = {number for _block, number in editor._sync.visible()}
        bottom = top + editor.viewport().height()
        for number in range(document.blockCount()):
            rect = layout.blockBoundingRect(document.findBlockByNumber(number))
            if rect.bottom() >= top and rect.top() <= bottom:
                assert number in shown
            elif rect.bottom() < top - 400 or rect.top() > bottom + 400:
                assert number not in shown
