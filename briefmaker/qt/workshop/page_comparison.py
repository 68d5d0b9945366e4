"""Two sets of pages beside each other, with what differs marked: they scroll and grow together.

Pages that belong together stand at the same height; where a page came or went, the other side is left open.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from briefmaker.app.page_differences import differences_in_words, in_words, page_in_words
from briefmaker.errors import BriefmakerError
from briefmaker.i18n import _
from briefmaker.output import Comparison, PageBox, PageImage
from briefmaker.problems import Severity
from briefmaker.qt.field_row import NoteLine
from briefmaker.qt.icon_button import IconButton
from briefmaker.qt.page_images import as_images
from briefmaker.qt.page_view import Spot
from briefmaker.qt.tasks import Latest, Tasks
from briefmaker.qt.tones import em
from briefmaker.qt.workshop.difference_list import DifferenceList
from briefmaker.qt.workshop.marked_pages import Mark, MarkedPages

__all__ = ["ComparedPages", "DrawPages", "PageComparison"]

DrawPages = Callable[[bytes, float, Sequence[int]], tuple[PageImage, ...]]
"""Pictures of pages of a PDF, at so many pixels to a point; called on a worker thread. For example
`WorkshopPages.images_of`."""


@dataclass(frozen=True)
class ComparedPages:
    """What is shown: both PDFs, what differs, and what either side is called. old: b"" to show the new pages
    alone."""

    old: bytes
    new: bytes
    comparison: Comparison
    old_title: str
    new_title: str


class PageComparison(QWidget):
    """difference_shown(number): the difference that is looked at now, from 0. F8 and Shift+F8 go to the next
    and the previous one."""

    difference_shown = Signal(object)

    def __init__(self, tasks: Tasks, draw: DrawPages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: ComparedPages | None = None
        self._number = -1
        self.old = _Side(tasks, draw, self)
        self.new = _Side(tasks, draw, self)
        self.summary = QLabel(self)
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.place = QLabel(self)
        self.place.setTextFormat(Qt.TextFormat.PlainText)
        self.list = DifferenceList(self)
        self.notice = NoteLine(self)
        self.previous = IconButton("arrow-up", _("Previous difference (Shift+F8)"), self)
        self.next = IconButton("arrow-down", _("Next difference (F8)"), self)
        self.smaller = IconButton("zoom-out", _("Smaller"), self)
        self.larger = IconButton("zoom-in", _("Larger"), self)
        self._lay_out()
        self._connect()
        self._show_place()

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(em(self, 0.8), em(self, 0.4), em(self, 0.8), em(self, 0.4))
        bar.setSpacing(em(self, 0.3))
        bar.addWidget(self.summary)
        bar.addStretch(1)
        for widget in (self.place, self.previous, self.next, self.smaller, self.larger):
            bar.addWidget(widget)
        self._beside = pages = _Beside(self.old, self.new, self)
        parts = QSplitter(Qt.Orientation.Vertical, self)
        parts.setChildrenCollapsible(False)
        parts.addWidget(pages)
        parts.addWidget(self.list)
        parts.setStretchFactor(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.notice)
        column.addWidget(parts, 1)
        self.notice.setContentsMargins(em(self, 0.8), 0, em(self, 0.8), em(self, 0.4))

    def _connect(self) -> None:
        for one, other in ((self.old.view, self.new.view), (self.new.view, self.old.view)):
            one.verticalScrollBar().valueChanged.connect(other.verticalScrollBar().setValue)
            one.horizontalScrollBar().valueChanged.connect(other.horizontalScrollBar().setValue)
            one.zoom_changed.connect(other.set_zoom)
        for side, view_clicked in ((self.old, self._choose_in_old), (self.new, self._choose_in_new)):
            side.view.clicked.connect(view_clicked)
            side.failed.connect(self._tell_failure)
        self.list.chosen.connect(self.go_to)
        self.previous.clicked.connect(self.go_back)
        self.next.clicked.connect(self.go_on)
        self.smaller.clicked.connect(self.new.view.zoom_out)
        self.larger.clicked.connect(self.new.view.zoom_in)
        for keys, slot in (("F8", self.go_on), ("Shift+F8", self.go_back)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    # -- what is shown

    @property
    def number(self) -> int:
        """The difference that is looked at, from 0; -1 for none."""
        return self._number

    def show_comparison(self, pages: ComparedPages) -> None:
        """Show these pages; nothing is chosen yet, the first pages are in sight."""
        self._shown = pages
        self._number = -1
        found = pages.comparison
        rows = _Rows(found)
        self.notice.show_note("", None)
        self._beside.show_both(bool(pages.old))
        self.summary.setText(differences_in_words(found) if pages.old else "")
        self.list.show_differences(found.differences)
        self.list.setVisible(bool(found.differences))
        if found.differences:
            row, edges = self.list.sizeHintForRow(0), 2 * self.list.frameWidth() + em(self, 0.4)
            self.list.setMinimumHeight(row * min(len(found.differences), 3) + edges)
            self.list.setMaximumHeight(row * len(found.differences) + edges)
        olds, news = [], []
        for number, each in enumerate(found.differences):
            olds += [Mark.of(each, rows.spot(box, 0), number) for box in each.old]
            news += [Mark.of(each, rows.spot(box, 1), number) for box in each.new]
        if pages.old:
            self.old.show_document(pages.old, pages.old_title, rows, 0, olds)
        self.new.show_document(pages.new, pages.new_title, rows, 1, news)
        said = [f"{page_in_words(each)}: {in_words(each)}" for each in found.differences]
        alternative = "\n".join([differences_in_words(found), *said])
        for side in (self.old, self.new):
            side.view.set_text_alternative(alternative)
        self._show_place()

    def go_on(self) -> None:
        """Go to the next difference; behind the last comes the first."""
        self._step(1)

    def go_back(self) -> None:
        """Go to the previous difference."""
        self._step(-1)

    def go_to(self, number: int) -> None:
        """Show this difference on both sides."""
        count = 0 if self._shown is None else len(self._shown.comparison.differences)
        if not 0 <= number < count or number == self._number:
            return
        self._number = number
        # The side that has it comes last: its place is the one to be in sight.
        difference = self._shown.comparison.differences[number] if self._shown is not None else None
        sides = [self.old, self.new] if difference is not None and difference.new else [self.new, self.old]
        for side in sides:
            side.view.choose(number)
        self.list.setCurrentRow(number)
        self._show_place()
        self.difference_shown.emit(number)

    def _step(self, by: int) -> None:
        count = 0 if self._shown is None else len(self._shown.comparison.differences)
        if count:
            first = 0 if by > 0 else count - 1
            self.go_to(first if self._number < 0 else (self._number + by) % count)

    def _show_place(self) -> None:
        count = 0 if self._shown is None else len(self._shown.comparison.differences)
        self.place.setText(
            _("{number} of {count}").format(number=self._number + 1, count=count) if self._number >= 0 else ""
        )
        for button in (self.previous, self.next):
            button.setEnabled(count > 0)

    def _choose_in_old(self, page: int, x: float, y: float) -> None:
        self.go_to(self.old.view.mark_at(page, x, y))

    def _choose_in_new(self, page: int, x: float, y: float) -> None:
        self.go_to(self.new.view.mark_at(page, x, y))

    def _tell_failure(self, sentence: str) -> None:
        self.notice.show_note(sentence, Severity.WARNING)


class _Beside(QWidget):
    """Both sides, to the pixel as wide as each other: else they would be drawn at two sizes."""

    def __init__(self, old: _Side, new: _Side, parent: QWidget) -> None:
        super().__init__(parent)
        self._old = old
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        for at, side in ((0, old), (2, new)):
            grid.addWidget(side.title, 0, at)
            grid.addWidget(side.view, 1, at)
            grid.setColumnStretch(at, 1)
        self._line = QFrame(self)
        self._line.setFrameShape(QFrame.Shape.VLine)
        self._line.setObjectName("hairline")
        grid.addWidget(self._line, 0, 1, 2, 1)
        grid.setRowStretch(1, 1)

    def show_both(self, both: bool) -> None:
        """Show both, or the new one alone over the whole width."""
        for widget in (self._old.title, self._old.view, self._line):
            widget.setVisible(both)
        self._grid.setColumnStretch(0, 1 if both else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._line.setFixedWidth(1 if event.size().width() % 2 else 2)
        super().resizeEvent(event)


class _Rows:
    """Where every page stands: pages that belong together in one row."""

    def __init__(self, comparison: Comparison) -> None:
        self.pairs = comparison.pairs
        self._row_of = tuple(
            {pair[side]: row for row, pair in enumerate(comparison.pairs) if pair[side] is not None}
            for side in (0, 1)
        )
        sizes = comparison.old_sizes, comparison.new_sizes
        self.sizes = tuple(
            _largest([sizes[side][page] for side, page in enumerate(pair) if page is not None])
            for pair in comparison.pairs
        )

    def spot(self, box: PageBox, side: int) -> Spot:
        """A rectangle of a side (0: old, 1: new) where it is shown."""
        return Spot(self._row_of[side][box.page], box.x0, box.y0, box.x1 - box.x0, box.y1 - box.y0)

    def absent(self, side: int) -> frozenset[int]:
        """The rows in which this side has no page."""
        return frozenset(row for row, pair in enumerate(self.pairs) if pair[side] is None)


def _largest(sizes: Sequence[tuple[float, float]]) -> tuple[float, float]:
    return max(width for width, _height in sizes), max(height for _width, height in sizes)


class _Side(QObject):
    """One of both: its title, its pages, and the pictures on their way. failed(sentence)."""

    failed = Signal(object)

    def __init__(self, tasks: Tasks, draw: DrawPages, parent: QWidget) -> None:
        super().__init__(parent)
        self._draw = draw
        self._pdf = b""
        self._pages: tuple[int | None, ...] = ()
        self.title = QLabel(parent)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setContentsMargins(em(parent, 0.8), em(parent, 0.35), em(parent, 0.8), em(parent, 0.35))
        self.view = MarkedPages(parent)
        self.title.setBuddy(self.view)
        self._runs: Latest[_Drawn] = Latest(tasks, "comparison", self)
        self._runs.arrived.connect(self._take)
        self._runs.failed.connect(self._fail)
        self.view.pages_wanted.connect(self._ask)

    def show_document(self, pdf: bytes, title: str, rows: _Rows, side: int, marks: Sequence[Mark]) -> None:
        """Show a PDF in these rows."""
        self._pdf = pdf
        self._pages = tuple(pair[side] for pair in rows.pairs)
        self.title.setText(title)
        self.view.show_rows(rows.sizes, rows.absent(side))
        self.view.setAccessibleName(title)
        self.view.show_marks(marks)
        self._ask()

    def _ask(self) -> None:
        wanted = {row: self._pages[row] for row in self.view.missing_pages()}
        there = {page: row for row, page in wanted.items() if page is not None}
        if there:
            self._runs.request(partial(_drawn, self._draw, self._pdf, self.view.pixel_scale, there))

    def _take(self, drawn: _Drawn) -> None:
        if drawn.pdf is self._pdf:
            self.view.show_images(drawn.images, drawn.scale)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, BriefmakerError):
            raise error
        self.failed.emit(str(error))


@dataclass(frozen=True)
class _Drawn:
    pdf: bytes
    scale: float
    images: dict[int, QImage]


def _drawn(draw: DrawPages, pdf: bytes, scale: float, rows: dict[int, int]) -> _Drawn:
    """Pictures by row. rows: by number of the page."""
    images = as_images(draw(pdf, scale, sorted(rows)))
    return _Drawn(pdf, scale, {rows[page]: image for page, image in images.items()})
