"""Texts of files that somebody edits, kept until they are saved or given up, whatever ends the program.

    <file>-<window>.json    for each text that is not saved yet: how it stands, and what it began from
    <file>-<window>.lock    held by the system as long as that window is open

`file` tells which file is edited, `window` is new for every window: no two windows or programs ever write the
same one. A lock that can be taken is one of a window that is gone; what it kept is taken up by the first that
opens the file again.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from briefmaker.drafts.failures import not_saved
from briefmaker.drafts.os_lock import SystemLock
from briefmaker.drafts.reading import file_content
from briefmaker.drafts.saving import save_atomically
from briefmaker.drafts.temporary_files import sweep
from briefmaker.errors import UnusableInput

__all__ = ["KeptTexts", "Unsaved", "UnsavedText"]

_LARGEST = 100_000_000
_TRIES = 5


@dataclass(frozen=True, slots=True)
class UnsavedText:
    """A text that is not saved; before: what it began from, None for a file that was not there."""

    mine: str = field(repr=False)
    before: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Unsaved:
    """What a window had not saved, by the names that it gave its texts; written: when it was kept last."""

    texts: Mapping[str, UnsavedText] = field(repr=False)
    written: datetime


class KeptTexts:
    """What one window keeps of the file `subject`. May block; not for two threads at once.

    folder: usually `places.unsaved_texts_folder()`, made when first needed. now: gives the moment that is
    told when the texts are taken up again.
    """

    def __init__(
        self, folder: Path, subject: Path, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._folder = folder
        self._subject = subject
        self._now = now
        self._path: Path | None = None
        self._lock: SystemLock | None = None

    def take_up(self) -> Unsaved | None:
        """What a window that is gone had not saved of this file, the newest where several did: it is this
        window's from then on. None when there is nothing. To be asked before anything is kept; never
        raises."""
        sweep(self._folder, older_than=60)
        newest: tuple[Unsaved, Path, SystemLock] | None = None
        for path in self._left_behind():
            try:
                lock = SystemLock.take(path.with_suffix(".lock"))
            except OSError:
                continue
            if lock is None:
                continue
            found = _read(path)
            if found is None or (newest is not None and found.written <= newest[0].written):
                lock.release()
                continue
            if newest is not None:
                newest[2].release()
            newest = found, path, lock
        if newest is None:
            return None
        unsaved, self._path, self._lock = newest
        return unsaved

    def _left_behind(self) -> list[Path]:
        try:
            return sorted(self._folder.glob(f"{self._name()}-*.json"))
        except OSError:
            return []

    def keep(self, texts: Mapping[str, UnsavedText]) -> None:
        """Keep these texts in the place of those before; none at all forgets them. On return they are on the
        disk. Raises NotSaved; what was kept before stays."""
        if not texts:
            self.forget()
            return
        path = self._own()
        values = {
            "file": str(self._subject),
            "written": self._now().isoformat(timespec="seconds"),
            "texts": {name: {"mine": text.mine, "before": text.before} for name, text in texts.items()},
        }
        save_atomically(path, json.dumps(values).encode("ascii"), private=True)

    def forget(self) -> None:
        """The texts were saved, or are given up: keep nothing of this window. Never raises."""
        if self._path is not None:
            with contextlib.suppress(OSError):
                self._path.unlink(missing_ok=True)
        self.leave()

    def leave(self) -> None:
        """Leave what is kept to whoever opens the file next. Never raises."""
        path, lock = self._path, self._lock
        self._path = self._lock = None
        if path is None or lock is None:
            return
        if sys.platform == "win32":  # a file that is open can't be removed there
            lock.release()
        with contextlib.suppress(OSError):
            if not path.exists():
                path.with_suffix(".lock").unlink()
        lock.release()

    def _own(self) -> Path:
        """This window's file, locked; raises NotSaved."""
        path = self._path or self._folder
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if self._path is not None:
                return self._path
            for _try in range(_TRIES):
                path = self._folder / f"{self._name()}-{secrets.token_hex(8)}.json"
                self._lock = SystemLock.take(path.with_suffix(".lock"))
                if self._lock is not None:
                    self._path = path
                    return path
        except OSError as error:
            raise not_saved(error, path, 0) from error
        raise not_saved(BlockingIOError(), path, 0)

    def _name(self) -> str:
        """The same for each way to write the file's path."""
        path = os.path.normcase(os.path.realpath(self._subject))
        return hashlib.sha256(path.encode("utf-8", "surrogateescape")).hexdigest()[:24]


def _read(path: Path) -> Unsaved | None:
    """What is kept in a file; None for one that can't be read, which stays for whoever can."""
    try:
        values = json.loads(file_content(path, _LARGEST))
        texts = {str(name): _text(each) for name, each in values["texts"].items()}
        written = datetime.fromisoformat(values["written"])
    except (UnusableInput, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return Unsaved(texts, written if written.tzinfo else written.replace(tzinfo=UTC)) if texts else None


def _text(values: Any) -> UnsavedText:
    mine, before = values["mine"], values["before"]
    if not isinstance(mine, str) or not isinstance(before, str | None):
        raise TypeError("a kept text is no text")
    return UnsavedText(mine, before)
