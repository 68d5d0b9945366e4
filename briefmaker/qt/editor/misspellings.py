"""Marks the wrong words of one text while somebody types, and offers what can be done about them.

Nothing is written into the document: the waves are painted over it. Only what is in sight is looked at,
a paragraph again only when its words or the word lists have changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QObject, QPointF, QTimer
from PySide6.QtGui import QColor, QContextMenuEvent, QPainter, QTextBlock, QTextCursor
from PySide6.QtWidgets import QApplication, QMenu

from briefmaker.qt.editor.runs import NOTE_SIGN
from briefmaker.qt.editor.signs import utf16_length
from briefmaker.qt.editor.spelling_menu import Speller, SpellingMenu
from briefmaker.qt.editor.waves import Wave
from briefmaker.qt.editor.widget import BodyEditor
from briefmaker.qt.tones import tones
from briefmaker.spelling.words import Word, words_of

__all__ = ["Misspellings", "Spot"]

_REMEMBERED = 400
"""Paragraphs."""
_PAUSE_MS = 60


class _Findings(NamedTuple):
    """The wrong words of a paragraph, and those that aren't known yet. version: of the word lists."""

    wrong: tuple[Word, ...]
    unknown: tuple[Word, ...]
    version: int


class Spot(NamedTuple):
    """A wrong word, and its position in the document: of its start, or of the sign of its footnote."""

    position: int
    word: Word
    in_note: bool = False


class Misspellings(QObject):
    """The wrong words of one editor."""

    def __init__(self, view: BodyEditor, speller: Speller) -> None:
        super().__init__(view)
        self._view = view
        self._speller = speller
        self._wave = Wave()
        self._findings: dict[str, _Findings] = {}
        self._typing: tuple[int, int] | None = None
        """Number of the block, and start, of the word that is being typed: it is left alone."""
        self._unknown: dict[Word, None] = {}
        self._asking = QTimer(self)
        self._asking.setSingleShot(True)
        self._asking.setInterval(_PAUSE_MS)
        self._asking.timeout.connect(self._ask)
        view.add_overlay(self._draw)
        view.add_menu_part(self._add_entries, first=True)
        view.body_changed.connect(self._note_typing)
        view.cursorPositionChanged.connect(self._follow_cursor)
        speller.changed.connect(self._show_again)
        self._show_again()

    def findings(self, start: int, end: int) -> Iterator[tuple[list[Spot], list[Word]]]:
        """For each paragraph between two positions its wrong words there, footnotes included, and the words
        that aren't known yet."""
        block = self._view.document().findBlock(start)
        while block.isValid() and block.position() < end:
            if self._view.is_text_at(block.blockNumber()):
                spots, unknown = self._spots(block)
                yield [spot for spot in spots if start <= spot.position < end], unknown
            block = block.next()

    def _spots(self, block: QTextBlock) -> tuple[list[Spot], list[Word]]:
        text = block.text()
        found = self._found(text)
        spots = [Spot(block.position() + _positions(text, block, word)[0], word) for word in found.wrong]
        unknown = [*found.unknown]
        for at, note in self._notes(block, text):
            found = self._found(note)
            spots += [Spot(at, word, in_note=True) for word in found.wrong[:1]]
            unknown += found.unknown
        return sorted(spots, key=_position_of), unknown

    def select(self, spot: Spot) -> Misspellings:
        """Select a wrong word and bring it into sight, in its footnote where it stands in one; gives the
        marks of the text where it is selected."""
        block = self._view.document().findBlock(spot.position)
        self._view.setFocus()
        if not spot.in_note:
            self._view.setTextCursor(_cursor_at(block, spot.word))
            self._view.ensureCursorVisible()
            return self
        note = self._view.open_note(spot.position)
        # From here the search goes on, whether the note opened or not.
        cursor = QTextCursor(block)
        cursor.setPosition(spot.position + 1)
        self._view.setTextCursor(cursor)
        if note is None:
            return self
        marks = note.findChild(Misspellings) or Misspellings(note, self._speller)
        assert isinstance(marks, Misspellings)
        return marks.select(Spot(0, spot.word))

    def show_menu(self) -> None:
        """Open the menu at the cursor."""
        point = self._view.cursorRect().bottomLeft()
        event = QContextMenuEvent(
            QContextMenuEvent.Reason.Keyboard, point, self._view.viewport().mapToGlobal(point)
        )
        QApplication.sendEvent(self._view, event)

    # -- which words

    def _found(self, text: str) -> _Findings:
        found = self._findings.get(text)
        if found is not None and not found.unknown and found.version == self._speller.version:
            return found
        wrong, unknown = [], []
        for word in _words_in(text):
            verdict = self._speller.verdict(word)
            if verdict is None:
                unknown.append(word)
            elif not verdict:
                wrong.append(word)
        found = _Findings(tuple(wrong), tuple(unknown), self._speller.version)
        if len(self._findings) >= _REMEMBERED:
            del self._findings[next(iter(self._findings))]
        self._findings[text] = found
        return found

    def _notes(self, block: QTextBlock, text: str) -> list[tuple[int, str]]:
        """The footnotes of a paragraph that shows this text: where their signs stand, and what they say."""
        return self._view.notes_at(block.blockNumber()) if NOTE_SIGN in text else []

    def _ask(self) -> None:
        wanted, self._unknown = self._unknown, {}
        self._speller.want(wanted)

    def _note_typing(self) -> None:
        cursor = self._view.textCursor()
        word = _word_at(cursor.block(), cursor.positionInBlock())
        self._typing = (cursor.blockNumber(), word.start) if word is not None else None

    def _follow_cursor(self) -> None:
        before = self._typing
        if before is not None:
            self._note_typing()
            if self._typing != before:
                self._typing = None
                self._show_again()

    def _show_again(self) -> None:
        self._view.viewport().update()

    # -- on the screen

    def _draw(self, painter: QPainter, shown: Sequence[tuple[QTextBlock, int]], scroll: QPointF) -> None:
        if self._view.isReadOnly() or not self._speller.is_on:
            return
        em = self._view.fontMetrics().height()
        self._wave.use(QColor(tones(self._view).error), em, self._view.devicePixelRatioF())
        for block, number in shown:
            for start, end in self._marked(block, number):
                self._wave.draw(painter, block, start, end, scroll, em)
        if self._unknown and not self._asking.isActive():
            self._asking.start()

    def _marked(self, block: QTextBlock, number: int) -> Iterator[tuple[int, int]]:
        """From where to where the wrong words of a paragraph stand; notes the unknown ones."""
        text = block.text()
        found = self._found(text)
        typing = self._typing if self._view.hasFocus() else None
        for word in found.wrong:
            if (number, word.start) != typing:
                yield _positions(text, block, word)
        self._unknown.update((word, None) for word in found.unknown if (number, word.start) != typing)
        for at, note in self._notes(block, text):
            found = self._found(note)
            self._unknown.update(dict.fromkeys(found.unknown))
            if found.wrong:
                yield at - block.position(), at - block.position() + 1

    # -- the menu

    def _add_entries(self, menu: QMenu, position: int) -> None:
        block = self._view.document().findBlock(position)
        if self._view.isReadOnly() or not self._view.is_text_at(block.blockNumber()):
            return
        word = _word_at(block, position - block.position())
        if word is None or self._speller.verdict(word) is not False:
            return
        found = _Found(menu, self._view, _cursor_at(block, word))
        SpellingMenu(menu, self._speller, word.spelling, found.replace)


class _Found(QObject):
    """A wrong word of a text under an open menu."""

    def __init__(self, menu: QMenu, view: BodyEditor, cursor: QTextCursor) -> None:
        super().__init__(menu)
        self._view = view
        self._cursor = cursor
        self._text = cursor.selectedText()

    def replace(self, suggestion: str) -> None:
        # The text may have changed under an open menu, by an undo from elsewhere.
        if self._cursor.selectedText() == self._text:
            self._view.replace_text(self._cursor, suggestion)


@lru_cache(maxsize=_REMEMBERED)
def _words_in(text: str) -> tuple[Word, ...]:
    return tuple(words_of(text))


def _word_at(block: QTextBlock, offset: int) -> Word | None:
    """The word that a position of a block touches. A hyphen or apostrophe just typed belongs to it."""
    text = block.text()
    if len(text) + 1 != block.length():
        offset = len(text.encode("utf-16-le", "surrogatepass")[: 2 * offset].decode("utf-16-le", "ignore"))
    for word in _words_in(text):
        if offset < word.start:
            break
        if offset <= word.end + (text[word.end : word.end + 1] in {"-", "’", "'"}):
            return word
    return None


def _positions(text: str, block: QTextBlock, word: Word) -> tuple[int, int]:
    """Where a word is in its block, in Qt's positions."""
    if len(text) + 1 == block.length():
        return word.start, word.end
    start = utf16_length(text[: word.start])
    return start, start + utf16_length(text[word.start : word.end])


def _cursor_at(block: QTextBlock, word: Word) -> QTextCursor:
    """A cursor that selects a word."""
    start, end = _positions(block.text(), block, word)
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + start)
    cursor.setPosition(block.position() + end, QTextCursor.MoveMode.KeepAnchor)
    return cursor


def _position_of(spot: Spot) -> int:
    return spot.position
