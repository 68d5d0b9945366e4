"""A letter as a file: `.brief`, a zip of `letter.json`, or that JSON on its own.

The format stands in `docs/files.md`. What is read is either a whole letter or an UnreadableLetter
with a sentence; what this version doesn't know is kept and written again.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import TypeAdapter, ValidationError

from briefmaker.drafts.archive import (
    LARGEST_ARCHIVE,
    LETTER,
    archive_of,
    is_archive,
    letter_member,
    other_members,
)
from briefmaker.drafts.enclosed_files import named, with_files, without_files
from briefmaker.drafts.formats import NEWEST_FORMAT, upgraded
from briefmaker.drafts.json_reading import DEEPEST, LARGEST_JSON, deeper_than, json_object, no_letter_file
from briefmaker.drafts.pictures import Find, with_pictures, without_pictures
from briefmaker.errors import NotSaved, UnreadableLetter
from briefmaker.i18n import _
from briefmaker.letter.answers import Answer, Answers, Enclosure, Entry
from briefmaker.letter.body import Body

__all__ = [
    "LetterFile",
    "letter_hash",
    "letter_json",
    "parts_of_letter",
    "read_letter_file",
    "write_letter_file",
]

_TYPE = re.compile(r"(?!\.)[^\s/\\:\x00-\x1f]{1,100}/(?!\.)[^\s/\\:\x00-\x1f]{1,100}")
_KNOWN = ("format", "document_type", "pack_version", "answers")
_LONGEST_VERSION = 100
_enclosures: TypeAdapter[tuple[Enclosure, ...]] = TypeAdapter(tuple[Enclosure, ...])
_entries: TypeAdapter[tuple[Entry, ...]] = TypeAdapter(tuple[Entry, ...])


def no_pictures(_name: str) -> None:
    """Finds nothing: what belongs to a whole letter file is in it."""
    return


@dataclass(frozen=True)
class LetterFile:
    """What a letter file holds.

    document_type: "pack/type"; pack_version: version of the pack the letter was written with, "" when
    the file doesn't say; answers: by field id, those of fields the type doesn't have (any more)
    included; further: other members of the file, as plain JSON, kept for whoever knows them.
    """

    document_type: str
    pack_version: str
    answers: Answers
    further: Mapping[str, Any] = field(default_factory=dict, repr=False, hash=False)

    def __post_init__(self) -> None:
        if not _TYPE.fullmatch(self.document_type):
            raise ValueError("a document type is named “pack/type”")


def write_letter_file(letter: LetterFile) -> bytes:
    """The bytes of a `.brief`; equal letters give equal bytes. Raises NotSaved for a letter that is
    larger or nested deeper than could be read again."""
    members = parts_of_letter(letter)
    if sum(map(len, members.values())) > LARGEST_ARCHIVE:
        raise _too_large()
    return archive_of(members)


def parts_of_letter(letter: LetterFile) -> dict[str, bytes]:
    """The members of a `.brief`: `letter.json` first, then its pictures and enclosed files. Raises NotSaved
    as `write_letter_file`."""
    data, others = _json_and_members(letter)
    return {LETTER: data, **others}


def letter_json(letter: LetterFile) -> bytes:
    """The letter as a bare `letter.json`, laid out for people. Raises NotSaved as `write_letter_file`."""
    try:
        answers = letter.answers.as_json()
    except (ValueError, RecursionError):  # pydantic's own bound, at about twice ours
        raise _too_deep() from None
    return _json_bytes(letter, answers, indent=2) + b"\n"


def letter_hash(letter: LetterFile) -> str:
    """SHA-256 (hex) of a letter's contents: equal for equal letters, whatever file they lie in."""
    return hashlib.sha256(_json_and_members(letter)[0]).hexdigest()


def read_letter_file(data: bytes, find: Find = no_pictures) -> LetterFile:
    """The letter in a `.brief` or a bare `letter.json` of any format there ever was.

    find: gives pictures and enclosed files that lie beside the file and not in it. One that can't be found
    or read leaves an empty one in its place, which `forms` reports.
    Raises UnreadableLetter, with a sentence that says what is wrong, where, and what to do. Takes time
    and memory in proportion to the data, up to the bounds of `json_reading` and `archive`.
    """
    if not data:
        raise UnreadableLetter(_("This letter file is empty. Open an earlier copy of the letter."))
    if is_archive(data):
        content, inside = letter_member(data), other_members(data)
        return letter_of_json(content, lambda name: inside(name) or find(name))
    if data[:4] in (b"%PDF", b"\xd0\xcf\x11\xe0"):
        raise no_letter_file()
    return letter_of_json(data)


def letter_of_json(data: bytes, find: Find = no_pictures) -> LetterFile:
    """The letter in the bytes of a `letter.json`; raises UnreadableLetter as `read_letter_file`."""
    raw = upgraded(json_object(data))
    document_type = raw.get("document_type")
    if not isinstance(document_type, str) or not _TYPE.fullmatch(document_type):
        raise UnreadableLetter(
            _(
                "This letter file doesn't say what kind of letter it is (“document_type”). Choose another"
                " file, or an earlier copy of it."
            )
        )
    version = raw.get("pack_version", "")
    if not isinstance(version, str) or len(version) > _LONGEST_VERSION:
        raise UnreadableLetter(
            _(
                "This letter file is damaged: “pack_version” is no version in it. Open an earlier copy of the"
                " letter."
            )
        )
    answers = raw.get("answers", {})
    if not isinstance(answers, dict):
        raise UnreadableLetter(
            _(
                "This letter file is damaged: “answers” holds no answers in it. Open an earlier copy of the"
                " letter."
            )
        )
    if b'"image"' in data or b"\\u" in data:
        answers = with_pictures(answers, find)
    if b'"file"' in data or b"\\u" in data:
        answers = with_files(answers, find)
    return LetterFile(
        document_type=document_type,
        pack_version=version,
        answers=Answers({name: _answer(name, value) for name, value in answers.items() if value is not None}),
        further={name: value for name, value in raw.items() if name not in _KNOWN},
    )


def _answer(name: str, value: object) -> Answer:
    if isinstance(value, str):
        return value
    try:
        # Python values into frozen ones: lists become tuples, numbers are not taken for texts.
        if isinstance(value, dict) and "blocks" in value:
            return Body.model_validate(value)
        if isinstance(value, list) and value and isinstance(value[0], dict) and "values" in value[0]:
            return _entries.validate_python(value)
        if isinstance(value, list):
            return _enclosures.validate_python(value)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        place = ".".join(str(step) for step in first["loc"])[:200]
        raise UnreadableLetter(
            _(
                "This letter file is damaged: the value of “{field}” can't be read (at {place})."
                " Open an earlier copy of the letter."
            ).format(field=name[:100], place=place or "1")
        ) from None
    raise UnreadableLetter(
        _(
            "This letter file is damaged: the value of “{field}” is neither a text nor a list of enclosures."
            " Open an earlier copy of the letter."
        ).format(field=name[:100])
    )


def _json_and_members(letter: LetterFile) -> tuple[bytes, dict[str, bytes]]:
    bare, files = without_files(letter.answers)
    try:
        answers, pictures = without_pictures(bare)
    except (ValueError, RecursionError):  # pydantic's own bound, at about twice ours
        raise _too_deep() from None
    enclosed = named(answers, files)
    return _json_bytes(letter, answers, indent=None), {**pictures, **enclosed}


def _json_bytes(letter: LetterFile, answers: dict[str, Any], indent: int | None) -> bytes:
    raw: dict[str, Any] = {
        "format": NEWEST_FORMAT,
        "document_type": letter.document_type,
        "pack_version": letter.pack_version,
        "answers": answers,
        **{name: value for name, value in letter.further.items() if name not in _KNOWN},
    }
    if deeper_than(raw, DEEPEST):
        raise _too_deep()
    separators = (",", ":") if indent is None else None
    text = json.dumps(raw, ensure_ascii=False, indent=indent, separators=separators)
    try:
        data = text.encode()
    except UnicodeEncodeError:
        # Half characters, as a faulty paste leaves them: no file can hold them. Shown as U+FFFD.
        data = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()
    if len(data) > LARGEST_JSON:
        raise _too_large()
    return data


def _too_large() -> NotSaved:
    return NotSaved(_("The letter can't be saved: it is larger than a letter can be. Take some text out."))


def _too_deep() -> NotSaved:
    return NotSaved(
        _(
            "The letter can't be saved: its lists, quotes or tables are nested more than sixty deep."
            " Take some levels out."
        )
    )
