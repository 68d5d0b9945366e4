"""The dictionary behind Hunspell."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import Any

from briefmaker.spelling.checker import dictionary_folder

__all__ = ["HunspellChecker"]

_REMEMBERED = 50_000
_MOST_SUGGESTIONS = 7
_LONGEST_TO_SUGGEST = 40


class HunspellChecker:
    """Checks with the dictionary that comes with the program; raises LookupError when the language has none.

    What tells right from wrong and what suggests are two dictionaries of 20 MB each, loaded (0.3 s) when
    they are first needed.
    """

    def __init__(self, language: str) -> None:
        folder = dictionary_folder(language)
        if folder is None:
            raise LookupError(language)
        self._folder = folder
        self._language = language
        self._checking: Any = None
        self._suggesting: Any = None
        self.is_right = lru_cache(maxsize=_REMEMBERED)(self._is_right)

    @property
    def language(self) -> str:
        return self._language

    def _is_right(self, word: str) -> bool:
        if self._checking is None:
            self._checking = _loaded(self._folder, checking=True)
        if not _can_be_asked(word):
            return False
        if self._checking.spell(word):
            return True
        # "Heer" is forbidden and "heer" is not; at the start of a sentence both are.
        return word[:1].isupper() and word[1:].islower() and self._checking.spell(word.lower())

    def suggest(self, word: str) -> tuple[str, ...]:
        if self._suggesting is None:
            self._suggesting = _loaded(self._folder, checking=False)
        if not _can_be_asked(word) or len(word) > _LONGEST_TO_SUGGEST:
            return ()
        found = tuple(self._suggesting.suggest(word))
        return (found or self._by_parts(word))[:_MOST_SUGGESTIONS]

    def _by_parts(self, word: str) -> tuple[str, ...]:
        """Suggestions for the one wrong part between hyphens."""
        parts = word.split("-")
        wrong = [number for number, part in enumerate(parts) if part and not self.is_right(part)]
        if len(parts) < 2 or len(wrong) != 1:
            return ()
        at = wrong[0]
        return tuple(
            "-".join((*parts[:at], better, *parts[at + 1 :]))
            for better in self._suggesting.suggest(parts[at])
        )


def _can_be_asked(word: str) -> bool:
    """Hunspell's border takes C strings of UTF-8."""
    return "\0" not in word and not any("\ud800" <= sign <= "\udfff" for sign in word)


def _loaded(folder: Path, *, checking: bool) -> Any:
    from hunspell import Hunspell

    faster = folder / "checking"
    if not checking or not faster.is_dir():
        return Hunspell(folder.name, hunspell_data_dir=str(folder), system_encoding="UTF-8")
    dictionary = Hunspell(folder.name, hunspell_data_dir=str(faster), system_encoding="UTF-8")
    words = str((folder / f"{folder.name}.dic").resolve())
    dictionary.add_dic(f"\\\\?\\{words}" if os.name == "nt" and not words.startswith("\\\\?\\") else words)
    return dictionary
