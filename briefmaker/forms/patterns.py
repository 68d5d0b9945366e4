"""The patterns of a manifest, matched in time that grows with the value alone, however one is written.

A pack may come from anywhere, and Python's own engine takes years over `(a+)+` and a value that almost fits.
The engine of pydantic's core keeps no way back: what it can't do in one pass (looking around, referring back)
it refuses.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic_core import SchemaValidator

__all__ = ["is_pattern", "matches"]

LONGEST_PATTERN = 500
"""Characters of a pattern, as many as an expression may have."""


def is_pattern(pattern: str) -> bool:
    """Whether this is a pattern that can be matched."""
    return _compiled(pattern) is not None


def matches(pattern: str, value: str) -> bool:
    """Whether all of `value` is as `pattern` says; whatever it is when the pattern can't be matched."""
    compiled = _compiled(pattern)
    return compiled is None or compiled.isinstance_python(value)


@lru_cache(maxsize=64)
def _compiled(pattern: str) -> SchemaValidator | None:
    """What matches a pattern; None when nothing can."""
    from pydantic_core import SchemaError, SchemaValidator, core_schema

    if len(pattern) > LONGEST_PATTERN:
        return None
    found = None
    for each in (pattern, rf"\A(?:{pattern})\z"):  # by itself first: its brackets are its own
        try:
            found = SchemaValidator(core_schema.str_schema(pattern=each, regex_engine="rust-regex"))
        except SchemaError:
            return None
    return found
