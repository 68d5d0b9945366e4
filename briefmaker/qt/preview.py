"""The right column: the pages, and below them how long the letter is, the zoom, and the findings.

Knows how a place in the letter and a place on a page belong together; not how pages are made.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPlainTextEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from briefmaker.content.excerpt import reading_minutes
from briefmaker.i18n import _, _n
from briefmaker.problems import Place, Severity
from briefmaker.qt.field_row import NoteLine
from briefmaker.qt.findings import FindingsPanel
from briefmaker.qt.page_images import Pages
from briefmaker.qt.page_view import PageView, Spot
from briefmaker.qt.tones import em
from briefmaker.qt.zoom_choice import ZoomChoice, counts_and_zoom

__all__ = ["PreviewPane"]


class PreviewPane(QWidget):
    """Pages, counts, zoom and findings. place_chosen(Place): the user pointed at a place in the letter.
    zoom_changed(zoom), pages_wanted(): see `PageView`."""

    place_chosen = Signal(object)
    zoom_changed = Signal(object)
    pages_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: Pages | None = None
        self._selected_words = 0
        self._place = Place()
        self.view = PageView(self)
        self.reading = QPlainTextEdit(self)
        self.reading.setReadOnly(True)
        self.reading.setFrameShape(QFrame.Shape.NoFrame)
        self.reading.setTabChangesFocus(True)
        self.reading.setAccessibleName(_("The letter as text"))
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.reading)
        self.notice = NoteLine(self)
        self.notice.setContentsMargins(em(self, 0.8), em(self, 0.4), em(self, 0.8), em(self, 0.4))
        self.findings = FindingsPanel(self)
        self.counts = QLabel(self)
        self.counts.setTextFormat(Qt.TextFormat.PlainText)
        self.size_choice = ZoomChoice(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._stack, 1)
        column.addWidget(self.notice)
        column.addWidget(_line(self))
        column.addWidget(self.findings)
        self.status = counts_and_zoom(self.counts, self.size_choice, self.view, self)
        self.setMinimumWidth(em(self, 18))
        self.view.clicked.connect(self._choose_place)
        self.view.pages_wanted.connect(self.pages_wanted)
        self.view.zoom_changed.connect(self._show_zoom)
        self.findings.place_chosen.connect(self.place_chosen)
        self.size_choice.zoom_chosen.connect(self.view.set_zoom)
        self._show_zoom(self.view.zoom)

    def sizeHint(self) -> QSize:
        return QSize(em(self, 38), em(self, 50))

    def show_pages(self, pages: Pages, *, follow: bool) -> None:
        """Show new pages; bring into sight where the user is typing if `follow`."""
        self._pages = pages
        self.view.show_pages(pages.sizes)
        self.view.forget_images()
        self.view.show_images(pages.images, pages.scale)
        self.view.set_text_alternative(pages.text)
        if self._stack.currentWidget() is self.reading:
            self._fill_reading()
        self.show_notice(pages.missing_in_words)
        self._show_counts(pages)
        self._mark(follow=follow)

    def _fill_reading(self) -> None:
        """Put the letter's text where it is read; of a long letter that takes longer than a keystroke may."""
        text = "" if self._pages is None else self._pages.text
        if self.reading.toPlainText() != text:
            self.reading.setPlainText(text)

    def show_more_images(self, pages: Pages) -> None:
        """Show further pictures of the pages that are shown."""
        self.view.show_images(pages.images, pages.scale)

    def show_notice(self, sentence: str) -> None:
        """Say what is wrong with the pages, "" for nothing."""
        self.notice.show_note(sentence, Severity.WARNING)

    def _show_counts(self, pages: Pages) -> None:
        count = len(pages.sizes)
        words = _n("{count} word", "{count} words", pages.words).format(count=pages.words)
        if self._selected_words:
            words = _n("{selected} of {count} word", "{selected} of {count} words", pages.words).format(
                selected=self._selected_words, count=pages.words
            )
        minutes = reading_minutes(pages.words)
        self.counts.setText(
            "    ".join(
                (
                    _n("{count} page", "{count} pages", count).format(count=count),
                    words,
                    _("{count} min. to read").format(count=minutes),
                )
            )
        )

    def show_selected_words(self, words: int) -> None:
        """Say beside the count of words how many are selected; 0 for none."""
        self._selected_words = words
        if self._pages is not None:
            self._show_counts(self._pages)

    def show_place(self, place: Place) -> None:
        """Show on the pages where the user is typing."""
        if place != self._place:
            self._place = place
            self._mark(follow=True)

    def show_as_text(self, as_text: bool) -> None:
        """Show the letter as plain text in place of pages."""
        if as_text:
            self._fill_reading()
        self._stack.setCurrentWidget(self.reading if as_text else self.view)

    def _mark(self, *, follow: bool) -> None:
        spots: Sequence[Spot] = () if self._pages is None else self._pages.spots_of(self._place)
        self.view.mark(spots, follow=follow)

    def _choose_place(self, page: int, x: float, y: float) -> None:
        if self._pages is None:
            return
        place = self._pages.place_at(page, x, y)
        if place is not None:
            self.place_chosen.emit(place)

    def _show_zoom(self, zoom: object) -> None:
        self.size_choice.show_zoom(zoom)
        self.zoom_changed.emit(zoom)


def _line(parent: QWidget) -> QFrame:
    line = QFrame(parent)
    line.setFrameShape(QFrame.Shape.HLine)
    line.setFrameShadow(QFrame.Shadow.Plain)
    line.setFixedHeight(1)
    line.setObjectName("hairline")
    return line
