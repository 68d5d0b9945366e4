"""What the keys do in the text: as in Word where a letter allows it.

Enter splits, leaves a list from an empty item and turns a heading's next line into a paragraph;
Shift+Enter breaks the line; Backspace at the start of an item takes its bullet away; Tab in a
table goes to the next cell, in a list it nests an item, elsewhere it goes to the next field; "- ", "* "
and "1. " begin a list, and Backspace right after brings the signs back. Shift+Tab outside lists and
tables, and Ctrl+Tab everywhere, leave the text: no trap.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from briefmaker.i18n import _
from briefmaker.letter.body import Heading, Image, Paragraph
from briefmaker.qt.editor import inlining, listing, structure, table_edits
from briefmaker.qt.editor.autoformat import link_before, replacement
from briefmaker.qt.editor.cards import card_name
from briefmaker.qt.editor.lines import Line, is_text
from briefmaker.qt.editor.looks import LINK, NOTE, ORIGINAL, marks_of
from briefmaker.qt.editor.markers import number_of
from briefmaker.qt.editor.runs import cut, length, plain
from briefmaker.qt.editor.spans import cell_of
from briefmaker.qt.editor.structure import Edit, Place, Span
from briefmaker.qt.editor.sync import Sync

__all__ = ["Keys"]

_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier
_BULLET = re.compile(r"[-*\u2022]")
_NUMBER = re.compile(r"(\d{1,2}|[a-z]|[ivx]{2,3})[.)]")
_LOOKED_AT = 300
"""Characters before the cursor in which something may be put right: more than any address has."""


class Keys(QObject):
    """Turns key presses into edits of one text edit."""

    undo_requested = Signal()
    redo_requested = Signal()
    refused = Signal(object)

    def __init__(self, view: QTextEdit, sync: Sync) -> None:
        super().__init__(view)
        self._view = view
        self._sync = sync
        self.begins_lists = True
        self.numerals: frozenset[str] = frozenset(("decimal", "letter", "roman"))
        """With what lists can count that signs begin."""
        self._made_list: tuple[str, str] | None = None
        """Right after signs became a list: the id of the line, and the signs."""

    def press(self, event: QKeyEvent) -> bool:
        """Whether the key was dealt with here; if not, it is for Qt."""
        made_list, self._made_list = self._made_list, None
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo_requested.emit()
            return True
        if event.matches(QKeySequence.StandardKey.Redo) or _is(event, Qt.Key.Key_Y, _CONTROL):
            self.redo_requested.emit()
            return True
        if self._view.isReadOnly():
            return False
        if event.matches(QKeySequence.StandardKey.Cut):
            self._view.cut()
            return True
        return self._press_to_delete(event, made_list) or self._press_to_edit(event)

    def _press_to_delete(self, event: QKeyEvent, made_list: tuple[str, str] | None) -> bool:
        key, modifiers = event.key(), event.modifiers()
        if event.matches(QKeySequence.StandardKey.DeleteCompleteLine):
            return True
        if event.matches(QKeySequence.StandardKey.DeleteEndOfLine):
            return self._delete()
        if key == Qt.Key.Key_Backspace and not modifiers & _ALT:
            return self._backspace(made_list) or (bool(modifiers & _CONTROL) and self._delete_word(-1))
        if key == Qt.Key.Key_Delete and not modifiers & (_SHIFT | _ALT):
            return self._delete() or (bool(modifiers & _CONTROL) and self._delete_word(1))
        return False

    def _press_to_edit(self, event: QKeyEvent) -> bool:
        key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self._enter(modifiers)
        if key == Qt.Key.Key_Tab and modifiers == Qt.KeyboardModifier.NoModifier:
            return self._tab()
        if key == Qt.Key.Key_Backtab or (key == Qt.Key.Key_Tab and modifiers == _SHIFT):
            return self._back_tab()
        if key == Qt.Key.Key_Tab:  # Ctrl+Tab, on systems where the window doesn't take it
            self._leave(forward=True)
            return True
        return _types(event) and not self.make_room()

    def make_room(self) -> bool:
        """Before text comes in: take away a selection over several lines, stay out of cards and of the
        end of links. Returns whether text may come in."""
        span = self._sync.span()
        lines = self._sync.lines
        if span.start.line != span.end.line:
            self.remove_selection()
        elif not is_text(lines[span.start.line].block):
            if span.start == span.end or not self._covers_card(span):
                self._refuse_in_card(span.start.line)
                return False
            self.remove_selection()
        self._drop_borrowed_marks()
        return True

    def after_typing(self, typed: str, *, curls: bool = True) -> None:
        """Put right what was just typed, and look whether it begins a list; called when it is in the text.
        Each is a step of its own: undone, what was typed is back."""
        place = self._sync.place()
        line = self._sync.lines[place.line]
        if not is_text(line.block):
            return
        before = plain(cut(line.block.inlines, max(place.offset - _LOOKED_AT, 0), place.offset))
        if not before.endswith(typed):
            return
        if self.begins_lists and typed == " " and len(before) <= 5 and self._begin_list(before, place):
            return
        self._correct(before, place, curls)

    def _begin_list(self, signs: str, place: Place) -> bool:
        lines = self._sync.lines
        line = lines[place.line]
        if not isinstance(line.block, Paragraph) or structure.item_step(line) is not None:
            return False
        begun = _begun(signs[:-1], lines, place.line)
        if begun is None:
            return False
        kind, numerals, start = begun
        if numerals not in self.numerals:
            return False
        rest = line.block.model_copy(update={"inlines": cut(line.block.inlines, place.offset)})
        changed = [*lines[: place.line], line._replace(block=rest), *lines[place.line + 1 :]]
        edit = listing.start_list(changed, place.line, kind, start, self._sync.store.fresh_id, numerals)
        if self._sync.apply(edit):
            self._made_list = self._sync.lines[place.line].id, signs
        return True

    def _correct(self, before: str, place: Place, curls: bool) -> None:
        lines, begins = self._sync.lines, place.offset - len(before)
        new = replacement(before, curls=curls)
        if new is not None:
            typed = Span(Place(place.line, place.offset - new.taken), place)
            # What stands there may have been put right before: undone, all of it is as it was typed.
            if before[-new.taken :] != new.typed:
                self._sync.apply(inlining.replace_text(lines, typed, new.typed))
                typed = Span(typed.start, Place(place.line, typed.start.offset + len(new.typed)))
            self._sync.apply(inlining.replace_text(self._sync.lines, typed, new.text))
            return
        link = link_before(before)
        if link is not None:
            span = Span(Place(place.line, begins + link.start), Place(place.line, begins + link.end))
            if inlining.link_at(lines[place.line], span.end.offset) is None:
                edit = inlining.set_link(lines, span, "", link.address)
                self._sync.apply(edit and edit._replace(selection=Span(place, place)))

    def remove_selection(self, *, merge_key: str = "") -> bool:
        """Take away what is selected; whole cards where they are selected in part."""
        span = self._sync.span()
        if span.start == span.end:
            return False
        edit = structure.remove(self._sync.lines, span, self._sync.store.fresh_id)
        return self._sync.apply(edit, merge_key)

    # -- keys --------------------------------------------------------------------------------

    def _enter(self, modifiers: Qt.KeyboardModifier) -> bool:
        if modifiers not in (Qt.KeyboardModifier.NoModifier, _SHIFT):
            return True
        span = self._sync.span()
        if span.start.line != span.end.line or (
            span.start != span.end and is_text(self._sync.lines[span.start.line].block)
        ):
            self.remove_selection()
        place = self._sync.place()
        lines, fresh = self._sync.lines, self._sync.store.fresh_id
        line = lines[place.line]
        block = line.block
        if modifiers == _SHIFT and is_text(block):
            self._sync.apply(structure.break_line(lines, place))
        elif (
            isinstance(block, Paragraph)
            and structure.inner_path(lines[place.line])
            and not length(block.inlines)
        ):
            self._sync.apply(listing.lift(lines, place.line))
        else:
            self._sync.apply(structure.split(lines, place, fresh))
        self._view.ensureCursorVisible()
        return True

    def _backspace(self, made_list: tuple[str, str] | None) -> bool:
        span = self._sync.span()
        if span.start != span.end:
            return self._erase(span)
        place, lines, fresh = span.start, self._sync.lines, self._sync.store.fresh_id
        line = lines[place.line]
        if not is_text(line.block):
            self._select_line(place.line)
            return True
        if place.offset:
            return False
        if made_list is not None and made_list[0] == line.id:
            self._sync.apply(listing.as_signs(lines, place.line, made_list[1]))
            return True
        if line.path and structure.leads_item(lines, place.line):
            self._sync.apply(listing.lift(lines, place.line))
            return True
        if place.line == 0 or cell_of(lines[place.line - 1]) != cell_of(line):
            if isinstance(line.block, Heading):
                self._sync.apply(listing.lift(lines, place.line))
            elif place.line and cell_of(line) is None:
                self._sync.apply(table_edits.enter_table(lines, place.line, -1))
            return True
        if not is_text(lines[place.line - 1].block):
            self._meet_card(place.line, place.line - 1)
            return True
        self._sync.apply(structure.join(lines, place.line - 1, fresh))
        return True

    def _delete(self) -> bool:
        span = self._sync.span()
        if span.start != span.end:
            return self._erase(span)
        place, lines = span.start, self._sync.lines
        block = lines[place.line].block
        if not is_text(block):
            self._select_line(place.line)
            return True
        if place.offset < length(block.inlines):
            return False
        if place.line + 1 == len(lines):
            return True
        if cell_of(lines[place.line + 1]) != cell_of(lines[place.line]):
            if cell_of(lines[place.line]) is None:
                self._sync.apply(table_edits.enter_table(lines, place.line, 1))
            return True
        if not is_text(lines[place.line + 1].block):
            self._meet_card(place.line, place.line + 1)
            return True
        self._sync.apply(structure.join(lines, place.line, self._sync.store.fresh_id))
        return True

    def _erase(self, span: Span) -> bool:
        if span.start.line == span.end.line and is_text(self._sync.lines[span.start.line].block):
            return False
        if span.start.line == span.end.line and not self._covers_card(span):
            self._select_line(span.start.line)
            return True
        self.remove_selection()
        return True

    def _leave(self, *, forward: bool) -> None:
        """To the next or previous field: Qt goes there only while Tab is not a character."""
        self._view.setTabChangesFocus(True)
        self._view.focusNextPrevChild(forward)
        self._view.setTabChangesFocus(False)

    def _delete_word(self, direction: int) -> bool:
        """To the end, or start, of the word; never out of the paragraph, as Qt's own would."""
        cursor = self._view.textCursor()
        if cursor.hasSelection():
            return False
        block = cursor.block()
        move = QTextCursor.MoveOperation.NextWord if direction > 0 else QTextCursor.MoveOperation.PreviousWord
        cursor.movePosition(move, QTextCursor.MoveMode.KeepAnchor)
        last = block.position() + block.length() - 1
        within = min(max(cursor.position(), block.position()), last)
        cursor.setPosition(within, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        return True

    def _meet_card(self, at: int, card: int) -> None:
        """Deleting towards a card selects it; an empty paragraph beside it goes first."""
        lines = list(self._sync.lines)
        block = lines[at].block
        if isinstance(block, Paragraph) and not length(block.inlines) and len(lines) > 1:
            del lines[at]
            card -= card > at
            self._sync.apply(Edit(lines, Span(Place(card, 0), Place(card, 0))))
        self._select_line(card)

    def _tab(self) -> bool:
        span = self._sync.span()
        if cell_of(self._sync.lines[span.end.line]) is not None:
            return self._go_to_cell(table_edits.next_cell(self._sync.lines, span.end.line))
        if structure.item_step(self._sync.lines[span.start.line]) is None:
            self._leave(forward=True)
            return True
        self._sync.apply(listing.nest(self._sync.lines, span, self._sync.store.fresh_id))
        return True

    def _back_tab(self) -> bool:
        span = self._sync.span()
        if cell_of(self._sync.lines[span.start.line]) is not None:
            return self._go_to_cell(table_edits.previous_cell(self._sync.lines, span.start.line))
        if sum(isinstance(s, structure.ListStep) for s in self._sync.lines[span.start.line].path) < 2:
            self._leave(forward=False)
            return True
        self._sync.apply(listing.unnest(self._sync.lines, span))
        return True

    def _go_to_cell(self, edit: Edit | None) -> bool:
        self._sync.apply(edit)
        self._view.ensureCursorVisible()
        return True

    # -- inside ------------------------------------------------------------------------------

    def _covers_card(self, span: Span) -> bool:
        block = self._view.document().findBlockByNumber(span.start.line)
        return span.start.offset == 0 and span.end.offset >= len(block.text())

    def _select_line(self, number: int) -> None:
        text = self._view.document().findBlockByNumber(number).text()
        self._sync.select(Span(Place(number, 0), Place(number, len(text))))

    def _refuse_in_card(self, number: int) -> None:
        block = self._sync.lines[number].block
        sentence = _("{what}: you can't type in it here. Press Enter for a new paragraph below it.")
        if isinstance(block, Image):
            sentence = _("{what}: press Enter to describe it, Shift+Enter for a new paragraph below it.")
        self.refused.emit(sentence.format(what=card_name(block)))

    def _drop_borrowed_marks(self) -> None:
        """Text typed beside a link, or beside a sign for another character, doesn't become part of it."""
        cursor = self._view.textCursor()
        format_ = cursor.charFormat()
        if cursor.hasSelection() or not any(format_.property(key) for key in (LINK, ORIGINAL, NOTE)):
            return
        link = str(format_.property(LINK) or "")
        if link and not format_.property(ORIGINAL) and not self._at_end_of_link(link):
            return
        line = self._sync.lines[self._sync.place().line]
        plain_format: QTextCharFormat = self._sync.pages.looks.char_format(line, marks_of(format_).as_typed())
        self._view.setCurrentCharFormat(plain_format)

    def _at_end_of_link(self, link: str) -> bool:
        cursor = self._view.textCursor()
        if cursor.atBlockStart() or cursor.atBlockEnd():
            return True
        cursor.movePosition(cursor.MoveOperation.NextCharacter)
        return str(cursor.charFormat().property(LINK) or "") != link


def _is(event: QKeyEvent, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
    return event.key() == key and event.modifiers() == modifiers


def _begun(signs: str, lines: Sequence[Line], at: int) -> tuple[listing.Kind, listing.Numerals, int] | None:
    """The list that these signs begin. Letters and roman numerals only at their first, or where they go on:
    a line may well begin with "e." """
    if _BULLET.fullmatch(signs):
        return "bullet", "decimal", 1
    found = _NUMBER.fullmatch(signs)
    if found is None:
        return None
    number = found.group(1)
    if number.isdigit():
        return "numbered", "decimal", int(number)
    kinds: tuple[listing.Numerals, ...] = ("letter", "roman")
    for numerals in kinds:
        start = number_of(number, numerals)
        if start is not None and start in (1, listing.next_number(lines, at, numerals)):
            return "numbered", numerals, start
    return None


def _types(event: QKeyEvent) -> bool:
    """Whether Qt will put text in for this key."""
    text = event.text()
    if not text or not (text[0].isprintable() or text[0] == "\t" or ord(text[0]) > 0x9F):
        return False
    held = event.modifiers() & (_CONTROL | _ALT)
    return held in (Qt.KeyboardModifier.NoModifier, _CONTROL | _ALT)
