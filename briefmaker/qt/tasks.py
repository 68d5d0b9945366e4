"""Work beside the window: the one module with threads.

Every lane is one thread, so what is handed to a lane happens in that order. Results hop to the
main thread through one bridge object that lives as long as the program; a receiver that was closed
meanwhile hears nothing, a result that was overtaken is dropped.
"""

from __future__ import annotations

import gc
import time
import weakref
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from shiboken6 import isValid

from briefmaker.errors import Cancelled

__all__ = ["FAREWELL_S", "Latest", "MainThreadGarbage", "Tasks"]

FAREWELL_S = 5.0
"""How long a file that is being written gets when all windows are closed; what isn't saved is a draft."""

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class _Job:
    """What to do with an outcome. Receivers are held weakly: a running job keeps no window alive."""

    done: weakref.WeakMethod[Callable[[Any], None]]
    failed: weakref.WeakMethod[Callable[[Exception], None]] | None


@dataclass(frozen=True, eq=False)
class _Outcome:
    job: _Job
    value: Any = None
    error: Exception | None = None


class Tasks(QObject):
    """Runs functions beside the main thread and brings their results back to it.

    Make one, in the main thread, and pass it to whatever needs it. `close` waits for what is
    running; nothing that was handed over is thrown away, unless the wait has a limit.
    """

    arrived = Signal(object)
    """For this module only: an outcome on its way to the main thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes: dict[str, ThreadPoolExecutor] = {}
        self._going_on: set[Future[Any]] = set()
        self._open = 0
        self._closed = False
        self.arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def is_idle(self) -> bool:
        """Whether no result is still to come."""
        return self._open == 0

    def start(
        self,
        lane: str,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Do `work` in the thread of `lane`, then call `done(result)` or `failed(error)` here.

        done, failed: bound methods, of QObjects or plain objects; held weakly. An error nobody takes
        is raised in the main thread, where the report window shows it. After `close` nothing is begun.
        """
        if self._closed:
            return
        job = _Job(weakref.WeakMethod(done), weakref.WeakMethod(failed) if failed else None)
        executor = self._lanes.get(lane)
        if executor is None:
            executor = self._lanes[lane] = ThreadPoolExecutor(max_workers=1, thread_name_prefix=lane)
        self._open += 1
        future = executor.submit(work)
        self._going_on.add(future)
        future.add_done_callback(self._going_on.discard)
        future.add_done_callback(_Delivery(self, job))

    def close(self, limit: float | None = None) -> bool:
        """Wait for everything that was started, then end the threads. Late results are dropped.

        limit: seconds, None for as long as it takes. False when something was still going on by then: who
        waits for a share can't be ended, and Python would wait for the thread when the process ends.
        """
        self._closed = True
        for executor in self._lanes.values():
            executor.shutdown(wait=False)
        if wait(set(self._going_on), limit).not_done:
            return False
        for executor in self._lanes.values():
            executor.shutdown(wait=True)
        self._lanes.clear()
        return True

    def _deliver(self, outcome: _Outcome) -> None:
        self._open -= 1
        if outcome.error is None:
            done = outcome.job.done()
            if done is not None and _is_alive(done):
                done(outcome.value)
            return
        if isinstance(outcome.error, Cancelled):
            return
        if outcome.job.failed is None:
            if outcome.job.done() is not None:
                raise outcome.error
            return
        failed = outcome.job.failed()
        if failed is not None and _is_alive(failed):
            failed(outcome.error)


class _Delivery:
    """Posts the outcome of one future to the bridge; called in the worker's thread."""

    def __init__(self, bridge: Tasks, job: _Job) -> None:
        self._bridge = bridge
        self._job = job

    def __call__(self, future: Future[Any]) -> None:
        if not isValid(self._bridge):
            return
        if future.cancelled():
            outcome = _Outcome(self._job, error=_cancelled())
        else:
            error = future.exception()
            if error is None:
                outcome = _Outcome(self._job, value=future.result())
            elif isinstance(error, Exception):
                outcome = _Outcome(self._job, error=error)
            else:
                raise error
        self._bridge.arrived.emit(outcome)


def _cancelled() -> Exception:
    return Cancelled()


def _is_alive(method: Callable[..., None]) -> bool:
    receiver = getattr(method, "__self__", None)
    return not isinstance(receiver, QObject) or isValid(receiver)


class Latest(QObject, Generic[T]):
    """Keeps one run going and only the newest request waiting; overtaken requests are never run.

    For the live page: typing faster than pages can be made costs nothing but the pages in between.
    """

    arrived = Signal(object)
    failed = Signal(object)

    def __init__(self, tasks: Tasks, lane: str, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._lane = lane
        self._running = False
        self._waiting: Callable[[], T] | None = None

    @property
    def is_busy(self) -> bool:
        """Whether a run is going on or waiting."""
        return self._running

    def request(self, work: Callable[[], T]) -> None:
        """Run `work` as soon as the lane is free, unless a newer request comes before that."""
        if self._running:
            self._waiting = work
        else:
            self._begin(work)

    def forget(self) -> None:
        """Drop what waits."""
        self._waiting = None

    def _begin(self, work: Callable[[], T]) -> None:
        self._running = True
        self._tasks.start(self._lane, work, self._finish, self._stop)

    def _next(self) -> None:
        work, self._waiting = self._waiting, None
        if work is None:
            self._running = False
        else:
            self._begin(work)

    def _finish(self, value: T) -> None:
        self._next()
        self.arrived.emit(value)

    def _stop(self, error: Exception) -> None:
        self._next()
        self.failed.emit(error)


class MainThreadGarbage(QObject):
    """Lets Python's cycle collector run on the main thread only.

    On a worker thread it can destroy Qt objects, which must die where they live (measured: a
    segmentation fault). So automatic collection is off and a timer looks whether it is time. The
    older generations, whose walk takes longer than a keystroke may, wait until nobody types; the oldest
    also until it was not collected for a while.
    """

    INTERVAL_MS = 1_000
    SOON_MS = 100
    FULL_EVERY_S = 60.0
    PAUSE_S = 0.3
    """Without a key for so long, somebody looks or thinks."""
    WAITS_AT_MOST = 10
    """Times its threshold that the middle generation waits for such a pause."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._last_full = time.monotonic()
        self._last_key = -self.PAUSE_S
        self._was_enabled = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(self.INTERVAL_MS)
        self._timer.timeout.connect(self._collect_young)
        self._timer.start()
        self._older = QTimer(self)
        self._older.setSingleShot(True)
        self._older.timeout.connect(self._collect_older)

    def put_off(self) -> None:
        """Somebody types: let what takes long wait for a pause."""
        self._last_key = time.monotonic()

    def stop(self) -> None:
        """Give collection back to Python."""
        self._timer.stop()
        self._older.stop()
        if self._was_enabled:
            gc.enable()

    def _collect_young(self) -> None:
        if gc.get_count()[0] > gc.get_threshold()[0]:
            gc.collect(0)
        if gc.get_count()[1] > gc.get_threshold()[1] and not self._older.isActive():
            self._older.start(0)

    def _collect_older(self) -> None:
        _young, middle, old = gc.get_count()
        _limit_young, limit_middle, limit_old = gc.get_threshold()
        now = time.monotonic()
        is_pause = now - self._last_key >= self.PAUSE_S
        if not is_pause and middle <= limit_middle * self.WAITS_AT_MOST:
            self._older.start(self.SOON_MS)
        elif is_pause and old > limit_old and now - self._last_full > self.FULL_EVERY_S:
            self._last_full = now
            gc.collect(2)
        else:
            gc.collect(1)
