"""What the window showed when it was last open, so that one comes back to it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject

from briefmaker.app.working_packs import KnownPack
from briefmaker.qt.workshop.frame import WorkshopFrame
from briefmaker.qt.workshop.looking import Shown
from briefmaker.qt.workshop.pack_tree import PackTree

__all__ = ["ComingBack"]


class ComingBack(QObject):
    """Keeps what is shown, and knows what was shown before until something is."""

    def __init__(self, window: WorkshopFrame) -> None:
        super().__init__(window)
        self._preferences = window.services.preferences
        self.last: Shown | None = None
        kept = self._preferences.templates_shown
        if len(kept) == 5:
            folder, type_folder, sample, house_style, about = kept
            self.last = Shown(Path(folder), type_folder, sample, house_style, about)
        window.shown_changed.connect(self._keep)

    def choose(self, tree: PackTree, packs: Sequence[KnownPack]) -> None:
        """Choose the row that was chosen last, or else the first pack."""
        if self.last is None or not tree.choose_about(self.last.folder, self.last.about):
            tree.choose(packs[0].folder)

    def take(self, folder: Path, type_folder: str) -> Shown | None:
        """What was shown last, if it was this type; from then on it is over."""
        last, self.last = self.last, None
        return last if last is not None and (last.folder, last.type_folder) == (folder, type_folder) else None

    def _keep(self, shown: Shown) -> None:
        self._preferences.templates_shown = (
            str(shown.folder),
            shown.type_folder,
            shown.sample,
            shown.house_style,
            shown.about,
        )
