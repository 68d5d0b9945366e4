"""What the windows are given to work with. Made once by `application`, passed in, replaced in tests."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from briefmaker.drafts.autosave import Autosaver
from briefmaker.drafts.draft_store import DraftStore
from briefmaker.drafts.recent import RecentLetters
from briefmaker.packs.installed import InstalledPacks
from briefmaker.qt.dialogs import Dialogs
from briefmaker.qt.letter_pages import LetterPages
from briefmaker.qt.preferences import Preferences
from briefmaker.qt.spelling import Spelling
from briefmaker.qt.tasks import Tasks

__all__ = ["Services"]


@dataclass(frozen=True)
class Services:
    """packs: what can be written. pages: makes pages, and Word and PDF files. spelling: knows which
    words are right.
    user: the name by which others learn who has a letter open. today: the
    day, asked anew each time."""

    packs: InstalledPacks
    tasks: Tasks
    dialogs: Dialogs
    preferences: Preferences
    drafts: DraftStore
    autosaver: Autosaver
    recent: RecentLetters
    pages: LetterPages
    spelling: Spelling
    user: str
    today: Callable[[], datetime.date]
