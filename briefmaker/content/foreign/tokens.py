"""HTML cut into tags, text and comments, in one pass that costs its length whatever stands in it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["Comment", "End", "Start", "Token", "tokens_of"]

_MARKUP = re.compile(r"<(?=[a-zA-Z/!?])")
_NAME = re.compile(r"[a-zA-Z][^\s/>]*")
_ATTRIBUTE = re.compile(
    r"""[\s/]*([^\s>/][^\s>/=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]*)))?""", re.DOTALL
)
_KEPT = frozenset(
    ("alt", "aria-level", "border", "class", "colspan", "color", "data-aria-level", "data-aria-posinset",
     "data-listid", "dir", "face", "hidden", "href", "id", "name", "role", "rowspan", "scope", "size",
     "src", "start", "style", "type", "value")
)  # fmt: skip
_RAW = {
    name: re.compile(f"</{name}", re.IGNORECASE)
    for name in ("script", "style", "title", "textarea", "xmp", "iframe", "noembed")
}
_LONGEST_NAME = 40


class Start(NamedTuple):
    """A tag that opens, its name in lower case, with the attributes that mean something here."""

    name: str
    attributes: dict[str, str]


class End(NamedTuple):
    """A tag that closes."""

    name: str


class Comment(NamedTuple):
    """A comment; Word hides what other programs must not see in them."""

    text: str


class Sheet(NamedTuple):
    """What stands in a `<style>`."""

    text: str


Token = Start | End | Comment | Sheet | str


def tokens_of(source: str) -> Iterator[Token]:
    """Tags, comments, style sheets and pieces of text, in their order. Scripts and the like are left
    out, entities read. What is broken is read as browsers do, as far as that costs nothing."""
    at: int | None = 0
    while at is not None and (match := _MARKUP.search(source, at)):
        if match.start() > at:
            yield _text(source[at : match.start()])
        start = match.end()
        if source[start] in "!?":
            token, at = _comment(source, start)
            if token is not None:
                yield token
        elif source[start] == "/":
            name = _NAME.match(source, start + 1)
            at = _after(source, ">", start)
            if name and at is not None:
                yield End(name[0][:_LONGEST_NAME].lower())
        else:
            opened, at = _start(source, start)
            if opened.name not in _RAW:
                yield opened
                continue
            closing = _RAW[opened.name].search(source, at)
            if opened.name == "style":
                yield Sheet(source[at : closing.start() if closing else len(source)])
            at = closing.start() if closing else None
    if at is not None and at < len(source):
        yield _text(source[at:])


def _after(source: str, sign: str, at: int) -> int | None:
    """Where what follows the next `sign` begins, None when there is none any more."""
    found = source.find(sign, at)
    return None if found < 0 else found + len(sign)


def _comment(source: str, at: int) -> tuple[Comment | None, int | None]:
    """The comment, declaration or instruction that begins at `at`, and where what follows it begins."""
    if not source.startswith("!--", at):
        return None, _after(source, ">", at)
    after = _after(source, "-->", at + 1)
    return (None if after is None else Comment(source[at + 3 : after - 3])), after


def _text(source: str) -> str:
    return html.unescape(source) if "&" in source else source


def _start(source: str, at: int) -> tuple[Start, int]:
    """The tag whose name begins at `at`, and where what follows it begins."""
    name = _NAME.match(source, at)
    assert name is not None
    attributes: dict[str, str] = {}
    at = name.end()
    while match := _ATTRIBUTE.match(source, at):
        key = match[1].lower()
        if key in _KEPT and key not in attributes:
            attributes[key] = _text(match[2] or match[3] or match[4] or "")
        at = match.end()
    closing = source.find(">", at)
    return Start(name[0][:_LONGEST_NAME].lower(), attributes), len(source) if closing < 0 else closing + 1
