"""Reads a pack's folder into values, and says in plain words everything that is wrong with it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from briefmaker.content.text_blocks import TextBlock
from briefmaker.errors import UnusablePack
from briefmaker.i18n import _
from briefmaker.letter.document_type import DocumentType, PackInfo, PackList
from briefmaker.packs.contradictions import contradictions
from briefmaker.packs.glimpses import MANIFEST, PACK, manifests
from briefmaker.packs.text_blocks import read_text_blocks
from briefmaker.packs.word_list import read_word_list

__all__ = ["InstalledType", "Pack", "read_pack"]

TEMPLATE = "template.docx"
_LARGEST_TEXT_FILE = 2_000_000
_LARGEST_TEMPLATE = 50_000_000

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class InstalledType:
    """A document type with the bytes of its template, read once, and the paths of its samples."""

    type: DocumentType
    template: bytes
    samples: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack as it was read: what its types share, the types, its mark (image bytes or None) and its text
    blocks; block_mistakes: what is wrong with those that were left out, a sentence each."""

    info: PackInfo
    types: tuple[InstalledType, ...]
    mark: bytes | None
    text_blocks: tuple[TextBlock, ...] = ()
    block_mistakes: tuple[str, ...] = ()


def read_pack(folder: Path) -> Pack:
    """The pack in `folder` with all its document types.

    Raises UnusablePack, with every mistake found, one sentence a line.
    """
    mistakes: list[str] = []
    head = _read_toml(folder / PACK, mistakes)
    read_lists = [_read_list(path, folder, mistakes) for path in sorted((folder / "lists").glob("*.toml"))]
    lists = {found.id: found for found in read_lists if found is not None}
    mark_name = head.pop("mark", "")
    shared = {"lists": lists, "words": read_word_list(folder, mistakes)}
    info = _validated(PackInfo, {**head, **shared}, folder / PACK, folder, mistakes) if head else None
    mark = _read_mark(folder, mark_name, mistakes) if mark_name else None
    if info is None:
        raise _unusable(folder, mistakes)
    read_types = [_read_type(path.parent, info, mistakes) for path in manifests(folder, info.order)]
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
    )


def _unusable(folder: Path, mistakes: Iterable[str]) -> UnusablePack:
    intro = _("The template pack “{name}” can't be used:").format(name=folder.name)
    return UnusablePack("\n".join([intro, *mistakes]))


def _read_toml(path: Path, mistakes: list[str]) -> dict[str, Any]:
    name = "/".join(path.parts[-2:])
    try:
        if path.stat().st_size > _LARGEST_TEXT_FILE:
            mistakes.append(_("{file} is too large to be read.").format(file=name))
            return {}
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        mistakes.append(_("{file} is missing.").format(file=name))
    except OSError as error:
        mistakes.append(_("{file} can't be read: {reason}.").format(file=name, reason=error.strerror))
    except UnicodeDecodeError:
        mistakes.append(_("{file} is not saved as UTF-8. Save it again as UTF-8.").format(file=name))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        mistakes.append(_notation_mistake(name, str(error)))
    return {}


def _notation_mistake(file: str, reason: str) -> str:
    """Where the notation goes wrong; Python's reader tells why in English only."""
    if place := re.search(r"\(at line ([0-9]+), column ([0-9]+)\)", reason):
        sentence = _("{file} has a mistake in its notation on line {line}, character {column} ({reason}).")
        return sentence.format(
            file=file, line=place[1], column=place[2], reason=reason[: place.start()].rstrip()
        )
    if place := re.search(r"\(at end of document\)", reason):
        sentence = _("{file} breaks off in the middle of a value or table ({reason}).")
        return sentence.format(file=file, reason=reason[: place.start()].rstrip())
    return _("{file} has a mistake in its notation: {reason}.").format(file=file, reason=reason)


def _read_list(path: Path, folder: Path, mistakes: list[str]) -> PackList | None:
    data = _read_toml(path, mistakes)
    if not data:
        return None
    data = {"entries" if key == "entry" else key: value for key, value in data.items()}
    return _validated(PackList, data, path, folder, mistakes)


def _read_mark(folder: Path, name: object, mistakes: list[str]) -> bytes | None:
    path = folder / str(name)
    try:
        if folder.resolve() in path.resolve().parents:
            return path.read_bytes()
    except OSError:
        pass
    mistakes.append(
        _("The mark “{name}” named in {file} isn't in the folder of the pack.").format(name=name, file=PACK)
    )
    return None


def _read_type(folder: Path, info: PackInfo, mistakes: list[str]) -> InstalledType | None:
    found = len(mistakes)
    data = _read_toml(folder / MANIFEST, mistakes)
    template = _read_template(folder / TEMPLATE, mistakes)
    if len(mistakes) > found:
        return None
    written = data.pop("section", None)
    sections = [
        {("fields" if key == "field" else key): value for key, value in section.items()}
        for section in (written if isinstance(written, list) else ())
        if isinstance(section, Mapping)
    ]
    if not sections:
        mistakes.append(_("{file} has no [[section]].").format(file=f"{folder.name}/{MANIFEST}"))
        return None
    made = {**data, "id": f"{info.id}/{folder.name}", "sections": sections, "pack": info}
    document_type = _validated(DocumentType, made, folder / MANIFEST, folder.parent, mistakes)
    if document_type is None:
        return None
    mistakes += contradictions(document_type, f"{folder.name}/{MANIFEST}")
    found_samples = sorted((folder / "samples").glob("*"))
    samples = tuple(path for path in found_samples if path.suffix in {".json", ".brief"})
    return InstalledType(type=document_type, template=template, samples=samples)


def _read_template(path: Path, mistakes: list[str]) -> bytes:
    name = "/".join(path.parts[-2:])
    try:
        if path.stat().st_size > _LARGEST_TEMPLATE:
            mistakes.append(_("{file} is too large to be read.").format(file=name))
            return b""
        return path.read_bytes()
    except FileNotFoundError:
        mistakes.append(_("{file} is missing.").format(file=name))
    except OSError as error:
        mistakes.append(_("{file} can't be read: {reason}.").format(file=name, reason=error.strerror))
    return b""


def _validated(
    model: type[Model], data: Mapping[str, Any], path: Path, pack: Path, mistakes: list[str]
) -> Model | None:
    file = path.relative_to(pack).as_posix()
    try:
        return model.model_validate(data)
    except ValidationError as error:
        for detail in error.errors(include_url=False, include_input=False, include_context=False):
            where = ".".join(str(part) for part in detail["loc"])
            mistakes.append(f"{file}: {where}: {_sentence(detail['type'], detail['msg'])}")
    return None


def _sentence(kind: str, message: str) -> str:
    known = {
        "missing": _("is missing."),
        "extra_forbidden": _("is not a known name; remove it or correct its spelling."),
        "string_type": _("must be a text between quotes."),
        "bool_type": _("must be true or false."),
        "bool_parsing": _("must be true or false."),
        "tuple_type": _("must be a list between square brackets."),
        "list_type": _("must be a list between square brackets."),
        "dict_type": _("must be a table: a heading [name] with values under it."),
        "mapping_type": _("must be a table: a heading [name] with values under it."),
        "model_type": _("must be a table: a heading [name] with values under it."),
        "string_too_long": _("is too long."),
        "enum": _("is not one of the allowed values."),
        "string_pattern_mismatch": _("may only have small letters, digits and underscores."),
        "string_too_short": _("may not be empty."),
    }
    return known.get(kind) or _("can't be used ({reason}).").format(reason=message)
