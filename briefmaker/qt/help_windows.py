"""The sheet of keys (F1) and the window that says what this program is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from briefmaker import __version__
from briefmaker.i18n import N_, _
from briefmaker.places import resources_folder
from briefmaker.qt.commands import COMMANDS, MENUS
from briefmaker.qt.tones import em

__all__ = ["AboutWindow", "KeysWindow"]

_IN_FORM = (
    ("Tab", N_("To the next field")),
    ("Shift+Tab", N_("To the field before")),
    ("Ctrl+Tab", N_("Out of the text, to the next field")),
    ("Alt+Down", N_("Open the list or calendar of a field")),
)
_IN_TEXT = (
    ("Ctrl+B", N_("Bold")),
    ("Ctrl+I", N_("Italic")),
    ("Ctrl+Alt+1", N_("Heading; 2 and 3 are smaller")),
    ("Ctrl+Shift+N", N_("Plain paragraph")),
    ("Ctrl+Shift+L", N_("Bullets")),
    ("Ctrl+Shift+Q", N_("Quotation")),
    ("Ctrl+K", N_("Link")),
    ("Ctrl+Alt+F", N_("Footnote")),
    ("Alt+Enter", N_("Change the footnote, link or picture at the cursor")),
    ("Ctrl+Enter", N_("New page")),
    ("Ctrl+Shift+Enter", N_("New enclosure from here")),
    ("Ctrl+Shift+Space", N_("Non-breaking space")),
    ("- ", N_("At the start of a line: a list with bullets")),
    ("1. ", N_("At the start of a line: a numbered list")),
    ("Tab", N_("In a list: one level deeper")),
    ("Shift+Tab", N_("In a list: one level back")),
    ("/", N_("At the start of a word: a text block, by the first letters of its name")),
    ("F3", N_("Behind a few letters: the text block whose name begins with them")),
    ("Ctrl+Shift+T", N_("New table")),
    ("Tab", N_("In a table: to the next cell; behind the last one a new row")),
    ("Ctrl+Alt+Shift+Down", N_("In a table: a new row below; up, left and right likewise")),
    ("Alt+Shift+Down", N_("Move the paragraph, the item or the row of a table; Up likewise")),
    ("Ctrl+Shift+M", N_("Merge the selected cells of a table")),
    ("Shift+Enter", N_("New line in the same paragraph")),
)
_SINGLE = ("Tab", *(f"F{number}" for number in range(1, 13)))
_ON_PAGE = (
    ("Ctrl+Wheel", N_("Zoom the page")),
    (N_("Click"), N_("Go to what was clicked")),
)


class KeysWindow(QDialog):
    """All keys on one sheet, with a box to search."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Keys"))
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(_("Search"))
        self.search.setAccessibleName(_("Search keys"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.tree = QTreeWidget(self)
        self.tree.setColumnCount(2)
        self.tree.setHeaderHidden(True)
        self.tree.setRootIsDecorated(False)
        self.tree.setIndentation(em(self, 0.6))
        self.tree.setFrameShape(QFrame.Shape.NoFrame)
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.tree.setAccessibleName(_("Keys"))
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.header().setStretchLastSection(False)
        self._fill()
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self._buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(em(self, 0.6))
        column.addWidget(self.search)
        column.addWidget(self.tree, 1)
        column.addWidget(self._buttons)
        self.resize(em(self, 34), em(self, 42))

    def _fill(self) -> None:
        for title, names in MENUS:
            if not names:
                continue
            commands = [COMMANDS[name] for name in names if name in COMMANDS and COMMANDS[name].keys]
            self._group(
                _(title).replace("&", ""),
                [
                    (_(command.label).replace("&", "").rstrip("…"), "   ".join(map(_shown, command.keys)))
                    for command in commands
                ],
            )
        for title, keys in (
            (N_("In the form"), _IN_FORM),
            (N_("In the text"), _IN_TEXT),
            (N_("On the page"), _ON_PAGE),
        ):
            self._group(_(title), [(_(what), _shown(key)) for key, what in keys])

    def _group(self, title: str, rows: list[tuple[str, str]]) -> None:
        head = QTreeWidgetItem(self.tree, [title])
        head.setFlags(Qt.ItemFlag.ItemIsEnabled)
        font = head.font(0)
        font.setBold(True)
        head.setFont(0, font)
        for what, keys in rows:
            QTreeWidgetItem(head, [what, keys])
        head.setExpanded(True)

    def _filter(self, text: str) -> None:
        words = text.casefold().split()
        for number in range(self.tree.topLevelItemCount()):
            head = self.tree.topLevelItem(number)
            if head is None:
                continue
            shown = 0
            for row in range(head.childCount()):
                item = head.child(row)
                if item is None:
                    continue
                about = f"{item.text(0)} {item.text(1)}".casefold()
                matches = all(word in about for word in words)
                item.setHidden(not matches)
                shown += matches
            head.setHidden(not shown)


class AboutWindow(QDialog):
    """What this program is, and which."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("About Briefmaker"))
        title = QLabel(_("Briefmaker"), self)
        font = title.font()
        font.setPointSizeF(font.pointSizeF() * 1.7)
        font.setBold(True)
        title.setFont(font)
        words = QLabel(
            _("Letters in the house style, from a form to Word and accessible PDF.")
            + "\n\n"
            + _("Version {version}").format(version=__version__)
            + "\n\n"
            + _(
                "Spelling with Hunspell (MPL, LGPL) and the dictionaries of OpenTaal (BSD, CC BY) and SCOWL."
                " Their licences lie in {folder}."
            ).format(folder=resources_folder() / "dictionaries"),
            self,
        )
        words.setWordWrap(True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self._buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(em(self, 1.6), em(self, 1.4), em(self, 1.6), em(self, 1))
        column.setSpacing(em(self, 0.7))
        column.addWidget(title)
        column.addWidget(words)
        column.addWidget(self._buttons)
        self.setMinimumWidth(em(self, 26))


def _shown(keys: str) -> str:
    """Keys as they stand on this keyboard; what is no key sequence is a word or is typed as it is."""
    if keys.endswith(" "):
        return keys.strip() + " " + _("and a space")
    if keys == "Ctrl+Wheel":
        return _("Ctrl+wheel")
    sequence = QKeySequence(keys)
    shown = sequence.toString(QKeySequence.SequenceFormat.NativeText)
    return shown if shown and keys[:1].isascii() and ("+" in keys or keys in _SINGLE) else _(keys)
