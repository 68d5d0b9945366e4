"""A mistake in a file of a pack: its sentence for a list of them, and apart what is wrong and where."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

__all__ = ["Mistake", "MistakeKind"]


class MistakeKind(StrEnum):
    """What kind of mistake it is."""

    NOTATION = "notation"
    VALUE = "value"
    CONTRADICTION = "contradiction"
    MISSING = "missing"
    UNREADABLE = "unreadable"
    TEXT_BLOCK = "text_block"


class Mistake(str):
    """A sentence that names the file, as whoever installs a pack reads it.

    path: the file; what: what is wrong, without the file; line: from 1, 0 where `place` says it: the keys and
    numbers of a value as pydantic gives them, or the id of a field ("groep/veld") or section and a key.
    """

    __slots__ = ("field", "key", "kind", "line", "path", "place", "section", "what")
    path: Path
    kind: MistakeKind
    what: str
    line: int
    place: tuple[str | int, ...]
    field: str
    section: str
    key: str

    @classmethod
    def of(
        cls,
        sentence: str,
        path: Path,
        kind: MistakeKind,
        what: str = "",
        *,
        line: int = 0,
        place: tuple[str | int, ...] = (),
        field: str = "",
        section: str = "",
        key: str = "",
    ) -> Mistake:
        """A mistake; `what` is the sentence itself if it isn't given."""
        made = cls(sentence)
        made.path, made.kind, made.what, made.line = path, kind, what or sentence, line
        made.place, made.field, made.section, made.key = place, field, section, key
        return made
