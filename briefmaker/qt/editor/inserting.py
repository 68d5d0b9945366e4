"""What can be put into a text besides characters: footnotes, links, pictures, page breaks, fixed spaces,
and where an enclosure begins. As actions, by keys, by the mouse on what is there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QTextEdit, QWidget

from briefmaker.i18n import _
from briefmaker.letter.body import Footnote, Image, PageBreak
from briefmaker.qt.editor import inlining
from briefmaker.qt.editor.enclosing import split_off
from briefmaker.qt.editor.link_dialog import LinkDialog
from briefmaker.qt.editor.looks import NOTE
from briefmaker.qt.editor.note_panel import NotePanel
from briefmaker.qt.editor.picture_dialog import PictureDialog
from briefmaker.qt.editor.runs import NOTE_SIGN, cut, plain
from briefmaker.qt.editor.spans import cell_of
from briefmaker.qt.editor.structure import Place, Span, text_of_line
from briefmaker.qt.editor.sync import Sync
from briefmaker.qt.editor.text_action import allow, text_action

__all__ = ["Inserting"]

_CONTROL = Qt.KeyboardModifier.ControlModifier
_KEYPAD = Qt.KeyboardModifier.KeypadModifier


class Inserting(QObject):
    """picture_wanted(): a file is to be chosen, and given to `insert_picture`. link_opened(address): the
    user wants to go there. enclosure_wanted(body, enclosure): what stays, and what is to be an
    enclosure."""

    picture_wanted = Signal()
    link_opened = Signal(object)
    enclosure_wanted = Signal(object, object)

    def __init__(self, view: QTextEdit, sync: Sync, make_text: Callable[[QWidget], QTextEdit]) -> None:
        super().__init__(view)
        self._view = view
        self._sync = sync
        self._make_text = make_text
        self._panel: NotePanel | None = None
        self._span = sync.span()
        self.inline_only = False
        """Whether this is the text of a footnote, in which only links and fixed spaces stand."""
        self.offers_enclosure = False
        """Whether the letter can have enclosures, and this text end where one begins."""
        self.footnote = text_action(view, self, "footnote", _("&Footnote"), "Ctrl+Alt+F")
        self.link = text_action(view, self, "link", _("&Link…"), "Ctrl+K")
        self.picture = text_action(view, self, "picture", _("&Picture…"))
        self.page_break = text_action(view, self, "", _("Page &break"), "Ctrl+Enter", "Ctrl+Return")
        self.enclosure = text_action(
            view, self, "", _("New &enclosure from here"), "Ctrl+Shift+Enter", "Ctrl+Shift+Return"
        )
        self.fixed_space = text_action(view, self, "", _("&Non-breaking space"), "Ctrl+Shift+Space")
        self.footnote.triggered.connect(self.insert_footnote)
        self.link.triggered.connect(self.ask_link)
        self.picture.triggered.connect(self.picture_wanted)
        self.page_break.triggered.connect(self._break_page)
        self.enclosure.triggered.connect(self._begin_enclosure)
        self.fixed_space.triggered.connect(self._insert_fixed_space)
        view.installEventFilter(self)
        view.viewport().installEventFilter(self)

    def all(self) -> tuple[QAction, ...]:
        """Every action, in the order of a menu."""
        return (
            self.footnote, self.link, self.picture, self.page_break, self.enclosure, self.fixed_space,
        )  # fmt: skip

    @property
    def panel(self) -> NotePanel:
        """The panel in which footnotes are typed."""
        if self._panel is None:
            self._panel = NotePanel(self._view, self._sync, self._make_text)
            inner = self._panel.text.actions_of_text  # type: ignore[attr-defined]
            inner.inserting.link_opened.connect(self.link_opened)
        return self._panel

    def follow(self) -> None:
        """Take over the state of the place where the cursor is."""
        writable = not self._view.isReadOnly()
        for action in self.all():
            allow(action, writable and (not self.inline_only or action in (self.link, self.fixed_space)))
        self.enclosure.setVisible(self.offers_enclosure)
        allow(self.enclosure, writable and self.offers_enclosure)

    # -- doing -------------------------------------------------------------------------------

    def insert_footnote(self) -> None:
        """A footnote behind what is selected, open to be typed."""
        place = self._sync.span().end
        if self._sync.apply(inlining.insert_note(self._sync.lines, place, Footnote())):
            self.panel.open_at(self._sync.position_of(place))

    def ask_link(self) -> None:
        """Let a link be made of what is selected, or the one at the cursor be changed."""
        span = self._sync.span()
        lines = self._sync.lines
        found = inlining.link_at(lines[span.start.line], span.start.offset)
        if found is not None and (span.start == span.end or span.end.offset <= found.end):
            span = Span(span.start._replace(offset=found.start), span.end._replace(offset=found.end))
        self._span = span
        text = ""
        if span.start.line == span.end.line:
            text = plain(cut(text_of_line(lines[span.start.line]), span.start.offset, span.end.offset))
        fixed = span.start.line != span.end.line or NOTE_SIGN in text or "\u2028" in text
        dialog = LinkDialog(
            self._view.window(),
            text.replace(NOTE_SIGN, "").replace("\u2028", " "),
            found.address if found is not None else "",
            text_is_fixed=fixed,
        )
        dialog.accepted.connect(self._take_link)
        dialog.open()

    def insert_picture(self, image: Image) -> None:
        """A picture at the cursor; asks what it shows when it doesn't say."""
        edit = inlining.insert_block(self._sync.lines, self._sync.span(), image, self._sync.store.fresh_id)
        self._sync.apply(edit)
        made = self._sync.lines[max(self._sync.place().line - 1, 0)].block
        if isinstance(made, Image) and not made.alt.strip():
            self._ask_description(made)

    def edit_at(self, position: int, *, links: bool = False) -> bool:
        """Let the picture, footnote or (if so said) link at a position be changed; False when there is
        none."""
        card = self._sync.pages.card_at(position)
        if isinstance(card, Image):
            if not self._view.isReadOnly():
                self._ask_description(card)
            return True
        for at in (position, position - 1):
            if self._is_sign(at):
                return self.panel.open_at(at)
        place = self._sync.place_at(position)
        if links and inlining.link_at(self._sync.lines[place.line], place.offset) is not None:
            self.ask_link()
            return True
        return False

    def add_to_menu(self, menu: QMenu, position: int) -> None:
        """The part of the context menu for what stands at a position."""
        place = self._sync.place_at(position)
        link = inlining.link_at(self._sync.lines[place.line], place.offset)
        self._span = Span(place, place)
        if self._is_picture(position):
            menu.addAction(_("&Description of the picture…")).triggered.connect(self._edit_here)
        elif any(self._is_sign(at) for at in (position, position - 1)):
            menu.addAction(_("Edit &footnote")).triggered.connect(self._edit_here)
        elif link is not None:
            menu.addAction(_("&Open link")).triggered.connect(self._open_here)
            if not self._view.isReadOnly():
                menu.addAction(_("Change &link…")).triggered.connect(self.ask_link)
                menu.addAction(_("&Remove link")).triggered.connect(self._remove_link)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return watched is self._view and self._press(event)
        if isinstance(event, QMouseEvent) and event.button() == Qt.MouseButton.LeftButton:
            point = event.position().toPoint()
            position = self._view.cursorForPosition(point).position()
            if event.type() == QEvent.Type.MouseButtonDblClick:
                sign = self._sign_under(point, position)
                return (sign is not None or self._is_picture(position)) and self.edit_at(sign or position)
            clicked = event.type() == QEvent.Type.MouseButtonRelease and event.modifiers() & _CONTROL
            if clicked and not self._view.textCursor().hasSelection():
                self._open_link(position)
        return False

    # -- inside ------------------------------------------------------------------------------

    def _press(self, event: QKeyEvent) -> bool:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        modifiers = event.modifiers() & ~_KEYPAD
        cursor = self._view.textCursor()
        if modifiers == Qt.KeyboardModifier.AltModifier:
            return self.edit_at(cursor.position(), links=True)
        if modifiers != Qt.KeyboardModifier.NoModifier:
            return False
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        on_sign = end == start + 1 and self._is_sign(start)
        return (on_sign or self._is_picture(cursor.position())) and self.edit_at(start)

    def _is_picture(self, position: int) -> bool:
        return isinstance(self._sync.pages.card_at(position), Image)

    def _sign_under(self, point: QPoint, position: int) -> int | None:
        """The position of the footnote's sign at a point near a position; not of the word beside it."""
        cursor = self._view.textCursor()
        for at in (position, position - 1):
            if self._is_sign(at):
                cursor.setPosition(at)
                left = self._view.cursorRect(cursor).left()
                cursor.setPosition(at + 1)
                if left <= point.x() <= max(self._view.cursorRect(cursor).left(), left) + 2:
                    return at
        return None

    def _is_sign(self, position: int) -> bool:
        """Whether the sign of a footnote stands at a position."""
        if position < 0 or self._view.document().characterAt(position) != NOTE_SIGN:
            return False
        cursor = self._view.textCursor()
        cursor.setPosition(position + 1)
        return bool(cursor.charFormat().property(NOTE))

    def _break_page(self) -> None:
        span, fresh = self._sync.span(), self._sync.store.fresh_id
        if any(cell_of(self._sync.lines[place.line]) is not None for place in span):
            sentence = _("A page can't end in the middle of a table. Put the cursor above or below it.")
            self._view.refused.emit(sentence)  # type: ignore[attr-defined]
            return
        self._sync.apply(inlining.insert_block(self._sync.lines, span, PageBreak(), fresh))
        self._view.ensureCursorVisible()

    def _begin_enclosure(self) -> None:
        parts = split_off(self._sync.lines, self._sync.span().start, self._sync.store.fresh_id)
        self.enclosure_wanted.emit(*parts)

    def _insert_fixed_space(self) -> None:
        self._view.textCursor().insertText("\u00a0")

    def _ask_description(self, image: Image) -> None:
        dialog = PictureDialog(self._view.window(), image)
        dialog.accepted.connect(self._take_description)
        dialog.open()

    def _take_description(self) -> None:
        dialog = self.sender()
        assert isinstance(dialog, PictureDialog)
        number = self._sync.store.line_with_id(dialog.image.id)
        if number is not None:
            described = dialog.image.model_copy(update={"alt": dialog.description})
            self._sync.apply(inlining.set_block(self._sync.lines, number, described))
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_link(self) -> None:
        dialog = self.sender()
        assert isinstance(dialog, LinkDialog)
        self._sync.apply(inlining.set_link(self._sync.lines, self._span, dialog.text, dialog.address))
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _edit_here(self) -> None:
        self.edit_at(self._sync.position_of(self._span.start))

    def _open_here(self) -> None:
        self._open_link(self._sync.position_of(self._span.start))

    def _open_link(self, position: int) -> bool:
        place = self._sync.place_at(position)
        found = inlining.link_at(self._sync.lines[place.line], place.offset)
        if found is not None:
            self.link_opened.emit(found.address)
        return found is not None

    def _remove_link(self) -> None:
        place: Place = self._span.start
        found = inlining.link_at(self._sync.lines[place.line], place.offset)
        if found is not None:
            span = Span(place._replace(offset=found.start), place._replace(offset=found.end))
            self._sync.apply(inlining.set_link(self._sync.lines, span, "", ""))
