"""Undo and redo over the whole form and its texts: one line of answers, pure values."""

from __future__ import annotations

from dataclasses import dataclass, replace

from briefmaker.letter.answers import Answers

__all__ = ["History", "Step"]

_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Step:
    """Answers as they stood, and where the user was: `key` names the field (and run of typing) that made
    them."""

    answers: Answers
    key: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """The present step with what can be undone and redone. Every change gives a new history."""

    present: Step
    past: tuple[Step, ...] = ()
    future: tuple[Step, ...] = ()

    @classmethod
    def of(cls, answers: Answers) -> History:
        """A history that begins with these answers."""
        return cls(Step(answers))

    @property
    def answers(self) -> Answers:
        """The answers as they stand now."""
        return self.present.answers

    @property
    def can_undo(self) -> bool:
        """Whether there is something to undo."""
        return bool(self.past)

    @property
    def can_redo(self) -> bool:
        """Whether there is something to redo."""
        return bool(self.future)

    def changed(self, answers: Answers, key: str = "") -> History:
        """The history after a change; the same one when nothing changed. Changes with the same non-empty
        `key` right after each other are one step, so that a word typed is undone as a word."""
        if answers == self.present.answers:
            return self  # else undoing it would seem to do nothing
        if key and key == self.present.key and self.past:
            return replace(self, present=Step(answers, key), future=())
        return History(Step(answers, key), (*self.past, self.present)[-_LONGEST:], ())

    def paused(self) -> History:
        """The same history in which the next change begins a new step, whatever its key."""
        return replace(self, present=replace(self.present, key=""))

    def undone(self) -> History:
        """One step back; the same history when there is none."""
        if not self.past:
            return self
        return History(replace(self.past[-1], key=""), self.past[:-1], (self.present, *self.future))

    def redone(self) -> History:
        """One step forward again; the same history when there is none."""
        if not self.future:
            return self
        return History(replace(self.future[0], key=""), (*self.past, self.present), self.future[1:])
