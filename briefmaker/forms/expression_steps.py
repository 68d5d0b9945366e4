"""The steps of which an expression is made: what may stand in one, and what each comes to.

A part of an expression that has no step here can't be used. Steps are given texts, numbers, truths, lists of
texts, and entries of groups (a mapping of them), and no step fails or makes more than it was given.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from briefmaker.i18n import _

__all__ = [
    "COUNT",
    "LONGEST_VALUE",
    "Filter",
    "Step",
    "UnusableExpression",
    "Value",
    "as_text",
    "is_truth",
    "step_of",
    "too_involved",
]

LONGEST_VALUE = 100_000
"""Characters of a value that an expression is given, or gives; what is longer is cut."""
COUNT = "aantal"
"""The one filter that gives a number: how many items or entries there are."""
_DEEPEST = 60
_LARGEST_NUMBER = 10**12

Value: TypeAlias = Any
Filter: TypeAlias = Callable[..., Value]
Step: TypeAlias = Callable[[Mapping[str, Value], Mapping[str, Filter]], Value]
"""Gives a value, from the values of names and from filters by name."""


class UnusableExpression(ValueError):
    """An expression that can't be used; its text says in a sentence why."""


def step_of(node: Any, depth: int) -> Step:
    """The step that a node of Jinja2's tree is; raises UnusableExpression for what may not be there."""
    if depth > _DEEPEST:
        raise UnusableExpression(too_involved())
    made = _STEPS.get(type(node).__name__)
    if made is None:
        raise _not_allowed(_SIGNS.get(type(node).__name__, type(node).__name__))
    return made(node, depth + 1)


def too_involved() -> str:
    """What is said of an expression that is nested too deep."""
    return _("it is too involved. Divide it over several fields.")


def is_truth(value: Value) -> bool:
    """Whether a value is something: a text that isn't blank, a list that isn't empty, a number but 0."""
    return bool(value.strip()) if isinstance(value, str) else bool(value)


def as_text(value: Value) -> str:
    """A value as a field of text holds it; the items of a list are lines."""
    if isinstance(value, list):
        return "\n".join(filter(None, map(_first_text, value)))[:LONGEST_VALUE]
    return _within_text(value)


def _within_text(value: Value) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(filter(None, map(_first_text, value)))
    return _first_text(value) if isinstance(value, dict) else str(value)


def _first_text(value: Value) -> str:
    """An entry of a group as the text of its first field."""
    return _within_text(next(iter(value.values()), "") if isinstance(value, dict) else value)


def _not_allowed(word: str) -> UnusableExpression:
    return UnusableExpression(_("“{word}” is not allowed in an expression.").format(word=word[:60]))


# --- one by one ---


def _constant(node: Any, _depth: int) -> Step:
    value = node.value
    if isinstance(value, int | float) and not abs(value) <= _LARGEST_NUMBER:
        raise UnusableExpression(_("it holds a number that is too large."))
    return lambda _names, _filters: value


def _name(node: Any, _depth: int) -> Step:
    name = node.name
    return lambda names, _filters: names.get(name, "")


def _negative(node: Any, _depth: int) -> Step:
    number = _whole_number(node)
    if number is None:
        raise _not_allowed("-")
    return lambda _names, _filters: number


def _and(node: Any, depth: int) -> Step:
    left, right = step_of(node.left, depth), step_of(node.right, depth)

    def step(names: Mapping[str, Value], filters: Mapping[str, Filter]) -> Value:
        value = left(names, filters)
        return right(names, filters) if is_truth(value) else value

    return step


def _or(node: Any, depth: int) -> Step:
    left, right = step_of(node.left, depth), step_of(node.right, depth)

    def step(names: Mapping[str, Value], filters: Mapping[str, Filter]) -> Value:
        value = left(names, filters)
        return value if is_truth(value) else right(names, filters)

    return step


def _not(node: Any, depth: int) -> Step:
    inside = step_of(node.node, depth)
    return lambda names, filters: not is_truth(inside(names, filters))


def _choice(node: Any, depth: int) -> Step:
    test, first = step_of(node.test, depth), step_of(node.expr1, depth)
    other = step_of(node.expr2, depth) if node.expr2 is not None else None

    def step(names: Mapping[str, Value], filters: Mapping[str, Filter]) -> Value:
        if is_truth(test(names, filters)):
            return first(names, filters)
        return other(names, filters) if other is not None else ""

    return step


def _joined(node: Any, depth: int) -> Step:
    parts = [step_of(each, depth) for each in node.nodes]
    return lambda names, filters: "".join(_within_text(part(names, filters)) for part in parts)[
        :LONGEST_VALUE
    ]


def _listed(node: Any, depth: int) -> Step:
    items = [step_of(each, depth) for each in node.items]
    return lambda names, filters: [_within_text(item(names, filters)) for item in items]


def _entry(node: Any, depth: int) -> Step:
    """`groep[0]` is the first entry, `groep[-1]` the last."""
    at = _whole_number(node.arg)
    if type(node.node).__name__ != "Name" or at is None:
        raise _not_allowed("[…]")
    entries = step_of(node.node, depth)

    def step(names: Mapping[str, Value], filters: Mapping[str, Filter]) -> Value:
        found = entries(names, filters)
        return found[at] if isinstance(found, list) and -len(found) <= at < len(found) else ""

    return step


def _field_of_entry(node: Any, depth: int) -> Step:
    if type(node.node).__name__ != "Getitem":
        raise _not_allowed(f".{node.attr}")
    entry, name = step_of(node.node, depth), node.attr

    def step(names: Mapping[str, Value], filters: Mapping[str, Filter]) -> Value:
        found = entry(names, filters)
        return found.get(name, "") if isinstance(found, dict) else ""

    return step


def _filtered(node: Any, depth: int) -> Step:
    name = node.name
    if node.node is None or node.kwargs or node.dyn_args or node.dyn_kwargs:
        raise _not_allowed(f"| {name}(…)")
    if any(type(each).__name__ != "Const" for each in node.args):
        raise _not_allowed(f"| {name}(…)")
    inside, arguments = step_of(node.node, depth), [each.value for each in node.args]

    def step(names: Mapping[str, Value], filters: Mapping[str, Filter]) -> Value:
        value = inside(names, filters)
        if name == COUNT:
            return len(value) if isinstance(value, list) else int(is_truth(value))
        value = [_first_text(each) for each in value] if isinstance(value, list) else _within_text(value)
        try:
            return filters[name](value, *arguments)
        except (KeyError, TypeError, ValueError):  # arguments that the filter doesn't know
            return _within_text(value)

    return step


def _tested(node: Any, depth: int) -> Step:
    if node.name not in ("leeg", "gevuld") or node.args or node.kwargs or node.dyn_args or node.dyn_kwargs:
        raise _not_allowed(f"is {node.name}")
    inside, wanted = step_of(node.node, depth), node.name == "gevuld"
    return lambda names, filters: is_truth(inside(names, filters)) is wanted


def _compared(node: Any, depth: int) -> Step:
    first = step_of(node.expr, depth)
    others = [(each.op, step_of(each.expr, depth)) for each in node.ops]

    def step(names: Mapping[str, Value], filters: Mapping[str, Filter]) -> Value:
        left = first(names, filters)
        for comparison, other in others:
            right = other(names, filters)
            if not _holds(comparison, left, right):
                return False
            left = right
        return True

    return step


def _whole_number(node: Any) -> int | None:
    sign = 1
    if type(node).__name__ == "Neg":
        node, sign = node.node, -1
    good = type(node).__name__ == "Const" and type(node.value) is int and node.value <= _LARGEST_NUMBER
    return sign * node.value if good else None


_COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "eq": operator.eq, "ne": operator.ne, "lt": operator.lt, "lteq": operator.le, "gt": operator.gt,
    "gteq": operator.ge,
}  # fmt: skip


def _holds(comparison: str, left: Value, right: Value) -> bool:
    if comparison in ("in", "notin"):
        return _is_in(left, right) is (comparison == "in")
    if isinstance(left, str) and isinstance(right, str):
        left, right = left.strip(), right.strip()
    elif isinstance(left, str) and isinstance(right, int | float):
        left = _number(left)
    elif isinstance(right, str) and isinstance(left, int | float):
        right = _number(right)
    try:
        return _COMPARISONS[comparison](left, right)
    except TypeError:
        return False


def _number(text: str) -> float | None:
    """A text as the number that it writes in Dutch ("1.250,50"), None when it is none."""
    text = text[:20].strip()
    if not re.fullmatch(r"-?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?", text, re.ASCII):
        return None
    return float(text.replace(".", "").replace(",", "."))


def _is_in(left: Value, right: Value) -> bool:
    if isinstance(right, str):
        return _within_text(left) in right
    return isinstance(right, list) and _within_text(left) in [_first_text(each) for each in right]


_STEPS: Mapping[str, Callable[[Any, int], Step]] = {
    "Const": _constant,
    "Name": _name,
    "Neg": _negative,
    "And": _and,
    "Or": _or,
    "Not": _not,
    "CondExpr": _choice,
    "Concat": _joined,
    "List": _listed,
    "Tuple": _listed,
    "Getitem": _entry,
    "Getattr": _field_of_entry,
    "Filter": _filtered,
    "Test": _tested,
    "Compare": _compared,
}
_SIGNS: Mapping[str, str] = {
    "Add": "+", "Sub": "-", "Mul": "*", "Div": "/", "FloorDiv": "//", "Mod": "%", "Pow": "**", "Pos": "+",
    "Call": "…(…)", "Dict": "{…}", "Slice": "[…:…]",
}  # fmt: skip
