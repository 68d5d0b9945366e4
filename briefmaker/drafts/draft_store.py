"""The drafts of open letters in the user's data folder: written durably, found again after a crash.

    drafts/<session>.lock               held by the system while the program runs
    drafts/<session>/<draft>.0.draft    two generations of each draft, written in turn:
    drafts/<session>/<draft>.1.draft    one of them is always whole
    drafts/<session>/<sha256>.picture   the pictures of its drafts, each once
    drafts/damaged/                     drafts whose checksum differs, kept for whoever can read them

A session is one run of the program. Its lock ends with its process, however that ends; so a session
whose lock can be taken has crashed, and its drafts are offered. Whoever asks first holds that lock from
then on: two programs never offer, or write, the same draft.
"""

from __future__ import annotations

import contextlib
import re
import secrets
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from briefmaker.drafts.draft_file import Draft, DraftDamaged, StoredDraft, draft_bytes, stored_draft
from briefmaker.drafts.failures import not_saved
from briefmaker.drafts.os_lock import SystemLock
from briefmaker.drafts.saving import confirm_folder, save_atomically
from briefmaker.drafts.temporary_files import sweep

__all__ = ["DraftStore", "RecoverableDraft", "new_draft_id"]

_SESSION = re.compile(r"[0-9a-f]{16}")
_FILE = re.compile(r"([0-9a-z]{1,40})\.([01])\.draft")
_PICTURE = "*.picture"
_LARGEST_DRAFT = 250_000_000


def new_draft_id() -> str:
    """An id for the draft of a letter that was just begun or opened."""
    return secrets.token_hex(8)


@dataclass(frozen=True)
class RecoverableDraft:
    """A draft of a program that ended without closing it.

    is_complete: False when its other generation was damaged: the last second of typing may be missing.
    """

    draft_id: str
    draft: Draft
    sequence: int
    written: str
    is_complete: bool = True


class DraftStore:
    """The drafts in one folder, for one run of the program. Safe to use from several threads.

    folder: usually `places.drafts_folder()`; made, for this user only, when first needed. now: gives the
    moment that is shown in the recovery list.
    """

    def __init__(self, folder: Path, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._folder = folder
        self._now = now
        self._session = secrets.token_hex(8)
        self._locks: dict[str, SystemLock] = {}  # by session: ours, and crashed ones taken over
        self._sessions: dict[str, str] = {}  # draft id -> session it lies in
        self._written: dict[str, tuple[int, int]] = {}  # draft id -> newest sequence, generation
        self._pictures: set[Path] = set()  # on the disk already
        self._guard = threading.RLock()

    def write(self, draft_id: str, draft: Draft) -> int:
        """Keep this draft; on return it is on the disk. Returns its sequence, which only goes up.

        Raises NotSaved; the generation before stays.
        """
        if not _FILE.fullmatch(f"{draft_id}.0.draft"):
            raise ValueError("a draft id has digits and small letters only")
        with self._guard:
            session = self._sessions.get(draft_id, self._session)
            folder = self._opened(session)
            sequence, generation = self._written.get(draft_id, (0, 1))
            sequence, generation = sequence + 1, 1 - generation
            path = folder / f"{draft_id}.{generation}.draft"
            written = self._now().isoformat(timespec="seconds")
            data, pictures = draft_bytes(draft, sequence, written)
            for name, picture in pictures.items():  # before the draft that names them
                self._keep_picture(_picture_path(folder, name), picture)
            save_atomically(path, data, private=True)
            self._sessions[draft_id] = session
            self._written[draft_id] = sequence, generation
            return sequence

    def _keep_picture(self, path: Path, picture: bytes) -> None:
        if path not in self._pictures:
            save_atomically(path, picture, private=True)
            self._pictures.add(path)

    def remove(self, draft_id: str) -> None:
        """Forget a draft: its letter was closed, or is not wanted back. One that isn't there is fine."""
        with self._guard:
            session = self._sessions.pop(draft_id, None)
            _sequence, newest = self._written.pop(draft_id, (0, 1))
            if session is None:
                return
            # The newest last: half a removal never brings an older text back.
            for generation in (1 - newest, newest):
                with contextlib.suppress(OSError):
                    (self._folder / session / f"{draft_id}.{generation}.draft").unlink(missing_ok=True)
            if session not in self._sessions.values():
                self._leave(session)

    def recoverable(self) -> list[RecoverableDraft]:
        """The drafts of programs that ended without removing them, newest first.

        From now on they are this program's: `write` goes on with one under its id, `remove` discards
        it; one with which nothing is done is offered again at the next start. Damaged files are moved
        aside (`damaged`). Never raises for what lies in the folder.
        """
        with self._guard:
            found: list[RecoverableDraft] = []
            for session in self._crashed():
                found += self._drafts_of(session)
                if session not in self._sessions.values():
                    self._leave(session)
            return sorted(found, key=lambda draft: draft.written, reverse=True)

    def damaged(self) -> tuple[Path, ...]:
        """The files set aside because their checksum differs."""
        try:
            return tuple(sorted((self._folder / "damaged").iterdir()))
        except OSError:
            return ()

    def close(self) -> None:
        """Give up all locks. Drafts that are still there are offered at the next start."""
        with self._guard:
            for session in list(self._locks):
                if session not in self._sessions.values():
                    self._leave(session)
            for lock in self._locks.values():
                lock.release()
            self._locks.clear()

    # --- Sessions -----------------------------------------------------------------------------------

    def _opened(self, session: str) -> Path:
        """The folder of a session, locked by us; raises NotSaved."""
        folder = self._folder / session
        try:
            if session not in self._locks:
                self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                if sys.platform != "win32":
                    self._folder.chmod(0o700)
                # First the lock, then the folder: nobody finds a folder of ours unlocked.
                lock = SystemLock.take(self._folder / f"{session}.lock")
                if lock is None:  # one of a crashed session that was given up with `close`
                    raise BlockingIOError("the drafts are in use by another program")
                self._locks[session] = lock
            if not folder.is_dir():
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                confirm_folder(self._folder)
        except OSError as error:
            raise not_saved(error, folder, 0) from error
        return folder

    def _leave(self, session: str) -> None:
        """Remove an empty session and give up its lock; a session with other files in it stays."""
        folder = self._folder / session
        with contextlib.suppress(OSError):
            if not any(_FILE.fullmatch(path.name) for path in folder.iterdir()):
                for picture in folder.glob(_PICTURE):
                    picture.unlink()
                    self._pictures.discard(picture)
            folder.rmdir()
        if not (self._folder / session).exists():
            # Gone before the lock is: nobody waits for it, and its name is never used again.
            if sys.platform == "win32" and session in self._locks:
                self._locks.pop(session).release()
            with contextlib.suppress(OSError):
                (self._folder / f"{session}.lock").unlink()
        if session in self._locks:
            self._locks.pop(session).release()

    def _crashed(self) -> Iterator[str]:
        """Sessions whose program is gone, locked by us from here on."""
        try:
            names = sorted(path.name for path in self._folder.iterdir() if path.is_dir())
        except OSError:
            return
        for session in names:
            if session in self._locks or not _SESSION.fullmatch(session):
                continue
            try:
                lock = SystemLock.take(self._folder / f"{session}.lock")
            except OSError:
                continue
            if lock is not None:
                self._locks[session] = lock
                yield session

    # --- Drafts of a crashed session ----------------------------------------------------------------

    def _drafts_of(self, session: str) -> Iterator[RecoverableDraft]:
        folder = self._folder / session
        sweep(folder, older_than=0)
        generations: dict[str, list[int]] = {}
        try:
            for path in sorted(folder.iterdir()):
                if match := _FILE.fullmatch(path.name):
                    generations.setdefault(match[1], []).append(int(match[2]))
        except OSError:
            return
        for draft_id, found in generations.items():
            whole = [(stored, number) for number in found if (stored := self._read(folder, draft_id, number))]
            if not whole:
                continue
            newest, number = max(whole, key=lambda pair: pair[0].sequence)
            self._sessions[draft_id] = session
            self._written[draft_id] = newest.sequence, number
            yield RecoverableDraft(
                draft_id, newest.draft, newest.sequence, newest.written, is_complete=len(whole) == len(found)
            )

    def _read(self, folder: Path, draft_id: str, generation: int) -> StoredDraft | None:
        path = folder / f"{draft_id}.{generation}.draft"
        try:
            if path.stat().st_size <= _LARGEST_DRAFT:
                return stored_draft(path.read_bytes(), partial(_picture, folder))
        except DraftDamaged:
            pass
        except OSError:
            return None
        with contextlib.suppress(OSError):
            aside = self._folder / "damaged"
            aside.mkdir(mode=0o700, exist_ok=True)
            path.rename(aside / f"{folder.name}-{path.name}")
        return None


def _picture_path(folder: Path, name: str) -> Path:
    """Where a session keeps a picture that its drafts know as "images/<sha256>.png"."""
    return folder / f"{Path(name).stem}.picture"


def _picture(folder: Path, name: str) -> bytes | None:
    try:
        return _picture_path(folder, name).read_bytes()
    except OSError:
        return None
