"""What the types of a pack share, opened to be edited in tables, and saved; nobody's work is lost.

May block as long as a network share does: for worker threads.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from briefmaker.app.manifest_files import manifest_in
from briefmaker.drafts.reading import file_content
from briefmaker.drafts.saving import save_atomically
from briefmaker.errors import NotSaved, UnusableInput
from briefmaker.i18n import _
from briefmaker.packs.glimpses import MANIFEST, PACK
from briefmaker.packs.manifest_editing import Manifest
from briefmaker.packs.merging import merged
from briefmaker.packs.toml_document import TomlDocument, document_of

__all__ = ["OpenedPack", "PackChangedMeanwhile", "SavedPack", "open_pack", "save_pack"]

LISTS = "lists"
_LARGEST = 2_000_000


@dataclass(frozen=True, slots=True)
class OpenedPack:
    """The files of a pack that its types share, by their path in its folder, and the manifests of the types
    by folder; mistakes: a sentence for each file that can't be edited."""

    folder: Path
    documents: Mapping[str, TomlDocument] = field(repr=False)
    manifests: Mapping[str, Manifest] = field(repr=False)
    mistakes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SavedPack:
    """The files as they were saved; joined: those in which somebody else's changes were taken in."""

    documents: Mapping[str, TomlDocument] = field(repr=False)
    joined: tuple[str, ...] = ()


class PackChangedMeanwhile(NotSaved):
    """Somebody else saved the same lines of a file; `documents` has theirs."""

    def __init__(self, documents: Mapping[str, TomlDocument]) -> None:
        super().__init__(_("Somebody else has changed this file meanwhile."))
        self.documents = documents


def open_pack(folder: Path) -> OpenedPack:
    """The pack in a folder. Raises UnusableInput when its pack.toml can't be edited."""
    documents = {PACK: _read(folder / PACK)}
    mistakes: list[str] = []
    for path in sorted((folder / LISTS).glob("*.toml")):
        try:
            documents[f"{LISTS}/{path.name}"] = _read(path)
        except UnusableInput as error:
            mistakes.append(f"{path.name}: {error}")
    manifests = {}
    for path in sorted(folder.glob(f"*/{MANIFEST}")):
        try:
            manifests[path.parent.name] = manifest_in(path)
        except UnusableInput:
            continue  # the form of that type says it
    return OpenedPack(folder, documents, manifests, tuple(mistakes))


def save_pack(
    folder: Path, documents: Mapping[str, TomlDocument], before: Mapping[str, TomlDocument]
) -> SavedPack:
    """Save the files that differ from `before`, what was opened; changes of others to other lines are taken
    in. Raises PackChangedMeanwhile, before anything is written, and NotSaved."""
    changed = {name: of for name, of in documents.items() if name not in before or before[name] != of}
    conflicts: dict[str, TomlDocument] = {}
    joined: dict[str, TomlDocument] = {}
    for name, document in changed.items():
        path = folder / name
        standing = _read(path) if path.exists() else None
        earlier = before.get(name)
        if standing is None or standing in (document, earlier):
            continue
        both = None if earlier is None else _joined(earlier, document, standing)
        if both is None:
            conflicts[name] = standing
        else:
            joined[name] = both
    if conflicts:
        raise PackChangedMeanwhile(conflicts)
    (folder / LISTS).mkdir(exist_ok=True)
    for name, document in {**changed, **joined}.items():
        save_atomically(folder / name, document.text.encode())
    return SavedPack({**documents, **joined}, tuple(joined))


def _joined(before: TomlDocument, mine: TomlDocument, theirs: TomlDocument) -> TomlDocument | None:
    text = merged(before.text, mine.text, theirs.text)
    try:
        return None if text is None else document_of(text)
    except UnusableInput:
        return None


def _read(path: Path) -> TomlDocument:
    try:
        return document_of(file_content(path, _LARGEST).decode())
    except UnicodeDecodeError:
        raise UnusableInput(
            _("{file} is not saved as UTF-8. Save it again as UTF-8.").format(file=path.name)
        ) from None
