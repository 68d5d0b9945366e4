"""Makes, from the window for templates, a template to start from: one with a place for every field."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from briefmaker.app.example_templates import save_example
from briefmaker.errors import BriefmakerError
from briefmaker.i18n import _
from briefmaker.qt.dialogs import FileKind
from briefmaker.qt.workshop.frame import WorkshopFrame
from briefmaker.qt.workshop.looking import Shown

__all__ = ["add_example_making"]


def add_example_making(window: WorkshopFrame) -> None:
    """Add it to the menu of the pack."""
    _ExampleMaking(window)


class _ExampleMaking(QObject):
    def __init__(self, window: WorkshopFrame) -> None:
        super().__init__(window)
        self._window = window
        self._action = QAction(_("Make an e&xample template…"), window)
        self._action.setObjectName("make_example")
        self._action.setEnabled(False)
        self._action.triggered.connect(self._choose)
        window.addAction(self._action)
        window.menus["pack"].insertAction(window.actions_by_name["show_folder"], self._action)
        window.shown_changed.connect(self._follow)

    def _follow(self, shown: Shown) -> None:
        self._action.setEnabled(bool(shown.type_folder))

    def _choose(self) -> None:
        shown, pack = self._window.shown, self._window.pack
        if shown is None or pack is None:
            return
        kinds = (FileKind(_("Word documents"), ("docx",)),)
        folder = shown.folder / shown.type_folder if pack.is_worked_on else Path.home()
        name = _("example {name}").format(name=shown.type_folder) + ".docx"
        title = _("Make an example template")
        self._window.services.dialogs.choose_target(
            self._window, title, folder / name, kinds, partial(self._make, shown)
        )

    def _make(self, shown: Shown, file: Path) -> None:
        self._window.say(_("The example template is being made…"))
        work = partial(save_example, shown.folder, shown.type_folder, file)
        self._window.services.tasks.start("files", work, self._say, self._fail)

    def _say(self, file: Path) -> None:
        self._window.say(_("“{name}” is made. Open it in Word to go on.").format(name=file.name))

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, BriefmakerError):
            raise error
        self._window.services.dialogs.tell(self._window, str(error))
