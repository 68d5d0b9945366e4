"""Pages with what differs on them marked, and room kept for pages that only the other side has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from briefmaker.i18n import _
from briefmaker.output import Change, Matter, PageDifference
from briefmaker.qt.page_view import PageView, Spot
from briefmaker.qt.tones import tones

__all__ = ["Look", "Mark", "MarkedPages", "look_of"]


@dataclass(frozen=True)
class Look:
    """How a kind of difference is shown: its colours are those of marks on white paper; the line tells it
    from the others without colour."""

    ground: str
    edge: str
    line: Qt.PenStyle = Qt.PenStyle.SolidLine
    is_struck: bool = False


_ADDED = Look("#cdeed8", "#256b43")
_REMOVED = Look("#f9d7d4", "#b3261e", is_struck=True)
_CHANGED = Look("#fdebb8", "#8a5a00")
_MOVED = Look("#d9e6f8", "#1f5fa8", Qt.PenStyle.DashLine)
_SOFT = Look("#eef1f5", "#7f8893", Qt.PenStyle.DotLine)


def look_of(difference: PageDifference) -> Look:
    """How a difference is shown."""
    if difference.is_consequence:
        return _SOFT
    return {Change.ADDED: _ADDED, Change.REMOVED: _REMOVED, Change.MOVED: _MOVED}.get(
        difference.change, _CHANGED
    )


@dataclass(frozen=True)
class Mark:
    """A rectangle to be marked. number: of the difference; is_page: it is the whole of a page."""

    spot: Spot
    look: Look
    number: int
    is_page: bool = False

    @classmethod
    def of(cls, difference: PageDifference, spot: Spot, number: int) -> Mark:
        """The mark of one place of a difference."""
        return cls(spot, look_of(difference), number, difference.matter is Matter.PAGE)


class MarkedPages(PageView):
    """Pages under each other, some of them only room for a page that isn't there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marks: tuple[Mark, ...] = ()
        self._absent: frozenset[int] = frozenset()
        self._chosen = -1

    def show_rows(self, sizes: Sequence[tuple[float, float]], absent: frozenset[int]) -> None:
        """There are now pages of these sizes; those in `absent` are left open."""
        self._absent = absent
        self.show_pages(())  # pictures of what was compared before are of other pages
        self.show_pages(sizes)

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Mark these places."""
        self._marks, self._chosen = tuple(marks), -1
        self.viewport().update()

    def choose(self, number: int) -> None:
        """Show the marks of this difference as the chosen one, and bring it into sight."""
        self._chosen = number
        first = next((mark for mark in self._marks if mark.number == number), None)
        if first is not None:
            self._bring_into_sight(_head(first))
        self.viewport().update()

    def mark_at(self, page: int, x: float, y: float) -> int:
        """The number of the difference at a point of a page, -1 for none; the smallest of several."""
        here = [
            mark
            for mark in self._marks
            if mark.spot.page == page
            and mark.spot.x - 2 <= x <= mark.spot.x + mark.spot.width + 2
            and mark.spot.y - 2 <= y <= mark.spot.y + mark.spot.height + 2
        ]
        return min(here, key=_area).number if here else -1

    def _paint_page(self, painter: QPainter, page: int, box: QRectF) -> None:
        if page in self._absent:
            self._paint_absent(painter, box)
            return
        super()._paint_page(painter, page, box)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for mark in self._marks:
            if mark.spot.page == page:
                self._paint_mark(painter, mark)
        painter.restore()

    def _paint_mark(self, painter: QPainter, mark: Mark) -> None:
        box = self._spot_box(mark.spot)
        chosen = mark.number == self._chosen
        if mark.is_page:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(mark.look.edge), 4 if chosen else 2))
            painter.drawRect(box.adjusted(1, 1, -1, -1))
            return
        box = box.adjusted(-2, -1.5, 2, 1.5)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(mark.look.ground))
        painter.drawRoundedRect(box, 2, 2)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(mark.look.edge), 2.4 if chosen else 1, mark.look.line))
        painter.drawRoundedRect(box, 2, 2)
        if mark.look.is_struck:
            middle = box.center().y()
            painter.drawLine(QPointF(box.left(), middle), QPointF(box.right(), middle))

    def _paint_absent(self, painter: QPainter, box: QRectF) -> None:
        colours = tones(self)
        painter.save()
        painter.setPen(QPen(QColor(colours.muted), 1, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, _("This page is not here."))
        painter.restore()


_LINE = 12.0
"""Points of a mark that must be in sight."""


def _head(mark: Mark) -> Spot:
    """The first line of a mark: what is larger than the view is shown from its top."""
    spot = mark.spot
    return Spot(spot.page, spot.x, spot.y, spot.width, min(spot.height, _LINE))


def _area(mark: Mark) -> float:
    return mark.spot.width * mark.spot.height
