"""Footnotes in the text: one sign each, counted by itself."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication

from briefmaker.letter.body import Footnote, Heading, Paragraph, Text, inlines, plain_text
from tests.qt.editor.test_keys import ALT, CTRL, SHIFT, double_click, press, show, write


def note(text: str) -> Footnote:
    return Footnote(note=inlines(text))


def noted(id_: str, *parts: str | Footnote) -> Paragraph:
    return Paragraph(
        id=id_, inlines=tuple(Text(text=part) if isinstance(part, str) else part for part in parts)
    )


def notes(editor) -> list[str]:
    """The texts of the notes in reading order."""
    return [
        "".join(piece.text for piece in run.note)
        for leaf in editor.body().leaves()
        for run in leaf.inlines
        if isinstance(run, Footnote)
    ]


def numbers(editor) -> list[int]:
    """The numbers that stand in the text."""
    text, found = editor.document(), []
    for position in range(text.characterCount()):
        if text.characterAt(position) == "\ufffc":
            found.append(editor._sync.note_number(position))
    return found


def test_notes_are_counted_through_the_text_as_they_come_and_go(editor) -> None:
    show(
        editor,
        Heading(id="k", inlines=(Text(text="Kop"), note("een"))),
        noted("a", "Zie", note("twee"), note("twee"), " en", note("vier")),
    )
    assert numbers(editor) == [1, 2, 3, 4]
    editor.show_place("a", 4)
    press(editor, Qt.Key.Key_Backspace)
    assert notes(editor) == ["een", "twee", "vier"]
    assert numbers(editor) == [1, 2, 3]


def test_typing_beside_a_note_is_text(editor) -> None:
    show(editor, noted("a", "Zie", note("bron"), "!"))
    editor.show_place("a", 4)
    write(editor, "hier")
    assert editor.body().blocks[0].inlines == (Text(text="Zie"), note("bron"), Text(text="hier!"))


def test_a_note_is_cut_and_pasted_with_what_it_says(editor) -> None:
    long = Footnote(note=(Text(text="Zie "), Text(text="wob", strong=True, link="https://example.nl/")))
    show(editor, noted("a", "Zie", long, "!"), noted("b", "Dan"))
    editor.show_place("a", 1)
    press(editor, Qt.Key.Key_Right, SHIFT, times=3)
    press(editor, Qt.Key.Key_X, CTRL)
    assert notes(editor) == []
    editor.show_place("b", 3)
    press(editor, Qt.Key.Key_V, CTRL)
    assert editor.body().blocks[1].inlines == (Text(text="Danie"), long)
    QGuiApplication.clipboard().clear()


def test_a_split_and_a_join_keep_the_notes(editor) -> None:
    show(editor, noted("a", "een", note("x"), "twee", note("y")))
    editor.show_place("a", 4)
    press(editor, Qt.Key.Key_Return)
    assert [leaf.inlines[-1] for leaf in editor.body().blocks] == [note("x"), note("y")]
    press(editor, Qt.Key.Key_Backspace)
    assert editor.body().blocks[0].inlines == (Text(text="een"), note("x"), Text(text="twee"), note("y"))


def test_the_tooltip_says_what_the_note_says(editor) -> None:
    show(editor, noted("a", "een", note("Kamerstuk 12")))
    cursor = editor.textCursor()
    cursor.setPosition(4)
    assert cursor.charFormat().toolTip() == "Kamerstuk 12"


def test_a_wider_number_is_laid_out_anew(editor) -> None:
    show(editor, noted("a", *(note(str(n)) for n in range(9))), noted("z", "x", note("laatste"), "y"))
    line = editor.document().findBlockByNumber(1).layout().lineAt(0)
    narrow = line.naturalTextWidth()
    editor.show_place("a", 0)
    editor.set_body(editor.body().model_copy(update={"blocks": editor.body().blocks[1:]}))
    assert editor.document().findBlockByNumber(0).layout().lineAt(0).naturalTextWidth() < narrow


# -- typing a note --------------------------------------------------------------------------------


def panel(editor):
    return editor.actions_of_text.inserting.panel


def test_a_note_is_inserted_typed_and_left_with_escape(editor) -> None:
    write(editor, "Zie het besluit")
    press(editor, Qt.Key.Key_F, CTRL | ALT)
    assert panel(editor).isVisible()
    write(panel(editor).text, "Kamerstuk 12")
    press(panel(editor).text, Qt.Key.Key_Return, SHIFT)
    write(panel(editor).text, "nr. 3")
    press(panel(editor).text, Qt.Key.Key_Escape)
    assert not panel(editor).isVisible()
    assert editor.hasFocus()
    write(editor, ".")
    assert editor.body().blocks[0].inlines == (
        Text(text="Zie het besluit"),
        Footnote(note=inlines("Kamerstuk 12\nnr. 3")),
        Text(text="."),
    )


def test_typing_in_a_note_is_undone_in_the_history_of_the_text(editor, undoing) -> None:
    write(editor, "Zie")
    press(editor, Qt.Key.Key_F, CTRL | ALT)
    text = panel(editor).text
    write(text, "een")
    press(text, Qt.Key.Key_Left)
    press(text, Qt.Key.Key_Right)
    press(text, Qt.Key.Key_B, CTRL)
    write(text, "twee")
    assert editor.body().blocks[0].inlines[1] == Footnote(
        note=(Text(text="een"), Text(text="twee", strong=True))
    )
    press(text, Qt.Key.Key_Z, CTRL)
    assert notes(editor) == ["een"]
    assert text.toPlainText() == "een"
    press(text, Qt.Key.Key_Z, CTRL)
    assert notes(editor) == [""]
    press(text, Qt.Key.Key_Z, CTRL)
    assert notes(editor) == []
    assert not panel(editor).isVisible()
    press(editor, Qt.Key.Key_Y, CTRL)
    press(editor, Qt.Key.Key_Y, CTRL)
    assert notes(editor) == ["een"]


def test_a_note_that_says_nothing_goes_when_it_is_left(editor) -> None:
    write(editor, "Zie")
    press(editor, Qt.Key.Key_F, CTRL | ALT)
    press(panel(editor).text, Qt.Key.Key_Return)
    assert editor.body().blocks[0].inlines == (Text(text="Zie"),)


def test_enter_on_a_chosen_sign_and_alt_enter_beside_it_open_the_note(editor) -> None:
    show(editor, noted("a", "Zie", note("een"), " en", note("twee")))
    editor.show_place("a", 7)
    press(editor, Qt.Key.Key_Right, SHIFT)
    press(editor, Qt.Key.Key_Return)
    assert panel(editor).text.toPlainText() == "twee"
    press(panel(editor).text, Qt.Key.Key_Escape)
    editor.show_place("a", 4)
    press(editor, Qt.Key.Key_Return, ALT)
    assert panel(editor).text.toPlainText() == "een"
    assert len(editor.body().blocks) == 1


def test_a_double_click_on_the_sign_opens_the_note(editor) -> None:
    show(editor, noted("a", "Zie", note("een"), " en"))
    editor.show_place("a", 3)
    place = editor.cursorRect().center()
    double_click(editor, place + QPoint(2, 0))
    assert panel(editor).isVisible()


def test_what_is_pasted_in_a_note_becomes_lines_of_it(editor) -> None:
    show(editor, noted("a", "Zie", note("een")))
    editor.actions_of_text.inserting.edit_at(3)
    panel(editor).text.insert_text("\n- twee\n- drie")
    assert plain_text(editor.body().blocks[0].inlines[1].note) == "een\ntwee\ndrie"


def test_a_note_has_no_headings_lists_or_notes(editor) -> None:
    show(editor, noted("a", "Zie", note("een")))
    editor.actions_of_text.inserting.edit_at(3)
    text = panel(editor).text
    actions = text.actions_of_text
    for action in (*actions.headings, actions.bullets, actions.inserting.footnote, actions.inserting.picture):
        assert not action.isEnabled()
    write(text, "- ")
    assert notes(editor) == ["een- "]


def test_the_note_goes_by_its_button_and_by_a_click_elsewhere_only_the_panel(editor) -> None:
    show(editor, noted("a", "Zie", note("een")))
    editor.actions_of_text.inserting.edit_at(3)
    editor.setFocus()
    assert not panel(editor).isVisible()
    assert notes(editor) == ["een"]
    editor.actions_of_text.inserting.edit_at(3)
    panel(editor)._remove.click()
    assert notes(editor) == []


def test_a_double_click_on_the_word_before_the_sign_chooses_the_word(editor) -> None:
    show(editor, noted("a", "Zie het besluit", note("een"), " en"))
    editor.show_place("a", 15)
    place = editor.cursorRect().center() - QPoint(4, 0)
    double_click(editor, place)
    assert not panel(editor).isVisible()
    assert editor.textCursor().selectedText().startswith("besluit")


def test_in_a_letter_that_is_only_read_a_note_is_read_and_stays(editor) -> None:
    show(editor, noted("a", "Zie", Footnote(), note("een")))
    editor.setReadOnly(True)
    before = editor.body()
    for position in (3, 4):
        editor.actions_of_text.inserting.edit_at(position)
        write(panel(editor).text, "x")
        press(panel(editor).text, Qt.Key.Key_Escape)
    assert editor.body() == before
