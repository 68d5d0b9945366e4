"""The packs that a maintainer can see, and the working copies in which templates are changed.

A working copy is a pack's folder of the user's own, `places.working_packs_folder()/<id>`: no letter is made
with it, so that half a change reaches nobody. Everything here reads what it can and leaves the rest: what is
wrong with a pack is for the check to say.
"""

from __future__ import annotations

import shutil
import tempfile
import tomllib
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from briefmaker import places
from briefmaker.app.pack_changes import settle
from briefmaker.drafts.failures import not_saved
from briefmaker.errors import UnusableInput
from briefmaker.i18n import _
from briefmaker.packs.glimpses import MANIFEST, PACK, manifests
from briefmaker.packs.pointers import pack_folders
from briefmaker.publishing.basis import Basis, read_basis, write_basis
from briefmaker.publishing.packing import content_hash, hashes, pack_files

__all__ = [
    "KnownHouseStyle",
    "KnownPack",
    "KnownType",
    "Origin",
    "begin_work",
    "folder_of_pack",
    "is_changed_copy",
    "known_packs",
    "opened_packs",
    "pack_in",
    "working_copy_of",
]

_LEFT_OUT = ("~$*", ".~lock*", "*.tmp", ".*")


class Origin(StrEnum):
    """Where a pack comes from; of two installed packs of one id the later origin here is used."""

    SHIPPED = "shipped"
    USER = "user"
    ORGANISATION = "organisation"
    WORKING = "working"
    OPENED = "opened"
    """A pack's folder that somebody opened, to work in."""


@dataclass(frozen=True, slots=True)
class KnownType:
    """A document type: its folder in the pack, its title, and its sample letters by their names."""

    folder: str
    title: str
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownHouseStyle:
    """A house style: its folder under `huisstijlen`, and its title."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class KnownPack:
    """A pack as its files name it. types in the order of the start page; house_styles: the newest first."""

    id: str
    title: str
    version: str
    origin: Origin
    folder: Path
    types: tuple[KnownType, ...] = ()
    house_styles: tuple[KnownHouseStyle, ...] = ()

    @property
    def is_worked_on(self) -> bool:
        """Whether its files may be changed here: installed packs are left as they are."""
        return self.origin in (Origin.WORKING, Origin.OPENED)


def known_packs() -> tuple[KnownPack, ...]:
    """The packs of this machine: the working copies first, then the installed ones.

    A change of several files that was cut short in one of those that are worked on is undone first.
    """
    for folder in pack_folders(places.working_packs_folder()):
        settle(folder)
    return (
        *_packs_below(places.working_packs_folder(), Origin.WORKING),
        *_packs_below(places.organisation_packs_folder(), Origin.ORGANISATION),
        *_packs_below(places.user_packs_folder(), Origin.USER),
        *_packs_below(places.shipped_packs_folder(), Origin.SHIPPED),
    )


def opened_packs(folders: Iterable[Path], shown: Container[Path] = ()) -> tuple[KnownPack, ...]:
    """The packs in folders that were opened by hand, in their order; those that are gone only when they are
    among `shown`. May block as long as a share does.

    A change of several files that was cut short there is undone first.
    """
    found = []
    for folder in folders:
        if folder in shown or (folder / PACK).is_file():
            settle(folder)
            found.append(pack_in(folder, Origin.OPENED))
    return tuple(found)


def pack_in(folder: Path, origin: Origin = Origin.OPENED) -> KnownPack:
    """The pack in a folder, as far as its files can be read; named after the folder where they can't."""
    head = _table(folder / PACK)
    own = _text(head, "id") or folder.name
    return KnownPack(
        id=own,
        title=_text(head, "title") or own,
        version=_text(head, "version"),
        origin=origin,
        folder=folder,
        types=tuple(_type_in(path.parent) for path in manifests(folder, head.get("order"))),
        house_styles=tuple(_house_styles(folder)),
    )


def working_copy_of(pack: str) -> Path:
    """Where the working copy of a pack lies, or would lie."""
    return places.working_packs_folder() / pack


def begin_work(pack: KnownPack) -> Path:
    """The folder in which to change a pack: its own when it is worked on already, else the working copy,
    which is made when there is none: whole or not at all.

    Raises UnusableInput for a folder that holds no pack, NotSaved when the copy can't be made.
    """
    if pack.is_worked_on:
        return pack.folder
    target = working_copy_of(pack.id)
    if (target / PACK).is_file():
        return target
    folder_of_pack(pack.folder)
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".begin-", dir=target.parent) as made:
            fresh = Path(made) / target.name
            shutil.copytree(pack.folder, fresh, ignore=shutil.ignore_patterns(*_LEFT_OUT))
            _remember_basis(pack, fresh)
            fresh.replace(target)
    except OSError as error:
        if (target / PACK).is_file():  # somebody else was first
            return target
        raise not_saved(error, target, 0) from error
    return target


def folder_of_pack(folder: Path) -> Path:
    """The folder of the pack in `folder`: itself, or the only one below it that holds a pack.

    Raises UnusableInput when there is none.
    """
    if (folder / PACK).is_file():
        return folder
    below = sorted(path.parent for path in folder.glob(f"*/{PACK}"))
    if len(below) == 1:
        return below[0]
    raise UnusableInput(
        _("There is no template pack in “{folder}”: a pack's folder has a file “{file}”.").format(
            folder=folder.name or str(folder), file=PACK
        )
    )


def is_changed_copy(folder: Path) -> bool:
    """Whether a working copy differs from what it began from."""
    return read_basis(folder).content != _content(folder)


def _remember_basis(pack: KnownPack, folder: Path) -> None:
    """Note what the copy began from, so that publishing can tell what others published since."""
    begun = read_basis(pack.folder)
    write_basis(folder, Basis(pack.id, begun.number, pack.version, _content(folder)))


def _content(folder: Path) -> str:
    return content_hash(hashes(pack_files(folder)))


def _packs_below(folder: Path, origin: Origin) -> Iterator[KnownPack]:
    for path in pack_folders(folder):
        if not path.name.startswith("."):
            yield pack_in(path, origin)


def _type_in(folder: Path) -> KnownType:
    samples = sorted(
        path.name for path in (folder / "samples").glob("*") if path.suffix in {".json", ".brief"}
    )
    return KnownType(folder.name, _text(_table(folder / MANIFEST), "title") or folder.name, tuple(samples))


def _house_styles(folder: Path) -> Iterator[KnownHouseStyle]:
    found = []
    for path in folder.glob("huisstijlen/*/huisstijl.toml"):
        table = _table(path)
        title = _text(table, "title") or path.parent.name
        found.append((str(table.get("since", "")), KnownHouseStyle(path.parent.name, title)))
    for _since, style in sorted(found, key=lambda each: (each[0], each[1].id), reverse=True):
        yield style


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}


def _text(table: dict[str, Any], name: str) -> str:
    value = table.get(name, "")
    return value if isinstance(value, str) else ""
