"""The user's settings and how the window was last laid out, kept in two small files.

Written on a worker thread whenever something changed; a setting that can't be written is no reason to
stop anybody, and is said once.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from briefmaker.drafts.settings import Settings, read_settings, write_settings
from briefmaker.drafts.small_files import read_small_file, write_small_file
from briefmaker.errors import NotSaved
from briefmaker.qt.tasks import Tasks
from briefmaker.qt.zoom import FIT_PAGE, FIT_WIDTH

__all__ = ["Preferences"]

_LAYOUT = "window.json"
_SETTINGS = "settings.json"


class Preferences(QObject):
    """changed(Settings): the settings are others now."""

    changed = Signal(object)

    def __init__(self, folder: Path, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._tasks = tasks
        self.settings, problems = read_settings(folder / _SETTINGS)
        self.sentences = [problem.sentence for problem in problems]
        """What to tell the user at the start."""
        self._layout: dict[str, Any] = dict(read_small_file(folder / _LAYOUT) or {})
        self._writing = QTimer(self)
        self._writing.setSingleShot(True)
        self._writing.setInterval(400)
        self._writing.timeout.connect(self.write)

    def change(self, settings: Settings) -> None:
        """Use these settings from now on."""
        if settings != self.settings:
            self.settings = settings
            self._writing.start()
            self.changed.emit(settings)

    @property
    def zoom(self) -> str | float:
        """How large pages are shown, as `PageView` takes it."""
        if self._layout.get("whole_page") is True:
            return FIT_PAGE
        return self.settings.zoom or FIT_WIDTH

    @zoom.setter
    def zoom(self, zoom: str | float) -> None:
        self._keep("whole_page", zoom == FIT_PAGE)
        factor = zoom if isinstance(zoom, float) else 0.0
        if factor != self.settings.zoom:
            self.settings = self.settings.with_changes(zoom=factor)
            self._writing.start()

    @property
    def text_zoom(self) -> float:
        """How large the texts of the form are; 1.0 is as on paper."""
        value = self._layout.get("text_zoom", 1.0)
        return float(value) if isinstance(value, int | float) and 0.5 <= value <= 4 else 1.0

    @text_zoom.setter
    def text_zoom(self, zoom: float) -> None:
        self._keep("text_zoom", zoom)

    @property
    def geometry(self) -> str:
        """Where the last letter window stood, in Qt's own notation; "" when there was none."""
        return self._text("geometry")

    @geometry.setter
    def geometry(self, geometry: str) -> None:
        self._keep("geometry", geometry)

    @property
    def columns(self) -> str:
        """How wide its columns were, in Qt's own notation."""
        return self._text("columns")

    @columns.setter
    def columns(self, columns: str) -> None:
        self._keep("columns", columns)

    def layout_of(self, window: str) -> tuple[str, ...]:
        """How a window other than a letter's was left, in Qt's own notation; () when it never was."""
        return self._texts(f"layout of {window}")

    def keep_layout(self, window: str, states: Sequence[str]) -> None:
        """Keep how a window was left."""
        self._keep(f"layout of {window}", list(states))

    @property
    def pack_folders(self) -> tuple[str, ...]:
        """The folders of packs that were opened by hand in the window for templates, the newest first."""
        return self._texts("pack folders")

    @pack_folders.setter
    def pack_folders(self, folders: Sequence[str]) -> None:
        self._keep("pack folders", list(folders))

    @property
    def templates_shown(self) -> tuple[str, ...]:
        """What the window for templates showed last; () when it never did."""
        return self._texts("templates shown")

    @templates_shown.setter
    def templates_shown(self, shown: Sequence[str]) -> None:
        self._keep("templates shown", list(shown))

    @property
    def last_folder(self) -> str:
        """Where a letter was last saved or opened."""
        return self._text("folder")

    @last_folder.setter
    def last_folder(self, folder: str) -> None:
        self._keep("folder", folder)

    def write(self) -> None:
        """Write what changed."""
        self._writing.stop()
        work = partial(_write, self._folder, self.settings, dict(self._layout))
        self._tasks.start("settings", work, self._note)

    def _text(self, name: str) -> str:
        value = self._layout.get(name, "")
        return value if isinstance(value, str) else ""

    def _texts(self, name: str) -> tuple[str, ...]:
        value = self._layout.get(name)
        if isinstance(value, list) and all(isinstance(each, str) for each in value):
            return tuple(value)
        return ()

    def _keep(self, name: str, value: object) -> None:
        if self._layout.get(name) != value:
            self._layout[name] = value
            self._writing.start()

    def _note(self, _nothing: object) -> None:
        """Nothing is said of settings that were kept."""


def _write(folder: Path, settings: Settings, layout: dict[str, Any]) -> None:
    try:
        write_settings(folder / _SETTINGS, settings)
        write_small_file(folder / _LAYOUT, layout)
    except NotSaved:
        # The settings hold for this run; a folder that can't be written keeps nobody from a letter.
        return
