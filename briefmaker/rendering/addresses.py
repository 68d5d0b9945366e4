"""Links of a template whose address is a placeholder, e.g. mailto:{{ e_mail }}.

Word keeps the address of a link apart from its text, among the relationships of a part, and writes braces
in it as %7b and %7d. docxtpl leaves such an address as it is; here it is filled.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote
from xml.sax.saxutils import escape

__all__ = ["PlacedAddresses"]

_OPEN, _CLOSE, _SPACE = r"(?:\{|%7[bB]){2}", r"(?:\}|%7[dD]){2}", r"(?:\s|%20)*"
_PLACEHOLDER = re.compile(rf"{_OPEN}{_SPACE}([a-z][a-z0-9_]*){_SPACE}{_CLOSE}")


class PlacedAddresses:
    """The relationships of a part as text, with the placeholders in their addresses."""

    def __init__(self, relationships: str) -> None:
        self._pieces = _PLACEHOLDER.split(relationships)

    @property
    def names(self) -> tuple[str, ...]:
        """The placeholders, in the order of their places."""
        return tuple(self._pieces[1::2])

    def filled(self, context: Mapping[str, object]) -> str:
        """The text with every placeholder filled from `context`, as a part of an address (RFC 3986):
        nothing in a value can end the address or add to it. What isn't a text in the context is empty."""
        pieces = list(self._pieces)
        for place in range(1, len(pieces), 2):
            value = context.get(pieces[place], "")
            text = value.strip() if isinstance(value, str) else ""
            pieces[place] = escape(quote(text, safe="@", errors="replace"))
        return "".join(pieces)
