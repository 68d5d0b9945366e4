"""What can be done with a table, as actions with a name, a shortcut and a state that follows the cursor:
for the menu "Table" in the toolbar and at the cursor."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QPalette
from PySide6.QtWidgets import QMenu, QTextEdit

from briefmaker.i18n import _
from briefmaker.qt.editor import table_edits
from briefmaker.qt.editor.cells import MOST_CELLS
from briefmaker.qt.editor.spans import Edit, cell_of, cells_between, table_at
from briefmaker.qt.editor.sync import Sync
from briefmaker.qt.editor.table_size import TableSize
from briefmaker.qt.editor.text_action import allow, text_action
from briefmaker.qt.icons import icon

__all__ = ["TableActions"]


class TableActions(QObject):
    """The actions of one text edit. refused(sentence): what could not be done."""

    refused = Signal(object)

    def __init__(self, view: QTextEdit, sync: Sync) -> None:
        super().__init__(view)
        self._view = view
        self._sync = sync
        self.is_offered = True
        """Whether tables can stand in this text at all; in a footnote they can't."""
        self.insert = self._action("table", _("&Insert table…"), self.ask_size, "Ctrl+Shift+T")
        held = "Ctrl+Alt+Shift"
        self.row_above = self._action("", _("Insert row &above"), self._row_above, f"{held}+Up")
        self.row_below = self._action("", _("Insert row &below"), self._row_below, f"{held}+Down")
        self.column_left = self._action("", _("Insert column &left"), self._column_left, f"{held}+Left")
        self.column_right = self._action("", _("Insert column &right"), self._column_right, f"{held}+Right")
        # Alt+Shift and an arrow up or down are the keys of `Moves`, which knows about rows.
        self.row_up = self._action("", _("Move row &up"), self._row_up)
        self.row_down = self._action("", _("Move row d&own"), self._row_down)
        self.column_back = self._action("", _("Move column to the l&eft"), self._column_back)
        self.column_on = self._action("", _("Move column to the ri&ght"), self._column_on)
        self.merge = self._action("", _("&Merge cells"), self._merge, "Ctrl+Shift+M")
        self.split = self._action("", _("&Split cell"), self._split)
        self.header_row = self._action("", _("&Header row"), self._set_header_row, checkable=True)
        self.header_column = self._action("", _("Header &column"), self._set_header_column, checkable=True)
        self.delete_row = self._action("", _("Delete ro&w"), self._delete_row)
        self.delete_column = self._action("", _("Delete colum&n"), self._delete_column)
        self.delete_table = self._action("", _("Delete &table"), self._delete_table)
        self.menu = QMenu(_("T&able"), view)
        """The menu "Table", for a toolbar, a menu bar and the menu at the cursor alike."""
        for number, group in enumerate(self.groups()):
            if number:
                self.menu.addSeparator()
            self.menu.addActions(group)

    def groups(self) -> tuple[tuple[QAction, ...], ...]:
        """The actions in the order of the menu, what belongs together in one group."""
        return (
            (self.insert,),
            (self.row_above, self.row_below, self.column_left, self.column_right),
            (self.row_up, self.row_down, self.column_back, self.column_on),
            (self.merge, self.split),
            (self.header_row, self.header_column),
            (self.delete_row, self.delete_column, self.delete_table),
        )

    def add_to_menu(self, menu: QMenu, position: int) -> None:
        """The menu "Table" in the menu at a place in the text, where there is one."""
        number = self._sync.place_at(position).line
        if self.is_offered and cell_of(self._sync.lines[number]) is not None:
            menu.addMenu(self.menu)

    def update_icons(self, palette: QPalette) -> None:
        """Draw the icons for another palette."""
        self.insert.setIcon(icon("table", palette))

    def follow(self) -> None:
        """Take over the state of the place where the cursor is."""
        lines, span = self._sync.lines, self._sync.span()
        writable = self.is_offered and not self._view.isReadOnly()
        cells = table_edits.chosen_cells(lines, span)
        cell = cell_of(lines[span.start.line])
        inside = writable and cells is not None and cell is not None
        allow(self.insert, writable and cell is None)
        for group in self.groups()[1:]:
            for action in group:
                allow(action, inside)
        # Selected from the first row on, all that is selected counts.
        least = cells.bottom if cells is not None and cells.top == 0 else 0
        self.header_row.setChecked(cell is not None and cell.header_rows > least)
        self.header_column.setChecked(cell is not None and cell.header_column)
        if not inside or cells is None or cell is None:
            return
        first, end = table_at(lines, span.start.line) or (0, 0)
        steps = [step for step in map(cell_of, lines[first:end]) if step is not None]
        allow(self.row_up, cells.top > 0)
        allow(self.row_down, any(step.row > cells.bottom for step in steps))
        allow(self.column_back, cells.left > 0)
        allow(self.column_on, any(step.column > cells.right for step in steps))
        allow(self.merge, cells_between(lines, span) is not None)
        allow(self.split, cell.span > 1 or cell.row_span > 1)

    # -- doing -------------------------------------------------------------------------------

    def ask_size(self) -> None:
        """Let rows and columns be pointed out, and put in such a table."""
        chooser = TableSize(self._view)
        chooser.chosen.connect(self.insert_table)
        below = self._view.cursorRect().bottomLeft()
        chooser.open_at(self._view.viewport().mapToGlobal(below))

    def insert_table(self, rows: int, columns: int) -> None:
        """Put in an empty table at the cursor, which goes into its first cell."""
        place = self._sync.span().end
        fresh = self._sync.store.fresh_id
        self._apply(table_edits.insert_table(self._sync.lines, place, rows, columns, fresh))
        self._view.setFocus()

    def _row_above(self) -> None:
        self._grow(table_edits.insert_row(self._sync.lines, self._sync.span(), below=False))

    def _row_below(self) -> None:
        self._grow(table_edits.insert_row(self._sync.lines, self._sync.span(), below=True))

    def _column_left(self) -> None:
        self._grow(table_edits.insert_column(self._sync.lines, self._sync.span(), right=False))

    def _column_right(self) -> None:
        self._grow(table_edits.insert_column(self._sync.lines, self._sync.span(), right=True))

    def _row_up(self) -> None:
        self._apply(table_edits.move_rows(self._sync.lines, self._sync.span(), -1))

    def _row_down(self) -> None:
        self._apply(table_edits.move_rows(self._sync.lines, self._sync.span(), 1))

    def _column_back(self) -> None:
        self._apply(table_edits.move_columns(self._sync.lines, self._sync.span(), -1))

    def _column_on(self) -> None:
        self._apply(table_edits.move_columns(self._sync.lines, self._sync.span(), 1))

    def _merge(self) -> None:
        self._apply(table_edits.merge(self._sync.lines, self._sync.span()))

    def _split(self) -> None:
        self._apply(table_edits.split_cell(self._sync.lines, self._sync.span()))

    def _set_header_row(self, on: bool) -> None:
        self._apply(table_edits.set_header_row(self._sync.lines, self._sync.span(), on=on))

    def _set_header_column(self, on: bool) -> None:
        self._apply(table_edits.set_header_column(self._sync.lines, self._sync.span(), on=on))

    def _delete_row(self) -> None:
        self._apply(table_edits.delete_rows(self._sync.lines, self._sync.span()))

    def _delete_column(self) -> None:
        self._apply(table_edits.delete_columns(self._sync.lines, self._sync.span()))

    def _delete_table(self) -> None:
        self._apply(table_edits.delete_table(self._sync.lines, self._sync.span()))

    def _grow(self, edit: Edit | None) -> None:
        if edit is None:
            sentence = _("A table has at most {count} cells. Begin a new table for what follows.")
            self.refused.emit(sentence.format(count=MOST_CELLS))
        self._apply(edit)

    def _apply(self, edit: Edit | None) -> None:
        if not self._view.isReadOnly():
            self._sync.apply(edit)
            self._view.ensureCursorVisible()
        self.follow()

    def _action(
        self, name: str, text: str, does: Callable[..., None], *keys: str, checkable: bool = False
    ) -> QAction:
        action = text_action(self._view, self, name, text, *keys, checkable=checkable)
        action.triggered.connect(does)
        return action
