from __future__ import annotations

import pytest

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
