"""Asks where a link goes, and what it says."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from briefmaker.errors import UnusableInput
from briefmaker.i18n import _
from briefmaker.qt.editor.addresses import completed_address
from briefmaker.qt.tones import em

__all__ = ["LinkDialog"]


class LinkDialog(QDialog):
    """A link to make or change; after it was accepted `text` and `address` say what it is, the address ""
    when the link is to go.

    text_is_fixed: what is selected is more than a line of text and stays as it is.
    """

    def __init__(self, parent: QWidget, text: str, address: str, *, text_is_fixed: bool = False) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Link"))
        self.text = ""
        self.address = ""
        self.text_input = QLineEdit(text, self)
        self.text_input.setEnabled(not text_is_fixed)
        self.address_input = QLineEdit(address.removeprefix("mailto:"), self)
        self.address_input.setPlaceholderText(_("www.haarlem.nl or naam@haarlem.nl"))
        self.note = QLabel(self)
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setWordWrap(True)
        self.note.setObjectName("note")
        self.note.setVisible(False)
        form = QFormLayout()
        form.setHorizontalSpacing(em(self, 1))
        form.setVerticalSpacing(em(self, 0.6))
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(_("&Text"), self.text_input)
        form.addRow(_("&Address"), self.address_input)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.remove = QPushButton(_("&Remove link"), self)
        self.remove.setVisible(bool(address))
        self.remove.setAutoDefault(False)
        self.remove.clicked.connect(self._remove)
        buttons.addButton(self.remove, QDialogButtonBox.ButtonRole.ResetRole)
        column = QVBoxLayout(self)
        column.setContentsMargins(em(self, 1.2), em(self, 1.2), em(self, 1.2), em(self, 0.9))
        column.setSpacing(em(self, 0.7))
        column.addLayout(form)
        column.addWidget(self.note)
        column.addStretch(1)
        column.addWidget(buttons)
        self.setMinimumWidth(em(self, 32))
        (self.address_input if text else self.text_input).setFocus()
        self.address_input.textEdited.connect(self._forgive)

    def accept(self) -> None:
        try:
            self.address = completed_address(self.address_input.text())
        except UnusableInput as refusal:
            self.note.setText(str(refusal))
            self.note.setVisible(True)
            self.address_input.setAccessibleDescription(str(refusal))
            self.address_input.setFocus()
            self.address_input.selectAll()
            return
        self.text = self.text_input.text().strip() or self.address_input.text().strip()
        super().accept()

    def _remove(self) -> None:
        self.text, self.address = "", ""
        super().accept()

    def _forgive(self, _typed: str) -> None:
        self.note.setVisible(False)
        self.address_input.setAccessibleDescription("")
