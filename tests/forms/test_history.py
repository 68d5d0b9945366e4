"""Undo and redo over the whole form."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefmaker.forms.history import History
from briefmaker.letter.answers import Answers


def test_undo_gives_back_what_stood_there_and_redo_the_change() -> None:
    history = History.of(Answers()).changed(Answers({"a": "1"}), "a")
    assert history.undone().state == Answers()
    assert history.undone().redone().state == Answers({"a": "1"})


def test_typing_in_one_field_is_one_step() -> None:
    history = History.of(Answers())
    for typed in ("D", "Da", "Dag"):
        history = history.changed(Answers({"a": typed}), "a")
    assert history.undone().state == Answers()


def test_a_pause_begins_a_new_step() -> None:
    first = History.of(Answers()).changed(Answers({"a": "Dag"}), "a")
    history = first.paused().changed(Answers({"a": "Dag!"}), "a")
    assert history.undone().state == Answers({"a": "Dag"})


def test_a_change_after_undo_ends_what_could_be_redone() -> None:
    history = History.of(Answers()).changed(Answers({"a": "1"})).undone().changed(Answers({"a": "2"}))
    assert not history.can_redo


@given(st.lists(st.sampled_from(["u", "r", "p", "x", "y"])))
def test_redo_after_undo_is_where_we_were(moves: list[str]) -> None:
    history = History.of(Answers())
    for number, move in enumerate(moves):
        before = history
        if move == "u":
            history = history.undone()
            if before.can_undo:
                assert history.redone().state == before.state
        elif move == "r":
            history = history.redone()
        elif move == "p":
            history = history.paused()
        else:
            history = history.changed(Answers({"n": str(number)}), move)
            assert history.can_undo
            assert history.state.text("n") == str(number)


def test_a_change_that_changes_nothing_is_no_step() -> None:
    history = History.of(Answers({"a": "1"})).changed(Answers({"a": "1", "b": ""}), "b")
    assert not history.can_undo


def test_the_oldest_steps_are_forgotten_not_the_newest() -> None:
    history = History.of(Answers())
    for number in range(1000):
        history = history.changed(Answers({"n": str(number)}))
    assert history.undone().state.text("n") == "998"
    steps = 0
    while history.can_undo:
        history, steps = history.undone(), steps + 1
    assert 100 <= steps < 1000
