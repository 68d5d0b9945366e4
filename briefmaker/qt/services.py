"""What the windows are given to work with. Made once by `application`, passed in, replaced in tests."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from briefmaker.drafts.autosave import Autosaver
from briefmaker.drafts.draft_store import DraftStore
from briefmaker.drafts.letter_file import LetterFile
from briefmaker.drafts.recent import RecentLetters
from briefmaker.packs.installed import InstalledPacks
from briefmaker.qt.dialogs import Dialogs
from briefmaker.qt.live_pages import PageMaker
from briefmaker.qt.preferences import Preferences
from briefmaker.qt.tasks import Tasks

__all__ = ["Services"]


@dataclass(frozen=True)
class Services:
    """packs: what can be written. pages: makes pages. export(letter, path, as_concept): writes a .docx
    or .pdf, on a worker thread. user: the name by which others learn who has a letter open. today: the
    day, asked anew each time."""

    packs: InstalledPacks
    tasks: Tasks
    dialogs: Dialogs
    preferences: Preferences
    drafts: DraftStore
    autosaver: Autosaver
    recent: RecentLetters
    pages: PageMaker
    export: Callable[[LetterFile, Path, bool], None]
    user: str
    today: Callable[[], datetime.date]
