"""All packs of this machine: the shipped ones, and those in the user's own folder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from briefmaker.errors import UnusableInput, UnusablePack
from briefmaker.i18n import _
from briefmaker.packs.reading import PACK, InstalledType, Pack, read_pack

__all__ = ["InstalledPacks", "read_installed_packs"]


@dataclass(frozen=True, slots=True)
class InstalledPacks:
    """The packs that can be used, and a sentence for each folder that can't."""

    packs: Mapping[str, Pack] = field(default_factory=dict)
    unusable: tuple[UnusablePack, ...] = ()

    @property
    def types(self) -> Mapping[str, InstalledType]:
        """All document types by id, "pack/type"."""
        return {found.type.id: found for pack in self.packs.values() for found in pack.types}

    def type(self, document_type: str) -> InstalledType:
        """The document type of this id; raises UnusableInput, naming what is there."""
        types = self.types
        if document_type in types:
            return types[document_type]
        close = [known for known in types if known.endswith("/" + document_type)]
        if len(close) == 1:
            return types[close[0]]
        raise UnusableInput(
            _("There is no document type “{type}” here. Installed: {types}.").format(
                type=document_type, types=", ".join(sorted(types)) or _("none")
            )
        )

    def pack_of(self, document_type: str) -> Pack:
        """The pack that holds this document type."""
        return self.packs[document_type.partition("/")[0]]


def read_installed_packs(folders: Iterable[Path]) -> InstalledPacks:
    """The packs in all folders (each holds packs as subfolders); a later folder wins over an earlier
    one for a pack of the same id. A broken pack keeps no other from being used."""
    packs: dict[str, Pack] = {}
    unusable: list[UnusablePack] = []
    for folder in folders:
        for path in sorted(folder.glob(f"*/{PACK}")):
            try:
                pack = read_pack(path.parent)
            except UnusablePack as error:
                unusable.append(error)
            else:
                packs[pack.info.id] = pack
    return InstalledPacks(packs=packs, unusable=tuple(unusable))
