"""What styles are called that stand in for others in the cells of a table."""

from __future__ import annotations

from typing import Final

__all__ = ["names_in_cells"]

_DUTCH: Final = {"heading": "kop", "quote": "citaat", "list continue": "lijstvoortzetting"}


def names_in_cells(name: str) -> tuple[str, ...]:
    """What a style may be called that stands in for this one in table cells: "Table List Bullet" for
    "List Bullet", "Tabel lijstletters" for "Lijstletters", "Tabel kop 1" for "heading 1"."""
    known = name.casefold()
    dutch = (known.replace(word, own, 1) for word, own in _DUTCH.items() if known.startswith(word))
    return f"Table {name}", f"Tabel {name}", *(f"Tabel {own}" for own in dutch)
