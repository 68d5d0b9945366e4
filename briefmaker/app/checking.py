"""What is missing or odd in a letter."""

from __future__ import annotations

import datetime

from briefmaker.app.up_to_date import orphans
from briefmaker.drafts.letter_file import LetterFile
from briefmaker.forms.filling import fill
from briefmaker.packs.installed import InstalledPacks
from briefmaker.problems import Problem

__all__ = ["check_letter"]


def check_letter(packs: InstalledPacks, letter: LetterFile, today: datetime.date) -> tuple[Problem, ...]:
    """Every problem of the letter, in the order of its form, then what no field prints; raises UnusableInput
    when its type isn't installed."""
    without_field = orphans(packs, letter)
    filled = fill(packs.type(letter.document_type).type, letter.answers, today)
    return (*filled.problems, *without_field)
