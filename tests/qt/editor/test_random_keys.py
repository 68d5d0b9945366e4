"""Whatever is done to a text, in whatever order: nothing breaks, nothing drifts apart."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from briefmaker.letter.body import Body
from briefmaker.qt.editor import BodyEditor
from briefmaker.qt.editor.spans import cell_of
from tests.qt.editor.bodies import BODIES, all_ids

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
HELD = CTRL | ALT | SHIFT
KEYS = [
    (Qt.Key.Key_Return, NONE),
    (Qt.Key.Key_Return, NONE),
    (Qt.Key.Key_Return, SHIFT),
    (Qt.Key.Key_Backspace, NONE),
    (Qt.Key.Key_Backspace, NONE),
    (Qt.Key.Key_Backspace, CTRL),
    (Qt.Key.Key_Delete, NONE),
    (Qt.Key.Key_Delete, CTRL),
    (Qt.Key.Key_Tab, NONE),
    (Qt.Key.Key_Tab, SHIFT),
    (Qt.Key.Key_Home, NONE),
    (Qt.Key.Key_End, NONE),
    (Qt.Key.Key_Up, NONE),
    (Qt.Key.Key_Down, NONE),
    (Qt.Key.Key_Left, NONE),
    (Qt.Key.Key_Right, NONE),
    (Qt.Key.Key_Up, SHIFT),
    (Qt.Key.Key_Down, SHIFT),
    (Qt.Key.Key_Left, SHIFT),
    (Qt.Key.Key_Right, SHIFT),
    (Qt.Key.Key_End, CTRL),
    (Qt.Key.Key_Home, CTRL),
    (Qt.Key.Key_Home, CTRL | SHIFT),
    (Qt.Key.Key_A, CTRL),
    (Qt.Key.Key_B, CTRL),
    (Qt.Key.Key_I, CTRL),
    (Qt.Key.Key_1, CTRL | ALT),
    (Qt.Key.Key_3, CTRL | ALT),
    (Qt.Key.Key_N, CTRL | SHIFT),
    (Qt.Key.Key_L, CTRL | SHIFT),
    (Qt.Key.Key_7, CTRL | SHIFT),
    (Qt.Key.Key_Up, HELD),
    (Qt.Key.Key_Down, HELD),
    (Qt.Key.Key_Left, HELD),
    (Qt.Key.Key_Right, HELD),
    (Qt.Key.Key_Up, ALT | SHIFT),
    (Qt.Key.Key_Down, ALT | SHIFT),
    (Qt.Key.Key_M, CTRL | SHIFT),
    (Qt.Key.Key_F, CTRL | ALT),
    (Qt.Key.Key_Return, CTRL),
    (Qt.Key.Key_Return, ALT),
    (Qt.Key.Key_Space, CTRL | SHIFT),
    (Qt.Key.Key_Q, CTRL | SHIFT),
    (Qt.Key.Key_X, CTRL),
    (Qt.Key.Key_C, CTRL),
    (Qt.Key.Key_V, CTRL),
]
TABLE_ACTIONS = [
    "row_above",
    "row_down",
    "column_left",
    "column_back",
    "column_on",
    "merge",
    "merge",
    "split",
    "header_row",
    "header_column",
    "delete_row",
    "delete_column",
    "delete_table",
]
STEPS = st.lists(
    st.one_of(
        st.sampled_from(KEYS),
        st.sampled_from(["a", "- ", "1. ", "* ", " ", "Tekst", "a) ", "i. ", '"', "'s ", " - ", "..."]),
        st.sampled_from(["www.haarlem.nl "]),
        st.tuples(st.just("list"), st.sampled_from(["restart", "carry_on", "0", "1", "2"])),
        st.tuples(st.just("paste"), BODIES),
        st.tuples(st.just("show"), BODIES),
        st.tuples(st.just("table"), st.sampled_from(TABLE_ACTIONS)),
        st.tuples(st.just("table"), st.just("insert_table")),
        st.tuples(st.just("go"), st.integers(0, 60), st.integers(0, 20)),
    ),
    max_size=25,
)


def between_characters(editor, position: int) -> int:
    """The nearest position a user can get to: not inside a character of two units."""
    return editor._sync.position_of(editor._sync.place_at(position))


def carry_out(editor, step) -> None:
    if isinstance(step, str):
        QTest.keyClicks(editor, step)
    elif step[0] == "paste":
        from briefmaker.qt.editor.copying import mime_of
        from briefmaker.qt.editor.lines import lines_of

        data = mime_of(list(lines_of(step[1].blocks)))
        editor.insertFromMimeData(data if data.formats() else QMimeData())
    elif step[0] == "list":
        lists = editor.actions_of_text.lists
        action = lists.numerals[int(step[1])] if step[1].isdigit() else getattr(lists, step[1])
        action.trigger()
    elif step[0] == "show":
        editor.set_body(step[1])
    elif step == ("table", "insert_table"):
        editor.actions_of_text.tables.insert_table(2, 3)
    elif step[0] == "table":
        getattr(editor.actions_of_text.tables, step[1]).trigger()
    elif step[0] == "go":
        cursor = editor.textCursor()
        end = editor.document().characterCount() - 1
        start, stop = (between_characters(editor, min(at, end)) for at in (step[1], step[1] + step[2]))
        cursor.setPosition(start)
        cursor.setPosition(stop, cursor.MoveMode.KeepAnchor)
        editor.setTextCursor(cursor)
    else:
        QTest.keyClick(editor, *step)


@settings(
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    max_examples=80,
)
@given(body=BODIES, steps=STEPS)
def test_after_any_keys_the_body_is_what_the_document_shows(qapp, body: Body, steps: list) -> None:
    editor = BodyEditor()
    editor.show()
    editor.setFocus()
    told: list = []
    editor.set_body(body)
    editor.body_changed.connect(lambda new, key: told.append((new, key)))
    for step in steps:
        before = editor.body()
        told.clear()
        carry_out(editor, step)
        now = editor.body()
        assert plainly(editor._sync.pages.lines()) == plainly(editor._sync.lines)
        assert shapes_shown(editor) == shapes_wanted(editor)
        ids = all_ids(now)
        assert len(set(ids)) == len(ids)
        if now.blocks:
            assert "" not in ids
        assert Body.model_validate(now.model_dump()) == now
        if isinstance(step, tuple) and step[0] == "show":
            assert not told
        elif now != before:
            assert told
            assert told[-1][0] == now
            assert all(key for _, key in told)
    # Undo by the window: the body at the start comes back whole.
    editor.set_body(body)
    assert editor.body() == body
    assert plainly(editor._sync.pages.lines()) == plainly(editor._sync.lines)
    for dialog in editor.findChildren(QDialog):
        dialog.reject()
    editor.close()
    editor.deleteLater()


def shapes_shown(editor) -> list:
    """For each line the cell of the document in which it is, and how far that reaches; None outside."""
    found: list = []
    block = editor.document().begin()
    while block.isValid():
        table = QTextCursor(block).currentTable()
        cell = table.cellAt(block.position()) if table is not None else None
        found.append(cell and (cell.row(), cell.column(), cell.columnSpan(), cell.rowSpan()))
        block = block.next()
    return found


def shapes_wanted(editor) -> list:
    """The same by what the lines say."""
    cells = [cell_of(line) for line in editor._sync.lines]
    return [cell and (*cell.place, cell.span, cell.row_span) for cell in cells]


def plainly(lines) -> list:
    """Lines with their text in sight, for the message of a failure."""
    return [(line.path, line.block.model_dump()) for line in lines]
