"""Saving by itself: one thread that keeps the drafts on the disk up with what is typed.

A change is written half a second after it came, together with all that came in between; only the newest
state of a letter is ever written. With the time of one write a draft is so at most a second behind;
nothing typed two seconds ago is lost, whatever ends the program. Knows no Qt: callbacks come on the
thread of this module.
"""

from __future__ import annotations

import atexit
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from briefmaker.drafts.draft_file import Draft
from briefmaker.drafts.draft_store import DraftStore, RecoverableDraft, new_draft_id

__all__ = ["Autosaver", "Draft", "DraftStore", "RecoverableDraft", "new_draft_id"]

DELAY = 0.5
"""Seconds from a change to its writing: long enough to take a burst of keys together."""

RETRY = 2.0
"""Seconds from a failed write to the next try."""


Told = TypeVar("Told")


@dataclass
class _Waiting:
    """A draft to be written, or (None) to be removed, and when."""

    draft: Draft | None
    due: float


class Autosaver:
    """Writes drafts in the background.

    on_saved(draft_id, sequence): this is on the disk now; on_error(draft_id, error): it could not be
    written (NotSaved; anything else is a bug), it stays in memory and is tried again every two seconds.
    Both are called on the worker thread, and must not call `flush` or `close`.
    """

    def __init__(
        self,
        store: DraftStore,
        on_error: Callable[[str, Exception], None],
        on_saved: Callable[[str, int], None] = lambda _draft_id, _sequence: None,
        *,
        delay: float = DELAY,
        retry: float = RETRY,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = store
        self._on_error = on_error
        self._on_saved = on_saved
        self._delay = delay
        self._retry = retry
        self._clock = clock
        self._waiting: dict[str, _Waiting] = {}
        self._failed: set[str] = set()
        self._busy = False
        self._flushing = 0
        self._closed = False
        self._turn = threading.Condition()
        self._thread = threading.Thread(target=self._work, name="briefmaker-autosave", daemon=True)
        self._thread.start()
        # A program that ends without `close` still writes what is waiting.
        atexit.register(self.close)

    def changed(self, draft_id: str, draft: Draft) -> None:
        """The letter now stands like this. Returns at once; call it at every change."""
        with self._turn:
            self._refuse_when_closed()
            waiting = self._waiting.get(draft_id)
            if waiting is None or waiting.draft is None:
                self._waiting[draft_id] = _Waiting(draft, self._clock() + self._delay)
                self._turn.notify_all()
            else:
                waiting.draft = draft  # what is due stays due: typing on doesn't put it off

    def remove(self, draft_id: str) -> None:
        """The draft is needed no more: its letter was saved and closed. Returns at once."""
        with self._turn:
            self._refuse_when_closed()
            self._waiting[draft_id] = _Waiting(None, self._clock())
            self._turn.notify_all()

    def flush(self, timeout: float | None = None) -> bool:
        """Write all that is waiting now. True when all of it is on the disk; False when something could
        not be written, or not within `timeout` seconds."""
        with self._turn:
            if self._closed and not self._thread.is_alive():
                return not self._waiting
            self._failed.clear()
            self._flushing += 1
            self._turn.notify_all()
            try:
                self._turn.wait_for(
                    lambda: not self._busy and self._waiting.keys() <= self._failed, timeout=timeout
                )
                return not self._busy and not self._waiting
            finally:
                self._flushing -= 1

    def close(self, timeout: float | None = 10.0) -> bool:
        """Write all that is waiting and end the thread; True as `flush`. Doing so twice is fine."""
        atexit.unregister(self.close)
        written = self.flush(timeout)
        with self._turn:
            self._closed = True
            self._turn.notify_all()
        self._thread.join(timeout)
        return written

    def _refuse_when_closed(self) -> None:
        if self._closed:
            raise RuntimeError("the autosaver is closed")

    # --- On the worker thread -----------------------------------------------------------------------

    def _work(self) -> None:
        while True:
            with self._turn:
                self._busy = False
                self._turn.notify_all()
                while (draft_id := self._due()) is None:
                    if self._closed:
                        return
                    self._turn.wait(self._pause())
                waiting = self._waiting.pop(draft_id)
                self._busy = True
            try:
                sequence = self._done(draft_id, waiting.draft)
            except Exception as error:  # noqa: BLE001 (told; this thread must outlive every fault)
                with self._turn:
                    self._failed.add(draft_id)
                    # Something newer may have come meanwhile; then that is written instead.
                    again = self._waiting.setdefault(draft_id, waiting)
                    again.due = self._clock() + self._retry
                self._tell(self._on_error, draft_id, error)
            else:
                if sequence is not None:
                    self._tell(self._on_saved, draft_id, sequence)

    def _due(self) -> str | None:
        """The draft to be written now, the longest waiting first."""
        now = self._clock()
        ready = {
            draft_id: waiting.due
            for draft_id, waiting in self._waiting.items()
            if waiting.due <= now or (self._flushing and draft_id not in self._failed)
        }
        return min(ready, key=ready.__getitem__) if ready else None

    def _pause(self) -> float | None:
        dues = [waiting.due for waiting in self._waiting.values()]
        return max(0.0, min(dues) - self._clock()) if dues else None

    def _done(self, draft_id: str, draft: Draft | None) -> int | None:
        """Write a draft and return its sequence, or remove it."""
        if draft is not None:
            return self._store.write(draft_id, draft)
        self._store.remove(draft_id)
        return None

    def _tell(self, callback: Callable[[str, Told], None], draft_id: str, told: Told) -> None:
        """Call back; a fault there is reported as any of a thread's, and ends nothing here."""
        try:
            callback(draft_id, told)
        except Exception:  # noqa: BLE001 (see above)
            threading.excepthook(threading.ExceptHookArgs((*sys.exc_info(), self._thread)))
