"""The letters that were open last, for the start page."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from pathlib import Path
from typing import Any

from briefmaker.drafts.os_lock import SystemLock
from briefmaker.drafts.small_files import read_small_file, set_aside, write_small_file

__all__ = ["MOST_RECENT", "RecentLetter", "RecentLetters"]

MOST_RECENT = 30
_TRIES = 200


@dataclass(frozen=True)
class RecentLetter:
    """A letter that was open. opened: moment (ISO 8601), to be shown; the list's order is what counts."""

    path: str = field(repr=False)
    title: str = field(default="", repr=False)
    document_type: str = ""
    opened: str = ""


class RecentLetters:
    """The list in a file, usually `recent.json` in `places.user_data_folder()`; several programs may
    have it in use. A damaged file is set aside and the list begins anew."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def letters(self) -> tuple[RecentLetter, ...]:
        """The letters, last opened first; some may be gone, since asking a share takes long."""
        raw = read_small_file(self._path)
        if raw is None:
            set_aside(self._path)
            return ()
        return tuple(_valid(raw.get("letters")))[:MOST_RECENT]

    def add(self, path: Path, title: str, document_type: str, opened: datetime) -> None:
        """Put a letter on top. Raises NotSaved, which is no reason to bother the user."""
        entry = RecentLetter(
            path=_kept(str(path.absolute())),
            title=title[:300].encode(errors="replace").decode(),
            document_type=document_type,
            opened=opened.isoformat(timespec="seconds"),
        )
        self._change(lambda letters: [entry, *(old for old in letters if old.path != entry.path)])

    def remove(self, path: str) -> None:
        """Take a letter (by the `path` of its entry) off the list. Raises NotSaved."""
        self._change(lambda letters: [old for old in letters if old.path != path])

    def clear(self) -> None:
        """Empty the list. Raises NotSaved."""
        self._change(lambda _letters: [])

    def _change(self, change: Callable[[tuple[RecentLetter, ...]], list[RecentLetter]]) -> None:
        with _alone(self._path):
            letters = change(self.letters())[:MOST_RECENT]
            write_small_file(self._path, {"letters": [asdict(letter) for letter in letters]})


def _kept(path: str) -> str:
    """Paths may hold bytes that are no text; such a letter is listed, but not opened from there."""
    return path.encode(errors="replace").decode()


def _valid(entries: Any) -> Iterator[RecentLetter]:
    seen = set()
    for entry in entries if isinstance(entries, list) else ():
        if not isinstance(entry, dict):
            continue
        known = {each.name: entry[each.name] for each in fields(RecentLetter) if each.name in entry}
        if not known.get("path") or not all(isinstance(value, str) for value in known.values()):
            continue
        letter = RecentLetter(**known)
        if letter.path not in seen:
            seen.add(letter.path)
            yield letter


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Keep other programs of this user from changing the same list meanwhile; best effort."""
    import time

    lock: SystemLock | None = None
    with contextlib.suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        for _attempt in range(_TRIES):
            lock = SystemLock.take(path.with_name(f"{path.name}.lock"))
            if lock is not None:
                break
            time.sleep(0.01)
    try:
        yield
    finally:
        if lock is not None:
            lock.release()
