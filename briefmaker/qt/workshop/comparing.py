"""Opens, from the window for templates, the windows that hold pages against each other: samples against what
was accepted, and letters as they are against what the changed pack makes of them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from briefmaker.i18n import _
from briefmaker.qt.kept_layout import KeptLayout
from briefmaker.qt.workshop.frame import WorkshopFrame
from briefmaker.qt.workshop.impact_window import ImpactWindow
from briefmaker.qt.workshop.samples_window import SamplesWindow

__all__ = ["add_comparing"]


def add_comparing(window: WorkshopFrame) -> None:
    """Add both to the menu of checks."""
    _Comparing(window)


class _Comparing(QObject):
    def __init__(self, window: WorkshopFrame) -> None:
        super().__init__(window)
        self._window = window
        self._samples = QAction(_("Compare &samples…"), window)
        self._samples.setObjectName("compare_samples")
        self._samples.setShortcut(QKeySequence("Ctrl+Shift+K"))
        self._samples.triggered.connect(self._open_samples)
        self._impact = QAction(_("What changes in &letters…"), window)
        self._impact.setObjectName("impact")
        self._impact.triggered.connect(self._open_impact)
        for action in (self._samples, self._impact):
            action.setEnabled(False)
            window.addAction(action)
            window.menus["check"].addAction(action)
        window.findings.compare_requested.connect(self._open_samples)
        window.shown_changed.connect(self._follow)

    def _follow(self, _shown: object) -> None:
        shown = self._window.shown
        self._samples.setEnabled(shown is not None and bool(shown.type_folder))
        self._impact.setEnabled(self._window.pack is not None)

    def _open_samples(self, _asked: object = None) -> None:
        window, shown, pack = self._window, self._window.shown, self._window.pack
        if shown is None or pack is None:
            return
        title = next((each.title for each in pack.types if each.folder == shown.type_folder), pack.title)
        opened = SamplesWindow(
            window.services.tasks,
            window.looking.workshop_pages,
            shown.folder,
            shown.type_folder,
            title,
            may_accept=pack.is_worked_on,
            parent=window,
        )
        KeptLayout(opened, window.services.preferences, "samples", (opened.letters.parts,))
        _end_with(opened, window)
        opened.show()

    def _open_impact(self) -> None:
        window, pack = self._window, self._window.pack
        if pack is None:
            return
        services, looking = window.services, window.looking
        opened = ImpactWindow(
            services.tasks,
            looking.engine,
            partial(looking.published, pack.folder),
            pack.folder,
            services.recent,
            services.today(),
            window,
        )
        KeptLayout(opened, services.preferences, "impact", (opened.letters.parts,))
        _end_with(opened, window)
        opened.show()


def _end_with(opened: QWidget, window: WorkshopFrame) -> None:
    """Close a window together with the one it was opened from, whose pages it shows."""
    window.closed.connect(opened.close)
