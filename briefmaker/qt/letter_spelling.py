"""Spelling in one letter: its language, the words that are right in it, and the way from one wrong word to
the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from briefmaker.app.spelling import checked_fields, names_among, texts_with_names, words_of_pack
from briefmaker.forms.filling import Filled
from briefmaker.i18n import _
from briefmaker.qt.editor import BodyEditor
from briefmaker.qt.editor.misspellings import Misspellings
from briefmaker.qt.form import LetterForm
from briefmaker.qt.inputs import LineInput
from briefmaker.qt.line_spelling import LineSpelling
from briefmaker.qt.session import LetterSession
from briefmaker.qt.spelling import Spelling
from briefmaker.spelling.judging import WordSet, forms_of, verdict
from briefmaker.spelling.words import Word

__all__ = ["LetterSpelling"]

_MOST_ASKED = 500


class LetterSpelling(QObject):
    """What the texts of one letter ask about their words. changed(): verdicts may be others now.
    said(sentence)."""

    changed = Signal()
    said = Signal(object)

    def __init__(self, spelling: Spelling, session: LetterSession, form: LetterForm, parent: QObject) -> None:
        super().__init__(parent)
        self._spelling = spelling
        self._session = session
        self._form = form
        self._switch: QAction | None = None
        self._language = session.filled.letter.language
        self._ignored: tuple[str, ...] = ()
        self._pack_words = words_of_pack(session.document_type)
        self._texts: tuple[str, ...] = ()
        self._lists: tuple[WordSet, ...] = ()
        self._verdicts: dict[tuple[str, str], bool] = {}
        self._searching = False
        self._started: tuple[BodyEditor, int] | None = None
        self._note: BodyEditor | None = None
        """The text of a footnote in which the search began."""
        self.version = 0
        """Another number when word lists have changed, so that a word may have become right."""
        spelling.learned.connect(self._follow_learning)
        spelling.own_words_changed.connect(self._collect_words)
        spelling.turned.connect(self._follow_switch)
        spelling.failed.connect(self.said)
        session.answers_changed.connect(self._follow_names)
        session.filled_changed.connect(self._follow_language)
        session.answers_replaced.connect(self._attach)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow_focus)
        self._collect_words()
        for field in checked_fields(session.document_type):
            line = form.rows[field].editor.first_input()
            if isinstance(line, LineInput):
                LineSpelling(line, self)

    def use_switch(self, switch: QAction) -> None:
        """The action that shows, and changes, whether words are checked while typing."""
        self._switch = switch
        switch.setCheckable(True)
        switch.setChecked(self.is_on)

    # -- what the texts ask

    @property
    def is_on(self) -> bool:
        """Whether wrong words are to be marked."""
        return self._spelling.is_on

    def verdict(self, word: Word) -> bool | None:
        """Whether the word is right; None when that is to be asked."""
        key = word.spelling, word.after
        found = self._verdicts.get(key)
        if found is None:
            found = verdict(word, self._spelling.known(self._language), self._lists)
            if found is not None:
                self._verdicts[key] = found
        return found

    def want(self, words: Iterable[Word]) -> None:
        """Have these words looked up; `changed` comes when they are."""
        self._spelling.ask(
            self._language, [text for word in words for form in forms_of(word) for text in form]
        )

    def suggest(self, word: str, taken: Callable[[tuple[str, ...]], None]) -> None:
        """Look what a word may have been meant to be; `taken` is a bound method."""
        listed = (each for words in self._lists for each in words)
        self._spelling.suggest(self._language, word, listed, taken)

    def ignore(self, word: str) -> None:
        """Let a word be right in this letter, as long as it is open."""
        self._ignored += (word,)
        self._collect_words()

    def keep(self, word: str) -> None:
        """Let a word be right from now on, in every letter of this user."""
        self._spelling.keep(word)
        self.said.emit(_("“{word}” is in your word list now.").format(word=word))

    # -- commands

    def check_spelling(self) -> None:
        """Mark wrong words, or no more."""
        self._spelling.turn(not self.is_on)

    def next_misspelling(self) -> None:
        """Go to the next wrong word of the letter and show what can be done with it."""
        self._attach()
        editors = self._editors()
        if self._session.is_read_only or not editors:
            self.said.emit(_("Spelling is not checked in a letter that may only be read."))
            return
        if not self._spelling.has_dictionary(self._language):
            self.said.emit(_("There is no dictionary for the language of this letter."))
            return
        # From a field outside the texts the search begins at the first text.
        focus: QWidget = QApplication.focusWidget() or self._form
        here = next((editor for editor in editors if editor is focus or editor.isAncestorOf(focus)), None)
        self._note = focus if isinstance(focus, BodyEditor) and focus is not here else None
        self._started = (editors[0], 0) if here is None else (here, here.textCursor().selectionEnd())
        self._searching = True
        self._search()

    def _search(self) -> None:
        """Show the first wrong word; when words before it are to be asked, ask, and come again."""
        unknown: dict[Word, None] = {}
        for text, start, end in self._stretches():
            for wrong, open_words in text.findings(start, end):
                unknown.update(dict.fromkeys(open_words))
                if wrong and not unknown:
                    self._searching = False
                    self.said.emit("")
                    marks = text.select(wrong[0])
                    QTimer.singleShot(0, marks, marks.show_menu)
                    return
                if len(unknown) > _MOST_ASKED or (wrong and unknown):
                    self.want(unknown)
                    return
        if unknown:
            self.said.emit(_("Checking the spelling…"))
            self.want(unknown)
            return
        self._searching = False
        self.said.emit(_("No spelling mistakes found."))

    def _stretches(self) -> list[tuple[Misspellings, int, int]]:
        """The texts with a stretch of each, beginning where the search began, and round."""
        editors = self._editors()
        first, position = self._started or (editors[0], 0)
        at = editors.index(first) if first in editors else 0
        turned = [*editors[at:], *editors[:at]]
        stretches = [(_marks_of(editor), 0, editor.document().characterCount()) for editor in turned]
        marks, _start, end = stretches[0]
        stretches = [(marks, position, end), *stretches[1:], (marks, 0, position)]
        note = self._note
        if note is not None and isValid(note) and note.isVisibleTo(first):
            cursor = note.textCursor()
            stretches.insert(0, (_marks_of(note), cursor.selectionEnd(), note.document().characterCount()))
        return stretches

    # -- following

    def _editors(self) -> list[BodyEditor]:
        """The texts of the form from top to bottom; those of footnotes stand inside them."""
        texts = [editor for editor in self._form.findChildren(BodyEditor) if editor.isVisibleTo(self._form)]
        inner = {text for text in texts for other in texts if other is not text and other.isAncestorOf(text)}
        return sorted((text for text in texts if text not in inner), key=self._height_of)

    def _height_of(self, editor: BodyEditor) -> int:
        return editor.mapTo(self._form, editor.rect().topLeft()).y()

    def _attach(self) -> None:
        """Watch over texts that came since."""
        for editor in self._form.findChildren(BodyEditor):
            if editor.findChild(Misspellings) is None:
                Misspellings(editor, self)

    def _follow_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if isinstance(now, BodyEditor) and self._form.isAncestorOf(now):
            self._attach()

    def _follow_learning(self, language: object) -> None:
        if language != self._language:
            return
        self.changed.emit()
        if self._searching and self._spelling.has_dictionary(self._language):
            self._search()

    def _follow_switch(self, on: object) -> None:
        if self._switch is not None:
            self._switch.setChecked(bool(on))
        self.changed.emit()

    def _follow_names(self) -> None:
        if texts_with_names(self._session.document_type, self._session.answers) != self._texts:
            self._collect_words()

    def _follow_language(self, filled: Filled) -> None:
        """In another language other words are right; a search goes on with the next command."""
        if filled.letter.language != self._language:
            self._language = filled.letter.language
            if self._searching:
                self._searching = False
                self.said.emit("")
            self._collect_words()

    def _collect_words(self) -> None:
        self._texts = texts_with_names(self._session.document_type, self._session.answers)
        names, ignored = names_among(self._texts), WordSet(self._ignored)
        self._lists = (self._spelling.own_words, self._pack_words, names, ignored)
        self._verdicts.clear()
        self.version += 1
        self.changed.emit()


def _marks_of(editor: BodyEditor) -> Misspellings:
    marks = editor.findChild(Misspellings)
    assert isinstance(marks, Misspellings)
    return marks
