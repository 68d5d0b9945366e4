"""Answers to begin with: defaults of the pack, a copy of an earlier letter, an entry of a list."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Mapping

from briefmaker.letter.answers import Answer, Answers, Entry
from briefmaker.letter.document_type import DocumentType, FieldKind, LetterField

__all__ = [
    "completed_answers",
    "completed_entry",
    "copied_answers",
    "default_of",
    "starting_answers",
    "starting_entry",
]

TODAY = "vandaag"


def default_of(document_type: DocumentType, field: LetterField, today: datetime.date) -> str:
    """The text that a field starts with: `{name}` filled from the texts of the house style of `today`,
    "vandaag" in a date as the ISO date of `today`."""
    if field.kind is FieldKind.DATE and field.default == TODAY:
        return today.isoformat()
    house_style = document_type.pack.usual_house_style(today)
    texts = document_type.pack.texts if house_style is None else house_style.texts
    return re.sub(r"\{([a-z][a-z0-9_]*)\}", lambda found: texts.get(found[1], found[0]), field.default)


def starting_answers(document_type: DocumentType, today: datetime.date) -> Answers:
    """The answers of a new letter: every default that is not empty, and of a group as many entries as there
    must be. What is derived is not among them: it follows from the others."""
    defaults: dict[str, Answer] = {}
    for field in document_type.fields.values():
        if field.kind is FieldKind.GROUP and field.at_least:
            defaults[field.id] = (starting_entry(document_type, field, today),) * field.at_least
        elif default := default_of(document_type, field, today):
            defaults[field.id] = default
    return Answers(defaults)


def starting_entry(document_type: DocumentType, group: LetterField, today: datetime.date) -> Entry:
    """A new entry of a group, with the defaults of its fields."""
    defaults = {field.id: default_of(document_type, field, today) for field in group.fields}
    return Entry(values={field: value for field, value in defaults.items() if value})


def copied_answers(document_type: DocumentType, answers: Answers) -> Answers:
    """The answers of a new letter made from an earlier one: what belongs to that one letter alone (its
    date, its references) is empty."""
    kept = answers.without(*(field.id for field in document_type.fields.values() if field.cleared_on_copy))
    for group in document_type.fields.values():
        cleared = {field.id for field in group.fields if field.cleared_on_copy}
        if cleared and (entries := kept.entries(group.id)):
            kept = kept.with_answer(group.id, tuple(_without(entry, cleared) for entry in entries))
    return kept


def _without(entry: Entry, fields: Collection[str]) -> Entry:
    return Entry(values={name: value for name, value in entry.values.items() if name not in fields})


def completed_answers(
    document_type: DocumentType, answers: Answers, field: str, entry: Mapping[str, str]
) -> Answers:
    """The answers after an entry of a pack's list was chosen in `field`.

    The entry fills the field itself and those that the field names in `fills`; a field that the user
    gave a text of their own keeps it: only what is empty, a default, or came from the same list is replaced.
    """
    asked = document_type.fields[field]
    source = document_type.pack.lists[asked.completes_from]
    changed: dict[str, Answer] = {field: entry.get(asked.column or source.shows, "").strip()}
    for target, column in asked.fills.items():
        current = answers.text(target)
        automatic = {row.get(column, "").strip() for row in source.entries}
        automatic |= {"", default_of(document_type, document_type.fields[target], datetime.date.min)}
        if current.strip() in automatic:
            changed[target] = entry.get(column, "").strip()
    return answers.with_answers(changed)


def completed_entry(
    document_type: DocumentType, field: LetterField, entry: Entry, chosen: Mapping[str, str]
) -> Entry:
    """The entry of a group after `chosen`, an entry of the pack's list, was chosen in its sub-field `field`.

    As in `completed_answers`, what the user typed in the other sub-fields stays.
    """
    source = document_type.pack.lists[field.completes_from]
    completed = entry.with_value(field.id, chosen.get(field.column or source.shows, "").strip())
    for target, column in field.fills.items():
        automatic = {"", *(row.get(column, "").strip() for row in source.entries)}
        if entry.text(target).strip() in automatic:
            completed = completed.with_value(target, chosen.get(column, "").strip())
    return completed
