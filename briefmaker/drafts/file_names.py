"""Names of files that can be used on Windows, macOS and Linux alike, and names that are still free.

Sources: Microsoft, "Naming Files, Paths, and Namespaces" (reserved names and characters, trailing dots
and spaces); macOS compares names without regard to composition and case, Windows without regard to
case; most file systems take 255 bytes or UTF-16 units, encrypted home folders (eCryptfs) 143.
"""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path

from briefmaker.i18n import _

__all__ = ["LONGEST_NAME", "free_name", "is_portable", "portable_name", "proposed_file_name"]

LONGEST_NAME = 130
"""Bytes in UTF-8 of a proposed name at most: leaves room for " (2)", lock files and temporary files."""

_LONGEST_ANYWHERE = 255
_FORBIDDEN = '<>:"/\\|?*'
_AS_DASH = "/\\|:"
_DEVICES = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])", re.IGNORECASE)
_SUFFIX = re.compile(r"(\.[A-Za-z0-9]{1,12}){0,2}")
_NUMBERED = re.compile(r"(?s)(.*) \(([0-9]{1,4})\)")


def proposed_file_name(text: str, suffix: str) -> str:
    """A file name made of `text`, ending in `suffix` (".brief", ".docx"; "" for none).

    It stays in the folder it is put in, can be used on every system, shows what it is (no control or
    direction characters) and has at most LONGEST_NAME bytes. Text with nothing usable gives "Brief".
    """
    if not _SUFFIX.fullmatch(suffix):
        raise ValueError("a suffix is a dot and letters")
    made = "".join(_usable(character) for character in unicodedata.normalize("NFC", text[:10_000]))
    # Parts that were replaced may leave "2015 -  - 12" behind.
    made = re.sub(r"-(\s*-)+", "-", " ".join(made.split()))
    made = _trimmed(_cut(_trimmed(made), LONGEST_NAME - len(suffix.encode())))
    if not made or not any(unicodedata.category(character)[0] in "LNS" for character in made):
        made = _("Letter")
    if _is_device(made):
        made = f"_{made}"
    return made + suffix


def is_portable(name: str) -> bool:
    """Whether every system can hold a file of this name, and people see it as it is."""
    return (
        0 < len(name.encode("utf-8", "surrogatepass")) <= _LONGEST_ANYWHERE
        and name == name.rstrip(" .")
        and not name.startswith((" ", "~$"))
        and not _is_device(name)
        and all(_usable(character) == character for character in name if character not in "\u200d\u200c")
    )


def portable_name(name: str) -> str:
    """A name as near to `name` as every system can hold, its suffix kept."""
    return proposed_file_name(*_split(name))


def free_name(folder: Path, name: str) -> str:
    """`name`, or where a file of this name is there already "name (2)", "name (3)" and so on.

    Names that some system takes for the same (case, composition) count as there. A folder that can't be
    listed counts as empty: whoever writes must still refuse to overwrite.
    """
    if Path(name).name != name or "\\" in name or not name.strip(". ") or not _fits(name):
        name = portable_name(name)
    try:
        taken = {_compared(entry.name) for entry in folder.iterdir()}
    except OSError:
        taken = set()
    stem, suffix = _split(name)
    number = 1
    if found := _NUMBERED.fullmatch(stem):
        stem, number = found[1], int(found[2])
    candidate = name
    while _compared(candidate) in taken or os.path.lexists(folder / candidate):
        number += 1
        ending = f" ({number}){suffix}"
        candidate = _cut(stem, _LONGEST_ANYWHERE - len(ending.encode())).rstrip(" .") + ending
    return candidate


def _usable(character: str) -> str:
    """What stands for a character in a file name: itself, a dash, a space or nothing."""
    if character in _AS_DASH:
        return "-"
    if character in _FORBIDDEN:
        return "'" if character == '"' else ""
    category = unicodedata.category(character)
    if category[0] == "Z":
        return " "
    if category == "Cc":
        return " " if character in "\t\n\r\v\f\x85" else ""
    # Cf: direction and invisible characters; Cs, Co, Cn: nothing that every system shows.
    return "" if category[0] == "C" else character


def _trimmed(name: str) -> str:
    """Without what hides a file, makes it an option or a temporary one, or falls off on Windows."""
    return name.lstrip(" .~-_$").rstrip(" .-_~")


def _cut(text: str, size: int) -> str:
    """The beginning of `text` that has at most `size` bytes; between words where that loses little."""
    data = text.encode()
    if len(data) <= size:
        return text
    kept = data[:size].decode(errors="ignore")
    following = text[len(kept)]
    # Not between a letter and its accent.
    while kept and unicodedata.combining(following):
        following, kept = kept[-1], kept[:-1]
    if not following.isspace() and " " in kept[len(kept) * 2 // 3 :]:
        kept = kept[: kept.rindex(" ")]
    return kept


def _fits(name: str) -> bool:
    try:
        return len(name.encode()) <= _LONGEST_ANYWHERE
    except UnicodeEncodeError:
        return False


def _is_device(name: str) -> bool:
    """Windows takes "con", "CON.docx" and "nul .brief.docx" for devices."""
    return _DEVICES.fullmatch(name.split(".", maxsplit=1)[0].strip()) is not None


def _split(name: str) -> tuple[str, str]:
    """Stem and suffix; what is no plain suffix belongs to the stem."""
    suffix = Path(name).suffix
    return (name.removesuffix(suffix), suffix) if suffix and _SUFFIX.fullmatch(suffix) else (name, "")


def _compared(name: str) -> str:
    """Equal for names that some system takes for the same."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
