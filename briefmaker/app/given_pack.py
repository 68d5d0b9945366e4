"""A single pack file, from a mail for example: looked into first, installed when the user wants it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from briefmaker import places
from briefmaker.errors import UnusableInput
from briefmaker.i18n import _
from briefmaker.packs.installed import InstalledPacks
from briefmaker.packs.pointers import POINTER, current_number, release_folders
from briefmaker.publishing.installing import installed_release
from briefmaker.publishing.release import Release, read_release, release_json
from briefmaker.publishing.share import ShareTask

__all__ = ["GivenPack", "given_pack", "install_given"]

_LIMIT = 120.0
"""Seconds: the file may lie on a share, and every sample of the pack is made."""


@dataclass(frozen=True, slots=True)
class GivenPack:
    """A pack file that can be installed. title: of the pack; present: the version of it that letters are made
    with now, "" for none; is_here: whether the user installed just this already; is_overruled: whether
    letters go on with what the organisation published, which goes before it."""

    path: Path
    release: Release
    title: str
    present: str
    is_here: bool
    is_overruled: bool


def given_pack(path: Path, packs: InstalledPacks) -> GivenPack:
    """What a pack file is; it is judged as `install_given` does. packs: those that letters are made with.

    Waits for a child process: call it on a worker thread. Raises UnusableInput for a file that can't be read,
    UnusablePack, ShareUnavailable when that takes too long.
    """
    written, title = ShareTask("look_into_file", path=str(path)).result(_LIMIT)
    release = read_release(written.encode("ascii"))
    present = packs.packs.get(release.pack)
    own = places.user_packs_folder() / release.pack
    here = release_folders(own).get(current_number(own))
    installed = installed_release(here) if here is not None else None
    return GivenPack(
        path,
        release,
        title or release.pack,
        "" if present is None else present.info.version,
        is_here=installed is not None and installed.files == release.files,
        is_overruled=(places.organisation_packs_folder() / release.pack / POINTER).is_file(),
    )


def install_given(given: GivenPack) -> Release:
    """Have the pack file hold for this user. Raises as `given_pack`; UnusableInput when the file is another
    one by now; NotSaved."""
    made: str = ShareTask(
        "install_file",
        path=str(given.path),
        root=str(places.user_packs_folder()),
        expected=release_json(given.release).decode("ascii"),
    ).result(_LIMIT)
    if not made:
        raise UnusableInput(
            _("“{name}” was changed after it was looked into. Open it again.").format(name=given.path.name)
        )
    return read_release(made.encode("ascii"))
