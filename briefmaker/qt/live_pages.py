"""Keeps the pages up to date: one run going, the newest state waiting, the rest never made.

The pages are made in the layout engine's own process, asked for from a worker thread; what comes
back is drawn in the main thread.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from briefmaker.errors import BriefmakerError
from briefmaker.qt.page_images import Pages
from briefmaker.qt.tasks import Latest, Tasks

__all__ = ["LivePages", "PageMaker"]


Source = TypeVar("Source")
Asked_contra = TypeVar("Asked_contra", contravariant=True)


class PageMaker(Protocol[Asked_contra]):
    """Makes pages of something, usually a letter; called on a worker thread."""

    def pages_of(self, letter: Asked_contra, scale: float, wanted: tuple[int, ...]) -> Pages:
        """The letter's pages, those in `wanted` drawn at `scale` pixels to a point."""

    def more_images(self, pages: Pages, scale: float, wanted: tuple[int, ...]) -> Pages:
        """The same pages with other pictures."""


@dataclass(frozen=True)
class _Made:
    pages: Pages
    number: int
    is_new: bool


class LivePages(QObject, Generic[Source]):
    """Pages of one letter, or of what else the maker makes them of. made(Pages): of a newer state;
    drawn(Pages): further pictures of the state shown; failed(sentence): the newest state could not be made
    into pages."""

    made = Signal(object)
    drawn = Signal(object)
    failed = Signal(object)

    def __init__(self, tasks: Tasks, maker: PageMaker[Source], parent: QObject, lane: str = "pages") -> None:
        super().__init__(parent)
        self._maker = maker
        self._runs: Latest[_Made] = Latest(tasks, lane, self)
        self._runs.arrived.connect(self._take)
        self._runs.failed.connect(self._fail)
        self._number = 0
        self._letter: Source | None = None
        self._asked: tuple[float, frozenset[int]] = (0.0, frozenset())
        self.pages: Pages | None = None
        self._shown = -1

    @property
    def is_current(self) -> bool:
        """Whether the pages are those of the letter last shown."""
        return self._shown == self._number

    @property
    def is_busy(self) -> bool:
        """Whether pages are being made."""
        return self._runs.is_busy

    def show_letter(self, letter: Source, scale: float, wanted: tuple[int, ...]) -> None:
        """Make the pages of this state, unless a newer one comes before its turn."""
        self._number += 1
        self._letter = letter
        self._asked = (scale, frozenset(wanted or (0, 1)))
        self._runs.request(_Run(self._maker, letter, scale, wanted or (0, 1), self._number))

    def forget(self) -> None:
        """Another letter comes: pages of this one that are on their way are not shown any more."""
        self._runs.forget()
        self._number += 1
        self._shown = self._number
        self.pages = None

    def draw(self, scale: float, wanted: tuple[int, ...]) -> None:
        """Draw further pages of the state shown, or draw them at another size."""
        if self.pages is None:
            return
        if not self.is_current and self._asked[0] == scale and self._asked[1].issuperset(wanted):
            return
        if not self.is_current:
            # The newest state is on its way; it is asked for anew, since only now is known which
            # of its pages are in sight.
            if self._letter is not None:
                self._runs.request(_Run(self._maker, self._letter, scale, wanted, self._number))
            return
        self._runs.request(_Redraw(self._maker, self.pages, scale, wanted, self._number))

    def _take(self, made: _Made) -> None:
        if made.number < self._shown:
            return
        self._shown = made.number
        if made.is_new:
            self.pages = made.pages
            self.made.emit(made.pages)
        elif self.pages is not None and made.pages.pdf is self.pages.pdf:
            self.pages = replace(self.pages, images={**self.pages.images, **made.pages.images})
            self.drawn.emit(made.pages)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, BriefmakerError):
            raise error
        self.failed.emit(str(error))


@dataclass(frozen=True)
class _Run(Generic[Source]):
    maker: PageMaker[Source]
    letter: Source
    scale: float
    wanted: tuple[int, ...]
    number: int

    def __call__(self) -> _Made:
        return _Made(self.maker.pages_of(self.letter, self.scale, self.wanted), self.number, is_new=True)


@dataclass(frozen=True)
class _Redraw(Generic[Source]):
    maker: PageMaker[Source]
    pages: Pages
    scale: float
    wanted: tuple[int, ...]
    number: int

    def __call__(self) -> _Made:
        return _Made(self.maker.more_images(self.pages, self.scale, self.wanted), self.number, is_new=False)
