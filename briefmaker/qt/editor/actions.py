"""What can be done with the text, as actions with a name, a shortcut and a state that follows the
cursor: for the toolbar, for menus, and for the keys while the text has the focus."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QPalette
from PySide6.QtWidgets import QTextEdit, QWidget

from briefmaker.i18n import _
from briefmaker.letter.body import Heading
from briefmaker.qt.editor import listing, structure
from briefmaker.qt.editor.inserting import Inserting
from briefmaker.qt.editor.lines import MAX_DEPTH, ListStep
from briefmaker.qt.editor.list_actions import ListActions
from briefmaker.qt.editor.looks import EMPHASIS, STRONG, marks_of
from briefmaker.qt.editor.runs import Marks
from briefmaker.qt.editor.sync import Sync
from briefmaker.qt.editor.table_actions import TableActions
from briefmaker.qt.editor.text_action import allow, text_action
from briefmaker.qt.icons import icon

__all__ = ["EditorActions"]


class EditorActions(QObject):
    """The actions of one text edit; `level` is the level of the heading at the cursor, 0 in a paragraph.

    make_text: makes the widget in which a footnote is typed.
    """

    def __init__(self, view: QTextEdit, sync: Sync, make_text: Callable[[QWidget], QTextEdit]) -> None:
        super().__init__(view)
        self._view = view
        self._sync = sync
        self.bold = text_action(view, self, "bold", _("Bold"), "Ctrl+B", checkable=True)
        self.italic = text_action(view, self, "italic", _("Italic"), "Ctrl+I", checkable=True)
        self.bullets = text_action(
            view, self, "bullets", _("Bullets"), "Ctrl+Shift+L", "Ctrl+Shift+8", checkable=True
        )
        self.numbers = text_action(view, self, "numbers", _("Numbering"), "Ctrl+Shift+7", checkable=True)
        self.indent = text_action(view, self, "indent", _("Indent the item"), "Alt+Shift+Right")
        self.outdent = text_action(view, self, "outdent", _("Outdent the item"), "Alt+Shift+Left")
        self.text_block = text_action(view, self, "text-block", _("Insert text block"), "")
        self.undo = text_action(view, self, "undo", _("Undo"), "")
        self.redo = text_action(view, self, "redo", _("Redo"), "")
        self.paragraph = text_action(view, self, "", _("Paragraph"), "Ctrl+Shift+N")
        self.headings = tuple(
            text_action(view, self, "heading", _("Heading {level}").format(level=level), f"Ctrl+Alt+{level}")
            for level in (1, 2, 3)
        )
        for level, action in enumerate((self.paragraph, *self.headings)):
            action.setData(level)
            action.triggered.connect(self._set_role)
        self.bold.triggered.connect(self._toggle_bold)
        self.italic.triggered.connect(self._toggle_italic)
        self.bullets.triggered.connect(self._toggle_bullets)
        self.numbers.triggered.connect(self._toggle_numbers)
        self.indent.triggered.connect(self._nest)
        self.outdent.triggered.connect(self._unnest)
        self.level = 0
        self.lists = ListActions(view, sync)
        self.inserting = Inserting(view, sync, make_text)
        self.tables = TableActions(view, sync)
        self.inline_only = False

    def limit_to_inline(self) -> None:
        """Offer only what can stand within a paragraph: this is the text of a footnote."""
        self.inline_only = self.inserting.inline_only = True
        self.tables.is_offered = False
        self.follow()

    def all(self) -> tuple[QAction, ...]:
        """Every action, in the order of a toolbar."""
        return (
            self.paragraph, *self.headings, self.bold, self.italic, self.bullets, self.numbers,
            self.indent, self.outdent, self.text_block, self.undo, self.redo,
        )  # fmt: skip

    def update_icons(self, palette: QPalette) -> None:
        """Draw the icons for another palette."""
        self.tables.update_icons(palette)
        for action in (*self.all(), *self.lists.all(), *self.inserting.all()):
            if action.objectName():
                action.setIcon(icon(action.objectName(), palette))

    def follow(self) -> None:
        """Take over the state of the place where the cursor is."""
        writable = not self._view.isReadOnly()
        span = self._sync.span()
        line = self._sync.lines[min(span.end.line, len(self._sync.lines) - 1)]
        step = structure.item_step(line)
        depth = sum(isinstance(each, ListStep) for each in line.path)
        marks = self._marks(span)
        self.level = line.block.level if isinstance(line.block, Heading) else 0
        self.bold.setChecked(marks.strong)
        self.italic.setChecked(marks.emphasis)
        self.bullets.setChecked(step is not None and step.kind == "bullet")
        self.numbers.setChecked(step is not None and step.kind == "numbered")
        self.lists.follow()
        self.inserting.follow()
        self.tables.follow()
        for action in self.all():
            if action not in (self.undo, self.redo, self.indent, self.outdent):
                allow(action, writable)
        if self.inline_only:
            blocks = (self.paragraph, *self.headings, self.bullets, self.numbers, *self.lists.all())
            for action in blocks:
                allow(action, False)
        allow(self.indent, writable and 0 < depth < MAX_DEPTH)
        allow(self.outdent, writable and depth > 0)

    # -- doing -------------------------------------------------------------------------------

    def _set_role(self) -> None:
        action = self.sender()
        if isinstance(action, QAction) and not self._view.isReadOnly():
            self._sync.apply(structure.set_role(self._sync.lines, self._sync.span(), action.data()))
            self.follow()

    def _toggle_bold(self) -> None:
        self._toggle("strong", STRONG)

    def _toggle_italic(self) -> None:
        self._toggle("emphasis", EMPHASIS)

    def _toggle(self, mark: str, key: int) -> None:
        if self._view.isReadOnly():
            return
        span = self._sync.span()
        marks = self._marks(span)
        wanted = not getattr(marks, mark)
        if span.start == span.end:
            line = self._sync.lines[span.start.line]
            looks = self._sync.pages.looks
            typed = marks.as_typed()
            new = typed._replace(strong=wanted) if mark == "strong" else typed._replace(emphasis=wanted)
            self._view.setCurrentCharFormat(looks.char_format(line, new))
        else:
            self._sync.apply(structure.set_mark(self._sync.lines, span, **{mark: wanted}))
        self.follow()

    def _marks(self, span: structure.Span) -> Marks:
        """The marks of what would be typed, or of all that is selected."""
        if span.start == span.end:
            return marks_of(self._view.currentCharFormat())
        return structure.marks_of_span(self._sync.lines, span)

    def _toggle_bullets(self) -> None:
        self._toggle_list("bullet")

    def _toggle_numbers(self) -> None:
        self._toggle_list("numbered")

    def _toggle_list(self, kind: listing.Kind) -> None:
        if not self._view.isReadOnly():
            store = self._sync.store
            self._sync.apply(listing.toggle_list(self._sync.lines, self._sync.span(), kind, store.fresh_id))
        self.follow()

    def _nest(self) -> None:
        if not self._view.isReadOnly():
            self._sync.apply(listing.nest(self._sync.lines, self._sync.span(), self._sync.store.fresh_id))
            self.follow()

    def _unnest(self) -> None:
        if not self._view.isReadOnly():
            self._sync.apply(listing.unnest(self._sync.lines, self._sync.span()))
            self.follow()
