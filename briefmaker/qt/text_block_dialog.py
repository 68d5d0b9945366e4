"""The list of text blocks: type to find one, see it as it will stand in the letter, Enter puts it in."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from briefmaker.app.text_blocks import OfferedBlock, blocks_found
from briefmaker.i18n import _
from briefmaker.letter.body import Body
from briefmaker.problems import Severity
from briefmaker.qt.banner import Banner
from briefmaker.qt.editor import BodyEditor
from briefmaker.qt.field_row import NoteLine
from briefmaker.qt.text_block_popup import BlockList
from briefmaker.qt.tones import em

__all__ = ["TextBlockDialog"]

_MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
_PREVIEW_ZOOM = 0.85


class TextBlockDialog(QDialog):
    """Chooses a block.

    offered: the blocks, and unreadable: sentences about those that can't be, asked anew after each change;
    text_of: what one puts in the letter.
    chosen(OfferedBlock): put it in. edit_requested(OfferedBlock) and removal_requested(OfferedBlock): of the
    user's own. undo_requested(): put the one that was removed back.
    """

    chosen = Signal(object)
    edit_requested = Signal(object)
    removal_requested = Signal(object)
    undo_requested = Signal()

    def __init__(
        self,
        offered: Callable[[], tuple[OfferedBlock, ...]],
        unreadable: Callable[[], tuple[str, ...]],
        text_of: Callable[[OfferedBlock], Body],
        typed: str,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Insert text block"))
        self._offered = offered
        self._blocks: tuple[OfferedBlock, ...] = ()
        self._unreadable = unreadable
        self._text_of = text_of
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(_("Search by name, keyword or text"))
        self.search.setAccessibleName(_("Search text blocks"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.search.installEventFilter(self)
        self.list = BlockList(self)
        self.list.selectionModel().currentChanged.connect(self._show_current)
        self.list.activated.connect(self._take)
        self.nothing = NoteLine(self)
        self.wrong = NoteLine(self)
        self.preview = BodyEditor(self)
        self.preview.setReadOnly(True)
        self.preview.setTabChangesFocus(True)
        self.preview.setPlaceholderText("")
        self.preview.setAccessibleName(_("The text as it will stand in the letter"))
        self.preview.set_zoom(_PREVIEW_ZOOM)
        self.about = NoteLine(self)
        self.banner = Banner(self)
        self.banner.chosen.connect(self.undo_requested)
        self.insert = QPushButton(_("&Insert"), self)
        self.edit = QPushButton(_("&Edit…"), self)
        self.remove = QPushButton(_("&Remove"), self)
        self.insert.setDefault(True)
        self.insert.clicked.connect(self._take)
        self.edit.clicked.connect(self._edit)
        self.remove.clicked.connect(self._remove)
        self._lay_out()
        self.search.setText(typed)
        self.search.selectAll()
        self.refresh()
        self.search.setFocus()

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(em(self, 0.5))
        left.addWidget(self.list, 1)
        left.addWidget(self.nothing)
        left.addWidget(self.wrong)
        right = QVBoxLayout()
        right.setSpacing(em(self, 0.4))
        right.addWidget(self.preview, 1)
        right.addWidget(self.about)
        columns = QHBoxLayout()
        columns.setSpacing(em(self, 0.9))
        columns.addLayout(left, 4)
        columns.addLayout(right, 6)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        buttons.addButton(self.insert, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.rejected.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(em(self, 0.5))
        foot.addWidget(self.edit)
        foot.addWidget(self.remove)
        foot.addStretch(1)
        foot.addWidget(buttons)
        column = QVBoxLayout(self)
        column.setSpacing(em(self, 0.6))
        column.addWidget(self.search)
        column.addWidget(self.banner)
        column.addLayout(columns, 1)
        column.addLayout(foot)
        self.resize(em(self, 56), em(self, 34))

    def refresh(self) -> None:
        """Show the blocks as they are now."""
        self._blocks = self._offered()
        self.wrong.show_note("\n".join(self._unreadable()), Severity.WARNING)
        self._filter()

    def say_removed(self, name: str) -> None:
        """Say that a block is gone, and offer it back; "" takes that away."""
        said = _("“{name}” is removed.").format(name=name) if name else ""
        self.banner.show_sentence(said, _("Put back") if name else "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            move = _MOVES.get(Qt.Key(event.key()))
            if move is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                self.list.move_by(move)
                return True
        return False

    def _filter(self) -> None:
        found = blocks_found(self._blocks, self.search.text())
        self.list.show_blocks(found)
        said = "" if found else _("No text block has these words. Remove a letter or a word.")
        if not self._blocks:
            said = _("There are no text blocks yet. Select a text and save it as one.")
        self.nothing.show_note(said, None)
        self._show_current()

    def _show_current(self) -> None:
        found = self.list.chosen()
        self.insert.setEnabled(found is not None)
        self.edit.setVisible(found is not None and found.is_own)
        self.remove.setVisible(found is not None and found.is_own)
        self.preview.set_body(self._text_of(found) if found is not None else Body())
        said = _("This is how it will stand in the letter.") if found is not None else ""
        if found is not None and found.block.questions:
            said += " " + _("What stands between square brackets is asked, or is not yet filled in.")
        self.about.show_note(said, None)

    def _take(self) -> None:
        found = self.list.chosen()
        if found is not None:
            self.accept()
            self.chosen.emit(found)

    def _edit(self) -> None:
        self.edit_requested.emit(self.list.chosen())

    def _remove(self) -> None:
        self.removal_requested.emit(self.list.chosen())
