"""TOML as people wrote it: a text taken apart into tables and statements, so that an edit changes its own
part and leaves every other byte, remark and blank line as it was.

Tables and statements are whole lines; joined again they are the text. Single values are written by tomlkit,
which keeps the remarks beside and inside them.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

__all__ = ["Statement", "Table", "joined", "split", "with_key", "without_key", "written_table"]

_WIDEST = 110
"""Characters of a line; a longer list gets a line for each item."""
_LINE = re.compile(r"[^\n]*\n|[^\n]+")


@dataclass(frozen=True, slots=True)
class Statement:
    """Lines that belong together: a key with its value (`key`: its first part), or a blank line or remark
    (key "")."""

    text: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A header with the statements below it. lead: the remarks right above the header, and the blank lines
    above those; header: its line, "" for what stands above all headers; names: of the header; is_entry:
    whether it is a `[[header]]`."""

    lead: str
    header: str
    body: tuple[Statement, ...] = ()
    names: tuple[str, ...] = ()
    is_entry: bool = False

    @property
    def text(self) -> str:
        """The lines of the table."""
        return self.lead + self.header + "".join(each.text for each in self.body)

    def with_lines_ended(self, newline: str) -> Table:
        """The same, with a line end behind its last line."""
        if self.text.endswith("\n") or not self.text:
            return self
        if self.body:
            last = self.body[-1]
            return replace(self, body=(*self.body[:-1], replace(last, text=last.text + newline)))
        return replace(self, header=self.header + newline)


def split(text: str) -> tuple[Table, ...]:
    """The tables of a text, the first of them what stands above all headers. Raises ValueError (of
    `tomllib`) for what is no TOML."""
    tomllib.loads(text)
    tables = [Table("", "")]
    body: list[Statement] = []
    pending = ""
    for line in _LINE.findall(text):
        begun = line.lstrip()
        if not pending and begun.startswith("["):
            kept, lead = _parted(body)
            tables[-1] = replace(tables[-1], body=tuple(kept))
            names = tuple(_names(tomllib.loads(line)))
            tables.append(Table(lead, line, (), names, begun.startswith("[[")))
            body = []
        elif not pending and (not begun or begun.startswith("#")):
            body.append(Statement(line))
        else:
            pending += line
            found = _loaded(pending)
            if found is not None:
                body.append(Statement(pending, next(iter(found))))
                pending = ""
    tables[-1] = replace(tables[-1], body=tuple(body))
    return tuple(tables)


def joined(tables: Iterable[Table]) -> str:
    """The text of these tables, below each other."""
    return "".join(table.text for table in tables)


def _parted(body: list[Statement]) -> tuple[list[Statement], str]:
    """The statements that stay where they are, and the lines that go with the header below them."""
    at = len(body)
    while at and not body[at - 1].key and body[at - 1].text.strip():
        at -= 1
    while at and not body[at - 1].key and not body[at - 1].text.strip():
        at -= 1
    return body[:at], "".join(each.text for each in body[at:])


def _loaded(text: str) -> dict[str, Any] | None:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError):
        return None


def _names(table: object) -> Iterable[str]:
    while isinstance(table, Mapping) and table:
        name, inside = next(iter(table.items()))
        yield name
        table = inside[0] if isinstance(inside, list) else inside


# --- Values ---


def with_key(table: Table, key: str, value: Any, order: Sequence[str], newline: str) -> Table:
    """The table with this value for a key: in its place when it has one, else behind the last key that comes
    before it in `order`."""
    standing = [at for at, each in enumerate(table.body) if each.key == key]
    if len(standing) == 1 and (text := _replaced(table.body[standing[0]].text, key, value)) is not None:
        body = list(table.body)
        body[standing[0]] = Statement(text, key)
        return replace(table, body=tuple(body))
    without = without_key(table, key) if standing else table
    at = standing[0] if standing else _place_of(without.body, key, order)
    table = without.with_lines_ended(newline)
    new = Statement(_indent(table) + _written(key, value, _indent(table), newline) + newline, key)
    return replace(table, body=(*table.body[:at], new, *table.body[at:]))


def without_key(table: Table, key: str) -> Table:
    """The table without this key."""
    return replace(table, body=tuple(each for each in table.body if each.key != key))


def written_table(
    lead: str, header: str, values: Mapping[str, Any], *, indent: str, newline: str, is_entry: bool = True
) -> Table:
    """A new table; `header` without its brackets."""
    line = f"{indent}[[{header}]]" if is_entry else f"{indent}[{header}]"
    body = tuple(
        Statement(indent + _written(key, value, indent, newline) + newline, key)
        for key, value in values.items()
    )
    return Table(lead, line + newline, body, tuple(header.split(".")), is_entry)


def _place_of(body: Sequence[Statement], key: str, order: Sequence[str]) -> int:
    if key not in order:
        last = max((at for at, each in enumerate(body) if each.key), default=-1)
        return last + 1
    before = set(order[: order.index(key)])
    return max((at for at, each in enumerate(body) if each.key in before), default=-1) + 1


def _indent(table: Table) -> str:
    line = next((each.text for each in table.body if each.key), table.header)
    return line[: len(line) - len(line.lstrip(" \t"))]


def _replaced(statement: str, key: str, value: Any) -> str | None:
    """A statement with another value and the remarks that it has; None for one that must be written anew."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        document = tomlkit.parse(statement)
        standing = document.get(key)
        if isinstance(value, Mapping) or isinstance(standing, Mapping):
            return None
        if isinstance(value, (list, tuple)) and isinstance(standing, list) and "#" in statement:
            _change_items(standing, [str(each) for each in value])
        else:
            indent = statement[: len(statement) - len(statement.lstrip(" \t"))]
            newline = "\r\n" if statement.endswith("\r\n") else "\n"
            document[key] = tomlkit.parse(_written(key, value, indent, newline))[key]
        text = tomlkit.dumps(document)
    except TOMLKitError:
        return None
    meant = list(value) if isinstance(value, tuple) else value
    return text if _loaded(text) == {key: meant} else None


def _change_items(array: list[Any], wanted: list[str]) -> None:
    """Make the items of a tomlkit array others, touching only those that differ."""
    matcher = difflib.SequenceMatcher(None, [str(each) for each in array], wanted, autojunk=False)
    for kind, first, last, new_first, new_last in reversed(matcher.get_opcodes()):
        if kind == "equal":
            continue
        for at in reversed(range(first, last)):
            del array[at]
        for each in reversed(wanted[new_first:new_last]):
            array.insert(first, each)


def _written(key: str, value: Any, indent: str, newline: str) -> str:
    """ "key = value" as people write it."""
    name = key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else _text(key)
    if isinstance(value, Mapping):
        inside = ", ".join(_written(each, of, "", newline) for each, of in value.items())
        return f"{name} = {{ {inside} }}" if inside else f"{name} = {{}}"
    if isinstance(value, (list, tuple)):
        items = [_text(str(each)) for each in value]
        line = f"{name} = [{', '.join(items)}]"
        if len(indent) + len(line) <= _WIDEST:
            return line
        return newline.join([f"{name} = [", *(f"{indent}  {item}," for item in items), f"{indent}]"])
    if isinstance(value, bool):
        return f"{name} = {'true' if value else 'false'}"
    return f"{name} = {value}" if isinstance(value, int) else f"{name} = {_text(str(value))}"


def _text(value: str) -> str:
    """A text between quotes: single ones where it has double ones inside, as expressions have."""
    import tomlkit

    is_literal = '"' in value and "'" not in value and "\\" not in value and value.isprintable()
    return tomlkit.string(value, literal=is_literal).as_string()
