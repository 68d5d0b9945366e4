"""Footnotes in the text: one sign each, counted by itself."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from briefmaker.letter.body import Footnote, Heading, Paragraph, Text, inlines
from tests.qt.editor.test_keys import CTRL, SHIFT, press, show, write


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
