"""Below the page: how long the letter is, and what is still to do or worth a look."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from briefmaker.i18n import _
from briefmaker.problems import Place, Problem, Severity
from briefmaker.qt.field_row import NoteLine
from briefmaker.qt.tones import em

__all__ = ["FindingsPanel"]

_PLACE = Qt.ItemDataRole.UserRole
_MOST_ROWS = 4


class FindingsPanel(QWidget):
    """The problems of the letter, each a way to its place. place_chosen(Place)."""

    place_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._problems: tuple[Problem, ...] = ()
        self.heading = QLabel(self)
        self.list = _FindingsList(self)
        self.heading.setBuddy(self.list)
        self.calm = NoteLine(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(em(self, 0.8), em(self, 0.5), em(self, 0.8), em(self, 0.4))
        column.setSpacing(em(self, 0.25))
        column.addWidget(self.heading)
        column.addWidget(self.list)
        column.addWidget(self.calm)
        self.list.itemActivated.connect(self._go)
        self.list.itemClicked.connect(self._go)
        self.show_problems(())

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show these, the weightiest first, in the order of the form."""
        order = (Severity.ERROR, Severity.WARNING, Severity.HINT)
        made = tuple(problem for severity in order for problem in problems if problem.severity is severity)
        if made == self._problems and (made or self.calm.text()):
            return
        self._problems = made
        self.list.clear()
        for problem in made:
            item = QListWidgetItem(problem.sentence, self.list)
            item.setData(_PLACE, problem.where)
            item.setToolTip(problem.sentence)
        self.heading.setText(_counted(made))
        self.heading.setVisible(bool(made))
        self.list.setVisible(bool(made))
        self.list.fit()
        self.calm.show_note("" if made else _("Nothing is missing from this letter."), None)

    def _go(self, item: QListWidgetItem) -> None:
        place = item.data(_PLACE)
        if isinstance(place, Place):
            self.place_chosen.emit(place)


def _counted(problems: Sequence[Problem]) -> str:
    """What there is to do, and apart from it what may be looked at."""
    hints = sum(problem.severity is Severity.HINT for problem in problems)
    to_do = len(problems) - hints
    counted = [_("Still to do: {count}").format(count=to_do)] if to_do else []
    if hints:
        counted.append(_("Remarks: {count}").format(count=hints))
    return " · ".join(counted)


class _FindingsList(QListWidget):
    """As high as its rows, up to a few."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(_("Still to do"))
        self.setUniformItemSizes(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.viewport().setAutoFillBackground(False)
        self.setSpacing(1)

    def fit(self) -> None:
        """Take the height of the rows there are."""
        rows = min(max(self.count(), 1), _MOST_ROWS)
        height = self.sizeHintForRow(0) if self.count() else em(self, 1.3)
        self.setFixedHeight(rows * max(height, em(self, 1.3)) + 2)

    def sizeHint(self) -> QSize:
        return QSize(em(self, 12), self.height())
