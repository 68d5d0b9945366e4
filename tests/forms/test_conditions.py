"""Conditions made without notation: what is written is read back, and means what it says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefmaker.forms.conditions import Condition, Conditions, Test, read_conditions, written_conditions
from briefmaker.forms.expressions import parsed
from briefmaker.i18n import _

names = st.sampled_from(["soort", "bedrag", "met_route", "a1", "iserlohn", "notitie"])
texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)


@st.composite
def conditions(draw: st.DrawFn) -> Conditions:
    made = []
    for test in draw(st.lists(st.sampled_from(list(Test)), min_size=1, max_size=4)):
        value = draw(st.integers(0, 10**9).map(str) if test.is_number else texts)
        made.append(Condition(draw(names), test, value if test.has_value else ""))
    return Conditions(tuple(made), draw(st.booleans()) and len(made) > 1)


@given(conditions())
def test_what_is_written_is_read_back_and_is_an_expression(made: Conditions) -> None:
    source = written_conditions(made)
    assert read_conditions(source) == made
    if len(source) < 400:
        assert parsed(source).names == {each.name for each in made.each}


@pytest.mark.parametrize(
    ("test", "value", "holds", "fails"),
    [
        (Test.IS, "spoed", "spoed", "gewoon"),
        (Test.IS_NOT, "spoed", "gewoon", "spoed"),
        (Test.FILLED, "", "x", " "),
        (Test.EMPTY, "", "", "x"),
        (Test.CONTAINS, "oe", "spoed", "snel"),
        (Test.CONTAINS_NOT, "oe", "snel", "spoed"),
        (Test.MORE, "1000", "1.250,50", "999"),
        (Test.LESS, "1000", "999", "1.250"),
        (Test.COUNT_MORE, "1", [{"a": "x"}, {"a": "y"}], [{"a": "x"}]),
    ],
)
def test_each_test_means_what_it_says(test: Test, value: str, holds: object, fails: object) -> None:
    expression = parsed(written_conditions(Conditions((Condition("veld", test, value),))))
    assert expression.holds({"veld": holds}, {})
    assert not expression.holds({"veld": fails}, {})
    assert _(test.label)


@pytest.mark.parametrize(
    "source",
    ["a == b", "(a or b) and c", "a and b or c", "a | datum == 'x'", 'a == "x" if b', "12", "a +", "not"],
)
def test_other_expressions_are_left_as_they_are(source: str) -> None:
    assert read_conditions(source) is None


def test_shipped_conditions_can_be_seen_as_conditions() -> None:
    assert read_conditions('openbaarheid == "Geheim"') == Conditions(
        (Condition("openbaarheid", Test.IS, "Geheim"),)
    )
