"""A property with its name, what it is asked with, and a line for what it means or what is wrong with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QWidget

from briefmaker.i18n import _
from briefmaker.problems import Severity
from briefmaker.qt.field_row import NoteLine, line_height
from briefmaker.qt.inputs import PushButton
from briefmaker.qt.mnemonics import with_mnemonics
from briefmaker.qt.tones import em
from briefmaker.qt.workshop.property_inputs import FlagInput, PropertyInput

__all__ = ["LABEL_EM", "PropertyRow", "TagRow", "with_letters"]

LABEL_EM = 7.5


class PropertyRow(QWidget):
    """edited(key, value, whether it was typed). A fault is shown at once: whoever makes a form wants to know
    while typing; it is calm, beside its own field."""

    edited = Signal(object, object, object)

    def __init__(self, key: str, words: str, help: str, asking: PropertyInput, parent: QWidget) -> None:
        super().__init__(parent)
        self.key = key
        self.words = words
        self.input = asking
        self._help = help
        self._fault = ""
        self.label = QLabel("" if isinstance(asking, FlagInput) else words, self)
        self.label.setWordWrap(True)
        self.label.setBuddy(asking.first_input())
        self.note = NoteLine(self)
        asking.setParent(self)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(em(self, 0.75))
        grid.setVerticalSpacing(em(self, 0.15))
        width = em(self, LABEL_EM)
        self.label.setFixedWidth(width)
        grid.setColumnMinimumWidth(0, width)
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        beside_text = (line_height(self) - self.label.fontMetrics().height()) // 2
        self.label.setContentsMargins(0, beside_text, 0, 0)
        self.label.setAlignment(top | Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(self.label, 0, 0, 2, 1, top)
        grid.addWidget(asking, 0, 1, top)
        grid.addWidget(self.note, 1, 1, top)
        grid.setRowStretch(1, 1)
        asking.edited.connect(self._say)
        self._refresh()

    def say(self, help: str) -> None:
        """What the property means, when that changes."""
        if help != self._help:
            self._help = help
            self._refresh()

    def show_fault(self, sentence: str) -> None:
        """Show what is wrong, "" for nothing."""
        if sentence != self._fault:
            self._fault = sentence
            self._refresh()

    @property
    def fault(self) -> str:
        """What is shown to be wrong."""
        return self._fault

    def _refresh(self) -> None:
        self.note.show_note(self._fault or self._help, Severity.ERROR if self._fault else None)
        self.input.describe(self.words, self._fault or self._help)

    def _say(self, value: object, is_typed: object) -> None:
        self.edited.emit(self.key, value, is_typed)


class TagRow(QWidget):
    """What to type in the template for a field, and a button that copies it. copy_asked(text)."""

    copy_asked = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._tag = ""
        self.label = QLabel(_("In the template"), self)
        self.label.setFixedWidth(em(self, LABEL_EM))
        self.tag = QLabel(self)
        self.tag.setTextFormat(Qt.TextFormat.PlainText)
        self.tag.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.tag.setWordWrap(True)
        self.tag.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.copy = PushButton(_("Copy"), self)
        self.copy.clicked.connect(self._ask)
        self.note = NoteLine(self)
        row = QHBoxLayout()
        row.setSpacing(em(self, 0.5))
        row.addWidget(self.tag, 1)
        row.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignTop)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(em(self, 0.75))
        grid.setVerticalSpacing(em(self, 0.15))
        grid.setColumnStretch(1, 1)
        beside_text = (line_height(self) - self.label.fontMetrics().height()) // 2
        self.label.setContentsMargins(0, beside_text, 0, 0)
        grid.addWidget(self.label, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(row, 0, 1)
        grid.addWidget(self.note, 1, 1)

    def show_tag(self, tag: str, warning: str) -> None:
        """Show the text for the template, and what is to be known about it."""
        self._tag = tag
        self.tag.setText(tag)
        self.copy.setEnabled(bool(tag))
        self.copy.setAccessibleName(_("Copy {tag}").format(tag=tag))
        self.note.show_note(warning, Severity.WARNING if warning else None)

    def _ask(self) -> None:
        self.copy_asked.emit(self._tag)


def with_letters(rows: list[PropertyRow], taken: str) -> None:
    """Give as many rows as can be a letter that, with Alt, goes to them; `taken` have another meaning."""
    letters = with_mnemonics([row.words for row in rows], taken)
    for row, words in zip(rows, letters, strict=True):
        if isinstance(row.input, FlagInput):
            row.input.box.setText(words)
        else:
            row.label.setText(words)
