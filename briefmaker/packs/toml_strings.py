"""The string values in a TOML file, each with its place, and texts in them replaced.

Every byte that is not replaced stays: remarks, blank lines, the kind of quotes, escapes. Grammar: TOML 1.0.0.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

__all__ = ["Replacement", "TomlString", "strings_replaced", "toml_strings"]

Replacement = tuple[int, int, str]
"""From where to where in a text, and what comes there."""

_STRING = (
    r'"""(?:\\.|[^\\])*?"{3,5}' r"|'''.*?'{3,5}" r'|"(?:\\.|[^"\\\n])*"' r"|'[^'\n]*'"
)  # fmt: skip
_TOKEN = re.compile(
    rf"#[^\n]*|(?P<string>{_STRING})|(?P<newline>\n)|(?P<open>[\[{{])|(?P<close>[\]}}])|(?P<equals>=)"
    r"|(?P<comma>,)|(?P<bare>[A-Za-z0-9_-]+)|.",
    re.DOTALL,
)
_ESCAPED = re.compile(
    r"(?P<code>\\u[0-9a-fA-F]{4}|\\U[0-9a-fA-F]{8})|(?P<joint>\\[ \t]*\r?\n[ \t\r\n]*)|\\(?P<sign>.)"
    r"|(?P<line>\r?\n)|.",
    re.DOTALL,
)
_LITERAL = re.compile(r"(?P<line>\r?\n)|.", re.DOTALL)
_SIGNS: Mapping[str, str] = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r"}
_SHORT = {sign: f"\\{letter}" for letter, sign in _SIGNS.items()} | {'"': '\\"', "\\": "\\\\"}


@dataclass(frozen=True, slots=True)
class TomlString:
    """A string value: from where to where it stands in the source, quotes included; the names of its table
    and the first key of its statement; its text, and for each character of that its place in the source."""

    start: int
    end: int
    table: tuple[str, ...]
    key: str
    text: str
    places: tuple[tuple[int, int], ...] = field(repr=False)


def toml_strings(source: str) -> Iterator[TomlString]:
    """The string values of a TOML text in their order; keys are none. The text must be valid TOML."""
    place = _Place()
    for token in _TOKEN.finditer(source):
        if token.lastgroup not in {"string", "bare"}:
            place.pass_sign(token.lastgroup, token[0])
        elif place.is_value:
            if token.lastgroup == "string":
                at = token.start()
                text, places = _read(token[0])
                moved = tuple((at + start, at + end) for start, end in places)
                yield TomlString(at, token.end(), place.table, place.key, text, moved)
        else:
            place.pass_name(token[0] if token.lastgroup == "bare" else _read(token[0])[0])


class _Place:
    """Where in a TOML text one is, token by token. table: names of the last header; key: the first of the
    statement."""

    def __init__(self) -> None:
        self.table: tuple[str, ...] = ()
        self.key = ""
        self._header: list[str] | None = None
        self._behind_equals = False
        self._open: list[list[str]] = []  # each bracket, and "=" when what follows is a value

    @property
    def is_value(self) -> bool:
        """Whether a string here is a value, not a key or part of a header."""
        if self._open:
            return bool(self._open[-1][1])
        return self._behind_equals

    def pass_name(self, name: str) -> None:
        """Go on behind a key, or a name in a header."""
        if self._header is not None:
            self._header.append(name)
        else:
            self.key = self.key or name

    def pass_sign(self, kind: str | None, written: str) -> None:
        """Go on behind any other token."""
        if not self._open and not self._behind_equals:
            if kind == "open":
                self._header = self._header or []
            self._behind_equals = kind == "equals"
        elif kind == "open":
            self._open.append([written, "=" if written == "[" else ""])
        elif self._open:
            self._pass_within(kind)
        if kind == "newline" and not self._open:
            self.table = self.table if self._header is None else tuple(self._header)
            self.key, self._header, self._behind_equals = "", None, False

    def _pass_within(self, kind: str | None) -> None:
        if kind == "close":
            self._open.pop()
        elif kind == "equals":
            self._open[-1][1] = "="
        elif kind == "comma" and self._open[-1][0] == "{":
            self._open[-1][1] = ""


def strings_replaced(source: str, replacements: Iterable[tuple[TomlString, Sequence[Replacement]]]) -> str:
    """`source` with texts in its string values replaced, written as TOML wants them. The replacements of one
    string don't overlap."""
    pieces: list[str] = []
    at = 0
    for string, of_string in sorted(replacements, key=lambda each: each[0].start):
        pieces += (source[at : string.start], _replaced(source, string, sorted(of_string)))
        at = string.end
    return "".join([*pieces, source[at:]])


def _replaced(source: str, string: TomlString, replacements: Sequence[Replacement]) -> str:
    is_basic = source[string.start] == '"'
    pieces: list[str] = []
    wanted: list[str] = []
    at, read = string.start, 0
    for start, end, new in replacements:
        pieces += (
            source[at : string.places[start][0]],
            "".join(_escaped(sign) for sign in new) if is_basic else new,
        )
        wanted += (string.text[read:start], new)
        at, read = string.places[end - 1][1], end
    written = "".join([*pieces, source[at : string.end]])
    text = "".join([*wanted, string.text[read:]])
    # A quote in a literal string, blanks behind a line that goes on, quotes that came together.
    if re.fullmatch(_STRING, written, re.DOTALL) and _is_allowed(written) and _read(written)[0] == text:
        return written
    return _written_anew(source[string.start : string.end], text)


def _is_allowed(written: str) -> bool:
    return not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\r(?!\n)", written)


def _written_anew(before: str, text: str) -> str:
    quote = _quote(before)
    if len(quote) == 1:
        return '"' + "".join(_escaped(sign) for sign in text) + '"'
    newline = "\r\n" if "\r\n" in before else "\n"
    body = "".join(newline if sign == "\n" else _escaped(sign) for sign in text)
    return f'"""{newline}{body}"""'


def _escaped(sign: str) -> str:
    if sign in _SHORT:
        return _SHORT[sign]
    return f"\\u{ord(sign):04x}" if ord(sign) < 0x20 or sign == "\x7f" else sign


def _quote(written: str) -> str:
    return written[:3] if written[:3] in {'"""', "'''"} else written[:1]


def _read(written: str) -> tuple[str, list[tuple[int, int]]]:
    """The text of a string as it is written, and the place of each of its characters."""
    quote = _quote(written)
    start = len(quote)
    if start == 3:
        start += len(re.match(r"\r?\n|", written[3:])[0])  # type: ignore[index]
    signs, places = [], []
    pattern = _ESCAPED if quote[0] == '"' else _LITERAL
    for found in pattern.finditer(written, start, len(written) - len(quote)):
        kind = found.lastgroup
        if kind == "joint":
            continue
        if kind == "code":
            sign = chr(int(found[0][2:], 16))
        elif kind == "sign":
            sign = _SIGNS.get(found["sign"], found["sign"])
        else:
            sign = "\n" if kind == "line" else found[0]
        signs.append(sign)
        places.append(found.span())
    return "".join(signs), places
