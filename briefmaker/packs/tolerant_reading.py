"""Reads a pack that may be broken: what can be read of it, and every mistake with its file and line."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from briefmaker.letter.document_type import Organisation, PackInfo
from briefmaker.packs.files import missing_file
from briefmaker.packs.glimpses import MANIFEST, PACK, manifests
from briefmaker.packs.mistakes import Mistake, MistakeKind
from briefmaker.packs.reading import TEMPLATE, InstalledType, Pack, read_mark, read_pack_head, read_type
from briefmaker.packs.text_blocks import read_text_blocks
from briefmaker.packs.toml_lines import line_of_field, line_of_value

__all__ = ["ReadPack", "read_tolerantly"]


@dataclass(frozen=True, slots=True)
class ReadPack:
    """A pack as far as it could be read. pack: with the types whose forms could be read, which may have
    mistakes; made up where pack.toml can't be used. types: the folders of all types. is_whole: whether
    `read_pack` takes it too."""

    folder: Path
    pack: Pack
    types: tuple[str, ...]
    mistakes: tuple[Mistake, ...]
    is_whole: bool

    def file_of(self, mistake: Mistake) -> str:
        """The file of a mistake, as it is named within the pack."""
        try:
            return mistake.path.relative_to(self.folder).as_posix()
        except ValueError:
            return mistake.path.name

    def line_of(self, mistake: Mistake) -> int:
        """The line of a mistake, 0 where lines don't matter."""
        if mistake.line or mistake.kind in {MistakeKind.UNREADABLE, MistakeKind.NOTATION}:
            return mistake.line
        if mistake.path.suffix != ".toml" or not (mistake.place or mistake.kind is MistakeKind.CONTRADICTION):
            return 0
        try:
            text = mistake.path.read_text(encoding="utf-8")
        except (OSError, ValueError):
            return 0
        if mistake.place:
            return line_of_value(text, mistake.place)
        return line_of_field(text, mistake.field, mistake.section, mistake.key)


def read_tolerantly(folder: Path, only: Collection[str] | None = None) -> ReadPack:
    """What can be read of the pack in `folder`; never raises for what lies there. only: folders of the
    document types to read."""
    mistakes: list[str] = []
    head = read_pack_head(folder, mistakes)
    info = head.info or _stand_in(folder)
    mark = read_mark(folder, head, mistakes)
    paths = [*manifests(folder, info.order)]
    known = {path.parent for path in paths}
    paths += [
        path.parent / MANIFEST for path in sorted(folder.glob(f"*/{TEMPLATE}")) if path.parent not in known
    ]
    types: list[InstalledType] = []
    for path in paths:
        if only is not None and path.parent.name not in only:
            continue
        if path.parent not in known:
            mistakes.append(missing_file(path))
            continue
        found = read_type(path.parent, info, mistakes, keep_going=True, judged=head.info is not None)
        types += [] if found is None else [found]
    is_whole = not mistakes
    blocks, block_mistakes = read_text_blocks(folder, [found.type for found in types])
    if only is None and len(types) == len(paths):
        mistakes += block_mistakes
    pack = Pack(
        info, tuple(types), mark, blocks, block_mistakes,
        {found.house_style.id: found for found in head.house_styles},
    )  # fmt: skip
    said = tuple(each for each in mistakes if isinstance(each, Mistake))
    return ReadPack(folder, pack, tuple(path.parent.name for path in paths), said, is_whole)


def _stand_in(folder: Path) -> PackInfo:
    """What stands for a pack.toml that can't be used."""
    name = "".join(each if each.isascii() and each.isalnum() else "_" for each in folder.name.lower())
    own = name if name[:1].isalpha() else f"pakket_{name}"
    return PackInfo(id=own[:60], version="", title=PACK, organisation=Organisation(name="?"))
