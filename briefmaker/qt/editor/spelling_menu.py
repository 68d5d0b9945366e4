"""What a menu offers for a wrong word, wherever the word stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol

from PySide6.QtCore import QObject, SignalInstance
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from briefmaker.i18n import _
from briefmaker.spelling.words import Word

__all__ = ["Speller", "SpellingMenu"]


class Speller(Protocol):
    """Who knows which words are right; see `letter_spelling`."""

    @property
    def is_on(self) -> bool: ...
    @property
    def version(self) -> int: ...
    @property
    def changed(self) -> SignalInstance: ...
    def verdict(self, word: Word) -> bool | None: ...
    def want(self, words: Iterable[Word]) -> None: ...
    def suggest(self, word: str, taken: Callable[[tuple[str, ...]], None]) -> None: ...
    def ignore(self, word: str) -> None: ...
    def keep(self, word: str) -> None: ...


class SpellingMenu(QObject):
    """The entries of a menu for one wrong word; lives as long as the menu. replace: puts another word in the
    place of this one, if it still stands there."""

    def __init__(self, menu: QMenu, speller: Speller, word: str, replace: Callable[[str], None]) -> None:
        super().__init__(menu)
        self._menu = menu
        self._speller = speller
        self._word = word
        self._replace_by = replace
        self._waiting = menu.addAction(_("Looking for suggestions…"))
        self._waiting.setEnabled(False)
        menu.addSeparator()
        menu.addAction(_("&Ignore in this letter")).triggered.connect(self._ignore)
        menu.addAction(_("&Add to my word list")).triggered.connect(self._keep)
        speller.suggest(word, self.show_suggestions)

    def show_suggestions(self, suggestions: tuple[str, ...]) -> None:
        """Put the suggestions in the place of the line that says to wait."""
        if not suggestions:
            self._waiting.setText(_("No suggestions"))
            return
        entries = []
        for suggestion in suggestions:
            entry = QAction(suggestion.replace("&", "&&"), self._menu)
            entry.setData(suggestion)
            font = entry.font()
            font.setBold(True)
            entry.setFont(font)
            entry.triggered.connect(self._replace)
            entries.append(entry)
        self._menu.insertActions(self._waiting, entries)
        self._menu.removeAction(self._waiting)
        if self._menu.activeAction() is None and self._menu.isVisible():
            self._menu.setActiveAction(entries[0])

    def _replace(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._replace_by(str(action.data()))

    def _ignore(self) -> None:
        self._speller.ignore(self._word)

    def _keep(self) -> None:
        self._speller.keep(self._word)
