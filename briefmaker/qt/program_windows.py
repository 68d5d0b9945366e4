"""Windows that concern the whole program, loaded when they are asked for, and where their files lie."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QWidget

from briefmaker.qt.services import Services

__all__ = ["show_about", "show_keys", "show_settings", "usual_folder"]


def show_settings(services: Services, window: QWidget | None) -> None:
    """The settings, in front of a window."""
    from briefmaker.qt.settings_dialog import SettingsDialog

    if window is not None:
        SettingsDialog(services.preferences, services.dialogs, window, packs=services.packs).open()


def usual_folder(services: Services) -> Path:
    """Where a file is looked for first: where the last letter was, else with the documents."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(services.preferences.last_folder or documents or Path.home())


def show_keys(window: QWidget) -> None:
    """The keys, in front of a window."""
    from briefmaker.qt.help_windows import KeysWindow

    KeysWindow(window).open()


def show_about(window: QWidget) -> None:
    """What the program is, in front of a window."""
    from briefmaker.qt.help_windows import AboutWindow

    AboutWindow(window).open()
