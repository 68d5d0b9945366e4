"""The window of a letter whose template isn't here: no pages and no form, but all that was filled in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from briefmaker.i18n import _
from briefmaker.qt.tones import em
from briefmaker.qt.value_rows import ValueRows

__all__ = ["ReadableLetter"]


class ReadableLetter(QDialog):
    """What a letter holds, to be read and copied. name: of its file; why: there are no pages."""

    def __init__(
        self, name: str, why: str, values: Sequence[tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("{name} – Briefmaker").format(name=name))
        self._values = values
        self.sentence = QLabel(why, self)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setWordWrap(True)
        self.values = ValueRows(_("What was filled in"), self)
        self.values.show_values(values)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.copy_button = buttons.addButton(_("Copy &all"), QDialogButtonBox.ButtonRole.ActionRole)
        self.copy_button.setEnabled(bool(values))
        self.copy_button.clicked.connect(self._copy)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(em(self, 1.2), em(self, 1.2), em(self, 1.2), em(self, 1))
        column.setSpacing(em(self, 1))
        column.addWidget(self.sentence)
        column.addWidget(self.values, 1)
        column.addWidget(buttons)
        self.resize(em(self, 42), em(self, 36))

    def _copy(self) -> None:
        texts = (f"{name}: {text}" for name, text in self._values)
        QGuiApplication.clipboard().setText("\n".join(texts))
