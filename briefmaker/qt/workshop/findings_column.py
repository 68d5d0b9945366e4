"""The middle column: everything that the check found, the weightiest first."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from briefmaker.i18n import _, _n
from briefmaker.inspection.finding import Finding
from briefmaker.problems import Severity
from briefmaker.qt.field_row import NoteLine
from briefmaker.qt.tones import em
from briefmaker.qt.workshop.finding_card import FindingCard

__all__ = ["FindingsColumn"]

_ORDER = (Severity.ERROR, Severity.WARNING, Severity.HINT)
_MOST = 120
"""Cards at once; who has more to mend begins with these."""


class FindingsColumn(QWidget):
    """finding_chosen(Finding): show its place. repair_requested(Finding). explanation_requested(Finding).
    compare_requested().

    tab_after: from where the Tab key comes to the first of them.
    """

    finding_chosen = Signal(object)
    repair_requested = Signal(object)
    explanation_requested = Signal(object)
    compare_requested = Signal()

    def __init__(self, parent: QWidget | None = None, *, tab_after: QWidget | None = None) -> None:
        super().__init__(parent)
        self._findings: tuple[Finding, ...] | None = None
        self._checked: tuple[Finding, ...] = ()
        self._also: tuple[Finding, ...] = ()
        self._names_files = False
        self._in_order = ""
        self._tab_after = tab_after
        self.cards: list[FindingCard] = []
        self.heading = QLabel(self)
        font = QFont(self.heading.font())
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 1.15)
        self.heading.setFont(font)
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        self.calm = NoteLine(self)
        self._area = QScrollArea(self)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.viewport().setAutoFillBackground(False)
        self._sheet = QWidget(self._area)
        self._sheet.setAutoFillBackground(False)
        self._list = QVBoxLayout(self._sheet)
        self._list.setContentsMargins(em(self, 0.9), 0, em(self, 0.5), em(self, 0.8))
        self._list.setSpacing(em(self, 0.45))
        self._list.addStretch(1)
        self._area.setWidget(self._sheet)
        head = QVBoxLayout()
        head.setContentsMargins(em(self, 1), em(self, 0.9), em(self, 0.9), em(self, 0.6))
        head.setSpacing(em(self, 0.3))
        head.addWidget(self.heading)
        head.addWidget(self.calm)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._area, 1)
        self.setMinimumWidth(em(self, 17))
        self.setAccessibleName(_("Findings"))
        self.show_nothing("")

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is shown, the weightiest first."""
        return self._findings or ()

    @property
    def has_errors(self) -> bool:
        """Whether one of them keeps the pack from being published."""
        return any(each.severity is Severity.ERROR for each in self.findings)

    def show_nothing(self, sentence: str) -> None:
        """Show no findings, since nothing was checked yet, and why."""
        self._findings = None
        self._fill(())
        self.heading.setText(_("Findings"))
        self.calm.show_note(sentence, None)

    def show_findings(
        self, findings: Sequence[Finding], *, names_files: bool = False, in_order: str = ""
    ) -> None:
        """Show these; the card where the cursor was keeps it when its finding is still there.

        names_files: they are about several templates. in_order: what is said when there are none.
        """
        self._checked, self._names_files, self._in_order = tuple(findings), names_files, in_order
        self._show()

    def show_also(self, findings: Sequence[Finding]) -> None:
        """Show these among them, found by what takes longer than the check; until others are."""
        self._also = tuple(findings)
        if self._findings is not None:
            self._show()

    def _show(self) -> None:
        found = (*self._checked, *self._also)
        made = tuple(each for severity in _ORDER for each in found if each.severity is severity)
        if made == self._findings:
            return
        before = self.current()
        at = self.cards.index(before) if before is not None else -1
        had_focus = before is not None and _holds_focus(before)
        self._findings = made
        self._fill(made, names_files=self._names_files)
        self.heading.setText(_counted(made))
        rest = len(made) - _MOST
        calm = "" if made else self._in_order or _("Nothing to mend: this template can be published.")
        if rest > 0:
            calm = _n("{count} more after these.", "{count} more after these.", rest).format(count=rest)
        self.calm.show_note(calm, None)
        if before is not None and self.cards:
            same = next((card for card in self.cards if card.finding == before.finding), None)
            near = same or self.cards[min(at, len(self.cards) - 1)]
            if same is not None:
                same.show_here(True)
            if had_focus:
                near.setFocus(Qt.FocusReason.OtherFocusReason)

    def current(self) -> FindingCard | None:
        """The card where the cursor is, else the one that was chosen last."""
        holding = next((card for card in self.cards if _holds_focus(card)), None)
        return holding or next((card for card in self.cards if card.is_here), None)

    def go_on(self) -> Finding | None:
        """Go to the next finding, from the last to the first again; None without any."""
        if not self.cards:
            return None
        here = self.current()
        at = self.cards.index(here) + 1 if here is not None else 0
        card = self.cards[at % len(self.cards)]
        card.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._choose(card)
        return card.finding

    def take_focus(self) -> None:
        """Put the cursor on the finding that is shown, or on the first."""
        card = self.current() or next(iter(self.cards), None)
        if card is not None:
            card.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _fill(self, findings: Sequence[Finding], *, names_files: bool = False) -> None:
        for card in self.cards:
            self._list.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = []
        for finding in findings[:_MOST]:
            card = FindingCard(finding, self._sheet, names_file=names_files)
            card.chosen.connect(self._choose)
            card.repair_requested.connect(self.repair_requested)
            card.explanation_requested.connect(self.explanation_requested)
            card.compare_requested.connect(self.compare_requested)
            card.step_requested.connect(self._step)
            card.fit(self._width_of_cards())
            self._list.insertWidget(self._list.count() - 1, card)
            card.show()
            self.cards.append(card)
        stops = [self._tab_after, *(stop for card in self.cards for stop in card.stops)]
        for one, next_one in pairwise(stop for stop in stops if stop is not None):
            QWidget.setTabOrder(one, next_one)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for card in self.cards:
            card.fit(self._width_of_cards())

    def _width_of_cards(self) -> int:
        margins = self._list.contentsMargins()
        bar = self._area.verticalScrollBar().sizeHint().width()
        return self.width() - bar - margins.left() - margins.right()

    def _choose(self, card: FindingCard) -> None:
        for each in self.cards:
            each.show_here(each is card)
        self._area.ensureWidgetVisible(card, 0, em(self, 0.5))
        self.finding_chosen.emit(card.finding)

    def _step(self, card: FindingCard, rows: int) -> None:
        at = self.cards.index(card) + rows
        if 0 <= at < len(self.cards):
            self.cards[at].setFocus(Qt.FocusReason.TabFocusReason)
            self._area.ensureWidgetVisible(self.cards[at], 0, em(self, 0.5))


def _holds_focus(card: FindingCard) -> bool:
    focus: QWidget | None = QApplication.focusWidget()
    return focus is not None and (focus is card or card.isAncestorOf(focus))


def _counted(findings: Sequence[Finding]) -> str:
    errors = sum(each.severity is Severity.ERROR for each in findings)
    rest = len(findings) - errors
    said = []
    if errors:
        said.append(_n("{count} error", "{count} errors", errors).format(count=errors))
    if rest:
        said.append(_n("{count} remark", "{count} remarks", rest).format(count=rest))
    return " · ".join(said) if said else _("In order")
