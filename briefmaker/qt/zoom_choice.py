"""How large pages are shown: a choice of sizes, and buttons for the next smaller and larger."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QToolButton, QWidget

from briefmaker.i18n import _
from briefmaker.qt.page_view import PageView
from briefmaker.qt.tones import em
from briefmaker.qt.zoom import FIT_PAGE, FIT_WIDTH

__all__ = ["ZoomChoice", "counts_and_zoom"]

_FACTORS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0)


class ZoomChoice(QComboBox):
    """How large pages are shown. zoom_chosen(zoom)."""

    zoom_chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Zoom"))
        self.setToolTip(_("Zoom"))
        self.setFrame(False)
        self.addItem(_("Page width"), FIT_WIDTH)
        self.addItem(_("Whole page"), FIT_PAGE)
        for factor in _FACTORS:
            self.addItem(_percent(factor), factor)
        self.activated.connect(self._choose)
        self._odd = False

    def show_zoom(self, zoom: object) -> None:
        """Show this zoom as the chosen one."""
        if self._odd:
            self.removeItem(self.count() - 1)
            self._odd = False
        index = self.findData(zoom)
        if index < 0 and isinstance(zoom, float):
            self.addItem(_percent(zoom), zoom)
            self._odd = True
            index = self.count() - 1
        self.setCurrentIndex(index)

    def _choose(self, index: int) -> None:
        self.zoom_chosen.emit(self.itemData(index))


def _percent(factor: float) -> str:
    return _("{percent} %").format(percent=round(factor * 100))


def counts_and_zoom(counts: QLabel, choice: ZoomChoice, view: PageView, parent: QWidget) -> QWidget:
    """A row for below the pages of `view`: how many there are, and how large they are shown."""
    row = QWidget(parent)
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, em(parent, 0.3), 0)
    line.setSpacing(em(parent, 0.2))
    line.addWidget(counts)
    line.addSpacing(em(parent, 1))
    smaller = _zoom_button("−", _("Smaller"), parent)
    larger = _zoom_button("+", _("Larger"), parent)
    smaller.clicked.connect(view.zoom_out)
    larger.clicked.connect(view.zoom_in)
    for widget in (smaller, choice, larger):
        line.addWidget(widget)
    return row


def _zoom_button(sign: str, name: str, parent: QWidget) -> QToolButton:
    """A button with a sign for its words; `name` is how it is called."""
    button = QToolButton(parent)
    font = QFont(button.font())
    font.setPointSizeF(font.pointSizeF() * 1.15)
    button.setFont(font)
    button.setText(sign)
    button.setToolTip(name)
    button.setAccessibleName(name)
    button.setAutoRaise(True)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
