"""Whether what the types of a pack share can be used as it stands: its pack.toml and its lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from briefmaker.i18n import _
from briefmaker.letter.document_type import PackInfo, PackList
from briefmaker.packs.files import validation_sentence
from briefmaker.packs.glimpses import PACK
from briefmaker.packs.manifest_editing import Manifest
from briefmaker.packs.manifest_trial import tried
from briefmaker.packs.toml_document import TomlDocument

__all__ = ["PackFault", "pack_faults"]

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class PackFault:
    """Something that is wrong: the file that says it, the key ("organisation.name"), and a sentence."""

    file: str
    key: str
    sentence: str


def pack_faults(
    documents: Mapping[str, TomlDocument], manifests: Mapping[str, Manifest]
) -> tuple[PackFault, ...]:
    """What is wrong with these files of a pack ("pack.toml", "lists/namen.toml"), and what is wrong because
    of them with the types, whose manifests are given by folder."""
    faults: list[PackFault] = []
    lists: dict[str, PackList] = {}
    for file, document in documents.items():
        if file == PACK:
            continue
        values = {("entries" if key == "entry" else key): of for key, of in document.data.items()}
        found = _made(PackList, values, file, faults)
        if found is not None:
            faults += _of_list(found, file, lists)
            lists[found.id] = found
    values = {key: of for key, of in documents[PACK].data.items() if key != "mark"}
    info = _made(PackInfo, {**values, "lists": lists}, PACK, faults)
    if info is not None:
        for folder, manifest in manifests.items():
            shown = {fault.sentence for fault in tried(manifest, folder, info).faults}
            title = str(manifest.data.get("title") or folder)
            said = _("In “{title}”: {sentence}")
            faults += [PackFault("", "", said.format(title=title, sentence=each)) for each in sorted(shown)]
    return tuple(faults)


def _of_list(found: PackList, file: str, others: Mapping[str, PackList]) -> Iterator[PackFault]:
    if found.id in others:
        yield PackFault(file, "id", _("Another list has this short name too."))
    columns = {column for entry in found.entries for column in entry}
    if columns and found.shows not in columns:
        yield PackFault(file, "shows", _("There is no column of this name."))


def _made(model: type[Model], values: Mapping[str, Any], file: str, faults: list[PackFault]) -> Model | None:
    try:
        return model.model_validate(values)
    except ValidationError as error:
        for detail in error.errors(include_url=False, include_input=False, include_context=False):
            key = ".".join(str(part) for part in detail["loc"])
            sentence = validation_sentence(detail["type"], detail["msg"])
            faults.append(PackFault(file, key, sentence[:1].upper() + sentence[1:]))
    return None
