"""The port to a dictionary, and which languages there is one for."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from briefmaker.places import resources_folder

__all__ = ["Checker", "dictionary_folder"]


class Checker(Protocol):
    """A dictionary of one language (as "nl-NL"). May take long: not for the window's process."""

    @property
    def language(self) -> str: ...

    def is_right(self, word: str) -> bool:
        """Whether the word is spelt right; it may end in "." or "-"."""
        ...

    def suggest(self, word: str) -> tuple[str, ...]:
        """What the word may have been meant to be, likeliest first; () when there is no idea."""
        ...


def dictionary_folder(language: str) -> Path | None:
    """The folder of the dictionary for a language such as "nl-NL" or "en"; None when there is none. Its
    files are called after it. Dutch of any country shares one, as does English."""
    name = {"nl": "nl", "en": "en-GB"}.get(language.replace("_", "-").partition("-")[0].lower())
    folder = resources_folder() / "dictionaries" / name if name else None
    return folder if folder is not None and folder.is_dir() else None
