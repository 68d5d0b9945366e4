"""Opens the list of fields to insert, and keeps it up to date with the form."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from briefmaker.errors import BriefmakerError
from briefmaker.qt.kept_layout import KeptLayout
from briefmaker.qt.tasks import Latest
from briefmaker.qt.workshop.frame import WorkshopFrame
from briefmaker.qt.workshop.looking import Shown
from briefmaker.qt.workshop.placeholder_window import PlaceholderWindow

if TYPE_CHECKING:
    from briefmaker.forms.placeholders import Placeholder

__all__ = ["FieldsBeside"]


class FieldsBeside(QObject):
    """said(sentence): what was copied."""

    said = Signal(object)

    def __init__(self, window: WorkshopFrame) -> None:
        super().__init__(window)
        self._window = window
        self._looking = window.looking
        self._shown: Shown | None = None
        self._wanted = False
        self.list: PlaceholderWindow | None = None
        self._runs: Latest[tuple[Placeholder, ...]] = Latest(window.services.tasks, "workshop-check", self)
        self._runs.arrived.connect(self._show)
        self._runs.failed.connect(self._fail)
        window.shown_changed.connect(self._follow)
        window.files_changed.connect(self._reread)

    def insert_field(self) -> None:
        """Show the list, or bring it to the front."""
        self._wanted = True
        if self.list is not None:
            self.list.activateWindow()
            self.list.search.setFocus()
        self._read()

    def _reread(self, _files: object) -> None:
        """The form may have changed: list its fields anew, if the list is open."""
        if self.list is not None:
            self._read()

    def _follow(self, shown: Shown) -> None:
        self._shown = shown
        self._reread(())

    def _read(self) -> None:
        if self._shown is not None:
            self._runs.request(partial(self._looking.placeholders, self._shown))

    def _show(self, placeholders: tuple[Placeholder, ...]) -> None:
        if self.list is not None:
            self.list.show_placeholders(placeholders)
        elif self._wanted:
            self.list = PlaceholderWindow(placeholders, self._window)
            self.list.said.connect(self.said)
            self.list.finished.connect(self._forget)
            KeptLayout(self.list, self._window.services.preferences, "fields")
            self.list.show()
        self._wanted = False

    def _forget(self, _code: int) -> None:
        self.list = None

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, BriefmakerError):
            raise error
        if self._wanted:
            self._window.services.dialogs.tell(self._window, str(error))
        self._wanted = False
