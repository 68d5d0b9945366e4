"""Which folders hold the packs that are used: packs as plain folders, and releases of which a note says
which one holds.

    <folder>/<pack>/pack.toml ...            a pack
    <folder>/<pack>/huidig.json              of a pack with releases: {"number": 7}
    <folder>/<pack>/0007/pack.toml ...       that release; others lie beside it

Read when the program starts, so with nothing heavy.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

__all__ = ["POINTER", "current_number", "pack_folders", "release_folders"]

POINTER = "huidig.json"
"""The name of the note."""

_PACK = "pack.toml"
_NUMBER = re.compile(r"[0-9]{4,6}")


def pack_folders(folder: Path) -> list[Path]:
    """The folders of all packs in `folder`, by name; [] where there is no such folder."""
    try:
        names = sorted(entry.name for entry in os.scandir(folder))
    except OSError:
        return []
    found = (_pack_folder(folder / name) for name in names)
    return [each for each in found if each is not None]


def current_number(folder: Path) -> int:
    """The number of the release that holds, of the pack with releases in `folder`; 0 when there is none.

    When the note is damaged, or what it names is gone: the newest that is there.
    """
    try:
        noted = json.loads((folder / POINTER).read_bytes())["number"]
    except FileNotFoundError:
        return 0
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        noted = 0
    numbers = release_folders(folder)
    return noted if isinstance(noted, int) and noted in numbers else max(numbers, default=0)


def release_folders(folder: Path) -> dict[int, Path]:
    """The folders of all releases in the folder of one pack, by number."""
    try:
        paths = [Path(entry.path) for entry in os.scandir(folder) if _NUMBER.fullmatch(entry.name)]
    except OSError:
        return {}
    return {int(path.name): path for path in paths if (path / _PACK).is_file()}


def _pack_folder(folder: Path) -> Path | None:
    number = current_number(folder)
    if number:
        return folder / f"{number:04d}"
    try:
        return folder if (folder / _PACK).is_file() else None
    except OSError:
        return None
