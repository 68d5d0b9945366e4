"""The tool bar of the window for templates; other parts add their own tools to it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QToolBar, QToolButton, QWidget

from briefmaker.i18n import _
from briefmaker.qt.icons import icon
from briefmaker.qt.tones import em

__all__ = ["WorkshopBar"]


class WorkshopBar(QToolBar):
    """Words beside their icons: what is done here is not done every day."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Tools"), parent)
        self._icons: list[tuple[QAction, str]] = []
        self.setObjectName("tools")
        self.setMovable(False)
        self.setFloatable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setIconSize(QSize(em(self, 1.25), em(self, 1.25)))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)

    def add_tool(self, action: QAction, name: str, words: str = "") -> None:
        """Add an action with the icon of this name ("" for none); words: shorter than those in the menu."""
        action.setIconText(words or action.text().replace("&", "").rstrip("…"))
        self.addAction(action)
        if name:
            self._icons.append((action, name))
            action.setIcon(icon(name, self.palette()))
        button = self.widgetForAction(action)
        if isinstance(button, QToolButton):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAccessibleName(action.text().replace("&", "").rstrip("…"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_icons"):
            for action, name in self._icons:
                action.setIcon(icon(name, self.palette()))
