"""The answers that a letter shows: what may leave with it."""

from __future__ import annotations

from collections.abc import Mapping

from briefmaker.letter.answers import Answer, Answers, Entry
from briefmaker.letter.letter import (
    BodyPart,
    EnclosuresPart,
    EntryPart,
    GroupPart,
    Letter,
    LinesPart,
    Part,
    TextPart,
)

__all__ = ["printed_answers"]

_NOTHING: tuple[Part, ...] = (TextPart(), LinesPart(), BodyPart(), EnclosuresPart())


def printed_answers(letter: Letter, answers: Answers) -> Answers:
    """The answers from which `letter` was filled, without what it doesn't print because it is not asked now:
    that stays in the letter file, and goes to nobody who gets the Word document."""
    kept: dict[str, Answer] = {}
    for name, answer in answers.items():
        part = letter.parts.get(name)
        if isinstance(part, GroupPart):
            if part.entries:
                kept[name] = _of_group(part, answer)
        elif part not in _NOTHING:
            kept[name] = answer
    return Answers(kept)


def _of_group(group: GroupPart, answer: Answer) -> Answer:
    if not isinstance(answer, tuple):
        return answer
    entries = [each for each in answer if isinstance(each, Entry)]
    return tuple(_of_entry(part, entry) for part, entry in zip(group.entries, entries, strict=False))


def _of_entry(parts: Mapping[str, EntryPart], entry: Entry) -> Entry:
    values = {name: value for name, value in entry.values.items() if parts.get(name) not in _NOTHING}
    return entry if len(values) == len(entry.values) else Entry(values=values)
