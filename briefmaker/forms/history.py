"""Undo and redo over all that is edited together, such as a whole form and its texts: one line of states, as
pure values."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Generic, TypeVar

__all__ = ["History", "Step"]

_LONGEST = 500

State = TypeVar("State")


@dataclass(frozen=True, slots=True)
class Step(Generic[State]):
    """How it stood, and where the user was: `key` names the field (and run of typing) that made it so."""

    state: State
    key: str = ""


@dataclass(frozen=True, slots=True)
class History(Generic[State]):
    """The present step with what can be undone and redone. Every change gives a new history."""

    present: Step[State]
    past: tuple[Step[State], ...] = ()
    future: tuple[Step[State], ...] = ()

    @classmethod
    def of(cls, state: State) -> History[State]:
        """A history that begins with this state."""
        return cls(Step(state))

    @property
    def state(self) -> State:
        """How it stands now."""
        return self.present.state

    @property
    def can_undo(self) -> bool:
        """Whether there is something to undo."""
        return bool(self.past)

    @property
    def can_redo(self) -> bool:
        """Whether there is something to redo."""
        return bool(self.future)

    def changed(self, state: State, key: str = "") -> History[State]:
        """The history after a change; the same one when nothing changed. Changes with the same non-empty
        `key` right after each other are one step, so that a word typed is undone as a word."""
        if state == self.present.state:
            return self  # else undoing it would seem to do nothing
        if key and key == self.present.key and self.past:
            return replace(self, present=Step(state, key), future=())
        return History(Step(state, key), (*self.past, self.present)[-_LONGEST:], ())

    def paused(self) -> History[State]:
        """The same history in which the next change begins a new step, whatever its key."""
        return replace(self, present=replace(self.present, key=""))

    def undone(self) -> History[State]:
        """One step back; the same history when there is none."""
        if not self.past:
            return self
        return History(replace(self.past[-1], key=""), self.past[:-1], (self.present, *self.future))

    def redone(self) -> History[State]:
        """One step forward again; the same history when there is none."""
        if not self.future:
            return self
        return History(replace(self.future[0], key=""), (*self.past, self.present), self.future[1:])
