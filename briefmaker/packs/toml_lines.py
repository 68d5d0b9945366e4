"""On which line of a TOML file something stands."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefmaker.packs.toml_text import Statement, Table, split

__all__ = ["line_of_field", "line_of_value"]

_WRITTEN = {"sections": "section", "fields": "field", "entries": "entry", "house_styles": ""}
"""How names of values are written in the files."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A table with the line of its header, or of its first statement, and where it stands: its names, each
    with its number where there are several."""

    table: Table
    line: int
    place: tuple[str | int, ...]

    def line_of(self, key: str) -> int:
        """The line of a key; that of the table without one."""
        at = self.line + (1 if self.table.header else 0)
        for statement in self.table.body:
            if statement.key == key:
                return at
            at += statement.text.count("\n")
        return 0

    def id(self) -> str:
        found = (statement for statement in self.table.body if statement.key == "id")
        return _text(next(found, None))


def line_of_value(text: str, place: Sequence[str | int]) -> int:
    """The line of the value that these keys and numbers lead to, or of what holds it; from 1."""
    wanted = [_WRITTEN.get(each, each) if isinstance(each, str) else each for each in place]
    best, length = 1, 0
    for placed in _placed(text):
        own = placed.place
        if list(own) != wanted[: len(own)] or len(own) < length:
            continue
        rest = wanted[len(own) :]
        line = placed.line_of(str(rest[0])) if rest else placed.line
        if line or own:
            best, length = line or placed.line, len(own)
    return best


def line_of_field(text: str, field: str, section: str = "", key: str = "") -> int:
    """The line of a key of a field ("onderwerp", "besluiten/tekst") or section, of its id without such a key,
    of the key above all tables without a field; from 1."""
    if not field and not section:
        table, _dot, name = key.rpartition(".")
        return line_of_value(text, [*filter(None, (table, name))])
    group, _slash, own = field.rpartition("/")
    of_group = ""
    found = 0
    for placed in _placed(text):
        depth = sum(name == "field" for name in placed.table.names)
        if placed.table.names[:1] != ("section",):
            continue
        if depth == 1:
            of_group = placed.id()
        is_it = (
            (depth == 0 and not field and placed.id() == section)
            or (depth == 1 and not group and field and placed.id() == own)
            or (depth == 2 and group == of_group and placed.id() == own)
        )
        if is_it:
            found = placed.line_of(key) or placed.line_of("id") or placed.line  # the last of two: a double
    return found or 1


def _placed(text: str) -> Iterator[_Placed]:
    try:
        tables = split(text)
    except (ValueError, RecursionError):
        return
    line = 1
    counts: dict[tuple[str | int, ...], int] = {}
    for table in tables:
        line += table.lead.count("\n")
        place: tuple[str | int, ...] = ()
        for at, name in enumerate(table.names):
            place += (name,)
            last = at == len(table.names) - 1
            if last and table.is_entry:
                counts[place] = counts.get(place, -1) + 1
            if place in counts:
                place += (counts[place],)
        yield _Placed(table, line, place)
        line += table.text.count("\n") - table.lead.count("\n")


def _text(statement: Statement | None) -> str:
    if statement is None:
        return ""
    value = tomllib.loads(statement.text).get("id", "")
    return value if isinstance(value, str) else ""
