"""The manifest of a document type, opened to be edited in a form, and saved; nobody's work is lost.

May block as long as a network share does: for worker threads.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from briefmaker.drafts.reading import file_content
from briefmaker.drafts.saving import save_atomically
from briefmaker.errors import BriefmakerError, NotSaved, UnusableInput, UnusablePack
from briefmaker.i18n import _
from briefmaker.letter.document_type import PackInfo
from briefmaker.packs.glimpses import MANIFEST, PACK
from briefmaker.packs.installed import InstalledPacks
from briefmaker.packs.manifest_editing import Manifest, manifest_of
from briefmaker.packs.manifest_renaming import Published
from briefmaker.packs.reading import TEMPLATE, read_pack_head

__all__ = [
    "ChangedMeanwhile",
    "OpenedManifest",
    "Stamp",
    "manifest_in",
    "open_manifest",
    "reopened",
    "save_manifest",
]

_LARGEST = 2_000_000
_LARGEST_WORD_FILE = 50_000_000
_TAG = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)
_NAME = re.compile(r"(?<![\w.\"'])[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?")


Stamp: TypeAlias = tuple[tuple[str, int, int], ...]
"""Name, size and time of each file that was looked into."""


@dataclass(frozen=True, slots=True)
class OpenedManifest:
    """A manifest with what its form needs to know.

    folder: of the document type. info: what the pack says, None when pack.toml can't be read: `mistakes` then
    say why. used: names in the tags of the template and of the house styles. published: what letters can have
    been made with, None for a type that was never installed. stamp: tells when a file was changed.
    """

    folder: Path
    manifest: Manifest = field(repr=False)
    info: PackInfo | None
    mistakes: tuple[str, ...] = ()
    used: frozenset[str] = frozenset()
    published: Published | None = None
    stamp: Stamp = ()


class ChangedMeanwhile(NotSaved):
    """Somebody else saved the file since it was opened; `manifest` is theirs."""

    def __init__(self, manifest: Manifest) -> None:
        super().__init__(_("Somebody else has changed this file meanwhile."))
        self.manifest = manifest


def open_manifest(folder: Path, packs: InstalledPacks) -> OpenedManifest:
    """The manifest in the folder of a document type. Raises UnusableInput for one that the form can't
    edit."""
    stamp = _stamp(folder)
    manifest = manifest_in(folder / MANIFEST)
    mistakes: list[str] = []
    head = read_pack_head(folder.parent, mistakes)
    used = set(_names_used(folder / TEMPLATE))
    for docx in sorted(folder.parent.glob("huisstijlen/*/huisstijl.docx")):
        used |= _names_used(docx)
    published = None if head.info is None else _published(head.info, folder.name, packs)
    return OpenedManifest(folder, manifest, head.info, tuple(mistakes), frozenset(used), published, stamp)


def reopened(folder: Path, packs: InstalledPacks, stamp: Stamp) -> OpenedManifest | None:
    """As `open_manifest`, when a file was changed since; None when none was."""
    return None if _stamp(folder) == stamp else open_manifest(folder, packs)


def _stamp(folder: Path) -> Stamp:
    pack = folder.parent
    files = [folder / MANIFEST, folder / TEMPLATE, pack / PACK]
    files += sorted([*pack.glob("lists/*.toml"), *pack.glob("huisstijlen/*/huisstijl.*")])
    found = []
    for file in files:
        try:
            about = file.stat()
        except OSError:
            continue
        found.append((file.name, about.st_size, about.st_mtime_ns))
    return tuple(found)


def save_manifest(folder: Path, manifest: Manifest, before: Manifest) -> Manifest:
    """Save the manifest, where `before` is what was opened; returns it. Raises ChangedMeanwhile when the
    file holds something else, and NotSaved; then the file is as it was."""
    path = folder / MANIFEST
    if path.exists():
        try:
            standing = manifest_in(path)
        except UnusableInput:
            standing = None
        if standing is not None and standing.text not in (before.text, manifest.text):
            raise ChangedMeanwhile(standing)
        if standing is None and path.read_bytes() != before.text.encode():
            raise NotSaved(
                _("This file was changed by another program, and has mistakes in it. Mend those first.")
            )
    save_atomically(path, manifest.text.encode())
    return manifest


def manifest_in(path: Path) -> Manifest:
    """The manifest in a file; raises UnusableInput."""
    content = file_content(path, _LARGEST)
    try:
        return manifest_of(content.decode())
    except UnicodeDecodeError:
        raise UnusableInput(
            _("{file} is not saved as UTF-8. Save it again as UTF-8.").format(file=path.name)
        ) from None


def _names_used(path: Path) -> frozenset[str]:
    """The names in the tags of a Word file; none when it can't be read, since that is said elsewhere."""
    from briefmaker.inspection.word_file import WordFile

    try:
        parts = WordFile.of(file_content(path, _LARGEST_WORD_FILE)).parts
    except (BriefmakerError, OSError):
        return frozenset()
    texts = (paragraph.text for part in parts for paragraph in part.paragraphs)
    return frozenset(name for text in texts for tag in _TAG.findall(text) for name in _NAME.findall(tag))


def _published(info: PackInfo, folder: str, packs: InstalledPacks) -> Published | None:
    try:
        pack = packs.packs.get(info.id)
    except UnusablePack:
        return None
    if pack is None:
        return None
    found = next((each.type for each in pack.types if each.type.id == f"{info.id}/{folder}"), None)
    if found is None:
        return None
    inside = {f"{field.id}.{sub.id}" for field in found.fields.values() for sub in field.fields}
    since = info.version if info.version != pack.info.version else _next(info.version)
    return Published(frozenset({*found.fields, *inside}), since)


def _next(version: str) -> str:
    """The version that follows when something was added or changed: 1.0.0, then 1.1.0."""
    found = re.fullmatch(r"([0-9]+)\.([0-9]+)(\.[0-9]+)?", version)
    return f"{found[1]}.{int(found[2]) + 1}{'.0' if found[3] else ''}" if found else version
