"""Right or wrong: what has to be known of a word, and what word lists add to the dictionary."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from briefmaker.spelling.words import Word, words_of

__all__ = ["WordSet", "forms_of", "verdict"]

_PARTS = re.compile(r"[-&]")
_POSSESSIVE = re.compile(r"'(?:s|er|ers|tje|tjes|en)?$")
_MIXED_ABBREVIATION = re.compile(r"[A-Z]{1,2}[a-z]{1,3}[A-Z]{1,2}")
"""PvA, VvE, BenW."""
_ROMAN = re.compile(r"i{2,3}|iv|vi{1,3}|ix|xi{1,3}|xiv|xvi{0,3}")
_LONGEST_ABBREVIATION = 5


class WordSet:
    """Words that are right besides the dictionary's.

    A word in small letters is right with a capital and in capitals, too; one with capitals only as it
    stands, or all in capitals.
    """

    def __init__(self, words: Iterable[str] = ()) -> None:
        self._words: set[str] = set()
        for text in words:
            self._words.update(word.spelling for word in words_of(text))
        self._loud = {word.upper() for word in self._words}

    def __contains__(self, word: object) -> bool:
        if not isinstance(word, str):
            return False
        if word in self._words or (word.isupper() and word in self._loud):
            return True
        return word[:1].isupper() and word[:1].lower() + word[1:] in self._words

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)


def forms_of(word: Word) -> tuple[tuple[str, ...], ...]:
    """Ways in which the word can be right; in each all texts must be right by themselves. () when there is
    nothing to ask: one letter, an abbreviation in capitals, a Roman number."""
    text = word.spelling
    if _needs_no_check(text):
        return ()
    if word.after == ".":
        # What ends a sentence and what is an abbreviation, the dictionary knows both.
        return ((f"{text}.",), *_in_parts(text))
    if word.after == "-":
        return ((text,), (f"{text}-",), *_in_parts(text))
    return ((text,), *_in_parts(text))


def _in_parts(text: str) -> tuple[tuple[str, ...], ...]:
    """A double surname, or a compound that the dictionary doesn't know as a whole, by its parts."""
    parts = [part for part in _PARTS.split(text) if part]
    if len(parts) > 1:
        return (tuple(part for part in parts if not _needs_no_check(part)),)
    return ()


def _needs_no_check(text: str) -> bool:
    if len(text) < 2 or _ROMAN.fullmatch(text):
        return True
    bare = _POSSESSIVE.sub("", text)
    if _MIXED_ABBREVIATION.fullmatch(bare):
        return True
    return bare.isupper() and len(bare) <= _LONGEST_ABBREVIATION and bare.isalpha()


def verdict(word: Word, known: Mapping[str, bool], lists: Sequence[WordSet]) -> bool | None:
    """Whether the word is right; None when `known`, what the dictionary said of texts, has no answer."""
    forms = forms_of(word)
    if not forms or _is_listed(word.spelling, lists):
        return True
    open_question = False
    for form in forms:
        answers = [_is_listed(text, lists) or known.get(text) for text in form]
        if all(answers):
            return True
        open_question = open_question or (None in answers and False not in answers)
    return None if open_question else False


def _is_listed(text: str, lists: Sequence[WordSet]) -> bool:
    return any(text in words for words in lists)
