"""All packs of this machine: the shipped ones, and those in the user's own folder."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from briefmaker.errors import UnusableInput, UnusablePack
from briefmaker.i18n import _
from briefmaker.packs.glimpses import Glimpse, glimpses
from briefmaker.packs.pointers import pack_folders

if TYPE_CHECKING:
    from briefmaker.packs.reading import InstalledType, Pack

__all__ = ["InstalledPacks"]


class InstalledPacks:
    """The packs that can be used, and a sentence for each folder that can't.

    folders: each holds packs as subfolders (see `pointers`); a later one wins over an earlier one for a pack
    of the same id. They are read when first asked for, once; safe to ask from several threads. house_styles:
    which one the user wants, by id of the pack ("" for any pack that has it).
    """

    def __init__(self, folders: Iterable[Path], house_styles: Mapping[str, str] | None = None) -> None:
        self._folders = tuple(folders)
        self._house_styles = house_styles or {}
        self._lock = threading.Lock()
        self._read: tuple[Mapping[str, Pack], tuple[UnusablePack, ...]] | None = None
        self._read_from: tuple[Path, ...] = ()

    @classmethod
    def holding(cls, *packs: Pack) -> InstalledPacks:
        """Packs that were read already, from wherever they lie: a working copy, an earlier version."""
        made = cls(())
        made._read = {pack.info.id: pack for pack in packs}, ()
        return made

    def glimpses(self) -> tuple[Glimpse, ...]:
        """The document types as their manifests name them, without reading the packs: some may turn out
        to be unusable."""
        return glimpses(self._folders)

    @property
    def packs(self) -> Mapping[str, Pack]:
        """The packs that can be used, by id."""
        return self._whole()[0]

    @property
    def unusable(self) -> tuple[UnusablePack, ...]:
        """What is wrong with those that can't, and with text blocks that were left out of one that can."""
        return self._whole()[1]

    def _whole(self) -> tuple[Mapping[str, Pack], tuple[UnusablePack, ...]]:
        with self._lock:
            if self._read is None:
                self._read_from = self._paths()
                self._read = _read_all(self._read_from, self._house_styles)
            return self._read

    def anew(self) -> InstalledPacks:
        """The packs as they lie there from now on: others were installed. These stay as they were read."""
        return InstalledPacks(self._folders, self._house_styles)

    def are_outdated(self) -> bool:
        """Whether other packs are installed than those that were read."""
        with self._lock:
            return self._read is not None and self._paths() != self._read_from

    def _paths(self) -> tuple[Path, ...]:
        return tuple(path for folder in self._folders for path in pack_folders(folder))

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


def _read_all(
    paths: Iterable[Path], house_styles: Mapping[str, str]
) -> tuple[Mapping[str, Pack], tuple[UnusablePack, ...]]:
    """A broken pack keeps no other from being used."""
    # The values of document types take a fifth of the window's start, whose first page needs none.
    from briefmaker.packs.reading import read_pack

    packs: dict[str, Pack] = {}
    unusable: list[UnusablePack] = []
    for path in paths:
        try:
            pack = read_pack(path, house_styles)
        except UnusablePack as error:
            unusable.append(error)
        else:
            packs[pack.info.id] = pack
            if pack.block_mistakes:
                intro = _("These text blocks of “{name}” are left out:").format(name=pack.info.title)
                unusable.append(UnusablePack("\n".join([intro, *pack.block_mistakes])))
    return packs, tuple(unusable)
