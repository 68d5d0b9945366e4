"""What the text files of a pack name: fields, standard texts, lists, styles, marks, and where text blocks go.

Read line by line, so that what is used is told also when something else in the file is wrong.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from briefmaker.errors import BriefmakerError
from briefmaker.forms.expressions import parsed
from briefmaker.packs.toml_text import split

__all__ = ["NamedThing", "UseKind", "uses_in_text_block", "uses_in_toml"]

_IN_BRACES = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_TAG = re.compile(r"\{\{\s*([a-z][a-z0-9_]*)")
_TYPES = re.compile(r'"([^"]+)"')


class UseKind(StrEnum):
    """What kind of thing is used."""

    NAME = "name"
    """A field of the form, or a standard text: templates and expressions name both alike."""
    LIST = "list"
    TEXT_BLOCK = "text_block"
    MARK = "mark"
    STYLE = "style"


@dataclass(frozen=True, slots=True)
class NamedThing:
    """That a line of a file names something. key: what it is named for, as the file has it ("shown_if");
    where: the id of the field or section that does so, ""."""

    kind: UseKind
    name: str
    line: int
    key: str
    where: str = ""


def uses_in_toml(text: str) -> Iterator[NamedThing]:
    """What a manifest.toml, pack.toml or huisstijl.toml names; nothing for what can't be read."""
    line = 1
    try:
        tables = split(text)
    except (ValueError, RecursionError):
        return
    for table in tables:
        line += table.lead.count("\n")
        where = _id_of(table.body)
        at = line + (1 if table.header else 0)
        for statement in table.body:
            if statement.key:
                value = _value(statement.text, statement.key)
                for kind, name in _named(table.names, statement.key, value):
                    yield NamedThing(kind, name, at, statement.key, where)
            at += statement.text.count("\n")
        line = at


def uses_in_text_block(text: str) -> Iterator[NamedThing]:
    """The names that a text block is filled with, and the kinds of document that it is for."""
    for number, line in enumerate(text.splitlines(), 1):
        for found in _TAG.finditer(line):
            yield NamedThing(UseKind.NAME, found[1], number, "tekst")
        if re.match(r"\s*soorten\s*=", line):
            for named in _TYPES.findall(line):
                yield NamedThing(UseKind.TEXT_BLOCK, named, number, "soorten")


def _id_of(body: tuple[Any, ...]) -> str:
    found = (_value(each.text, "id") for each in body if each.key == "id")
    return str(next(found, ""))


def _value(text: str, key: str) -> Any:
    try:
        return tomllib.loads(text).get(key)
    except (tomllib.TOMLDecodeError, RecursionError):
        return None


def _named(table: tuple[str, ...], key: str, value: Any) -> Iterator[tuple[UseKind, str]]:
    if table[-1:] == ("styles",):
        yield from ((UseKind.STYLE, each) for each in _texts(value))
    elif table[-1:] == ("metadata",):
        names = _IN_BRACES.findall(value) if key == "file_name" and isinstance(value, str) else _texts(value)
        yield from ((UseKind.NAME, each) for each in names if each)
    elif key in {"shown_if", "required_if", "derived"}:
        yield from ((UseKind.NAME, each) for each in _in_expression(value))
    elif key in {"completes_from", "choices_from"}:
        yield from ((UseKind.LIST, each) for each in _texts(value))
    elif key == "fills" and isinstance(value, dict):
        yield from ((UseKind.NAME, each) for each in value)
    elif key == "default" and isinstance(value, str):
        yield from ((UseKind.NAME, each) for each in _IN_BRACES.findall(value))
    elif key == "mark":
        yield from ((UseKind.MARK, each) for each in _texts(value))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        yield from (each for each in value if isinstance(each, str))


def _in_expression(value: Any) -> frozenset[str]:
    try:
        return parsed(value).names if isinstance(value, str) else frozenset()
    except (BriefmakerError, ValueError):
        return frozenset()
