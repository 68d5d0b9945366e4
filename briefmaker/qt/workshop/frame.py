"""What the window for templates offers to whoever adds something to it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QMenu

from briefmaker.app.working_packs import KnownPack
from briefmaker.qt.services import Services
from briefmaker.qt.workshop.findings_column import FindingsColumn
from briefmaker.qt.workshop.looking import Looking, Shown
from briefmaker.qt.workshop.workshop_bar import WorkshopBar

__all__ = ["WorkshopFrame"]


class WorkshopFrame(QMainWindow):
    """shown_changed(Shown): another document type, sample or pack is shown; see `shown` and `pack`.
    files_changed(names): files of the pack were saved. asked(name): a command for the whole program.
    pack_file_given(Path): to be installed. closed().

    menus: "pack", "check", "insert" and "view". tools: the tool bar. findings: the column in the middle.
    actions_by_name: the window's own.
    """

    asked = Signal(object)
    closed = Signal()
    shown_changed = Signal(object)
    files_changed = Signal(object)
    pack_file_given = Signal(object)

    menus: dict[str, QMenu]
    tools: WorkshopBar
    findings: FindingsColumn

    def __init__(self, services: Services, looking: Looking) -> None:
        super().__init__()
        self.services = services
        self.looking = looking
        self.shown: Shown | None = None
        self.pack: KnownPack | None = None
        self.actions_by_name: dict[str, QAction] = {}

    def look_again(self) -> None:
        """Check the files and make the pages anew."""

    def read_packs(self) -> None:
        """Read anew which packs there are."""

    def say(self, sentence: str) -> None:
        """Say quietly, at the bottom, what was done."""
