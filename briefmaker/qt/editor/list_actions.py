"""What a numbered list counts with and where it begins, and quotes: as actions that follow the cursor."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QTextEdit

from briefmaker.i18n import _
from briefmaker.qt.editor import numbering, structure
from briefmaker.qt.editor.inlining import quote_of, toggle_quote
from briefmaker.qt.editor.sync import Sync
from briefmaker.qt.editor.text_action import allow, text_action

__all__ = ["ListActions"]


class ListActions(QObject):
    """`numerals` are the three kinds to count with; all follow the cursor by `follow`."""

    def __init__(self, view: QTextEdit, sync: Sync) -> None:
        super().__init__(view)
        self._view = view
        self._sync = sync
        self.quote = text_action(view, self, "quote", _("Quotation"), "Ctrl+Shift+Q", checkable=True)
        self.motto = text_action(view, self, "", _("&Motto"), checkable=True)
        kinds = (("decimal", _("1, 2, 3")), ("letter", _("a, b, c")), ("roman", _("i, ii, iii")))
        self.numerals = tuple(text_action(view, self, "", text, checkable=True) for _kind, text in kinds)
        group = QActionGroup(self)
        group.setExclusionPolicy(QActionGroup.ExclusionPolicy.ExclusiveOptional)
        for action, (kind, _text) in zip(self.numerals, kinds, strict=True):
            group.addAction(action)
            action.setData(kind)
            action.triggered.connect(self._choose)
        self.offered: frozenset[str] = frozenset(kind for kind, _text in kinds)
        """The numerals that the house style has."""
        self.restart = text_action(view, self, "", _("Start &again at the first number"))
        self.carry_on = text_action(view, self, "", _("&Continue the numbering"))
        self.quote.triggered.connect(self._toggle_quote)
        self.motto.triggered.connect(self._toggle_motto)
        self.restart.triggered.connect(self._restart)
        self.carry_on.triggered.connect(self._continue)

    def all(self) -> tuple[QAction, ...]:
        """Every action."""
        return (self.quote, self.motto, *self.numerals, self.restart, self.carry_on)

    def fill(self, menu: QMenu) -> None:
        """Put what concerns numbers into a menu."""
        for action in self.numerals:
            menu.addAction(action)
        menu.addSeparator()
        menu.addAction(self.restart)
        menu.addAction(self.carry_on)

    def add_to_menu(self, menu: QMenu, position: int) -> None:
        """The part of the context menu in a numbered list."""
        self.follow()
        if self.restart.isEnabled():
            menu.addAction(self.restart)
            menu.addAction(self.carry_on)

    def follow(self) -> None:
        """Take over the state of the place where the cursor is."""
        lines, at = self._sync.lines, self._sync.span().end.line
        line = lines[min(at, len(lines) - 1)]
        step = structure.item_step(line)
        counts = step is not None and step.kind == "numbered"
        writable = not self._view.isReadOnly()
        for action in self.numerals:
            action.setChecked(step is not None and counts and step.numerals == action.data())
            allow(action, writable)
            action.setVisible(action.data() in self.offered)
        allow(self.restart, writable and counts)
        allow(self.carry_on, writable and numbering.can_continue(lines, min(at, len(lines) - 1)))
        quote = quote_of(line)
        self.quote.setChecked(quote is not None and not quote.role)
        self.motto.setChecked(quote is not None and quote.role == "motto")
        allow(self.quote, writable)
        allow(self.motto, writable)

    def _choose(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            sync = self._sync
            fresh = sync.store.fresh_id
            sync.apply(numbering.set_numerals(sync.lines, sync.span(), action.data(), fresh))
            self.follow()

    def _restart(self) -> None:
        sync = self._sync
        sync.apply(numbering.restarted(sync.lines, sync.span(), sync.store.fresh_id))
        self.follow()

    def _continue(self) -> None:
        self._sync.apply(numbering.continued(self._sync.lines, self._sync.span()))
        self.follow()

    def _toggle_quote(self) -> None:
        sync = self._sync
        sync.apply(toggle_quote(sync.lines, sync.span(), sync.store.fresh_id))
        self.follow()

    def _toggle_motto(self) -> None:
        sync = self._sync
        sync.apply(toggle_quote(sync.lines, sync.span(), sync.store.fresh_id, "motto"))
        self.follow()
