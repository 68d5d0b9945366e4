"""The bar above the form that asks what to look for, and what to put in its place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from briefmaker.forms.searching import Query
from briefmaker.i18n import _, _n
from briefmaker.qt.icons import icon
from briefmaker.qt.inputs import PushButton
from briefmaker.qt.tones import em, tones

__all__ = ["FindBar"]


class FindBar(QWidget):
    """Asks, and shows how often it was found.

    query_changed(Query); stepped(by): 1 to the next, -1 to the one before; replace_requested(all): with
    what `replacement` says; closed(): Esc or the cross.
    """

    query_changed = Signal(object)
    stepped = Signal(object)
    replace_requested = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.setAccessibleName(_("Find and replace"))
        self.wanted = self._input(_("Find"))
        self.new = self._input(_("Replace with"))
        self.wanted_label = self._label(_("&Find"), self.wanted)
        self.new_label = self._label(_("Replace &with"), self.new)
        self.match_case = QCheckBox(_("Match &case"), self)
        self.whole_words = QCheckBox(_("Whole wor&ds"), self)
        self.count = QLabel(self)
        self.before = self._button("arrow-up", _("Previous"), _("Previous (Shift+Enter)"))
        self.after = self._button("arrow-down", _("Next"), _("Next (Enter)"))
        self.one = PushButton(_("&Replace"), self)
        self.all = PushButton(_("Replace &all"), self)
        self.cross = QToolButton(self)
        self.cross.setText("\u00d7")
        self.cross.setAutoRaise(True)
        self.cross.setAccessibleName(_("Close"))
        self.cross.setToolTip(_("Close (Esc)"))
        self._lay_out()
        self.wanted.textChanged.connect(self._ask)
        self.match_case.toggled.connect(self._ask)
        self.whole_words.toggled.connect(self._ask)
        self.before.clicked.connect(self._step_back)
        self.after.clicked.connect(self._step_on)
        self.one.clicked.connect(self._replace_one)
        self.all.clicked.connect(self._replace_all)
        self.cross.clicked.connect(self.closed)
        self._colour()
        self.show_count(0, 0)
        self.hide()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(em(self, 1.25), em(self, 0.5), em(self, 0.8), em(self, 0.6))
        grid.setHorizontalSpacing(em(self, 0.6))
        grid.setVerticalSpacing(em(self, 0.4))
        grid.setColumnStretch(1, 1)
        steps = QHBoxLayout()
        steps.setSpacing(em(self, 0.1))
        for widget in (self.before, self.after):
            steps.addWidget(widget)
        steps.addStretch(1)
        steps.addWidget(self.cross)
        grid.addWidget(self.wanted_label, 0, 0)
        grid.addWidget(self.wanted, 0, 1)
        grid.addLayout(steps, 0, 2)
        buttons = QHBoxLayout()
        buttons.setSpacing(em(self, 0.4))
        buttons.addWidget(self.one)
        buttons.addWidget(self.all)
        grid.addWidget(self.new_label, 1, 0)
        grid.addWidget(self.new, 1, 1)
        grid.addLayout(buttons, 1, 2)
        choices = QHBoxLayout()
        choices.setSpacing(em(self, 1))
        choices.addWidget(self.match_case)
        choices.addWidget(self.whole_words)
        choices.addStretch(1)
        choices.addWidget(self.count)
        grid.addLayout(choices, 2, 1, 1, 2)
        line = QFrame(self)
        line.setObjectName("hairline")
        line.setFixedHeight(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(grid)
        column.addWidget(line)

    # -- what is asked

    @property
    def query(self) -> Query:
        """What is looked for."""
        return Query(self.wanted.text(), self.match_case.isChecked(), self.whole_words.isChecked())

    @property
    def replacement(self) -> str:
        """What comes in its place."""
        return self.new.text()

    def ask(self, text: str, *, replace: bool) -> None:
        """Come up, with `text` to look for unless it is "", and the row for replacing or not."""
        for widget in (self.new_label, self.new, self.one, self.all):
            widget.setVisible(replace)
        self.show()
        if text:
            self.wanted.setText(text)
        self.wanted.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.wanted.selectAll()

    def show_count(self, number: int, count: int) -> None:
        """Say that the `number`th (from 1) of `count` is shown; 0 when none is."""
        if not self.wanted.text():
            sentence = ""
        elif not count:
            sentence = _("Not found")
        elif not number:
            sentence = _n("Found {count} time", "Found {count} times", count).format(count=count)
        else:
            sentence = _("{number} of {count}").format(number=number, count=count)
        self.say(sentence)
        for widget in (self.before, self.after, self.one, self.all):
            widget.setEnabled(count > 0)

    def say(self, sentence: str) -> None:
        """Say something where the count stands."""
        self.count.setText(sentence)
        self.wanted.setAccessibleDescription(sentence)

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.new.hasFocus():
                self._replace_one()
            else:
                back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self.stepped.emit(-1 if back else 1)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.ApplicationPaletteChange, QEvent.Type.StyleChange):
            self._colour()

    def _colour(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor(tones().window))
        self.setPalette(palette)
        for button, name in ((self.before, "arrow-up"), (self.after, "arrow-down")):
            button.setIcon(icon(name))

    # -- parts

    def _input(self, name: str) -> QLineEdit:
        made = QLineEdit(self)
        made.setAccessibleName(name)
        return made

    def _label(self, text: str, buddy: QWidget) -> QLabel:
        label = QLabel(text, self)
        label.setBuddy(buddy)
        return label

    def _button(self, drawing: str, name: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icon(drawing))
        button.setAutoRaise(True)
        button.setAccessibleName(name)
        button.setToolTip(tip)
        return button

    def _ask(self) -> None:
        self.query_changed.emit(self.query)

    def _step_back(self) -> None:
        self.stepped.emit(-1)

    def _step_on(self) -> None:
        self.stepped.emit(1)

    def _replace_one(self) -> None:
        self.replace_requested.emit(False)

    def _replace_all(self) -> None:
        self.replace_requested.emit(True)
