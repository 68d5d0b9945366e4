"""What is written down about a release: its version, who signs it off, what changed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QPlainTextEdit, QWidget

from briefmaker.i18n import _
from briefmaker.problems import Severity
from briefmaker.publishing.release import VERSION
from briefmaker.qt.field_row import NoteLine, line_height
from briefmaker.qt.tones import em

__all__ = ["ReleaseForm"]

_LINES = 3


class ReleaseForm(QWidget):
    """edited(): something else is written now. by: who is proposed to sign it off."""

    edited = Signal()

    def __init__(self, by: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_own_version = False
        self.changes = QPlainTextEdit(self)
        self.changes.setPlaceholderText(_("For example: the new visiting address in all letters"))
        self.changes.setTabChangesFocus(True)
        self.changes.setFixedHeight(self.fontMetrics().lineSpacing() * _LINES + em(self, 0.9))
        self.version = QLineEdit(self)
        self.version.setFixedWidth(em(self, 8))
        self.by = QLineEdit(by, self)
        self.by.setFixedWidth(em(self, 15))
        self.note = NoteLine(self)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(em(self, 0.9))
        grid.setVerticalSpacing(em(self, 0.5))
        grid.setColumnStretch(4, 1)
        grid.addWidget(self._label(_("&What changed?"), self.changes), 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.changes, 0, 1, 1, 4)
        grid.addWidget(self._label(_("&Version"), self.version), 1, 0)
        grid.addWidget(self.version, 1, 1)
        grid.addWidget(self._label(_("&Signed off by"), self.by), 1, 2)
        grid.addWidget(self.by, 1, 3)
        grid.addWidget(self.note, 2, 1, 1, 4)
        self.version.textEdited.connect(self._keep_version)
        self.version.textChanged.connect(self._tell)
        self.by.textChanged.connect(self._tell)
        self.changes.textChanged.connect(self._tell)

    def propose_version(self, version: str) -> None:
        """Fill in a version, unless somebody typed one."""
        if not self._is_own_version:
            self.version.setText(version)

    @property
    def missing(self) -> str:
        """What is still to be written, in a sentence; "" for nothing."""
        if not self.changes.toPlainText().strip():
            return _("Write what changed: colleagues read it when they look back.")
        if not VERSION.fullmatch(self.version.text().strip()):
            return _("Give a version of digits and dots, for example 1.2.0.")
        if not self.by.text().strip():
            return _("Write who signs this off.")
        return ""

    def show_refusal(self, sentence: str) -> None:
        """Say why it wasn't published; "" for nothing."""
        self.note.show_note(sentence, Severity.ERROR)

    def _label(self, words: str, buddy: QWidget) -> QLabel:
        label = QLabel(words, self)
        label.setBuddy(buddy)
        above = (line_height(self) - label.fontMetrics().height()) // 2
        label.setContentsMargins(0, above, 0, above)
        buddy.setAccessibleName(words.replace("&", ""))
        return label

    def _keep_version(self, _text: str) -> None:
        self._is_own_version = True

    def _tell(self, _text: str = "") -> None:
        self.note.show_note("", None)
        self.edited.emit()
