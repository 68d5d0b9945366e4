"""Opening a letter: its file, its lock, the draft that goes further than its file. On a worker thread."""

from __future__ import annotations

from pathlib import Path

from briefmaker.app.up_to_date import not_here, up_to_date
from briefmaker.app.word_texts import opened_letter
from briefmaker.drafts.draft_file import Draft
from briefmaker.drafts.locks import HeldBy, LetterLock
from briefmaker.errors import UnusableInput
from briefmaker.qt.opened import Opened, ReadableOnly
from briefmaker.qt.services import Services

__all__ = ["open_draft", "open_file"]

_LETTER_FILES = (".brief", ".json")


def open_file(services: Services, path: Path, draft: tuple[str, Draft] | None = None) -> Opened:
    """The letter in a file. One in a Word document of ours begins as a letter without a file, so that
    the Word document is never written over. Raises UnusableInput."""
    path = path.absolute()
    opened = opened_letter(path, services.packs, services.today())
    letter = opened.letter
    if unreadable := not_here(services.packs, letter):
        raise ReadableOnly(unreadable, path.stem, letter)
    if path.suffix.lower() not in _LETTER_FILES:
        remarks = dict.fromkeys(problem.sentence for problem in opened.problems)
        return Opened(letter, remarks=tuple(remarks))
    lock = LetterLock.acquire(path, services.user)
    if draft is None or isinstance(lock, HeldBy):
        return Opened(letter, path, lock=lock)
    return Opened(letter, path, up_to_date(services.packs, draft[1].letter).answers, lock, draft[0])


def open_draft(services: Services, draft_id: str, draft: Draft) -> Opened:
    """The letter of a draft: with its file under it when that is still there, else as a new one."""
    if draft.origin:
        try:
            return open_file(services, Path(draft.origin), (draft_id, draft))
        except UnusableInput:
            pass
    letter = up_to_date(services.packs, draft.letter)
    if unreadable := not_here(services.packs, letter):
        raise ReadableOnly(unreadable, draft.title, letter)
    return Opened(letter, draft=draft_id, is_new=False)
