"""Tries a pack from elsewhere in a child process that has little time and memory, and may change nothing."""

from __future__ import annotations

import json
import signal
import subprocess
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import IO

from briefmaker.errors import UnusablePack
from briefmaker.i18n import _, language
from briefmaker.output.worker import environment
from briefmaker.publishing import trial_worker

__all__ = ["try_in_child"]

_OUT_OF_TIME = -int(getattr(signal, "SIGXCPU", 0)) or 1816
"""How a process ends that used up its time; of a job object of Windows: ERROR_NOT_ENOUGH_QUOTA."""
_PATIENCE = 30.0
"""Seconds by the clock: more than a trial, which bounds itself, takes on a machine that does other things."""
_LONGEST_VERDICT = 100_000
"""Bytes that are read of what the child says."""


def try_in_child(folder: Path, seconds: float = _PATIENCE) -> Mapping[str, str]:
    """The id and version of the pack in `folder`, tried in a child process within its `limits`, and for at
    most `seconds` by the clock.

    Raises UnusablePack for a pack that can't be used, and for one whose trial takes too long, too much memory
    or ends the process.
    """
    try:
        process = subprocess.Popen(
            trial_worker.command(folder, language()),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        raise UnusablePack(
            _("The pack could not be tried, since no process could be started for it ({reason}).").format(
                reason=error.strerror
            )
        ) from None
    said = _Said(process.stdout)  # type: ignore[arg-type]
    try:
        process.wait(seconds)
        in_time = True
    except subprocess.TimeoutExpired:
        in_time = False
    finally:
        process.kill()
        process.wait()
        said.end()
    if not in_time or process.returncode == _OUT_OF_TIME:
        raise UnusablePack(_("Making letters of this pack takes too long."))
    return _judged(said.bytes)


class _Said:
    """What a child says, read while it runs, up to a bound."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._bytes = b""
        self._thread = threading.Thread(target=self._read, name="pack trial", daemon=True)
        self._thread.start()

    def _read(self) -> None:
        self._bytes = self._stream.read(_LONGEST_VERDICT)

    def end(self) -> None:
        self._thread.join()
        self._stream.close()

    @property
    def bytes(self) -> bytes:
        return self._bytes


def _judged(verdict: bytes) -> Mapping[str, str]:
    try:
        said = json.loads(verdict)
    except ValueError:
        said = {"failure": "memory"}
    if "objection" in said:
        raise UnusablePack(said["objection"])
    if said.get("failure") == "memory":
        raise UnusablePack(_("Making letters of this pack takes too much memory."))
    if "failure" in said:
        raise UnusablePack(_("This pack is damaged in a way that keeps letters from being made of it."))
    return said  # type: ignore[no-any-return]
