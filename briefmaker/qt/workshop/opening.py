"""Opens the window for templates, once; it is loaded only then."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from briefmaker.qt.services import Services

if TYPE_CHECKING:
    from briefmaker.qt.workshop.looking import Looking
    from briefmaker.qt.workshop.workshop_window import WorkshopWindow

__all__ = ["Workshops"]


class Workshops(QObject):
    """start_page_requested(). templates_wanted(): something was published, or taken back.
    install_requested(): of a pack file, to be chosen. pack_file_given(Path): one was dropped."""

    start_page_requested = Signal()
    templates_wanted = Signal()
    install_requested = Signal()
    pack_file_given = Signal(object)

    def __init__(self, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self.window: WorkshopWindow | None = None
        self._looking: Looking | None = None

    def show(self, folder: Path | None = None) -> None:
        """Show the window, or bring it to the front; with the pack in `folder`, if one is given."""
        from briefmaker.qt.workshop.looking import Looking
        from briefmaker.qt.workshop.workshop_window import WorkshopWindow

        if self.window is None:
            self._looking = Looking(self._services.packs, self._services.pages)
            self.window = WorkshopWindow(self._services, self._looking)
            self.window.asked.connect(self._ask)
            self.window.pack_file_given.connect(self.pack_file_given)
            self.window.closed.connect(self._forget)
        if folder is not None:
            self._services.tasks.start("files", partial(Path.absolute, folder), self._show_folder)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    def use_services(self, services: Services) -> None:
        """Other packs are installed from now on: what is worked on is held against them."""
        self._services = services
        if self.window is not None and self._looking is not None:
            self._looking.use_packs(services.packs)
            self.window.read_packs()
            self.window.look_again()

    def close(self) -> None:
        """Close the window, if it is open."""
        if self.window is not None:
            self.window.close()

    def _show_folder(self, folder: Path) -> None:
        if self.window is not None:
            self.window.show_pack(folder)

    def _ask(self, name: str) -> None:
        requests = {"renew_templates": self.templates_wanted, "install_pack": self.install_requested}
        requests.get(name, self.start_page_requested).emit()

    def _forget(self) -> None:
        self.window = None
        if self._looking is not None:
            self._looking.close()
            self._looking = None
