"""A lock of the operating system on a file: held by one process, and released when that ends, however.

For folders on this machine only; on shares such locks can't be relied on (`locks` is for those).
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

__all__ = ["SystemLock"]

_held: set[SystemLock] = set()


class SystemLock:
    """A held lock. The file stays when it is released, so that nobody locks one that is no more."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        _held.add(self)

    @classmethod
    def take(cls, path: Path) -> SystemLock | None:
        """The lock on this file, made if need be; None when somebody else has it. Raises OSError."""
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            if _locked(descriptor):
                return cls(descriptor)
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)
        return None

    def release(self) -> None:
        """Give the lock back. Doing so twice is fine."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1
            _held.discard(self)


def _close_all() -> None:
    """A forked process would keep the locks of its parent alive after the parent's end."""
    for lock in list(_held):
        lock.release()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_close_all)

if sys.platform == "win32":
    import msvcrt

    def _locked(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _locked(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
