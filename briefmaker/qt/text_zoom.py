"""How large the texts are shown while one types; the page has a zoom of its own."""

from __future__ import annotations

from PySide6.QtCore import QObject

from briefmaker.qt.form import LetterForm
from briefmaker.qt.preferences import Preferences

__all__ = ["TextZoom"]

_STEP = 1.1
_LEAST = 0.6
_MOST = 3.0


class TextZoom(QObject):
    """Zooms the texts of one form, and keeps that for the next letter."""

    def __init__(self, form: LetterForm, preferences: Preferences, parent: QObject) -> None:
        super().__init__(parent)
        self._form = form
        self._preferences = preferences
        form.set_text_zoom(preferences.text_zoom)
        form.text_zoom_wanted.connect(self._step)

    def text_larger(self) -> None:
        """Show the texts larger."""
        self._step(1)

    def text_smaller(self) -> None:
        """Show the texts smaller."""
        self._step(-1)

    def text_real(self) -> None:
        """Show the texts as large as on paper."""
        self._set(1.0)

    def _step(self, by: int) -> None:
        self._set(self._preferences.text_zoom * _STEP**by)

    def _set(self, zoom: float) -> None:
        zoom = min(max(zoom, _LEAST), _MOST)
        # Up and down again is where it was.
        zoom = 1.0 if abs(zoom - 1.0) < 0.02 else round(zoom, 4)
        self._preferences.text_zoom = zoom
        self._form.set_text_zoom(zoom)
