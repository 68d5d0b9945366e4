"""A letter that is open somewhere is opened read-only elsewhere, and says by whom.

Beside the letter lies a hidden lock file that names the user, machine and process. It is made so that
only one can (a hard link, or a file that must not exist), which holds on shares too, where locks of the
operating system can't be relied on. A lock is left over, and taken, when its process on this machine is
gone, or when it is of another machine and its time was not renewed for ten minutes (every minute while
it is held), by the share's own clock.

Blocks as long as the share does: not to be called on the window's thread.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from briefmaker.drafts.file_names import is_portable
from briefmaker.drafts.processes import ProcessMark, process_is_gone, this_process
from briefmaker.drafts.saving import save_atomically, save_new
from briefmaker.drafts.temporary_files import temporary_name
from briefmaker.errors import NotSaved

__all__ = ["Held", "HeldBy", "LetterLock", "lock_file"]

RENEWED_EVERY = 60.0
LEFT_OVER_AFTER = 600.0
_GUARD_LEFT_OVER_AFTER = 10.0
_TRIES = 40
_PAUSE = 0.05
_LARGEST_LOCK = 10_000


@dataclass(frozen=True)
class HeldBy:
    """Who has the letter open: a user ("" when the lock doesn't tell) at a machine, since a moment (ISO
    8601). is_here: it is this very run of the program."""

    user: str = field(repr=False)
    host: str
    since: str
    is_here: bool = False


class Held:
    """The letter is ours until `release`. As a context manager it is released at the end.

    protects: False where no lock could be made (a folder one may only read, a full disk): the letter can
    be opened, others are not kept out.
    """

    def __init__(self, lock: Path, content: bytes, protects: bool) -> None:
        self.protects = protects
        self._lock = lock
        self._content = content
        self._ended = threading.Event()
        if protects:
            _hide(lock)
            threading.Thread(target=self._renew_regularly, name="briefmaker-lock", daemon=True).start()

    def still_ours(self) -> bool:
        """Whether nobody took the lock over meanwhile, e.g. while this machine slept. Reads the disk."""
        return self.protects and not self._ended.is_set() and _content(self._lock) == self._content

    def renew(self) -> None:
        """Show others that this lock is in use; happens by itself every minute. Never raises."""
        with contextlib.suppress(OSError):
            if self.still_ours():
                os.utime(self._lock)

    def release(self) -> None:
        """Let others have the letter. Doing so twice is fine; never raises."""
        if self.still_ours():
            with contextlib.suppress(OSError):
                self._lock.unlink()
        self._ended.set()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    def _renew_regularly(self) -> None:
        while not self._ended.wait(RENEWED_EVERY):
            self.renew()


class LetterLock:
    """The lock on a letter file."""

    @staticmethod
    def acquire(
        path: Path,
        who: str,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        sleep: Callable[[float], None] = time.sleep,
    ) -> Held | HeldBy:
        """Have the letter at `path` for ourselves, or learn who has it.

        who: the user's name, as others will read it. Of any number of processes asking at once exactly
        one gets `Held`. Never raises for what the disk says.
        """
        mark = this_process()
        lock = lock_file(path)
        content = json.dumps(
            {
                "user": who[:200],
                "host": mark.host,
                "pid": mark.pid,
                "began": mark.began,
                "since": now().isoformat(timespec="seconds"),
                "token": secrets.token_hex(16),
            }
        ).encode("ascii")
        holder = HeldBy("", "", "")
        for _attempt in range(_TRIES):
            try:
                save_new(lock, content)
            except FileExistsError:
                pass
            except NotSaved:
                return Held(lock, content, protects=False)
            else:
                return Held(lock, content, protects=True)
            found = _content(lock)
            if found is None:
                continue  # released this moment
            holder, owner = _read(found)
            if not _is_left_over(lock, owner):
                return holder
            if _taken_over(lock, found, content):
                return Held(lock, content, protects=True)
            sleep(_PAUSE)
        return holder


def lock_file(path: Path) -> Path:
    """Where the lock of a letter lies: beside the file that the path leads to, so that a letter has one
    lock however it is reached."""
    target = Path(os.path.realpath(path))
    name = target.name
    if len(name.encode("utf-8", "surrogateescape")) > 200 or not is_portable(name):
        name = hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()
    return target.with_name(f".~{name}.lock")


def _content(lock: Path) -> bytes | None:
    """What the lock file says; None when there is none."""
    try:
        with lock.open("rb") as stream:
            return stream.read(_LARGEST_LOCK)
    except FileNotFoundError:
        return None
    except OSError:
        return b""


def _read(content: bytes) -> tuple[HeldBy, ProcessMark | None]:
    """Whom a lock names, and its process; nobody where it can't be read (yet)."""
    try:
        found = json.loads(content)
        mark = ProcessMark(str(found["host"]), int(found["pid"]), str(found["began"]))
        holder = HeldBy(
            str(found["user"])[:200], mark.host[:200], str(found["since"])[:40], mark == this_process()
        )
    except (ValueError, KeyError, TypeError, RecursionError):
        return HeldBy("", "", ""), None
    return holder, mark


def _is_left_over(lock: Path, owner: ProcessMark | None) -> bool:
    if owner is not None and owner.host == this_process().host:
        return process_is_gone(owner)
    return _age(lock) > LEFT_OVER_AFTER


def _age(path: Path) -> float:
    """Seconds since a file was changed, by the clock of the disk or share it lies on; 0.0 when that
    can't be told."""
    probe = path.with_name(temporary_name())
    try:
        os.close(os.open(probe, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        try:
            return probe.stat().st_mtime - path.stat().st_mtime
        finally:
            probe.unlink()
    except OSError:
        return 0.0


def _taken_over(lock: Path, found: bytes, content: bytes) -> bool:
    """Put our lock in the place of a left-over one, unless somebody was quicker.

    Whoever takes over makes a guard file first, and looks at the lock again under it: else two could
    both remove what they saw, the second one removing the first one's new lock.
    """
    guard = lock.with_name(f"{lock.name}-guard")
    try:
        os.close(os.open(guard, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError:
        if _age(guard) > _GUARD_LEFT_OVER_AFTER:
            with contextlib.suppress(OSError):
                guard.unlink()
        return False
    try:
        if _content(lock) != found:
            return False
        save_atomically(lock, content)
    except NotSaved:
        return False
    finally:
        with contextlib.suppress(OSError):
            guard.unlink()
    return _content(lock) == content


def _hide(path: Path) -> None:
    """Have Windows not show a file whose name begins with a dot; elsewhere the dot does it."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.kernel32.SetFileAttributesW(str(path), 0x2)
