"""Spelling for all letters that are open: what the dictionaries said so far, and the user's own words.

Words are asked beside the window, in child processes; an answer holds for the word, wherever it stands, so
none can come too late. Which words of a letter are wrong is up to `letter_spelling`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from briefmaker.qt.preferences import Preferences
from briefmaker.qt.tasks import Tasks

if TYPE_CHECKING:
    from briefmaker.spelling.judging import WordSet
    from briefmaker.spelling.process import SpellingProcess

__all__ = ["Spelling"]

_AT_ONCE = 300
_MOST_KNOWN = 200_000
_PATIENCE_MS = 30_000
"""After this a process that doesn't answer, and didn't end itself, is ended from here."""
_MOST_FAILURES = 3


class Spelling(QObject):
    """learned(language): more words are known. own_words_changed(). turned(bool): the user wants words
    checked while typing, or no more. failed(sentence): a word could not be kept."""

    learned = Signal(object)
    own_words_changed = Signal()
    turned = Signal(object)
    failed = Signal(object)

    def __init__(self, tasks: Tasks, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._preferences = preferences
        self._was_on = self.is_on
        self._own: WordSet | None = None
        self._dictionaries: dict[str, _Dictionary] = {}
        preferences.changed.connect(self._follow_settings)

    @property
    def is_on(self) -> bool:
        """Whether words are checked while somebody types."""
        return self._preferences.settings.check_spelling

    def turn(self, on: bool) -> None:
        """Check words while somebody types, or no more; kept in the settings."""
        self._preferences.change(self._preferences.settings.with_changes(check_spelling=on))

    @property
    def own_words(self) -> WordSet:
        """The user's own words."""
        if self._own is None:
            from briefmaker.app.spelling import personal_words

            self._own = personal_words()
        return self._own

    def keep(self, word: str) -> None:
        """Add a word to the user's own: at once here, and in their file."""
        from briefmaker.app.spelling import keep_word
        from briefmaker.spelling.judging import WordSet

        self._own = WordSet((*self.own_words, word))
        self.own_words_changed.emit()
        self._tasks.start("settings", partial(keep_word, word), self._note, self._say)

    def has_dictionary(self, language: str) -> bool:
        """Whether words of this language can be checked."""
        from briefmaker.spelling.checker import dictionary_folder

        return dictionary_folder(language) is not None and not self._dictionary(language).is_given_up

    def known(self, language: str) -> Mapping[str, bool]:
        """What the dictionary said so far."""
        return self._dictionary(language).known

    def ask(self, language: str, words: Iterable[str]) -> None:
        """Have these words looked up, if they aren't known; `learned` says when."""
        self._dictionary(language).ask(words)

    def suggest(
        self, language: str, word: str, listed: Iterable[str], taken: Callable[[tuple[str, ...]], None]
    ) -> None:
        """Look what a word may have been meant to be, also among the words `listed`; `taken` is a bound
        method, and not called when its object is gone by then."""
        self._dictionary(language).suggest(word, tuple(listed), taken)

    def process_ids(self) -> tuple[int, ...]:
        """The numbers of the child processes that run now."""
        found = (process.process_id for each in self._dictionaries.values() for process in each.processes)
        return tuple(number for number in found if number is not None)

    def close(self) -> None:
        """End all processes, before the tasks are closed."""
        for dictionary in self._dictionaries.values():
            dictionary.close()

    def _dictionary(self, language: str) -> _Dictionary:
        dictionary = self._dictionaries.get(language)
        if dictionary is None:
            dictionary = self._dictionaries[language] = _Dictionary(language, self._tasks, self)
            dictionary.learned.connect(self.learned)
        return dictionary

    def _follow_settings(self) -> None:
        if self.is_on != self._was_on:
            self._was_on = self.is_on
            self.turned.emit(self.is_on)

    def _note(self, _nothing: object) -> None:
        """A word that was kept needs no mention."""

    def _say(self, error: Exception) -> None:
        self.failed.emit(str(error))


class _Dictionary(QObject):
    """One language: what is known, what is asked, and the two processes (made when first needed)."""

    learned = Signal(object)

    def __init__(self, language: str, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self.known: dict[str, bool] = {}
        self.processes: list[SpellingProcess] = []
        self._language = language
        self._tasks = tasks
        self._wanted: dict[str, None] = {}
        self._asked: list[str] = []
        self._failures = 0
        self._checking: SpellingProcess | None = None
        self._suggesting: SpellingProcess | None = None
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self.end_what_hangs)

    @property
    def is_given_up(self) -> bool:
        """Whether the dictionary failed too often to go on asking."""
        return self._failures >= _MOST_FAILURES

    def ask(self, words: Iterable[str]) -> None:
        if not self.is_given_up:
            self._wanted.update(dict.fromkeys(word for word in words if word not in self.known))
            if not self._asked:
                self._go_on()

    def _go_on(self) -> None:
        waiting = [word for word in self._wanted if word not in self.known]
        self._asked, rest = waiting[:_AT_ONCE], waiting[_AT_ONCE:]
        self._wanted = dict.fromkeys(rest)
        if not self._asked:
            return
        if self._checking is None:
            self._checking = self._new_process()
        self._patience.start()
        self._tasks.start("spelling", partial(self._checking.check, self._asked), self._learn, self._fail)

    def _learn(self, found: Mapping[str, bool]) -> None:
        self._patience.stop()
        self._failures = 0
        if len(self.known) > _MOST_KNOWN:
            self.known.clear()
        self.known.update(found)
        self._go_on()
        self.learned.emit(self._language)

    def _fail(self, error: Exception) -> None:
        from briefmaker.spelling.process import SpellingStopped

        if not isinstance(error, SpellingStopped):
            raise error
        self._patience.stop()
        self._failures += 1
        # Words that can't be looked up are left alone.
        self.known.update(dict.fromkeys(self._asked, True))
        self._asked = []
        if self.is_given_up:
            self._wanted.clear()
        self._go_on()
        self.learned.emit(self._language)

    def end_what_hangs(self) -> None:
        """End the process that should have answered by now; the words are asked once more."""
        if self._checking is not None:
            self._checking.kill()

    def suggest(self, word: str, listed: tuple[str, ...], taken: Callable[[tuple[str, ...]], None]) -> None:
        if self._suggesting is None:
            self._suggesting = self._new_process()
        self._tasks.start("suggestions", partial(_suggested, self._suggesting, word, listed), taken)

    def _new_process(self) -> SpellingProcess:
        from briefmaker.spelling.process import SpellingProcess

        made = SpellingProcess(self._language)
        self.processes.append(made)
        return made

    def close(self) -> None:
        self._patience.stop()
        for process in self.processes:
            process.close()


def _suggested(process: SpellingProcess, word: str, listed: tuple[str, ...]) -> tuple[str, ...]:
    """What the dictionary suggests, and what is much like it in the word lists; on a worker thread."""
    from difflib import get_close_matches

    from briefmaker.spelling.process import SpellingStopped

    close = get_close_matches(word, listed, n=2, cutoff=0.8)
    try:
        found = process.suggest(word)
    except SpellingStopped:
        found = ()
    same = {each.casefold() for each in found}
    listed = tuple(each for each in close if each.casefold() not in same)
    return tuple(dict.fromkeys(each.replace("'", "’") for each in (*found[:1], *listed, *found[1:])))
