"""Draws pages, white in light and in dark, and says where they were clicked.

It holds pictures and rectangles in points (1/72 inch, from the top left corner of a page) and knows
nothing of letters. It asks for the pictures of pages that are in sight only, and keeps showing what
it has until better ones come, so that nothing flickers while one types.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from briefmaker.i18n import _, _n
from briefmaker.qt.tones import em, tones
from briefmaker.qt.zoom import FIT_PAGE, FIT_WIDTH, LEAST_ZOOM, MOST_ZOOM, Zoom

__all__ = ["PageView", "Spot"]

_GAP = 18
_A4 = QSizeF(595.3, 841.9)
"""What is expected before the first pages come, so that they come at the right size."""
_STEPS = (0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)


@dataclass(frozen=True)
class Spot:
    """A rectangle on a page, in points from its top left corner; `page` counts from 0."""

    page: int
    x: float
    y: float
    width: float
    height: float


class PageView(QAbstractScrollArea):
    """Pages under each other.

    pages_wanted(): pictures are missing, or too coarse, for what is in sight: see `wanted_pages` and
    `pixel_scale`. clicked(page, x, y): points from the page's top left corner. zoom_changed(zoom).
    """

    pages_wanted = Signal()
    clicked = Signal(object, object, object)
    zoom_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sizes: tuple[QSizeF, ...] = ()
        self._images: dict[int, QImage] = {}
        self._image_scales: dict[int, float] = {}
        self._spots: tuple[Spot, ...] = ()
        self._without_pages = ""
        self._zoom: Zoom = FIT_WIDTH
        self._made_boxes: list[QRectF] = []
        self._largest = _A4
        self._boxes_for: tuple[tuple[QSizeF, ...], Zoom, QSize] = ((), FIT_WIDTH, QSize())
        self._pressed: QPoint | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Page preview"))
        self.viewport().setMouseTracking(True)
        self.verticalScrollBar().valueChanged.connect(self._ask_for_pages)
        self._asking = QTimer(self)
        self._asking.setSingleShot(True)
        self._asking.setInterval(0)
        self._asking.timeout.connect(self.pages_wanted)

    # -- what is shown

    @property
    def page_count(self) -> int:
        """The number of pages."""
        return len(self._sizes)

    @property
    def zoom(self) -> Zoom:
        """How large pages are shown."""
        return self._zoom

    @property
    def factor(self) -> float:
        """The size shown, as a factor of the real size on a screen of 96 dots an inch."""
        return self._scale() * 72 / 96

    @property
    def pixel_scale(self) -> float:
        """Device pixels to a point: how large pictures are wanted."""
        return round(self._scale() * self.devicePixelRatioF(), 4)

    def say_without_pages(self, sentence: str) -> None:
        """Show this where there are no pages; "" says that they are being made."""
        self._without_pages = sentence
        self.viewport().update()

    def show_pages(self, sizes: Sequence[tuple[float, float]]) -> None:
        """There are now pages of these sizes in points; pictures that are there stay until replaced."""
        made = tuple(QSizeF(width, height) for width, height in sizes)
        for page in [page for page in self._images if page >= len(made)]:
            del self._images[page]
            del self._image_scales[page]
        if made != self._sizes:
            self._sizes = made
            self._largest = reduce(QSizeF.expandedTo, made, QSizeF()) if made else _A4
            self._lay_out()
            name = _n("Page preview, {count} page", "Page preview, {count} pages", len(made))
            self.setAccessibleName(name.format(count=len(made)))
        self.viewport().update()

    def show_images(self, images: Mapping[int, QImage], scale: float) -> None:
        """New pictures of pages, drawn at `scale` device pixels to a point."""
        for page, image in images.items():
            if page < len(self._sizes):
                self._images[page] = image
                self._image_scales[page] = scale
        self.viewport().update()

    def forget_images(self) -> None:
        """All pictures are of an earlier state: they are shown until new ones come."""
        self._image_scales.clear()

    def mark(self, spots: Sequence[Spot], *, follow: bool = False) -> None:
        """Show softly where on the pages the user is; bring it into sight if asked."""
        made = tuple(spots)
        if made != self._spots:
            self._spots = made
            self.viewport().update()
        if follow and made:
            self._bring_into_sight(made[0])

    def set_text_alternative(self, text: str) -> None:
        """Tell assistive technology what stands on the pages."""
        self.setAccessibleDescription(text)

    def wanted_pages(self) -> tuple[int, ...]:
        """The pages in sight."""
        top = self.verticalScrollBar().value()
        boxes = self._boxes()
        bottom = float(top + self.viewport().height())
        first = bisect_left(boxes, float(top), key=QRectF.bottom)
        return tuple(range(first, bisect_right(boxes, bottom, key=QRectF.top)))

    def missing_pages(self) -> tuple[int, ...]:
        """The pages in sight without a picture of the right size and state."""
        scale = self.pixel_scale
        return tuple(page for page in self.wanted_pages() if self._image_scales.get(page) != scale)

    def image_of(self, page: int) -> QImage | None:
        """The picture shown for a page, if there is one."""
        return self._images.get(page)

    # -- zoom

    def set_zoom(self, zoom: Zoom) -> None:
        """Show pages at a factor from 0.5 to 2, as wide as the view, or whole."""
        if not isinstance(zoom, str):
            zoom = min(max(zoom, LEAST_ZOOM), MOST_ZOOM)
        if zoom != self._zoom:
            self._keep_middle(zoom)
            self.zoom_changed.emit(zoom)

    def zoom_in(self) -> None:
        """The next larger size."""
        now = self.factor
        self.set_zoom(next((step for step in _STEPS if step > now + 0.01), MOST_ZOOM))

    def zoom_out(self) -> None:
        """The next smaller size."""
        now = self.factor
        self.set_zoom(next((step for step in reversed(_STEPS) if step < now - 0.01), LEAST_ZOOM))

    def _keep_middle(self, zoom: Zoom) -> None:
        bar = self.verticalScrollBar()
        whole = max(1, bar.maximum() + self.viewport().height())
        middle = (bar.value() + self.viewport().height() / 2) / whole
        self._zoom = zoom
        self._lay_out()
        whole = bar.maximum() + self.viewport().height()
        bar.setValue(round(middle * whole - self.viewport().height() / 2))
        self.viewport().update()

    def _scale(self) -> float:
        """Logical pixels to a point."""
        if self._zoom == FIT_WIDTH:
            wanted = (self.viewport().width() - 2 * _GAP) / self._largest.width()
            return min(max(wanted, 0.2), MOST_ZOOM * 96 / 72)
        if self._zoom == FIT_PAGE:
            return max(
                0.2,
                min(
                    (self.viewport().width() - 2 * _GAP) / self._largest.width(),
                    (self.viewport().height() - 2 * _GAP) / self._largest.height(),
                ),
            )
        return float(self._zoom) * 96 / 72

    # -- geometry, in logical pixels of the whole sheet of pages

    def _boxes(self) -> Sequence[QRectF]:
        """Where every page lies; made anew only when something moved, for there may be hundreds."""
        view = self.viewport().size()
        if self._boxes_for != (self._sizes, self._zoom, view):
            scale = self._scale()
            top = _GAP
            self._made_boxes = []
            for size in self._sizes:
                width, height = round(size.width() * scale), round(size.height() * scale)
                left = max(_GAP, (view.width() - width) // 2)
                self._made_boxes.append(QRectF(left, top, width, height))
                top += height + _GAP
            self._boxes_for = (self._sizes, self._zoom, view)
        return self._made_boxes

    def _page_box(self, page: int) -> QRectF:
        return QRectF(self._boxes()[page])

    def _lay_out(self) -> None:
        boxes = self._boxes()
        height = round(boxes[-1].bottom()) + _GAP if boxes else _GAP
        width = round(max((box.width() for box in boxes), default=0)) + 2 * _GAP
        view = self.viewport().size()
        self.verticalScrollBar().setRange(0, max(0, height - view.height()))
        self.verticalScrollBar().setPageStep(view.height())
        self.verticalScrollBar().setSingleStep(40)
        over = width - view.width() if self._zoom != FIT_WIDTH else 0
        self.horizontalScrollBar().setRange(0, max(0, over))
        self.horizontalScrollBar().setPageStep(view.width())
        self._ask_for_pages()

    def _offset(self) -> QPoint:
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _ask_for_pages(self, _value: int = 0) -> None:
        if self.missing_pages():
            self._asking.start()

    def _bring_into_sight(self, spot: Spot) -> None:
        if spot.page >= len(self._sizes):
            return
        box = self._spot_box(spot)
        bar = self.verticalScrollBar()
        height = self.viewport().height()
        if box.top() < bar.value() + 8 or box.bottom() > bar.value() + height - 8:
            bar.setValue(round(box.center().y() - height * 0.4))

    def _spot_box(self, spot: Spot) -> QRectF:
        page = self._page_box(spot.page)
        scale = self._scale()
        return QRectF(
            page.left() + spot.x * scale, page.top() + spot.y * scale, spot.width * scale, spot.height * scale
        )

    # -- events

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        colours = tones(self)
        painter.fillRect(event.rect(), QColor(colours.desk))
        painter.translate(-self._offset())
        area = QRectF(event.rect()).translated(QPointF(self._offset()))
        for page in self.wanted_pages():
            box = self._page_box(page)
            if not box.adjusted(-6, -6, 6, 6).intersects(area):
                continue
            self._paint_page(painter, page, box)
        if not self._sizes:
            self._paint_waiting(painter)
        if self.hasFocus():
            painter.resetTransform()
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRect(QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1))

    def _paint_page(self, painter: QPainter, page: int, box: QRectF) -> None:
        for spread, alpha in ((5, 10), (3, 16), (1, 26)):
            painter.fillRect(box.adjusted(-spread, -spread + 2, spread, spread + 2), QColor(0, 0, 0, alpha))
        painter.fillRect(box, Qt.GlobalColor.white)
        image = self._images.get(page)
        if image is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(box, image)
        for spot in self._spots:
            if spot.page == page:
                self._paint_spot(painter, spot)

    def _paint_spot(self, painter: QPainter, spot: Spot) -> None:
        # Multiplied, so that the letters under it stay as black as they are; pages are always white.
        box = self._spot_box(spot).adjusted(-4, -1.5, 4, 1.5)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("#dbe8f8"))
        painter.drawRoundedRect(box, 3, 3)
        painter.restore()

    def _paint_waiting(self, painter: QPainter) -> None:
        painter.resetTransform()
        painter.setPen(QColor(tones(self).muted))
        around = em(self, 2)
        box = self.viewport().rect().adjusted(around, around, -around, -around)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(box, int(flags), self._without_pages or _("The page is being made…"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.DevicePixelRatioChange, QEvent.Type.PaletteChange):
            self._ask_for_pages()
            self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y() > 0:
                self.zoom_in()
            elif event.angleDelta().y() < 0:
                self.zoom_out()
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_Home:
            bar.setValue(0)
        elif event.key() == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        elif event.key() == Qt.Key.Key_Space:
            bar.setValue(bar.value() + bar.pageStep())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position().toPoint()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        if pressed is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if (event.position().toPoint() - pressed).manhattanLength() > 6:
            return
        hit = self.point_at(event.position().toPoint())
        if hit is not None:
            self.clicked.emit(*hit)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self.point_at(event.position().toPoint()) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def point_at(self, position: QPoint) -> tuple[int, float, float] | None:
        """The page and the point on it under a position of the viewport."""
        where = QPointF(position + self._offset())
        for page in self.wanted_pages():
            box = self._page_box(page)
            if box.contains(where):
                scale = self._scale()
                return page, (where.x() - box.left()) / scale, (where.y() - box.top()) / scale
        return None

    def position_of(self, page: int, x: float, y: float) -> QPoint:
        """The position in the viewport of a point on a page."""
        box = self._page_box(page)
        scale = self._scale()
        return QPoint(round(box.left() + x * scale), round(box.top() + y * scale)) - self._offset()
