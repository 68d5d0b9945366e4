"""A text that is edited, or several as one: how it stands, its history, and what of it is saved.

Knows no widgets and no files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from briefmaker.drafts.kept_texts import UnsavedText

__all__ = ["EditingSession"]

_PAUSE_MS = 1_500
_LONGEST_HISTORY = 500

Text = TypeVar("Text")
Place = TypeVar("Place")


@dataclass(frozen=True, slots=True)
class _Step(Generic[Text, Place]):
    """A text as it stood, where the change that made it was, and the run of typing that did."""

    text: Text
    place: Place
    run: str = ""


class EditingSession(QObject, Generic[Text, Place]):
    """changed(): the text is another. state_changed(): saved or not, what can be undone.

    folder: of what is edited. saved: what a change is told by, and saving compares with. in_file: what stands
    in the file, as far as known; another than `saved` only while others changed the same lines.
    """

    changed = Signal()
    state_changed = Signal()

    def __init__(self, folder: Path, text: Text, place: Place, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder = folder
        self.saved = text
        self.in_file = text
        self._present = _Step(text, place)
        self._past: tuple[_Step[Text, Place], ...] = ()
        self._future: tuple[_Step[Text, Place], ...] = ()
        self._trying = QTimer(self)
        self._trying.setSingleShot(True)
        self._trying.setInterval(0)
        self._trying.timeout.connect(self.try_now)
        self._pausing = QTimer(self)
        self._pausing.setSingleShot(True)
        self._pausing.setInterval(_PAUSE_MS)
        self._pausing.timeout.connect(self.pause)

    @property
    def text(self) -> Text:
        """How it stands."""
        return self._present.text

    @property
    def is_modified(self) -> bool:
        """Whether it differs from what was saved."""
        return self.text != self.saved

    @property
    def can_undo(self) -> bool:
        """Whether there is something to undo."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether there is something to redo."""
        return bool(self._future)

    def unsaved(self) -> Mapping[str, UnsavedText]:
        """The texts that are not saved, by file; empty when all are."""
        raise NotImplementedError

    def try_now(self) -> object:
        """Look up what is wrong at this very moment."""
        raise NotImplementedError

    # -- history

    def pause(self) -> None:
        """The next change begins a new step to undo."""
        self._pausing.stop()
        self._present = replace(self._present, run="")

    def undo(self) -> None:
        """One step back."""
        if self._past:
            before, self._past = self._past[-1], self._past[:-1]
            self._future = (self._present, *self._future)
            self._step_to(before, self._future[0].place)

    def redo(self) -> None:
        """One step forward again."""
        if self._future:
            after, self._future = self._future[0], self._future[1:]
            self._past = (*self._past, self._present)
            self._step_to(after, after.place)

    def restore(self, text: Text, before: Text) -> None:
        """Go on with a text that was not saved when its window ended; before: what to compare it with when
        it is saved. One step back is what stands in the file."""
        self.saved = before
        self._take(text, self._present.place)
        self.state_changed.emit()

    def revert(self) -> None:
        """Back to what stands in the file; one step back is what was not saved."""
        self._take_over(self.in_file, self.in_file)

    def _take_over(self, text: Text, saved: Text) -> None:
        """Go on with a text that takes in what somebody else saved; one step back is one's own."""
        self.saved = self.in_file = saved
        self._take(text, self._present.place)
        self.state_changed.emit()

    def _note_saved(self, saved: Text) -> None:
        self.saved = self.in_file = saved
        self.pause()
        self.state_changed.emit()

    def _take(self, text: Text, place: Place, run: str = "", chosen: Place | None = None) -> None:
        """Another text, by a change at a place; changes of one run are undone together. chosen: what is
        chosen then, None when the change doesn't say."""
        if text == self.text:
            return
        if not (run and run == self._present.run and self._past):
            self._past = (*self._past, self._present)[-_LONGEST_HISTORY:]
        self._future = ()
        self._present = _Step(text, place, run)
        self._pausing.start()
        self._say_changed(chosen)

    def _step_to(self, step: _Step[Text, Place], place: Place) -> None:
        self._present = replace(step, run="")
        self._say_changed(place)

    def _say_changed(self, chosen: Place | None) -> None:
        """Tell of another text; chosen: what is chosen now, None for what was."""
        self._choose_in_new(chosen)
        self.state_changed.emit()
        self._trying.start()

    def _choose_in_new(self, chosen: Place | None) -> None:
        """Emit `changed`, with something chosen that the new text has."""
        raise NotImplementedError
