"""A pack file read in memory: the release it is, and the files of the pack. Nothing is unpacked to disk."""

from __future__ import annotations

import hashlib
import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from briefmaker.errors import UnusablePack
from briefmaker.i18n import _
from briefmaker.publishing.packing import LARGEST_FILE, LARGEST_PACK, MOST_FILES, PACKED
from briefmaker.publishing.release import RELEASE, Release, read_release

__all__ = ["Opened", "opened", "release_of"]

_LARGEST_RELEASE = 2_000_000
_DAMAGES = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    OverflowError,
    IndexError,
    KeyError,
    RuntimeError,
    NotImplementedError,
    ValueError,
)
"""What Python raises for a damaged zip. RuntimeError: encrypted, or an unknown compression."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A pack file that is whole: its release, and the content of each file by its path in the pack."""

    release: Release
    files: Mapping[str, bytes] = field(repr=False)


def opened(data: bytes) -> Opened:
    """What is in a pack file. Raises UnusablePack when it is damaged, incomplete, or no pack file, and when
    its files aren't those that were signed off."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            release = _release(archive)
            files = _files(archive)
    except _DAMAGES as error:
        raise _damaged() from error
    if {path: hashlib.sha256(content).hexdigest() for path, content in files.items()} != release.files:
        raise _damaged()
    return Opened(release, files)


def release_of(data: bytes) -> Release:
    """Only the release, for lists: the files may be damaged. Raises UnusablePack."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _release(archive)
    except _DAMAGES as error:
        raise _damaged() from error


def _release(archive: zipfile.ZipFile) -> Release:
    return read_release(_content(archive, archive.getinfo(RELEASE), _LARGEST_RELEASE))


def _files(archive: zipfile.ZipFile) -> dict[str, bytes]:
    members = archive.infolist()
    names = [member.filename for member in members]
    if len(names) > MOST_FILES + 1 or len(set(names)) < len(names) or names[0] != RELEASE:
        raise _damaged()
    if sum(member.file_size for member in members) > LARGEST_PACK:
        raise _damaged()
    if not all(_is_safe(name) for name in names[1:]):
        raise _damaged()
    return {
        member.filename.removeprefix(PACKED): _content(archive, member, LARGEST_FILE)
        for member in members[1:]
    }


def _is_safe(name: str) -> bool:
    """Whether a name stays in the folder it is put in, on every system."""
    inside = name.removeprefix(PACKED)
    parts = inside.split("/")
    return (
        name.startswith(PACKED)
        and not any(part in ("", ".", "..") for part in parts)
        and not set(inside) & set('\\:*?"<>|\0')
    )


def _content(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> bytes:
    with archive.open(member) as stream:
        content = stream.read(most + 1)
        # The checksum is compared when the end is met.
        if len(content) > most or len(content) != member.file_size or stream.read(1):
            raise _damaged()
    return content


def _damaged() -> UnusablePack:
    return UnusablePack(
        _("This pack file is damaged, incomplete, or no pack file. Ask for it again, or publish it again.")
    )
