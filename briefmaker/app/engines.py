"""Which layout engine makes the pages: the faces ask here, and know no engine by name."""

from __future__ import annotations

from briefmaker.output import LayoutEngine, engine_for

__all__ = ["layout_engine"]


def layout_engine(setting: str) -> LayoutEngine:
    """The engine for a setting: "automatic" (also when it is empty or unknown), "embedded" or "libreoffice".

    Nothing is started yet; `close()` it when done.
    """
    return engine_for(setting)
