"""The menu at a place in the text, made of parts: whoever has something to offer there adds a part."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QTextCursor
from PySide6.QtWidgets import QMenu, QTextEdit

from briefmaker.i18n import _

__all__ = ["MenuPart", "context_menu", "menu_point", "place_asked"]

MenuPart: TypeAlias = Callable[[QMenu, int], None]
"""Adds its entries to the menu for a position in the document, or none; separators come by themselves."""


def place_asked(view: QTextEdit, event: QContextMenuEvent) -> int:
    """The position for which the menu was asked: where the pointer is, or the cursor when a key asked."""
    if event.reason() == QContextMenuEvent.Reason.Keyboard:
        return view.textCursor().position()
    return view.cursorForPosition(event.pos()).position()


def context_menu(
    view: QTextEdit, position: int, parts: Sequence[MenuPart], paste_as_text: Callable[[], None]
) -> QMenu:
    """The menu for a position: the parts in their order, then what every text offers. Deletes itself
    when it closes. The cursor goes to the position, unless that is selected."""
    cursor = view.textCursor()
    if not cursor.selectionStart() <= position <= cursor.selectionEnd():
        cursor.setPosition(position, QTextCursor.MoveMode.MoveAnchor)
        view.setTextCursor(cursor)
    menu = QMenu(view)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for part in parts:
        before = len(menu.actions())
        part(menu, position)
        if len(menu.actions()) > before:
            menu.addSeparator()
    selected, writable = view.textCursor().hasSelection(), not view.isReadOnly()
    for name, does, possible in (
        (_("Cu&t"), view.cut, selected and writable),
        (_("&Copy"), view.copy, selected),
        (_("&Paste"), view.paste, writable and view.canPaste()),
        (_("Paste as plain &text"), paste_as_text, writable and view.canPaste()),
        (_("Select &all"), view.selectAll, True),
    ):
        action = menu.addAction(name)
        action.setEnabled(possible)
        action.triggered.connect(does)
    return menu


def menu_point(view: QTextEdit, event: QContextMenuEvent) -> QPoint:
    """Where the menu opens, on the screen: at the pointer, or just below the cursor."""
    if event.reason() == QContextMenuEvent.Reason.Keyboard:
        return view.viewport().mapToGlobal(view.cursorRect().bottomLeft())
    return event.globalPos()
