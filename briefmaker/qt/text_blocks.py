"""Text blocks in the window of a letter: put in, saved from a selection, changed and removed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from shiboken6 import isValid

from briefmaker import places
from briefmaker.app.text_blocks import (
    OfferedBlock,
    block_from_body,
    offered_blocks,
    starting_answers,
    text_of_block,
    unreadable_blocks,
)
from briefmaker.content.text_blocks import TextBlock
from briefmaker.drafts.own_blocks import OwnBlocks
from briefmaker.errors import NotSaved
from briefmaker.i18n import _
from briefmaker.letter.body import Body
from briefmaker.qt.editor import BodyEditor
from briefmaker.qt.own_block_dialog import OwnBlockDialog
from briefmaker.qt.services import Services
from briefmaker.qt.session import LetterSession
from briefmaker.qt.text_block_dialog import TextBlockDialog
from briefmaker.qt.text_block_popup import TextBlockShorthand
from briefmaker.qt.text_block_questions import TextBlockQuestions

__all__ = ["TextBlocks"]


class TextBlocks(QObject):
    """What the user does with text blocks in one letter. said(sentence): something was done."""

    said = Signal(object)

    def __init__(self, services: Services, session: LetterSession, window: QWidget) -> None:
        super().__init__(window)
        self._services = services
        self._session = session
        self._window = window
        self._own = OwnBlocks(places.text_blocks_folder())
        self._editor: BodyEditor | None = None
        self._watched: list[BodyEditor] = []
        self._replacing = 0
        self._removed: TextBlock | None = None
        self._list: TextBlockDialog | None = None
        self.shorthand = TextBlockShorthand(self.offered, self)
        self.shorthand.chosen.connect(self._begin)
        self.shorthand.list_requested.connect(self._show_list)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow_focus)

    def offered(self) -> tuple[OfferedBlock, ...]:
        """The blocks for this letter, as they are now."""
        return offered_blocks(self._services.packs, self._session.document_type, self._own)

    def _unreadable(self) -> tuple[str, ...]:
        return unreadable_blocks(self._own)

    def insert_text_block(self) -> None:
        """Show the list of text blocks."""
        self._show_list("")

    def save_text_block(self) -> None:
        """Save what is selected in the text as a block of the user's own."""
        editor = self._current()
        body = editor.passages.selected() if editor is not None else Body()
        if not body.blocks:
            self.said.emit(_("Select the text first that is to be a text block."))
            return
        self._show_own(body, None, self._window)

    # -- which text

    def _follow_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        if not isinstance(new, BodyEditor) or new.window() is not self._window:
            return
        if new.actions_of_text.inline_only:
            return  # a footnote holds no blocks
        self._editor = new
        self._watched = [editor for editor in self._watched if isValid(editor)]
        if new not in self._watched:
            self._watched.append(new)
            self.shorthand.watch(new)
            new.add_menu_part(self._add_to_menu)
            new.passages.text_block_requested.connect(self.insert_text_block)

    def _current(self) -> BodyEditor | None:
        """The text that has or had the focus last; else the first of the letter."""
        if self._editor is None or not isValid(self._editor):
            found = self._window.findChildren(BodyEditor)
            self._editor = next((each for each in found if not each.actions_of_text.inline_only), None)
        return self._editor

    def _add_to_menu(self, menu: QMenu, _position: int) -> None:
        editor = self._current()
        if editor is not None and editor.textCursor().hasSelection():
            menu.addAction(_("Save as text &block…")).triggered.connect(self.save_text_block)

    # -- putting in

    def _show_list(self, typed: str) -> None:
        editor = self._current()
        if editor is None or editor.isReadOnly():
            return
        self.shorthand.close()
        dialog = TextBlockDialog(self.offered, self._unreadable, self._preview, typed, self._window)
        dialog.chosen.connect(self._begin_chosen)
        dialog.edit_requested.connect(self._edit)
        dialog.removal_requested.connect(self._remove)
        dialog.undo_requested.connect(self._put_back)
        dialog.finished.connect(self._forget_list)
        self._list = dialog
        dialog.open()

    def _forget_list(self) -> None:
        self._list = None
        self._return()

    def _return(self) -> None:
        """Back to the text, once the dialog has given the focus away."""
        QTimer.singleShot(0, self, self._focus_text)

    def _focus_text(self) -> None:
        editor = self._current()
        if editor is not None and QApplication.activeModalWidget() is None:
            self._window.activateWindow()
            editor.setFocus()

    def _preview(self, offered: OfferedBlock) -> Body:
        return self._text_of(offered.block, starting_answers(offered.block, self._services.today()))

    def _text_of(self, block: TextBlock, answers: Mapping[str, str]) -> Body:
        session = self._session
        letter = session.fill_now().letter
        return text_of_block(block, letter, session.document_type, answers, self._services.today())

    def _begin_chosen(self, offered: OfferedBlock) -> None:
        self._begin(offered, 0)

    def _begin(self, offered: OfferedBlock, replacing: int) -> None:
        self._replacing = replacing
        block = offered.block
        if not block.questions:
            self._insert(block, {})
            return
        session = self._session
        dialog = TextBlockQuestions(block, session.document_type, self._services.today(), self._window)
        dialog.answered.connect(self._insert)
        dialog.finished.connect(self._return)
        dialog.open()

    def _insert(self, block: TextBlock, answers: Mapping[str, str]) -> None:
        editor = self._current()
        if editor is None or editor.isReadOnly():
            return
        self._session.pause()
        editor.setFocus()
        editor.passages.insert(self._text_of(block, answers), replacing=self._replacing)
        self._session.pause()

    # -- one's own

    def _show_own(self, body: Body, changed: OfferedBlock | None, parent: QWidget) -> None:
        dialog = OwnBlockDialog(body, changed, parent)
        dialog.given.connect(self._keep)
        if parent is self._window:
            dialog.finished.connect(self._return)
        dialog.open()

    def _edit(self, offered: OfferedBlock) -> None:
        from briefmaker.content.markdown import body_from_markdown

        body = body_from_markdown(offered.block.markdown)
        self._show_own(body, offered, self._list or self._window)

    def _keep(self, name: str, keywords: tuple[str, ...], body: Body, changed: OfferedBlock | None) -> None:
        path: Path | None = changed.path if changed is not None else None
        before = changed.block if changed is not None else None
        block = block_from_body(name, keywords, body, before=before)
        try:
            if path is None:
                self._own.add(block)
            else:
                self._own.change(path, block)
        except NotSaved as error:
            self._services.dialogs.tell(self._window, str(error))
            return
        self.said.emit(_("Text block “{name}” is saved.").format(name=block.name))
        if self._list is not None:
            self._list.refresh()

    def _remove(self, offered: OfferedBlock) -> None:
        if offered.path is None or self._list is None:
            return
        try:
            self._own.remove(offered.path)
        except NotSaved as error:
            self._services.dialogs.tell(self._window, str(error))
            return
        self._removed = offered.block
        self._list.refresh()
        self._list.say_removed(offered.block.name)

    def _put_back(self) -> None:
        if self._removed is None or self._list is None:
            return
        try:
            self._own.add(self._removed)
        except NotSaved as error:
            self._services.dialogs.tell(self._window, str(error))
            return
        self._removed = None
        self._list.refresh()
        self._list.say_removed("")
