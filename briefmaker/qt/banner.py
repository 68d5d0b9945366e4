"""A quiet bar above the form: what the user must know about this letter, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from briefmaker.qt.tones import em, tones

__all__ = ["Banner"]


class Banner(QWidget):
    """One sentence and at most one button. chosen(): the button was pressed."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.text = QLabel(self)
        self.text.setWordWrap(True)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.button = QPushButton(self)
        self.button.clicked.connect(self.chosen)
        row = QHBoxLayout(self)
        row.setContentsMargins(em(self, 1.25), em(self, 0.4), em(self, 0.8), em(self, 0.4))
        row.addWidget(self.text, 1)
        row.addWidget(self.button)
        self._colour()
        self.hide()

    def show_sentence(self, sentence: str, button: str = "") -> None:
        """Show a sentence, "" to go away."""
        self.text.setText(sentence)
        self.setAccessibleName(sentence)
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self.setVisible(bool(sentence))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.ApplicationPaletteChange, QEvent.Type.StyleChange):
            self._colour()

    def _colour(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor(tones().accent_soft))
        palette.setColor(QPalette.ColorRole.WindowText, QColor(tones().text))
        self.setPalette(palette)
