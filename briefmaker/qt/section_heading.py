"""The heading of a section of the form; one that may be left out has a box to tick."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QVBoxLayout, QWidget

from briefmaker.letter.document_type import OFF, ON, Section
from briefmaker.qt.field_row import NoteLine
from briefmaker.qt.tones import em

__all__ = ["SectionHeading"]


class SectionHeading(QWidget):
    """A section's name. switched(answer name, "ja" or "nee"): the user wants it in the letter, or not."""

    switched = Signal(object, object)

    def __init__(self, section: Section, parent: QWidget) -> None:
        super().__init__(parent)
        self.section = section
        self.box: QCheckBox | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(em(self, 0.2))
        if section.switch:
            self.box = QCheckBox(section.label.replace("&", "&&"), self)
            self.box.clicked.connect(self._say)
            name: QWidget = self.box
        else:
            label = QLabel(section.label, self)
            label.setTextFormat(Qt.TextFormat.PlainText)
            name = label
        font = name.font()
        font.setPointSizeF(font.pointSizeF() * 1.2)
        font.setBold(True)
        name.setFont(font)
        column.addWidget(name)
        if section.help:
            note = NoteLine(self)
            note.show_note(section.help, None)
            column.addWidget(note)

    def show_on(self, on: bool) -> None:
        """Show whether the section is in the letter."""
        if self.box is not None:
            self.box.setChecked(on)

    def set_read_only(self, read_only: bool) -> None:
        """Let the section be switched, or not."""
        if self.box is not None:
            self.box.setEnabled(not read_only)

    def _say(self, on: bool) -> None:
        self.switched.emit(self.section.switch, ON if on else OFF)
