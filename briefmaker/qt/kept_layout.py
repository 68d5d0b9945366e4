"""Windows come back as they were left: as large, in the same place, their columns as wide."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QEvent, QObject
from PySide6.QtWidgets import QSplitter, QWidget

from briefmaker.qt.preferences import Preferences

__all__ = ["KeptLayout"]


class KeptLayout(QObject):
    """Lays a window out as it was left, before it is shown, and keeps it whenever it is hidden.

    name: under which it is kept; columns: what divides the window, always in the same order.
    """

    def __init__(
        self, window: QWidget, preferences: Preferences, name: str, columns: Sequence[QSplitter] = ()
    ) -> None:
        super().__init__(window)
        self._window = window
        self._preferences = preferences
        self._name = name
        self._columns = tuple(columns)
        kept = preferences.layout_of(name)
        if kept:
            window.restoreGeometry(_bytes(kept[0]))
            for splitter, state in zip(self._columns, kept[1:], strict=False):
                splitter.restoreState(_bytes(state))
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Hide and not event.spontaneous():
            states = [self._window.saveGeometry(), *(each.saveState() for each in self._columns)]
            self._preferences.keep_layout(self._name, [_words(state) for state in states])
        return False


def _words(state: QByteArray) -> str:
    return bytes(state.toBase64().data()).decode()


def _bytes(words: str) -> QByteArray:
    return QByteArray.fromBase64(words.encode())
