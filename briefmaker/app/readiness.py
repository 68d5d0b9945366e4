"""Whether a pack can be published as it is now, and publishing exactly what was looked at."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from briefmaker.app.releases import publish
from briefmaker.app.template_check import check_pack
from briefmaker.app.working_packs import pack_in
from briefmaker.i18n import _
from briefmaker.inspection.finding import Finding
from briefmaker.packs.reading import Pack
from briefmaker.problems import Severity
from briefmaker.publishing.packing import content_hash, hashes, pack_files
from briefmaker.publishing.release import Release
from briefmaker.publishing.share_failures import RefusedRelease

__all__ = ["ChangedMeanwhile", "Readiness", "next_version", "publish_as_seen", "readiness"]

_LAST_NUMBERS = re.compile(r"^(\d+)\.(\d+)(.*)$")
_ANY_NUMBER = re.compile(r"^(.*?)(\d+)(\D*)$")


class ChangedMeanwhile(RefusedRelease):
    """The files changed since they were looked at."""


@dataclass(frozen=True, slots=True)
class Readiness:
    """A pack as it was when it was checked.

    pack, title, version: as its files say. errors keep it from being published, remarks don't. content: the
    `content_hash` of its files.
    """

    folder: Path
    pack: str
    title: str
    version: str
    errors: tuple[Finding, ...]
    remarks: tuple[Finding, ...]
    content: str


def readiness(folder: Path, published: Pack | None) -> Readiness:
    """Check the pack in `folder`, against the published one. Raises UnusablePack for files that can't be
    published at all."""
    content = _content(folder)
    findings = check_pack(folder, published=published, fonts=()).findings
    own = pack_in(folder)
    errors = tuple(each for each in findings if each.severity is Severity.ERROR)
    remarks = tuple(each for each in findings if each.severity is not Severity.ERROR)
    return Readiness(folder, own.id, own.title, own.version, errors, remarks, content)


def publish_as_seen(
    seen: Readiness,
    shared: Path,
    *,
    by: str,
    changes: str,
    now: datetime.datetime,
    version: str = "",
    based_on: int | None = None,
) -> Release:
    """Publish the pack, unless its files are others than were looked at: then raises ChangedMeanwhile.
    Otherwise as `releases.publish`."""
    if _content(seen.folder) != seen.content:
        raise ChangedMeanwhile(
            _("Files of this pack were changed while you looked at it. Nothing was published; look again.")
        )
    return publish(seen.folder, shared, by=by, changes=changes, now=now, version=version, based_on=based_on)


def next_version(own: str, used: Collection[str]) -> str:
    """The version to propose: the pack's own when it was never used, else the next free one after it.

    "1.2.0" is followed by "1.3.0", "2026-1" by "2026-2".
    """
    found = own.strip() or "1.0"
    while found in used:
        match = _LAST_NUMBERS.match(found)
        if match:
            rest = re.sub(r"\d+", "0", match[3])
            found = f"{match[1]}.{int(match[2]) + 1}{rest}"
        elif match := _ANY_NUMBER.match(found):
            found = f"{match[1]}{int(match[2]) + 1}{match[3]}"
        else:
            found = f"{found}.1"
    return found


def _content(folder: Path) -> str:
    return content_hash(hashes(pack_files(folder)))
