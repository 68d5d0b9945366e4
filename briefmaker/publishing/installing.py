"""Releases onto this machine: whole or not at all, the earlier ones kept, and the newest one noted last.

    <root>/<pack>/0007/...              the files of a release, with its `uitgave.json`
    <root>/<pack>/0006.briefpakket      an earlier one that was never used here
    <root>/<pack>/huidig.json           which one holds

Reads a share, so it runs in a child process (`share`).
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from briefmaker.drafts.failures import not_saved
from briefmaker.drafts.os_lock import SystemLock
from briefmaker.drafts.saving import save_atomically
from briefmaker.drafts.small_files import write_small_file
from briefmaker.drafts.temporary_files import sweep
from briefmaker.errors import BriefmakerError, NotSaved, UnusablePack
from briefmaker.i18n import _
from briefmaker.packs.pointers import POINTER, current_number, release_folders
from briefmaker.publishing.line import Admit, Line, folder_of_number, lines_in
from briefmaker.publishing.opening import Opened, opened
from briefmaker.publishing.release import NO_NUMBER, RELEASE, Release, read_release, release_json
from briefmaker.publishing.share_failures import not_installed, signed_off
from briefmaker.publishing.whole_folders import place_folder, set_aside, sweep_folders

__all__ = ["Outcome", "install_lines", "install_pack", "installed_release", "kept_files", "unpacked"]

_MOST_KEPT = 50
"""Earlier releases that are brought along at most."""
_LOCK = ".~installatie.lock"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an installation did: the releases that hold now and didn't before, and what is to be said."""

    installed: tuple[Release, ...] = ()
    sentences: tuple[str, ...] = ()


def install_lines(shared: Path, root: Path, admit: Admit) -> Outcome:
    """Have the newest release of each pack in `shared` hold in `root`, and bring the earlier ones along.

    admit: what judges a pack file before it is used. A release that can't be used is passed over and said;
    a pack whose installation fails keeps no other from being installed. Raises ShareUnavailable when the
    share isn't there.
    """
    installed: list[Release] = []
    sentences: list[str] = []
    lines = lines_in(shared)
    for line in lines:
        try:
            with _alone(root / line.pack) as is_mine:
                if is_mine:
                    installed += _install_newest(line, root / line.pack, admit, sentences)
        except BriefmakerError as error:
            sentences.append(str(error))
    for line in lines:
        with contextlib.suppress(BriefmakerError, OSError):
            _keep_earlier(line, root / line.pack)
    return Outcome(tuple(installed), tuple(sentences))


def _install_newest(line: Line, folder: Path, admit: Admit, sentences: list[str]) -> Iterator[Release]:
    present = current_number(folder)
    is_whole = present and _is_whole(folder / folder_of_number(present))
    newest = line.newest(admit, above=present if is_whole else NO_NUMBER)
    if newest.damaged:
        sentences.append(_passed_over(line, newest.damaged[0], newest.found, folder))
    if newest.found is not None and newest.number >= present:
        yield _hold(folder, newest.found, newest.number)


def install_pack(data: bytes, root: Path, admit: Admit) -> Release:
    """Have a single pack file hold in `root`; its number there is the next one. Raises UnusablePack for one
    that can't be used, and NotSaved."""
    found = admit(data)
    folder = root / found.release.pack
    with _alone(folder) as is_mine:
        if not is_mine:
            raise NotSaved(
                _("Somebody else is installing “{pack}” at this moment. Try again.").format(pack=folder.name)
            )
        present = current_number(folder)
        if present and _is_release(folder / folder_of_number(present), found.release):
            return found.release
        return _hold(folder, found, max(release_folders(folder), default=NO_NUMBER) + 1)


def _hold(folder: Path, found: Opened, number: int) -> Release:
    unpacked(folder, found, number)
    try:
        write_small_file(folder / POINTER, {"number": number, "version": found.release.version})
    except NotSaved as error:
        cause = error.__cause__ if isinstance(error.__cause__, OSError) else OSError(str(error))
        raise not_installed(cause, found.release) from error
    return found.release


def unpacked(folder: Path, found: Opened, number: int) -> Path:
    """The folder with the files of a release, made unless it is there whole already. Raises NotSaved."""
    target = folder / folder_of_number(number)
    files = {**found.files, RELEASE: release_json(found.release)}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        sweep_folders(folder)
        sweep(folder, older_than=0)
        if target.exists() and not _is_release(target, found.release):
            set_aside(target)
        if not target.exists():
            with contextlib.suppress(FileExistsError):  # somebody else unpacked the same
                place_folder(target, files)
    except OSError as error:
        raise not_installed(error, found.release) from error
    return target


def installed_release(folder: Path) -> Release | None:
    """What the `uitgave.json` in the folder of a release says; None for a folder that isn't one."""
    try:
        return read_release((folder / RELEASE).read_bytes())
    except (OSError, ValueError):
        return None


def kept_files(folder: Path) -> list[Path]:
    """The pack files of earlier releases that were never used here, the newest first."""
    return sorted(folder.glob("*.briefpakket"), reverse=True)


def _keep_earlier(line: Line, folder: Path) -> None:
    present, here = current_number(folder), release_folders(folder)
    earlier = [number for number in line.numbers() if number < present and number not in here]
    for number in earlier[:_MOST_KEPT]:
        path = folder / f"{folder_of_number(number)}.briefpakket"
        if path.exists():
            continue
        with contextlib.suppress(UnusablePack):
            data = line.data(number)
            if opened(data).release.restores is None:  # otherwise its content lies there already
                save_atomically(path, data)


def _is_release(folder: Path, release: Release) -> bool:
    return installed_release(folder) == release and _is_whole(folder)


def _is_whole(folder: Path) -> bool:
    release = installed_release(folder)
    return release is not None and _hashes_in(folder, release.files) == release.files


def _hashes_in(folder: Path, files: Mapping[str, str]) -> dict[str, str]:
    found = {}
    for path in files:
        with contextlib.suppress(OSError):
            found[path] = hashlib.sha256((folder / path).read_bytes()).hexdigest()
    return found


def _passed_over(line: Line, number: int, used: Opened | None, folder: Path) -> str:
    release = used.release if used else installed_release(folder / folder_of_number(current_number(folder)))
    values = {"number": number, "pack": line.pack}
    if release is None:
        sentence = _(
            "The newest release of “{pack}”, number {number}, is damaged and there is no earlier one. Have it"
            " published again."
        )
        return sentence.format(**values)
    sentence = _(
        "The newest release of “{pack}”, number {number}, is damaged and isn't used. The one before it holds:"
        " {release}. Have the newest one published again."
    )
    return sentence.format(**values, release=signed_off(release))


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[bool]:
    """Whether nobody else on this machine installs into `folder` now; then nobody does until the end."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise not_saved(error, folder / POINTER, 0) from error
    try:
        lock = SystemLock.take(folder / _LOCK)
    except OSError:
        # A home folder on a share that knows no locks: each step is safe by itself.
        yield True
        return
    try:
        yield lock is not None
    finally:
        if lock is not None:
            lock.release()
