"""Opening a letter: its file, its lock, the draft that goes further than its file. On a worker thread."""

from __future__ import annotations

from pathlib import Path

from briefmaker.app.word_texts import opened_letter
from briefmaker.drafts.draft_file import Draft
from briefmaker.drafts.locks import HeldBy, LetterLock
from briefmaker.errors import UnusableInput
from briefmaker.qt.opened import Opened
from briefmaker.qt.services import Services

__all__ = ["open_draft", "open_file"]

_LETTER_FILES = (".brief", ".json")


def open_file(services: Services, path: Path, draft: tuple[str, Draft] | None = None) -> Opened:
    """The letter in a file. One in a Word document of ours begins as a letter without a file, so that
    the Word document is never written over. Raises UnusableInput."""
    path = path.absolute()
    opened = opened_letter(path, services.packs, services.today())
    letter = opened.letter
    services.packs.type(letter.document_type)
    if path.suffix.lower() not in _LETTER_FILES:
        remarks = dict.fromkeys(problem.sentence for problem in opened.problems)
        return Opened(letter, remarks=tuple(remarks))
    lock = LetterLock.acquire(path, services.user)
    if draft is None or isinstance(lock, HeldBy):
        return Opened(letter, path, lock=lock)
    return Opened(letter, path, draft[1].letter.answers, lock, draft[0])


def open_draft(services: Services, draft_id: str, draft: Draft) -> Opened:
    """The letter of a draft: with its file under it when that is still there, else as a new one."""
    services.packs.type(draft.letter.document_type)
    if draft.origin:
        try:
            return open_file(services, Path(draft.origin), (draft_id, draft))
        except UnusableInput:
            pass
    return Opened(draft.letter, draft=draft_id, is_new=False)
