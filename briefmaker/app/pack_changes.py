"""Files of a pack changed together: all of them or none, and taken back to the last byte.

Before the first file is touched, what stands in all of them and what is to stand there lies on the disk, in
the user's own folder, never in the pack. A change that a crash or a kill cut short is undone when anything
here is next asked of that pack.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from briefmaker.drafts.failures import not_saved
from briefmaker.drafts.os_lock import SystemLock
from briefmaker.drafts.saving import FileInUse, confirm_folder, save_atomically, save_together
from briefmaker.drafts.temporary_files import sweep, temporary_name
from briefmaker.errors import BriefmakerError, NotSaved
from briefmaker.i18n import _
from briefmaker.places import pack_changes_folder

__all__ = ["Undo", "change", "last_change", "settle", "undo"]

_KEPT = 30
"""So many changes of a pack can be taken back."""
_BEGUN, _DONE, _UNDOING, _UNDONE = "begun", "done", "undoing", "undone"
_LIST, _STATE = "change.json", "state"


@dataclass(frozen=True, slots=True)
class Undo:
    """A change that can be taken back. folder: of the pack; number: which of its changes; what: said to the
    user; files: paths in the pack."""

    folder: Path
    number: int
    what: str
    files: tuple[str, ...]


def change(folder: Path, files: Mapping[str, tuple[bytes, bytes]], what: str) -> Undo:
    """Change files of the pack in `folder`: for each path what stands there, and what is to.

    Raises BriefmakerError when something else stands there by now, NotSaved when a file can't be written;
    then all files are as they were.
    """
    with _locked(folder) as store:
        _settle(store, folder)
        for path, (before, _after) in files.items():
            if _read(folder / path) != before:
                raise _changed_meanwhile(path)
        number = 1 + max((int(each.name) for each in _entries(store)), default=0)
        with _said(folder):
            entry = _write_down(store, folder, number, files, what)
            try:
                save_together({folder / path: after for path, (_before, after) in files.items()})
                _set_state(entry, _DONE)
            except BaseException:
                _take_back(entry, folder)
                raise
        _forget_old(store)
        return Undo(folder, number, what, tuple(files))


def undo(made: Undo) -> None:
    """Put back what stood in the files before this change, byte for byte, all of them or none.

    Raises BriefmakerError when a file has changed since, or the change is not known any more.
    """
    with _locked(made.folder) as store:
        _settle(store, made.folder)
        entry = store / f"{made.number:06d}"
        if _state(entry) != _DONE:
            raise BriefmakerError(_("This change was taken back already, or is too long ago."))
        for path, _before, after in _listed(entry):
            if _read(made.folder / path) != after:
                raise _changed_meanwhile(path)
        with _said(made.folder):
            _set_state(entry, _UNDOING)
            try:
                _take_back(entry, made.folder)
            except BaseException:
                _put_forward(entry, made.folder)
                raise


def last_change(folder: Path) -> Undo | None:
    """The newest change of the pack in `folder` that isn't taken back; None when there is none."""
    with _locked(folder) as store:
        _settle(store, folder)
        for entry in reversed(_entries(store)):
            if _state(entry) == _DONE:
                said = json.loads((entry / _LIST).read_bytes())
                return Undo(folder, int(entry.name), said["what"], tuple(said["files"]))
    return None


def settle(folder: Path) -> None:
    """Undo a change of the pack in `folder` that was cut short; call it before the pack is read for work.

    Never raises: what can't be mended now is mended the next time.
    """
    if _store(folder).is_dir():
        with contextlib.suppress(BriefmakerError, OSError, ValueError), _locked(folder) as store:
            _settle(store, folder)


def _store(folder: Path) -> Path:
    name = hashlib.sha256(str(folder.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:24]
    return pack_changes_folder() / name


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[Path]:
    """The folder with the changes of a pack, for us alone."""
    store = _store(folder)
    with _said(store):
        try:
            store.mkdir(mode=0o700, parents=True, exist_ok=True)
            lock = SystemLock.take(store / "lock")
        except OSError as error:
            raise not_saved(error, store, 0) from error
    if lock is None:
        raise BriefmakerError(_("Something else is changing this pack right now. Try again in a moment."))
    try:
        yield store
    finally:
        lock.release()


def _entries(store: Path) -> list[Path]:
    return sorted(each for each in store.iterdir() if each.name.isdigit())


def _write_down(
    store: Path, folder: Path, number: int, files: Mapping[str, tuple[bytes, bytes]], what: str
) -> Path:
    """Have a change on the disk before it is made: it appears at once, whole."""
    preparing, entry = store / temporary_name(), store / f"{number:06d}"
    try:
        preparing.mkdir(mode=0o700)
        for at, (before, after) in enumerate(files.values()):
            save_atomically(preparing / f"{at}.before", before, private=True)
            save_atomically(preparing / f"{at}.after", after, private=True)
        said = {"folder": str(folder), "what": what, "files": [*files]}
        save_atomically(preparing / _LIST, json.dumps(said).encode("ascii"), private=True)
        preparing.rename(entry)
        confirm_folder(store)
    except OSError as error:
        raise not_saved(error, entry, 0) from error
    return entry


def _listed(entry: Path) -> Iterator[tuple[str, bytes, bytes]]:
    """Path, bytes before and bytes after of each file of a change."""
    said = json.loads((entry / _LIST).read_bytes())
    for at, path in enumerate(said["files"]):
        yield path, (entry / f"{at}.before").read_bytes(), (entry / f"{at}.after").read_bytes()


def _take_back(entry: Path, folder: Path) -> None:
    """Put back what stood in the files that are as the change left them; others somebody edited since."""
    listed = [*_listed(entry)]
    save_together({folder / path: before for path, before, after in listed if _read(folder / path) == after})
    _set_state(entry, _UNDONE)


def _put_forward(entry: Path, folder: Path) -> None:
    """Make the change again in the files in which it was taken back."""
    listed = [*_listed(entry)]
    save_together({folder / path: after for path, before, after in listed if _read(folder / path) == before})
    _set_state(entry, _DONE)


@contextlib.contextmanager
def _said(folder: Path) -> Iterator[None]:
    """Say of files of a pack that can't be written what that means for the pack."""
    try:
        yield
    except FileInUse as error:
        raise NotSaved(
            _(
                "A file of the pack is open in another program, probably Word. Close it there and try again."
                " Nothing was changed."
            )
        ) from error
    except NotSaved as error:
        cause = error.__cause__
        if isinstance(cause, OSError) and cause.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            said = _("There is no room left on the disk to do this. Make room and try again.")
        elif not isinstance(cause, OSError) or cause.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            said = _("You may not change the files in “{folder}”. Work in a copy of the pack.")
        else:
            said = _("The files in “{folder}” can't be written: {reason}.")
        reason = (cause.strerror or "") if isinstance(cause, OSError) else ""
        nothing = _("Nothing was changed.")
        raise NotSaved(f"{said.format(folder=folder, reason=reason)} {nothing}") from error


def _settle(store: Path, folder: Path) -> None:
    for entry in _entries(store):
        if _state(entry) in {_BEGUN, _UNDOING}:
            for parent in {(folder / path).parent for path, _before, _after in _listed(entry)}:
                sweep(parent, 0)
            _take_back(entry, folder)
    for left in store.glob(".~bm-*"):
        if left.is_dir():
            shutil.rmtree(left, ignore_errors=True)
    sweep(store, 0)


def _forget_old(store: Path) -> None:
    for entry in _entries(store)[:-_KEPT]:
        # Out of sight first: half an entry would be taken for a change that was cut short.
        with contextlib.suppress(OSError):
            gone = store / temporary_name()
            entry.rename(gone)
            shutil.rmtree(gone, ignore_errors=True)


def _state(entry: Path) -> str:
    try:
        return (entry / _STATE).read_text(encoding="ascii")
    except FileNotFoundError:
        return _BEGUN if (entry / _LIST).exists() else _UNDONE


def _set_state(entry: Path, state: str) -> None:
    save_atomically(entry / _STATE, state.encode("ascii"), private=True)


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise BriefmakerError(
            _("“{file}” can't be read: {reason}. Nothing was changed.").format(
                file=path.name, reason=error.strerror
            )
        ) from error


def _changed_meanwhile(path: str) -> BriefmakerError:
    return BriefmakerError(
        _("“{file}” was changed in the meantime. Nothing was done; look at it again first.").format(file=path)
    )
