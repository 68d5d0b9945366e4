"""Files written so that at every moment the old one or the new one is there, whole.

Temporary file in the same folder, fsync, replace, fsync of the folder: after the return the new file
survives a power cut, before it the old one does. Without the folder's fsync 30 of 90 new files were
gone after a cut; a plain save was ruined in 952 of 1,000 kills (docs/files.md). Serves letter files,
Word and PDF files, drafts and settings alike.

May block as long as the disk or share does: never call it on the window's thread for a share.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from briefmaker.drafts.failures import not_saved, shown
from briefmaker.drafts.file_names import free_name, is_portable, portable_name
from briefmaker.drafts.temporary_files import temporary_name
from briefmaker.errors import NotSaved
from briefmaker.i18n import _

__all__ = [
    "FileInUse",
    "confirm_folder",
    "save_atomically",
    "save_new",
    "save_or_beside",
    "save_together",
]

TRIES = 10
PATIENCE = 2.5
"""Seconds that a file held by another program (Word, a virus scanner) is waited for, at most."""

# System Error Codes: access denied (what replacing an open file gives), sharing and lock violation.
_HELD_ON_WINDOWS = (5, 32, 33)
_NO_FSYNC_HERE = (errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EBADF)
_FLAGS = (
    os.O_WRONLY
    | os.O_CREAT
    | os.O_EXCL
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_CLOEXEC", 0)
)
_MOST_OTHER_NAMES = 50


class FileInUse(NotSaved):
    """Another program holds the file. `free` is a name beside it that nobody uses."""

    def __init__(self, message: str, free: Path) -> None:
        super().__init__(message)
        self.free = free


def save_atomically(
    path: Path,
    data: bytes,
    *,
    private: bool = False,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> None:
    """Write `data` to `path`, over what stands there; on return it is on the disk.

    A link is followed, and the file it points at is written; rights of an existing file stay. private:
    a new file is for this user only. clock, sleep: in seconds, for the waiting on Windows.

    Raises NotSaved: what stood there is whole, and nothing is left beside it. Raises FileInUse when
    another program held the file all the time (Windows).
    """
    with _as_not_saved(path, len(data)):
        target, existing = _target(path)
        _place(target, data, existing, private, partial(_replace, clock=clock, sleep=sleep))


def save_new(path: Path, data: bytes, *, private: bool = False) -> None:
    """Write `data` to `path`, where nothing may stand. Raises FileExistsError when something does, even
    if it came there this moment, and NotSaved as `save_atomically`."""
    with _as_not_saved(path, len(data), passing=FileExistsError):
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
        target, _existing = _target(path)
        _place(target, data, None, private, _put_new)


def save_together(
    files: Mapping[Path, bytes],
    *,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> None:
    """Write several files; none is put in its place before all of them are on the disk.

    Raises NotSaved, as `save_atomically` does for the file that failed. When room or rights are lacking that
    is before the first file changes; a file that is held (Windows) may fail behind others that have changed.
    """
    staged: dict[Path, Path] = {}
    try:
        for path, data in files.items():
            with _as_not_saved(path, len(data)):
                target, existing = _target(path)
                staged[target] = _staged(target, data, existing, private=False)
        for target in [*staged]:
            with _as_not_saved(target, 0):
                _replace(staged[target], target, clock=clock, sleep=sleep)
                del staged[target]
    finally:
        for temporary in staged.values():
            with contextlib.suppress(OSError):
                temporary.unlink()
    for folder in {path.parent for path in files}:
        with _as_not_saved(folder, 0):
            confirm_folder(folder)


def save_or_beside(
    path: Path,
    data: bytes,
    *,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> Path:
    """Write `data` to `path`, or when another program holds that to a free name beside it ("Brief
    (2).docx"); returns where it went. Nothing else is overwritten. Raises NotSaved."""
    try:
        save_atomically(path, data, clock=clock, sleep=sleep)
    except FileInUse as in_use:
        other = in_use.free
        for _attempt in range(_MOST_OTHER_NAMES):
            try:
                save_new(other, data)
            except FileExistsError:
                other = other.with_name(free_name(other.parent, other.name))
            else:
                return other
        raise
    return path


@contextlib.contextmanager
def _as_not_saved(
    path: Path, needed: int, passing: type[OSError] | tuple[type[OSError], ...] = ()
) -> Iterator[None]:
    try:
        yield
    except passing:
        raise
    except OSError as error:
        raise not_saved(error, path, needed) from error
    except ValueError:  # a null character in the name
        raise _bad_name(path) from None


def _target(path: Path) -> tuple[Path, os.stat_result | None]:
    """The file to be replaced, links followed, and its status; None for one that isn't there yet."""
    if not path.name or path.name == "..":
        raise _bad_name(path)
    if path.is_symlink():
        path = Path(os.path.realpath(path))
    try:
        existing = path.stat()
    except FileNotFoundError:
        # An old file of an odd name may be saved again; a new one should open on every system.
        if not is_portable(path.name):
            raise _bad_name(path) from None
        return path, None
    if stat.S_ISDIR(existing.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(existing.st_mode):
        raise _bad_name(path)
    if not os.access(path, os.W_OK):
        raise NotSaved(
            _(
                "“{name}” is not saved: the file may only be read. Save the letter under another name, or in"
                " another folder. The earlier file is unchanged."
            ).format(name=shown(path.name))
        )
    return path, existing


def _place(
    target: Path,
    data: bytes,
    existing: os.stat_result | None,
    private: bool,
    put: Callable[[Path, Path], None],
) -> None:
    temporary = _staged(target, data, existing, private=private)
    try:
        put(temporary, target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    try:
        confirm_folder(target.parent)
    except OSError as error:
        raise NotSaved(
            _(
                "“{name}” is written, but the disk doesn't confirm it ({reason}). Save the letter in another"
                " place too."
            ).format(name=shown(target.name), reason=error.strerror or type(error).__name__)
        ) from error


def _staged(target: Path, data: bytes, existing: os.stat_result | None, *, private: bool) -> Path:
    """A file beside `target` with what is to stand there, on the disk."""
    temporary = target.with_name(temporary_name())
    # An existing file's rights come with its other properties below; until then nobody else looks in.
    descriptor = os.open(temporary, _FLAGS, 0o600 if private or existing else 0o666)
    try:
        try:
            _write(descriptor, data)
            if existing:
                _take_over(target, existing, temporary)
            _confirm(descriptor)
        finally:
            os.close(descriptor)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    return temporary


def _write(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _take_over(target: Path, existing: os.stat_result, temporary: Path) -> None:
    """Rights, owner, group and extended attributes, as far as the system lets us; not the times."""
    with contextlib.suppress(OSError):
        if hasattr(os, "chown"):
            os.chown(temporary, existing.st_uid, existing.st_gid)
    with contextlib.suppress(OSError):
        shutil.copystat(target, temporary)
    with contextlib.suppress(OSError):
        os.utime(temporary)


def _confirm(descriptor: int) -> None:
    """Have the file's contents on the disk, not only in its cache."""
    try:
        if sys.platform == "darwin":
            import fcntl

            # fsync(2) of macOS leaves the data in the drive's cache.
            with contextlib.suppress(OSError):
                fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
                return
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_FSYNC_HERE:
            raise


def confirm_folder(folder: Path) -> None:
    """Have the names in a folder on the disk. Windows does this by itself; raises OSError."""
    if sys.platform == "win32":
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except PermissionError:
        return  # a folder one may write in but not list
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_FSYNC_HERE:
            raise
    finally:
        os.close(descriptor)


def _replace(
    temporary: Path, target: Path, *, clock: Callable[[], float], sleep: Callable[[float], None]
) -> None:
    pause = PATIENCE / TRIES
    began = clock()
    for attempt in range(1, TRIES + 1):
        try:
            temporary.replace(target)
        except OSError as error:
            if getattr(error, "winerror", None) not in _HELD_ON_WINDOWS:
                raise
            if attempt == TRIES or clock() - began + pause > PATIENCE:
                free = target.with_name(free_name(target.parent, target.name))
                raise FileInUse(
                    _(
                        "“{name}” is not saved: another program, probably Word, has it open. Close it there"
                        " and save again, or save the letter as “{free}”. The earlier file is unchanged."
                    ).format(name=shown(target.name), free=shown(free.name)),
                    free,
                ) from error
            sleep(pause)
        else:
            return


def _put_new(temporary: Path, target: Path) -> None:
    """Give the temporary file its name, unless another file has it."""
    if sys.platform == "win32":
        temporary.rename(target)  # refuses to replace there
        return
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise
    except OSError:
        # No hard links here (FAT, some shares): reserve the name, then replace our own empty file.
        os.close(os.open(target, _FLAGS, 0o666))
        temporary.replace(target)
    else:
        temporary.unlink()


def _bad_name(path: Path) -> NotSaved:
    return NotSaved(
        _(
            "“{name}” is not saved: not every computer can hold a file of this name. Choose another one, for"
            " example “{good}”."
        ).format(name=shown(path.name), good=portable_name(path.name))
    )
