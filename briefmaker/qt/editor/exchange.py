"""What goes into a text at once and what is taken out of it: pasting, dropping, copying, dragging."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QTextEdit

from briefmaker.content.foreign.dropped import sentence_of
from briefmaker.i18n import _
from briefmaker.letter.body import Paragraph
from briefmaker.letter.characters import character_name
from briefmaker.qt.editor import runs, structure
from briefmaker.qt.editor.insertion import insert
from briefmaker.qt.editor.keys import Keys
from briefmaker.qt.editor.lines import Line, is_text
from briefmaker.qt.editor.pasting import BODY_MIME, Pasted, pasted_lines, pasted_plain
from briefmaker.qt.editor.spans import cells_between
from briefmaker.qt.editor.sync import Sync
from briefmaker.qt.editor.table_edits import cells_alone

__all__ = ["Exchange", "dropped_files", "left_out"]


def left_out(characters: tuple[str, ...]) -> str:
    """The sentence about characters that no letter can hold."""
    names = ", ".join(character_name(character) for character in characters)
    return _("Left out, since no letter can hold it: {characters}.").format(characters=names)


class Exchange(QObject):
    """Puts in and takes out. refused(sentence): what could not be put in; noticed(sentence): what was left
    out of what was; files_dropped(paths)."""

    refused = Signal(object)
    noticed = Signal(object)
    files_dropped = Signal(object)

    def __init__(self, view: QTextEdit, sync: Sync, keys: Keys) -> None:
        super().__init__(view)
        self._view = view
        self._sync = sync
        self._keys = keys

    def selected_lines(self) -> list[Line]:
        """What is selected."""
        span = self._sync.span()
        cells = cells_between(self._sync.lines, span)
        if cells is not None:
            return cells_alone(self._sync.lines, span, cells)
        chosen = []
        for number in range(span.start.line, span.end.line + 1):
            line = self._sync.lines[number]
            if is_text(line.block):
                start = span.start.offset if number == span.start.line else 0
                end = span.end.offset if number == span.end.line else None
                inlines = runs.cut(line.block.inlines, start, end)
                line = line._replace(block=line.block.model_copy(update={"inlines": inlines}))
            chosen.append(line)
        if len(chosen) == 1 and is_text(chosen[0].block):
            # A few words are words, not an item or a heading.
            return [Line((), Paragraph(inlines=chosen[0].block.inlines))]
        return chosen

    def insert(self, pasted: Pasted) -> None:
        """Put lines in the place of what is selected, as one step, and say what is not among them."""
        if pasted.left_out:
            self.refused.emit(left_out(pasted.left_out))
        if pasted.too_much:
            self.refused.emit(_("That is too much to put in at once. Take over a part at a time."))
        if pasted.lines:
            span = self._sync.span()
            lines, fresh = self._sync.lines, self._sync.store.fresh_id
            place = span.start
            if span.start != span.end:
                removed = structure.remove(lines, span, fresh)
                lines, place = removed.lines, removed.selection.start
            self._sync.apply(insert(lines, place, pasted.lines, fresh))
            self._view.ensureCursorVisible()
        if sentence := sentence_of(pasted.dropped):
            self.noticed.emit(sentence)

    def paste(self, source: QMimeData) -> None:
        """Paste the richest form there is."""
        if not self._view.isReadOnly():
            self.insert(pasted_lines(source))

    def paste_as_text(self) -> None:
        """Paste the mere text of what is on the clipboard."""
        if not self._view.isReadOnly():
            self.insert(pasted_plain(QGuiApplication.clipboard().mimeData()))

    def drop(self, event: QDropEvent) -> None:
        """Put in what is dropped, where it is dropped; text of our own moves."""
        view = self._view
        if view.isReadOnly() or not view.canInsertFromMimeData(event.mimeData()):
            event.ignore()
            return
        files = dropped_files(event.mimeData())
        pasted = Pasted([]) if files else pasted_lines(event.mimeData())
        target = view.cursorForPosition(event.position().toPoint()).position()
        cursor = view.textCursor()
        inside = event.source() in (view, view.viewport())
        if inside and cursor.selectionStart() <= target <= cursor.selectionEnd():
            event.ignore()
            return
        if inside and event.dropAction() == Qt.DropAction.MoveAction:
            # Qt would take the text away by itself, without our care for lists and cards.
            event.setDropAction(Qt.DropAction.CopyAction)
            behind = target > cursor.selectionEnd()
            length = view.document().characterCount()
            self._keys.remove_selection()
            target += view.document().characterCount() - length if behind else 0
        cursor = view.textCursor()
        cursor.setPosition(max(0, min(target, view.document().characterCount() - 1)))
        view.setTextCursor(cursor)
        if files:
            event.setDropAction(Qt.DropAction.CopyAction)
            self.files_dropped.emit(files)
        self.insert(pasted)
        event.accept()


def dropped_files(source: QMimeData) -> tuple[Path, ...]:
    """The files of this machine among what is dropped; none when something else is dropped with them."""
    addresses = source.urls() if source.hasUrls() and not source.hasFormat(BODY_MIME) else []
    if not addresses or not all(address.isLocalFile() for address in addresses):
        return ()
    return tuple(Path(address.toLocalFile()) for address in addresses)
