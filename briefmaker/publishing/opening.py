"""A pack file read in memory: the release it is, and the files of the pack. Nothing is unpacked to disk."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from briefmaker.errors import UnusablePack
from briefmaker.i18n import _
from briefmaker.publishing.packing import LARGEST_FILE, LARGEST_PACK, MOST_FILES, PACKED
from briefmaker.publishing.release import RELEASE, NewerFormat, Release, read_release
from briefmaker.publishing.strict_zip import first_member, members
from briefmaker.publishing.structure import check_names

__all__ = ["NewerRelease", "Opened", "opened", "release_of"]

_LARGEST_RELEASE = 2_000_000


class NewerRelease(UnusablePack):
    """A release that only a later Briefmaker can read: nothing is wrong with it."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A pack file that is whole: its release, and the content of each file by its path in the pack."""

    release: Release
    files: Mapping[str, bytes] = field(repr=False)


def opened(data: bytes) -> Opened:
    """What is in a pack file. Raises NewerRelease for one of a later Briefmaker, UnusablePack when it is
    damaged, incomplete, or no pack file, when it has files that could lie elsewhere than in a folder of their
    own, or others than those signed off."""
    found = members(data, largest=LARGEST_PACK, most=MOST_FILES + 1)
    names = [*found]
    if not names or names[0] != RELEASE or len(found[RELEASE]) > _LARGEST_RELEASE:
        raise _damaged()
    release = _read(found.pop(RELEASE))
    if not all(name.startswith(PACKED) for name in found):
        raise _damaged()
    files = {name.removeprefix(PACKED): content for name, content in found.items()}
    check_names(files)
    if any(len(content) > LARGEST_FILE for content in files.values()):
        raise _damaged()
    if {path: hashlib.sha256(content).hexdigest() for path, content in files.items()} != release.files:
        raise UnusablePack(
            _("The files in this pack file aren't those that were signed off. Ask for it again.")
        )
    return Opened(release, files)


def release_of(data: bytes) -> Release:
    """Only the release, for lists: the files may be damaged. Raises UnusablePack."""
    name, content = first_member(data, largest=_LARGEST_RELEASE)
    if name != RELEASE:
        raise _damaged()
    return _read(content)


def _read(content: bytes) -> Release:
    try:
        return read_release(content)
    except NewerFormat as error:
        raise NewerRelease(
            _(
                "This pack file was made with a later version of Briefmaker than this one. Have Briefmaker"
                " brought up to date on this computer, and try again."
            )
        ) from error
    except (ValueError, KeyError) as error:
        raise _damaged() from error


def _damaged() -> UnusablePack:
    return UnusablePack(
        _("This pack file is damaged, incomplete, or no pack file. Ask for it again, or publish it again.")
    )
