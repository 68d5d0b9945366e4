"""How the program looks where the system leaves it to us: colours for light and dark, type, spacing.

On Windows and macOS the platform's own style and colours are used. Elsewhere Fusion is, with two
palettes of our own, because Qt's colour scheme has no effect on plain X11. Every pair of text and
ground meets WCAG AA (4.5:1); `tests/qt/test_appearance.py` computes it.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from briefmaker.places import resources_folder
from briefmaker.qt.stylesheet import stylesheet
from briefmaker.qt.tones import DARK, LIGHT, Tones

__all__ = ["Scheme", "dress", "with_scheme"]


_FIELD_LINE = {False: "#7f8893", True: "#6b7480"}

Scheme = str
"""A choice of the user's: "system", "light" or "dark"."""


def with_scheme(application: QApplication, scheme: Scheme) -> None:
    """Show the program light, dark or as the system has it."""
    wanted = {
        "light": Qt.ColorScheme.Light,
        "dark": Qt.ColorScheme.Dark,
    }.get(scheme, Qt.ColorScheme.Unknown)
    hints = application.styleHints()
    hints.setColorScheme(wanted)
    if _is_native():
        return
    dark = scheme == "dark" or (scheme == "system" and hints.colorScheme() == Qt.ColorScheme.Dark)
    tones = DARK if dark else LIGHT
    application.setPalette(_palette(tones, dark))
    application.setStyleSheet(stylesheet(tones, _FIELD_LINE[dark]))


def dress(application: QApplication, scheme: Scheme) -> None:
    """Give the program its style, type and colours, once at the start."""
    for name in _BUNDLED_FONTS:
        QFontDatabase.addApplicationFont(str(resources_folder() / "fonts" / name))
    if not _is_native():
        application.setStyle("Fusion")
        if not _has_desktop_font():
            font = QFont("Liberation Sans")
            font.setPointSizeF(10.0)
            application.setFont(font)
    with_scheme(application, scheme)


_BUNDLED_FONTS = (
    "LiberationSans-Regular.ttf",
    "LiberationSans-Bold.ttf",
    "LiberationSans-Italic.ttf",
    "LiberationSans-BoldItalic.ttf",
)


def _is_native() -> bool:
    return sys.platform in ("win32", "darwin")


def _has_desktop_font() -> bool:
    """Whether a desktop told us its interface font; without one Qt takes whatever comes first."""
    return QGuiApplication.font().family() not in (
        "",
        "Sans Serif",
        "Sans",
        "DejaVu Sans",
        "Bitstream Vera Sans",
    )


def _palette(tones: Tones, dark: bool) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    button = QColor("#30353c") if dark else QColor("#fbfbfc")
    colours = {
        role.Window: tones.window,
        role.WindowText: tones.text,
        role.Base: tones.base,
        role.AlternateBase: "#1f2328" if dark else "#f7f8fa",
        role.Text: tones.text,
        role.PlaceholderText: "#8b95a1" if dark else "#6b7480",
        role.ButtonText: tones.text,
        role.BrightText: "#ffffff",
        role.ToolTipBase: "#30353c" if dark else "#ffffff",
        role.ToolTipText: tones.text,
        role.Highlight: "#2d66a5" if dark else tones.accent,
        role.HighlightedText: "#ffffff",
        role.Accent: tones.accent,
        role.Link: tones.accent,
        role.LinkVisited: tones.accent,
        role.Light: "#3a4048" if dark else "#ffffff",
        role.Midlight: "#343a41" if dark else "#eceef1",
        role.Mid: "#2b3036" if dark else "#c3c8cf",
        role.Dark: "#121417" if dark else "#aab1ba",
        role.Shadow: "#000000" if dark else "#767d86",
    }
    for each, colour in colours.items():
        palette.setColor(each, QColor(colour))
    palette.setColor(role.Button, button)
    for each in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, each, QColor("#747d88" if dark else "#8a929c"))
    palette.setColor(QPalette.ColorGroup.Inactive, role.Highlight, QColor("#34506e" if dark else "#c5d7ec"))
    palette.setColor(QPalette.ColorGroup.Inactive, role.HighlightedText, QColor(tones.text))
    return palette
