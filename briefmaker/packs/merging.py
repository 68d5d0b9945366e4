"""Two people changed one text: both changes, where they don't touch each other."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import TypeAlias

__all__ = ["merged"]

_Change: TypeAlias = tuple[int, int, tuple[str, ...]]
"""From which line up to which of the earlier text, and what stands there instead."""


def merged(before: str, mine: str, theirs: str) -> str | None:
    """The text with both changes to `before`; None when they change the same or neighbouring lines."""
    lines = before.splitlines(keepends=True)
    own, other = _changes(lines, mine), _changes(lines, theirs)
    for first, last, new in own:
        for start, end, others in other:
            if first <= end and start <= last and (first, last, new) != (start, end, others):
                return None
    for first, last, new in sorted({*own, *other}, reverse=True):
        lines[first:last] = new
    return "".join(lines)


def _changes(before: Sequence[str], text: str) -> list[_Change]:
    after = text.splitlines(keepends=True)
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    return [
        (first, last, tuple(after[start:end]))
        for kind, first, last, start, end in matcher.get_opcodes()
        if kind != "equal"
    ]
