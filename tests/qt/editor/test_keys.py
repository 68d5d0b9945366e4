"""What a secretary does with her keyboard, and what the text is then."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from briefmaker.letter.body import (
    Body,
    Cell,
    Heading,
    ListBlock,
    ListItem,
    PageBreak,
    Paragraph,
    Quote,
    Row,
    Table,
    Text,
    inlines,
    plain_text,
)
from tests.qt.editor.bodies import all_ids

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def press(editor, key, modifiers=Qt.KeyboardModifier.NoModifier, times=1) -> None:
    for _ in range(times):
        QTest.keyClick(editor, key, modifiers)


def write(editor, text: str) -> None:
    """Types; a line end is Enter."""
    for number, line in enumerate(text.split("\n")):
        if number:
            press(editor, Qt.Key.Key_Return)
        QTest.keyClicks(editor, line)


def double_click(editor, place: QPoint) -> None:
    """Clicks twice at a place in the viewport."""
    QTest.mouseDClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=place)
    # QTest holds the button down after that, also in the tests that follow.
    QTest.mouseRelease(editor.viewport(), Qt.MouseButton.LeftButton, pos=place)


def outline(blocks) -> list:
    """Blocks as something short to compare with: "text", ("h1", "text"), ("-", [...]), ("1", [...])."""
    made: list = []
    for block in blocks:
        if isinstance(block, Heading):
            made.append((f"h{block.level}", plain_text(block.inlines)))
        elif isinstance(block, Paragraph):
            made.append(plain_text(block.inlines))
        elif isinstance(block, ListBlock):
            sign = "-" if block.kind == "bullet" else str(block.start)
            items = [outline(item.blocks) for item in block.items]
            made.append((sign, [item[0] if len(item) == 1 else item for item in items]))
        elif isinstance(block, Quote):
            made.append((">", outline(block.blocks)))
        else:
            made.append(block.type)
    return made


def shown(editor) -> list:
    return outline(editor.body().blocks)


def paragraph(text: str, id_: str = "") -> Paragraph:
    return Paragraph(id=id_, inlines=inlines(text))


def bullets(*items) -> ListBlock:
    return ListBlock(
        items=tuple(
            ListItem(blocks=item if isinstance(item, tuple) else (paragraph(item),)) for item in items
        )
    )


def show(editor, *blocks) -> None:
    editor.set_body(Body(blocks=blocks).with_ids())


TABLE = Table(
    header_rows=1,
    rows=(
        Row(cells=(Cell(blocks=(paragraph("Jaar"),)), Cell(blocks=(paragraph("Bedrag"),)))),
        Row(cells=(Cell(blocks=(paragraph("2026"),)), Cell(blocks=(paragraph("120.000"),)))),
    ),
)


# -- typing ---------------------------------------------------------------------------------------


def test_enter_makes_paragraphs(editor) -> None:
    write(editor, "Geachte leden,\nMet deze brief informeer ik u.")
    assert shown(editor) == ["Geachte leden,", "Met deze brief informeer ik u."]


def test_shift_enter_makes_a_line_within_the_paragraph(editor) -> None:
    write(editor, "een")
    press(editor, Qt.Key.Key_Return, SHIFT)
    write(editor, "twee")
    assert shown(editor) == ["een\ntwee"]


def test_a_dash_and_a_space_begin_a_list_of_three(editor) -> None:
    write(editor, "Er zijn mogelijkheden:\n- Een raadsmarkt\nDeelname\nEen enquete\n\nTot slot")
    assert shown(editor) == [
        "Er zijn mogelijkheden:",
        ("-", ["Een raadsmarkt", "Deelname", "Een enquete"]),
        "Tot slot",
    ]


def test_one_point_and_a_space_begin_a_numbered_list(editor) -> None:
    write(editor, "1. eerst\ndan\nten slotte\n\nen verder")
    assert shown(editor) == [("1", ["eerst", "dan", "ten slotte"]), "en verder"]


def test_a_numbered_list_that_was_left_goes_on_with_its_next_number(editor) -> None:
    write(editor, "1. eerst\ndan\n\n3. ten slotte")
    assert shown(editor) == [("1", ["eerst", "dan", "ten slotte"])]


def test_a_new_numbered_list_after_another_begins_anew(editor) -> None:
    write(editor, "1. eerst\n\n1. opnieuw")
    assert shown(editor) == [("1", ["eerst"]), ("1", ["opnieuw"])]


def test_backspace_right_after_a_list_began_brings_the_signs_back(editor) -> None:
    write(editor, "- ")
    press(editor, Qt.Key.Key_Backspace)
    write(editor, "5 graden")
    assert shown(editor) == ["- 5 graden"]


def test_a_dash_before_text_that_is_there_makes_it_an_item(editor) -> None:
    show(editor, paragraph("punt"))
    press(editor, Qt.Key.Key_Home)
    write(editor, "- ")
    assert shown(editor) == [("-", ["punt"])]


def test_a_dash_in_the_middle_begins_no_list(editor) -> None:
    write(editor, "a - b")
    assert shown(editor) == ["a – b"]


def test_a_year_at_the_start_stays_a_year(editor) -> None:
    write(editor, "2026. Een jaar")
    assert shown(editor) == ["2026. Een jaar"]


def test_ctrl_i_makes_what_is_typed_italic_until_pressed_again(editor) -> None:
    write(editor, "het ")
    press(editor, Qt.Key.Key_I, CTRL)
    write(editor, "gesprek")
    press(editor, Qt.Key.Key_I, CTRL)
    write(editor, " met de raad")
    (only,) = editor.body().blocks
    assert only.inlines == (
        Text(text="het "),
        Text(text="gesprek", emphasis=True),
        Text(text=" met de raad"),
    )


def test_ctrl_b_makes_the_selection_bold_and_back(editor) -> None:
    show(editor, paragraph("een twee drie"))
    press(editor, Qt.Key.Key_Right, CTRL)
    press(editor, Qt.Key.Key_Right, CTRL | SHIFT)
    press(editor, Qt.Key.Key_B, CTRL)
    assert editor.body().blocks[0].inlines == (
        Text(text="een "),
        Text(text="twee ", strong=True),
        Text(text="drie"),
    )
    assert editor.actions_of_text.bold.isChecked()
    press(editor, Qt.Key.Key_B, CTRL)
    assert editor.body().blocks[0].inlines == (Text(text="een twee drie"),)


def test_ctrl_alt_1_makes_a_heading_and_enter_after_it_a_paragraph(editor) -> None:
    press(editor, Qt.Key.Key_1, CTRL | ALT)
    write(editor, "Planning\nHet college besluit in november.")
    assert shown(editor) == [("h1", "Planning"), "Het college besluit in november."]
    assert not editor.body().blocks[1].inlines[0].strong


@pytest.mark.parametrize("level", [1, 2, 3])
def test_headings_have_three_levels_and_ctrl_shift_n_takes_them_away(editor, level: int) -> None:
    write(editor, "Planning")
    press(editor, getattr(Qt.Key, f"Key_{level}"), CTRL | ALT)
    assert shown(editor) == [(f"h{level}", "Planning")]
    assert editor.actions_of_text.level == level
    press(editor, Qt.Key.Key_N, CTRL | SHIFT)
    assert shown(editor) == ["Planning"]


def test_enter_in_the_middle_of_a_heading_makes_two(editor) -> None:
    show(editor, Heading(level=2, inlines=inlines("eentwee")))
    editor.show_place("b1", 3)
    press(editor, Qt.Key.Key_Return)
    assert shown(editor) == [("h2", "een"), ("h2", "twee")]


# -- lists ----------------------------------------------------------------------------------------


def test_tab_nests_an_item_and_shift_tab_takes_it_back(editor) -> None:
    write(editor, "- een\ntwee")
    press(editor, Qt.Key.Key_Tab)
    assert shown(editor) == [("-", [["een", ("-", ["twee"])]])]
    write(editor, "\ndrie")
    assert shown(editor) == [("-", [["een", ("-", ["twee", "drie"])]])]
    press(editor, Qt.Key.Key_Backtab, SHIFT)
    assert shown(editor) == [("-", [["een", ("-", ["twee"])], "drie"])]


def test_an_empty_nested_item_goes_one_level_out_at_each_enter(editor) -> None:
    write(editor, "- een\ntwee")
    press(editor, Qt.Key.Key_Tab)
    write(editor, "\n\ndrie\n\nklaar")
    assert shown(editor) == [("-", [["een", ("-", ["twee"])], "drie"]), "klaar"]


def test_a_first_item_cannot_be_nested_and_three_levels_is_the_most(editor) -> None:
    write(editor, "- een")
    press(editor, Qt.Key.Key_Tab)
    assert shown(editor) == [("-", ["een"])]
    for text in ("twee", "drie", "vier"):
        write(editor, "\n" + text)
        press(editor, Qt.Key.Key_Tab)
    assert shown(editor) == [("-", [["een", ("-", [["twee", ("-", ["drie", "vier"])]])]])]


def test_a_nested_item_takes_what_is_in_it_along(editor) -> None:
    show(editor, bullets("een", (paragraph("twee"), bullets("a", "b")), "drie"))
    two = editor.body().blocks[0].items[1].blocks[0].id
    editor.show_place(two)
    press(editor, Qt.Key.Key_Tab)
    assert shown(editor) == [("-", [["een", ("-", [["twee", ("-", ["a", "b"])]])], "drie"])]


def test_backspace_at_the_start_of_an_item_takes_its_bullet_away(editor) -> None:
    show(editor, bullets("een", "twee", "drie"))
    editor.show_place(editor.body().blocks[0].items[1].blocks[0].id)
    press(editor, Qt.Key.Key_Backspace)
    assert shown(editor) == [("-", ["een"]), "twee", ("-", ["drie"])]
    press(editor, Qt.Key.Key_Backspace)
    assert shown(editor) == [("-", ["eentwee"]), ("-", ["drie"])]


def test_enter_in_the_middle_of_an_item_makes_two_items(editor) -> None:
    show(editor, bullets((paragraph("eentwee"), bullets("a"))))
    editor.show_place(editor.body().blocks[0].items[0].blocks[0].id, 3)
    press(editor, Qt.Key.Key_Return)
    assert shown(editor) == [("-", ["een", ["twee", ("-", ["a"])]])]


def test_ctrl_shift_l_makes_items_of_the_selected_paragraphs_and_back(editor) -> None:
    show(editor, paragraph("een"), paragraph("twee"))
    press(editor, Qt.Key.Key_A, CTRL)
    press(editor, Qt.Key.Key_L, CTRL | SHIFT)
    assert shown(editor) == [("-", ["een", "twee"])]
    assert editor.actions_of_text.bullets.isChecked()
    press(editor, Qt.Key.Key_7, CTRL | SHIFT)
    assert shown(editor) == [("1", ["een", "twee"])]
    press(editor, Qt.Key.Key_7, CTRL | SHIFT)
    assert shown(editor) == ["een", "twee"]


def test_a_paragraph_between_two_lists_made_an_item_joins_them(editor) -> None:
    show(editor, bullets("een"), paragraph("twee"), bullets("drie"))
    editor.show_place(editor.body().blocks[1].id)
    press(editor, Qt.Key.Key_L, CTRL | SHIFT)
    assert shown(editor) == [("-", ["een", "twee", "drie"])]


def test_tab_outside_a_list_goes_to_the_next_field(editor, qtbot) -> None:
    from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

    window = QWidget()
    qtbot.addWidget(window)
    before, after = QLineEdit(window), QLineEdit(window)
    layout = QVBoxLayout(window)
    for widget in (before, editor, after):
        layout.addWidget(widget)
    QWidget.setTabOrder(before, editor)
    QWidget.setTabOrder(editor, after)
    window.show()
    window.activateWindow()
    editor.setFocus()
    write(editor, "een")
    press(editor, Qt.Key.Key_Tab)
    assert window.focusWidget() is after
    editor.setFocus()
    press(editor, Qt.Key.Key_Backtab, SHIFT)
    assert window.focusWidget() is before
    assert shown(editor) == ["een"]
    editor.setParent(None)


# -- what can't be typed in -----------------------------------------------------------------------


def test_text_can_be_typed_around_a_table_which_stays_as_it_was(editor) -> None:
    show(editor, paragraph("voor"), TABLE, PageBreak(), paragraph("na"))
    table = editor.body().blocks[1]
    press(editor, Qt.Key.Key_Home, CTRL)
    write(editor, "er")
    press(editor, Qt.Key.Key_End, CTRL)
    write(editor, "maals")
    assert shown(editor) == ["ervoor", "table", "page_break", "namaals"]
    assert editor.body().blocks[1] == table


def test_typing_in_a_page_break_is_refused_with_a_sentence_and_enter_goes_below_it(editor, qtbot) -> None:
    show(editor, PageBreak())
    with qtbot.waitSignal(editor.refused) as told:
        write(editor, "x")
    assert "Nieuwe pagina" in told.args[0]
    assert shown(editor) == ["page_break"]
    write(editor, "\nonder")
    assert shown(editor) == ["page_break", "onder"]


def test_deleting_towards_a_page_break_selects_it_first(editor) -> None:
    show(editor, paragraph("voor"), PageBreak(), paragraph("na"))
    editor.show_place(editor.body().blocks[2].id)
    press(editor, Qt.Key.Key_Backspace)
    assert shown(editor) == ["voor", "page_break", "na"]
    press(editor, Qt.Key.Key_Backspace)
    assert shown(editor) == ["voor", "", "na"]


def test_after_an_edit_of_qt_that_we_did_not_foresee_body_and_document_agree(editor) -> None:
    show(editor, paragraph("voor"), TABLE, paragraph("na"))
    cursor = editor.textCursor()
    cursor.setPosition(2)
    cursor.setPosition(12, cursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    cursor.setPosition(1)
    cursor.movePosition(cursor.MoveOperation.End, cursor.MoveMode.KeepAnchor)
    cursor.insertText("x\ny")
    assert editor._sync.pages.lines() == editor._sync.lines
    ids = all_ids(editor.body())
    assert len(ids) == len(set(ids))


# -- ids and places -------------------------------------------------------------------------------


def test_ids_stay_with_their_paragraphs(editor) -> None:
    show(editor, paragraph("een", "x"), paragraph("twee", "y"), paragraph("drie", "z"))
    editor.show_place("y", 2)
    press(editor, Qt.Key.Key_Return)
    ids = [block.id for block in editor.body().blocks]
    assert (ids[0], ids[1], ids[3]) == ("x", "y", "z")
    press(editor, Qt.Key.Key_Backspace)
    assert [block.id for block in editor.body().blocks] == ["x", "y", "z"]
    press(editor, Qt.Key.Key_Home)
    press(editor, Qt.Key.Key_Return)
    assert [block.id for block in editor.body().blocks][2:] == ["y", "z"]
    press(editor, Qt.Key.Key_Up)
    press(editor, Qt.Key.Key_Delete)
    assert [block.id for block in editor.body().blocks] == ["x", "y", "z"]
    press(editor, Qt.Key.Key_Backspace)
    assert [block.id for block in editor.body().blocks] == ["x", "z"]
    assert shown(editor) == ["eentwee", "drie"]


def test_the_place_of_the_cursor_is_told_by_block(editor) -> None:
    show(editor, paragraph("een", "x"), bullets("twee"))
    item = editor.body().blocks[1].items[0]
    places: list = []
    editor.place_changed.connect(places.append)
    assert editor.show_place(item.id)
    assert places[-1] == editor.current_block_id() == item.blocks[0].id
    press(editor, Qt.Key.Key_Home, CTRL)
    assert places[-1] == "x"
    assert not editor.show_place("nergens")


# -- history --------------------------------------------------------------------------------------


def steps_of(editor) -> list:
    steps: list = []
    editor.body_changed.connect(lambda body, key: steps.append(key))
    return steps


def test_typing_in_a_row_is_one_step_and_a_new_paragraph_another(editor) -> None:
    steps = steps_of(editor)
    write(editor, "een twee")
    assert len(set(steps[1:])) == 1
    write(editor, "\n")
    write(editor, "drie")
    assert len(set(steps)) == len({*steps[:1], steps[1], steps[8], steps[9]}) <= 4


def test_a_long_run_of_typing_is_several_steps_that_end_after_a_word(editor) -> None:
    show(editor, paragraph("", "x"))
    steps = steps_of(editor)
    write(editor, "woorden en " * 20)
    assert 2 < len(set(steps)) < 6
    changes = [at for at in range(1, len(steps)) if steps[at] != steps[at - 1]]
    text = "woorden en " * 20
    assert all(text[at - 1] == " " for at in changes)


def test_typing_after_the_cursor_moved_is_a_step_of_its_own(editor) -> None:
    show(editor, paragraph("een"))
    steps = steps_of(editor)
    write(editor, "a")
    press(editor, Qt.Key.Key_Right)
    write(editor, "b")
    assert len(steps) == len(set(steps)) == 2


def test_deleting_is_another_step_than_typing(editor) -> None:
    show(editor, paragraph("een", "x"))
    steps = steps_of(editor)
    write(editor, "ab")
    press(editor, Qt.Key.Key_Backspace, times=2)
    assert len(steps) == 4
    assert len(set(steps)) == 2


def test_ctrl_z_and_ctrl_y_ask_the_window(editor, qtbot) -> None:
    write(editor, "een")
    with qtbot.waitSignal(editor.undo_requested):
        press(editor, Qt.Key.Key_Z, CTRL)
    with qtbot.waitSignal(editor.redo_requested):
        press(editor, Qt.Key.Key_Y, CTRL)
    with qtbot.waitSignal(editor.redo_requested):
        press(editor, Qt.Key.Key_Z, CTRL | SHIFT)
    assert shown(editor) == ["een"]


def test_showing_an_earlier_body_says_nothing_and_keeps_the_cursor(editor) -> None:
    show(editor, *(paragraph(f"alinea {number}", f"x{number}") for number in range(200)))
    editor.show_place("x150", 3)
    before = editor.body()
    write(editor, "ZZ")
    scrolled = editor.verticalScrollBar().value()
    assert scrolled > 0
    steps = steps_of(editor)
    editor.set_body(before)
    assert steps == []
    assert editor.current_block_id() == "x150"
    assert editor._sync.place().offset == 3
    assert editor.verticalScrollBar().value() == scrolled


def test_a_read_only_text_cannot_be_changed(editor) -> None:
    show(editor, bullets("een", "twee"))
    editor.setReadOnly(True)
    before = editor.body()
    press(editor, Qt.Key.Key_A, CTRL)
    for key, modifiers in (
        (Qt.Key.Key_Backspace, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_X, CTRL),
        (Qt.Key.Key_V, CTRL),
        (Qt.Key.Key_B, CTRL),
        (Qt.Key.Key_L, CTRL | SHIFT),
        (Qt.Key.Key_1, CTRL | ALT),
        (Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier),
    ):
        press(editor, key, modifiers)
    assert editor.body() == before
