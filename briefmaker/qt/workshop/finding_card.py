"""One finding: what is wrong, what to do, where, and a button that mends it where one click is safe."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from briefmaker.i18n import _
from briefmaker.inspection.finding import Finding
from briefmaker.inspection.tag_rules import DIFFERENT_SAMPLE
from briefmaker.problems import Severity
from briefmaker.qt.field_row import NoteLine
from briefmaker.qt.icons import icon
from briefmaker.qt.inputs import PushButton
from briefmaker.qt.tones import em, tones
from briefmaker.qt.workshop.breakable import breakable

__all__ = ["FindingCard", "place_in_words"]

_FLAT_EDGE = 7
"""Pixels between the edge of a flat button and its words, as the style sheet has it."""

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class FindingCard(QFrame):
    """chosen(card): go to its place. repair_requested(finding). explanation_requested(finding).
    compare_requested(): of pages that aren't those that were accepted.
    step_requested(card, rows): an arrow key. names_file: also when it is the template."""

    chosen = Signal(object)
    repair_requested = Signal(object)
    explanation_requested = Signal(object)
    compare_requested = Signal()
    step_requested = Signal(object, object)

    def __init__(self, finding: Finding, parent: QWidget, *, names_file: bool = False) -> None:
        super().__init__(parent)
        self.finding = finding
        self._is_here = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{_severity_word(finding.severity)}: {finding.sentence}")
        place = place_in_words(finding, names_file=names_file)
        self.setAccessibleDescription(place)
        self.setToolTip(_("Show the place on the page (Enter)"))
        self._sign = QLabel(self)
        self._sign.setFixedWidth(em(self, 1.3))
        self.what = _Words(finding.what, self)
        self.remedy = _Words(finding.remedy, self)
        self.remedy.setVisible(bool(finding.remedy))
        self.place = NoteLine(self)
        self.place.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.place.show_note(breakable(place), None)
        self.repair: PushButton | None = None
        words = QVBoxLayout()
        words.setSpacing(em(self, 0.18))
        bold = self.what.font()
        bold.setBold(True)
        self.what.setFont(bold)
        words.addWidget(self.what)
        words.addWidget(self.remedy)
        words.addWidget(self.place)
        row = QHBoxLayout()
        differs = finding.rule == DIFFERENT_SAMPLE.id
        has_button = differs or finding.repair is not None
        row.setContentsMargins(0, em(self, 0.25 if has_button else 0.05), 0, 0)
        if finding.repair is not None:
            self.repair = PushButton(finding.repair.label.rstrip(".").replace("&", "&&"), self)
            self.repair.setCursor(Qt.CursorShape.ArrowCursor)
            self.repair.setAccessibleDescription(finding.what)
            self.repair.clicked.connect(self._ask_repair)
            row.addWidget(self.repair, 0, Qt.AlignmentFlag.AlignLeft)
        if differs:
            self.compare = PushButton(_("Compare the pages…"), self)
            self.compare.setCursor(Qt.CursorShape.ArrowCursor)
            self.compare.clicked.connect(self.compare_requested)
            row.addWidget(self.compare, 0, Qt.AlignmentFlag.AlignLeft)
        self.explain = PushButton(_("Explanation"), self)
        self.explain.setFlat(True)
        self.explain.setCursor(Qt.CursorShape.ArrowCursor)
        self.explain.setAccessibleDescription(finding.what)
        self.explain.clicked.connect(self._ask_explanation)
        if not has_button:  # its words begin where those above begin, not its edge
            row.setSpacing(0)
            row.addSpacing(-_FLAT_EDGE)
        row.addWidget(self.explain, 0, Qt.AlignmentFlag.AlignLeft)
        self.stops: tuple[QWidget, ...] = (self, *self.findChildren(PushButton))
        """Where the Tab key comes, one after the other."""
        row.addStretch(1)
        self._buttons = row
        self._beside = row.sizeHint().width()
        words.addLayout(row)
        line = QHBoxLayout(self)
        line.setContentsMargins(em(self, 0.7), em(self, 0.55), em(self, 0.7), em(self, 0.6))
        line.setSpacing(em(self, 0.35))
        line.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._colour()

    def fit(self, width: int) -> None:
        """Put the buttons below one another where the card would be wider than this beside one another."""
        around = em(self, 3.1)  # the edges and the sign
        fits = self._beside + around <= width
        side = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        self._buttons.setDirection(side)

    @property
    def is_here(self) -> bool:
        """Whether this is the finding whose place is shown."""
        return self._is_here

    def show_here(self, here: bool) -> None:
        """Show that this is the finding whose place is on the page."""
        if here != self._is_here:
            self._is_here = here
            self.update()

    def _ask_repair(self) -> None:
        self.repair_requested.emit(self.finding)

    def _ask_explanation(self) -> None:
        self.explanation_requested.emit(self.finding)

    def _colour(self) -> None:
        colours = tones(self)
        name, colour = {
            Severity.ERROR: ("error", colours.error),
            Severity.WARNING: ("warning", colours.warning),
            Severity.HINT: ("info", colours.accent),
        }[self.finding.severity]
        size = em(self, 1.15)
        self._sign.setPixmap(icon(name, colour=QColor(colour)).pixmap(size, size))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "repair"):
            self._colour()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tones(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QColor(colours.accent if self.hasFocus() else colours.line)
        painter.setPen(QPen(edge, 2 if self.hasFocus() else 1))
        painter.setBrush(QColor(colours.accent_soft if self._is_here else colours.base))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), 6, 6)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.chosen.emit(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self)
        elif key in _STEPS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.step_requested.emit(self, _STEPS[key])
        else:
            super().keyPressEvent(event)


class _Words(QLabel):
    """A sentence that wraps, and leaves clicks to the card."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(breakable(text), parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


def place_in_words(finding: Finding, *, names_file: bool = False) -> str:
    """Every place of a finding, as it is said to people; the file first where it is not the template, or
    always: where there are findings of several templates."""
    said: list[str] = []
    for spot in finding.spots:
        file = spot.file if names_file or not spot.file.endswith("template.docx") else ""
        words = ": ".join(part for part in (file, spot.in_words) if part)
        if words and words not in said:
            said.append(words[0].upper() + words[1:] if not file else words)
    return "\n".join(said[:6]) + ("\n…" if len(said) > 6 else "")


def _severity_word(severity: Severity) -> str:
    return {
        Severity.ERROR: _("Error"),
        Severity.WARNING: _("Warning"),
        Severity.HINT: _("Remark"),
    }[severity]
