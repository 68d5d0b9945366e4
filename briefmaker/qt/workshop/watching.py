"""Watches the files of a pack while they are edited elsewhere, and says calmly how they are.

The folder is looked at on a worker thread, again and again, sooner when the disk answers fast; what Qt knows
of changed files is not asked, since it knows nothing of network shares. Word saves a file in steps (another
name, away, back again), others write it piece by piece: what isn't whole yet is waited for.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from briefmaker.app.watched_pack import PackState, is_whole, look_at
from briefmaker.i18n import _
from briefmaker.problems import Severity
from briefmaker.qt.tasks import Tasks

__all__ = ["PackWatcher", "WatchWord"]


_NEEDED = frozenset({"pack.toml", "manifest.toml", "template.docx", "huisstijl.toml", "huisstijl.docx"})
"""What a pack can't do without."""


@dataclass(frozen=True)
class WatchWord:
    """What there is to say about the files: a sentence ("" for nothing), None as severity for good news."""

    sentence: str = ""
    severity: Severity | None = None


@dataclass(frozen=True)
class _Seen:
    folder: Path
    state: PackState
    changed: frozenset[str]
    broken: frozenset[str]
    seconds: float


class PackWatcher(QObject):
    """changed(names): files were written to their end, or are gone for good: a frozenset of
    paths in the folder.
    said(WatchWord): how the files are, whenever that changes."""

    changed = Signal(object)
    said = Signal(object)

    PAUSE_MS = 150
    """Between two looks; on a slow disk the pause is ten times as long as a look."""
    PATIENCE_S = 2.0
    """How long a file that is away or half-written is waited for."""
    ANSWERS_WITHIN_MS = 5_000
    """A disk that hasn't answered by then is said not to."""

    def __init__(self, tasks: Tasks, parent: QObject, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._clock = clock
        self._folder: Path | None = None
        self._before: PackState | None = None
        self._waiting: dict[str, float] = {}
        self._gone: set[str] = set()
        self._half: set[str] = set()
        self._word = WatchWord()
        self._looking = False
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._look)
        self._silence = QTimer(self)
        self._silence.setSingleShot(True)
        self._silence.timeout.connect(self._say_silent)

    @property
    def folder(self) -> Path | None:
        """What is watched."""
        return self._folder

    def watch(self, folder: Path | None) -> None:
        """Watch this pack from now on; None for none."""
        if folder == self._folder:
            return
        self._folder = folder
        self._before = None
        self._waiting, self._gone, self._half = {}, set(), set()
        self._say(WatchWord())
        self._next.stop()
        if folder is not None and not self._looking:
            self._look()

    def look_now(self) -> None:
        """Don't wait for the next look."""
        if self._folder is not None and not self._looking:
            self._next.stop()
            self._look()

    def _look(self) -> None:
        if self._folder is None:
            return
        self._looking = True
        self._silence.start(self.ANSWERS_WITHIN_MS)
        work = partial(_seen, self._folder, self._before, frozenset(self._waiting))
        self._tasks.start("workshop-watch", work, self._take)

    def _take(self, seen: _Seen) -> None:
        self._looking = False
        self._silence.stop()
        if seen.folder != self._folder:
            self._look()
            return
        self._next.start(max(self.PAUSE_MS, round(seen.seconds * 10_000)))
        if seen.state.stamps is None:
            sentence = _(
                "The folder “{name}” can't be reached. The pages stay as they were; once it is there again,"
                " they follow by themselves."
            )
            self._say(WatchWord(sentence.format(name=seen.folder.name), Severity.WARNING))
            return
        ready = self._ready(seen)
        self._before = seen.state
        self._say(self._word_of(seen.state))
        if ready:
            self.changed.emit(ready)

    def _ready(self, seen: _Seen) -> frozenset[str]:
        """The changed files that are to be read now: whole, or waited for long enough."""
        now = self._clock()
        stamps = seen.state.stamps or {}
        ready: set[str] = set()
        for name in {*seen.changed, *self._waiting}:
            if name not in seen.broken:
                self._waiting.pop(name, None)
                self._gone.discard(name)
                self._half.discard(name)
                ready.add(name)
                continue
            word, other = (self._half, self._gone) if name in stamps else (self._gone, self._half)
            if name in other and name in seen.changed:  # a half file that goes is perhaps being saved anew
                self._waiting[name] = now
            since = self._waiting.setdefault(name, now)
            if now - since >= self.PATIENCE_S and (name not in word or name in seen.changed):
                word.add(name)
                other.discard(name)
                ready.add(name)
        for name in [name for name in self._gone if Path(name).name not in _NEEDED]:
            # A sample or a list that somebody removed is no news for long.
            self._waiting.pop(name, None)
            self._gone.discard(name)
        return frozenset(ready)

    def _word_of(self, state: PackState) -> WatchWord:
        gone, half = sorted(self._gone), sorted(self._half)
        if gone:
            sentence = _(
                "“{name}” is not there any more. The last good pages stay; put the file back, for example"
                " from the waste bin."
            )
            return WatchWord(sentence.format(name=gone[0]), Severity.WARNING)
        if half:
            sentence = _(
                "“{name}” is not whole. The last good pages stay; save it again in the program you edit it"
                " with."
            )
            return WatchWord(sentence.format(name=half[0]), Severity.WARNING)
        if self._waiting:
            return WatchWord(_("“{name}” is being saved…").format(name=min(self._waiting)))
        if state.held:
            sentence = _("“{name}” is open in another program. Each time you save there, the pages follow.")
            return WatchWord(sentence.format(name=min(state.held)))
        return WatchWord()

    def _say_silent(self) -> None:
        if self._folder is not None:
            sentence = _("The folder “{name}” doesn't answer. The pages stay as they were.")
            self._say(WatchWord(sentence.format(name=self._folder.name), Severity.WARNING))

    def _say(self, word: WatchWord) -> None:
        if word != self._word:
            self._word = word
            self.said.emit(word)


def _seen(folder: Path, before: PackState | None, waiting: frozenset[str]) -> _Seen:
    """One look, on a worker thread."""
    began = time.monotonic()
    state = look_at(folder)
    if state.stamps is None:
        return _Seen(folder, state, frozenset(), frozenset(), time.monotonic() - began)
    changed = state.changed_since(before) if before is not None else frozenset()
    broken = frozenset(name for name in changed | waiting if not is_whole(folder / name))
    return _Seen(folder, state, changed, broken, time.monotonic() - began)
