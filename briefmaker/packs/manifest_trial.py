"""Whether a manifest can be used as it stands: everything that is wrong with it, beside its key, and the
document type that it makes, with what is wrong left out so that there is nearly always a form to show."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from briefmaker.i18n import _
from briefmaker.letter.document_type import DocumentType, PackInfo
from briefmaker.packs.contradictions import Contradiction, contradictions_found
from briefmaker.packs.files import validation_sentence
from briefmaker.packs.manifest_editing import At, Manifest
from briefmaker.packs.reading import type_values

__all__ = ["Fault", "Trial", "tried"]

_MOST_ROUNDS = 30
_NEEDED = {"id", "label", "title"}


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is wrong: where in the manifest, at which key ("metadata.title" for one of a table of
    the type), and a sentence."""

    at: At
    key: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Trial:
    """What is wrong, and the document type without it; None when nothing can be shown."""

    faults: tuple[Fault, ...]
    shown: DocumentType | None

    @property
    def is_good(self) -> bool:
        """Whether letters can be made with the manifest as it stands."""
        return not self.faults

    def at(self, at: At) -> dict[str, str]:
        """The first sentence of each key of a place."""
        found: dict[str, str] = {}
        for fault in self.faults:
            if fault.at == at:
                found.setdefault(fault.key, fault.sentence)
        return found


def tried(manifest: Manifest, folder: str, info: PackInfo) -> Trial:
    """Try a manifest as that of the document type in a folder of this name, in the pack `info`."""
    faults, shown = _round(manifest.data, folder, info)
    if not manifest.sections:
        return Trial((Fault((), "section", _("There is no section yet. Add one.")), *faults), None)
    data, left = copy.deepcopy(manifest.data), faults
    for _number in range(_MOST_ROUNDS):
        if not left or not data.get("section"):
            break
        _leave_out(data, left)
        left, shown = _round(data, folder, info)
    return Trial(tuple(faults), None if left else shown)


def _round(data: Mapping[str, Any], folder: str, info: PackInfo) -> tuple[list[Fault], DocumentType | None]:
    try:
        made = DocumentType.model_validate(type_values(data, folder, info))
    except ValidationError as error:
        return list(_validation_faults(error)), None
    found = contradictions_found(made)
    return [
        Fault(_place_of(data, each), each.key, _as_told(each.reason or each.sentence)) for each in found
    ], made


def _validation_faults(error: ValidationError) -> Iterator[Fault]:
    for detail in error.errors(include_url=False, include_input=False, include_context=False):
        at, rest = _parted(detail["loc"])
        key = ".".join(str(part) for part in rest if not isinstance(part, int))
        yield Fault(at, key, _as_told(validation_sentence(detail["type"], detail["msg"])))


def _parted(where: Sequence[int | str]) -> tuple[At, Sequence[int | str]]:
    """The place that pydantic's path begins with, and the keys behind it."""
    at: At = ()
    rest = list(where)
    while len(rest) > 1 and rest[0] in ("sections", "fields", "field") and isinstance(rest[1], int):
        at = (*at, rest[1])
        rest = rest[2:]
    return at, rest


def _as_told(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _place_of(data: Mapping[str, Any], found: Contradiction) -> At:
    """Where it stands; of several of one id the last, which is the one too many."""
    place: At = ()
    for number, section in enumerate(data.get("section", ())):
        if found.section and section.get("id") == found.section:
            place = (number,)
        for at, field in enumerate(section.get("field", ())):
            name, _slash, sub = found.field.partition("/")
            if not name or field.get("id") != name:
                continue
            if not sub:
                place = (number, at)
            for inside, each in enumerate(field.get("field", ())):
                if sub and each.get("id") == sub:
                    place = (number, at, inside)
    return place


def _leave_out(data: dict[str, Any], faults: Sequence[Fault]) -> None:
    """Take what is wrong out of the values: a key, or a whole field when it can't do without that key."""
    gone: set[At] = set()
    for fault in faults:
        values = _values_at(data, fault.at)
        key, _point, inside = fault.key.partition(".")
        if inside and isinstance(values.get(key), dict):
            values[key].pop(inside, None)
        elif key in _NEEDED and (not fault.at or key == "label"):
            values[key] = str(values.get("id") or "?")
        elif key in values and key not in _NEEDED and key != "field":
            del values[key]
        elif fault.at:
            gone.add(fault.at)
        else:
            values.pop(key, None)
    for at in sorted(gone, reverse=True):
        around = _values_at(data, at[:-1])
        del around["section" if len(at) == 1 else "field"][at[-1]]


def _values_at(data: dict[str, Any], at: At) -> dict[str, Any]:
    for depth, number in enumerate(at):
        data = data["section" if not depth else "field"][number]
    return data
