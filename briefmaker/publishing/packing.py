"""A pack's folder into one file, the same bytes for the same content."""

from __future__ import annotations

import hashlib
import io
import os
import stat
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from briefmaker.drafts.failures import shown
from briefmaker.drafts.file_names import is_portable
from briefmaker.errors import UnusablePack
from briefmaker.i18n import _
from briefmaker.publishing.release import RELEASE, Release, release_json

__all__ = [
    "LARGEST_FILE",
    "LARGEST_PACK",
    "MOST_FILES",
    "PACKED",
    "content_hash",
    "hashes",
    "pack_files",
    "packed",
]

PACKED = "pakket/"
"""What the names of a pack's own files begin with inside a pack file."""

LARGEST_FILE = 20_000_000
LARGEST_PACK = 100_000_000
MOST_FILES = 2_000
"""Bytes of one file and of all files of a pack, and how many files it may have."""

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The earliest date a zip can hold: with the real one, equal packs would be unequal files."""
_PACKED_ALREADY = (".docx", ".png", ".jpg", ".jpeg", ".pdf", ".brief")
_LEFT_BY_SYSTEMS = ("__MACOSX", "Thumbs.db", "desktop.ini")


def pack_files(folder: Path) -> Mapping[str, bytes]:
    """The content of every file of the pack in `folder` by its path in it, as it is this moment, sorted.

    What isn't the pack's is left out: hidden files, those of systems and of Word while it has a document
    open, and the note on what a working copy began from. Raises UnusablePack for a link, a name that not
    every computer can hold, and what is too large or can't be read.
    """
    found: dict[str, bytes] = {}
    room = LARGEST_PACK
    for path in sorted(_paths(folder), key=lambda path: path.relative_to(folder).as_posix()):
        name = path.relative_to(folder).as_posix()
        try:
            data = path.read_bytes()
        except OSError as error:
            raise _unreadable(folder, name, error) from error
        room -= len(data)
        if len(data) > LARGEST_FILE or room < 0 or len(found) == MOST_FILES:
            raise UnusablePack(
                _(
                    "The template pack “{name}” is too large to be published: “{file}” has no room in it."
                ).format(name=shown(folder.name), file=shown(name))
            )
        found[name] = data
    if not found:
        raise UnusablePack(
            _("There is no template pack in the folder “{name}”.").format(name=shown(str(folder)))
        )
    return found


def _paths(folder: Path) -> list[Path]:
    found: list[Path] = []
    waiting = [folder]
    while waiting:
        try:
            entries = list(os.scandir(waiting.pop()))
        except OSError as error:
            raise _unreadable(folder, "", error) from error
        for entry in entries:
            path = Path(entry.path)
            if _is_not_of_the_pack(entry.name) or (path.parent == folder and entry.name == RELEASE):
                continue
            mode = entry.stat(follow_symlinks=False).st_mode
            if stat.S_ISDIR(mode):
                waiting.append(path)
            elif stat.S_ISREG(mode) and is_portable(entry.name):
                found.append(path)
            else:
                raise UnusablePack(
                    _(
                        "The template pack “{name}” can't be published: not every computer can hold “{file}”."
                        " Give it another name, or put a copy of the file in the place of a link."
                    ).format(name=shown(folder.name), file=shown(path.relative_to(folder).as_posix()))
                )
    return found


def _is_not_of_the_pack(name: str) -> bool:
    return name.startswith((".", "~$")) or name in _LEFT_BY_SYSTEMS or name.endswith((".tmp", "~"))


def _unreadable(folder: Path, name: str, error: OSError) -> UnusablePack:
    return UnusablePack(
        _("“{file}” can't be read ({reason}). Close it in other programs and try again.").format(
            file=shown(name or str(folder)), reason=error.strerror or type(error).__name__
        )
    )


def hashes(files: Mapping[str, bytes]) -> dict[str, str]:
    """The SHA-256 of each file."""
    return {path: hashlib.sha256(data).hexdigest() for path, data in sorted(files.items())}


def content_hash(files: Mapping[str, str]) -> str:
    """One SHA-256 for the whole content, of the `hashes` of its files: equal for equal packs."""
    lines = "".join(f"{digest} {path}\n" for path, digest in sorted(files.items()))
    return hashlib.sha256(lines.encode("utf-8")).hexdigest()


def packed(release: Release, files: Mapping[str, bytes]) -> bytes:
    """The pack file of a release of these files, whose hashes are put into it."""
    signed = replace(release, files=hashes(files))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(_member(RELEASE), release_json(signed), compresslevel=6)
        for path, data in sorted(files.items()):
            archive.writestr(_member(PACKED + path), data, compresslevel=6)
    return made.getvalue()


def _member(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _LONG_AGO)
    is_packed = name.lower().endswith(_PACKED_ALREADY)
    info.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
    info.create_system = 3
    info.external_attr = 0o100644 << 16
    return info
