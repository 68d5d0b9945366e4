"""Asks what a picture shows, in words."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from briefmaker.i18n import _
from briefmaker.letter.body import Image
from briefmaker.qt.editor.pictures import picture_of_size
from briefmaker.qt.tones import em

__all__ = ["PictureDialog"]


class PictureDialog(QDialog):
    """The description of a picture; `description` is what was typed."""

    def __init__(self, parent: QWidget, image: Image) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Description of the picture"))
        self.image = image
        room = QSize(em(self, 28), em(self, 15))
        shown = QLabel(self)
        shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        picture = picture_of_size(image.data, room * 2) if image.data else None
        if picture is not None:
            smooth = Qt.TransformationMode.SmoothTransformation
            fitting = picture.size().boundedTo(
                picture.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
            )
            shown.setPixmap(
                QPixmap.fromImage(picture).scaled(fitting, Qt.AspectRatioMode.KeepAspectRatio, smooth)
            )
        shown.setVisible(picture is not None)
        question = QLabel(_("&What does this picture show, for someone who can't see it?"), self)
        question.setWordWrap(True)
        self.input = QPlainTextEdit(image.alt, self)
        self.input.setTabChangesFocus(True)
        self.input.setPlaceholderText(_("For example: Map of the Botermarkt with the new bicycle park"))
        self.input.setFixedHeight(em(self, 5))
        question.setBuddy(self.input)
        self.input.setAccessibleName(_("Description"))
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(em(self, 1.2), em(self, 1.2), em(self, 1.2), em(self, 0.9))
        column.setSpacing(em(self, 0.7))
        column.addWidget(shown)
        column.addWidget(question)
        column.addWidget(self.input)
        column.addStretch(1)
        column.addWidget(buttons)
        self.setMinimumWidth(em(self, 32))
        self.input.setFocus()

    @property
    def description(self) -> str:
        """What was typed, on one line."""
        return " ".join(self.input.toPlainText().split())
