"""Letters made once more with the version of the templates that they were made with, where that is here."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from briefmaker import places
from briefmaker.app.settings import mark_of
from briefmaker.drafts.letter_file import LetterFile
from briefmaker.drafts.reading import file_content
from briefmaker.drafts.settings import Settings
from briefmaker.errors import BriefmakerError, UnusableInput
from briefmaker.i18n import _
from briefmaker.packs.glimpses import PACK
from briefmaker.packs.installed import InstalledPacks
from briefmaker.packs.pointers import pack_folders, release_folders
from briefmaker.publishing.installing import installed_release, kept_files, unpacked
from briefmaker.publishing.release import Release

if TYPE_CHECKING:
    from briefmaker.app.exporting import Exported

__all__ = [
    "EarlierVersion",
    "as_made",
    "export_as_made",
    "packs_as_made",
    "version_here",
    "versions_here",
]


@dataclass(frozen=True, slots=True)
class EarlierVersion:
    """A version of a pack that is on this machine. release: who signed it off, None for one that came with
    the program or was put here by hand; place: its folder, or its pack file."""

    pack: str
    version: str
    release: Release | None
    place: Path


def versions_here(pack: str) -> tuple[EarlierVersion, ...]:
    """Every version of a pack on this machine, each once: those of the organisation first, the newest of
    them first."""
    found: dict[str, EarlierVersion] = {}
    for version in _versions(pack):
        found.setdefault(version.version, version)
    return tuple(found.values())


def version_here(pack: str, version: str) -> EarlierVersion | None:
    """This version of a pack, None when it isn't on this machine."""
    return next((found for found in _versions(pack) if found.version == version), None)


def as_made(letter: LetterFile, packs: InstalledPacks) -> EarlierVersion | None:
    """The version that a letter was made with, when that is here and another one is in use."""
    pack = letter.document_type.partition("/")[0]
    used = packs.packs.get(pack)
    if not letter.pack_version or (used is not None and used.info.version == letter.pack_version):
        return None
    return version_here(pack, letter.pack_version)


def packs_as_made(letter: LetterFile, house_styles: Mapping[str, str] | None = None) -> InstalledPacks:
    """The pack of a letter in the version that the letter was made with.

    house_styles: as for `installed_packs`. Raises UnusableInput when that version isn't here or has no such
    kind of document, UnusablePack, NotSaved.
    """
    from briefmaker.packs.reading import read_pack

    pack = letter.document_type.partition("/")[0]
    found = version_here(pack, letter.pack_version)
    if found is None:
        here = ", ".join(version.version for version in versions_here(pack)) or _("none")
        raise UnusableInput(
            _(
                "This letter was made with version {version} of “{pack}”, which isn't on this computer. Here:"
                " {here}."
            ).format(version=letter.pack_version, pack=pack, here=here)
        )
    packs = InstalledPacks.holding(read_pack(_folder_of(found), house_styles))
    packs.type(letter.document_type)
    return packs


def export_as_made(
    letter: LetterFile,
    outputs: Sequence[Path],
    settings: Settings,
    today: datetime.date,
    *,
    as_concept: bool = False,
) -> Exported:
    """Write a letter as its file has it to each of `outputs`, as `export_letter`, with the version of the
    templates that it was made with. Raises as that does, and as `packs_as_made`."""
    from briefmaker.app.engines import layout_engine
    from briefmaker.app.exporting import export_letter
    from briefmaker.app.typesetting import Typesetter

    packs = packs_as_made(letter, settings.house_styles)
    engine = layout_engine(settings.layout_engine)
    try:
        typesetter = Typesetter(packs, mark=mark_of(settings))
        return export_letter(typesetter, engine, letter, outputs, today=today, as_concept=as_concept)
    finally:
        engine.close()


def _folder_of(found: EarlierVersion) -> Path:
    if found.place.is_dir() or found.release is None:
        return found.place
    from briefmaker.publishing.gate import admitted
    from briefmaker.publishing.packing import LARGEST_PACK

    opened = admitted(file_content(found.place, LARGEST_PACK), pack=found.pack, number=found.release.number)
    return unpacked(found.place.parent, opened, found.release.number)


def _versions(pack: str) -> Iterator[EarlierVersion]:
    for root in (places.organisation_packs_folder(), places.user_packs_folder()):
        folders = release_folders(root / pack)
        for number in sorted(folders, reverse=True):
            release = installed_release(folders[number])
            if release is not None and release.pack == pack:
                yield EarlierVersion(pack, release.version, release, folders[number])
        for path in kept_files(root / pack):
            release = _signed(path)
            if release is not None and release.pack == pack:
                yield EarlierVersion(pack, release.version, release, path)
    for root in (places.user_packs_folder(), places.shipped_packs_folder()):
        for folder in pack_folders(root):
            own, version = _head(folder)
            if own == pack:
                yield EarlierVersion(pack, version, None, folder)


def _signed(path: Path) -> Release | None:
    from briefmaker.publishing.opening import release_of
    from briefmaker.publishing.packing import LARGEST_PACK

    try:
        return release_of(file_content(path, LARGEST_PACK))
    except BriefmakerError:
        return None


def _head(folder: Path) -> tuple[str, str]:
    try:
        table = tomllib.loads((folder / PACK).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return "", ""
    return str(table.get("id", "")), str(table.get("version", ""))
