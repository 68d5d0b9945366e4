"""The colours a palette has no role for, in light and dark, and lengths that grow with the type.

Every pair of text and ground meets WCAG AA (4.5:1); `tests/qt/test_appearance.py` computes it.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QFontMetrics, QGuiApplication, QPalette
from PySide6.QtWidgets import QWidget

__all__ = ["DARK", "LIGHT", "Tones", "em", "is_dark", "tones"]


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
    found: str
    """The ground of a word that was looked for."""
    found_here: str
    """And of the one that is shown."""


LIGHT = Tones(
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
    found="#fdf0bf",
    found_here="#ffd04f",
)

DARK = Tones(
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
    found="#453b17",
    found_here="#6f5800",
)


def is_dark(palette: QPalette) -> bool:
    """Whether text is lighter than its ground."""
    return (
        palette.color(QPalette.ColorRole.WindowText).lightness()
        > palette.color(QPalette.ColorRole.Window).lightness()
    )


def tones(widget: QWidget | None = None) -> Tones:
    """The tones that go with the palette of a widget, or of the program."""
    palette = widget.palette() if widget is not None else QGuiApplication.palette()
    return DARK if is_dark(palette) else LIGHT


def em(widget: QWidget, times: float = 1.0) -> int:
    """A length in pixels that grows with the widget's type: `times` its line height."""
    return round(QFontMetrics(widget.font()).height() * times)
