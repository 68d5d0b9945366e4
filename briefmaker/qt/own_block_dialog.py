"""A text block of the user's own: its name, its keywords, its text."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from briefmaker.app.text_blocks import OfferedBlock
from briefmaker.forms.history import History
from briefmaker.i18n import _
from briefmaker.letter.answers import Answers
from briefmaker.letter.body import Body
from briefmaker.qt.body_field import BodyInput
from briefmaker.qt.tones import em

__all__ = ["OwnBlockDialog"]

_TEXT = "tekst"


class OwnBlockDialog(QDialog):
    """Makes a block of a text, or changes one. given(name, keywords, Body, OfferedBlock or None): Save was
    chosen; the last is the block that is changed."""

    given = Signal(object, object, object, object)

    def __init__(self, body: Body, changed: OfferedBlock | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Save as text block") if changed is None else _("Edit text block"))
        self._changed = changed
        body = body.with_ids()
        self._history = History.of(Answers({_TEXT: body}))
        self.name = QLineEdit(changed.block.name if changed is not None else _proposed_name(body), self)
        self.keywords = QLineEdit(", ".join(changed.block.keywords) if changed is not None else "", self)
        self.keywords.setPlaceholderText(_("Words to find it by, with commas between them"))
        self.text = BodyInput(_("Text of the block"), 12, self)
        self.text.editor.set_body(body)
        self.text.editor.actions_of_text.text_block.setVisible(False)
        self.text.editor.body_changed.connect(self._keep)
        self.text.editor.undo_requested.connect(self._undo)
        self.text.editor.redo_requested.connect(self._redo)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel, self
        )
        self.buttons.accepted.connect(self._give)
        self.buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.setHorizontalSpacing(em(self, 1))
        form.setVerticalSpacing(em(self, 0.6))
        form.addRow(_("&Name"), self.name)
        form.addRow(_("&Keywords"), self.keywords)
        column = QVBoxLayout(self)
        column.setSpacing(em(self, 0.7))
        column.addLayout(form)
        column.addWidget(self.text, 1)
        column.addStretch(0)
        column.addWidget(self.buttons)
        self.setMinimumWidth(em(self, 42))
        self.name.textChanged.connect(self._allow)
        self._allow()
        self.name.selectAll()
        self.name.setFocus()

    def _keep(self, body: Body, key: str) -> None:
        self._history = self._history.changed(self._history.state.with_answer(_TEXT, body), key)
        self._allow()

    def _undo(self) -> None:
        self._step(self._history.undone())

    def _redo(self) -> None:
        self._step(self._history.redone())

    def _step(self, history: History[Answers]) -> None:
        self._history = history
        self.text.editor.set_body(self._history.state.body(_TEXT))
        self._allow()

    def _allow(self) -> None:
        is_whole = bool(self.name.text().strip()) and bool(self._history.state.body(_TEXT).blocks)
        self.buttons.button(QDialogButtonBox.StandardButton.Save).setEnabled(is_whole)

    def _give(self) -> None:
        keywords = tuple(self.keywords.text().split(","))
        body = self._history.state.body(_TEXT)
        self.accept()
        self.given.emit(self.name.text(), keywords, body, self._changed)


def _proposed_name(body: Body) -> str:
    """The first words of the text."""
    words = next((text.split() for text in body.texts() if text.strip()), [])
    return " ".join(words[:5]).rstrip(" .,;:!?")[:60]
