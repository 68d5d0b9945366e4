"""A child process that is there when needed, and a new one when it crashed or hung."""

from __future__ import annotations

import contextlib
import queue
import subprocess
import sys
import threading
from typing import Any, BinaryIO

from briefmaker.output import worker
from briefmaker.output.failures import Failure, LayoutProblem
from briefmaker.output.messages import receive, send

__all__ = ["Child"]

_FAREWELL = 2.0
"""Seconds that an idle process gets to end by itself."""


class Child:
    """Runs `worker` tasks in a process of its own, one at a time; may be called from any thread.

    The process is started at the first request (or `start`), and anew after a crash or a request that
    took too long. A request during which it crashed is tried once more.
    """

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._running: _Running | None = None
        self._closing = False

    @property
    def process_id(self) -> int | None:
        """The number of the child process, None when there is none."""
        running = self._running
        return running.process.pid if running and running.is_alive else None

    def start(self) -> None:
        """Start the process if it doesn't run; returns at once."""
        with self._lock:
            self._started()

    def ask(self, name: str, limit: float, **arguments: Any) -> Any:
        """The result of a task. limit: seconds it may take.

        Raises LayoutProblem (what the task raised, or NOT_STARTED, CRASHED, TOO_SLOW), and RuntimeError
        with the child's traceback for a bug there.
        """
        with self._lock:
            for attempt in (1, 2):
                running = self._started()
                try:
                    kind, value = running.ask((limit, name, arguments), limit)
                    break
                except TimeoutError:
                    self._stop()
                    raise LayoutProblem(Failure.TOO_SLOW) from None
                except (EOFError, OSError):
                    self._stop()
                    if attempt == 2 or self._closing:
                        raise LayoutProblem(Failure.CRASHED) from None
                except BaseException:
                    self._stop()  # the answer to come would be taken for that of the next request
                    raise
        if kind == "problem":
            failure, detail = value
            raise LayoutProblem(Failure(failure), detail)
        if kind == "bug":
            raise RuntimeError(value)
        return value

    def close(self) -> None:
        """End the process at once, also in the midst of a request. A later request starts it again."""
        self._closing = True
        running = self._running
        if running is not None:
            if self._is_idle():
                running.dismiss()
            else:
                running.process.kill()
        with self._lock:
            self._stop()
            self._closing = False

    def _is_idle(self) -> bool:
        """Whether nobody is waiting for an answer."""
        if not self._lock.acquire(blocking=False):
            return False
        self._lock.release()
        return True

    def _started(self) -> _Running:
        if self._running is not None and not self._running.is_alive:
            self._stop()
        if self._running is None:
            try:
                self._running = _Running()
            except OSError as error:
                raise LayoutProblem(Failure.NOT_STARTED) from error
        return self._running

    def _stop(self) -> None:
        running, self._running = self._running, None
        if running is not None:
            running.stop()


class _Running:
    """One process, and the thread that reads its answers so that waiting can have an end."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            worker.command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=worker.environment(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.requests: BinaryIO = self.process.stdin  # type: ignore[assignment]
        _widen(self.process.stdout.fileno())
        self.answers: queue.SimpleQueue[tuple[bool, Any]] = queue.SimpleQueue()
        self.reader = threading.Thread(target=self._read, name="layout answers", daemon=True)
        self.reader.start()

    @property
    def is_alive(self) -> bool:
        return self.process.poll() is None

    def ask(self, request: Any, limit: float) -> Any:
        """Send a request and wait. Raises EOFError or OSError when the process died, TimeoutError."""
        send(self.requests, request)
        try:
            arrived, answer = self.answers.get(timeout=limit)
        except queue.Empty:
            raise TimeoutError from None
        if not arrived:
            raise EOFError
        return answer

    def dismiss(self) -> None:
        """Let the process end by itself, which it does when there is nothing more to come."""
        with contextlib.suppress(OSError):
            self.requests.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(_FAREWELL)

    def stop(self) -> None:
        """End the process, whatever it does."""
        self.process.kill()
        with contextlib.suppress(OSError):
            self.requests.close()
        self.process.wait()
        self.reader.join()
        if self.process.stdout is not None:
            self.process.stdout.close()

    def _read(self) -> None:
        stream = self.process.stdout
        assert stream is not None
        try:
            while True:
                self.answers.put((True, receive(stream)))  # type: ignore[arg-type]
        except (EOFError, OSError, ValueError):
            self.answers.put((False, None))


def _widen(descriptor: int) -> None:
    """Let a pipe hold a megabyte instead of 64 kB, where that can be asked for: fewer, larger reads."""
    if sys.platform == "linux":
        import fcntl

        with contextlib.suppress(OSError):
            fcntl.fcntl(descriptor, fcntl.F_SETPIPE_SZ, 1 << 20)
