"""The bar above the text: kind of paragraph, bold, italic, lists, and what can be inserted."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QFontMetrics, QShowEvent
from PySide6.QtWidgets import QComboBox, QMenu, QToolBar, QToolButton, QWidget

from briefmaker.i18n import _
from briefmaker.qt.editor.widget import BodyEditor

__all__ = ["EditorToolbar"]


class EditorToolbar(QToolBar):
    """Small and calm: what the keys do too, with the keys in the tooltips."""

    def __init__(self, editor: BodyEditor, parent: QWidget | None = None) -> None:
        super().__init__(_("Text"), parent)
        self.editor = editor
        self.setObjectName("editor_toolbar")
        self.setMovable(False)
        self.setFloatable(False)
        actions = editor.actions_of_text
        self.kinds = QComboBox(self)
        self.kinds.setAccessibleName(_("Kind of paragraph"))
        self.kinds.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for action in (actions.paragraph, *actions.headings):
            self.kinds.addItem(action.text(), action)
        for row, action in enumerate((actions.paragraph, *actions.headings)):
            self.kinds.setItemData(row, action.toolTip(), 3)  # Qt.ItemDataRole.ToolTipRole
        self.kinds.setToolTip(_("Kind of paragraph"))
        self.kinds.activated.connect(self._choose_kind)
        self.addWidget(self.kinds)
        self.addSeparator()
        inserting, lists = actions.inserting, actions.lists
        groups = (
            (actions.bold, actions.italic),
            (actions.bullets, actions.numbers, actions.outdent, actions.indent, lists.quote),
            (inserting.link, inserting.footnote, inserting.picture, actions.text_block),
        )
        for number, group in enumerate(groups):
            if number:
                self.addSeparator()
            for action in group:
                self.addAction(action)
                button = self.widgetForAction(action)
                if isinstance(button, QToolButton):
                    button.setAccessibleName(action.text().replace("&", "").rstrip("…"))
                    button.setAutoRaise(True)
        self._tables = QToolButton(self)
        self._tables.setIcon(actions.tables.insert.icon())
        self._tables.setText(_("Table"))
        self._tables.setToolTip(_("Table"))
        self._tables.setAccessibleName(_("Table"))
        self._tables.setAutoRaise(True)
        self._tables.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._tables.setMenu(actions.tables.menu)
        self.addWidget(self._tables)
        self.numerals = QMenu(self)
        lists.fill(self.numerals)
        numbers = self.widgetForAction(actions.numbers)
        if isinstance(numbers, QToolButton):
            numbers.setMenu(self.numerals)
            numbers.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        editor.state_changed.connect(self._follow)
        self._scale()
        self._follow()

    def showEvent(self, event: QShowEvent) -> None:
        self._scale()
        super().showEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._scale()
        super().changeEvent(event)

    def _scale(self) -> None:
        side = max(16, round(QFontMetrics(self.font()).height() * 1.15))
        self.setIconSize(QSize(side, side))
        layout = self.layout()
        if layout is not None:
            # Qt takes the style's padding over only for bars that were there when it was set.
            layout.setContentsMargins(0, 0, 0, 0)

    def _choose_kind(self, row: int) -> None:
        self.kinds.itemData(row).trigger()
        self.editor.setFocus()

    def _follow(self) -> None:
        self.kinds.setCurrentIndex(self.editor.actions_of_text.level)
        self.kinds.setEnabled(not self.editor.isReadOnly())
        self._tables.setEnabled(not self.editor.isReadOnly())
        self._tables.setIcon(self.editor.actions_of_text.tables.insert.icon())
