"""What the menu of a table does, by its actions and keys, and when it offers them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from briefmaker.letter.body import Cell, Table
from briefmaker.qt.editor import EditorToolbar
from tests.qt.editor.test_keys import ALT, CTRL, SHIFT, bullets, outline, paragraph, press, show, shown, write
from tests.qt.editor.test_tables import cells_of, go_to_cell, table

HELD = CTRL | ALT | SHIFT


@pytest.fixture
def tables(editor):
    return editor.actions_of_text.tables


def select_cells(editor, first: tuple[int, int], last: tuple[int, int]) -> None:
    go_to_cell(editor, *last)
    end = editor.textCursor().position()
    go_to_cell(editor, *first)
    cursor = editor.textCursor()
    cursor.setPosition(end, cursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)


def first_table(editor) -> Table:
    return next(block for block in editor.body().blocks if isinstance(block, Table))


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (Qt.Key.Key_Up, [["", ""], ["a", "b"], ["c", "d"]]),
        (Qt.Key.Key_Down, [["a", "b"], ["", ""], ["c", "d"]]),
        (Qt.Key.Key_Left, [["", "a", "b"], ["", "c", "d"]]),
        (Qt.Key.Key_Right, [["a", "", "b"], ["c", "", "d"]]),
    ],
)
def test_ctrl_alt_shift_and_an_arrow_make_a_row_or_column_and_go_there(editor, key, expected) -> None:
    show(editor, table(["a", "b"], ["c", "d"]))
    go_to_cell(editor, 0, 0)
    press(editor, key, HELD)
    assert cells_of(editor) == expected
    write(editor, "x")
    assert [text for row in cells_of(editor) for text in row].count("x") == 1


def test_a_row_in_the_header_is_a_header_and_one_below_it_is_not(editor, tables) -> None:
    show(editor, table(["a"], ["b"], header_rows=1))
    go_to_cell(editor, 0, 0)
    tables.row_below.trigger()
    assert first_table(editor).header_rows == 1
    go_to_cell(editor, 0, 0)
    tables.row_above.trigger()
    assert first_table(editor).header_rows == 2


def test_rows_and_columns_move_with_what_is_in_them(editor, tables) -> None:
    show(editor, table(["a", "b"], ["c", "d"], ["e", "f"]))
    go_to_cell(editor, 0, 0)
    press(editor, Qt.Key.Key_Down, ALT | SHIFT)
    assert cells_of(editor) == [["c", "d"], ["a", "b"], ["e", "f"]]
    tables.column_on.trigger()
    assert cells_of(editor) == [["d", "c"], ["b", "a"], ["f", "e"]]
    tables.column_back.trigger()
    press(editor, Qt.Key.Key_Up, ALT | SHIFT)
    assert cells_of(editor) == [["a", "b"], ["c", "d"], ["e", "f"]]
    # The cursor went along.
    write(editor, "!")
    assert cells_of(editor)[0][0] == "!a"


def test_a_cell_over_two_rows_moves_with_both(editor, tables) -> None:
    low = Cell(blocks=(paragraph("laag"),), row_span=2)
    show(editor, table(["a", "b"], [low, "c"], ["d"]))
    go_to_cell(editor, 0, 0)
    tables.row_down.trigger()
    assert cells_of(editor) == [[("laag", 1, 2), "c"], ["d"], ["a", "b"]]


def test_cells_are_merged_with_all_that_is_in_them_and_split_again(editor, tables) -> None:
    show(editor, table(["a", Cell(blocks=(bullets("b", "c"),)), "d"], ["e", "f", "g"]))
    select_cells(editor, (0, 0), (1, 1))
    press(editor, Qt.Key.Key_M, CTRL | SHIFT)
    assert cells_of(editor) == [[(["a", ("-", ["b", "c"]), "e", "f"], 2, 2), "d"], ["g"]]
    assert tables.split.isEnabled()
    tables.split.trigger()
    assert cells_of(editor) == [[["a", ("-", ["b", "c"]), "e", "f"], "", "d"], ["", "", "g"]]
    assert not tables.split.isEnabled()


def test_rows_columns_and_the_table_are_deleted(editor, tables) -> None:
    show(editor, paragraph("voor"), table(["a", "b", "c"], ["d", "e", "f"], ["g", "h", "i"], header_rows=1))
    select_cells(editor, (0, 0), (1, 0))
    tables.delete_row.trigger()
    assert cells_of(editor) == [["g", "h", "i"]]
    assert first_table(editor).header_rows == 0
    go_to_cell(editor, 0, 1)
    tables.delete_column.trigger()
    assert cells_of(editor) == [["g", "i"]]
    tables.delete_table.trigger()
    assert shown(editor) == ["voor"]
    write(editor, "!")
    assert "!" in shown(editor)[0]


def test_a_cell_over_deleted_rows_keeps_its_text(editor, tables) -> None:
    tall = Cell(blocks=(paragraph("hoog"),), row_span=3)
    show(editor, table([tall, "a"], ["b"], ["c"]))
    go_to_cell(editor, 1, 1)
    tables.delete_row.trigger()
    assert cells_of(editor) == [[("hoog", 1, 2), "a"], ["c"]]


def test_headers_are_switched_and_as_many_rows_as_are_selected(editor, tables) -> None:
    show(editor, table(["a", "b"], ["c", "d"], ["e", "f"]))
    go_to_cell(editor, 2, 1)
    tables.header_row.trigger()
    assert first_table(editor).header_rows == 1
    assert tables.header_row.isChecked()
    select_cells(editor, (0, 0), (1, 0))
    assert not tables.header_row.isChecked()
    tables.header_row.trigger()
    assert first_table(editor).header_rows == 2
    tables.header_row.trigger()
    assert first_table(editor).header_rows == 0
    tables.header_column.trigger()
    assert first_table(editor).header_column
    go_to_cell(editor, 0, 0)
    assert editor.textCursor().blockCharFormat().fontWeight() > 400


def test_only_what_can_be_done_is_offered(editor, tables) -> None:
    show(editor, paragraph("voor", "v"), table(["a", "b"], ["c", "d"]))
    inside = [action for group in tables.groups()[1:] for action in group]
    editor.show_place("v")
    assert tables.insert.isEnabled()
    assert not any(action.isEnabled() for action in inside)
    go_to_cell(editor, 0, 0)
    assert not tables.insert.isEnabled()
    off = {action.text().replace("&", "") for action in inside if not action.isEnabled()}
    assert off == {"Rij omhoog", "Kolom naar links", "Cellen samenvoegen", "Cel splitsen"}
    editor.setReadOnly(True)
    assert not any(action.isEnabled() for action in inside)


def test_a_table_comes_in_the_place_of_an_empty_paragraph_and_between_the_halves_of_a_full_one(
    editor, tables
) -> None:
    show(editor, paragraph("voorna", "x"), paragraph("", "leeg"), bullets("een", "twee"), paragraph("slot"))
    editor.show_place("x", 4)
    tables.insert_table(1, 2)
    assert shown(editor) == ["voor", "table", "na", "", ("-", ["een", "twee"]), "slot"]
    editor.show_place("leeg")
    tables.insert_table(2, 2)
    assert shown(editor) == ["voor", "table", "na", "table", ("-", ["een", "twee"]), "slot"]
    editor.show_place(editor.body().blocks[4].id)
    tables.insert_table(2, 2)
    assert shown(editor)[4:] == [("-", ["een", "twee"]), "table", "slot"]
    assert first_table(editor).header_rows == 0
    write(editor, "x")
    assert outline(editor.body().blocks[5].rows[0].cells[0].blocks) == ["x"]


def test_a_table_that_is_full_says_so(editor, tables, qtbot) -> None:
    show(editor, table(*([str(n)] * 10 for n in range(40))))
    go_to_cell(editor, 0, 0)
    with qtbot.waitSignal(editor.refused) as told:
        tables.row_below.trigger()
    assert "400 cellen" in told.args[0]
    assert len(first_table(editor).rows) == 40


def test_cells_are_copied_as_a_table_of_their_own(editor) -> None:
    show(editor, table(["a", "b", "c"], ["d", "e", "f"]), paragraph("", "p"))
    select_cells(editor, (0, 1), (1, 2))
    press(editor, Qt.Key.Key_C, CTRL)
    editor.show_place("p")
    press(editor, Qt.Key.Key_V, CTRL)
    assert cells_of(editor, 1) == [["b", "c"], ["e", "f"]]


def test_marks_and_lists_go_to_the_selected_cells_alone(editor) -> None:
    show(editor, table(["a", "b"], ["c", "d"]))
    select_cells(editor, (0, 0), (1, 0))
    press(editor, Qt.Key.Key_I, CTRL)
    press(editor, Qt.Key.Key_L, CTRL | SHIFT)
    assert cells_of(editor) == [[("-", ["a"]), "b"], [("-", ["c"]), "d"]]
    runs = [cell.blocks[0] for row in first_table(editor).rows for cell in row.cells]
    assert runs[0].items[0].blocks[0].inlines[0].emphasis
    assert not runs[1].inlines[0].emphasis


def test_in_a_cell_tab_goes_on_and_alt_shift_right_nests_an_item(editor) -> None:
    show(editor, table(["", "x"]))
    go_to_cell(editor, 0, 0)
    write(editor, "- een\ntwee")
    press(editor, Qt.Key.Key_Right, ALT | SHIFT)
    assert cells_of(editor) == [[("-", [["een", ("-", ["twee"])]]), "x"]]
    press(editor, Qt.Key.Key_Tab)
    write(editor, "y")
    assert cells_of(editor)[0][1] == "y"


def test_the_toolbar_has_a_button_with_the_menu(editor, qtbot, tables) -> None:
    bar = EditorToolbar(editor)
    qtbot.addWidget(bar)
    names = [action.text().replace("&", "") for action in tables.menu.actions() if not action.isSeparator()]
    assert names[0] == "Tabel invoegen…"
    assert "Veldnamenrij" in names
    assert all(action.toolTip() for action in tables.menu.actions() if not action.isSeparator())
