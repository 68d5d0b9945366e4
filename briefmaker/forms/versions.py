"""Answers of an earlier version of a pack, brought to the fields that there are now; nothing is ever lost.

What a pack renamed goes to its new name, also through several versions and where two names were exchanged.
What has no field now keeps its name and stays in the letter, and comes back to its field as soon as there is
one again. Where two values claim one field, the one that is set aside is called "field~1".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from briefmaker.letter.answers import Answer, Answers, Enclosure, Entry
from briefmaker.letter.body import Body, LineBreak, Paragraph, Text, inlines, plain_text
from briefmaker.letter.document_type import DocumentType, FieldKind, LetterField
from briefmaker.letter.renames import Renamed, steps_since

__all__ = ["UpToDate", "brought_up_to_date", "type_now", "without_field"]

_ASIDE = "~"
_EMPTY: tuple[Answer, ...] = ("", (), Body())
_Value = TypeVar("_Value", bound=Answer)
_Steps = Sequence[Mapping[str, str]]
_Entries = tuple[Enclosure, ...] | tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class UpToDate:
    """Answers as the fields are now, those without a field included.

    orphaned: what has no field, by place: "afdeling", "besluiten/0/wie".
    """

    answers: Answers
    orphaned: Mapping[str, Answer] = field(default_factory=dict, repr=False)


def brought_up_to_date(document_type: DocumentType, answers: Answers, version: str = "") -> UpToDate:
    """The answers of a letter that was written with `version` of the pack ("" when nobody knows).

    Bringing up to date what is so already changes nothing. Never raises.
    """
    now = document_type.pack.version
    later = steps_since(document_type.renamed, version, now) if version else ()
    ever = steps_since(document_type.renamed, None, now)
    values: dict[str, Answer] = dict(answers)
    for step in later:
        values = _with_entries(_moved(values, step), step)
    # Left over: of an unknown version, set aside before, or typed while an earlier version was back.
    values = _returned(values, document_type.fields, lambda name: _way(name, ever))
    for group in document_type.fields.values():
        entries = values.get(group.id)
        if group.kind is FieldKind.GROUP and isinstance(entries, tuple) and entries:
            values[group.id] = _entries_now(group, entries, ever)
    brought = Answers(values)
    if brought == answers:
        brought = answers
    return UpToDate(brought, without_field(document_type, brought))


def without_field(document_type: DocumentType, answers: Answers) -> dict[str, Answer]:
    """What is filled in and has no field to stand in, by place. Whether a section that is gone was switched
    on is nothing to show."""
    fields, switches = document_type.fields, document_type.switches
    found: dict[str, Answer] = {}
    for name, value in answers.items():
        group = fields.get(name)
        if value in _EMPTY or name in switches or (group is None and _is_switch(name, value)):
            continue
        if group is None or not _fits(group, value):
            found[name] = value
        elif group.kind is FieldKind.GROUP:
            found |= dict(_of_entries(group, answers.entries(name)))
    return found


def type_now(renamed: Sequence[Renamed], document_type: str, version: str, now: str) -> str:
    """What the folder of a document type, named in `version` of the pack, is called in version `now`; without
    `version` by every name that it ever had after."""
    return _way(document_type, steps_since(renamed, version or None, now))


def _of_entries(group: LetterField, entries: Sequence[Entry]) -> Iterator[tuple[str, Answer]]:
    for number, entry in enumerate(entries):
        for name, value in entry.values.items():
            asked = group.sub_field(name)
            if value not in _EMPTY and (asked is None or not _fits(asked, value)):
                yield f"{group.id}/{number}/{name}", value


def _is_switch(name: str, value: Answer) -> bool:
    return name.startswith("met_") and value in ("ja", "nee")


# --- Names --------------------------------------------------------------------------------------------


def _way(name: str, steps: _Steps) -> str:
    """What a name became, step by step."""
    for step in steps:
        name = step.get(name, name)
    return name


def _moved(values: Mapping[str, _Value], names: Mapping[str, str]) -> dict[str, _Value]:
    """The values under their new names, all at once; what stood there and didn't move is set aside."""
    made = {name: value for name, value in values.items() if name not in names or value in _EMPTY}
    for name, target in names.items():
        value = values.get(name)
        if value is None or value in _EMPTY:
            continue
        before = made.pop(target, None)
        made[target] = value
        if before is not None and before not in _EMPTY and before != value:
            made[_aside(made, target)] = before
    return made


def _aside(values: Mapping[str, object], name: str) -> str:
    number = 1
    while f"{name}{_ASIDE}{number}" in values:
        number += 1
    return f"{name}{_ASIDE}{number}"


def _with_entries(values: dict[str, Answer], step: Mapping[str, str]) -> dict[str, Answer]:
    """What stands in the entries of groups under its new names; `values` has that of the groups already."""
    of_groups: dict[str, dict[str, str]] = {}
    for path, target in step.items():
        group, dot, name = path.partition(".")
        if dot:
            of_groups.setdefault(step.get(group, group), {})[name] = target.partition(".")[2]
    for group, names in of_groups.items():
        entries = values.get(group)
        if isinstance(entries, tuple):
            values[group] = _each(entries, partial(_moved, names=names))
    return values


def _each(entries: _Entries, change: Callable[[Mapping[str, str | Body]], dict[str, str | Body]]) -> _Entries:
    """Entries with their values changed; one that stays as it is stays the same object."""
    made = []
    for entry in entries:
        if not isinstance(entry, Entry):
            return entries
        values = change(entry.values)
        made.append(entry if values == entry.values else Entry(values=values))
    return tuple(made)


def _entries_now(group: LetterField, entries: _Entries, ever: _Steps) -> _Entries:
    """Entries with what is left over brought to the fields they have now."""
    known = {each.id: each for each in group.fields}
    named = {group.id, *(old for step in ever for old in step if _way(old, ever) == group.id)}

    def way(name: str) -> str:
        ways = (_way(f"{before}.{name}", ever).partition(".")[2] for before in sorted(named))
        return next((found for found in ways if found in known), name)

    return _each(entries, lambda values: _returned(values, known, way))


# --- Kinds --------------------------------------------------------------------------------------------


def _returned(
    values: Mapping[str, _Value], fields: Mapping[str, LetterField], way: Callable[[str], str]
) -> dict[str, _Value]:
    """Every value in a field that can hold it: a text that became a running text as its paragraphs, and back
    where that loses nothing. What a field can't hold is set aside, what has none goes to one that
    is empty."""
    made = dict(values)
    for name, value in values.items():
        asked = fields.get(name)
        if asked is not None and value not in _EMPTY and not _fits(asked, value):
            del made[name]
            if (fitting := _as(asked, value)) is None:
                made[_aside(made, name)] = value
            else:
                made[name] = fitting  # type: ignore[assignment]
    for name in [*made]:
        if name in fields or made[name] in _EMPTY:
            continue
        asked = fields.get(way(name.partition(_ASIDE)[0]))
        if asked is None or made.get(asked.id, "") not in _EMPTY:
            continue
        if (fitting := _as(asked, made[name])) is not None:
            del made[name]
            made[asked.id] = fitting  # type: ignore[assignment]
    return made


def _fits(asked: LetterField, value: Answer) -> bool:
    """Whether a field of this kind can hold the value."""
    if asked.kind is FieldKind.BODY:
        return isinstance(value, Body)
    if asked.kind in {FieldKind.ENCLOSURES, FieldKind.GROUP}:
        wanted = Enclosure if asked.kind is FieldKind.ENCLOSURES else Entry
        return isinstance(value, tuple) and all(isinstance(each, wanted) for each in value)
    return isinstance(value, str)


def _as(asked: LetterField, value: Answer) -> Answer | None:
    """The value as the field holds it, None where something of it would be lost."""
    if _fits(asked, value):
        return value
    if asked.kind is FieldKind.BODY and isinstance(value, str):
        parts = [part.strip("\n") for part in re.split(r"\n\s*\n", value) if part.strip()]
        return Body(blocks=tuple(Paragraph(inlines=inlines(part)) for part in parts)).with_ids()
    if asked.kind not in {FieldKind.ENCLOSURES, FieldKind.GROUP} and isinstance(value, Body):
        return _plain(value)
    return None


def _plain(body: Body) -> str | None:
    """A running text that is nothing but lines, None for another."""
    lines = []
    for block in body.blocks:
        if not isinstance(block, Paragraph):
            return None
        for run in block.inlines:
            is_plain = isinstance(run, Text) and not (run.strong or run.emphasis or run.link)
            if not is_plain and not isinstance(run, LineBreak):
                return None
        lines.append(plain_text(block.inlines))
    return "\n".join(lines)
