"""Styles as the HTML of other programs has them: inline, by class, and Word's own "@list" rules.

Only what says something about structure or emphasis is used; there is no cascade beyond that.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeAlias

__all__ = ["Style", "StyleSheet", "declarations"]

Style: TypeAlias = Mapping[str, str]
_LONGEST = 20_000
_LONGEST_SHEET = 500_000
_MOST_RULES = 4_000
_BLOCK_RULE = re.compile(r"(?:p|h[1-6]|li|div|t[dhr]|table|body|blockquote|ul|ol)\b")
_STRUCTURAL = frozenset(
    ("display", "font-style", "font-weight", "list-style", "list-style-type", "page-break-before",
     "vertical-align", "visibility", "white-space")
)  # fmt: skip
_SIMPLE = re.compile(r"([a-z][a-z0-9]*)?((?:\.[-\w]+)?)", re.IGNORECASE)
_LIST = re.compile(r"@list\s+(l\d+):(level\d)\b", re.IGNORECASE)


def declarations(text: str) -> dict[str, str]:
    """The properties of a style attribute, names and values in lower case."""
    found: dict[str, str] = {}
    for part in text[:_LONGEST].split(";"):
        name, colon, value = part.partition(":")
        if colon:
            value = value.strip().lower()
            found[name.strip().lower()] = value.removesuffix("!important").rstrip()
    return found


class StyleSheet:
    """The rules of `<style>` elements with a selector of a tag, a class or both."""

    def __init__(self) -> None:
        self._rules: dict[str, dict[str, str]] = {}
        self._lists: dict[tuple[str, str], dict[str, str]] = {}

    def add(self, text: str) -> None:
        """Read a sheet."""
        text = _without_comments(text[:_LONGEST_SHEET].replace("<!--", " ").replace("-->", " "))
        at = 0
        while len(self._rules) < _MOST_RULES:
            opening = text.find("{", at)
            closing = text.find("}", opening)
            if opening < 0 or closing < 0:
                return
            self._add_rule(text[at:opening], text[opening + 1 : closing])
            at = closing + 1

    def _add_rule(self, selectors: str, body: str) -> None:
        if match := _LIST.match(selectors.strip()):
            key = match[1].lower(), match[2].lower()
            self._lists.setdefault(key, {}).update(declarations(body))
            return
        told = declarations(body)
        style = {name: told[name] for name in told if name in _STRUCTURAL or name.startswith("mso-")}
        # A paragraph's style may be bold or italic; that is its looks and no emphasis.
        plain = {name: style[name] for name in style if name not in ("font-weight", "font-style")}
        for selector in selectors.split(",")[:50]:
            bare = selector.strip().lower()
            if style and bare and _SIMPLE.fullmatch(bare):
                block = _BLOCK_RULE.match(bare) is not None
                self._rules.setdefault(bare, {}).update(plain if block else style)

    def style_of(self, tag: str, classes: str, inline: str) -> Style:
        """What holds for an element by its tag, its classes and its own style, the last strongest."""
        own = declarations(inline) if inline else {}
        if not self._rules:
            return own
        style = dict(self._rules.get(tag, ()))
        names = classes.lower().split()[:10]
        for selector in (*(f".{name}" for name in names), *(f"{tag}.{name}" for name in names)):
            style.update(self._rules.get(selector, ()))
        style.update(own)
        return style

    def level(self, name: str, level: int) -> Style:
        """What Word says about a level (1 is the outermost) of a list ("l0")."""
        return self._lists.get((name, f"level{level}"), {})


def _without_comments(text: str) -> str:
    pieces = text.split("/*")
    return pieces[0] + " ".join(piece.partition("*/")[2] for piece in pieces[1:])
