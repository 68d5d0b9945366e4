"""The line of releases of one pack in a shared folder: only ever appended to, one number after the other.

    <shared folder>/<pack>/0007/<pack>-<version>.briefpakket

The newest whole release is the current one. Taking back is appending what was before. May block as long as
the share does: run it in a child process (`share`), never in the window's.
"""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from briefmaker.errors import UnusablePack
from briefmaker.i18n import _
from briefmaker.publishing.opening import NewerRelease, Opened, opened, release_of
from briefmaker.publishing.packing import LARGEST_PACK, hashes, packed
from briefmaker.publishing.release import NO_NUMBER, Release
from briefmaker.publishing.share_failures import (
    NothingPublished,
    PublishedMeanwhile,
    RefusedRelease,
    signed_off,
    unavailable,
)
from briefmaker.publishing.whole_folders import place_folder, sweep_folders

__all__ = ["Entry", "Line", "Newest", "folder_of_number", "lines_in"]

_NUMBER = re.compile(r"[0-9]{4,6}")
_PACK = re.compile(r"[a-z][a-z0-9_]{0,59}")
_ENDING = ".briefpakket"

Admit = Callable[[bytes], Opened]


@dataclass(frozen=True, slots=True)
class Entry:
    """One place in the line; release: None where what lies there is damaged."""

    number: int
    release: Release | None
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest release that can be used, None when there is none, and the numbers after it that can't."""

    found: Opened | None
    damaged: tuple[int, ...] = ()

    @property
    def number(self) -> int:
        """Its number, NO_NUMBER when there is none."""
        return NO_NUMBER if self.found is None else self.found.release.number

    @property
    def following(self) -> int:
        """The number after all that were taken when it was looked for: claiming that one fails when somebody
        published since."""
        return max((self.number, *self.damaged)) + 1


def folder_of_number(number: int) -> str:
    """The name of the folder of a release."""
    return f"{number:04d}"


def lines_in(shared: Path) -> tuple[Line, ...]:
    """The lines of all packs that were published in a shared folder. Raises ShareUnavailable."""
    try:
        names = sorted(entry.name for entry in os.scandir(shared) if entry.is_dir())
    except OSError as error:
        raise unavailable(error, shared) from error
    return tuple(Line(shared, name) for name in names if _PACK.fullmatch(name))


@dataclass(frozen=True, slots=True)
class Line:
    """The line of the pack `pack` in the folder `shared`. Everything may raise ShareUnavailable."""

    shared: Path
    pack: str

    @property
    def folder(self) -> Path:
        """Where its releases lie."""
        return self.shared / self.pack

    def numbers(self) -> tuple[int, ...]:
        """The numbers that are taken, the newest first, whether what lies there is whole or not."""
        try:
            self.shared.stat()
            names = [entry.name for entry in os.scandir(self.folder)]
        except FileNotFoundError as error:
            if self.shared.is_dir():
                return ()
            raise unavailable(error, self.shared) from error
        except OSError as error:
            raise unavailable(error, self.shared) from error
        return tuple(sorted((int(name) for name in names if _NUMBER.fullmatch(name)), reverse=True))

    def data(self, number: int) -> bytes:
        """The pack file of a number, b"" when there is none."""
        paths = self._pack_files(number)
        try:
            if not paths:
                return b""
            with paths[0].open("rb") as stream:
                return stream.read(LARGEST_PACK + 1)
        except FileNotFoundError:
            return b""
        except OSError as error:
            raise unavailable(error, self.shared) from error

    def _pack_files(self, number: int) -> list[Path]:
        folder = self.folder / folder_of_number(number)
        try:
            return sorted(path for path in folder.iterdir() if path.name.endswith(_ENDING))
        except (FileNotFoundError, NotADirectoryError):
            return []
        except OSError as error:
            raise unavailable(error, self.shared) from error

    def whole(self, number: int, admit: Admit = opened) -> Opened:
        """The release of a number with its files; admit: what judges its bytes. Raises UnusablePack also for
        one that belongs elsewhere."""
        found = admit(self.data(number))
        if (found.release.pack, found.release.number) != (self.pack, number):
            raise UnusablePack(_("This pack file is that of another release; somebody put it there by hand."))
        return found

    def newest(self, admit: Admit = opened, *, above: int = NO_NUMBER) -> Newest:
        """The newest release that can be used; above: only higher numbers are looked at. Raises NewerRelease
        when only a later Briefmaker can read the one that holds: nothing may be put in its place here."""
        damaged: list[int] = []
        for number in self.numbers():
            if number <= above:
                break
            try:
                return Newest(self.whole(number, admit), tuple(damaged))
            except NewerRelease as error:
                raise NewerRelease(
                    _(
                        "The newest release of “{pack}”, number {number}, was published with a later version"
                        " of Briefmaker than this one. Have Briefmaker brought up to date on this computer."
                    ).format(pack=self.pack, number=number)
                ) from error
            except UnusablePack:
                damaged.append(number)
        return Newest(None, tuple(damaged))

    def entries(self) -> tuple[Entry, ...]:
        """The whole line, the newest first."""
        try:
            current = self.newest().number
        except NewerRelease:
            current = NO_NUMBER
        return tuple(Entry(number, self._release(number), number == current) for number in self.numbers())

    def _release(self, number: int) -> Release | None:
        try:
            found = release_of(self.data(number))
        except UnusablePack:
            return None
        return found if (found.pack, found.number) == (self.pack, number) else None

    def publish(
        self,
        files: Mapping[str, bytes],
        *,
        version: str,
        by: str,
        changes: str,
        now: datetime.datetime,
        based_on: int,
    ) -> Release:
        """Append these files as a release.

        based_on: the number of the release that they were made from, NO_NUMBER for none. Raises
        PublishedMeanwhile when that isn't the current one (any more), RefusedRelease for a version that was
        used and for files that are those of the current release.
        """
        newest = self.newest()
        self._refuse_overtaken(newest, based_on)
        if newest.found is not None and hashes(files) == newest.found.release.files:
            raise RefusedRelease(
                _("Nothing was changed since {release}.").format(release=signed_off(newest.found.release))
            )
        release = Release(self.pack, version, newest.following, by, now, changes)
        self._refuse_used(release)
        return self._append(files, release)

    def withdraw(
        self,
        *,
        by: str,
        now: datetime.datetime,
        based_on: int | None = None,
        to: int | None = None,
        reason: str = "",
    ) -> Release:
        """Take the current release back: append the content of an earlier one, that before it unless `to`
        says which. reason: why, in the words of who does so, for whoever looks back.

        based_on: the number of the release that is to be taken back, None for whichever is current. Raises
        PublishedMeanwhile when that isn't the current one any more, NothingPublished when there is no such
        earlier release, or only damaged ones.
        """
        newest = self.newest()
        if newest.found is None:
            raise NothingPublished(_("Nothing was published of “{pack}” yet.").format(pack=self.pack))
        if based_on is not None:
            self._refuse_overtaken(newest, based_on)
        current = newest.found.release
        earlier = self._earlier(current, to)
        root = earlier.release.content_number
        changes = _(
            "Taken back: number {number} (version {version}). Version {restored} holds again."
        ).format(number=current.number, version=current.version, restored=earlier.release.version)
        changes = " ".join(part for part in (changes, reason.strip()) if part)
        version, number = earlier.release.version, newest.following
        return self._append(earlier.files, Release(self.pack, version, number, by, now, changes, root))

    def _earlier(self, current: Release, to: int | None) -> Opened:
        for number in self.numbers():
            if number >= current.content_number if to is None else number != to:
                continue
            try:
                found = self.whole(number)
            except UnusablePack:
                continue
            if found.release.files != current.files:
                return found
        sentence = _("There is no earlier release of “{pack}” that can be put back.")
        if to is not None:
            sentence = _("Number {number} of “{pack}” can't be put back: it is damaged, or current already.")
        raise NothingPublished(sentence.format(pack=self.pack, number=to))

    def _refuse_used(self, release: Release) -> None:
        """By the names of the files, which have the version in them: a long line needn't be read for it."""
        for number in self.numbers():
            if any(path.name == release.file_name for path in self._pack_files(number)):
                used = self._release(number)
                raise RefusedRelease(
                    _("Version {version} was published before: {release}. Choose another version.").format(
                        version=release.version,
                        release=signed_off(used) if used else _("number {number}").format(number=number),
                    )
                )

    def _refuse_overtaken(self, newest: Newest, based_on: int) -> None:
        if newest.number == based_on:
            return
        if newest.found is None:
            raise RefusedRelease(
                _(
                    "Your copy began from number {number}, and that isn't in the shared folder “{folder}”."
                    " Look whether this is the right folder."
                ).format(number=based_on, folder=self.shared)
            )
        raise _overtaken(newest.found.release)

    def _append(self, files: Mapping[str, bytes], release: Release) -> Release:
        """Claim the release's number: one step, that one of all who try at the same moment can do."""
        number = release.number
        data = packed(release, files)
        made = opened(data).release
        target = self.folder / folder_of_number(number)
        try:
            self.folder.mkdir(exist_ok=True)
            sweep_folders(self.folder)
            place_folder(target, {made.file_name: data})
        except FileExistsError as error:
            if self.data(number) == data:  # the share had done it when it said that it had not
                return made
            winner = self._release(number)
            if winner is None:
                raise RefusedRelease(
                    _("Somebody else is publishing “{pack}” at this moment. Try again.").format(
                        pack=self.pack
                    )
                ) from error
            raise _overtaken(winner) from error
        except OSError as error:
            if self.data(number) == data:
                return made
            raise unavailable(error, self.shared) from error
        return made


def _overtaken(release: Release) -> PublishedMeanwhile:
    return PublishedMeanwhile(
        _(
            "Somebody else published first: {release}. Nothing of yours was published. Look at what they"
            " changed, take it over, and publish again."
        ).format(release=signed_off(release)),
        release,
    )
