"""A dictionary in a process of its own, that is there when needed and a new one when it crashed or hung."""

from __future__ import annotations

import contextlib
import json
import subprocess
import threading
from collections.abc import Iterable, Sequence
from typing import Any

from briefmaker.spelling import worker

__all__ = ["SpellingProcess", "SpellingStopped"]

_BATCH = 100
"""Words in one request: the worst of compounds takes a tenth of a second."""
CHECK_LIMIT = 20.0
SUGGEST_LIMIT = 8.0
"""Seconds after which the process ends itself."""


class SpellingStopped(Exception):
    """There is no answer: no dictionary or no engine, or the process ended twice over the same request."""


class SpellingProcess:
    """Asks a child process, one request at a time; from any thread, though never the window's.

    The process is started at the first request, and anew after it died. `close` may be called from any
    thread, also while another waits for an answer.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self._asking = threading.Lock()
        self._starting = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False

    @property
    def process_id(self) -> int | None:
        """The number of the child process, None when there is none."""
        process = self._process
        return process.pid if process is not None and process.poll() is None else None

    def check(self, words: Iterable[str]) -> dict[str, bool]:
        """Which of the words are right. Raises SpellingStopped."""
        distinct = list(dict.fromkeys(words))
        known: dict[str, bool] = {}
        for start in range(0, len(distinct), _BATCH):
            batch = distinct[start : start + _BATCH]
            known.update(zip(batch, self._ask({"check": batch}, CHECK_LIMIT), strict=True))
        return known

    def suggest(self, word: str) -> tuple[str, ...]:
        """What the word may have been meant to be. Raises SpellingStopped."""
        return tuple(self._ask({"suggest": word}, SUGGEST_LIMIT))

    def hang(self, seconds: float, limit: float) -> None:
        """Be as an engine that doesn't answer, for tests. Raises SpellingStopped."""
        self._ask({"sleep": seconds}, limit)

    def kill(self) -> None:
        """End the process at once; whoever waits for an answer gets one of a new process, or none."""
        process = self._process
        if process is not None:
            with contextlib.suppress(OSError):
                process.kill()

    def close(self) -> None:
        """End the process for good; requests from now on raise SpellingStopped."""
        with self._starting:
            self._closed = True
        self.kill()
        with self._asking:
            self._discard()

    def _ask(self, request: dict[str, Any], limit: float) -> Sequence[Any]:
        line = json.dumps({**request, "limit": limit}).encode("ascii") + b"\n"
        with self._asking:
            for _attempt in (1, 2):
                process = self._started()
                assert process.stdin is not None
                assert process.stdout is not None
                with contextlib.suppress(OSError, ValueError):
                    process.stdin.write(line)
                    process.stdin.flush()
                    answer = process.stdout.readline()
                    if answer.endswith(b"\n"):
                        found: Sequence[Any] = json.loads(answer)
                        return found
                self._discard()
        raise SpellingStopped

    def _started(self) -> subprocess.Popen[bytes]:
        with self._starting:
            if self._closed:
                raise SpellingStopped
            if self._process is not None and self._process.poll() is not None:
                self._discard()
            if self._process is None:
                try:
                    self._process = subprocess.Popen(
                        worker.command(self.language),
                        stdin=subprocess.PIPE,
                        stdout=subprocess.PIPE,
                        stderr=subprocess.DEVNULL,
                        env=worker.environment(),
                        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
                    )
                except OSError as error:
                    raise SpellingStopped from error
            return self._process

    def _discard(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
