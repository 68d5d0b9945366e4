"""Below the form: what an earlier version of the template asked, and no field prints now."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from briefmaker.content.answer_text import answer_text, place_in_words
from briefmaker.forms.versions import without_field
from briefmaker.i18n import _
from briefmaker.qt.field_row import NoteLine
from briefmaker.qt.session import LetterSession
from briefmaker.qt.tones import em
from briefmaker.qt.value_rows import ValueRows

__all__ = ["LooseValues"]

_HIGHEST_EM = 14


class LooseValues(QWidget):
    """Values of a letter without a field, folded away until they are asked for; not there without them."""

    def __init__(self, session: LetterSession, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.toggle = QToolButton(self)
        self.toggle.setCheckable(True)
        self.toggle.setAutoRaise(True)
        self.toggle.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.toggle.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.toggle.toggled.connect(self._fold)
        self.note = NoteLine(self)
        self.note.show_note(
            _("An earlier version of the template asked this. It stays in the letter and is not printed."),
            None,
        )
        self.values = ValueRows(_("Values without a field"), self)
        self.values.setMaximumHeight(em(self, _HIGHEST_EM))
        column = QVBoxLayout(self)
        column.setContentsMargins(em(self, 0.8), em(self, 0.3), em(self, 0.8), em(self, 0.3))
        column.setSpacing(em(self, 0.4))
        column.addWidget(self.toggle)
        column.addWidget(self.note)
        column.addWidget(self.values)
        session.answers_replaced.connect(self._show)
        self._fold(False)
        self._show()

    def _show(self, _place: object = None) -> None:
        found = without_field(self._session.document_type, self._session.answers)
        texts = [(place_in_words(place), answer_text(value)) for place, value in found.items()]
        self.values.show_values(texts)
        self.toggle.setText(_("Values without a &field ({count})").format(count=len(texts)))
        self.setVisible(bool(texts))

    def _fold(self, is_open: bool) -> None:
        self.toggle.setArrowType(Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow)
        self.note.setVisible(is_open)
        self.values.setVisible(is_open)
