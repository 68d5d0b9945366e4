"""The text editor that others use: a `Body` in, a `Body` out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, Qt, QUrl, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QDropEvent,
    QFont,
    QInputMethodEvent,
    QKeyEvent,
    QPaintEvent,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from briefmaker.content.excerpt import words_in
from briefmaker.content.foreign.dropped import Dropped
from briefmaker.forms.searching import Match
from briefmaker.i18n import _
from briefmaker.letter.body import Body
from briefmaker.letter.characters import illegal_characters
from briefmaker.places import resources_folder
from briefmaker.qt.editor import structure
from briefmaker.qt.editor.actions import EditorActions
from briefmaker.qt.editor.context_menu import MenuPart, context_menu, menu_point, place_asked
from briefmaker.qt.editor.copying import mime_of
from briefmaker.qt.editor.exchange import Exchange, dropped_files, left_out
from briefmaker.qt.editor.fixed_spaces import FixedSpaces
from briefmaker.qt.editor.found import found_marks
from briefmaker.qt.editor.handle import BlockHandle
from briefmaker.qt.editor.keys import Keys
from briefmaker.qt.editor.lines import is_text
from briefmaker.qt.editor.link_pointer import LinkPointer
from briefmaker.qt.editor.looks import NOTE_OBJECT, PICTURE_OBJECT, Looks, letter_family
from briefmaker.qt.editor.moves import Moves
from briefmaker.qt.editor.note_panel import notes_of
from briefmaker.qt.editor.objects import NoteSign, PictureSign
from briefmaker.qt.editor.painting import Overlay, Painting
from briefmaker.qt.editor.passages import Passages
from briefmaker.qt.editor.pasting import can_paste, pasted_blocks, pasted_text
from briefmaker.qt.editor.sync import Sync
from briefmaker.qt.editor.text_action import own_action

__all__ = ["BodyEditor"]

_BASE_POINTS = 11.0


class BodyEditor(QTextEdit):
    """Shows a body and says what it becomes.

    The window keeps the history: `body_changed(body, merge_key)` comes after every edit, successive
    edits with the same key are one step for the user, and `set_body` shows an earlier or later body
    without losing the place. Never asks, never fetches anything from anywhere.
    """

    body_changed = Signal(object, object)
    """The body, and a str: edits in a row with an equal key belong to one step of the history."""
    place_changed = Signal(object)
    """Id of the block where the cursor is now; "" while the text is empty."""
    refused = Signal(object)
    """A sentence for the user about what could not be put in."""
    files_dropped = Signal(object)
    """Paths of files that were dropped on the text; the cursor stands where they fell."""
    noticed = Signal(object)
    """A sentence for the user about what was left out of what was put in."""
    undo_requested = Signal()
    redo_requested = Signal()
    words_selected = Signal(object)
    """How many words are selected now; 0 for none."""
    zoom_wanted = Signal(object)
    """Larger (1) or smaller (-1), by Ctrl and the wheel."""
    state_changed = Signal()
    """What holds at the cursor (kind, marks, list) may have changed: look at `actions_of_text`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zoom = 1.0
        self._place_id: str | None = None
        self._in_key = False
        self._typed = False
        self.takes_files = False
        """Whether somebody reads the files that are dropped here."""
        self._menu_parts: list[MenuPart] = []
        self.corrects = True
        """Whether quotes, dashes, lists and addresses are put right as they are typed."""
        self.curls = True
        """Whether quotes become curly then, as most houses have them."""
        self.setUndoRedoEnabled(False)
        self.setAcceptRichText(True)
        self.setTabChangesFocus(False)
        self.setAutoFormatting(QTextEdit.AutoFormattingFlag.AutoNone)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setPlaceholderText(_("Type the text here"))
        self.setAccessibleName(_("Text of the letter"))
        self.setAccessibleDescription(
            _("Headings with Ctrl+Alt+1 to 3, bullets with a dash and a space. Ctrl+Tab leaves the text.")
        )
        self._sync = Sync(self, self._made_looks())
        self._painting = Painting(self, self._sync)
        self._painting.overlays.append(FixedSpaces(self._looks_now).draw)
        note_sign = NoteSign(self._sync.note_number, self.palette, self)
        picture_sign = PictureSign(self._sync.pages.card_at, self._looks_now, self)
        self.document().documentLayout().registerHandler(NOTE_OBJECT, note_sign)
        self.document().documentLayout().registerHandler(PICTURE_OBJECT, picture_sign)
        self._keys = Keys(self, self._sync)
        self.actions_of_text = EditorActions(self, self._sync, BodyEditor.of_note)
        self.add_menu_part(self.actions_of_text.inserting.add_to_menu)
        self.add_menu_part(self.actions_of_text.lists.add_to_menu)
        self.add_menu_part(self.actions_of_text.tables.add_to_menu)
        self.actions_of_text.tables.refused.connect(self.refused)
        self.moves = Moves(self, self._sync)
        BlockHandle(self, self._sync, self.moves)
        LinkPointer(self, self._sync)
        self._sync.changed.connect(self._tell)
        self._keys.undo_requested.connect(self.undo_requested)
        self._keys.redo_requested.connect(self.redo_requested)
        self._keys.refused.connect(self.refused)
        self._exchange = Exchange(self, self._sync, self._keys)
        self._exchange.refused.connect(self.refused)
        self._exchange.noticed.connect(self.noticed)
        self._exchange.files_dropped.connect(self.files_dropped)
        self.passages = Passages(self, self._sync, self._exchange)
        self.actions_of_text.text_block.triggered.connect(self.passages.ask_text_block)
        self.actions_of_text.undo.triggered.connect(self.undo_requested)
        self.actions_of_text.redo.triggered.connect(self.redo_requested)
        self.cursorPositionChanged.connect(self._follow_cursor)
        self.currentCharFormatChanged.connect(self._follow_state)
        self.selectionChanged.connect(self._follow_state)
        self.selectionChanged.connect(self._count_selection)
        self.actions_of_text.follow()

    @classmethod
    def of_note(cls, parent: QWidget) -> BodyEditor:
        """An editor for the text of a footnote: no blocks, only what stands within a paragraph."""
        made = cls(parent)
        made.actions_of_text.limit_to_inline()
        made._keys.begins_lists = False
        return made

    # -- the text ----------------------------------------------------------------------------

    def body(self) -> Body:
        """The text as it is now; every block and item has an id."""
        return self._sync.store.body()

    def set_body(self, body: Body) -> None:
        """Show this body. Only what differs is replaced; cursor and scroll position stay. Says nothing
        by `body_changed`."""
        self._sync.set_body(body)
        self._follow_cursor()
        self.viewport().update()

    def show_place(self, block_id: str, offset: int = 0) -> bool:
        """Put the cursor in the block, item or list with this id, `offset` characters in, and give the
        text the focus. False when there is no such block."""
        number = self._sync.store.line_with_id(block_id)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if number is None:
            return False
        place = structure.Place(number, offset)
        self._sync.select(structure.Span(place, place))
        self.ensureCursorVisible()
        return True

    def select_text(self, block_id: str, start: int, end: int) -> None:
        """Select characters of the block with this id and bring them into sight; the focus stays where
        it is."""
        number = self._sync.store.line_with_id(block_id)
        if number is not None:
            self._sync.select(structure.Span(structure.Place(number, start), structure.Place(number, end)))
            self.ensureCursorVisible()

    def mark_found(self, found: Sequence[Match], here: Match | None) -> None:
        """Mark what was found in the text, and the one that is shown."""
        self.setExtraSelections(found_marks(self, self._sync, found, here))

    def current_block_id(self) -> str:
        """Id of the block where the cursor is."""
        return self._sync.lines[min(self._sync.place().line, len(self._sync.lines) - 1)].id

    def insert_text(self, text: str) -> None:
        """Put plain text in at the cursor, read as if it were pasted."""
        self._exchange.insert(pasted_text(text))

    def insert_body(self, body: Body, dropped: Sequence[Dropped] = ()) -> None:
        """Put a text in at the cursor, as if it were pasted, and say what was left out of it."""
        self._exchange.insert(pasted_blocks(body.blocks, dropped))

    def is_text_at(self, number: int) -> bool:
        """Whether the paragraph of this number is text that can be typed in, not a card."""
        return number < len(self._sync.lines) and is_text(self._sync.lines[number].block)

    def notes_at(self, number: int) -> list[tuple[int, str]]:
        """The footnotes of the paragraph of this number: the position of each sign, and what it says."""
        return notes_of(self._sync, number)

    def open_note(self, position: int) -> BodyEditor | None:
        """Open the footnote whose sign stands at a position; gives the editor of its text."""
        panel = self.actions_of_text.inserting.panel
        return panel.text if panel.open_at(position) and isinstance(panel.text, BodyEditor) else None

    def replace_text(self, cursor: QTextCursor, text: str) -> None:
        """Put text in the place of what a cursor selects within one paragraph, as a step of its own. It takes
        the looks of the first character that it replaces."""
        first = QTextCursor(self.document())
        first.setPosition(cursor.selectionStart() + 1)
        self._sync.end_run()
        cursor.insertText(text, first.charFormat())
        self._sync.end_run()

    def zoom(self) -> float:
        """How large the text is shown; 1.0 is as on paper."""
        return self._zoom

    def set_zoom(self, zoom: float) -> None:
        """Show the text larger or smaller, from 0.5 to 4."""
        zoom = min(max(zoom, 0.5), 4.0)
        if zoom != self._zoom:
            self._zoom = zoom
            self._sync.restyle(self._made_looks())

    # -- keys and input ----------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = own_action(self, event)
        if action is not None:
            action.trigger()
            event.accept()
            return
        self._in_key, self._typed = True, False
        try:
            if self._keys.press(event):
                event.accept()
                return
            super().keyPressEvent(event)
            if self._typed and event.text():
                self._after_typing(event.text())
        finally:
            self._in_key = False

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        commit = event.commitString()
        if commit and not self.isReadOnly():
            bad = illegal_characters(commit)
            if bad:
                self.refused.emit(left_out(bad))
                commit = commit.translate({ord(sign): None for sign in bad})
                event.setCommitString(commit, event.replacementStart(), event.replacementLength())
            if not self._keys.make_room():
                event.accept()
                return
        self._in_key, self._typed = True, False
        try:
            super().inputMethodEvent(event)
            if self._typed and commit:
                self._after_typing(commit[-1])
        finally:
            self._in_key = False

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            held = event.modifiers()
            if event.key() == Qt.Key.Key_E and held == Qt.KeyboardModifier.ControlModifier:
                # "End of line" to Qt on Linux; here it is the window's, to export.
                event.ignore()
                return False
            both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
            # AltGr types signs such as "²" on many keyboards: that goes before a shortcut.
            if held & both == both and event.text() and ord(event.text()[0]) > 0x9F:
                event.accept()
                return True
            redo = event.key() == Qt.Key.Key_Y and held == Qt.KeyboardModifier.ControlModifier
            if redo or own_action(self, event) is not None:  # in a text its own keys go before the window's
                event.accept()
                return True
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.angleDelta().y():
            self.zoom_wanted.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    # -- clipboard and drag ------------------------------------------------------------------

    def createMimeDataFromSelection(self) -> QMimeData:
        return mime_of(self._exchange.selected_lines())

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return can_paste(source) or (self.takes_files and bool(dropped_files(source)))

    def insertFromMimeData(self, source: QMimeData) -> None:
        self._exchange.paste(source)

    @Slot()
    def pasteAsText(self) -> None:
        """Paste only the text of what is on the clipboard."""
        self._exchange.paste_as_text()

    def cut(self) -> None:
        """Take what is selected to the clipboard."""
        self.copy()
        self._keys.remove_selection()

    def dropEvent(self, event: QDropEvent) -> None:
        self._exchange.drop(event)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        return None

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = context_menu(self, place_asked(self, event), self._menu_parts, self.pasteAsText)
        menu.popup(menu_point(self, event))

    def offer_numerals(self, kinds: frozenset[str]) -> None:
        """Let lists count with these kinds of numerals only; they are what the house style has."""
        self._keys.numerals = self.actions_of_text.lists.offered = kinds
        self.actions_of_text.follow()

    def add_menu_part(self, part: MenuPart, *, first: bool = False) -> None:
        """Let `part` add entries at the top of every context menu, after the parts that are there, or before
        them."""
        self._menu_parts.insert(0 if first else len(self._menu_parts), part)

    def add_overlay(self, overlay: Overlay) -> None:
        """Let `overlay` draw over the text whenever that is painted."""
        self._painting.overlays.append(overlay)

    # -- looks -------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        recoloured = event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange)
        # Qt calls this before we are made, too.
        if recoloured and hasattr(self, "_sync") and self.palette() != self._sync.pages.looks.palette:
            self._sync.restyle(self._made_looks())
            self.actions_of_text.update_icons(self.palette())

    def setReadOnly(self, read_only: bool) -> None:
        super().setReadOnly(read_only)
        self._follow_state()

    def paintEvent(self, event: QPaintEvent) -> None:
        self._painting.paint_behind()
        super().paintEvent(event)
        self._painting.paint_over()

    def _made_looks(self) -> Looks:
        font = QFont(letter_family(resources_folder() / "fonts"))
        font.setPointSizeF(_BASE_POINTS * self._zoom)
        self.setFont(font)
        self.document().setDefaultFont(font)
        looks = Looks(font, self.palette())
        self.document().setDocumentMargin(looks.em * 1.1)
        return looks

    def _looks_now(self) -> Looks:
        return self._sync.pages.looks

    def _after_typing(self, typed: str) -> None:
        if self.corrects:
            self._keys.after_typing(typed, curls=self.curls)
        if typed == " ":
            self._sync.end_long_run()

    # -- inside ------------------------------------------------------------------------------

    def _tell(self, body: object, merge_key: object) -> None:
        self._typed = True
        self.viewport().update()
        self.body_changed.emit(body, merge_key)
        self._follow_cursor()

    def _follow_cursor(self) -> None:
        if not (self._in_key and (self._typed or self._sync.is_reading)):
            self._sync.end_run()
        here = self.current_block_id()
        if here != self._place_id:
            self._place_id = here
            self.place_changed.emit(here)
        # What is being read is told in a moment: once a keystroke is enough for a hundred actions.
        if not self._sync.is_reading:
            self._follow_state()

    def _count_selection(self) -> None:
        self.words_selected.emit(words_in(self.textCursor().selectedText()))

    def _follow_state(self) -> None:
        if hasattr(self, "actions_of_text"):
            self.actions_of_text.follow()
            self.state_changed.emit()
