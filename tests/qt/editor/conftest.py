from __future__ import annotations

import pytest

from briefmaker.forms.history import History
from briefmaker.letter.answers import Answers
from briefmaker.letter.body import Body
from briefmaker.qt.editor import BodyEditor


@pytest.fixture
def editor(qtbot):
    """A text editor that is shown and has the focus."""
    view = BodyEditor()
    qtbot.addWidget(view)
    view.resize(600, 500)
    with qtbot.waitExposed(view):
        view.show()
    view.activateWindow()
    view.setFocus()
    return view


class Undoing:
    """The history of a window round one text: what Ctrl+Z and Ctrl+Y do there."""

    def __init__(self, view: BodyEditor) -> None:
        self._view = view
        self.begin()
        view.body_changed.connect(self._keep)
        view.undo_requested.connect(self.undo)
        view.redo_requested.connect(self.redo)

    def begin(self) -> None:
        """The text as it is now is what it was opened with."""
        self._history = History.of(Answers({"tekst": self._view.body()}))

    def _keep(self, body: Body, key: str) -> None:
        self._history = self._history.changed(Answers({"tekst": body}), key)

    def _show(self) -> None:
        self._view.set_body(self._history.state.body("tekst"))

    def undo(self) -> None:
        self._history = self._history.undone()
        self._show()

    def redo(self) -> None:
        self._history = self._history.redone()
        self._show()


@pytest.fixture
def undoing(editor) -> Undoing:
    """The editor's Ctrl+Z and Ctrl+Y work."""
    return Undoing(editor)
