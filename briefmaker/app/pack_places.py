"""Which pack is meant by a folder, or by the id of a pack or document type."""

from __future__ import annotations

import tomllib
from pathlib import Path

from briefmaker import places
from briefmaker.app.installed import installed_packs
from briefmaker.errors import UnusableInput
from briefmaker.i18n import _
from briefmaker.letter.document_type import DocumentType
from briefmaker.packs.glimpses import MANIFEST, PACK
from briefmaker.packs.pointers import pack_folders
from briefmaker.packs.reading import Pack
from briefmaker.packs.tolerant_reading import read_tolerantly

__all__ = ["every_pack", "pack_meant", "published_pack", "type_meant"]


def pack_meant(named: str) -> tuple[Path, str]:
    """The folder of the pack that is meant, and the folder in it of the document type that is meant, "" for
    all of them.

    named: the folder of a pack or type, or an id ("haarlem", "haarlem/memo"); of packs with one id the
    working copy comes first, then the organisation's, the user's own, the shipped one. Raises UnusableInput.
    """
    path = Path(named)
    if (path / PACK).is_file():
        return path, ""
    if (path / MANIFEST).is_file() and (path.parent / PACK).is_file():
        return path.parent, path.name
    own, _slash, type_folder = named.partition("/")
    for folder, _all in every_pack():
        if _id(folder / PACK) == own and (not type_folder or (folder / type_folder).is_dir()):
            return folder, type_folder
    raise UnusableInput(
        _("There is no template pack “{name}” here. Give its folder, or the id of a pack.").format(name=named)
    )


def every_pack() -> tuple[tuple[Path, str], ...]:
    """The folders of all packs, working copies first, each with "" for all its document types."""
    roots = (
        places.working_packs_folder(), places.organisation_packs_folder(), places.user_packs_folder(),
        places.shipped_packs_folder(),
    )  # fmt: skip
    return tuple((found, "") for root in roots for found in pack_folders(root))


def published_pack(folder: Path) -> Pack | None:
    """The version in use of the pack that lies in a folder, None when there is none."""
    return installed_packs().packs.get(_id(folder / PACK))


def type_meant(named: str) -> DocumentType:
    """The document type that is meant by an id or folder, as far as its files can be read. Raises
    UnusableInput."""
    try:
        folder, type_folder = pack_meant(named)
    except UnusableInput:
        return installed_packs().type(named).type  # also says which there are
    for found in read_tolerantly(folder, {type_folder}).pack.types:
        return found.type
    return installed_packs().type(named).type


def _id(pack: Path) -> str:
    try:
        return str(tomllib.loads(pack.read_text(encoding="utf-8")).get("id", ""))
    except (OSError, ValueError, RecursionError):
        return ""
