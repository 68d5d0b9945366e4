"""The field of a day: typed as one likes ("18-8", "vandaag"), shown in full when one leaves it.

Undo and the letter see a readable date as "2026-11-23" at once; what can't be read stays as typed.
"""

from __future__ import annotations

import datetime

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QToolButton, QWidget

from briefmaker.i18n import _
from briefmaker.letter.answers import Answer
from briefmaker.letter.document_type import DocumentType, LetterField
from briefmaker.notation.dates import read_date
from briefmaker.problems import Place
from briefmaker.qt.fields import FieldEditor
from briefmaker.qt.glyphs import calendar_icon, step_icon
from briefmaker.qt.inputs import LineInput
from briefmaker.qt.text_fields import filling_layout

__all__ = ["DateFieldEditor"]


class DateFieldEditor(FieldEditor):
    """A line for a day, with a calendar behind Alt+Down."""

    def __init__(
        self, document_type: DocumentType, field: LetterField, today: datetime.date, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._field = field
        self._today = today
        self._locale = QLocale(document_type.language.replace("-", "_"))
        self._answer = ""
        self._calendar: _Calendar | None = None
        self.input = _DayInput(self)
        self.input.setPlaceholderText(field.example)
        filling_layout(self).addWidget(self.input)
        self.setFocusProxy(self.input)
        self._open = QAction(calendar_icon(), _("Show the calendar"), self.input)
        self._open.triggered.connect(self.open_calendar)
        self.input.addAction(self._open, QLineEdit.ActionPosition.TrailingPosition)
        self.input.calendar_requested.connect(self.open_calendar)
        self.input.textEdited.connect(self._say_text)
        self.input.came.connect(self._say_place)
        self.input.went.connect(self._leave)

    def show_answer(self, answer: Answer | None) -> None:
        text = answer if isinstance(answer, str) else ""
        if text != self._answer:
            self._answer = text
            self.input.setText(self._written(text))

    def first_input(self) -> QWidget:
        return self.input

    def set_read_only(self, read_only: bool) -> None:
        self.input.setReadOnly(read_only)
        self._open.setVisible(not read_only)

    def open_calendar(self) -> None:
        """Let a day be picked from a calendar."""
        if self.input.isReadOnly():
            return
        self.input.setFocus()
        if self._calendar is None:
            self._calendar = _Calendar(self._locale, self)
            self._calendar.day_chosen.connect(self._choose)
        day = read_date(self._answer, self._today) or self._today
        self._calendar.open_at(day, self.input)

    def _written(self, answer: str) -> str:
        """An answer as people write it: "18 augustus 2015"; what is no date as it was typed."""
        try:
            day = datetime.date.fromisoformat(answer)
        except ValueError:
            return answer
        return self._locale.toString(QDate(day.year, day.month, day.day), "d MMMM yyyy")

    def _say_text(self, text: str) -> None:
        day = read_date(text, self._today) if text.strip() else None
        self._answer = day.isoformat() if day is not None else text
        self.answer_changed.emit(self._answer, self._field.id)

    def _leave(self) -> None:
        written = self._written(self._answer)
        if self.input.text() != written:
            self.input.setText(written)
        self.went.emit()

    def _choose(self, day: datetime.date) -> None:
        self._answer = day.isoformat()
        self.input.setText(self._written(self._answer))
        self.answer_changed.emit(self._answer, "")

    def _say_place(self) -> None:
        self.came.emit(Place(self._field.id))


class _DayInput(LineInput):
    """A line that asks for the calendar with Alt+Down or F4."""

    calendar_requested = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt_down = event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt_down or (event.key() == Qt.Key.Key_F4 and not event.modifiers()):
            self.calendar_requested.emit()
            event.accept()
            return
        super().keyPressEvent(event)


class _Calendar(QCalendarWidget):
    """A month in a pop-up; Enter or a click picks, Esc goes away."""

    day_chosen = Signal(object)

    def __init__(self, locale: QLocale, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowFlag(Qt.WindowType.Popup)
        self.setLocale(locale)
        self.setFirstDayOfWeek(locale.firstDayOfWeek())
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers)
        self.setAccessibleName(_("Calendar"))
        plain = QTextCharFormat()
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            # Qt's red can't be read on a dark ground.
            self.setWeekdayTextFormat(weekday, plain)
        for name, forward in (("qt_calendar_prevmonth", False), ("qt_calendar_nextmonth", True)):
            button = self.findChild(QToolButton, name)
            if isinstance(button, QToolButton):
                button.setIcon(step_icon(forward=forward))
        self.clicked.connect(self._pick)
        self.activated.connect(self._pick)

    def open_at(self, day: datetime.date, under: QWidget) -> None:
        """Show the month of `day` below a widget, on the screen as a whole."""
        self.setSelectedDate(QDate(day.year, day.month, day.day))
        self.adjustSize()
        corner = under.mapToGlobal(QPoint(0, under.height()))
        screen = under.screen().availableGeometry()
        if corner.y() + self.height() > screen.bottom():
            corner = under.mapToGlobal(QPoint(0, -self.height()))
        self.move(corner)
        self.show()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            return
        super().keyPressEvent(event)

    def _pick(self, date: QDate) -> None:
        if not self.isVisible():
            return
        self.hide()
        self.day_chosen.emit(datetime.date(date.year(), date.month(), date.day()))
