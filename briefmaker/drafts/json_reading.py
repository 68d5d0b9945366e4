"""JSON from a stranger: read strictly, in bounded time and memory, or refused with a reason.

Python's own reader takes more than JSON is and than memory can hold: two members of one name (the last
wins silently), NaN, lone surrogates, any depth and any size. None of that comes past here.
"""

from __future__ import annotations

import json
import math
import re
from typing import Any

from briefmaker.errors import UnreadableLetter
from briefmaker.i18n import _

__all__ = [
    "DEEPEST",
    "LARGEST_JSON",
    "MOST_OBJECTS",
    "deeper_than",
    "json_object",
    "no_letter_file",
    "too_large",
]

LARGEST_JSON = 64_000_000
"""Bytes of `letter.json` at most: over twenty times what a megabyte of text needs."""

MOST_OBJECTS = 1_200_000
"""Objects at most: a megabyte of text as paragraphs of one letter each stays just below."""

_MOST_LISTS = 6_000_000
"""Opening brackets at most, those in texts included."""

DEEPEST = 250
"""Levels at most: lists in lists sixty deep. The models' own reader ends at about twice that."""

_SURROGATE_ESCAPE = re.compile(rb"\\[uU][dD][89a-fA-F]")


class _Refused(Exception):
    """The sentence why the JSON is not taken."""


def json_object(data: bytes) -> dict[str, Any]:
    """The object that `data` (UTF-8, a byte order mark is passed over) holds.

    Raises UnreadableLetter for anything that is not exactly one JSON object (RFC 8259) within the
    bounds of this module.
    """
    if len(data) > LARGEST_JSON or data.count(b"[") > _MOST_LISTS:
        raise too_large()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableLetter(
            _(
                "This letter file is damaged: from byte {place} on it holds characters that are no UTF-8."
                " Open an earlier copy of the letter."
            ).format(place=error.start)
        ) from None
    try:
        found = json.loads(
            text, object_pairs_hook=_Objects().of_pairs, parse_constant=_no_constant, parse_float=_finite
        )
    except json.JSONDecodeError as error:
        raise UnreadableLetter(
            _(
                "This letter file is damaged: it breaks off or goes wrong on line {line}, character"
                " {column}. Open an earlier copy of the letter."
            ).format(line=error.lineno, column=error.colno)
        ) from None
    except _Refused as refusal:
        raise UnreadableLetter(str(refusal)) from None
    except RecursionError:
        raise _too_deep() from None
    except ValueError:  # an integer of more than 4,300 digits
        raise no_letter_file() from None
    if not isinstance(found, dict):
        raise no_letter_file()
    if deeper_than(found, DEEPEST):
        raise _too_deep()
    if _SURROGATE_ESCAPE.search(data) and _holds_surrogates(found):
        raise UnreadableLetter(
            _(
                "This letter file is damaged: it holds half characters (lone surrogates)."
                " Open an earlier copy of the letter."
            )
        )
    return found


def deeper_than(value: object, levels: int) -> bool:
    """Whether lists and objects in `value` stand more than `levels` deep in each other."""
    row = [value]
    for _level in range(levels):
        row = [child for node in row for child in _children(node)]
        if not row:
            return False
    return any(isinstance(node, dict | list) for node in row)


def _children(node: object) -> list[Any]:
    """What stands in a list or object and may hold something itself."""
    if isinstance(node, dict):
        return [child for child in node.values() if isinstance(child, dict | list)]
    if isinstance(node, list):
        return [child for child in node if isinstance(child, dict | list)]
    return []


def _holds_surrogates(value: object) -> bool:
    waiting = [value]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            waiting += node.keys()
            waiting += node.values()
        elif isinstance(node, list):
            waiting += node
        elif isinstance(node, str) and not node.isascii():
            try:
                node.encode()
            except UnicodeEncodeError:
                return True
    return False


class _Objects:
    """Makes dictionaries, counts them, and refuses a name that stands twice."""

    def __init__(self) -> None:
        self._count = 0

    def of_pairs(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        self._count += 1
        if self._count > MOST_OBJECTS:
            raise _Refused(str(too_large()))
        made = dict(pairs)
        if len(made) != len(pairs):
            raise _Refused(
                _(
                    "This letter file is damaged or was tampered with: one of its values stands in it twice."
                    " Open an earlier copy of the letter."
                )
            )
        return made


def _no_constant(_name: str) -> None:
    """NaN and Infinity, which Python reads though they are no JSON."""
    raise _Refused(str(no_letter_file()))


def _finite(digits: str) -> float:
    """Not 1e999, which becomes infinite and could not be written again."""
    number = float(digits)
    if not math.isfinite(number):
        raise _Refused(str(no_letter_file()))
    return number


def no_letter_file() -> UnreadableLetter:
    """Why something that is no letter file at all is refused."""
    return UnreadableLetter(_("This is not a letter file of Briefmaker. Choose a file that ends in .brief."))


def too_large() -> UnreadableLetter:
    """Why something that is larger than any letter is refused."""
    return UnreadableLetter(
        _("This file is larger than a letter can be. Choose another file, or an earlier copy of it.")
    )


def _too_deep() -> UnreadableLetter:
    return UnreadableLetter(
        _(
            "This letter file can't be opened: parts in it are nested deeper than a letter can be."
            " Choose another file, or an earlier copy of it."
        )
    )
