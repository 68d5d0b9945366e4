"""The files that are there only while something is written, and clearing away those a crash left.

The name says whose it is: `.~bm-<machine>-<process>-<begin of the process>-<random>.tmp`, all
hexadecimal. So one that is still being written, by whatever process, is never taken away.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import socket
import stat
import time
from pathlib import Path

from briefmaker.drafts.processes import ProcessMark, process_is_gone, this_process

__all__ = ["is_left_over", "is_temporary", "sweep", "temporary_name"]

_NAME = re.compile(r"\.~bm-([0-9a-f]{8})-([0-9a-f]{1,8})-([0-9a-f]{12}|0)-[0-9a-f]{8}\.tmp")


def temporary_name() -> str:
    """A name, of at most 48 characters, that no file has and that tells whose it is."""
    mark = this_process()
    return f".~bm-{_machine(mark.host)}-{mark.pid:x}-{mark.began or '0'}-{secrets.token_hex(4)}.tmp"


def sweep(folder: Path, older_than: float, *, now: float | None = None) -> int:
    """Remove temporary files of processes that are gone from `folder`; returns how many.

    older_than: seconds since the last change of a file, below which it stays in any case: two systems
    of one name (containers) don't see each other's processes. Files of other machines stay. Never
    raises: what can't be removed stays.
    """
    moment = time.time() if now is None else now
    removed = 0
    try:
        paths = list(folder.iterdir())
    except OSError:
        return 0
    for path in paths:
        if not is_left_over(path.name):
            continue
        try:
            status = path.lstat()
            if stat.S_ISREG(status.st_mode) and moment - status.st_mtime >= older_than:
                path.unlink()
                removed += 1
        except OSError:
            continue
    return removed


def is_temporary(name: str) -> bool:
    """Whether this is the name of something that is there only while it is written, whoever writes it."""
    return _NAME.fullmatch(name) is not None


def is_left_over(name: str) -> bool:
    """Whether this is the name of something that a process of this machine wrote which is gone."""
    found = _NAME.fullmatch(name)
    host = socket.gethostname()
    if found is None or found[1] != _machine(host):
        return False
    began = "" if found[3] == "0" else found[3]
    return process_is_gone(ProcessMark(host, int(found[2], 16), began))


def _machine(host: str) -> str:
    return hashlib.sha256(host.encode("utf-8", "surrogateescape")).hexdigest()[:8]
