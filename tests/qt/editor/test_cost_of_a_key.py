"""What one keystroke sets in motion, counted instead of timed: it doesn't grow with the text."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtTest import QTest

from briefmaker.letter.body import Body, Heading, Paragraph, Text
from briefmaker.qt.editor.actions import EditorActions


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
