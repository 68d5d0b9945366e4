"""Cutting, copying and pasting in whatever input has the focus, for the menu."""

from __future__ import annotations

from PySide6.QtCore import QMetaObject, QObject
from PySide6.QtWidgets import QApplication

__all__ = ["Editing"]


class Editing(QObject):
    """Passes the menu's wishes on to the input that has the focus."""

    def cut(self) -> None:
        """Cut in the input that has the focus."""
        self._pass_on("cut")

    def copy(self) -> None:
        """Copy in the input that has the focus."""
        self._pass_on("copy")

    def paste(self) -> None:
        """Paste in the input that has the focus."""
        self._pass_on("paste")

    def paste_as_text(self) -> None:
        """Paste without any mark-up in the input that has the focus; most inputs know no other way."""
        if not self._pass_on("pasteAsText"):
            self._pass_on("paste")

    def select_all(self) -> None:
        """Select everything in the input that has the focus."""
        self._pass_on("selectAll")

    @staticmethod
    def _pass_on(slot: str) -> bool:
        """Let the input that has the focus do something of its own; False when it doesn't know that."""
        focus = QApplication.focusWidget()
        if focus is None or focus.metaObject().indexOfMethod(f"{slot}()") < 0:
            return False
        return QMetaObject.invokeMethod(focus, slot)
