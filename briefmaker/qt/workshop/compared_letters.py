"""A list of letters that were made twice, as they come, and the pages of the chosen one beside each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFrame, QLabel, QListWidget, QListWidgetItem, QSplitter, QVBoxLayout, QWidget

from briefmaker.errors import BriefmakerError
from briefmaker.i18n import _, _n
from briefmaker.problems import Severity
from briefmaker.qt.field_row import NoteLine
from briefmaker.qt.tasks import Tasks
from briefmaker.qt.tones import em
from briefmaker.qt.workshop.breakable import breakable
from briefmaker.qt.workshop.letter_rows import DETAIL, SENTENCE, SEVERITY, LetterRows
from briefmaker.qt.workshop.page_comparison import ComparedPages, DrawPages, PageComparison

__all__ = ["ComparedLetter", "ComparedLetters"]

_LANE = "compared letters"
_LETTER = Qt.ItemDataRole.UserRole
_MOST_LINES = 12
_WEIGHTS = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.HINT: 2, None: 3}


@dataclass(frozen=True)
class ComparedLetter:
    """One letter. sentence: what came of it; severity: how much it asks for a look, None for not at all;
    pages: None where there are none to show; value: what it is about, for whoever made it; detail: what
    kind of letter it is."""

    title: str = field(repr=False)
    sentence: str = field(repr=False)
    severity: Severity | None
    pages: ComparedPages | None
    value: object
    detail: str = ""

    @property
    def name(self) -> str:
        """Which letter it is, with its kind."""
        return " · ".join(part for part in (self.title, self.detail) if part)


class ComparedLetters(QWidget):
    """Those that ask for a look stand before the others. nothing: what is said when there are none.

    letter_chosen(ComparedLetter): it is shown now. came(): one more. finished(): all have come.
    failed(sentence)."""

    letter_chosen = Signal(object)
    came = Signal()
    finished = Signal()
    failed = Signal(object)

    def __init__(self, tasks: Tasks, draw: DrawPages, nothing: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._nothing = nothing
        self._round = 0
        self._wanted = ""
        self.is_making = False
        """Whether more are on their way."""
        self.list = QListWidget(self)
        self.list.setObjectName("quiet_list")
        self.list.setAccessibleName(_("Letters"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)  # sentences wrap to its width
        self.list.setItemDelegate(LetterRows(self.list))
        self.list.currentItemChanged.connect(self._show_current)
        self.progress = NoteLine(self)
        self.progress.setContentsMargins(em(self, 0.6), em(self, 0.3), em(self, 0.6), em(self, 0.3))
        self.comparison = PageComparison(tasks, draw, self)
        self.sentence = QLabel(self)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setWordWrap(True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.sentence.setContentsMargins(em(self, 0.8), em(self, 0.5), em(self, 0.8), em(self, 0.2))
        left, right = QWidget(self), QWidget(self)
        for side, widgets in ((left, (self.list, self.progress)), (right, (self.sentence, self.comparison))):
            column = QVBoxLayout(side)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
            for widget in widgets:
                column.addWidget(widget, 1 if widget in {self.list, self.comparison} else 0)
        self.parts = QSplitter(Qt.Orientation.Horizontal, self)
        self.parts.setChildrenCollapsible(False)
        self.parts.setHandleWidth(1)
        self.parts.addWidget(left)
        self.parts.addWidget(right)
        self.parts.setStretchFactor(1, 1)
        self.parts.setSizes([em(self, 18), em(self, 59)])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.parts)
        self._show_current(None)

    # -- letters come

    def run(self, make: Callable[[], Iterator[ComparedLetter]], wanted: str = "") -> None:
        """Show the letters that `make` gives, as they come; it is gone through on a worker thread. What was
        on its way before is dropped. wanted: the name of the one to be shown once it is there; without it
        the first."""
        self._round += 1
        self._wanted = wanted
        self.is_making = True
        self.list.clear()
        self.progress.show_note(_("The pages are being made…"), None)
        self._tasks.start(_LANE, partial(_begun, make, self._round), self._take, self._fail)

    def stop(self) -> None:
        """Let no more come."""
        self._round += 1
        self.is_making = False
        self.progress.show_note("", None)

    @property
    def letters(self) -> tuple[ComparedLetter, ...]:
        """Those that came until now."""
        return tuple(self.list.item(at).data(_LETTER) for at in range(self.list.count()))

    @property
    def current(self) -> ComparedLetter | None:
        """The one that is shown."""
        at = self.list.currentRow()
        return self.letters[at] if at >= 0 else None

    def closeEvent(self, event: QCloseEvent) -> None:
        self.stop()
        super().closeEvent(event)

    def _take(self, step: _Step) -> None:
        if step.round != self._round:
            return
        if step.letter is None:
            self.is_making = False
            self.progress.show_note("", None)
            if not self.list.count():
                self.sentence.setText(self._nothing)
            self.finished.emit()
            return
        self._add(step.letter)
        self.came.emit()
        self._tasks.start(_LANE, step.next, self._take, self._fail)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, BriefmakerError):
            raise error
        self.is_making = False
        self.progress.show_note(str(error), Severity.ERROR)
        self.failed.emit(str(error))

    # -- what is shown

    def _add(self, letter: ComparedLetter) -> None:
        weight = _WEIGHTS[letter.severity]
        before = sum(_WEIGHTS[each.severity] <= weight for each in self.letters)
        item = QListWidgetItem(letter.title)
        item.setData(_LETTER, letter)
        item.setData(SENTENCE, breakable(letter.sentence))
        item.setData(DETAIL, letter.detail)
        item.setData(SEVERITY, letter.severity)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{letter.name}: {letter.sentence}")
        item.setToolTip(f"{letter.name}\n{_beginning(letter.sentence)}")
        self.list.insertItem(before, item)
        count = self.list.count()
        self.progress.show_note(
            _n(
                "The pages are being made… {count} is done",
                "The pages are being made… {count} are done",
                count,
            ).format(count=count),
            None,
        )
        if count == 1 or letter.name == self._wanted:
            self.list.setCurrentItem(item)

    def _show_current(self, item: QListWidgetItem | None, _before: object = None) -> None:
        letter = None if item is None else item.data(_LETTER)
        self.sentence.setText("" if letter is None else f"{letter.name}: {_beginning(letter.sentence)}")
        self.comparison.setVisible(letter is not None and letter.pages is not None)
        if letter is not None and letter.pages is not None:
            self.comparison.show_comparison(letter.pages)
        if letter is not None:
            self.letter_chosen.emit(letter)


def _beginning(sentence: str) -> str:
    """As much of a sentence as fits in a window: some have a line for each of a hundred errors."""
    lines = sentence.split("\n")
    return breakable("\n".join([*lines[:_MOST_LINES], "…"] if len(lines) > _MOST_LINES else lines))


@dataclass(frozen=True)
class _Step:
    """A letter that came, None behind the last, and how the next one comes."""

    round: int
    letter: ComparedLetter | None
    rest: Iterator[ComparedLetter]

    def next(self) -> _Step:
        return _Step(self.round, next(self.rest, None), self.rest)


def _begun(make: Callable[[], Iterator[ComparedLetter]], number: int) -> _Step:
    rest = make()
    return _Step(number, next(rest, None), rest)
