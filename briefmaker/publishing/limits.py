"""Bounds that a process sets for itself, for good, before it takes in what a stranger made."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import Any

from briefmaker.publishing.windows_job import join_job

__all__ = ["MEMORY", "SECONDS", "limit_this_process", "refuse_writing_and_fetching"]

MEMORY = 512 << 20
"""Bytes that the trial of a pack may take."""
SECONDS = 9
"""Seconds of a processor's time that it may take, those of starting included: on a busy machine a good pack
takes longer by the clock."""

_CHANGING = (
    "socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto",
    "subprocess.Popen", "os.system", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn",
    "os.startfile", "os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate",
    "os.chmod", "os.chown", "os.utime", "os.kill", "shutil.", "urllib.Request", "ftplib.", "smtplib.",
    "http.client.", "ctypes.dlopen",
)  # fmt: skip
"""Beginnings of the audit events (PEP 578) of what changes or reaches anything outside the process."""


def limit_this_process(memory: int = MEMORY, seconds: int = SECONDS) -> None:
    """Let this process have no more than `memory` bytes and `seconds` of a processor's time, and make no file
    larger than nothing. Where the system can't (macOS doesn't count address space), whoever started it
    watches the clock."""
    if sys.platform == "win32":
        join_job(memory, seconds)
        return
    import resource

    bounds = {
        resource.RLIMIT_AS: (memory, memory),
        resource.RLIMIT_CPU: (seconds, seconds + 1),  # so that it ends by a signal that says why
        resource.RLIMIT_FSIZE: (0, 0),
        resource.RLIMIT_CORE: (0, 0),
    }
    for which, wanted in bounds.items():
        with contextlib.suppress(OSError, ValueError):
            hard = resource.getrlimit(which)[1]
            soft, most = (each if hard == resource.RLIM_INFINITY else min(each, hard) for each in wanted)
            resource.setrlimit(which, (soft, most))


def refuse_writing_and_fetching() -> None:
    """From now on raise PermissionError for every attempt in Python to write a file, start a process or reach
    another machine. Cannot be taken back."""
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open":
        _path, mode, flags = arguments
        if (isinstance(mode, str) and set(mode) & set("wax+")) or (
            isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC)
        ):
            raise PermissionError("a trial writes nothing")
    elif event.startswith(_CHANGING):
        raise PermissionError("a trial changes nothing")
