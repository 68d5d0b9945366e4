"""The guide for who maintains templates: contents, text, and a search through all of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from briefmaker.app.template_guide import GuideSection
from briefmaker.i18n import _, _n
from briefmaker.qt.dialogs import Dialogs
from briefmaker.qt.field_row import NoteLine
from briefmaker.qt.inputs import PushButton
from briefmaker.qt.tones import em
from briefmaker.qt.workshop.guide_text import GuideText
from briefmaker.qt.workshop.pack_tree import items_below

__all__ = ["GuideWindow"]

_KEY = Qt.ItemDataRole.UserRole


class GuideWindow(QDialog):
    """Stays open beside the window for templates."""

    def __init__(self, sections: Sequence[GuideSection], dialogs: Dialogs, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Explanation of templates"))
        self.setModal(False)
        self._dialogs = dialogs
        self._sections: dict[str, GuideSection] = {}
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(_("Search the explanation"))
        self.search.setAccessibleName(_("Search the explanation"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._search)
        self.search.returnPressed.connect(self.find_next)
        self.found = NoteLine(self)
        self.contents = _contents(self)
        self.contents.currentItemChanged.connect(self._show_chosen)
        self.text = GuideText(self)
        self.text.anchorClicked.connect(self._follow)
        self._lay_out()
        for keys, action in (
            (QKeySequence(QKeySequence.StandardKey.Find), self._begin_search),
            (QKeySequence("F3"), self.find_next),
            (QKeySequence("Shift+F3"), self.find_previous),
        ):
            QShortcut(keys, self).activated.connect(action)
        self.show_guide(sections)
        self.contents.setFocus()

    def _lay_out(self) -> None:
        close = PushButton(_("Close"), self)
        close.setAutoDefault(False)
        close.clicked.connect(self.close)
        self.columns = QSplitter(Qt.Orientation.Horizontal, self)
        self.columns.setChildrenCollapsible(False)
        self.columns.setHandleWidth(1)
        self.columns.addWidget(self.contents)
        self.columns.addWidget(self.text)
        self.columns.setStretchFactor(0, 0)
        self.columns.setStretchFactor(1, 1)
        bottom = QHBoxLayout()
        bottom.addWidget(self.found, 1)
        bottom.addStretch(0)
        bottom.addWidget(close)
        column = QVBoxLayout(self)
        column.setSpacing(em(self, 0.6))
        column.addWidget(self.search)
        column.addWidget(self.columns, 1)
        column.addLayout(bottom)
        self.resize(em(self, 76), em(self, 50))
        self.columns.setSizes([em(self, 22), em(self, 54)])

    def show_guide(self, sections: Sequence[GuideSection]) -> None:
        """Show this guide in place of the one that was shown, at the same place."""
        self._sections = {each.key: each for each in sections}
        here = self._chosen()
        self.contents.clear()
        # The title of the guide and its chapters stand beside each other, on the first level.
        path = [self.contents.invisibleRootItem()]
        for section in sections:
            del path[max(section.level - 1, 1) :]
            item = QTreeWidgetItem(path[-1], [section.title])
            item.setToolTip(0, section.title)
            item.setData(0, _KEY, section.key)
            if section.level > 1:
                path.append(item)
        self.text.show_sections(sections)
        if here:
            self.show_section(here)
        elif items := self._items():
            self.contents.setCurrentItem(items[0])

    def show_section(self, key: str) -> bool:
        """Go to a section, by the id of a rule or the name that links have for it; whether there is one."""
        item = next((each for each in self._items() if each.data(0, _KEY) == key), None)
        if item is None:
            return False
        self.search.clear()
        self.contents.setCurrentItem(item)
        self.text.go_to(key)
        return True

    def find_next(self) -> None:
        """Go to the next place with the words that are searched."""
        self.text.find_next()

    def find_previous(self) -> None:
        """Go to the place before."""
        self.text.find_next(back=True)

    def _begin_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _chosen(self) -> str:
        item = self.contents.currentItem()
        return "" if item is None else str(item.data(0, _KEY))

    def _show_chosen(self, item: QTreeWidgetItem | None, _before: object) -> None:
        if item is not None:
            self.text.go_to(str(item.data(0, _KEY)))

    def _search(self, text: str) -> None:
        """Leave the chapters in which all words occur, and mark the words."""
        words = text.casefold().split()
        for item in reversed(self._items()):
            section = self._sections[str(item.data(0, _KEY))]
            about = f"{section.key} {section.title} {section.text}".casefold()
            inside = any(not child.isHidden() for child in items_below(item))
            item.setHidden(not inside and not all(word in about for word in words))
            item.setExpanded(bool(words) and inside)
        count = self.text.mark(words)
        said = _n("Found in {count} place.", "Found in {count} places.", count).format(count=count)
        nothing = _("Nothing found. Try another word, or part of it.")
        self.found.show_note("" if not words else said if count else nothing, None)

    def _follow(self, address: QUrl) -> None:
        """A link: within the guide, else in the browser."""
        if address.hasFragment() and not address.path():
            self.show_section(address.fragment())
        else:
            self._dialogs.open_address(address.toString())

    def _items(self) -> list[QTreeWidgetItem]:
        return items_below(self.contents.invisibleRootItem())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "text"):
            self.text.show_sections(tuple(self._sections.values()))
            self.text.go_to(self._chosen())


def _contents(parent: QWidget) -> QTreeWidget:
    tree = QTreeWidget(parent)
    tree.setObjectName("quiet_table")
    tree.setAccessibleName(_("Contents"))
    tree.setHeaderHidden(True)
    tree.setIndentation(em(parent, 1))
    tree.setUniformRowHeights(True)
    tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    tree.setMinimumWidth(em(parent, 14))
    return tree
