"""The enclosed files of a letter beside its JSON, as its pictures are: by the hash of their bytes.

In a bare `letter.json` the bytes of a file stand in its enclosure as base64 (`data`); in a `.brief`, and
beside a draft, a name stands there (`file`: "enclosures/<sha256>.pdf"). A file that isn't there, or isn't
what its name says, leaves an enclosure with an empty file: title and the rest are whole, and `forms`
reports it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Any

from briefmaker.drafts.pictures import Find, decoded
from briefmaker.letter.answers import Answers, EnclosedFile, Enclosure
from briefmaker.letter.enclosed_files import FileKind

__all__ = [
    "FILE_NAME",
    "LARGEST_MEMBER",
    "Files",
    "carried_by_word",
    "named",
    "with_files",
    "without_files",
]

FILE_NAME = re.compile(r"enclosures/([0-9a-f]{64})\.(?:pdf|docx|png|jpg|bin)")
LARGEST_MEMBER = 50_000_000
"""Bytes of one that is read; one that is larger than may be enclosed is kept and reported up to here."""

_LARGEST_IN_WORD = 5_000_000
_ENDINGS = {FileKind.JPEG: "jpg", FileKind.OTHER: "bin"}

Files = dict[tuple[str, int], EnclosedFile]
"""Enclosed files by the field and the index of their enclosure."""


def without_files(answers: Answers) -> tuple[Answers, Files]:
    """The answers in which every enclosed file has lost its bytes, and the files; the same answers when there
    are none."""
    files: Files = {}
    bare: dict[str, tuple[Enclosure, ...]] = {}
    for field in answers:
        enclosures = answers.enclosures(field)
        mine = {(field, index): each.file for index, each in enumerate(enclosures) if each.file is not None}
        if mine:
            files |= mine
            bare[field] = tuple(
                each if each.file is None else each.model_copy(update={"file": _emptied(each.file)})
                for each in enclosures
            )
    return (answers.with_answers(bare), files) if files else (answers, files)


def named(answers: dict[str, Any], files: Files) -> dict[str, bytes]:
    """Put the name of its file in the place of each one's bytes, in the JSON of bare answers; the files by
    that name."""
    members: dict[str, bytes] = {}
    for (field, index), file in files.items():
        node = answers[field][index]["file"]
        del node["data"]
        if file.data:
            node["file"] = f"enclosures/{file.digest}.{_ENDINGS.get(file.kind, file.kind.value)}"
            members[node["file"]] = file.data
    return members


def with_files(answers: dict[str, Any], find: Find) -> dict[str, Any]:
    """The opposite: JSON of answers with the bytes of every enclosed file, b"" for a lost one."""
    for node in _file_nodes(answers):
        name, coded = node.pop("file", None), node.get("data", "")
        data = b""
        if isinstance(name, str) and (match := FILE_NAME.fullmatch(name)):
            found = find(name) or b""
            data = found if hashlib.sha256(found).hexdigest() == match[1] else b""
        elif name is None and isinstance(coded, str):
            data = decoded(coded)
        node["data"] = data if len(data) <= LARGEST_MEMBER else b""
    return answers


def _file_nodes(answers: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for value in answers.values():
        for item in value if isinstance(value, list) else ():
            node = item.get("file") if isinstance(item, dict) else None
            if isinstance(node, dict):
                yield node


def _emptied(file: EnclosedFile) -> EnclosedFile:
    return EnclosedFile(name=file.name, media_type=file.media_type, data=b"", alt=file.alt)


def carried_by_word(answers: Answers) -> Answers:
    """The answers as a Word document carries them: with its enclosed files, unless they are so large that
    nobody could send it."""
    bare, files = without_files(answers)
    return bare if sum(len(file.data) for file in files.values()) > _LARGEST_IN_WORD else answers
