"""What the importer says about a letter: what was read, left over, dropped or guessed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as data_field

from briefmaker.letter.answers import Answers

__all__ = ["Found", "Imported", "Remark", "Remarks"]


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to tell about a piece of the source.

    text: the piece. line: its line in the source, from 1 (in a document with structure: the number of its
    block). why: a sentence in the interface language. page: from 1; 0 when that is not known.
    """

    text: str = data_field(repr=False)
    line: int
    why: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """Where an answer came from.

    field: the field, by its path ("onderwerp", "besluiten/0/tekst"). text: its words in the source, or
    their beginning. line, last_line, page: where they stand there, as in `Remark`. sure: whether it was
    found by a sign that leaves little doubt, such as its label; else by its place among the others.
    """

    field: str
    text: str = data_field(repr=False)
    line: int
    last_line: int
    page: int = 0
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Imported:
    """An existing letter as answers.

    unplaced: what fitted no field; it stands in the text of the letter, so nothing is lost.
    dropped: what is not in the answers at all: page headers, page numbers, labels without a value.
    uncertain: what was read on a guess. labels: the label under which each field was found, as typed.
    found: where each answer came from, in the order of the source.
    """

    answers: Answers = data_field(repr=False)
    unplaced: tuple[Remark, ...] = ()
    dropped: tuple[Remark, ...] = ()
    uncertain: tuple[Remark, ...] = ()
    labels: Mapping[str, str] = data_field(default_factory=dict)
    found: tuple[Found, ...] = ()


class Remarks:
    """Gathers remarks while a letter is read."""

    def __init__(self) -> None:
        self.unplaced: list[Remark] = []
        self.dropped: list[Remark] = []
        self.uncertain: list[Remark] = []
        self.found: list[Found] = []
