"""Two people change one text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefmaker.packs.merging import merged

lines = st.lists(st.sampled_from(["een\n", "twee\n", "drie\n", "vier\n"]), max_size=8).map("".join)


@given(lines, lines)
def test_a_change_of_one_alone_is_taken(before: str, after: str) -> None:
    assert merged(before, after, before) == after
    assert merged(before, before, after) == after
    assert merged(before, after, after) == after


@given(lines, lines, lines)
def test_it_makes_no_difference_who_is_first(before: str, mine: str, theirs: str) -> None:
    assert merged(before, mine, theirs) == merged(before, theirs, mine)


def test_changes_that_do_not_touch_are_both_there() -> None:
    assert merged("a\nb\nc\nd\ne\n", "A\nb\nc\nd\ne\n", "a\nb\nc\nd\nE\nf\n") == "A\nb\nc\nd\nE\nf\n"


def test_changes_of_the_same_line_are_left_to_people() -> None:
    assert merged("a\nb\nc\n", "a\nx\nc\n", "a\ny\nc\n") is None
    assert merged("a\nb\n", "a\nx\nb\n", "a\ny\nb\n") is None
