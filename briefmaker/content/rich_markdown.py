"""Footnotes and HTML tables in the Markdown of an existing document: what lines alone can't say.

A paragraph or list with a footnote's sign is read together with the notes that it names, a table from its
first tag to its last; each becomes a block. All else stays lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefmaker.content.markdown_reading import body_from_markdown
from briefmaker.content.source import SourceBlock, lines_of_blocks
from briefmaker.content.source_lines import Line

__all__ = ["with_notes_and_tables"]

_SIGN = re.compile(r"\[\^([^\]\s]{1,60})\](?!:)")
_NOTE = re.compile(r" {0,3}\[\^([^\]\s]{1,60})\]:[ \t]*")
_TABLE = re.compile(r"\s*<table[\s>]", re.IGNORECASE)
_TABLE_END = re.compile(r"</table\s*>", re.IGNORECASE)
_MOST_LINES_OF_TABLE = 5_000


def with_notes_and_tables(lines: Sequence[Line]) -> list[Line]:
    """The lines of a Markdown text, in which paragraphs with footnotes and HTML tables are blocks, and the
    notes stand where their signs are."""
    text_has = any("[^" in line.text or "<" in line.text for line in lines)
    if not text_has:
        return list(lines)
    groups = _groups(lines)
    named = {name for group in groups for line in group for name in _SIGN.findall(line.text)}
    notes: dict[str, list[str]] = {}
    kept: list[list[Line]] = []
    for group in groups:
        match = _NOTE.match(group[0].text)
        if match is not None and match[1] in named and match[1] not in notes:
            notes |= _notes_in(group, named - notes.keys())
        else:
            kept.append(group)
    found: list[Line] = []
    for group in kept:
        wanted = [name for line in group for name in _SIGN.findall(line.text) if name in notes]
        if wanted or _TABLE.match(group[0].text):
            found += _as_blocks(
                group, [line for name in dict.fromkeys(wanted) for line in ["", *notes[name]]]
            )
        else:
            found += group
    return found


def _groups(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines that stand together; a table with all that stands in it, a note with those right below it."""
    groups: list[list[Line]] = []
    table = 0
    for line in lines:
        if table:
            groups[-1].append(line)
            table = 0 if _TABLE_END.search(line.text) or table > _MOST_LINES_OF_TABLE else table + 1
            continue
        if line.opens or not groups or line.whole is not None:
            groups.append([line])
        else:
            groups[-1].append(line)
        if _TABLE.match(line.text) and not _TABLE_END.search(line.text):
            table = 1
    return groups


def _notes_in(group: Sequence[Line], named: set[str]) -> dict[str, list[str]]:
    """The notes of a group of lines, each with the lines that go on with it."""
    notes: dict[str, list[str]] = {}
    name = ""
    for line in group:
        match = _NOTE.match(line.text)
        if match is not None and match[1] in named and match[1] not in notes:
            name = match[1]
            notes[name] = [line.text]
        else:
            notes[name].append("    " + line.text.strip())
    return notes


def _as_blocks(group: Sequence[Line], notes: Sequence[str]) -> list[Line]:
    first = group[0]
    texts: list[str] = []
    for line in group:
        texts += [""] * line.blanks if texts else []
        texts.append(line.text)
    body = body_from_markdown("\n".join([*texts, *notes]))
    made = lines_of_blocks(SourceBlock(block) for block in body.blocks)
    numbered = [
        line._replace(number=first.number, page=first.page and not at) for at, line in enumerate(made)
    ]
    return numbered or list(group)
