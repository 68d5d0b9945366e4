"""Tables in the text: typed in cell by cell, gone through with Tab, never broken."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from briefmaker.letter.body import Body, Cell, ListBlock, ListItem, Paragraph, Row, Table, inlines
from briefmaker.qt.editor.pictures import image_of
from tests.qt.editor.test_keys import CTRL, SHIFT, TABLE, outline, paragraph, press, show, shown, write


def table(*rows, header_rows: int = 0, header_column: bool = False) -> Table:
    """A table of texts; a cell may be a `Cell`."""
    return Table(
        header_rows=header_rows,
        header_column=header_column,
        rows=tuple(
            Row(
                cells=tuple(
                    cell if isinstance(cell, Cell) else Cell(blocks=(paragraph(cell),) if cell else ())
                    for cell in row
                )
            )
            for row in rows
        ),
    )


def cells_of(editor, number: int = 0) -> list:
    """The texts in the cells of a table: a str for a single paragraph or nothing, else an outline;
    `("text", span, row_span)` for a cell over several."""
    tables = [block for block in editor.body().blocks if isinstance(block, Table)]
    made = []
    for row in tables[number].rows:
        cells: list = []
        for cell in row.cells:
            inside = outline(cell.blocks)
            text = inside[0] if len(inside) == 1 else inside or ""
            plain = cell.span == cell.row_span == 1
            cells.append(text if plain else (text, cell.span, cell.row_span))
        made.append(cells)
    return made


def go_to_cell(editor, row: int, column: int) -> None:
    """Put the cursor at the start of a cell of the first table."""
    for number, line in enumerate(editor._sync.lines):
        step = line.path[0] if line.path else None
        if getattr(step, "place", None) == (row, column):
            cursor = editor.textCursor()
            cursor.setPosition(editor.document().findBlockByNumber(number).position())
            editor.setTextCursor(cursor)
            return
    raise LookupError((row, column))


def test_what_is_typed_in_a_cell_stands_in_the_cell(editor) -> None:
    show(editor, TABLE)
    go_to_cell(editor, 1, 0)
    press(editor, Qt.Key.Key_End)
    write(editor, " en 2027")
    assert cells_of(editor) == [["Jaar", "Bedrag"], ["2026 en 2027", "120.000"]]


def test_an_empty_cell_gets_a_paragraph_when_something_is_typed_in_it(editor) -> None:
    show(editor, table(["a", ""], ["", "b"]))
    go_to_cell(editor, 0, 1)
    assert editor.body().blocks[0].rows[0].cells[1].blocks == ()
    write(editor, "nieuw")
    assert cells_of(editor) == [["a", "nieuw"], ["", "b"]]
    assert editor.current_block_id() == editor.body().blocks[0].rows[0].cells[1].blocks[0].id != ""


def test_enter_makes_paragraphs_and_lists_within_the_cell(editor) -> None:
    show(editor, table(["doel", ""], ["", ""]))
    go_to_cell(editor, 0, 1)
    write(editor, "Wat wij willen:\n- een\ntwee\n\nTot slot")
    assert cells_of(editor) == [["doel", ["Wat wij willen:", ("-", ["een", "twee"]), "Tot slot"]], ["", ""]]


def test_an_empty_paragraph_of_a_cell_is_left_with_enter_not_out_of_the_table(editor) -> None:
    show(editor, table(["a", "b"]))
    go_to_cell(editor, 0, 0)
    press(editor, Qt.Key.Key_End)
    write(editor, "\n\nc")
    assert cells_of(editor) == [[["a", "", "c"], "b"]]


def test_tab_goes_through_the_cells_and_adds_a_row_after_the_last(editor) -> None:
    show(editor, table(["", ""], ["", ""], header_rows=1))
    go_to_cell(editor, 0, 0)
    for text in ("Jaar", "Bedrag", "2026", "10", "2027"):
        write(editor, text)
        press(editor, Qt.Key.Key_Tab)
    write(editor, "20")
    assert cells_of(editor) == [["Jaar", "Bedrag"], ["2026", "10"], ["2027", "20"]]


def test_shift_tab_goes_back_and_a_short_text_is_typed_over(editor) -> None:
    show(editor, TABLE)
    go_to_cell(editor, 1, 1)
    press(editor, Qt.Key.Key_Backtab, SHIFT)
    write(editor, "2030")
    press(editor, Qt.Key.Key_Backtab, SHIFT)
    press(editor, Qt.Key.Key_Backtab, SHIFT)
    press(editor, Qt.Key.Key_Backtab, SHIFT)
    write(editor, "Wanneer")
    assert cells_of(editor) == [["Wanneer", "Bedrag"], ["2030", "120.000"]]


def test_backspace_and_delete_at_the_borders_of_a_cell_do_nothing(editor) -> None:
    show(editor, paragraph("voor"), TABLE, paragraph("na"))
    before = editor.body()
    for row in (0, 1):
        for column in (0, 1):
            go_to_cell(editor, row, column)
            press(editor, Qt.Key.Key_Backspace)
            press(editor, Qt.Key.Key_Backspace, CTRL)
            press(editor, Qt.Key.Key_End)
            press(editor, Qt.Key.Key_Delete)
            press(editor, Qt.Key.Key_Delete, CTRL)
    assert editor.body() == before


def test_backspace_after_a_table_and_delete_before_it_go_into_it(editor) -> None:
    show(editor, paragraph("voor", "v"), TABLE, paragraph("na", "n"))
    editor.show_place("n")
    press(editor, Qt.Key.Key_Backspace)
    write(editor, "!")
    editor.show_place("v", 4)
    press(editor, Qt.Key.Key_Delete)
    write(editor, "?")
    assert shown(editor) == ["voor", "table", "na"]
    assert cells_of(editor) == [["?Jaar", "Bedrag"], ["2026", "120.000!"]]


def test_an_empty_paragraph_beside_a_table_goes_with_one_backspace(editor) -> None:
    show(editor, TABLE, paragraph("", "leeg"), paragraph("na"))
    editor.show_place("leeg")
    press(editor, Qt.Key.Key_Backspace)
    assert shown(editor) == ["table", "na"]


def test_a_selection_over_cells_empties_them_and_the_table_stays(editor) -> None:
    show(editor, paragraph("voor"), table(["a", "b", "c"], ["d", "e", "f"]), paragraph("na"))
    go_to_cell(editor, 0, 1)
    press(editor, Qt.Key.Key_Down, SHIFT)
    press(editor, Qt.Key.Key_Right, SHIFT)
    press(editor, Qt.Key.Key_Delete)
    assert shown(editor) == ["voor", "table", "na"]
    emptied = [text for row in cells_of(editor) for text in row].count("")
    assert emptied >= 2
    assert cells_of(editor)[0][0] == "a"


def test_typing_over_a_selection_of_cells_puts_the_text_in_the_first(editor) -> None:
    show(editor, table(["a", "b"], ["c", "d"]))
    go_to_cell(editor, 0, 0)
    cursor = editor.textCursor()
    cursor.movePosition(cursor.MoveOperation.NextCell, cursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
    write(editor, "x")
    assert cells_of(editor) == [["x", ""], ["c", "d"]]


def test_a_table_selected_from_outside_is_deleted_whole(editor) -> None:
    show(editor, paragraph("voor", "v"), TABLE, paragraph("na"))
    editor.show_place("v", 4)
    press(editor, Qt.Key.Key_Down, SHIFT)
    press(editor, Qt.Key.Key_Delete)
    assert shown(editor) in (["voorna"], ["voor", "na"])


def test_below_the_table_that_is_last_once_the_one_after_it_is_deleted_there_is_a_place_to_type(
    editor,
) -> None:
    show(editor, table([""]))
    tables = editor.actions_of_text.tables
    tables.insert_table(2, 3)
    assert shown(editor) == ["table", "table"]
    tables.delete_table.trigger()
    assert shown(editor) == ["table"]
    assert editor._sync.pages.lines() == editor._sync.lines
    assert cells_of(editor) == [[""]]
    press(editor, Qt.Key.Key_End, CTRL)
    write(editor, "na")
    assert shown(editor) == ["table", "na"]


def test_text_is_typed_before_between_and_after_tables(editor) -> None:
    show(editor, TABLE, TABLE)
    assert shown(editor) == ["table", "table"]
    gaps = [n for n, line in enumerate(editor._sync.lines) if not line.path]
    assert len(gaps) == 3
    for number, text in zip(reversed(gaps), ("achter", "tussen", "voor"), strict=True):
        cursor = editor.textCursor()
        cursor.setPosition(editor.document().findBlockByNumber(number).position())
        editor.setTextCursor(cursor)
        write(editor, text)
    assert shown(editor) == ["voor", "table", "tussen", "table", "achter"]


def test_undo_by_the_window_touches_only_the_cell_that_differs(editor) -> None:
    show(editor, paragraph("voor"), TABLE, paragraph("na"))
    before = editor.body()
    go_to_cell(editor, 1, 1)
    write(editor, "abc")
    changes: list = []
    editor.document().contentsChange.connect(lambda *change: changes.append(change))
    editor.set_body(before)
    assert editor.body() == before
    assert [(removed, added) for _, removed, added in changes] == [(3, 0)]


def test_typing_in_a_cell_is_one_step_and_the_place_in_it_is_told(editor) -> None:
    show(
        editor, Table(rows=(Row(cells=(Cell(blocks=(Paragraph(id="cel", inlines=inlines("x")),)), Cell())),))
    )
    keys: list = []
    places: list = []
    editor.body_changed.connect(lambda _body, key: keys.append(key))
    editor.place_changed.connect(places.append)
    assert editor.show_place("cel", 1)
    write(editor, "abc")
    assert editor.current_block_id() == "cel"
    assert places[-1] == "cel"
    assert len(set(keys)) == 1


def test_pasting_a_table_in_a_cell_puts_its_text_there(editor) -> None:
    from briefmaker.qt.editor.copying import mime_of
    from briefmaker.qt.editor.lines import lines_of

    show(editor, table(["a", ""]))
    go_to_cell(editor, 0, 1)
    body = Body(blocks=(table(["x", "y"], ["", "z"]),)).with_ids()
    editor.insertFromMimeData(mime_of(list(lines_of(body.blocks))))
    assert cells_of(editor) == [["a", ["x", "y", "z"]]]


def test_a_table_pasted_in_a_list_comes_below_it(editor) -> None:
    from briefmaker.qt.editor.copying import mime_of
    from briefmaker.qt.editor.lines import lines_of

    items = tuple(ListItem(blocks=(paragraph(text),)) for text in ("een", "twee"))
    show(editor, ListBlock(items=items), paragraph("na"))
    body = Body(blocks=(table(["x", "y"]),)).with_ids()
    editor.insertFromMimeData(mime_of(list(lines_of(body.blocks))))
    assert shown(editor) == [("-", ["een", "twee"]), "table", "na"]


def test_large_and_ragged_tables_stay_as_they_are(editor) -> None:
    large = table(*([str(n)] * 5 for n in range(100)))
    ragged = Table(rows=(Row(cells=(Cell(), Cell())), Row(cells=(Cell(span=3),))))
    show(editor, large, ragged, paragraph("x", "x"))
    before = editor.body()
    editor.show_place("x")
    write(editor, "y")
    assert editor.body().blocks[:2] == before.blocks[:2]


def test_the_cursor_stays_in_an_empty_cell_when_an_earlier_text_is_shown(editor) -> None:
    show(editor, paragraph("voor", "v"), table(["", ""], ["", ""]), paragraph("na"))
    before = editor.body()
    editor.show_place("v")
    write(editor, "x\n")
    go_to_cell(editor, 1, 0)
    editor.set_body(before)
    write(editor, "hier")
    assert cells_of(editor) == [["", ""], ["hier", ""]]


def test_a_picture_is_no_wider_than_its_cell(editor) -> None:
    picture = QImage(2000, 100, QImage.Format.Format_RGB32)
    picture.fill(0)
    image = image_of(picture, "een balk")
    show(editor, table([Cell(blocks=(image,)), "x" * 300]))
    editor.document().documentLayout().documentSize()
    rect = editor.document().documentLayout().blockBoundingRect(editor.document().findBlockByNumber(1))
    assert rect.width() < editor.viewport().width() / 2
    assert editor.document().size().width() <= editor.viewport().width() + 1
