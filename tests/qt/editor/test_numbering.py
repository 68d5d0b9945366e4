"""What numbered lists count with, and where they begin."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefmaker.letter.body import ListBlock, ListItem
from briefmaker.qt.editor import numbering
from briefmaker.qt.editor.markers import number_of, numeral
from tests.qt.editor.test_keys import paragraph, show, shown, write


def numbered(id_: str, *texts: str, **values) -> ListBlock:
    return ListBlock(
        id=id_,
        kind="numbered",
        items=tuple(
            ListItem(id=f"{id_}{n}", blocks=(paragraph(text, f"{id_}{n}p"),)) for n, text in enumerate(texts)
        ),
        **values,
    )


def markers(editor) -> list[str]:
    return [editor._sync.marker(number) for number in range(len(editor._sync.lines))]


def test_a_list_counts_with_what_it_says(editor) -> None:
    show(
        editor, numbered("a", "x", "y", numerals="letter"), numbered("b", "x", "y", numerals="roman", start=4)
    )
    assert markers(editor) == ["a)", "b)", "iv.", "v."]


def test_a_list_that_continues_counts_on_after_the_last_of_its_kind(editor) -> None:
    show(
        editor,
        numbered("a", "x", "y", start=3),
        paragraph("tussen"),
        numbered("b", "x", numerals="letter"),
        numbered("c", "x", "y", continues=True),
        numbered("d", "x", continues=True),
        numbered("e", "x", numerals="letter", continues=True),
        numbered("f", "x"),
        numbered("g", "x", numerals="roman", continues=True),
    )
    assert markers(editor) == ["3.", "4.", "", "a)", "5.", "6.", "7.", "b)", "1.", "i."]


def test_a_nested_list_continues_among_its_own(editor) -> None:
    inner = numbered("n", "x", "y", numerals="letter")
    more = numbered("m", "z", numerals="letter", continues=True)
    item = ListItem(id="i", blocks=(paragraph("een", "p"), inner, paragraph("tussen", "q"), more))
    other = ListItem(id="j", blocks=(paragraph("twee", "r"), numbered("o", "z", continues=True)))
    show(editor, ListBlock(id="l", kind="numbered", items=(item, other)))
    assert markers(editor) == ["1.", "a)", "b)", "", "c)", "2.", "1."]


@given(st.integers(1, 99), st.sampled_from(["decimal", "letter", "roman"]))
def test_a_numeral_is_read_back(number: int, numerals: str) -> None:
    assert number_of(numeral(number, numerals), numerals) == number


@pytest.mark.parametrize(
    ("number", "letter", "roman"), [(27, "aa", "xxvii"), (49, "ww", "xlix"), (0, "0", "0")]
)
def test_numerals_as_word_counts(number: int, letter: str, roman: str) -> None:
    assert (numeral(number, "letter"), numeral(number, "roman")) == (letter, roman)


def carry_out(editor, change) -> None:
    sync = editor._sync
    sync.apply(change(sync.lines, sync.span()))


def test_beginning_again_cuts_a_list_in_two(editor) -> None:
    show(editor, numbered("a", "x", "y", "z"))
    editor.show_place("a1")
    carry_out(editor, lambda lines, span: numbering.restarted(lines, span, editor._sync.store.fresh_id))
    assert markers(editor) == ["1.", "1.", "2."]
    assert len(editor.body().blocks) == 2


def test_counting_on_and_beginning_again_are_each_others_opposite(editor) -> None:
    show(editor, numbered("a", "x", "y"), paragraph("tussen"), numbered("b", "x", "y"))
    editor.show_place("b1")
    assert numbering.can_continue(editor._sync.lines, editor._sync.place().line)
    carry_out(editor, numbering.continued)
    assert markers(editor) == ["1.", "2.", "", "3.", "4."]
    assert not numbering.can_continue(editor._sync.lines, editor._sync.place().line)
    editor.show_place("b0")
    carry_out(editor, lambda lines, span: numbering.restarted(lines, span, editor._sync.store.fresh_id))
    assert markers(editor) == ["1.", "2.", "", "1.", "2."]


def test_the_first_list_has_nothing_to_count_on_from(editor) -> None:
    show(editor, numbered("a", "x"), numbered("b", "x", numerals="roman"))
    for number in range(2):
        assert not numbering.can_continue(editor._sync.lines, number)


def test_numerals_are_chosen_for_the_whole_list_and_a_paragraph_becomes_one(editor) -> None:
    show(editor, numbered("a", "x", "y"), paragraph("p", "p"))
    fresh = editor._sync.store.fresh_id
    editor.show_place("a1")
    carry_out(editor, lambda lines, span: numbering.set_numerals(lines, span, "roman", fresh))
    editor.show_place("p")
    carry_out(editor, lambda lines, span: numbering.set_numerals(lines, span, "letter", fresh))
    assert markers(editor) == ["i.", "ii.", "a)"]


def test_numerals_that_the_house_style_lacks_are_neither_offered_nor_begun(editor) -> None:
    editor.offer_numerals(frozenset(("decimal",)))
    lists = editor.actions_of_text.lists
    assert [action.isVisible() for action in lists.numerals] == [True, False, False]
    write(editor, "a) eerst")
    assert shown(editor) == ["a) eerst"]
