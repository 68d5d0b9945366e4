"""One open letter, without a window: its answers and their history, its file, whether it may be changed.

The window shows what this says and tells it what the user does. Every change makes a new history;
filling in the letter waits until the keystroke is on the screen.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from briefmaker.drafts.letter_file import LetterFile
from briefmaker.forms.filling import Filled, fill
from briefmaker.forms.history import History
from briefmaker.forms.starting import completed_answers
from briefmaker.letter.answers import Answer, Answers
from briefmaker.letter.body import Block, Body
from briefmaker.letter.document_type import DocumentType
from briefmaker.problems import Place

__all__ = ["LetterSession"]

_PAUSE_MS = 1_500
_SLOW_MS = 25


class LetterSession(QObject):
    """The state of one letter.

    letter: as its file has it when there is a `path`, else as it begins. unsaved: what was changed in it
    before, kept as a draft; one step back goes to the file's own state. is_new: without a path, whether
    nothing was done in it yet: else it counts as not saved, whatever happens.

    answers_changed(): there is something to keep. filled_changed(Filled): the letter and its
    problems, after every change. answers_replaced(Place): answers changed in another way than by
    typing in their own field, and where. state_changed(): file, modified mark, or whether it may
    be changed.
    """

    answers_changed = Signal()
    filled_changed = Signal(object)
    answers_replaced = Signal(object)
    state_changed = Signal()

    def __init__(
        self,
        document_type: DocumentType,
        letter: LetterFile,
        today: Callable[[], datetime.date],
        *,
        path: Path | None = None,
        unsaved: Answers | None = None,
        is_new: bool = True,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.document_type = document_type
        self.path = path
        self._letter = letter
        self._today = today
        self._history = History.of(letter.answers)
        self._saved = letter.answers if path is not None else None
        self._began = letter.answers if is_new else None
        if unsaved is not None:
            self._history = self._history.changed(unsaved)
        self._was_modified = self.is_modified
        self._read_only_by = ""
        self.filled: Filled = fill(document_type, self.answers, today())
        self._filling = QTimer(self)
        self._filling.setSingleShot(True)
        self._filling.setInterval(0)
        self._filling.timeout.connect(self._fill)
        self._pausing = QTimer(self)
        self._pausing.setSingleShot(True)
        self._pausing.setInterval(_PAUSE_MS)
        self._pausing.timeout.connect(self.pause)

    # -- what is there

    @property
    def answers(self) -> Answers:
        """The answers as they stand."""
        return self._history.state

    @property
    def can_undo(self) -> bool:
        """Whether there is something to undo."""
        return self._history.can_undo and not self.is_read_only

    @property
    def can_redo(self) -> bool:
        """Whether there is something to redo."""
        return self._history.can_redo and not self.is_read_only

    @property
    def is_modified(self) -> bool:
        """Whether the letter differs from its file, or from what it began with when it has none."""
        reference = self._began if self._saved is None else self._saved
        return self.answers is not reference and (reference is None or self.answers != reference)

    @property
    def read_only_by(self) -> str:
        """Who has the letter open, as a sentence for the banner; "" when it may be changed."""
        return self._read_only_by

    @property
    def is_read_only(self) -> bool:
        """Whether nothing may be changed here."""
        return bool(self._read_only_by)

    def as_file(self) -> LetterFile:
        """The letter as it would be saved now."""
        return replace(self._letter, answers=self.answers)

    def saved_file(self) -> LetterFile:
        """The letter as its file has it, or as it began."""
        return replace(self._letter, answers=self._letter.answers if self._saved is None else self._saved)

    # -- what the user does

    def change(self, field: str, answer: Answer, key: str) -> None:
        """A field has a new answer; changes of one `key` in a row are undone together."""
        if self.is_read_only:
            return
        self._take(self._history.changed(self.answers.with_answer(field, answer), key))
        self._pausing.start()

    def choose_entry(self, field: str, entry: Mapping[str, str]) -> None:
        """An entry of the field's list was chosen; it fills other fields too, as one step."""
        if self.is_read_only:
            return
        completed = completed_answers(self.document_type, self.answers, field, entry)
        self._take(self._history.changed(completed).paused())
        self.answers_replaced.emit(Place(field))

    def replace_answers(self, answers: Answers) -> None:
        """Several fields changed at once, as one step; the cursor stays where it is."""
        if self.is_read_only:
            return
        self._take(self._history.changed(answers).paused())
        self.answers_replaced.emit(Place())

    def change_together(self, answers: Mapping[str, Answer], place: Place) -> None:
        """Several fields have new answers, as one step; `place` is where the user looks then."""
        if self.is_read_only:
            return
        self._take(self._history.changed(self.answers.with_answers(answers)).paused())
        self.answers_replaced.emit(place)

    def pause(self) -> None:
        """The next change begins a new step to undo."""
        self._pausing.stop()
        self._history = self._history.paused()

    def undo(self) -> None:
        """One step back."""
        self._step(self._history.undone())

    def redo(self) -> None:
        """One step forward again."""
        self._step(self._history.redone())

    def set_read_only(self, by: str) -> None:
        """Let nothing be changed, and say why; "" lets it be changed again."""
        self._read_only_by = by
        self.state_changed.emit()

    def mark_saved(self, path: Path, answers: Answers) -> None:
        """These answers now stand in this file."""
        self.path = path
        self._saved = answers
        self._was_modified = self.is_modified
        self.state_changed.emit()

    def _step(self, history: History[Answers]) -> None:
        if history is self._history or self.is_read_only:
            return
        before = self.answers
        self._take(history)
        self.answers_replaced.emit(_place_of_difference(before, self.answers))

    def _take(self, history: History[Answers]) -> None:
        if history is self._history:
            return
        self._history = history
        modified = self.is_modified
        if modified != self._was_modified:
            self._was_modified = modified
            self.state_changed.emit()
        self.answers_changed.emit()
        if not self._filling.isActive():
            self._filling.start()

    def fill_now(self) -> Filled:
        """The letter of this very moment."""
        if self._filling.isActive():
            self._filling.stop()
            self._fill()
        return self.filled

    def _fill(self) -> None:
        clock = QElapsedTimer()
        clock.start()
        self.filled = fill(self.document_type, self.answers, self._today())
        # A letter of book length takes longer than a keystroke may: then it is filled in less often.
        spent = clock.elapsed()
        self._filling.setInterval(spent * 3 if spent > _SLOW_MS else 0)
        self.filled_changed.emit(self.filled)


def _place_of_difference(before: Answers, after: Answers) -> Place:
    for field in {**before, **after}:
        old, new = before.get(field), after.get(field)
        if old is new or old == new:
            continue
        if isinstance(old, Body) and isinstance(new, Body):
            return Place(field, _block_of_difference(old.blocks, new.blocks))
        return Place(field)
    return Place()


def _block_of_difference(before: tuple[Block, ...], after: tuple[Block, ...]) -> str:
    for old, new in zip(before, after, strict=False):
        if old is not new and old != new:
            return new.id
    return after[-1].id if after else ""
