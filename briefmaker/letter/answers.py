"""What was filled in: one immutable mapping from field id to value, complete or not.

Simple fields hold a string exactly as it was typed (a date that could be read is an ISO string
"2026-11-23"; one that could not is kept as typed). A text holds a `Body`, enclosures and the entries of a
group a tuple.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from briefmaker.letter.body import Body
from briefmaker.letter.enclosed_files import EnclosedFile

__all__ = ["Answer", "Answers", "EnclosedFile", "Enclosure", "Entry"]


class Enclosure(BaseModel):
    """An enclosure: its title, and its text, which is printed on a page of its own, or a file."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    title: str = Field(default="", repr=False)
    body: Body = Body()
    file: EnclosedFile | None = None

    def as_json(self) -> dict[str, Any]:
        """Plain JSON values; one without a file as it always was."""
        return self.model_dump(mode="json", exclude={"file"} if self.file is None else None)


class Entry(BaseModel):
    """One entry of a repeated group: its answers by the ids of the group's fields. An empty answer equals
    none, as in `Answers`."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    values: Mapping[str, str | Body] = Field(default_factory=dict, repr=False)

    def __eq__(self, other: object) -> bool:
        return self._filled() == other._filled() if isinstance(other, Entry) else NotImplemented

    def __hash__(self) -> int:
        return hash(frozenset(self._filled().items()))

    def _filled(self) -> dict[str, str | Body]:
        return {field: value for field, value in self.values.items() if value not in _EMPTY}

    @property
    def is_empty(self) -> bool:
        """Whether nothing was filled in."""
        return not self._filled()

    def text(self, field: str) -> str:
        """The string typed in a simple field, "" when there is none."""
        value = self.values.get(field, "")
        return value if isinstance(value, str) else ""

    def with_value(self, field: str, value: str | Body) -> Entry:
        """This entry with one answer changed."""
        return Entry(values={**self.values, field: value})

    def as_json(self) -> dict[str, Any]:
        """Plain JSON values, empty answers left out."""
        return {"values": {field: _as_json(value) for field, value in self._filled().items()}}


Answer = str | Body | tuple[Enclosure, ...] | tuple[Entry, ...]

_EMPTY: tuple[Answer, ...] = ("", (), Body())


class Answers(Mapping[str, Answer]):
    """Immutable answers; `with_answer` gives a changed copy. An empty answer equals none: answers are equal
    when the letters they make are."""

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, Answer] | None = None) -> None:
        self._values: dict[str, Answer] = dict(values or {})

    def __getitem__(self, field: str) -> Answer:
        return self._values[field]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return f"Answers({len(self)} fields)"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Answers):
            return NotImplemented
        return self is other or self._filled() == other._filled()

    def __hash__(self) -> int:
        return hash(frozenset(self._filled()))

    def _filled(self) -> dict[str, Answer]:
        return {field: value for field, value in self._values.items() if value not in _EMPTY}

    def text(self, field: str) -> str:
        """The string typed in a simple field, "" when there is none."""
        value = self._values.get(field, "")
        return value if isinstance(value, str) else ""

    def body(self, field: str) -> Body:
        """The text of a body field, empty when there is none (or only a string)."""
        value = self._values.get(field)
        return value if isinstance(value, Body) else Body()

    def enclosures(self, field: str) -> tuple[Enclosure, ...]:
        """The enclosures of a field, () when there are none."""
        value = self._values.get(field)
        return (
            tuple(each for each in value if isinstance(each, Enclosure)) if isinstance(value, tuple) else ()
        )

    def entries(self, field: str) -> tuple[Entry, ...]:
        """The entries of a group, () when there are none."""
        value = self._values.get(field)
        return tuple(each for each in value if isinstance(each, Entry)) if isinstance(value, tuple) else ()

    @property
    def encloses_files(self) -> int:
        """How many of the enclosures are a file."""
        return sum(each.file is not None for field in self for each in self.enclosures(field))

    def with_answer(self, field: str, value: Answer) -> Answers:
        """These answers with one changed."""
        return Answers({**self._values, field: value})

    def with_answers(self, values: Mapping[str, Answer]) -> Answers:
        """These answers with several changed at once."""
        return Answers({**self._values, **values})

    def without(self, *fields: str) -> Answers:
        """These answers with some fields taken out."""
        return Answers({k: v for k, v in self._values.items() if k not in fields})

    def as_json(self) -> dict[str, Any]:
        """Plain JSON values, empty answers left out, ready for `letter.json`."""
        return {field: _as_json(value) for field, value in self._filled().items()}


def _as_json(value: Answer) -> Any:
    if isinstance(value, str):
        return value
    if isinstance(value, Body):
        return value.model_dump(mode="json")
    return [each.as_json() for each in value]
