"""The window for templates over a working copy of a shipped pack, all of it real."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from shiboken6 import isValid

from briefmaker import places
from briefmaker.app.working_packs import begin_work, pack_in
from briefmaker.qt.workshop.editing_window import EditingWindow
from briefmaker.qt.workshop.workshop_window import WorkshopWindow

Editor = TypeVar("Editor", bound=EditingWindow)


@pytest.fixture
def shown_editor(qtbot, services) -> Iterator[Callable[[Editor], Editor]]:
    """Shows an editor; at the end of the test it is closed and its changes are given up."""
    shown: list[EditingWindow] = []

    def show(made: Editor) -> Editor:
        made.show()
        qtbot.waitExposed(made)
        shown.append(made)
        return made

    yield show
    services.dialogs.answer = "discard"
    for made in shown:
        if isValid(made):
            made.close()
    qtbot.waitUntil(lambda: not any(isValid(made) and made.isVisible() for made in shown))
    qtbot.waitUntil(lambda: services.tasks.is_idle)


@pytest.fixture
def copy() -> Path:
    """A working copy of the pack that comes with the program."""
    return begin_work(pack_in(places.shipped_packs_folder() / "haarlem", "shipped"))


@pytest.fixture
def settled(qtbot) -> Callable[[WorkshopWindow], None]:
    """Waits until the window shows the pages and findings of what it was asked for."""

    def wait(window: WorkshopWindow) -> None:
        qtbot.waitUntil(
            lambda: (
                window.live.pages is not None
                and window.live.is_current
                and not window.live.is_busy
                and not window.checks.is_busy
                and window.tree.packs != ()
            ),
            timeout=30_000,
        )

    return wait


@pytest.fixture
def workshop(qtbot, program, copy, settled) -> WorkshopWindow:
    """The window, with the letter of a wethouder in the working copy."""
    program.workshops.show()
    window = program.workshops.window
    qtbot.waitExposed(window)
    window.show_pack(copy, "wethoudersbrief")
    settled(window)
    return window
