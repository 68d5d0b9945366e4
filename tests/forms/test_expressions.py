"""The expressions of a manifest: what they come to, and that none can do harm or take long."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefmaker.forms.expressions import LONGEST_VALUE, UnusableExpression, as_text, parsed
from briefmaker.notation.filters import FILTERS

NAMES: dict[str, Any] = {
    "soort": "spoed",
    "leeg_veld": "  ",
    "bedrag": "1.250,50",
    "datum": "2015-08-18",
    "regels": ["een", "twee"],
    "wie": [{"naam": "J. Langenacker", "rol": "wethouder"}, {"naam": "J. Nieuwenburg", "rol": ""}],
    "niemand": [],
}


def value(source: str, names: dict[str, Any] = NAMES) -> Any:
    return parsed(source).value(names, FILTERS)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('soort == "spoed"', True),
        ('soort != "spoed"', False),
        ('soort == " spoed "', True),
        ("leeg_veld is leeg and soort is gevuld", True),
        ("not leeg_veld", True),
        ("bedrag > 1000", True),
        ("bedrag > 1300", False),
        ("soort > 3", False),
        ('datum < "2018-01-01"', True),
        ('"spo" in soort', True),
        ('soort in ["gewoon", "spoed"]', True),
        ('soort not in ("gewoon", "spoed")', False),
        ('"twee" in regels', True),
        ('"J. Langenacker" in wie', True),
        ("wie | aantal > 1", True),
        ("niemand | aantal", 0),
        ("wie[0].naam", "J. Langenacker"),
        ("wie[-1].naam", "J. Nieuwenburg"),
        ("wie[7].naam", ""),
        ("niemand[0].naam", ""),
        ("wie | opsomming", "J. Langenacker en J. Nieuwenburg"),
        ('"Brief van " ~ (datum | datum)', "Brief van 18 augustus 2015"),
        ("datum | jaar", "2015"),
        ('"ja" if soort == "spoed" else "nee"', "ja"),
        ('"ja" if leeg_veld', ""),
        ("leeg_veld or soort", "spoed"),
        ("soort and regels[0]", "een"),
        ('"a" ~ regels ~ wie ~ 3 ~ true', "aeen, tweeJ. Langenacker, J. Nieuwenburg3"),
        ("1 < 2 < 3", True),
        ("soort | jaar(1, 2, 3)", "spoed"),
    ],
)
def test_an_expression_comes_to(source: str, expected: object) -> None:
    assert value(source) == expected


def test_lines_are_a_text_of_lines() -> None:
    assert as_text(value("regels")) == "een\ntwee"
    assert as_text(value("wie")) == "J. Langenacker\nJ. Nieuwenburg"
    assert as_text(value("soort == 'spoed'")) == ""


HOSTILE = {
    "calls": "soort.upper()",
    "calls of nothing": "().__class__.__bases__[0].__subclasses__()",
    "attributes of Python": "soort.__class__",
    "attributes by name": 'soort["__class__"]',
    "attributes of an entry": "wie[0].naam.__class__",
    "Python by filter": 'soort | attr("__class__")',
    "the filter of a filter": 'soort | map("attr", "__class__")',
    "templates": "self._TemplateReference__context",
    "the configuration": "config.items()",
    "cycler": "cycler.__init__.__globals__",
    "repetition": '"a" * 1000000000',
    "powers": "9 ** 9 ** 9 ** 9",
    "sums": "1 + 1",
    "shifts": "1 << 1000000",
    "rests": '"%1000000000d" % 1',
    "ranges": "range(1000000000) | aantal",
    "slices": "soort[::-1]",
    "items by a value": "wie[bedrag]",
    "dictionaries": '{"a": soort}',
    "filters with names": "soort | opsomming(regels)",
    "filters with stars": "soort | opsomming(*regels)",
    "tests of Jinja2": "soort is defined",
    "tests with values": "3 is divisibleby(soort)",
    "format": '"{0.__class__}".format(soort)',
    "statements": "soort }}{% for a in range(999999) %}x{% endfor %}{{ soort",
    "two expressions": "soort soort",
    "nothing": "",
    "spaces": "   ",
    "brackets": "(" * 10_000 + "soort" + ")" * 10_000,
    "brackets in bounds": "(" * 240 + "soort" + ")" * 240,
    "lists": "[" * 240 + "]" * 240,
    "negations": "not " * 120 + "soort",
    "signs": "-" * 490 + "1",
    "ors": " or ".join(["a"] * 90),
    "a megabyte": '"' + "a" * 1_000_000 + '"',
    "a large number": "9" * 490,
    "a number without end": "1e400",
    "a string without end": '"' + "\\" * 400,
    "odd signs": "soort ; import os",
    "line ends": "soort\n{#",
    "backticks": "`id`",
    "a lambda": "(lambda: 1)()",
    "an assignment": "soort = 3",
    "a namespace": "ns.a.b.c",
    "inline if in vain": "if soort",
    "null signs": "soort\x00",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_expression_is_refused_at_once_with_a_sentence(name: str) -> None:
    began = time.process_time()
    with pytest.raises(UnusableExpression) as refused:
        parsed(HOSTILE[name])
    assert time.process_time() - began < 0.2
    sentence = str(refused.value)
    assert sentence.endswith(".")
    assert len(sentence) < 200


@pytest.mark.parametrize(
    "source",
    [
        " ~ ".join(["t"] * 120),
        "[" + ", ".join(["t"] * 100) + "] | opsomming | opsomming | opsomming",
        " ~ ".join(["g"] * 100),
        "t in t and t in t and t == t and t < t",
        "t | datum | datum | jaar | opsomming | met_hoofdletter",
        "(t ~ t) in (t ~ t ~ 'x')",
        '"aaaaaaaaaaaaaaaaaaaaaaaaaab" in t',
    ],
)
def test_a_large_value_takes_no_long_time_and_makes_no_larger_one(source: str) -> None:
    text = "a" * LONGEST_VALUE
    names = {"t": text, "g": [{"naam": text[:100]}] * 1000}
    expression = parsed(source)
    began = time.process_time()
    came_to = expression.value(names, FILTERS)
    assert time.process_time() - began < 0.5
    assert not isinstance(came_to, str) or len(came_to) <= LONGEST_VALUE


@given(st.text("abcsoort\"'()[]{}|~.,=<>!-+*/%0123456789 \n\\#_" + "is not in and or if else", max_size=60))
@example("soort is")
@example("1.e")
@example("soort|")
def test_whatever_is_written_is_used_or_refused(source: str) -> None:
    try:
        expression = parsed(source)
    except UnusableExpression:
        return
    as_text(expression.value(NAMES, FILTERS))
