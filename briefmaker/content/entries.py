"""The entries of a repeated group, out of one line that names several and out of lists."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefmaker.letter.answers import Entry
from briefmaker.letter.body import Block, Body, ListBlock, Paragraph, plain_text
from briefmaker.letter.document_type import FieldKind, LetterField
from briefmaker.notation.names import is_person
from briefmaker.notation.titles import title_after

__all__ = ["entries_of_items", "entries_of_lines"]

_NUMBER = re.compile(r"\A\s*(?:[0-9]{1,3}[.)]|[a-z][.)]|[-–•*])\s+")


def entries_of_lines(field: LetterField, lines: Sequence[str]) -> tuple[Entry, ...]:
    """An entry for each name that the lines give, in the first of the group's fields."""
    names: list[str] = []
    for line in lines:
        names += _names(_NUMBER.sub("", line, count=1) if len(lines) > 1 else line)
    first = field.fields[0].id if field.fields else ""
    return tuple(Entry(values={first: name}) for name in names if name) if first else ()


def entries_of_items(field: LetterField, block: ListBlock) -> tuple[Entry, ...]:
    """An entry for each item of a list: its text in the first of the group's fields, lists inside it in
    the first field of lines behind that. () when an item holds what these can't."""
    entries: list[Entry] = []
    for item in block.items:
        entry = _entry(field, item.blocks)
        if entry is None:
            return ()
        entries.append(entry)
    return tuple(entries)


def _names(line: str) -> list[str]:
    names: list[str] = []
    for part in re.split(r"[,;]\s+", line.strip().rstrip(",;")):
        if names and title_after(part.strip(), behind_comma=True):
            names[-1] += f", {part.strip()}"
            continue
        before, both, after = part.rpartition(" en ")
        if both and is_person(after) and is_person(before):
            names += [before.strip(), after.strip()]
        elif part.startswith("en ") and part[3:4].isupper() and names:
            names.append(part[3:].strip())
        else:
            names.append(part.strip())
    return [name for name in names if name]


def _entry(field: LetterField, blocks: Sequence[Block]) -> Entry | None:
    if not field.fields or not blocks:
        return None
    first = field.fields[0]
    if first.kind is FieldKind.BODY:
        return Entry(values={first.id: Body(blocks=tuple(blocks)).with_ids()})
    if first.kind is FieldKind.GROUP or not isinstance(blocks[0], Paragraph):
        return None
    values: dict[str, str | Body] = {first.id: _line(blocks[0])}
    rest = blocks[1:]
    if rest:
        lines = next((each for each in field.fields[1:] if each.kind is FieldKind.LINES), None)
        texts = _lines_of(rest)
        if lines is None or texts is None:
            return None
        values[lines.id] = "\n".join(texts)
    return Entry(values=values)


def _lines_of(blocks: Sequence[Block]) -> list[str] | None:
    texts: list[str] = []
    for block in blocks:
        items = [item.blocks for item in block.items] if isinstance(block, ListBlock) else [(block,)]
        for item in items:
            if len(item) != 1 or not isinstance(item[0], Paragraph):
                return None
            texts.append(_line(item[0]))
    return texts


def _line(paragraph: Paragraph) -> str:
    return " ".join(plain_text(paragraph.inlines).split())
