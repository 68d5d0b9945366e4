"""What the start page shows of the packs before anybody has read them whole.

A glimpse reads two small files a type and checks nothing: reading a pack with everything that must hold for
it takes as long as the rest of the program's start.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefmaker.packs.pointers import pack_folders

__all__ = ["MANIFEST", "PACK", "Glimpse", "glimpses", "manifests"]

MANIFEST = "manifest.toml"
PACK = "pack.toml"


@dataclass(frozen=True, slots=True)
class Glimpse:
    """A document type as its manifest names it: `id` is "pack/type"."""

    id: str
    title: str
    description: str = ""
    pack: str = ""
    """Title of the pack."""


def glimpses(folders: Iterable[Path]) -> tuple[Glimpse, ...]:
    """The document types in all folders (each holds packs as subfolders), in the order in which they are
    read; a later folder wins over an earlier one for a pack of the same id.

    What can't be read is left out: reading the pack whole tells what is wrong with it.
    """
    packs: dict[str, list[Glimpse]] = {}
    for folder in folders:
        for path in pack_folders(folder):
            pack = _table(path / PACK)
            own = _text(pack, "id")
            if own:
                packs[own] = [
                    _glimpse(f"{own}/{manifest.parent.name}", _table(manifest), _text(pack, "title"))
                    for manifest in manifests(path, pack.get("order"))
                ]
    return tuple(glimpse for types in packs.values() for glimpse in types if glimpse.title)


def manifests(folder: Path, order: object) -> list[Path]:
    """The manifests of a pack's document types: first those whose folders `order` names, in that order, then
    the others by name. What `order` holds besides names of folders is passed over."""
    names = [name for name in order if isinstance(name, str)] if isinstance(order, list | tuple) else []
    place = {name: at for at, name in enumerate(names)}
    found = sorted(folder.glob(f"*/{MANIFEST}"))
    return sorted(found, key=lambda path: place.get(path.parent.name, len(place)))


def _glimpse(own: str, table: dict[str, Any], pack: str) -> Glimpse:
    return Glimpse(own, _text(table, "title"), _text(table, "description"), pack)


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}


def _text(table: dict[str, Any], name: str) -> str:
    value = table.get(name, "")
    return value if isinstance(value, str) else ""
