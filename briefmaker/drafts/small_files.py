"""Small JSON files of the user's own (settings, recent letters): read whatever they hold, written whole."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

from briefmaker.drafts.failures import not_saved
from briefmaker.drafts.saving import save_atomically

__all__ = ["read_small_file", "set_aside", "write_small_file"]

_LARGEST = 5_000_000


def read_small_file(path: Path) -> dict[str, Any] | None:
    """The JSON object in a file; {} when there is no file, None when it is damaged or can't be read."""
    try:
        if path.stat().st_size > _LARGEST:
            return None
        found = json.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def write_small_file(path: Path, values: dict[str, Any]) -> None:
    """Write a JSON object, for this user only; makes the folder. Raises NotSaved, the old file whole."""
    # ASCII, so that half characters in file names come back as they were.
    data = json.dumps(values, indent=2).encode("ascii") + b"\n"
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise not_saved(error, path, len(data)) from error
    save_atomically(path, data, private=True)


def set_aside(path: Path) -> Path:
    """Give a damaged file another name, for whoever can mend it, and return that. Never raises."""
    aside = path.with_name(f"{path.stem}.damaged{path.suffix}")
    with contextlib.suppress(OSError):
        path.replace(aside)
    return aside
