"""What is joined into one PDF, and what there is to say about it: values that both processes know."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

__all__ = [
    "LARGEST_JOINED",
    "MOST_PAGES",
    "BookmarkedText",
    "Joined",
    "Part",
    "PartFacts",
    "Remark",
    "RemarkKind",
]

MOST_PAGES = 3_000
"""Pages of a joined PDF, at most."""

LARGEST_JOINED = 200_000_000
"""Bytes of all its parts together, at most."""


class RemarkKind(StrEnum):
    """What is said about a part, or about all of it."""

    NOT_ACCESSIBLE = "not-accessible"
    """It doesn't say that it keeps to PDF/UA, and its being read aloud rightly can't be told."""
    FALSELY_ACCESSIBLE = "falsely-accessible"
    """It says that it keeps to PDF/UA, and doesn't."""
    NOT_ARCHIVABLE = "not-archivable"
    ACTIONS_REMOVED = "actions-removed"
    """Scripts, or actions that start something."""
    FILES_REMOVED = "files-removed"
    """Files, sounds and films inside the PDF."""
    FORM_FLATTENED = "form-flattened"
    SIGNATURE_LOST = "signature-lost"
    NOT_ACCESSIBLE_TOGETHER = "not-accessible-together"
    NOT_ARCHIVABLE_TOGETHER = "not-archivable-together"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to say. part: which of the parts, from 0; -1 for the letter, or all of it together."""

    part: int
    kind: RemarkKind


@dataclass(frozen=True, slots=True)
class BookmarkedText:
    """A text enclosure that is printed in the letter: its title there, and its bookmark."""

    title: str = field(repr=False)
    bookmark: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Part:
    """A file that is put behind the letter.

    data: a PDF, or a picture (PNG or JPEG) with its description in `alt`. bookmark: "Bijlage 2:
    Begroting"; label: "Bijlage 2", for the labels of its pages.
    """

    data: bytes = field(repr=False)
    bookmark: str = field(repr=False)
    label: str
    is_picture: bool = False
    alt: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class PartFacts:
    """What a look at one part told."""

    pages: int
    is_accessible: bool
    is_archivable: bool
    kinds: tuple[RemarkKind, ...] = ()


@dataclass(frozen=True, slots=True)
class Joined:
    """One PDF of a letter and its enclosures.

    is_accessible, is_archivable: whether it keeps to PDF/UA-1 and PDF/A-2b, and so says it does. remarks:
    why not, and what was taken out of the parts.
    """

    pdf: bytes = field(repr=False)
    pages: int
    is_accessible: bool
    is_archivable: bool
    remarks: tuple[Remark, ...] = ()
