"""A paragraph is kept whole only where the engine leaves its last line alone."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from briefmaker.output.widows import widows


class Bounds(NamedTuple):
    height: float


class Fragment(NamedTuple):
    """What the engine says of a piece of a paragraph on one page."""

    physical_page: int
    bounds: Bounds


@pytest.mark.parametrize(
    ("line", "lines", "is_left_alone"),
    [
        (15.0, (2, 1), True),
        (12.5, (2, 1), True),
        (15.0, (1, 1), False),
        (15.0, (3, 1), False),
        (15.0, (5, 2), False),
        (15.0, (16, 7), False),
    ],
)
def test_two_lines_and_one_are_three_lines_torn_apart_and_nothing_else_is(
    line: float, lines: tuple[int, int], is_left_alone: bool
) -> None:
    pieces = {4: [Fragment(page, Bounds(line * count)) for page, count in enumerate(lines, 1)]}
    assert widows(pieces) == ({4} if is_left_alone else set())
