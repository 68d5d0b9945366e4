"""“Insert field”: everything that a template may print, to be copied into Word as a ready tag."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from briefmaker.forms.placeholders import Placeholder
from briefmaker.i18n import _
from briefmaker.qt.field_row import NoteLine
from briefmaker.qt.inputs import PushButton
from briefmaker.qt.tones import em
from briefmaker.qt.workshop.pack_tree import items_below

__all__ = ["PlaceholderWindow"]

_DATA = Qt.ItemDataRole.UserRole
_MOVES = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


class PlaceholderWindow(QDialog):
    """Stays open beside Word. said(sentence): what was copied."""

    said = Signal(object)

    def __init__(self, placeholders: Sequence[Placeholder], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Insert field"))
        self.setModal(False)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(_("Search by name, meaning or example"))
        self.search.setAccessibleName(_("Search fields"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.search.installEventFilter(self)
        self.list = _PlaceholderList(self)
        self.list.currentItemChanged.connect(self._show_current)
        self.list.itemActivated.connect(self._copy_activated)
        self.list.copy_requested.connect(self.copy_tag)
        self.note = NoteLine(self)
        self.copied = NoteLine(self)
        self.copy = PushButton(_("&Copy"), self)
        self.copy.setDefault(True)
        self.copy.setToolTip(_("Copy what prints it (Enter), to paste it in Word"))
        self.copy.clicked.connect(self.copy_tag)
        self.condition = PushButton(_("Copy as con&dition"), self)
        self.condition.setToolTip(
            _("Copy lines around it, so that what is between them goes when it is empty")
        )
        self.condition.clicked.connect(self.copy_condition)
        self.loop = PushButton(_("Copy as &repetition"), self)
        self.loop.setToolTip(_("Copy lines around it, so that what is between them comes for every entry"))
        self.loop.clicked.connect(self.copy_loop)
        close = PushButton(_("Close"), self)
        close.clicked.connect(self.close)
        for button in (self.condition, self.loop, close):
            button.setAutoDefault(False)
        buttons = QHBoxLayout()
        buttons.setSpacing(em(self, 0.5))
        buttons.addWidget(self.copy)
        buttons.addWidget(self.condition)
        buttons.addWidget(self.loop)
        buttons.addStretch(1)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setSpacing(em(self, 0.5))
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        column.addWidget(self.note)
        column.addWidget(self.copied)
        column.addLayout(buttons)
        self.resize(em(self, 54), em(self, 36))
        self.show_placeholders(placeholders)
        self.search.setFocus()

    def show_placeholders(self, placeholders: Sequence[Placeholder]) -> None:
        """Offer these; the form of the type may have changed."""
        chosen = self.current()
        self.list.show_placeholders(placeholders)
        self._filter()
        if chosen is not None:
            self.list.choose(chosen.name)

    def current(self) -> Placeholder | None:
        """What is chosen."""
        return self.list.current()

    def copy_tag(self) -> None:
        """Put the tag that prints it on the clipboard."""
        found = self.current()
        if found is not None:
            self._put(found.tag)

    def copy_condition(self) -> None:
        """Put the tags on the clipboard between which stands what is left out when it is empty."""
        found = self.current()
        if found is not None:
            self._put("\n".join((found.condition[0], found.tag, found.condition[1])))

    def copy_loop(self) -> None:
        """Put the tags on the clipboard between which stands what is repeated for each entry."""
        found = self.current()
        if found is not None and found.loop is not None:
            inside = self.list.tags_of(found.name) or (f"{{{{ {found.item} }}}}",)
            self._put("\n".join((found.loop[0], *inside, found.loop[1])))

    def _put(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        first = text.split("\n", maxsplit=1)[0]
        sentence = _("“{tag}” is copied. Paste it in Word with Ctrl+V.").format(tag=first)
        self.copied.show_note(sentence, None)
        self.said.emit(sentence)

    def _copy_activated(self, _item: QTreeWidgetItem, _column: int) -> None:
        self.copy_tag()

    def _filter(self, _text: str = "") -> None:
        found = self.list.show_matching(self.search.text().casefold().split())
        self.note.show_note("" if found else _("No field has these words. Remove a letter or a word."), None)
        self._show_current()

    def _show_current(self, *_items: object) -> None:
        found = self.current()
        for button in (self.copy, self.condition):
            button.setEnabled(found is not None)
        self.loop.setEnabled(found is not None and found.loop is not None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows choose, and Ctrl+C copies the tag, while the cursor stays in the search line."""
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride) and isinstance(
            event, QKeyEvent
        ):
            copies = event.matches(QKeySequence.StandardKey.Copy) and not self.search.hasSelectedText()
            moves = event.key() in _MOVES and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if event.type() == QEvent.Type.ShortcutOverride:
                if copies:
                    event.accept()
                return copies
            if copies:
                self.copy_tag()
                return True
            if moves:
                self.list.press(Qt.Key(event.key()))
                return True
        return False


class _PlaceholderList(QTreeWidget):
    """Tag, meaning and example; what entries of a group have stands below it."""

    copy_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("quiet_table")
        self.setAccessibleName(_("Fields"))
        self.setHeaderLabels([_("Tag"), _("Meaning"), _("Example")])
        self.setRootIsDecorated(False)
        self.setIndentation(em(self, 1))
        self.setUniformRowHeights(True)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(0, em(self, 16))
        header.resizeSection(2, em(self, 12))
        self._fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        self._fixed.setPointSizeF(self.font().pointSizeF())

    def show_placeholders(self, placeholders: Sequence[Placeholder]) -> None:
        """List these in place of what was listed."""
        self.clear()
        groups: dict[str, QTreeWidgetItem] = {}
        for each in placeholders:
            item = QTreeWidgetItem(groups.get(each.of, self.invisibleRootItem()))
            if not each.of:
                groups[each.name] = item
            for column, text in enumerate((each.tag, each.meaning, each.example)):
                item.setText(column, text)
                item.setToolTip(column, text)
            item.setFont(0, QFont(self._fixed))
            item.setSizeHint(0, QSize(em(self, 8), em(self, 1.75)))
            item.setData(0, _DATA, each)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsDragEnabled)
            said = f"{each.name}, {each.meaning}, {each.example}"
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, said)
        self.expandAll()

    def current(self) -> Placeholder | None:
        """What is chosen and can be seen."""
        item = self.currentItem()
        if item is None or item.isHidden():
            return None
        found = item.data(0, _DATA)
        return found if isinstance(found, Placeholder) else None

    def choose(self, name: str) -> None:
        """Choose the placeholder of this name."""
        for item in self._items():
            if item.data(0, _DATA).name == name and not item.isHidden():
                self.setCurrentItem(item)
                return

    def tags_of(self, group: str) -> tuple[str, ...]:
        """The tags of what each entry of a group has."""
        return tuple(item.data(0, _DATA).tag for item in self._items() if item.data(0, _DATA).of == group)

    def show_matching(self, words: Sequence[str]) -> int:
        """Show only what has all these words (in small letters); a group also when one of its parts has."""
        shown = 0
        for item in reversed(self._items()):
            about = " ".join(item.text(column) for column in range(3)).casefold()
            matches = all(word in about for word in words)
            inside = any(not child.isHidden() for child in items_below(item))
            item.setHidden(not matches and not inside)
            shown += not item.isHidden()
        if self.current() is None:
            first = next((item for item in self._items() if not item.isHidden()), None)
            if first is not None:
                self.setCurrentItem(first)
        return shown

    def press(self, key: Qt.Key) -> None:
        """As if the key were pressed here."""
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier)
            (self.keyPressEvent if kind == QEvent.Type.KeyPress else self.keyReleaseEvent)(event)

    def mimeTypes(self) -> list[str]:
        return ["text/plain"]

    def mimeData(self, items: Sequence[QTreeWidgetItem]) -> QMimeData:
        data = QMimeData()
        data.setText("\n".join(item.data(0, _DATA).tag for item in items))
        return data

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_requested.emit()
            return
        super().keyPressEvent(event)

    def _items(self) -> list[QTreeWidgetItem]:
        return items_below(self.invisibleRootItem())
