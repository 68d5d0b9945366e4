"""How the program looks where the system leaves it to us: colours for light and dark, type, spacing.

On Windows and macOS the platform's own style and colours are used. Elsewhere Fusion is, with two
palettes of our own, because Qt's colour scheme has no effect on plain X11. Every pair of text and
ground meets WCAG AA (4.5:1); `tests/qt/test_appearance.py` computes it.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from briefmaker.places import resources_folder

__all__ = ["Scheme", "Tones", "dress", "em", "is_dark", "tones", "with_scheme"]


@dataclass(frozen=True)
class Tones:
    """The colours a palette has no role for; chosen to be read on `window` and on `base`."""

    window: str
    base: str
    text: str
    muted: str
    line: str
    """Hairlines between parts."""
    accent: str
    on_accent: str
    accent_soft: str
    """The ground of what is selected or pointed at."""
    error: str
    warning: str
    done: str
    desk: str
    """What the pages lie on."""


_LIGHT = Tones(
    window="#f3f4f6",
    base="#ffffff",
    text="#1c2127",
    muted="#59636f",
    line="#d5d9df",
    accent="#1f5fa8",
    on_accent="#ffffff",
    accent_soft="#dde8f5",
    error="#b3261e",
    warning="#7d5200",
    done="#256b43",
    desk="#e3e6ea",
)

_DARK = Tones(
    window="#22262b",
    base="#191c20",
    text="#e7eaee",
    muted="#a7b0bb",
    line="#3a4048",
    accent="#7db3ef",
    on_accent="#0d1620",
    accent_soft="#2a3d53",
    error="#ff9c94",
    warning="#e9bd6a",
    done="#7fcb9f",
    desk="#15181b",
)

_FIELD_LINE = {False: "#7f8893", True: "#6b7480"}

Scheme = str
"""A choice of the user's: "system", "light" or "dark"."""


def is_dark(palette: QPalette) -> bool:
    """Whether text is lighter than its ground."""
    return (
        palette.color(QPalette.ColorRole.WindowText).lightness()
        > palette.color(QPalette.ColorRole.Window).lightness()
    )


def tones(widget: QWidget | None = None) -> Tones:
    """The tones that go with the palette of a widget, or of the program."""
    palette = widget.palette() if widget is not None else QGuiApplication.palette()
    return _DARK if is_dark(palette) else _LIGHT


def em(widget: QWidget, times: float = 1.0) -> int:
    """A length in pixels that grows with the widget's type: `times` its line height."""
    return round(QFontMetrics(widget.font()).height() * times)


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
    from briefmaker.qt.stylesheet import stylesheet

    tones = _DARK if dark else _LIGHT
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
