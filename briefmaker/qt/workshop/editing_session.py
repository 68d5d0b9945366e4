"""A text that is edited, or several as one: how it stands, its history, and what of it is saved.

Knows no widgets and no files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from briefmaker.drafts.kept_texts import UnsavedText
from briefmaker.forms.history import History

__all__ = ["EditingSession", "Standing"]

_PAUSE_MS = 1_500

Text = TypeVar("Text")
Place = TypeVar("Place")


@dataclass(frozen=True, slots=True)
class _Changed(Generic[Text, Place]):
    """A text as it stood, and where the change that made it was."""

    text: Text
    place: Place = field(compare=False)


class Standing(Protocol):
    """An edited text at one moment, a value that can be compared; for another thread."""

    def unsaved(self) -> Mapping[str, UnsavedText]:
        """The texts that are not saved, by file; empty when all are. May take a while."""


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
        self._history = History.of(_Changed(text, place))
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
        return self._history.state.text

    @property
    def is_modified(self) -> bool:
        """Whether it differs from what was saved."""
        return self.text != self.saved

    @property
    def can_undo(self) -> bool:
        """Whether there is something to undo."""
        return self._history.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether there is something to redo."""
        return self._history.can_redo

    def standing(self) -> Standing:
        """How it stands now, beside what was saved."""
        raise NotImplementedError

    def try_now(self) -> object:
        """Look up what is wrong at this very moment."""
        raise NotImplementedError

    # -- history

    def pause(self) -> None:
        """The next change begins a new step to undo."""
        self._pausing.stop()
        self._history = self._history.paused()

    def undo(self) -> None:
        """One step back."""
        if self.can_undo:
            undone = self._history.state
            self._history = self._history.undone()
            self._say_changed(undone.place)

    def redo(self) -> None:
        """One step forward again."""
        if self.can_redo:
            self._history = self._history.redone()
            self._say_changed(self._history.state.place)

    def restore(self, text: Text, before: Text) -> None:
        """Go on with a text that was not saved when its window ended; before: what to compare it with when
        it is saved. One step back is what stands in the file."""
        self.saved = before
        self._take(text, self._history.state.place)
        self.state_changed.emit()

    def revert(self) -> None:
        """Back to what stands in the file; one step back is what was not saved."""
        self._take_over(self.in_file, self.in_file)

    def _take_over(self, text: Text, saved: Text) -> None:
        """Go on with a text that takes in what somebody else saved; one step back is one's own."""
        self.saved = self.in_file = saved
        self._take(text, self._history.state.place)
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
        self._history = self._history.changed(_Changed(text, place), run)
        self._pausing.start()
        self._say_changed(chosen)

    def _say_changed(self, chosen: Place | None) -> None:
        """Tell of another text; chosen: what is chosen now, None for what was."""
        self._choose_in_new(chosen)
        self.state_changed.emit()
        self._trying.start()

    def _choose_in_new(self, chosen: Place | None) -> None:
        """Emit `changed`, with something chosen that the new text has."""
        raise NotImplementedError
