"""First pages of sample letters, for the gallery. Made on a worker thread."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from PySide6.QtGui import QImage

from briefmaker.app.letters import new_letter, open_letter
from briefmaker.app.up_to_date import up_to_date
from briefmaker.drafts.letter_file import LetterFile
from briefmaker.errors import BriefmakerError, UnusableInput
from briefmaker.forms.filling import fill
from briefmaker.letter.letter import Letter
from briefmaker.packs.installed import InstalledPacks
from briefmaker.packs.reading import InstalledType
from briefmaker.qt.live_pages import PageMaker

__all__ = ["thumbnails"]

_SCALE = 0.7
"""Pixels to a point: an A4 page of about 415 pixels wide, sharp on a screen of 200 % too."""


def thumbnails(packs: InstalledPacks, pages: PageMaker[Letter], today: datetime.date) -> Mapping[str, QImage]:
    """A picture for each document type; a type whose page can't be made has none."""
    found: dict[str, QImage] = {}
    for installed in packs.types.values():
        filled = fill(installed.type, _sample(packs, installed, today).answers, today)
        try:
            made = pages.pages_of(filled.letter, _SCALE, (0,))
        except BriefmakerError:
            continue
        if 0 in made.images:
            found[installed.type.id] = made.images[0]
    return found


def _sample(packs: InstalledPacks, installed: InstalledType, today: datetime.date) -> LetterFile:
    for path in installed.samples:
        try:
            return up_to_date(packs, open_letter(path))
        except UnusableInput:
            continue
    return new_letter(packs, installed.type.id, today)
