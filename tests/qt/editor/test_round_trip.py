"""Bodies go into the editor and come out as they were."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from briefmaker.letter.body import Body
from tests.qt.editor.bodies import BODIES, pairs_of_bodies
from tests.qt.editor.test_random_keys import shapes_shown, shapes_wanted

EASY = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    max_examples=60,
)


def read_anew(editor) -> list:
    return editor._sync.pages.lines()


@EASY
@given(body=BODIES)
def test_what_is_shown_is_read_back_equal(editor, body: Body) -> None:
    editor.set_body(Body())
    editor.set_body(body)
    assert editor.body() == body
    assert read_anew(editor) == editor._sync.lines
    assert shapes_shown(editor) == shapes_wanted(editor)


@EASY
@given(pair=pairs_of_bodies())
def test_a_body_turns_into_another_and_back(editor, pair: tuple[Body, Body]) -> None:
    for body in (*pair, pair[0]):
        editor.set_body(body)
        assert editor.body() == body
        assert read_anew(editor) == editor._sync.lines
        assert shapes_shown(editor) == shapes_wanted(editor)


@EASY
@given(body=BODIES)
def test_new_looks_change_nothing(editor, body: Body) -> None:
    editor.set_body(body)
    editor.set_zoom(1.5 if editor.zoom() == 1.0 else 1.0)
    assert read_anew(editor) == editor._sync.lines
    assert editor.body() == body
