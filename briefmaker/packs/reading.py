"""Reads a pack's folder into values, and says in plain words everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from briefmaker.content.text_blocks import TextBlock
from briefmaker.errors import UnusablePack
from briefmaker.i18n import _
from briefmaker.letter.document_type import DocumentType, PackInfo, PackList
from briefmaker.packs.contradictions import contradictions_found
from briefmaker.packs.files import read_picture, read_toml, read_word_file, validated
from briefmaker.packs.glimpses import MANIFEST, PACK, manifests
from briefmaker.packs.house_styles import InstalledHouseStyle, read_house_styles
from briefmaker.packs.mistakes import Mistake, MistakeKind
from briefmaker.packs.rename_contradictions import type_rename_contradictions
from briefmaker.packs.salvaging import salvaged
from briefmaker.packs.text_blocks import read_text_blocks
from briefmaker.packs.word_list import read_word_list

__all__ = [
    "InstalledType",
    "Pack",
    "PackHead",
    "read_mark",
    "read_pack",
    "read_pack_head",
    "read_type",
    "type_values",
]

TEMPLATE = "template.docx"


@dataclass(frozen=True, slots=True)
class InstalledType:
    """A document type with the bytes of its template, read once, and the paths of its samples."""

    type: DocumentType
    template: bytes
    samples: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack as it was read: what its types share, the types, its mark (image bytes or None), its text
    blocks and house styles by id; block_mistakes: what is wrong with the text blocks that were left out, a
    sentence each."""

    info: PackInfo
    types: tuple[InstalledType, ...]
    mark: bytes | None
    text_blocks: tuple[TextBlock, ...] = ()
    block_mistakes: tuple[str, ...] = ()
    house_styles: Mapping[str, InstalledHouseStyle] = field(default_factory=dict)


def read_pack(
    folder: Path, wanted: Mapping[str, str] | None = None, *, only: Collection[str] | None = None
) -> Pack:
    """The pack in `folder` with all its document types.

    wanted: the house style that the user wants by id of the pack, "" for any pack that has it. only: folders
    of the document types to read; the others aren't looked at, so that they may be broken.
    Raises UnusablePack, with every mistake found, one sentence a line.
    """
    mistakes: list[str] = []
    head = read_pack_head(folder, mistakes, wanted)
    info = head.info
    mark = read_mark(folder, head, mistakes)
    if info is None:
        raise _unusable(folder, mistakes)
    read_types = [
        read_type(path.parent, info, mistakes)
        for path in manifests(folder, info.order)
        if only is None or path.parent.name in only
    ]
    types = [found for found in read_types if found is not None]
    if mistakes:
        raise _unusable(folder, mistakes)
    text_blocks, block_mistakes = read_text_blocks(folder, [found.type for found in types])
    return Pack(
        info=info,
        types=tuple(types),
        mark=mark,
        text_blocks=text_blocks,
        block_mistakes=block_mistakes,
        house_styles={found.house_style.id: found for found in head.house_styles},
    )


@dataclass(frozen=True, slots=True)
class PackHead:
    """What the types of a pack share, as it was read: None when it can't be used; mark: the name of its
    mark, "" for none."""

    info: PackInfo | None
    house_styles: tuple[InstalledHouseStyle, ...] = ()
    mark: str = ""


def read_pack_head(folder: Path, mistakes: list[str], wanted: Mapping[str, str] | None = None) -> PackHead:
    """A pack without its document types; see `read_pack`. Adds a sentence to `mistakes` for each."""
    before = len(mistakes)
    values = read_toml(folder / PACK, mistakes)
    is_read = len(mistakes) == before
    read_lists = [_read_list(path, folder, mistakes) for path in sorted((folder / "lists").glob("*.toml"))]
    lists = {found.id: found for found in read_lists if found is not None}
    mark = values.pop("mark", "")
    house_styles = read_house_styles(folder, values, mistakes)
    shared = {
        "lists": lists,
        "words": read_word_list(folder, mistakes),
        "house_styles": [found.house_style for found in house_styles],
        "house_style": _wanted(values.get("id"), wanted or {}),
    }
    info = validated(PackInfo, {**values, **shared}, folder / PACK, folder, mistakes) if is_read else None
    if info is not None:
        folders = [path.parent.name for path in manifests(folder, info.order)]
        said = type_rename_contradictions(info.renamed, folders, info.version)
        mistakes += [
            Mistake.of(f"{PACK}: {each}", folder / PACK, MistakeKind.CONTRADICTION, each, key="renamed")
            for each in said
        ]
    return PackHead(info, house_styles, str(mark))


def _wanted(pack: object, wanted: Mapping[str, str]) -> str:
    return wanted.get(str(pack)) or wanted.get("", "")


def _unusable(folder: Path, mistakes: Iterable[str]) -> UnusablePack:
    intro = _("The template pack “{name}” can't be used:").format(name=folder.name)
    return UnusablePack("\n".join([intro, *mistakes]))


def _read_list(path: Path, folder: Path, mistakes: list[str]) -> PackList | None:
    data = read_toml(path, mistakes)
    if not data:
        return None
    data = {"entries" if key == "entry" else key: value for key, value in data.items()}
    return validated(PackList, data, path, folder, mistakes)


def read_mark(folder: Path, head: PackHead, mistakes: list[str]) -> bytes | None:
    """The picture of a pack's own mark, None without one."""
    return read_picture(folder, head.mark, PACK, mistakes) if head.mark else None


def read_type(
    folder: Path, info: PackInfo, mistakes: list[str], *, keep_going: bool = False, judged: bool = True
) -> InstalledType | None:
    """The document type in a folder of the pack; None, and more in `mistakes`, when it can't be used.

    keep_going: make of it what can be made; an unreadable template is empty. judged: say what contradicts
    itself, too.
    """
    found = len(mistakes)
    data = read_toml(folder / MANIFEST, mistakes)
    template = read_word_file(folder / TEMPLATE, mistakes)
    if len(mistakes) > found and not (keep_going and data):
        return None
    made = type_values(data, folder.name, info)
    if not made["sections"]:
        sentence = _("{file} has no [[section]].").format(file=f"{folder.name}/{MANIFEST}")
        mistakes.append(Mistake.of(sentence, folder / MANIFEST, MistakeKind.VALUE, line=1))
        return None
    document_type = validated(DocumentType, made, folder / MANIFEST, folder.parent, mistakes)
    if document_type is not None and judged:
        mistakes += _contradictions(document_type, folder)
    if document_type is None and keep_going:
        document_type = salvaged(DocumentType, made)
    if document_type is None:
        return None
    found_samples = sorted((folder / "samples").glob("*"))
    samples = tuple(path for path in found_samples if path.suffix in {".json", ".brief"})
    return InstalledType(type=document_type, template=template, samples=samples)


def _contradictions(document_type: DocumentType, folder: Path) -> Iterator[Mistake]:
    for found in contradictions_found(document_type):
        yield Mistake.of(
            f"{folder.name}/{MANIFEST}: {found.sentence}", folder / MANIFEST, MistakeKind.CONTRADICTION,
            found.sentence[:1].upper() + found.sentence[1:],
            field=found.field, section=found.section, key=found.key,
        )  # fmt: skip


def type_values(manifest: Mapping[str, Any], folder: str, info: PackInfo) -> dict[str, Any]:
    """What the values of a manifest make a `DocumentType` of, in a folder of this name; sections that are
    none are left out."""
    data = dict(manifest)
    written = data.pop("section", None)
    sections = [
        {("fields" if key == "field" else key): value for key, value in section.items()}
        for section in (written if isinstance(written, list) else ())
        if isinstance(section, Mapping)
    ]
    made = {**data, "id": f"{info.id}/{folder}", "sections": sections, "pack": info}
    own_styles = data.get("styles")
    if info.house_styles and isinstance(own_styles, dict | None):
        usual = info.house_styles[-1].styles.model_dump()
        made |= {"styles": {**usual, **(own_styles or {})}, "own_styles": frozenset(own_styles or ())}
    return made
