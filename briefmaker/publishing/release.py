"""A release of a pack: what was signed off, by whom, when, and what its files are."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

__all__ = [
    "FORMAT",
    "NO_NUMBER",
    "RELEASE",
    "VERSION",
    "NewerFormat",
    "Release",
    "read_release",
    "release_json",
]

FORMAT = 1
"""The format of pack files that this program writes, and the newest that it reads."""

RELEASE = "uitgave.json"
"""The first member of a pack file, and the name under which a release lies beside its files."""

NO_NUMBER = 0
"""The number of a pack that was packed to be sent, and never published."""

VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z.+_-]{0,39}")
"""What a version may look like: it becomes part of a file's name on every system."""

_PACK = re.compile(r"[a-z][a-z0-9_]{0,59}")
_HASH = re.compile(r"[0-9a-f]{64}")
_MOST_CHANGES = 20_000
_MOST_NAME = 200
_HIGHEST = 999_999


@dataclass(frozen=True, slots=True)
class Release:
    """One release of a pack, signed off.

    number: its place in the line of releases, from 1; NO_NUMBER when it was never published. published_by:
    who signed it off, as people know them. published_at: when, by the clock of their machine, in UTC; says
    nothing about the order. changes: what changed, in their words. restores: the number of the release whose
    content this one puts back, None for one with content of its own. files: the SHA-256 of each file by its
    path in the pack's folder.
    """

    pack: str
    version: str
    number: int
    published_by: str = field(repr=False)
    published_at: datetime.datetime
    changes: str = field(repr=False)
    restores: int | None = None
    files: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def content_number(self) -> int:
        """The number of the release in which this content was first published."""
        return self.restores or self.number

    @property
    def file_name(self) -> str:
        """The name of its pack file."""
        return f"{self.pack}-{self.version}.briefpakket"


def release_json(release: Release) -> bytes:
    """A release as `uitgave.json`; equal releases give equal bytes."""
    moment = release.published_at.astimezone(datetime.UTC).replace(microsecond=0)
    values = {
        "format": FORMAT,
        "pack": release.pack,
        "version": release.version,
        "number": release.number,
        "published_by": release.published_by,
        "published_at": moment.isoformat().replace("+00:00", "Z"),
        "changes": release.changes,
        "restores": release.restores,
        "files": dict(sorted(release.files.items())),
    }
    return json.dumps(values, indent=1, ensure_ascii=True).encode("ascii") + b"\n"


class NewerFormat(ValueError):
    """A release that a later program wrote, in a way that this one doesn't know."""


def read_release(data: bytes) -> Release:
    """The release in a `uitgave.json`. Raises ValueError for anything that is none, NewerFormat for one
    that only a later program can read; what such a one merely adds is passed over."""
    try:
        values = json.loads(data.decode("utf-8"))
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not isinstance(values, dict):
        raise ValueError("no object")  # noqa: TRY004 (one error for all that is no release)
    if _whole(values, "format", 1) > FORMAT:
        raise NewerFormat("of a newer format")
    restores = values.get("restores")
    return Release(
        pack=_matching(values, "pack", _PACK),
        version=_matching(values, "version", VERSION),
        number=_whole(values, "number", NO_NUMBER),
        published_by=_text(values, "published_by", _MOST_NAME),
        published_at=_moment(values),
        changes=_text(values, "changes", _MOST_CHANGES),
        restores=None if restores is None else _whole(values, "restores", 1),
        files=_files(values.get("files")),
    )


def _text(values: Mapping[str, Any], name: str, most: int) -> str:
    value = values.get(name)
    if not isinstance(value, str) or len(value) > most:
        raise ValueError(f"{name} is no text")
    return value


def _matching(values: Mapping[str, Any], name: str, pattern: re.Pattern[str]) -> str:
    value = _text(values, name, _MOST_NAME)
    if not pattern.fullmatch(value):
        raise ValueError(f"{name} can't be used")
    return value


def _whole(values: Mapping[str, Any], name: str, least: int) -> int:
    value = values.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= _HIGHEST:
        raise ValueError(f"{name} is no number")
    return value


def _moment(values: Mapping[str, Any]) -> datetime.datetime:
    moment = datetime.datetime.fromisoformat(_text(values, "published_at", _MOST_NAME))
    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)).astimezone(datetime.UTC)
    except OverflowError as error:
        raise ValueError("published_at is no moment") from error


def _files(value: object) -> dict[str, str]:
    if not isinstance(value, dict):
        raise ValueError("files is no table")  # noqa: TRY004
    for path, digest in value.items():
        if not isinstance(digest, str) or not _HASH.fullmatch(digest):
            raise ValueError(f"no hash for {path[:80]}")
    return value
