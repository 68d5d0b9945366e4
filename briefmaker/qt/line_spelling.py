"""Marks the wrong words of one line while somebody types, as in a text."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QWidget

from briefmaker.qt.editor.spelling_menu import Speller, SpellingMenu
from briefmaker.qt.editor.waves import Wave
from briefmaker.qt.inputs import LineInput
from briefmaker.qt.tones import tones
from briefmaker.spelling.words import Word, words_of

__all__ = ["LineSpelling"]

_PAUSE_MS = 60


class LineSpelling(QWidget):
    """The waves under the wrong words of a line; lies over it and takes no clicks."""

    def __init__(self, line: LineInput, speller: Speller) -> None:
        super().__init__(line)
        self._line = line
        self._speller = speller
        self._wave = Wave()
        self._typed: int | None = None
        """The start of the word that is being typed: it is left alone."""
        self._unknown: dict[Word, None] = {}
        self._asking = QTimer(self)
        self._asking.setSingleShot(True)
        self._asking.setInterval(_PAUSE_MS)
        self._asking.timeout.connect(self._ask)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        line.installEventFilter(self)
        line.textEdited.connect(self._note_typing)
        line.cursorPositionChanged.connect(self._follow_cursor)
        line.menu_opened.connect(self._add_entries)
        speller.changed.connect(self.update)
        self.setGeometry(line.rect())
        self.show()

    def marked(self) -> list[Word]:
        """The words that are marked as wrong now."""
        return [word for word in self._words() if self._speller.verdict(word) is False]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._line.rect())
        elif event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        metrics = QFontMetricsF(self._line.font())
        em = metrics.height()
        self._wave.use(QColor(tones(self).error), em, self.devicePixelRatioF())
        painter = QPainter(self)
        painter.setClipRect(self.rect().adjusted(2, 0, -2, 0))
        text, caret = self._line.text(), self._line.caret_box()
        before = metrics.horizontalAdvance(text[: self._caret()])
        middle = caret.center().y() - em / 2 + metrics.ascent() + min(metrics.descent(), em * 0.2)
        for word in self.marked():
            left = caret.center().x() + metrics.horizontalAdvance(text[: word.start]) - before
            right = left + metrics.horizontalAdvance(text[word.start : word.end])
            self._wave.draw_from(painter, left, right, middle)
        painter.end()
        for word in self._words():
            if self._speller.verdict(word) is None:
                self._unknown[word] = None
        if self._unknown and not self._asking.isActive():
            self._asking.start()

    def _words(self) -> Iterator[Word]:
        """The words that are looked at: all but the one that is being typed."""
        if self._line.isReadOnly() or not self._speller.is_on:
            return
        typed = self._typed if self._line.hasFocus() else None
        for word in words_of(self._line.text()):
            if word.start != typed:
                yield word

    def _word_at(self, place: int) -> Word | None:
        words = words_of(self._line.text())
        return next((word for word in words if word.start <= place <= word.end), None)

    def _caret(self, position: int | None = None) -> int:
        """Where the cursor, or a position as Qt counts, stands in the text."""
        place = self._line.cursorPosition() if position is None else position
        text = self._line.text().encode("utf-16-le", "surrogatepass")
        return len(text[: 2 * place].decode("utf-16-le", "ignore"))

    def _ask(self) -> None:
        wanted, self._unknown = self._unknown, {}
        self._speller.want(wanted)

    def _note_typing(self) -> None:
        word = self._word_at(self._caret())
        self._typed = None if word is None else word.start
        self.update()

    def _follow_cursor(self) -> None:
        word = self._word_at(self._caret())
        if word is None or word.start != self._typed:
            self._typed = None
        self.update()

    def _add_entries(self, menu: QMenu, position: int) -> None:
        word = self._word_at(self._caret(position))
        if word is not None and not self._line.isReadOnly() and self._speller.verdict(word) is False:
            found = _Found(menu, self._line, word)
            SpellingMenu(menu, self._speller, word.spelling, found.replace)


class _Found(QObject):
    """A wrong word of a line under an open menu."""

    def __init__(self, menu: QMenu, line: LineInput, word: Word) -> None:
        super().__init__(menu)
        self._line = line
        self._word = word
        self._text = line.text()

    def replace(self, suggestion: str) -> None:
        # The line may have changed under an open menu, by an undo from elsewhere.
        if self._line.text() == self._text:
            start, end = self._word.start, self._word.end
            before = len(self._text[:start].encode("utf-16-le", "surrogatepass")) // 2
            length = len(self._text[start:end].encode("utf-16-le", "surrogatepass")) // 2
            self._line.setSelection(before, length)
            self._line.insert(suggestion)
