"""What the importer says about a letter: what was read, left over, dropped or guessed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from briefmaker.letter.answers import Answers

__all__ = ["Imported", "Remark", "Remarks"]


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to tell about a piece of the source.

    text: the piece. line: its line in the source, from 1. why: a sentence in the interface language.
    """

    text: str = field(repr=False)
    line: int
    why: str


@dataclass(frozen=True, slots=True)
class Imported:
    """An existing letter as answers.

    unplaced: what fitted no field; it stands in the text of the letter, so nothing is lost.
    dropped: what is not in the answers at all: page headers, page numbers, labels without a value.
    uncertain: what was read on a guess. labels: the label under which each field was found, as typed.
    """

    answers: Answers = field(repr=False)
    unplaced: tuple[Remark, ...] = ()
    dropped: tuple[Remark, ...] = ()
    uncertain: tuple[Remark, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)


class Remarks:
    """Gathers remarks while a letter is read."""

    def __init__(self) -> None:
        self.unplaced: list[Remark] = []
        self.dropped: list[Remark] = []
        self.uncertain: list[Remark] = []
