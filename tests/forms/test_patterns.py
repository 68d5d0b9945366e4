"""The patterns of a manifest: what they match, and that none of them takes long."""

from __future__ import annotations

import time

import pytest

from briefmaker.forms.patterns import LONGEST_PATTERN, is_pattern, matches


@pytest.mark.parametrize(
    ("pattern", "value", "fits"),
    [
        (r"\d{4}/\d{6}", "2026/123456", True),
        (r"\d{4}/\d{6}", "2026/123456x", False),
        ("wijk|wijkraad", "wijkraad", True),
        ("wijk", "wijk\n", False),
        ("[A-Zé]+", "É", False),
        ("(?i)[a-zé]+", "É", True),
    ],
)
def test_a_pattern_is_of_the_whole_value(pattern: str, value: str, fits: bool) -> None:
    assert is_pattern(pattern)
    assert matches(pattern, value) is fits


@pytest.mark.parametrize("pattern", ["(a+)+$", "(a|a)*b", "(.*)*x", "a*" * 20 + "b", "(a|aa)+$"])
def test_a_hostile_pattern_takes_no_longer_than_another(pattern: str) -> None:
    began = time.process_time()
    assert not matches(pattern, "a" * 5000 + "!")
    assert time.process_time() - began < 0.5


@pytest.mark.parametrize(
    "pattern",
    ["(", "a)(b", r"(a)\1", "(?=a)", "(a{1000}){1000}", "[", "a{99999999999}", "(" * 240 + ")" * 240 + "(",
     "a" * (LONGEST_PATTERN + 1)],
)  # fmt: skip
def test_what_cannot_be_matched_is_no_pattern_and_finds_fault_with_nothing(pattern: str) -> None:
    assert not is_pattern(pattern)
    assert matches(pattern, "wat dan ook")
