"""The lines on the pages as flat arrays: nothing is lost, and a long letter holds no more objects."""

from __future__ import annotations

import gc
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefmaker.output.stretches import Stretch, Stretches

lengths = st.floats(0, 2_000, width=32)


@st.composite
def stretches(draw):
    edges = sorted(draw(st.lists(lengths, min_size=1, max_size=6)))
    return Stretch(
        page=draw(st.integers(0, 3)),
        top=draw(lengths),
        bottom=draw(lengths),
        origin=draw(st.integers(0, 4)),
        offsets=tuple(range(len(edges))),
        edges=tuple(edges),
        aside=draw(st.booleans()),
    )


@given(st.lists(stretches(), max_size=12))
def test_every_line_is_found_again_by_its_page_and_by_its_origin(lines):
    packed = pickle.loads(pickle.dumps(Stretches.of(lines), protocol=5))
    assert len(packed) == len(lines)
    for page in range(4):
        assert list(packed.on_page(page)) == [n for n, each in enumerate(lines) if each.page == page]
    for origin in range(5):
        wanted = [n for n, each in enumerate(lines) if each.origin == origin and not each.aside]
        assert packed.of_origin(origin) == wanted
    for number, line in enumerate(lines):
        assert packed.box(number) == (line.edges[0], line.top, line.edges[-1], line.bottom)
        assert tuple(packed.offsets_of(number)) == line.offsets
        assert tuple(packed.edges_of(number)) == line.edges


@pytest.mark.parametrize("lines", [10, 5_000])
def test_a_long_letter_holds_no_more_objects_than_a_short_one(lines):
    # What each page brings is looked through by the cycle collector while somebody types.
    line = Stretch(0, 10.0, 20.0, 0, tuple(range(90)), tuple(float(edge) for edge in range(90)))
    packed = Stretches.of([line] * lines)
    inside = [each for each in gc.get_referents(packed) if not isinstance(each, type)]
    assert len(inside) == 7
    assert not any(gc.get_referents(each) for each in inside if not hasattr(each, "typecode"))
