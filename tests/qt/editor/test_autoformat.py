"""What is put right as one types, and taken back by one Ctrl+Z."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from briefmaker.errors import UnusableInput
from briefmaker.letter.body import ListBlock, Text
from briefmaker.qt.editor.addresses import address_in, completed_address
from briefmaker.qt.editor.autoformat import replacement
from tests.qt.editor.test_keys import CTRL, bullets, paragraph, press, show, shown, write


@pytest.mark.parametrize(
    ("typed", "becomes"),
    [
        ('Hij zei: "Dag."', "Hij zei: “Dag.”"),
        ("'Dag', zei hij", "‘Dag’, zei hij"),
        ("foto's van auto's", "foto’s van auto’s"),
        ("in 's-Gravenhage", "in ’s-Gravenhage"),
        ("'s Avonds in 't dorp, '98", "’s Avonds in ’t dorp, ’98"),
        ("('n huis) en 'm gezien", "(’n huis) en ’m gezien"),
        ("'taal' en 'spel'", "‘taal’ en ‘spel’"),
        ('("zo")', "(“zo”)"),
        ("van 9 - 17 uur", "van 9 – 17 uur"),
        ("een-op-een", "een-op-een"),
        ("en dan...", "en dan…"),
        ("dan....", "dan…."),
        ("a  - b", "a  - b"),
    ],
)
def test_signs_become_what_a_printer_would_set(editor, typed: str, becomes: str) -> None:
    write(editor, typed)
    assert shown(editor) == [becomes]


@pytest.mark.parametrize(
    ("typed", "back"),
    [
        ('Hij zei: "', 'Hij zei: "'),
        ("foto'", "foto'"),
        ("in 's-", "in 's-"),
        ("een - ", "een - "),
        ("dan...", "dan..."),
        ("- ", "- "),
        ("1. ", "1. "),
        ("a) ", "a) "),
    ],
)
def test_one_ctrl_z_gives_back_what_was_typed_and_ctrl_y_puts_it_right_again(
    editor, undoing, typed: str, back: str
) -> None:
    write(editor, typed)
    right = shown(editor)
    assert right != [back]
    press(editor, Qt.Key.Key_Z, CTRL)
    assert shown(editor) == [back]
    press(editor, Qt.Key.Key_Y, CTRL)
    assert shown(editor) == right


def test_after_undoing_typing_goes_on_behind_what_was_typed(editor, undoing) -> None:
    write(editor, 'Zie "')
    press(editor, Qt.Key.Key_Z, CTRL)
    write(editor, "x en y")
    assert shown(editor) == ['Zie "x en y']


def test_a_mark_stays_on_what_is_put_right(editor) -> None:
    press(editor, Qt.Key.Key_B, CTRL)
    write(editor, "foto's")
    assert editor.body().blocks[0].inlines == (Text(text="foto’s", strong=True),)


def test_a_web_address_becomes_a_link_after_a_space(editor, undoing) -> None:
    write(editor, "Zie www.haarlem.nl/wonen, of mail naam@haarlem.nl ")
    assert editor.body().blocks[0].inlines == (
        Text(text="Zie "),
        Text(text="www.haarlem.nl/wonen", link="https://www.haarlem.nl/wonen"),
        Text(text=", of mail "),
        Text(text="naam@haarlem.nl", link="mailto:naam@haarlem.nl"),
        Text(text=" "),
    )
    press(editor, Qt.Key.Key_Z, CTRL)
    assert editor.body().blocks[0].inlines[2:] == (Text(text=", of mail naam@haarlem.nl "),)
    write(editor, "dan")
    assert editor.body().blocks[0].inlines[2:] == (Text(text=", of mail naam@haarlem.nl dan"),)


def test_nothing_is_put_right_when_that_is_switched_off(editor) -> None:
    editor.corrects = False
    write(editor, '- "dag" - ... www.haarlem.nl ')
    assert shown(editor) == ['- "dag" - ... www.haarlem.nl ']
    assert len(editor.body().blocks[0].inlines) == 1


def test_a_house_with_straight_quotes_keeps_them_and_gets_the_rest(editor) -> None:
    editor.curls = False
    write(editor, '"dag" van \'s-Gravenhage, 9 - 17 uur...')
    assert shown(editor) == ['"dag" van \'s-Gravenhage, 9 – 17 uur…']


def test_an_input_method_is_put_right_too(editor) -> None:
    write(editor, "foto")
    event = QInputMethodEvent()
    event.setCommitString("'")
    QApplication.sendEvent(editor, event)
    assert shown(editor) == ["foto’"]


@pytest.mark.parametrize(
    ("signs", "numerals", "start"), [("a) ", "letter", 1), ("i. ", "roman", 1), ("3. ", "decimal", 3)]
)
def test_signs_of_each_kind_begin_a_list(editor, signs: str, numerals: str, start: int) -> None:
    write(editor, signs + "eerst")
    (found,) = editor.body().blocks
    assert isinstance(found, ListBlock)
    assert (found.kind, found.numerals, found.start) == ("numbered", numerals, start)


@pytest.mark.parametrize("typed", ["e. Jansen", "x) Dit", "A. Jansen", "iv. vier", "de. Dat"])
def test_an_initial_begins_no_list(editor, typed: str) -> None:
    write(editor, typed)
    assert shown(editor) == [typed]


def test_letters_that_go_on_with_the_list_before_join_it(editor) -> None:
    write(editor, "a. een\ntwee\n\nc. drie")
    (found,) = editor.body().blocks
    assert len(found.items) == 3


def test_bullets_are_no_place_for_a_new_list(editor) -> None:
    show(editor, bullets("een"), paragraph("na"))
    editor.show_place(editor.body().blocks[0].items[0].blocks[0].id, 0)
    write(editor, "a) ")
    assert shown(editor)[0] == ("-", ["a) een"])


# -- addresses ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "whole"),
    [
        ("haarlem.nl", "https://haarlem.nl"),
        (" www.haarlem.nl/a?b=c#d ", "https://www.haarlem.nl/a?b=c#d"),
        ("HTTP://haarlem.nl/", "http://haarlem.nl/"),
        ("naam@haarlem.nl", "mailto:naam@haarlem.nl"),
        ("mailto:naam@haarlem.nl?subject=x", "mailto:naam@haarlem.nl?subject=x"),
        ("tel:023-511.51.15", "tel:023-511.51.15"),
        ("localhost.nl:8080/x", "https://localhost.nl:8080/x"),
    ],
)
def test_an_address_is_made_whole(typed: str, whole: str) -> None:
    assert completed_address(typed) == whole


@pytest.mark.parametrize(
    "typed",
    ["", "  ", "javascript:alert(1)", "file:///c:/x", r"\\server\map", "https://", "twee woorden", "haarlem",
     "mailto:x", "data:text/html,x", "ftp://haarlem.nl", "JaVaScRiPt:x.nl"],
)  # fmt: skip
def test_another_address_is_refused_in_a_sentence(typed: str) -> None:
    with pytest.raises(UnusableInput) as refusal:
        completed_address(typed)
    assert str(refusal.value).endswith(".")


@given(st.text(max_size=40))
def test_whatever_is_typed_an_address_goes_to_web_mail_or_telephone(typed: str) -> None:
    try:
        whole = completed_address(typed)
    except UnusableInput:
        return
    assert whole.startswith(("https://", "http://", "mailto:", "tel:"))
    assert completed_address(whole) == whole


@given(st.text(max_size=40))
def test_what_is_found_in_a_word_lies_in_the_word(word: str) -> None:
    found = address_in(word)
    assert found is None or 0 <= found[0] < found[1] <= len(word)


def test_signs_round_an_address_are_not_of_it() -> None:
    assert address_in("(www.haarlem.nl/a_(b)).") == (1, 21, "https://www.haarlem.nl/a_(b)")
    assert address_in("haarlem.nl") is None


@given(st.text(alphabet="ab \"'.-‘’“”…\u00a0\u2028s", max_size=12))
def test_what_is_put_right_stands_at_the_end(before: str) -> None:
    found = replacement(before)
    assert found is None or 0 < found.taken <= len(before)
