"""Lists the headings of a letter's texts beside its parts, a moment after they were typed."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from briefmaker.forms.outline import outline
from briefmaker.qt.parts_list import PartsList
from briefmaker.qt.session import LetterSession

__all__ = ["LetterOutline"]


class LetterOutline(QObject):
    """Keeps the list up to date, a few times a second at most: of a long letter the whole text is looked
    through, which is not for every key."""

    WAIT_MS = 300

    def __init__(self, session: LetterSession, parts: PartsList, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._parts = parts
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(self.WAIT_MS)
        self._waiting.timeout.connect(self._show)
        session.filled_changed.connect(self._show_soon)
        self._show()

    def _show_soon(self) -> None:
        if not self._waiting.isActive():
            self._waiting.start()

    def _show(self) -> None:
        session = self._session
        self._parts.show_outline(outline(session.document_type, session.answers, session.filled.shown))
