"""The one bar above the form that serves the text in which the cursor stands.

A document may have a dozen texts; a bar above each would be most of the form. It is greyed while the cursor
is in no text, so that nothing moves when it comes back.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QSizePolicy, QStackedWidget, QWidget
from shiboken6 import isValid

from briefmaker.qt.editor import BodyEditor, EditorToolbar
from briefmaker.qt.form import LetterForm
from briefmaker.qt.tones import em

__all__ = ["TextToolbar"]


class TextToolbar(QStackedWidget):
    """The bars of the form's texts, each made when its text is first entered; one of them shows."""

    def __init__(self, form: LetterForm, parent: QWidget) -> None:
        super().__init__(parent)
        self._form = form
        self.setObjectName("text_toolbar")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setContentsMargins(em(self, 0.75), em(self, 0.2), em(self, 0.75), em(self, 0.2))
        first = next((editor for editor in form.findChildren(BodyEditor) if _serves(editor)), None)
        self.setVisible(first is not None)
        if first is not None:
            self._bar_of(first).setEnabled(False)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow)

    @property
    def bar(self) -> EditorToolbar | None:
        """The bar that shows."""
        shown = self.currentWidget()
        return shown if isinstance(shown, EditorToolbar) else None

    def _bars(self) -> Iterator[EditorToolbar]:
        for number in range(self.count()):
            bar = self.widget(number)
            if isinstance(bar, EditorToolbar):
                yield bar

    def _bar_of(self, editor: BodyEditor) -> EditorToolbar:
        found = next((bar for bar in self._bars() if bar.editor is editor), None)
        if found is None:
            found = EditorToolbar(editor, self)
            # All it does has a key; in the Tab order it would stand between the fields.
            found.kinds.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            editor.destroyed.connect(found.deleteLater)
            self.addWidget(found)
        return found

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None or not isValid(self) or new.window() is not self.window() or self.isAncestorOf(new):
            return
        if isinstance(new, BodyEditor) and _serves(new) and self._form.isAncestorOf(new):
            bar = self._bar_of(new)
            bar.setEnabled(True)
            self.setCurrentWidget(bar)
            self.setVisible(True)
        elif self.bar is not None:
            self.bar.setEnabled(False)


def _serves(editor: BodyEditor) -> bool:
    """Whether the bar is for this text: what can be done in a footnote's is in its menu."""
    return not editor.actions_of_text.inline_only
