"""Values as text, each with its name and a button that copies it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from briefmaker.i18n import _
from briefmaker.qt.tones import em

__all__ = ["ValueRows"]


class ValueRows(QScrollArea):
    """Names and values below each other; nothing of it can be changed."""

    def __init__(self, name: str, parent: QWidget) -> None:
        """name: for assistive technology."""
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        self.rows: list[_ValueRow] = []
        self.show_values(())

    def show_values(self, values: Sequence[tuple[str, str]]) -> None:
        """Show these in place of what was shown."""
        ground = QWidget(self)
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, em(self, 0.6), 0)
        column.setSpacing(em(self, 0.7))
        self.rows = [_ValueRow(name, text, ground) for name, text in values]
        for row in self.rows:
            column.addWidget(row)
        column.addStretch(1)
        self.setWidget(ground)


class _ValueRow(QWidget):
    def __init__(self, name: str, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = text
        label = QLabel(name, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        font = label.font()
        font.setBold(True)
        label.setFont(font)
        self.value = QLabel(text, self)
        self.value.setTextFormat(Qt.TextFormat.PlainText)
        self.value.setWordWrap(True)
        self.value.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.value.setAccessibleName(name)
        self.value.setAccessibleDescription(text)
        self.copy_button = QPushButton(_("Copy"), self)
        self.copy_button.setAccessibleName(_("Copy “{name}”").format(name=name))
        self.copy_button.clicked.connect(self._copy)
        texts = QVBoxLayout()
        texts.setSpacing(em(self, 0.15))
        texts.addWidget(label)
        texts.addWidget(self.value)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(em(self, 1))
        line.addLayout(texts, 1)
        line.addWidget(self.copy_button, 0, Qt.AlignmentFlag.AlignTop)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)
