"""An action of a text: a name, keys that hold while the text has the focus, an icon."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QTextEdit

from briefmaker.qt.icons import icon

__all__ = ["allow", "own_action", "text_action"]


def text_action(
    view: QTextEdit, owner: QObject, name: str, text: str, *keys: str, checkable: bool = False
) -> QAction:
    """An action of `view`, whose icon is called `name` ("" for none); the first of the keys is shown."""
    action = QAction(text, owner)
    action.setObjectName(name)
    if name:
        action.setIcon(icon(name, view.palette()))
    action.setCheckable(checkable)
    shown = ""
    if keys and keys[0]:
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        view.addAction(action)
        shown = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    plain = text.replace("&", "").rstrip("…")
    action.setToolTip(f"{plain} ({shown})" if shown else plain)
    return action


def allow(action: QAction, possible: bool) -> None:
    """Let an action be done, or not. Asking first is cheap; telling Qt what it knows costs a keystroke with a
    hundred actions a millisecond."""
    if action.isEnabled() is not possible:
        action.setEnabled(possible)


def own_action(view: QTextEdit, event: QKeyEvent) -> QAction | None:
    """The action of `view` that has this very key, if it can be done now."""
    keys = QKeySequence(event.keyCombination())
    return next((each for each in view.actions() if each.isEnabled() and keys in each.shortcuts()), None)
