"""Where the text of a footnote is typed: a small panel below its sign, over the text.

It changes nothing by itself: every keystroke is an edit of the text round it, so that undo is one and
the same. Enter and Esc go back to the text.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QPalette, QTextCursor
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from briefmaker.i18n import _
from briefmaker.letter.body import Body, Footnote, Paragraph, plain_text
from briefmaker.qt.editor.inlining import note_inlines, note_place, set_note
from briefmaker.qt.editor.runs import cut, length, plain
from briefmaker.qt.editor.structure import Place, Span, text_of_line
from briefmaker.qt.editor.sync import Sync
from briefmaker.qt.icons import icon
from briefmaker.qt.tones import em

__all__ = ["NotePanel", "notes_of"]

_STAYS = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
_WIDEST_EM = 30


def notes_of(sync: Sync, number: int) -> list[tuple[int, str]]:
    """The footnotes of a line: the position of each sign in the document, and what it says."""
    notes, at = [], 0
    for run in text_of_line(sync.lines[number]):
        if isinstance(run, Footnote):
            notes.append((sync.position_of(Place(number, at)), plain(run.note)))
        at += length((run,))
    return notes


class NotePanel(QFrame):
    """The panel of one text; `text` is the widget in which the note is typed, made by `make_text`."""

    def __init__(self, view: QTextEdit, sync: Sync, make_text: Callable[[QWidget], QTextEdit]) -> None:
        super().__init__(view.viewport())
        self._view = view
        self._sync = sync
        self._line = ""
        self._ordinal = 0
        self._closing = False
        self.setObjectName("note_panel")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setAccessibleName(_("Footnote"))
        self._title = QLabel(self)
        self._hint = QLabel(_("Enter or Esc: back to the text"), self)
        self._hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._remove = QToolButton(self)
        self._remove.setIcon(icon("trash", self.palette()))
        self._remove.setAutoRaise(True)
        self._remove.setToolTip(_("Remove the footnote"))
        self._remove.setAccessibleName(_("Remove the footnote"))
        self._remove.clicked.connect(self._take_away)
        self.text = make_text(self)
        self.text.setAccessibleName(_("Text of the footnote"))
        self.text.setPlaceholderText(_("Type the footnote here"))
        self.text.setFixedHeight(em(self, 5.2))
        self.text.installEventFilter(self)
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._hint)
        head.addWidget(self._remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(em(self, 0.7), em(self, 0.3), em(self, 0.5), em(self, 0.6))
        column.setSpacing(em(self, 0.2))
        column.addLayout(head)
        column.addWidget(self.text)
        self.text.body_changed.connect(self._take)  # type: ignore[attr-defined]
        self.text.undo_requested.connect(view.undo_requested)  # type: ignore[attr-defined]
        self.text.redo_requested.connect(view.redo_requested)  # type: ignore[attr-defined]
        self.text.refused.connect(view.refused)  # type: ignore[attr-defined]
        view.state_changed.connect(self._follow)  # type: ignore[attr-defined]
        self.hide()

    @property
    def is_open(self) -> bool:
        """Whether a note is being looked at."""
        return not self.isHidden()

    def open_at(self, position: int) -> bool:
        """Show the note whose sign stands at a position in the document; False when there is none."""
        place = self._sync.place_at(position)
        line = self._sync.lines[place.line]
        before = cut(text_of_line(line), 0, place.offset)
        self._line, self._ordinal = line.id, sum(isinstance(run, Footnote) for run in before)
        if self._place() != place:
            return False
        note = self._note()
        if note is None:
            return False
        self._title.setText(_("Footnote {number}").format(number=self._sync.note_number(position)))
        self._show_note(note)
        self.text.setReadOnly(self._view.isReadOnly())
        self.text.corrects = self._view.corrects  # type: ignore[attr-defined]
        self.text.curls = self._view.curls  # type: ignore[attr-defined]
        self._remove.setVisible(not self._view.isReadOnly())
        self._lay(position)
        self.show()
        self.raise_()
        self.text.moveCursor(QTextCursor.MoveOperation.End)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def leave(self, *, back: bool = True) -> None:
        """Close; a note that says nothing goes. back: the cursor goes behind the sign."""
        if not self.is_open or self._closing:
            return
        self._closing = True
        place, note = self._place(), self._note()
        self.hide()
        says = note is None or plain_text(note.note).strip()
        if place is not None and not says and not self._view.isReadOnly():
            self._sync.apply(set_note(self._sync.lines, place, None))
        elif place is not None and back:
            behind = Place(place.line, place.offset + 1)
            self._sync.select(Span(behind, behind))
        self._closing = False
        if back:
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            ends = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if event.key() == Qt.Key.Key_Escape or (ends and not event.modifiers() & ~_KEYPAD):
                self.leave()
                return True
        elif event.type() == QEvent.Type.FocusOut and event.reason() not in _STAYS:  # type: ignore[attr-defined]
            focus: QWidget | None = QApplication.focusWidget()
            if focus is None or not self.isAncestorOf(focus):
                self.leave(back=False)
        return False

    # -- inside ------------------------------------------------------------------------------

    def _place(self) -> Place | None:
        number = self._sync.store.line_with_id(self._line)
        return None if number is None else note_place(self._sync.lines, number, self._ordinal)

    def _note(self) -> Footnote | None:
        number = self._sync.store.line_with_id(self._line)
        if number is None:
            return None
        block = self._sync.lines[number].block
        runs = getattr(block, "inlines", ())
        notes = [run for run in runs if isinstance(run, Footnote)]
        return notes[self._ordinal] if self._ordinal < len(notes) else None

    def _show_note(self, note: Footnote) -> None:
        body = Body(blocks=(Paragraph(id="n", inlines=note.note),)) if note.note else Body()
        self.text.set_body(body)  # type: ignore[attr-defined]

    def _shown(self) -> Footnote:
        body: Body = self.text.body()  # type: ignore[attr-defined]
        return Footnote(note=note_inlines(leaf.inlines for leaf in body.leaves()))

    def _take(self, _body: object, key: object) -> None:
        place = self._place()
        if place is not None and not self._closing:
            self._sync.apply(set_note(self._sync.lines, place, self._shown()), f"note:{self._line}:{key}")

    def _take_away(self) -> None:
        place = self._place()
        self.hide()
        if place is not None:
            self._sync.apply(set_note(self._sync.lines, place, None))
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self) -> None:
        """The text changed in another way, by undo perhaps: show the note as it is now."""
        if not self.is_open or self._closing:
            return
        note = self._note()
        if note is None:
            self.hide()
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        elif note != self._shown():
            self._show_note(note)

    def _lay(self, position: int) -> None:
        cursor = self._view.textCursor()
        cursor.setPosition(position)
        self._view.setTextCursor(cursor)
        self._view.ensureCursorVisible()
        sign, room = self._view.cursorRect(cursor), self._view.viewport().rect()
        gap = em(self, 0.4)
        self.resize(min(em(self, _WIDEST_EM), room.width() - 2 * gap), self.sizeHint().height())
        left = min(max(sign.left() - em(self, 2), gap), max(room.width() - self.width() - gap, gap))
        below = sign.bottom() + gap
        top = below if below + self.height() <= room.height() else sign.top() - self.height() - gap
        self.move(left, max(top, 0))


_KEYPAD = Qt.KeyboardModifier.KeypadModifier
