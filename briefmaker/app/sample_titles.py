"""How samples are called: their files have names that people read with trouble."""

from __future__ import annotations

__all__ = ["sample_title"]


def sample_title(name: str) -> str:
    """The name of a sample's file, without its ending, as people read it: "voorbeeld_kort" is
    "Voorbeeld kort"."""
    words = name.replace("_", " ").strip() or name
    return words[:1].upper() + words[1:]
