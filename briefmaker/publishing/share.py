"""Asks the child process that reads and writes a shared folder, and waits no longer than is said."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from typing import Any

from briefmaker.drafts.failures import shown
from briefmaker.errors import BriefmakerError, Cancelled
from briefmaker.i18n import _, language
from briefmaker.publishing import share_worker
from briefmaker.publishing.release import read_release
from briefmaker.publishing.share_failures import PublishedMeanwhile, ShareUnavailable

__all__ = ["ShareTask", "share_hangs"]

_FAREWELL = 1.0
"""Seconds that a killed process gets to end: one that waits for a share doesn't end before the share answers
(state D), and is left behind."""

_left_behind: list[subprocess.Popen[bytes]] = []


def share_hangs() -> bool:
    """Whether a process that was killed still waits for a share: another one would wait beside it."""
    _left_behind[:] = [process for process in _left_behind if process.poll() is None]
    return bool(_left_behind)


class ShareTask:
    """One task in a child process. `stop` may be called from any thread; a task is done once."""

    def __init__(self, task: str, **arguments: Any) -> None:
        self._request = {"task": task, "language": language(), "arguments": arguments}
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False

    def result(self, limit: float) -> Any:
        """What the task gives, as JSON holds it. limit: seconds it may take.

        Raises what the task raised (see `share_worker.FAILURES`), ShareUnavailable when it took too long or
        the process couldn't be started, Cancelled when it was stopped, and RuntimeError for a bug there.
        """
        try:
            process = self._started()
        except OSError as error:
            raise self._unavailable(error.strerror or type(error).__name__) from error
        try:
            request = json.dumps(self._request).encode("ascii")
            written, _errors = process.communicate(request, limit)
        except subprocess.TimeoutExpired:
            raise self._unavailable(_("it doesn't answer")) from None
        finally:
            _end(process)
        if self._stopped:
            raise Cancelled
        try:
            answer = json.loads(written)
        except ValueError:
            raise self._unavailable(_("the process that reads it ended")) from None
        return _outcome(answer)

    def stop(self) -> None:
        """End the task at once, wherever it is."""
        with self._lock:
            self._stopped = True
            if self._process is not None:
                _kill(self._process)

    def _started(self) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._stopped:
                raise Cancelled
            self._process = subprocess.Popen(
                share_worker.command(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=share_worker.environment(),
                start_new_session=True,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
            return self._process

    def _unavailable(self, reason: str) -> ShareUnavailable:
        folder = str(self._request["arguments"].get("shared", ""))  # type: ignore[attr-defined]
        return ShareUnavailable(
            _("The shared folder “{folder}” can't be reached ({reason}). Try again when it is there.").format(
                folder=shown(folder), reason=reason
            )
        )


def _outcome(answer: dict[str, Any]) -> Any:
    if "done" in answer:
        return answer["done"]
    if "overtaken" in answer:
        raise PublishedMeanwhile(answer["overtaken"], read_release(answer["release"].encode("ascii")))
    if "refused" in answer:
        raise share_worker.FAILURES.get(answer["kind"], BriefmakerError)(answer["refused"])
    raise RuntimeError(answer["bug"])


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End the process, and those that it started."""
    with contextlib.suppress(OSError):
        if sys.platform == "win32":
            process.kill()
        elif process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)


def _end(process: subprocess.Popen[bytes]) -> None:
    _kill(process)
    try:
        process.wait(_FAREWELL)
    except subprocess.TimeoutExpired:
        _left_behind.append(process)
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with contextlib.suppress(OSError):
                stream.close()
