"""Folders that are there whole or not at all, and under a name that nobody else can take at the same moment.

A folder is written under a temporary name and then renamed. Renaming a folder never replaces one that has
something in it: POSIX (`rename`: ENOTEMPTY or EEXIST), Windows (ERROR_ALREADY_EXISTS, ERROR_ACCESS_DENIED)
and SMB (FileRenameInformation replaces no folder) all refuse that, in one step. Renaming a *file* replaces
the other on POSIX, and hard links, which would not, are missing on many shares.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from briefmaker.drafts.saving import PATIENCE, TRIES, confirm_folder
from briefmaker.drafts.temporary_files import is_left_over, is_temporary, temporary_name

__all__ = ["place_folder", "set_aside", "sweep_folders"]

_DAY = 86_400.0
_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_NO_FSYNC_HERE = (errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EBADF)
# System Error Codes: access denied, sharing and lock violation: what a virus scanner gives that looks at a
# file this moment.
_HELD_ON_WINDOWS = (5, 32, 33)


def place_folder(
    target: Path, files: Mapping[str, bytes], *, sleep: Callable[[float], None] = time.sleep
) -> None:
    """Make the folder `target` with these files, by their paths in it; on return it is on the disk.

    Raises FileExistsError when a folder with something in it has the name, also when it came there this
    moment: that one is untouched. Raises OSError for what the system says otherwise; nothing is left then.
    """
    temporary = target.with_name(temporary_name())
    temporary.mkdir()
    try:
        for path, data in files.items():
            _write(temporary, path, data)
        for folder in sorted({(temporary / path).parent for path in files} | {temporary}, reverse=True):
            confirm_folder(folder)
        _rename(temporary, target, sleep)
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise
    confirm_folder(target.parent)


def _write(folder: Path, name: str, data: bytes) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, _FLAGS, 0o666)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        try:
            os.fsync(descriptor)
        except OSError as error:
            if error.errno not in _NO_FSYNC_HERE:
                raise
    finally:
        os.close(descriptor)


def _rename(temporary: Path, target: Path, sleep: Callable[[float], None]) -> None:
    for attempt in range(1, TRIES + 1):
        try:
            os.rename(temporary, target)  # noqa: PTH104 (the name that the kill tests know)
        except OSError as error:
            if not temporary.exists():
                # A share that lost its answer: the folder has its name. Whether it is ours is for the caller.
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target)) from error
            if os.path.lexists(target):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target)) from error
            if getattr(error, "winerror", None) not in _HELD_ON_WINDOWS or attempt == TRIES:
                raise
            sleep(PATIENCE / TRIES)
        else:
            return


def set_aside(folder: Path) -> None:
    """Take a folder's name away, so that another can have it; it goes when left-overs are swept. Raises
    OSError."""
    aside = folder.with_name(temporary_name())
    with contextlib.suppress(FileNotFoundError):
        os.rename(folder, aside)  # noqa: PTH104
        shutil.rmtree(aside, ignore_errors=True)


def sweep_folders(parent: Path) -> int:
    """Remove the temporary folders in `parent` that processes left which are gone: those of this machine at
    once, those of others after a day by the clock of the disk or share itself; returns how many. Never
    raises: what can't be removed stays."""
    removed = 0
    try:
        left = [path for path in parent.iterdir() if is_temporary(path.name)]
        moment = _clock_of(parent) if any(not is_left_over(path.name) for path in left) else 0.0
    except OSError:
        return 0
    for path in left:
        try:
            status = path.lstat()
        except OSError:
            continue
        if stat.S_ISDIR(status.st_mode) and (is_left_over(path.name) or moment - status.st_mtime > _DAY):
            shutil.rmtree(path, ignore_errors=True)
            removed += not path.exists()
    return removed


def _clock_of(parent: Path) -> float:
    """What time it is where `parent` lies: this machine's clock may be wrong."""
    probe = parent / temporary_name()
    probe.mkdir()
    try:
        return probe.stat().st_mtime
    finally:
        with contextlib.suppress(OSError):
            probe.rmdir()
