"""The texts in a pack's TOML files and text blocks that people read, and those that name something."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefmaker.errors import UnusablePack
from briefmaker.i18n import _
from briefmaker.packs.toml_strings import Replacement, TomlString, strings_replaced, toml_strings

__all__ = ["FileText", "file_texts", "file_texts_replaced"]

_READ = {
    "description", "default", "choices", "entry_label", "example", "help", "keywords", "label", "labels",
    "name", "naam", "omschrijving", "title", "trefwoorden", "wordmark",
}  # fmt: skip
"""Keys of which people read the values; those of the other keys name fields, lists, styles and so on."""
_TABLES_READ = ("texts", "entry")
_FENCED = re.compile(r"\A(?P<fence>\ufeff?\+\+\+[ \t]*\r?\n)(?P<head>.*?)^\+\+\+[ \t]*\r?$", re.DOTALL | re.M)
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_IN_BRACES = re.compile(r"\{\s*[a-z]\w*(?:\.\w+)?\s*\}")


@dataclass(frozen=True, slots=True)
class FileText:
    """A text in a file. names: whether it names something, so that a change of it needs changes elsewhere;
    tags: from where to where in it codes stand; lines: the line in the file of each line end and beginning.
    """

    text: str
    names: bool
    tags: tuple[tuple[int, int], ...]
    lines: tuple[int, ...]

    def line_of(self, at: int) -> int:
        """The line in the file, from 1, of a place in the text."""
        return self.lines[at]


def file_texts(source: str, *, is_block: bool) -> tuple[FileText, ...]:
    """The texts of a TOML file, or of a text block with its head, in their order. Raises UnusablePack for
    faulty TOML."""
    found = [
        FileText(each.text, _names(each), _tags(each.text, _IN_BRACES), _lines(source, each.places))
        for each in _strings(source, is_block=is_block)
    ]
    if is_block:
        start = _body_start(source)
        body = source[start:]
        places = [(at, at + 1) for at in range(start, len(source))]
        found.append(FileText(body, False, _tags(body), _lines(source, places)))
    return tuple(found)


def file_texts_replaced(
    source: str, replacements: Mapping[int, Sequence[Replacement]], *, is_block: bool
) -> str:
    """`source` with replacements in its texts, by their numbers in `file_texts`; every other byte stays."""
    strings = _strings(source, is_block=is_block)
    end = _body_start(source) if is_block else len(source)
    chosen = [(each, replacements[number]) for number, each in enumerate(strings) if number in replacements]
    changed = strings_replaced(source[:end], chosen)
    at = end
    for start, stop, new in sorted(replacements.get(len(strings), ())):
        changed += source[at : end + start] + new
        at = end + stop
    return changed + source[at:]


def _strings(source: str, *, is_block: bool) -> list[TomlString]:
    """Those of the file, or of the head of a text block."""
    head, start = source, 0
    if is_block:
        fenced = _FENCED.match(source)
        head, start = (fenced["head"], fenced.start("head")) if fenced else ("", 0)
    head = head.removeprefix("\ufeff")
    try:
        tomllib.loads(head)
    except (tomllib.TOMLDecodeError, RecursionError):
        raise UnusablePack(_("its notation has a mistake")) from None
    shift = source.index(head, start)
    return [_moved(each, shift) for each in toml_strings(head)]


def _moved(string: TomlString, by: int) -> TomlString:
    places = tuple((start + by, end + by) for start, end in string.places)
    return TomlString(string.start + by, string.end + by, string.table, string.key, string.text, places)


def _body_start(source: str) -> int:
    fenced = _FENCED.match(source)
    return fenced.end() if fenced else 0


def _names(string: TomlString) -> bool:
    if string.table[-1:] in {("styles",), ("metadata",)}:
        return string.key != "file_name"
    if string.table[-1:] and string.table[-1] in _TABLES_READ:
        return False
    return string.key not in _READ


def _tags(text: str, also: re.Pattern[str] | None = None) -> tuple[tuple[int, int], ...]:
    return tuple(found.span() for found in _spans(text, also))


def _spans(text: str, also: re.Pattern[str] | None) -> Iterator[re.Match[str]]:
    yield from _TAG.finditer(text)
    if also is not None:
        yield from also.finditer(text)


def _lines(source: str, places: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    found, line, at = [], 1, 0
    for start, _end in places:
        line += source.count("\n", at, start)
        at = start
        found.append(line)
    return tuple(found)
