"""The plain inputs that fields are built from: one line, several lines, one of a few.

They differ from Qt's own in three ways: undo belongs to the letter's one history and not to them,
they say when the user comes and goes, and a wheel that passes by changes nothing.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QMenu, QPlainTextEdit, QPushButton, QWidget

__all__ = ["ChoiceInput", "LineInput", "LinesInput", "PushButton", "is_leaving"]

_POPUP_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_Tab)
_HISTORY_KEYS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


def _is_history_key(event: QKeyEvent) -> bool:
    return any(event.matches(key) for key in _HISTORY_KEYS)


def _is_window_key(event: QKeyEvent) -> bool:
    """Whether the key is the window's, though Qt gives it to an input: Ctrl+E is "end of line" to Qt on
    Linux, and exports to Word here."""
    return event.key() == Qt.Key.Key_E and event.modifiers() == Qt.KeyboardModifier.ControlModifier


def _without_history(menu: QMenu) -> QMenu:
    for action in menu.actions():
        if action.objectName() in ("edit-undo", "edit-redo"):
            menu.removeAction(action)
    actions = menu.actions()
    if actions and actions[0].isSeparator():
        menu.removeAction(actions[0])
    return menu


def is_leaving(event: QEvent) -> bool:
    """Whether the user leaves the widget, and does not just open a menu or list of its own."""
    return (
        event.type() == QEvent.Type.FocusOut
        and isinstance(event, QFocusEvent)
        and event.reason() != Qt.FocusReason.PopupFocusReason
    )


class LineInput(QLineEdit):
    """One line of text. menu_opened(menu, position): a menu for this place in the text, before Qt's own
    entries are in it."""

    came = Signal()
    went = Signal()
    menu_opened = Signal(object, object)

    def caret_box(self) -> QRect:
        """Where the cursor stands in the widget, with a little white on both sides."""
        return self.cursorRect()

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (_is_history_key(event) or _is_window_key(event))
        ):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_history_key(event):
            event.ignore()
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        self.menu_opened.emit(menu, self.cursorPositionAt(event.pos()) if by_mouse else self.cursorPosition())
        if not menu.isEmpty():
            menu.addSeparator()
        usual = _without_history(self.createStandardContextMenu())
        usual.setParent(menu)
        menu.addActions(usual.actions())
        menu.popup(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.came.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if is_leaving(event):
            self.went.emit()


class LinesInput(QPlainTextEdit):
    """A few short lines, such as an address; as high as its text. Tab goes on to the next field."""

    came = Signal()
    went = Signal()

    LEAST_LINES = 2
    MOST_LINES = 8

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._completer: QCompleter | None = None
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def attach(self, completer: QCompleter) -> None:
        """Offer the completions of `completer`; the owner decides when, and what choosing one does."""
        self._completer = completer
        completer.setWidget(self)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._wanted_height())

    def _wanted_height(self) -> int:
        lines = min(max(self._line_count(), self.LEAST_LINES), self.MOST_LINES)
        # What the style puts around the text is known before the first layout; the viewport's size is not.
        self.ensurePolished()
        frame = self.contentsMargins()
        margins = frame.top() + frame.bottom() + 2 * round(self.document().documentMargin())
        # One pixel more than the lines: Qt rounds their height up when it asks for a scroll bar.
        return QFontMetrics(self.font()).lineSpacing() * lines + margins + 1

    def _line_count(self) -> int:
        return round(self.document().documentLayout().documentSize().height())

    def _fit(self) -> None:
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded
        if self._line_count() <= self.MOST_LINES:
            policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(policy)
        self.setFixedHeight(self._wanted_height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width() or self.height() != self._wanted_height():
            self._fit()

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (_is_history_key(event) or _is_window_key(event))
        ):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        popup = self._completer.popup() if self._completer is not None else None
        if popup is not None and popup.isVisible() and event.key() in _POPUP_KEYS:
            event.ignore()
            return
        if _is_history_key(event):
            event.ignore()
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = _without_history(self.createStandardContextMenu())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()
        self.came.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if is_leaving(event):
            cursor = self.textCursor()
            cursor.clearSelection()
            self.setTextCursor(cursor)
            self.went.emit()


class ChoiceInput(QComboBox):
    """One of a few fixed values."""

    came = Signal()
    went = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.came.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if is_leaving(event):
            self.went.emit()


class PushButton(QPushButton):
    """A button that Enter presses too; outside dialogs Qt lets only the space bar do that."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)
