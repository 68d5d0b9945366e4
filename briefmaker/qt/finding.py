"""Finding and replacing in one letter: what the bar asks, looked up in the answers, shown in the form."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit

from briefmaker.forms.searching import Match, matches, replaced
from briefmaker.i18n import _n
from briefmaker.problems import Place
from briefmaker.qt.find_bar import FindBar
from briefmaker.qt.form import LetterForm
from briefmaker.qt.session import LetterSession

__all__ = ["Finding"]

_LONGEST = 120


class Finding(QObject):
    """Keeps what was found up to date while the bar is open. went(Place): this part is shown now."""

    went = Signal(object)

    def __init__(self, session: LetterSession, form: LetterForm, bar: FindBar, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._form = form
        self.bar = bar
        self.found: tuple[Match, ...] = ()
        self._at: int | None = None
        self._here = Place()
        self._looking = QTimer(self)
        self._looking.setSingleShot(True)
        self._looking.setInterval(0)
        self._looking.timeout.connect(self._look)
        bar.query_changed.connect(self._look_anew)
        bar.stepped.connect(self.step)
        bar.replace_requested.connect(self._replace)
        bar.closed.connect(self.close)
        form.place_changed.connect(self._note_place)
        session.answers_changed.connect(self._look_later)

    # -- coming and going

    def find_text(self) -> None:
        """Ask what to look for; what is selected, if it is one line, is proposed."""
        self._open(replace=False)

    def replace_text(self) -> None:
        """Ask also what to put in its place."""
        self._open(replace=not self._session.is_read_only)

    def find_next(self) -> None:
        """Show the next one."""
        self._repeat(1)

    def find_previous(self) -> None:
        """Show the one before."""
        self._repeat(-1)

    def _open(self, *, replace: bool) -> None:
        self.bar.ask(_selected(), replace=replace)
        self._look_anew()

    def _repeat(self, by: int) -> None:
        if self.bar.isVisible():
            self.step(by)
        else:
            self._open(replace=False)

    def close(self) -> None:
        """Put the bar away; the cursor stays at what was found last."""
        # Hiding the bar while it has the focus would send that anywhere.
        match = self._match
        if match is not None:
            self._show_text(match, take_focus=True)
        else:
            self._form.go_to(self._here)
        self.bar.hide()
        self._form.mark_found((), None)
        self.found, self._at = (), None

    # -- finding

    def step(self, by: int) -> None:
        """Show the next one, or the one before; after the last comes the first."""
        if not self.found:
            return
        self._at = 0 if self._at is None else (self._at + by) % len(self.found)
        self._show()

    @property
    def _match(self) -> Match | None:
        return self.found[self._at] if self._at is not None and self._at < len(self.found) else None

    def _note_place(self, place: Place) -> None:
        # A text tells where its cursor is also when it is shown anew, while the user is elsewhere.
        row, focus = self._form.rows.get(place.field.partition("/")[0]), QApplication.focusWidget()
        if row is not None and focus is not None and row.isAncestorOf(focus):
            self._here = place

    def _look_later(self) -> None:
        if self.bar.isVisible():
            self._looking.start()

    def _look_anew(self, _query: object = None) -> None:
        """Something else is looked for: show the first one from where the user is."""
        self._find()
        self._at = self._first_from_here() if self.found else None
        self._show()

    def _look(self) -> None:
        """The letter changed: find again, and stay where we are."""
        before = self._match
        self._find()
        self._at = self.found.index(before) if before in self.found else None
        self._mark()

    def _find(self) -> None:
        session = self._session
        self.found = matches(session.document_type, session.answers, self.bar.query, session.filled.shown)

    def _first_from_here(self) -> int:
        order = _Order(self._session)
        here = order.of(self._here)
        at = bisect_left([order.of(match.where) for match in self.found], here)
        return at % len(self.found)

    def _show(self) -> None:
        match = self._match
        if match is not None:
            self._show_text(match, take_focus=False)
            self.went.emit(match.where)
        self._mark()

    def _show_text(self, match: Match, *, take_focus: bool) -> None:
        start, end = (match.start, match.end) if match.note is None else (match.note, match.note + 1)
        self._form.show_text(match.where, start, end, take_focus=take_focus)

    def _mark(self) -> None:
        self._form.mark_found(self.found, self._match)
        self.bar.show_count(0 if self._at is None else self._at + 1, len(self.found))

    # -- replacing

    def _replace(self, everything: object) -> None:
        if self._session.is_read_only or not self.found:
            return
        if everything:
            count = len(self.found)
            self._session.replace_answers(replaced(self._session.answers, self.found, self.bar.replacement))
            self._find()
            self._at = None
            self._mark()
            self.bar.say(_n("Replaced {count} time", "Replaced {count} times", count).format(count=count))
            return
        match = self._match
        if match is None:
            self.step(1)
            return
        at = self.found.index(match)
        self._session.replace_answers(replaced(self._session.answers, (match,), self.bar.replacement))
        self._find()
        # What was put in may itself be found: go on behind it.
        new = range(match.start, match.start + len(self.bar.replacement))
        inside = [
            other
            for other in self.found
            if (other.where, other.note) == (match.where, match.note) and other.start in new
        ]
        self._at = (at + len(inside)) % len(self.found) if self.found else None
        self._show()


class _Order:
    """The places of a letter in the order in which it is searched."""

    def __init__(self, session: LetterSession) -> None:
        self._fields: Mapping[str, int] = {
            field: number for number, field in enumerate(session.document_type.fields)
        }
        self._blocks: dict[str, dict[str, int]] = {}
        self._session = session

    def of(self, place: Place) -> tuple[int, tuple[int, str], int]:
        field, _slash, rest = place.field.partition("/")
        number, _slash, part = rest.partition("/")
        inside = (int(number) if number.isdigit() else 0, "" if part == "titel" else part)
        return self._fields.get(field, -1), inside, self._block(place, field, number)

    def _block(self, place: Place, field: str, number: str) -> int:
        if place.field not in self._blocks:
            answers = self._session.answers
            body = answers.body(field)
            if number.isdigit() and int(number) < len(answers.enclosures(field)):
                body = answers.enclosures(field)[int(number)].body
            leaves = body.with_ids().leaves()
            self._blocks[place.field] = {leaf.id: at for at, leaf in enumerate(leaves)}
        return self._blocks[place.field].get(place.block, -1)


def _selected() -> str:
    """What is selected where the cursor is, if that is a piece of one line."""
    focus = QApplication.focusWidget()
    if isinstance(focus, QLineEdit):
        text = focus.selectedText()
    elif isinstance(focus, QTextEdit | QPlainTextEdit):
        text = focus.textCursor().selectedText()
    else:
        return ""
    return text if len(text) <= _LONGEST and not set("\u2028\u2029\ufffc") & set(text) else ""
