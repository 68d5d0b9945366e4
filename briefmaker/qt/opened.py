"""A letter on its way to a window."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from briefmaker.drafts.locks import Held, HeldBy
from briefmaker.errors import UnusableInput

if TYPE_CHECKING:
    from briefmaker.drafts.letter_file import LetterFile
    from briefmaker.letter.answers import Answers

__all__ = ["Opened", "ReadableOnly"]


@dataclass(frozen=True)
class Opened:
    """A letter ready to be shown.

    path: its file, None for one that is in no letter file yet. unsaved: answers of a draft that go
    further. lock: ours, or who has it. draft: id of the draft it goes on with, "" for a new one. is_new:
    whether it is no loss to close it as it is. remarks: sentences that the user should read first. source:
    the file that it came from, also a Word document.
    """

    letter: LetterFile
    path: Path | None = None
    unsaved: Answers | None = None
    lock: Held | HeldBy | None = None
    draft: str = ""
    is_new: bool = True
    remarks: tuple[str, ...] = ()
    source: Path | None = None


class ReadableOnly(UnusableInput):
    """A letter whose kind isn't installed, so that there are no form and no pages. name: of its file."""

    def __init__(self, sentence: str, name: str, letter: LetterFile) -> None:
        super().__init__(sentence)
        self.name = name
        self.letter = letter
