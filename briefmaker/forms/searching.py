"""Finding and replacing in everything that was filled in: pure functions of answers.

Dates are left alone: they are stored as days, not as they are printed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from briefmaker.letter.answers import Answer, Answers, Enclosure, Entry
from briefmaker.letter.body import (
    Body,
    Footnote,
    Heading,
    Inline,
    LineBreak,
    Paragraph,
    Text,
    joined_inlines,
)
from briefmaker.letter.document_type import DocumentType, FieldKind, LetterField
from briefmaker.letter.rewriting import Leaf, with_leaves
from briefmaker.problems import Place

__all__ = ["Match", "Query", "matches", "replaced"]

_NOTE = "\ufffc"
_NOT_SEARCHED = {FieldKind.DATE, FieldKind.LANGUAGE, FieldKind.HOUSE_STYLE}
_ALIKE = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u201a": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u201e": '"',
        "\u00a0": " ",
        "\u202f": " ",
        "\u2010": "-",
        "\u2011": "-",
        "\u2013": "-",
    }
)
"""Signs that people type as another one: each becomes one character, so that places stay."""


@dataclass(frozen=True)
class Query:
    """What is looked for. Capitals, and the plain form of quotes, hyphens and spaces, find all their forms;
    who types a curly quote or a dash finds only that."""

    text: str
    match_case: bool = False
    whole_words: bool = False

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        pattern = re.escape(self.text)
        if self.whole_words:
            pattern = rf"(?<!\w){pattern}(?!\w)"
        return re.compile(pattern, 0 if self.match_case else re.IGNORECASE)

    @cached_property
    def _is_plain(self) -> bool:
        return self.text == self.text.translate(_ALIKE)

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Start and end of everything in `text` that is meant; nothing when nothing is looked for."""
        if not self.text:
            return
        for found in self._pattern.finditer(text.translate(_ALIKE) if self._is_plain else text):
            yield found.span()


@dataclass(frozen=True, slots=True)
class Match:
    """A place where the text was found, from character `start` up to `end`; a line break and a footnote
    count as one character. note: the place of the footnote in whose text it is, None in the text itself."""

    where: Place
    start: int
    end: int
    note: int | None = None


def matches(
    document_type: DocumentType, answers: Answers, query: Query, shown: Collection[str] | None = None
) -> tuple[Match, ...]:
    """Every place where `query` is found, in the order of the form; only in the fields that are `shown`, when
    that is given."""
    found: list[Match] = []
    for field in document_type.fields.values():
        if shown is not None and field.id not in shown:
            continue
        found += _in_answer(field, answers.get(field.id), field.id, query)
        for number, enclosure in enumerate(answers.enclosures(field.id)):
            title = Place(f"{field.id}/{number}/titel")
            found += (Match(title, *span) for span in query.spans(enclosure.title))
            found += _in_body(enclosure.body, f"{field.id}/{number}/tekst", query)
        for number, entry in enumerate(answers.entries(field.id)):
            for inside in field.fields:
                found += _in_answer(
                    inside, entry.values.get(inside.id), f"{field.id}/{number}/{inside.id}", query
                )
    return tuple(found)


def _in_answer(field: LetterField, answer: Answer | None, path: str, query: Query) -> Iterator[Match]:
    if isinstance(answer, str) and field.kind not in _NOT_SEARCHED:
        yield from (Match(Place(path), *span) for span in query.spans(answer))
    elif isinstance(answer, Body):
        yield from _in_body(answer, path, query)


def _in_body(body: Body, field: str, query: Query) -> Iterator[Match]:
    for leaf in body.with_ids().leaves():
        where = Place(field, leaf.id)
        for start, end in query.spans(_searched(leaf.inlines)):
            yield Match(where, start, end)
        at = 0
        for run in leaf.inlines:
            if isinstance(run, Footnote):
                yield from (Match(where, *span, note=at) for span in query.spans(_searched(run.note)))
            at += _length(run)


def _searched(inlines: Iterable[Inline]) -> str:
    return "".join(
        run.text if isinstance(run, Text) else "\n" if isinstance(run, LineBreak) else _NOTE
        for run in inlines
    )


def _length(run: Inline) -> int:
    return len(run.text) if isinstance(run, Text) else 1


def replaced(answers: Answers, found: Iterable[Match], text: str) -> Answers:
    """The answers with `text` in place of each match; it takes the marks of what it replaces.

    found: matches in just these answers, in their order.
    """
    by_field: dict[str, list[Match]] = {}
    for match in found:
        by_field.setdefault(match.where.field.partition("/")[0], []).append(match)
    changed: dict[str, Answer] = {}
    for field, mine in by_field.items():
        answer = answers[field]
        if isinstance(answer, str):
            changed[field] = _replaced_in_text(answer, mine, text)
        elif isinstance(answer, Body):
            changed[field] = _replaced_in_body(answer, mine, text)
        elif entries := answers.entries(field):
            changed[field] = _replaced_in_entries(entries, mine, text)
        else:
            changed[field] = _replaced_in_enclosures(answers.enclosures(field), mine, text)
    return answers.with_answers(changed)


def _replaced_in_text(old: str, found: Sequence[Match], text: str) -> str:
    for match in reversed(found):
        old = old[: match.start] + text + old[match.end :]
    return old


def _replaced_in_enclosures(
    enclosures: tuple[Enclosure, ...], found: Sequence[Match], text: str
) -> tuple[Enclosure, ...]:
    result = list(enclosures)
    for number, enclosure in enumerate(enclosures):
        titles = [match for match in found if match.where.field.split("/")[1:] == [str(number), "titel"]]
        inside = [match for match in found if match.where.field.split("/")[1:] == [str(number), "tekst"]]
        result[number] = enclosure.model_copy(
            update={
                "title": _replaced_in_text(enclosure.title, titles, text),
                "body": _replaced_in_body(enclosure.body, inside, text),
            }
        )
    return tuple(result)


def _replaced_in_entries(entries: tuple[Entry, ...], found: Sequence[Match], text: str) -> tuple[Entry, ...]:
    by_place: dict[tuple[int, str], list[Match]] = {}
    for match in found:
        _field, number, name = match.where.field.split("/")
        by_place.setdefault((int(number), name), []).append(match)
    result = list(entries)
    for (at, name), mine in by_place.items():
        old = result[at].values[name]
        new = (
            _replaced_in_text(old, mine, text) if isinstance(old, str) else _replaced_in_body(old, mine, text)
        )
        result[at] = result[at].with_value(name, new)
    return tuple(result)


def _replaced_in_body(body: Body, found: Sequence[Match], text: str) -> Body:
    if not found:
        return body
    by_block: dict[str, list[Match]] = {}
    for match in found:
        by_block.setdefault(match.where.block, []).append(match)
    return Body(blocks=with_leaves(body.with_ids().blocks, _Replacing(by_block, text).changed))


class _Replacing:
    """Puts the new text in each paragraph in which something was found."""

    def __init__(self, found: dict[str, list[Match]], text: str) -> None:
        self._found = found
        self._text = text

    def changed(self, leaf: Leaf) -> Leaf:
        if isinstance(leaf, Paragraph | Heading) and leaf.id in self._found:
            return leaf.model_copy(update={"inlines": self._of_inlines(leaf.inlines, leaf.id)})
        return leaf

    def _of_inlines(self, inlines: tuple[Inline, ...], block: str) -> tuple[Inline, ...]:
        runs = list(inlines)
        starts = [0]
        for run in runs:
            starts.append(starts[-1] + _length(run))
        for match in reversed(self._found[block]):
            if match.note is not None:
                number = starts.index(match.note)
                note = runs[number]
                if isinstance(note, Footnote):
                    changed = _with_text(note.note, match.start, match.end, self._text)
                    runs[number] = note.model_copy(update={"note": changed})
        for match in reversed(self._found[block]):
            if match.note is None:
                runs = list(_with_text(runs, match.start, match.end, self._text))
        return joined_inlines(runs)


def _with_text(inlines: Iterable[Inline], start: int, end: int, text: str) -> tuple[Inline, ...]:
    """The inlines with `text` from `start` to `end`, in the run in which that begins."""
    result: list[Inline] = []
    at = 0
    for run in inlines:
        low, high = max(start - at, 0), min(end - at, _length(run))
        at += _length(run)
        if low >= high or not isinstance(run, Text):
            result.append(run)
            continue
        kept = run.text[:low] + text + run.text[high:]
        result.append(run.model_copy(update={"text": kept}))
        text = ""
    return tuple(result)
