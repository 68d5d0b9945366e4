"""The right column: the form that the manifest makes, live; what is filled in to try it goes nowhere."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from briefmaker.drafts.letter_file import LetterFile
from briefmaker.forms.starting import starting_answers
from briefmaker.i18n import _
from briefmaker.letter.answers import Answers
from briefmaker.letter.document_type import DocumentType
from briefmaker.packs.manifest_editing import At
from briefmaker.problems import Place
from briefmaker.qt.banner import Banner
from briefmaker.qt.form import LetterForm
from briefmaker.qt.session import LetterSession
from briefmaker.qt.tones import em
from briefmaker.qt.workshop.manifest_session import ManifestSession

__all__ = ["FormBeside"]

_QUIET_MS = 250


class FormBeside(QWidget):
    """field_entered(At): the user is in a field of the form. tried(): something was filled in."""

    field_entered = Signal(object)
    tried = Signal()

    def __init__(
        self, session: ManifestSession, today: Callable[[], datetime.date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._today = today
        self._shown: DocumentType | None = None
        self.form: LetterForm | None = None
        self.letter: LetterSession | None = None
        self.title = QLabel(_("The form that this makes"), self)
        font = self.title.font()
        font.setBold(True)
        self.title.setFont(font)
        self.title.setContentsMargins(em(self, 1.25), em(self, 0.8), em(self, 1.25), em(self, 0.2))
        self.note = Banner(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.title)
        self._column.addWidget(self.note)
        self._column.addStretch(0)
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(_QUIET_MS)
        self._waiting.timeout.connect(self.show_now)
        session.trial_changed.connect(self._waiting.start)
        session.selected.connect(self._bring)
        self.show_now()

    @property
    def has_focus(self) -> bool:
        """Whether the user is in the form."""
        focus = QApplication.focusWidget()
        return self.form is not None and focus is not None and self.form.isAncestorOf(focus)

    @property
    def can_undo(self) -> bool:
        """Whether the user is in the form, and something filled in there can be undone."""
        return self.has_focus and self.letter is not None and self.letter.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether the user is in the form, and something undone there can come back."""
        return self.has_focus and self.letter is not None and self.letter.can_redo

    def show_now(self) -> None:
        """Show the form as the manifest makes it at this moment."""
        self._waiting.stop()
        trial = self._session.trial
        self._say()
        if trial.shown is None or trial.shown == self._shown:
            self._bring(self._session.at)
            return
        before = None if self.letter is None or self._shown is None else self.letter.answers
        answers = _kept(before, self._shown, trial.shown, self._today())
        self._make(trial.shown, answers)
        self._bring(self._session.at)

    def _make(self, shown: DocumentType, answers: Answers) -> None:
        height = 0
        if self.form is not None and self.letter is not None:
            height = self.form.verticalScrollBar().value()
            if self.has_focus:
                self.setFocus()
            self._column.removeWidget(self.form)
            self.form.hide()
            self.form.deleteLater()
            self.letter.setParent(None)
        letter = LetterFile(shown.id, shown.pack.version, answers)
        self.letter = LetterSession(shown, letter, self._today, parent=self)
        self.form = LetterForm(shown, self._today(), (), self)
        self.form.setAccessibleName(_("The form that this makes"))
        self._column.insertWidget(2, self.form, 1)
        self.form.answer_changed.connect(self.letter.change)
        self.form.entry_chosen.connect(self.letter.choose_entry)
        self.form.place_changed.connect(self._enter)
        self.form.history_requested.connect(self.step)
        self.letter.filled_changed.connect(self._show_filled)
        self.letter.answers_replaced.connect(self._show_answers)
        self.form.show_answers(answers)
        self._show_filled(self.letter.filled)
        self._shown = shown
        self.form.show()
        self.form.verticalScrollBar().setValue(height)

    def _say(self) -> None:
        trial = self._session.trial
        if trial.shown is None:
            self.note.show_sentence(_("There is no form to show yet: mend what is marked first."))
        elif self._is_hidden():
            self.note.show_sentence(_("This field is not on the form now: its condition doesn't hold."))
        elif not trial.is_good:
            self.note.show_sentence(_("Without what is not right yet; it is marked on the left."))
        else:
            self.note.show_sentence("")

    def _is_hidden(self) -> bool:
        """Whether the chosen field is on the form, but not asked at this moment."""
        at = self._session.at
        if self.letter is None or len(at) != 2:
            return False
        field = self._session.manifest.id_at(at)
        return field in self.letter.document_type.fields and field not in self.letter.filled.shown

    def _show_filled(self, filled: object) -> None:
        if self.form is not None and self.letter is not None:
            self.form.show_filled(filled, self.letter.answers)  # type: ignore[arg-type]
            self._say()
            self.tried.emit()

    def _show_answers(self, _place: object) -> None:
        if self.form is not None and self.letter is not None:
            self.form.show_answers(self.letter.answers)

    def step(self, word: object) -> None:
        """One step back ("undo") or forward ("redo") in what was filled in to try the form."""
        if self.letter is not None:
            (self.letter.undo if word == "undo" else self.letter.redo)()

    def _bring(self, at: object) -> None:
        """Bring what is chosen into sight, without taking the cursor there."""
        self._say()
        if self.form is None or not isinstance(at, tuple) or not at or self.has_focus:
            return
        section = self._session.manifest.at(at[:1])
        field = self._session.manifest.id_at(at[:2]) if len(at) > 1 else ""
        if not field:
            first = next(iter(section.get("field", ())), None)
            field = "" if first is None else str(first.get("id", ""))
        row = self.form.rows.get(field)
        if row is not None and row.isHidden():  # what stands nearest to it
            near = [self.form.rows.get(str(each.get("id"))) for each in section.get("field", ())]
            row = next((each for each in near if each is not None and not each.isHidden()), None)
        if row is not None:
            self.form.ensureWidgetVisible(row, 0, em(self, 3))

    def _enter(self, place: object) -> None:
        """The user went to a field: its properties are shown."""
        if not isinstance(place, Place):
            return
        name, _slash, rest = place.field.partition("/")
        sub = rest.partition("/")[2].partition("/")[0]
        manifest = self._session.manifest
        found: At = ()
        for at in manifest.places():
            if len(at) == 2 and manifest.id_at(at) == name:
                found = at
            elif len(at) == 3 and sub and at[:2] == found and manifest.id_at(at) == sub:
                found = at
                break
        if found:
            self.field_entered.emit(found)


def _kept(
    before: Answers | None, old: DocumentType | None, new: DocumentType, today: datetime.date
) -> Answers:
    """What was filled in, where the fields are what they were; besides, what a new letter begins with."""
    answers = starting_answers(new, today)
    if before is None or old is None:
        return answers
    begun = starting_answers(old, today)
    for name in before:
        field, was = new.fields.get(name), old.fields.get(name)
        is_same = field is not None and was is not None and field.kind is was.kind
        if (is_same or name in new.switches) and before.get(name) != begun.get(name):
            answer = before.get(name)
            if answer is not None:
                answers = answers.with_answer(name, answer)
    return answers
