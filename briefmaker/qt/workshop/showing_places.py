"""Goes to the place of a finding on the pages, and says it in words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from briefmaker.errors import BriefmakerError
from briefmaker.i18n import _
from briefmaker.inspection.finding import Finding
from briefmaker.qt.page_images import Pages
from briefmaker.qt.page_view import Spot
from briefmaker.qt.tasks import Latest, Tasks
from briefmaker.qt.workshop.finding_card import place_in_words
from briefmaker.qt.workshop.pages_column import PagesColumn

if TYPE_CHECKING:
    from briefmaker.output.click_map import Rectangle

__all__ = ["ShowingPlaces"]

_Found = tuple[Finding, bytes, tuple["Rectangle", ...]]


class ShowingPlaces(QObject):
    """said(sentence): where the finding is."""

    said = Signal(object)

    def __init__(self, tasks: Tasks, column: PagesColumn, parent: QObject) -> None:
        super().__init__(parent)
        self._column = column
        self._pages: Pages | None = None
        self._finding: Finding | None = None
        self._said = ""
        self._words = ""
        self._waits = False
        self._runs: Latest[_Found] = Latest(tasks, "workshop-places", self)
        self._runs.arrived.connect(self._show)
        self._runs.failed.connect(self._go_without)

    def use_pages(self, pages: Pages) -> None:
        """The pages are these from now on; a mark from before goes."""
        self._pages = pages
        self._column.mark(())
        if self._waits and self._finding is not None:
            self._ask(self._finding)

    def forget(self) -> None:
        """Something else is shown."""
        self._pages = None
        self._finding = None
        self._column.mark(())

    def keep(self, findings: Sequence[Finding]) -> str:
        """These are left: the mark of one that is gone goes. Gives the sentence that no longer holds."""
        if self._finding is None or self._finding in findings:
            return ""
        self._finding = None
        self._column.mark(())
        return self._said

    def show_finding(self, finding: Finding, *, names_file: bool = False) -> None:
        """Mark the finding's place on the pages, as soon as they are there, and say it; with the file's name
        also when it is the template."""
        self._finding = finding
        self._words = _one_line(finding, names_file=names_file)
        self._say(self._words)
        self._ask(finding)

    def _ask(self, finding: Finding) -> None:
        self._waits = self._pages is None
        if self._pages is not None:
            self._runs.request(partial(_found, finding, self._pages))

    def _show(self, found: _Found) -> None:
        finding, pdf, rectangles = found
        if finding is not self._finding or self._pages is None or pdf is not self._pages.pdf:
            return
        self._column.mark(
            [Spot(each.page, each.x0, each.y0, each.x1 - each.x0, each.y1 - each.y0) for each in rectangles]
        )
        words = self._words
        if not rectangles:
            self._say(_("{place}. This isn't printed on these pages.").format(place=words))
        else:
            page = rectangles[0].page + 1
            self._say(_("Page {page}. {place}").format(page=page, place=words))

    def _say(self, sentence: str) -> None:
        self._said = sentence
        self.said.emit(sentence)

    def _go_without(self, error: Exception) -> None:
        if not isinstance(error, BriefmakerError):
            raise error


def _found(finding: Finding, pages: Pages) -> _Found:
    from briefmaker.app.finding_places import places_on_pages

    return finding, pages.pdf, places_on_pages(finding, pages.pdf, pages.click_map)


def _one_line(finding: Finding, *, names_file: bool) -> str:
    lines: Sequence[str] = place_in_words(finding, names_file=names_file).split("\n")
    return " · ".join(lines)
