"""One draft as bytes: what is needed to go on with a letter after a crash, with a checksum round it.

    line 1   BRIEFMAKER-DRAFT 1
    line 2   SHA-256 of everything after this line, in hexadecimal
    line 3   JSON: origin, saved_hash, title, sequence, written
    rest     the letter file (`letter_file.write_letter_file`) without its pictures, which never change
             and lie beside it: a draft with megabytes of them is written as fast as any

Disks and copies change single bits without a word; no changed draft is ever taken for a whole one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefmaker.errors import UnreadableLetter

if TYPE_CHECKING:
    # The letter's values take a quarter of the program's start; most starts find no draft.
    from briefmaker.drafts.letter_file import LetterFile

__all__ = ["Draft", "DraftDamaged", "StoredDraft", "draft_bytes", "stored_draft"]

_FIRST_LINE = b"BRIEFMAKER-DRAFT 1"
_LONGEST_TITLE = 300


@dataclass(frozen=True)
class Draft:
    """An open letter as it stands.

    letter: its contents; origin: the file it was opened from or last saved to, "" for a new one;
    saved_hash: `letter_hash` of what that file holds, "" for a new one; title: how the recovery list
    names it.
    """

    letter: LetterFile
    origin: str = field(default="", repr=False)
    saved_hash: str = ""
    title: str = field(default="", repr=False)

    @property
    def has_unsaved_changes(self) -> bool:
        """Whether the letter differs from what its file holds."""
        from briefmaker.drafts.letter_file import letter_hash

        return not self.origin or letter_hash(self.letter) != self.saved_hash


@dataclass(frozen=True)
class StoredDraft:
    """A draft as it was read. sequence: the how manieth write of it, which alone decides what is newer;
    written: the moment by the clock of then (ISO 8601), to be shown only."""

    draft: Draft
    sequence: int
    written: str


class DraftDamaged(Exception):
    """The bytes are no draft, or not the ones that were written."""


def draft_bytes(draft: Draft, sequence: int, written: str) -> tuple[bytes, dict[str, bytes]]:
    """The draft as a file, and the pictures it names. Raises NotSaved as `write_letter_file`."""
    from briefmaker.drafts.archive import LETTER, archive_of
    from briefmaker.drafts.letter_file import parts_of_letter

    pictures = parts_of_letter(draft.letter)
    letter = archive_of({LETTER: pictures.pop(LETTER)})
    head = {
        "origin": draft.origin,
        "saved_hash": draft.saved_hash,
        "title": draft.title[:_LONGEST_TITLE],
        "sequence": sequence,
        "written": written,
    }
    # ASCII: file names may hold bytes that are no text, which Python keeps as half characters.
    rest = json.dumps(head).encode("ascii") + b"\n" + letter
    return b"\n".join((_FIRST_LINE, hashlib.sha256(rest).hexdigest().encode(), rest)), pictures


def stored_draft(data: bytes, find: Callable[[str], bytes | None] = lambda _name: None) -> StoredDraft:
    """The draft in these bytes, `find` gives the pictures it names; raises DraftDamaged unless the bytes
    are just what was written."""
    from briefmaker.drafts.letter_file import read_letter_file

    lines = data.split(b"\n", 2)
    if len(lines) != 3 or lines[0] != _FIRST_LINE:
        raise DraftDamaged("not a draft")
    if hashlib.sha256(lines[2]).hexdigest().encode() != lines[1]:
        raise DraftDamaged("checksum differs")
    try:
        head_line, _newline, letter = lines[2].partition(b"\n")
        head = json.loads(head_line)
        return StoredDraft(
            draft=Draft(
                letter=read_letter_file(letter, find),
                origin=str(head["origin"]),
                saved_hash=str(head["saved_hash"]),
                title=str(head["title"]),
            ),
            sequence=int(head["sequence"]),
            written=str(head["written"]),
        )
    except (UnreadableLetter, ValueError, KeyError, TypeError) as error:
        raise DraftDamaged(type(error).__name__) from None
