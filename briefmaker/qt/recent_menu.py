"""The menu of recent letters, looked up when it opens."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from briefmaker.drafts.recent import RecentLetters
from briefmaker.i18n import _

__all__ = ["RecentMenu"]

_MOST = 10


class RecentMenu(QMenu):
    """chosen(key): a letter, by the key that the start page uses too."""

    chosen = Signal(object)

    def __init__(self, recent: RecentLetters, parent: QWidget) -> None:
        super().__init__(_("&Recent letters"), parent)
        self._recent = recent
        self.own_path = ""
        """The letter of this window itself, which need not be offered."""
        self.aboutToShow.connect(self._fill)
        self.triggered.connect(self._choose)

    def _fill(self) -> None:
        self.clear()
        letters = [letter for letter in self._recent.letters() if letter.path != self.own_path]
        for letter in letters[:_MOST]:
            title = letter.title or Path(letter.path).stem
            action = self.addAction(title.replace("&", "&&"))
            action.setToolTip(letter.path)
            action.setData(("file", letter.path))
        if self.isEmpty():
            self.addAction(_("No letters yet")).setEnabled(False)

    def _choose(self, action: QAction) -> None:
        if action.data() is not None:
            self.chosen.emit(action.data())
