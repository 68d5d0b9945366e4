"""Which files a pack may consist of: names that are the same on every system, kinds that Briefmaker reads,
sizes and pictures that it can hold."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Final

from briefmaker.drafts.failures import shown
from briefmaker.drafts.file_names import is_portable
from briefmaker.errors import UnusablePack
from briefmaker.i18n import _
from briefmaker.packs.glimpses import PACK
from briefmaker.rendering.pictures import pixels_of

__all__ = ["ENDINGS", "check_files", "check_names"]

_MB: Final = 1_000_000
ENDINGS: Final[Mapping[str, int]] = {
    ".toml": 2 * _MB, ".md": 2 * _MB, ".txt": 2 * _MB, ".svg": 2 * _MB, ".docx": 20 * _MB,
    ".json": 20 * _MB, ".brief": 20 * _MB, ".png": 20 * _MB, ".jpg": 20 * _MB, ".jpeg": 20 * _MB,
    ".pdf": 20 * _MB,
}  # fmt: skip
"""What a file's name may end in, and how many bytes it may have."""
_ZIPS: Final = (".docx", ".brief")
_TEXTS: Final = (".toml", ".md", ".txt", ".svg")
_PICTURES: Final = (".png", ".jpg", ".jpeg")
_MOST_PIXELS: Final = 50 * _MB
_DEEPEST: Final = 6
_LONGEST: Final = 200
_IN_SVG = re.compile(rb"<!DOCTYPE|<!ENTITY|<script|javascript:|<foreignObject", re.IGNORECASE)


def check_names(names: Iterable[str]) -> None:
    """Raise UnusablePack unless these are paths ("brief/template.docx") that stay in their folder and mean
    the same file on Windows, macOS and Linux, each another one."""
    seen: set[str] = set()
    folders: set[str] = set()
    for name in names:
        parts = name.split("/")
        if len(name) > _LONGEST or len(parts) > _DEEPEST or not all(map(_is_plain, parts)):
            raise UnusablePack(
                _("This pack holds a file whose name not every computer can hold (“{name}”).").format(
                    name=shown(name[:_LONGEST])
                )
            )
        folded = _folded(name)
        if folded in seen:
            raise _twice(name)
        seen.add(folded)
        folders |= {"/".join(folded.split("/")[:depth]) for depth in range(1, len(parts))}
    if both := seen & folders:
        raise _twice(min(both))


def _twice(name: str) -> UnusablePack:
    return UnusablePack(_("This pack holds the file “{name}” twice.").format(name=shown(name)))


def _is_plain(part: str) -> bool:
    return is_portable(part) and part.isprintable() and unicodedata.is_normalized("NFC", part)


def _folded(name: str) -> str:
    """What a file system that knows no case, and takes accents apart, makes of a name."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", name).casefold())


def check_files(files: Mapping[str, bytes]) -> None:
    """Raise UnusablePack for a file of a pack that is no such thing as its name says, or too large, and for
    files that are no pack. `files` have names that `check_names` let pass."""
    for name, content in files.items():
        ending = name[name.rfind(".") :].lower() if "." in name.rsplit("/", 1)[-1] else ""
        if ending not in ENDINGS:
            raise UnusablePack(
                _("A pack has no files of the kind of “{name}”. Take it out.").format(name=shown(name))
            )
        if len(content) > ENDINGS[ending]:
            raise UnusablePack(_("“{name}” in this pack is too large.").format(name=shown(name)))
        if not _is_what_it_says(ending, content):
            raise UnusablePack(
                _("“{name}” in this pack is damaged, or something else than its name says.").format(
                    name=shown(name)
                )
            )
    if PACK not in files:
        raise UnusablePack(_("This is no pack: there is no {file} in it.").format(file=PACK))


def _is_what_it_says(ending: str, content: bytes) -> bool:
    if ending in _ZIPS:
        return content.startswith(b"PK\3\4")
    if ending in _PICTURES:
        return _is_picture(content)
    if ending == ".pdf":
        return content.startswith(b"%PDF-")
    if ending == ".svg" and _IN_SVG.search(content):
        return False
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return not (ending in _TEXTS and b"\0" in content)


def _is_picture(content: bytes) -> bool:
    try:
        across, down = pixels_of(content)
    except ValueError:
        return False
    return across * down <= _MOST_PIXELS
