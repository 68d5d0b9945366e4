"""What a manifest's expressions come to for these answers: what is asked, required, and derived.

A field that isn't shown counts as empty wherever another asks for it; a derived value holds as long as the
user typed none. So each field is worked out after those that its expressions name (`order_of`), and what is
found out this way (`Worked`) is all that filling, the form and the checks need.
"""

from __future__ import annotations

import datetime
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from typing import Any

from briefmaker.forms.expressions import LONGEST_VALUE, Expression, as_text, parsed
from briefmaker.letter.answers import Answer, Answers, Enclosure, Entry
from briefmaker.letter.body import Body
from briefmaker.letter.document_type import OFF, ON, DocumentType, FieldKind, LetterField, Section
from briefmaker.notation.dates import read_date
from briefmaker.notation.filters import filters_of

__all__ = ["TODAY", "Cycle", "Worked", "order_of", "worked_out"]

TODAY = "vandaag"
"""The name by which an expression asks for the day itself (as an ISO date)."""
_MOST_KEPT = 64
_MOST_ITEMS = 1_000


class Cycle(ValueError):
    """Values that follow from each other in a circle; `fields` names them, the first once more at the end."""

    def __init__(self, fields: Iterable[str]) -> None:
        self.fields = tuple(fields)
        super().__init__(" → ".join(self.fields))


@dataclass(frozen=True, slots=True)
class Worked:
    """What the expressions came to. Fields are named as places are ("onderwerp", "besluiten/0/tekst").

    answers: those that count: without what isn't shown, with derived values. shown: the fields that are
    asked; required: those of them that must be filled in; derived: what a derived field holds as long as
    nothing is typed in it. sections: ids of the sections that are asked; switched_off: of those that the
    user switched off.
    """

    answers: Answers
    shown: frozenset[str]
    required: frozenset[str]
    derived: Mapping[str, str] = field(repr=False)
    sections: frozenset[str]
    switched_off: frozenset[str]


def order_of(document_type: DocumentType) -> tuple[str, ...]:
    """The fields, each after those that its conditions and derived value name. Raises Cycle, and
    UnusableExpression for what can't be read."""
    graph: dict[str, set[str]] = {}
    for section in document_type.sections:
        around = _names(section.shown_if)
        for each in section.fields:
            needed = around | _names(each.shown_if) | _names(each.derived)
            own = {inside.id for inside in each.fields}
            for inside in each.fields:
                needed |= (_names(inside.shown_if) | _names(inside.derived)) - own
            graph[each.id] = {name for name in needed if name in document_type.fields}
            _sub_order(each)
    return _sorted(graph)


def _sub_order(group: LetterField) -> tuple[str, ...]:
    """The fields of a group in the order in which they are worked out in an entry."""
    own = {each.id for each in group.fields}
    return _sorted(
        {each.id: (_names(each.shown_if) | _names(each.derived)) & own for each in group.fields},
        prefix=f"{group.id}/",
    )


def _sorted(graph: Mapping[str, set[str]], prefix: str = "") -> tuple[str, ...]:
    try:
        return tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        raise Cycle(prefix + name for name in reversed(error.args[1])) from None


def _names(source: str) -> set[str]:
    return set(parsed(source).names) if source else set()


class _Plan:
    """A document type with its order, worked out once."""

    def __init__(self, document_type: DocumentType) -> None:
        self.document_type = document_type
        self.order = order_of(document_type)
        self.filters = filters_of(document_type.pack.notation)
        self.sections = {each.id: section for section in document_type.sections for each in section.fields}
        self.sub_orders = {
            each.id: _sub_order(each)
            for each in document_type.fields.values()
            if each.kind is FieldKind.GROUP
        }


_plans: OrderedDict[int, _Plan] = OrderedDict()
"""By identity of the document type, which the plan holds on to: at every keystroke one is asked for."""


def _plan_of(document_type: DocumentType) -> _Plan:
    found = _plans.get(id(document_type))
    if found is None:
        found = _plans[id(document_type)] = _Plan(document_type)
        if len(_plans) > _MOST_KEPT:
            _plans.popitem(last=False)
    return found


def worked_out(document_type: DocumentType, answers: Answers, today: datetime.date) -> Worked:
    """What the expressions of a document type, which must be one that was read without complaint, come to."""
    return _Working(_plan_of(document_type), answers, today).worked()


class _Working:
    def __init__(self, plan: _Plan, answers: Answers, today: datetime.date) -> None:
        self._plan = plan
        self._type = plan.document_type
        self._today = today
        self._answers = answers
        self._effective: dict[str, Answer] = {
            name: value for name, value in answers.items() if name not in self._type.fields
        }
        self._names = _Names(self._type, self._effective, today)
        self._shown: set[str] = set()
        self._required: set[str] = set()
        self._derived: dict[str, str] = {}
        self._asked_sections: dict[str, bool] = {}

    def worked(self) -> Worked:
        for switch, section in self._type.switches.items():
            self._effective[switch] = ON if _is_on(section, self._answers) else OFF
        for name in self._plan.order:
            self._field(self._type.fields[name])
        for name in self._type.fields:
            self._requirements(self._type.fields[name])
        sections = self._type.sections
        return Worked(
            answers=Answers(self._effective),
            shown=frozenset(self._shown),
            required=frozenset(self._required),
            derived=self._derived,
            sections=frozenset(section.id for section in sections if self._is_asked(section)),
            switched_off=frozenset(
                section.id
                for section in sections
                if self._holds(section.shown_if, self._names) and not _is_on(section, self._answers)
            ),
        )

    def _is_asked(self, section: Section) -> bool:
        known = self._asked_sections.get(section.id)
        if known is None:
            known = _is_on(section, self._answers) and self._holds(section.shown_if, self._names)
            self._asked_sections[section.id] = known
        return known

    def _field(self, asked: LetterField) -> None:
        if not self._is_asked(self._plan.sections[asked.id]) or not self._holds(asked.shown_if, self._names):
            return
        self._shown.add(asked.id)
        answer = self._answers.get(asked.id)
        if asked.derived:
            self._derived[asked.id] = derived = self._text(asked, self._names)
            if isinstance(answer, str | None) and not (answer or "").strip():
                answer = derived
        if asked.kind is FieldKind.LANGUAGE and isinstance(answer, str | None) and not (answer or "").strip():
            answer = self._type.language
        if asked.kind is FieldKind.GROUP and isinstance(answer, tuple):
            answer = tuple(self._entries(asked, answer))
        if answer is not None:
            self._effective[asked.id] = answer

    def _entries(self, group: LetterField, given: tuple[Any, ...]) -> Iterator[Any]:
        order = self._plan.sub_orders[group.id]
        for number, entry in enumerate(given):
            if not isinstance(entry, Entry):  # what a letter file holds in its place is reported later
                yield entry
                continue
            values = {name: value for name, value in entry.values.items() if name not in order}
            names = _Names.of_entry(group, values, self._names)
            for name in order:
                inside = group.sub_field(name)
                if inside is None or not self._holds(inside.shown_if, names):
                    continue
                path = f"{group.id}/{number}/{name}"
                self._shown.add(path)
                answer = entry.values.get(name)
                if inside.derived:
                    self._derived[path] = derived = self._text(inside, names)
                    if isinstance(answer, str | None) and not (answer or "").strip():
                        answer = derived
                if answer is not None:
                    values[name] = answer
            ordered = {each.id: values[each.id] for each in group.fields if each.id in values}
            yield entry if ordered == entry.values else Entry(values={**values, **ordered})

    def _requirements(self, asked: LetterField) -> None:
        if asked.id not in self._shown:
            return
        if asked.required or asked.at_least or self._is_required(asked, self._names):
            self._required.add(asked.id)
        for number, entry in enumerate(Answers(self._effective).entries(asked.id)):
            names = _Names.of_entry(asked, dict(entry.values), self._names)
            for inside in asked.fields:
                path = f"{asked.id}/{number}/{inside.id}"
                if path in self._shown and (inside.required or self._is_required(inside, names)):
                    self._required.add(path)

    def _is_required(self, asked: LetterField, names: _Names) -> bool:
        return bool(asked.required_if) and self._holds(asked.required_if, names)

    def _holds(self, source: str, names: _Names) -> bool:
        return not source or parsed(source).holds(names, self._plan.filters)

    def _text(self, asked: LetterField, names: _Names) -> str:
        expression: Expression = parsed(asked.derived)
        text = as_text(expression.value(names, self._plan.filters))
        return text if asked.kind is FieldKind.LINES else ", ".join(filter(None, text.split("\n")))


def _is_on(section: Section, answers: Answers) -> bool:
    """Whether a section is switched on; one without a switch always is."""
    if not section.switch:
        return True
    answer = answers.text(section.switch).strip().casefold()
    return answer == ON if answer in (ON, OFF) else section.default_on


class _Names(Mapping[str, Any]):
    """What an expression is given: by name, made when it is asked for."""

    def __init__(
        self,
        document_type: DocumentType | None,
        values: Mapping[str, Any],
        today: datetime.date,
        fields: Mapping[str, LetterField] | None = None,
        around: _Names | None = None,
    ) -> None:
        self._fields = document_type.fields if document_type is not None else fields or {}
        self._texts = {} if document_type is None else document_type.pack.texts
        self._values = values
        self._today = today
        self._around = around

    @classmethod
    def of_entry(cls, group: LetterField, values: Mapping[str, Any], around: _Names) -> _Names:
        """The names within an entry of a group: its own fields go before those of the letter."""
        return cls(None, values, around._today, {each.id: each for each in group.fields}, around)

    def __getitem__(self, name: str) -> Any:
        asked = self._fields.get(name)
        if asked is not None:
            return _value(asked, self._values.get(name), self._today)
        if self._around is not None:
            return self._around[name]
        if name == TODAY:
            return self._today.isoformat()
        if name in self._values:
            value = self._values[name]
            return value if isinstance(value, str) else ""
        return self._texts[name]

    def __iter__(self) -> Iterator[str]:
        return iter([*self._fields, *(self._around or ())])

    def __len__(self) -> int:
        return len([*self])


def _value(asked: LetterField, answer: Answer | None, today: datetime.date) -> Any:
    """An answer as an expression sees it."""
    if asked.kind is FieldKind.GROUP:
        entries = [each for each in answer if isinstance(each, Entry)] if isinstance(answer, tuple) else []
        return [
            {inside.id: _value(inside, entry.values.get(inside.id), today) for inside in asked.fields}
            for entry in entries[:_MOST_ITEMS]
        ]
    if asked.kind is FieldKind.ENCLOSURES:
        given = answer if isinstance(answer, tuple) else ()
        return [each.title.strip() for each in given[:_MOST_ITEMS] if isinstance(each, Enclosure)]
    if isinstance(answer, Body):
        return "\n".join(answer.texts())[:LONGEST_VALUE]
    text = answer[:LONGEST_VALUE] if isinstance(answer, str) else ""
    if asked.kind is FieldKind.LINES:
        return [line.strip() for line in text.split("\n") if line.strip()][:_MOST_ITEMS]
    if asked.kind is FieldKind.DATE and text.strip():
        day = read_date(text[:100], today)
        return text.strip() if day is None else day.isoformat()
    return text.strip() if asked.kind is not FieldKind.BODY else text
