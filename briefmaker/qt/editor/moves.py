"""Moving blocks, and in a table rows, with the keyboard: Alt+Shift+Up and Alt+Shift+Down, as in Word."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QTextEdit

from briefmaker.i18n import _
from briefmaker.letter.body import Body
from briefmaker.letter.moving import moved, placed_before
from briefmaker.qt.editor.lines import lines_of
from briefmaker.qt.editor.structure import Edit, Place, Span
from briefmaker.qt.editor.sync import Sync
from briefmaker.qt.editor.table_edits import chosen_cells, move_rows

__all__ = ["Moves"]


class Moves(QObject):
    """What moves blocks in one text edit."""

    def __init__(self, view: QTextEdit, sync: Sync) -> None:
        super().__init__(view)
        self._view = view
        self._sync = sync
        self.up = self._action(_("Move up"), "Alt+Shift+Up", self._move_up)
        self.down = self._action(_("Move down"), "Alt+Shift+Down", self._move_down)

    def place_before(self, block: str, before: str) -> bool:
        """Put a top-level block before another, at the end for ""; whether that changed anything."""
        return not self._view.isReadOnly() and self._show(
            placed_before(self._sync.store.body(), block, before)
        )

    def _move_up(self) -> None:
        self._move(-1)

    def _move_down(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        if self._view.isReadOnly():
            return
        span, lines = self._sync.span(), self._sync.lines
        if chosen_cells(lines, span) is not None:
            self._sync.apply(move_rows(lines, span, by))
            return
        first, last = lines[span.start.line].id, lines[span.end.line].id
        self._show(moved(self._sync.store.body(), first, last, by))
        self._view.ensureCursorVisible()

    def _show(self, body: Body | None) -> bool:
        if body is None:
            return False
        span, lines = self._sync.span(), self._sync.lines
        new = list(lines_of(body.blocks))
        at = {line.id: number for number, line in enumerate(new)}
        ends = [Place(at.get(lines[place.line].id, 0), place.offset) for place in (span.start, span.end)]
        return self._sync.apply(Edit(new, Span(*ends)))

    def _action(self, text: str, keys: str, does: Callable[[], None]) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(does)
        self._view.addAction(action)
        return action
