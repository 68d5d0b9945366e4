"""The toolbar of a letter window: what one does with the letter left, where it goes right."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSizePolicy, QToolBar, QToolButton, QWidget

from briefmaker.i18n import _
from briefmaker.qt.commands import COMMANDS
from briefmaker.qt.icons import icon
from briefmaker.qt.tones import em

__all__ = ["LetterToolbar"]

_LEFT = ("new_letter", "open_letter", "save", "", "undo", "redo")
_RIGHT = ("export_word", "export_pdf", "print_letter")


class LetterToolbar(QToolBar):
    """Small icons for what has a key everybody knows, words for where a letter goes."""

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget) -> None:
        super().__init__(_("Tools"), parent)
        self._actions = actions
        self.setObjectName("tools")
        self.setMovable(False)
        self.setFloatable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setIconSize(QSize(em(self, 1.25), em(self, 1.25)))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        for name in _LEFT:
            if name:
                self.addAction(actions[name])
                self._name(actions[name])
            else:
                self.addSeparator()
        space = QWidget(self)
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(space)
        for name in _RIGHT:
            self.addAction(actions[name])
            self._name(actions[name], in_words=True)
        actions["export_word"].setIconText(_("Word"))
        actions["export_pdf"].setIconText(_("PDF"))
        actions["print_letter"].setIconText(_("Print"))
        self._draw_icons()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_actions"):
            self._draw_icons()

    def _draw_icons(self) -> None:
        for name, action in self._actions.items():
            if COMMANDS[name].icon:
                action.setIcon(icon(COMMANDS[name].icon, self.palette()))

    def _name(self, action: QAction, *, in_words: bool = False) -> None:
        button = self.widgetForAction(action)
        if isinstance(button, QToolButton):
            button.setAccessibleName(action.text().replace("&", "").rstrip("…"))
            if in_words:
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
