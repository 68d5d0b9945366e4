"""Conditions as people make them without notation: "field … is …", joined by "and" or by "or".

Only expressions of that form are read; others stay what they are, for whoever knows the notation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from briefmaker.i18n import N_

__all__ = ["Condition", "Conditions", "Test", "read_conditions", "written_conditions"]


class Test(StrEnum):
    """What is asked of a field."""

    IS = "is"
    IS_NOT = "is_not"
    FILLED = "filled"
    EMPTY = "empty"
    CONTAINS = "contains"
    CONTAINS_NOT = "contains_not"
    MORE = "more"
    LESS = "less"
    COUNT_MORE = "count_more"

    @property
    def label(self) -> str:
        """In words, to be translated."""
        return _LABELS[self]

    @property
    def has_value(self) -> bool:
        """Whether it compares with a value."""
        return self not in (Test.FILLED, Test.EMPTY)

    @property
    def is_number(self) -> bool:
        """Whether that value is a number."""
        return self in (Test.MORE, Test.LESS, Test.COUNT_MORE)

    __test__ = False  # no test of pytest's


_LABELS = {
    Test.IS: N_("is"),
    Test.IS_NOT: N_("is not"),
    Test.FILLED: N_("is filled in"),
    Test.EMPTY: N_("is empty"),
    Test.CONTAINS: N_("contains"),
    Test.CONTAINS_NOT: N_("doesn't contain"),
    Test.MORE: N_("is more than"),
    Test.LESS: N_("is less than"),
    Test.COUNT_MORE: N_("has more entries than"),
}


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing asked of the field `name`; `value` is a text, of digits for a test with a number."""

    name: str
    test: Test = Test.FILLED
    value: str = ""


@dataclass(frozen=True, slots=True)
class Conditions:
    """Conditions of which all must hold, or any one of them."""

    each: tuple[Condition, ...] = ()
    is_any: bool = False


_NAME = r"(?P<name>[a-z][a-z0-9_]*)"
_STRING = r"""(?P<string>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')"""
_NUMBER = r"(?P<number>0|[1-9][0-9]{0,11})"
_READ: tuple[tuple[str, Test], ...] = (
    (rf"{_NAME}\s*==\s*{_STRING}", Test.IS),
    (rf"{_NAME}\s*!=\s*{_STRING}", Test.IS_NOT),
    (rf"not\s+{_NAME}", Test.EMPTY),
    (rf"{_NAME}\s+is\s+leeg", Test.EMPTY),
    (rf"{_NAME}\s+is\s+gevuld", Test.FILLED),
    (rf"{_STRING}\s+in\s+{_NAME}", Test.CONTAINS),
    (rf"{_STRING}\s+not\s+in\s+{_NAME}", Test.CONTAINS_NOT),
    (rf"{_NAME}\s*\|\s*aantal\s*>\s*{_NUMBER}", Test.COUNT_MORE),
    (rf"{_NAME}\s*>\s*{_NUMBER}", Test.MORE),
    (rf"{_NAME}\s*<\s*{_NUMBER}", Test.LESS),
    (_NAME, Test.FILLED),
)
_PATTERNS = tuple((re.compile(pattern, re.DOTALL), test) for pattern, test in _READ)
_TOKEN = re.compile(rf"""{_STRING}|(?P<joint>\b(?:and|or)\b)|[^\s"']+|\s+|.""", re.DOTALL)
_WORDS = {"and", "or", "not", "in", "is", "if", "else", "true", "false", "none", "leeg", "gevuld"}


def read_conditions(source: str) -> Conditions | None:
    """The conditions that an expression is, None when it is something else; no expression is none of them."""
    if not source.strip():
        return Conditions()
    joints: set[str] = set()
    clauses = [""]
    for token in _TOKEN.finditer(source):
        if token["joint"]:
            joints.add(token["joint"])
            clauses.append("")
        else:
            clauses[-1] += token[0]
    if len(joints) > 1:
        return None
    found = [_condition(clause.strip()) for clause in clauses]
    good = tuple(each for each in found if each is not None)
    return Conditions(good, "or" in joints) if len(good) == len(found) else None


def _condition(clause: str) -> Condition | None:
    for pattern, test in _PATTERNS:
        match = pattern.fullmatch(clause)
        if match is None or match["name"] in _WORDS:
            continue
        groups = match.groupdict()
        if (string := groups.get("string")) is not None:
            inside = string[1:-1]
            if not re.fullmatch(r"""(?:\\["'\\]|[^\\])*""", inside):
                return None
            return Condition(match["name"], test, re.sub(r"\\(.)", r"\1", inside))
        return Condition(match["name"], test, groups.get("number") or "")
    return None


def written_conditions(conditions: Conditions) -> str:
    """The expression that these conditions are; "" for none. `read_conditions` reads it back."""
    return (" or " if conditions.is_any else " and ").join(_clauses(conditions))


def _clauses(conditions: Conditions) -> Iterator[str]:
    for each in conditions.each:
        text = _quoted(each.value)
        number = str(int(each.value)) if re.fullmatch("[0-9]{1,12}", each.value) else "0"
        yield {
            Test.IS: f"{each.name} == {text}",
            Test.IS_NOT: f"{each.name} != {text}",
            Test.FILLED: f"{each.name} is gevuld",
            Test.EMPTY: f"{each.name} is leeg",
            Test.CONTAINS: f"{text} in {each.name}",
            Test.CONTAINS_NOT: f"{text} not in {each.name}",
            Test.MORE: f"{each.name} > {number}",
            Test.LESS: f"{each.name} < {number}",
            Test.COUNT_MORE: f"{each.name} | aantal > {number}",
        }[each.test]


def _quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
