"""A pack's folder at a moment: which files it has and in which state, so that a change is seen at once.

Looks at names, sizes and times only, and into a file only when it changed: that takes a millisecond, also for
every look. It asks the disk, which on a network share may take long: never on the window's thread.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["PackState", "is_whole", "look_at"]

_ENDINGS = frozenset(
    {".toml", ".docx", ".md", ".json", ".brief", ".png", ".jpg", ".jpeg", ".svg", ".txt", ".pdf"}
)
_DEPTH = 4
_END_OF_ZIP = b"PK\x05\x06"
_LONGEST_END = 65_557
"""Bytes of a zip's end with the longest comment."""

Stamp = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PackState:
    """What lies in the folder of a pack.

    stamps: when each file was last written (nanoseconds) and its size, by its path in the folder; None when
    the folder can't be reached. held: the files that Word or LibreOffice has open.
    """

    stamps: Mapping[str, Stamp] | None = field(default_factory=dict)
    held: frozenset[str] = frozenset()

    def changed_since(self, before: PackState) -> frozenset[str]:
        """The files that are new, gone or written anew."""
        mine, theirs = self.stamps or {}, before.stamps or {}
        return frozenset(name for name in {*mine, *theirs} if mine.get(name) != theirs.get(name))


def look_at(folder: Path) -> PackState:
    """How the pack's folder is now; never raises."""
    stamps: dict[str, Stamp] = {}
    held: set[str] = set()
    try:
        for name, entry in _entries(folder, "", _DEPTH):
            opened = _opened_file(name)
            if opened:
                held.add(opened)
            elif Path(name).suffix.lower() in _ENDINGS and not entry.name.startswith((".", "~")):
                stamp = entry.stat()
                stamps[name] = stamp.st_mtime_ns, stamp.st_size
    except OSError:
        if not _is_there(folder):
            return PackState(None)
    # Word marks "brief.docx" with "~$ief.docx" or, when the name is short, "~$brief.docx".
    return PackState(stamps, frozenset(_held_names(held, stamps)))


def is_whole(path: Path) -> bool:
    """Whether a file was written to its end, as far as can be told: a Word file has the end of its zip, a
    TOML file can be read. A file that is not there is not whole."""
    try:
        if path.suffix.lower() == ".docx":
            with path.open("rb") as file:
                size = file.seek(0, os.SEEK_END)
                file.seek(max(0, size - _LONGEST_END))
                end = file.read()
            at = end.rfind(_END_OF_ZIP)
            return at >= 0 and _directory_fits(end[at:], size)
        if path.suffix.lower() == ".toml":
            tomllib.loads(path.read_text(encoding="utf-8"))
        return path.stat().st_size > 0
    except (OSError, ValueError, RecursionError):
        return False


def _directory_fits(end: bytes, size: int) -> bool:
    if len(end) < 22:
        return False
    length, start = int.from_bytes(end[12:16], "little"), int.from_bytes(end[16:20], "little")
    return start + length <= size


def _entries(folder: Path, before: str, depth: int) -> Iterator[tuple[str, os.DirEntry[str]]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            name = f"{before}{entry.name}"
            if not entry.is_dir():
                yield name, entry
            elif depth > 1 and not entry.name.startswith("."):
                yield from _entries(folder / entry.name, f"{name}/", depth - 1)


def _opened_file(name: str) -> str:
    """What the lock file of Word or LibreOffice marks as open, "" for another file; of Word's the name may
    lack its first two letters."""
    folder, slash, own = name.rpartition("/")
    if own.startswith("~$"):
        return f"{folder}{slash}{own[2:]}"
    if own.startswith(".~lock.") and own.endswith("#"):
        return f"{folder}{slash}{own[7:-1]}"
    return ""


def _held_names(held: set[str], stamps: Mapping[str, Stamp]) -> Iterator[str]:
    for name in held:
        folder, slash, own = name.rpartition("/")
        for there in stamps:
            beside, _slash, other = there.rpartition("/")
            if beside == folder and (other == own or (len(other) > 6 and other[2:] == own)):
                yield f"{folder}{slash}{other}"


def _is_there(folder: Path) -> bool:
    try:
        return folder.is_dir()
    except OSError:
        return False
