"""The program's icons: line drawings of our own, coloured by the palette so that they suit light and
dark.

`resources/icons/*.svg` are drawn in black on a grid of 24; black becomes the palette's text colour,
greyed out where the action can't be used.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from briefmaker.places import resources_folder

__all__ = ["icon", "icon_names"]

_SIZES = (16, 20, 24, 32, 40, 48, 64)


def icon(name: str, palette: QPalette | None = None, colour: QColor | None = None) -> QIcon:
    """The icon `name` (a file in `resources/icons` without its ending).

    palette: whose button text it goes with, default the program's. colour: one for all states instead,
    for example a warning's. An icon that isn't there is a mistake in the program: KeyError.
    """
    palette = palette if palette is not None else QGuiApplication.palette()
    role = QPalette.ColorRole.ButtonText
    normal = colour if colour is not None else palette.color(QPalette.ColorGroup.Active, role)
    faded = QColor(normal)
    faded.setAlphaF(0.38)
    return QIcon(_icon(name, normal.name(QColor.NameFormat.HexArgb), faded.name(QColor.NameFormat.HexArgb)))


def icon_names() -> tuple[str, ...]:
    """The names of all icons there are."""
    return tuple(sorted(file.stem for file in (resources_folder() / "icons").glob("*.svg")))


@lru_cache(maxsize=512)
def _icon(name: str, normal: str, faded: str) -> QIcon:
    made = QIcon()
    for size in _SIZES:
        made.addPixmap(_drawn(name, normal, size), QIcon.Mode.Normal)
        made.addPixmap(_drawn(name, faded, size), QIcon.Mode.Disabled)
    return made


@lru_cache(maxsize=128)
def _drawing(name: str) -> bytes:
    file = resources_folder() / "icons" / f"{name}.svg"
    if not file.is_file():
        raise KeyError(name)
    return file.read_bytes()


def _drawn(name: str, colour: str, size: int) -> QPixmap:
    drawing = QSvgRenderer(QByteArray(_drawing(name)))
    shape = QPixmap(QSize(size, size))
    shape.fill(Qt.GlobalColor.transparent)
    painter = QPainter(shape)
    drawing.render(painter, QRectF(0, 0, size, size))
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(shape.rect(), QColor(colour))
    painter.end()
    return shape
