"""A field gets another name: the expressions and texts that name it follow."""

from __future__ import annotations

import re

from briefmaker.forms.expressions import UnusableExpression, parsed

__all__ = ["names_in_text", "with_renamed_entry_field", "with_renamed_name", "with_renamed_text"]

_NAME = r"[A-Za-z_][A-Za-z0-9_]*"
_TOKEN = re.compile(
    r""""(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'"""
    rf"|(?P<passed>(?:\||\bis\s+not\b|\bis\b)\s*{_NAME})"
    rf"|(?P<attribute>\.\s*(?P<asked>{_NAME}))"
    rf"|(?P<name>{_NAME})",
    re.DOTALL,
)
"""Strings, filters and tests, fields of entries, and names: only the last two can be a field's."""


def with_renamed_name(source: str, old: str, new: str) -> str:
    """The expression with the name `new` where it had `old`. One that can't be read stays as it is."""

    def other(found: re.Match[str]) -> str:
        return new if found["name"] == old else found[0]

    return _good(source, _TOKEN.sub(other, source))


def with_renamed_entry_field(source: str, group: str, old: str, new: str) -> str:
    """The expression with `group[…].new` where it had `group[…].old`."""
    try:
        if (group, old) not in parsed(source).entry_fields:
            return source
    except UnusableExpression:
        return source
    asking = re.compile(rf"(\b{re.escape(group)}\s*\[\s*-?\s*[0-9]+\s*\]\s*\.\s*){re.escape(old)}\b")
    return _good(source, asking.sub(lambda found: found[1] + new, source))


def with_renamed_text(text: str, old: str, new: str) -> str:
    """A text such as a file name with `{new}` where it had `{old}`."""
    return text.replace(f"{{{old}}}", f"{{{new}}}")


def names_in_text(text: str) -> frozenset[str]:
    """The names between braces in a text."""
    return frozenset(re.findall(r"\{([a-z][a-z0-9_]*)\}", text))


def _good(source: str, changed: str) -> str:
    if changed == source:
        return source
    try:
        parsed(changed)
    except UnusableExpression:
        return source
    return changed
