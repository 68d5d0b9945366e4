"""The short way to a text block: "/" and a few letters of its name in the text, or a few letters and F3.

The list stands below the cursor, which stays in the text: letters go on filtering, arrows choose, Enter or
Tab puts the block in, Esc goes on typing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeyEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QFrame, QListView, QWidget

from briefmaker.app.text_blocks import OfferedBlock, blocks_beginning
from briefmaker.i18n import _
from briefmaker.qt.completion import DETAIL, EntryDelegate
from briefmaker.qt.editor import BodyEditor
from briefmaker.qt.tones import em

__all__ = ["BlockList", "TextBlockShorthand"]

_SLASH = re.compile(r"(?:^|[\s(\[“‘\"'])/$")
_MOST_WORDS = 4
_MOST_SHOWN = 8
_MOVES = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: _MOST_SHOWN,
    Qt.Key.Key_PageUp: -_MOST_SHOWN,
}
_TAKES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)


class BlockList(QListView):
    """Text blocks under each other: the name of each, and what it is for."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("text_blocks")
        self.setAccessibleName(_("Text blocks"))
        self.setItemDelegate(EntryDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._offered: tuple[OfferedBlock, ...] = ()
        self._model = QStandardItemModel(self)
        self.setModel(self._model)

    def show_blocks(self, offered: Sequence[OfferedBlock]) -> None:
        """Show these, the first of them chosen."""
        if tuple(offered) == self._offered:
            return
        self._offered = tuple(offered)
        self._model.clear()
        for each in offered:
            detail = each.block.description or (_("Your own text block") if each.is_own else "")
            item = QStandardItem(each.block.name)
            item.setData(detail, DETAIL)
            said = f"{each.block.name}, {detail}" if detail else each.block.name
            item.setData(said, Qt.ItemDataRole.AccessibleTextRole)
            self._model.appendRow(item)
        self.choose(0)

    def choose(self, row: int) -> None:
        """Choose a row, within what there is."""
        row = max(0, min(row, self._model.rowCount() - 1))
        self.setCurrentIndex(self._model.index(row, 0))

    def move_by(self, rows: int) -> None:
        """Choose a row further down, or up."""
        self.choose(self.currentIndex().row() + rows)

    def chosen(self) -> OfferedBlock | None:
        """The block that is chosen."""
        row = self.currentIndex().row()
        return self._offered[row] if 0 <= row < len(self._offered) else None


class TextBlockShorthand(QObject):
    """Watches the texts of one window.

    chosen(OfferedBlock, int): put this block in, in place of so many characters before the cursor.
    list_requested(str): nothing fits what was typed; show the whole list, with this typed.
    """

    chosen = Signal(object, object)
    list_requested = Signal(object)

    def __init__(self, offered: Callable[[], tuple[OfferedBlock, ...]], parent: QObject) -> None:
        super().__init__(parent)
        self._offered = offered
        self._blocks: tuple[OfferedBlock, ...] = ()
        self._editor: BodyEditor | None = None
        self._list: BlockList | None = None
        self._began: tuple[str, int] | None = None
        """The paragraph and the place in it where what is typed for the list begins."""
        self._with_slash = False
        self._typed_slash = False

    @property
    def is_open(self) -> bool:
        """Whether the list is shown."""
        return self._list is not None and self._list.isVisible()

    def watch(self, editor: BodyEditor) -> None:
        """Let this text have the shorthand; once for each."""
        editor.installEventFilter(self)
        editor.cursorPositionChanged.connect(self._follow)
        around: QWidget | None = editor
        while around is not None:
            if isinstance(around, QAbstractScrollArea):
                around.verticalScrollBar().valueChanged.connect(self._stay)
            around = around.parentWidget()

    def close(self) -> None:
        """Take the list away."""
        self._began = None
        if self._list is not None:
            self._list.hide()

    def expand(self, editor: BodyEditor) -> None:
        """F3: put in the block whose name begins with what stands before the cursor."""
        self._editor = editor
        before = editor.passages.text_before()
        words = before.split()
        self._blocks = self._offered()
        for count in range(min(len(words), _MOST_WORDS), 0, -1):
            tail = re.search(r"\s+".join(map(re.escape, words[-count:])) + r"$", before)
            if tail is None:
                break
            typed = tail[0].removeprefix("/")
            found = blocks_beginning(self._blocks, typed) if typed else ()
            if len(found) == 1:
                self.close()
                self.chosen.emit(found[0], len(tail[0]))
                return
            if found:
                self._begin(editor, len(tail[0]), with_slash=tail[0].startswith("/"))
                return
        self.list_requested.emit(words[-1] if words and before.endswith(words[-1]) else "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if isinstance(event, QKeyEvent) and isinstance(watched, BodyEditor) and not watched.isReadOnly():
            if kind == QEvent.Type.ShortcutOverride and self.is_open and self._is_ours(event):
                event.accept()
                return True
            if kind == QEvent.Type.KeyPress:
                return self._press(watched, event)
        elif kind in (QEvent.Type.FocusOut, QEvent.Type.Hide):
            self.close()
        return False

    def _is_ours(self, event: QKeyEvent) -> bool:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return plain and (event.key() in _MOVES or event.key() in _TAKES or event.key() == Qt.Key.Key_Escape)

    def _press(self, editor: BodyEditor, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_F3 and not event.modifiers():
            self.expand(editor)
            return True
        self._editor = editor
        self._typed_slash = event.text() == "/"
        shown = self._list
        if not self.is_open or shown is None or not self._is_ours(event):
            return False
        if event.key() in _MOVES:
            shown.move_by(_MOVES[Qt.Key(event.key())])
            self._announce()
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            self._take()
        return True

    def _follow(self) -> None:
        editor = self._editor
        if editor is None or self.sender() is not editor:
            return
        if self._typed_slash:
            self._typed_slash = False
            if _SLASH.search(editor.passages.text_before()):
                self._blocks = self._offered()
                self._begin(editor, 1, with_slash=True)
                return
        if self._began is not None:
            self._show(editor)

    def _stay(self) -> None:
        """Keep the list below the cursor when the text moves."""
        if self.is_open and self._editor is not None:
            self._show(self._editor)

    def _begin(self, editor: BodyEditor, typed: int, *, with_slash: bool) -> None:
        block, offset = editor.passages.place()
        self._began = block, offset - typed
        self._with_slash = with_slash
        self._show(editor)

    def _typed(self, editor: BodyEditor) -> str | None:
        """What was typed for the list since it was opened, the slash too; None when the cursor left it."""
        block, offset = editor.passages.place()
        if self._began is None or block != self._began[0] or offset < self._began[1] + self._with_slash:
            return None
        count = offset - self._began[1]
        typed = editor.passages.text_before()[-count:] if count else ""
        if self._with_slash and (not typed.startswith("/") or re.search(r"\s", typed)):
            return None
        return typed or None

    def _show(self, editor: BodyEditor) -> None:
        typed = self._typed(editor)
        if typed is None:
            self.close()
            return
        found = blocks_beginning(self._blocks, typed.removeprefix("/"))
        if not found:
            if self._list is not None:
                self._list.hide()
            return
        shown = self._list_over(editor)
        shown.show_blocks(found)
        row = shown.sizeHintForRow(0)
        frame = 2 * max(shown.frameWidth(), 2)
        shown.resize(em(editor, 22), row * min(len(found), _MOST_SHOWN) + frame)
        corner = editor.viewport().mapTo(editor.window(), editor.cursorRect().bottomLeft())
        room = editor.window().rect()
        x = max(0, min(corner.x(), room.right() - shown.width()))
        y = corner.y() + em(editor, 0.2)
        if y + shown.height() > room.bottom():
            y = corner.y() - editor.cursorRect().height() - shown.height() - em(editor, 0.2)
        shown.move(QPoint(x, max(0, y)))
        was_open = shown.isVisible()
        shown.show()
        shown.raise_()
        if not was_open:
            self._announce()

    def _list_over(self, editor: BodyEditor) -> BlockList:
        if self._list is None:
            self._list = BlockList(editor.window())
            self._list.setFrameShape(QFrame.Shape.StyledPanel)
            self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._list.setAutoFillBackground(True)
            self._list.clicked.connect(self._take)
        return self._list

    def _take(self) -> None:
        editor = self._editor
        if editor is None or self._list is None:
            return
        found, typed = self._list.chosen(), self._typed(editor)
        self.close()
        if found is not None and typed is not None:
            self.chosen.emit(found, len(typed))

    def _announce(self) -> None:
        """Say what is chosen to whoever can't see the list."""
        found = self._list.chosen() if self._list is not None else None
        if found is not None and self._editor is not None:
            said = _("Text block: {name}").format(name=found.block.name)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._editor, said))
