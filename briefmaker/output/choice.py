"""Which layout engine is used: a setting chooses."""

from __future__ import annotations

from briefmaker.output.embedded import EmbeddedEngine
from briefmaker.output.engine import LayoutEngine
from briefmaker.output.libreoffice import LibreOfficeEngine
from briefmaker.output.workshop import PageWorkshop

__all__ = ["ENGINE_SETTINGS", "engine_for"]

ENGINE_SETTINGS = ("automatic", "embedded", "libreoffice")
"""What the setting may say. "automatic" is the embedded engine, which is always there."""


def engine_for(setting: str, workshop: PageWorkshop | None = None) -> LayoutEngine:
    """The engine for a setting; one that isn't known counts as "automatic". Nothing is started yet.

    workshop: the child process to share with another engine.
    """
    if setting == "libreoffice":
        return LibreOfficeEngine(workshop)
    return EmbeddedEngine(workshop)
