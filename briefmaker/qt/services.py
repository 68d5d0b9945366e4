"""What the windows are given to work with. Made once by `application`, passed in, replaced in tests."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from briefmaker.letter.document_type import DocumentType
from briefmaker.packs.installed import InstalledPacks
from briefmaker.qt.desk import Desk
from briefmaker.qt.dialogs import Dialogs
from briefmaker.qt.live_pages import PageMaker
from briefmaker.qt.preferences import Preferences
from briefmaker.qt.tasks import Tasks

__all__ = ["Services"]


@dataclass(frozen=True)
class Services:
    """packs: what can be written. desk: drafts, locks and recent letters. pages: makes pages of a
    document type. today: the day, asked anew each time."""

    packs: InstalledPacks
    tasks: Tasks
    dialogs: Dialogs
    desk: Desk
    autosaver: Any
    export: Any
    preferences: Preferences
    page_maker: Callable[[DocumentType], PageMaker]
    today: Callable[[], datetime.date]
