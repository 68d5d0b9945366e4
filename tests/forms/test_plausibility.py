"""Short values that look odd give a warning, usual ones never do, and both are printed as typed."""

from __future__ import annotations

import pytest

from briefmaker.forms.plausibility import implausible
from briefmaker.letter.document_type import FieldKind, LetterField
from briefmaker.problems import Place, Severity


def field(kind: str, pattern: str = "") -> LetterField:
    return LetterField(id="veld", label="Het veld", kind=FieldKind(kind), pattern=pattern)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("phone", "023 511 51 15"),
        ("phone", "(023) 511 5115"),
        ("phone", "06-12345678"),
        ("phone", "14 023"),
        ("phone", "0800-1351"),
        ("phone", "0900 8844"),
        ("phone", "112"),
        ("phone", "+31 (0)23 511 51 15"),
        ("phone", "0032 2 123 45 67"),
        ("email", "a.b-c+d@sub.haarlem.example"),
        ("reference", "2015/123456"),
        ("reference", "STZ/2015/12345"),
        ("reference", "2026 / 1234567"),
        ("text", "wat dan ook"),
    ],
)
def test_usual_values_are_left_alone(kind: str, value: str) -> None:
    assert implausible(field(kind), value) == []


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("phone", "511 51 15"),
        ("phone", "023 511 51 1"),
        ("phone", "0800 12345"),
        ("phone", "bel maar"),
        ("phone", "+31"),
        ("email", "annet"),
        ("email", "annet@haarlem"),
        ("email", "annet@@haarlem.nl"),
        ("email", "an net@haarlem.nl"),
        ("reference", "123456"),
        ("reference", "2015-123456"),
    ],
)
def test_odd_values_give_one_warning_that_keeps_nothing_back(kind: str, value: str) -> None:
    (problem,) = implausible(field(kind), value)
    assert problem.severity is Severity.WARNING
    assert not problem.blocks_export
    assert problem.where == Place("veld")
    assert f"“{value}”" in problem.what


def test_a_pattern_of_the_pack_goes_before_the_kind() -> None:
    own = field("reference", r"ZK-\d{4}")
    assert implausible(own, "ZK-1234") == []
    (problem,) = implausible(own, "2015/123456")
    assert "“Het veld”" in problem.what


def test_a_long_value_is_cut_where_it_is_named() -> None:
    (problem,) = implausible(field("email"), "x" * 5000)
    assert len(problem.what) < 200


@pytest.mark.parametrize("kind", ["phone", "email", "reference"])
def test_a_huge_value_takes_no_time(kind: str) -> None:
    for value in ("A&" * 50_000, "a@" + "." * 100_000, "0 " * 50_000, "AA/" * 40_000):
        assert implausible(field(kind), value)
