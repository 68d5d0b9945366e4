"""What a later version of a pack calls otherwise, or has no more: so that earlier letters keep what was
filled in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

__all__ = ["Dropped", "Renamed", "is_before", "steps_since"]

Path = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$", max_length=121)]
"""A field, or what each entry of a group has: "besluiten.tekst"."""
Version = Annotated[str, StringConstraints(max_length=40)]


class Renamed(BaseModel):
    """A field, or a kind of document, that is called `to` from version `since` of the pack on; `since` is ""
    when nobody knows."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    from_: Path = Field(alias="from")
    to: Path
    since: Version = ""


class Dropped(BaseModel):
    """A field that there is no more from version `since` of the pack on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Path
    since: Version = ""


def is_before(version: str, other: str) -> bool:
    """Whether `version` ("1.2") is earlier than `other` ("1.10"): numbers count as numbers, what is left out
    as nought. Of versions that can't be told, none is earlier."""
    return bool(version and other) and _key(version) < _key(other)


_Key = tuple[tuple[int, ...], bool, tuple[str, ...]]


def _key(version: str) -> _Key:
    """A version as it is ordered: by its numbers; "1.0rc2" comes before "1.0"."""
    pieces = re.findall(r"[0-9]{1,18}|[a-z]+", version.casefold())
    words = next((at for at, piece in enumerate(pieces) if not piece.isdigit()), len(pieces))
    numbers = [int(piece) for piece in pieces[:words]]
    while numbers and not numbers[-1]:
        numbers.pop()
    rest = tuple(piece.zfill(18) if piece.isdigit() else piece for piece in pieces[words:])
    return tuple(numbers), not rest, rest


def steps_since(renamed: Iterable[Renamed], version: str | None, now: str) -> tuple[Mapping[str, str], ...]:
    """What to call things otherwise that were named in `version`, old name to new; a step for each later
    version in turn, in which all names change at once, so that two may be exchanged. None: every step there
    ever was, the unknown first. now: the version of the pack, which no change is later than."""
    steps: dict[_Key, dict[str, str]] = {}
    for each in renamed:
        since = now if is_before(now, each.since) else each.since
        if version is None or is_before(version, since):
            steps.setdefault(_key(since), {})[each.from_] = each.to
    return tuple(steps[key] for key in sorted(steps))
