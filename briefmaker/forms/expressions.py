"""Expressions of a manifest: when a field is shown or required, and what its value is made of.

They are written as Jinja2 writes expressions (`soort == "spoed" and bedrag > 1000`,
`"Besluit van " ~ (datum | datum)`), and read by its parser. Nothing of Jinja2 runs them: what was read is
checked against a short list of what may be there, and worked out by our own few steps (`expression_steps`),
on texts, numbers and lists alone. There are no calls, no arithmetic, no access to anything of Python. An
expression is short (`LONGEST`), what it is given is cut (`LONGEST_VALUE`), and no step makes more than it
was given, so that working one out takes some milliseconds at the worst.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from briefmaker.forms.expression_steps import (
    COUNT,
    LONGEST_VALUE,
    Filter,
    Step,
    UnusableExpression,
    Value,
    as_text,
    is_truth,
    step_of,
    too_involved,
)
from briefmaker.i18n import _
from briefmaker.notation.filters import FILTERS

__all__ = [
    "LONGEST",
    "LONGEST_VALUE",
    "Expression",
    "UnusableExpression",
    "as_text",
    "did_you_mean",
    "parsed",
]

LONGEST = 500
"""Characters of an expression."""
_MOST_BRACKETS = 30


class Expression:
    """An expression that was read and found good.

    names: what it asks for. entry_fields: what it asks of the entries of groups, as (group, field).
    filters: the filters it uses.
    """

    __slots__ = ("_step", "entry_fields", "filters", "names", "source")

    def __init__(self, source: str, tree: Any) -> None:
        from jinja2 import nodes

        self._step: Step = step_of(tree, 0)
        self.source = source
        self.names = _found(tree, nodes.Name, "name")
        self.filters = _found(tree, nodes.Filter, "name")
        asked = [each for each in (tree, *tree.find_all(nodes.Getattr)) if isinstance(each, nodes.Getattr)]
        self.entry_fields: frozenset[tuple[str, str]] = frozenset(
            (each.node.node.name, each.attr)  # type: ignore[attr-defined]
            for each in asked
        )

    def value(self, names: Mapping[str, Value], filters: Mapping[str, Filter]) -> Value:
        """What it comes to; never raises. A name that isn't there is an empty text."""
        value = self._step(names, filters)
        return value[:LONGEST_VALUE] if isinstance(value, str) else value

    def holds(self, names: Mapping[str, Value], filters: Mapping[str, Filter]) -> bool:
        """Whether it comes to something: a text that isn't blank, a list that isn't empty, a truth."""
        return is_truth(self.value(names, filters))


def _found(tree: Any, kind: type, attribute: str) -> frozenset[str]:
    return frozenset(
        getattr(each, attribute) for each in (tree, *tree.find_all(kind)) if isinstance(each, kind)
    )


@lru_cache(maxsize=4096)
def parsed(source: str) -> Expression:
    """The expression in `source`; raises UnusableExpression. Names are not looked at: which there are is for
    whoever asks to know."""
    from jinja2 import TemplateSyntaxError
    from jinja2.parser import Parser

    if len(source) > LONGEST:
        raise UnusableExpression(
            _("it has {count} characters; there can be no more than {most}.").format(
                count=len(source), most=LONGEST
            )
        )
    if sum(map(source.count, "([{")) > _MOST_BRACKETS:
        raise UnusableExpression(too_involved())
    try:
        parser = Parser(_environment(), source, state="variable")
        tree = parser.parse_expression()
        if not parser.stream.eos:
            raise UnusableExpression(
                _("it goes on after its end, at “{word}”.").format(word=str(parser.stream.current.value)[:40])
            )
    except TemplateSyntaxError as error:
        raise UnusableExpression(
            _("it is not written as an expression is ({reason}).").format(reason=(error.message or "?")[:100])
        ) from None
    except (RecursionError, ValueError, OverflowError) as error:
        if isinstance(error, UnusableExpression):
            raise
        raise UnusableExpression(too_involved()) from None
    expression = Expression(source, tree)
    for name in sorted(expression.filters - {*FILTERS, COUNT}):
        hint = did_you_mean(name, [*FILTERS, COUNT])
        raise UnusableExpression(_("there is no filter “{name}”.{hint}").format(name=name[:60], hint=hint))
    return expression


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A sentence that proposes what is most like `word`, with a space before it; "" when nothing is."""
    close = difflib.get_close_matches(word[:60], list(known), n=1)
    return " " + _("Did you mean “{name}”?").format(name=close[0]) if close else ""


@lru_cache(maxsize=1)
def _environment() -> Any:
    from jinja2 import Environment

    return Environment(autoescape=True)
