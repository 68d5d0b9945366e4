"""The lines of a body, without any window."""

from __future__ import annotations

from hypothesis import given

from briefmaker.letter.body import Body
from briefmaker.qt.editor.lines import blocks_of, lines_of
from briefmaker.qt.editor.store import LineStore
from tests.qt.editor.bodies import BODIES, all_ids, pairs_of_bodies


@given(BODIES)
def test_lines_make_the_same_body_again(body: Body) -> None:
    assert Body(blocks=tuple(blocks_of(list(lines_of(body.blocks))))) == body


@given(pairs_of_bodies())
def test_a_store_becomes_any_other_body_and_keeps_ids(pair: tuple[Body, Body]) -> None:
    store = LineStore()
    for body in (*pair, pair[0]):
        store.set_body(body)
        assert store.body() == body
        assert store.lines == (list(lines_of(body.blocks)) or store.lines)


@given(BODIES)
def test_missing_and_double_ids_are_made_new(body: Body) -> None:
    store = LineStore()
    store.set_body(Body(blocks=body.blocks + body.blocks))
    ids = all_ids(store.body())
    assert len(set(ids)) == len(ids)
    assert "" not in ids
    assert ids[: len(all_ids(body))] == all_ids(body)


def test_an_empty_store_has_an_empty_body_and_a_line_to_type_in() -> None:
    store = LineStore()
    assert store.body() == Body()
    assert len(store.lines) == 1
