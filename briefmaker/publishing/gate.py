"""The gate for packs from elsewhere: what can't be used, or could do harm, is refused with a sentence.

First the structure is checked, in this process and without unpacking to disk; then the pack is tried in a
child process of little time and memory, from a private folder that is gone afterwards.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from briefmaker.errors import UnusablePack
from briefmaker.i18n import _
from briefmaker.packs.glimpses import PACK
from briefmaker.publishing.opening import Opened, opened
from briefmaker.publishing.packing import pack_files
from briefmaker.publishing.structure import check_files, check_names
from briefmaker.publishing.trial import try_in_child

__all__ = ["admitted", "admitted_folder"]


def admitted(data: bytes, *, pack: str = "", number: int = 0) -> Opened:
    """The pack file `data`, which may be used: its templates and samples were tried.

    pack, number: what it must be, given when its place in the organisation's folder says so.
    Raises UnusablePack with one sentence for everything else; nothing is left behind either way. Takes up to
    about ten seconds.
    """
    found = opened(data)
    release = found.release
    if (pack and release.pack != pack) or (number and release.number != number):
        raise UnusablePack(
            _("This pack file is of another pack or number than its place says. Publish it again.")
        )
    info = _tried(found.files, release.pack)
    if (info["id"], info["version"]) != (release.pack, release.version):
        raise UnusablePack(
            _("The pack in this file has another name or version than was signed off. Publish it again.")
        )
    return found


def admitted_folder(folder: Path) -> Mapping[str, bytes]:
    """The files of the pack in `folder` as they are this moment, by path; they may be used. Raises
    UnusablePack as `admitted`."""
    files = pack_files(folder)
    check_names(files)
    _tried(files, folder.resolve().name or PACK)
    return files


def _tried(files: Mapping[str, bytes], name: str) -> Mapping[str, str]:
    """Id and version of the pack of these files; name: what its folder is called in sentences."""
    check_files(files)
    try:
        with tempfile.TemporaryDirectory(prefix="briefmaker-", ignore_cleanup_errors=True) as place:
            folder = Path(place) / name
            for path, content in files.items():
                target = folder / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
            return try_in_child(folder)
    except UnusablePack as error:
        raise UnusablePack(_one_sentence(str(error))) from None
    except OSError as error:
        raise UnusablePack(
            _("The pack could not be tried, since it could not be unpacked ({reason}).").format(
                reason=error.strerror or type(error).__name__
            )
        ) from None


def _one_sentence(said: str) -> str:
    """What is wrong, of many things the first."""
    lines = [line for line in said.splitlines() if line.strip()]
    first, rest = (" ".join(lines[:2]), lines[2:]) if lines[0].endswith(":") else (lines[0], lines[1:])
    return first + (" " + _("({count} more)").format(count=len(rest)) if rest else "")
