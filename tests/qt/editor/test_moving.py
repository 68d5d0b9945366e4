"""Blocks go up and down by key and by hand, in one step each, and the cursor goes along."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from briefmaker.letter.body import Body, Heading, ListBlock, ListItem, Paragraph, inlines, plain_text
from briefmaker.qt.editor.handle import BlockHandle
from tests.qt.editor.test_keys import ALT, SHIFT, press

BODY = Body(
    blocks=(
        Heading(id="k", inlines=inlines("Kop")),
        Paragraph(id="a", inlines=inlines("een")),
        ListBlock(
            id="l",
            items=tuple(ListItem(id=f"i{n}", blocks=(Paragraph(id=n, inlines=inlines(n)),)) for n in "xyz"),
        ),
        Paragraph(id="b", inlines=inlines("twee")),
    )
)


@pytest.fixture
def filled(editor):
    editor.set_body(BODY)
    return editor


def texts(editor):
    return [plain_text(leaf.inlines) for leaf in editor.body().leaves()]


def test_a_paragraph_moves_and_the_cursor_with_it(filled):
    filled.show_place("a", 2)
    press(filled, Qt.Key.Key_Down, ALT | SHIFT)
    assert texts(filled) == ["Kop", "x", "y", "z", "een", "twee"]
    assert (filled.current_block_id(), filled.textCursor().positionInBlock()) == ("a", 2)
    press(filled, Qt.Key.Key_Up, ALT | SHIFT, times=3)
    assert texts(filled) == ["een", "Kop", "x", "y", "z", "twee"]


def test_each_move_is_a_step_of_its_own(qtbot, filled):
    told = []
    filled.body_changed.connect(lambda body, key: told.append(key))
    filled.show_place("y")
    press(filled, Qt.Key.Key_Up, ALT | SHIFT)
    press(filled, Qt.Key.Key_Up, ALT | SHIFT)
    press(filled, Qt.Key.Key_Down, ALT | SHIFT)
    assert texts(filled) == ["Kop", "een", "x", "y", "z", "twee"]
    assert len(set(told)) == len(told) == 2


def test_what_may_only_be_read_stays(filled):
    filled.setReadOnly(True)
    filled.show_place("a")
    press(filled, Qt.Key.Key_Down, ALT | SHIFT)
    assert filled.body() == BODY


def point_at(editor, point):
    """The mouse passes over the text, no button held."""
    there = QPointF(point)
    none = Qt.MouseButton.NoButton
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        there,
        editor.viewport().mapToGlobal(there),
        none,
        none,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(editor.viewport(), event)


def middle(editor, block):
    number = editor._sync.store.line_with_id(block)
    text = editor.document().findBlockByNumber(number)
    box = editor.document().documentLayout().blockBoundingRect(text)
    return QPoint(60, round(box.center().y()) - editor.verticalScrollBar().value())


def test_a_block_is_dragged_by_its_handle(qtbot, filled):
    handle = filled.findChild(BlockHandle)
    assert not handle.isVisible()
    point_at(filled, middle(filled, "b"))
    assert handle.isVisible()
    start = QPoint(handle.width() // 2, handle.height() // 2)
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=start)
    target = handle.mapFrom(filled.viewport(), QPoint(2, middle(filled, "a").y() - 4))
    QTest.mouseMove(handle, target)
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=target)
    assert texts(filled) == ["Kop", "twee", "een", "x", "y", "z"]
    assert not handle.isVisible()


def test_a_whole_list_is_dragged_to_the_end(qtbot, filled):
    handle = filled.findChild(BlockHandle)
    point_at(filled, middle(filled, "y"))
    assert handle.isVisible()
    QTest.mousePress(handle, Qt.MouseButton.LeftButton)
    target = handle.mapFrom(filled.viewport(), QPoint(2, middle(filled, "b").y() + 30))
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=target)
    assert texts(filled) == ["Kop", "een", "twee", "x", "y", "z"]


def test_a_text_of_one_paragraph_has_no_handle(qtbot, editor):
    editor.set_body(Body(blocks=(Paragraph(id="a", inlines=inlines("een")),)))
    point_at(editor, middle(editor, "a"))
    assert not editor.findChild(BlockHandle).isVisible()
