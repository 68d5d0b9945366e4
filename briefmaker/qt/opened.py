"""A letter on its way to a window."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from briefmaker.drafts.locks import Held, HeldBy

if TYPE_CHECKING:
    from briefmaker.drafts.letter_file import LetterFile
    from briefmaker.letter.answers import Answers

__all__ = ["Opened"]


@dataclass(frozen=True)
class Opened:
    """A letter ready to be shown.

    path: its file, None for one that is in no letter file yet. unsaved: answers of a draft that go
    further. lock: ours, or who has it. draft: id of the draft it goes on with, "" for a new one. is_new:
    whether it is no loss to close it as it is. remarks: sentences that the user should read first.
    is_readable_only: whether its kind isn't installed, so that there are no form and pages.
    """

    letter: LetterFile
    path: Path | None = None
    unsaved: Answers | None = None
    lock: Held | HeldBy | None = None
    draft: str = ""
    is_new: bool = True
    remarks: tuple[str, ...] = ()
    is_readable_only: bool = False
