"""Help in the window for templates: the guide, at the rule of a finding where one is chosen."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication

from briefmaker.app.template_guide import GuideSection
from briefmaker.errors import BriefmakerError
from briefmaker.i18n import _
from briefmaker.inspection.finding import Finding
from briefmaker.qt.kept_layout import KeptLayout
from briefmaker.qt.tasks import Latest
from briefmaker.qt.workshop.frame import WorkshopFrame
from briefmaker.qt.workshop.guide_window import GuideWindow

__all__ = ["add_guide"]


def add_guide(window: WorkshopFrame) -> None:
    """Add the menu Help, and what explains a finding."""
    _Guiding(window)


class _Guiding(QObject):
    def __init__(self, window: WorkshopFrame) -> None:
        super().__init__(window)
        self._window = window
        self._guide: GuideWindow | None = None
        self._wanted: str | None = None
        action = QAction(_("&Explanation of templates"), window)
        action.setObjectName("guide")
        action.setShortcut(QKeySequence("F1"))
        action.triggered.connect(self._open)
        window.addAction(action)
        menu = window.menus["help"] = window.menuBar().addMenu(_("&Help"))
        menu.addAction(action)
        self._runs: Latest[tuple[GuideSection, ...]] = Latest(window.services.tasks, "workshop-check", self)
        self._runs.arrived.connect(self._show)
        self._runs.failed.connect(self._fail)
        window.findings.explanation_requested.connect(self._explain)
        window.shown_changed.connect(self._follow)

    def _open(self) -> None:
        """The whole guide; at the rule of a finding when the cursor is on one."""
        focus, findings = QApplication.focusWidget(), self._window.findings
        card = findings.current() if focus is not None and findings.isAncestorOf(focus) else None
        self._ask("" if card is None else card.finding.rule)

    def _explain(self, finding: Finding) -> None:
        self._ask(finding.rule)

    def _ask(self, key: str) -> None:
        self._wanted = key
        if self._guide is not None:
            self._bring_forward()
        else:
            self._read()

    def _follow(self, _shown: object) -> None:
        """Another document type has other fields."""
        if self._guide is not None:
            self._read()

    def _read(self) -> None:
        self._runs.request(partial(self._window.looking.guide, self._window.shown))

    def _show(self, sections: tuple[GuideSection, ...]) -> None:
        if self._guide is not None:
            self._guide.show_guide(sections)
        elif self._wanted is not None:
            self._guide = GuideWindow(sections, self._window.services.dialogs, self._window)
            self._guide.finished.connect(self._forget)
            preferences = self._window.services.preferences
            KeptLayout(self._guide, preferences, "guide", (self._guide.columns,))
            self._guide.show()
            self._bring_forward()

    def _bring_forward(self) -> None:
        if self._guide is not None:
            if self._wanted:
                self._guide.show_section(self._wanted)
            self._guide.raise_()
            self._guide.activateWindow()
        self._wanted = None

    def _forget(self, _code: int) -> None:
        self._guide = None

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, BriefmakerError):
            raise error
        self._wanted = None
        self._window.services.dialogs.tell(self._window, str(error))
