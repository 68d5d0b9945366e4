"""A letter: for every field of its document type a valid part, or a visible gap."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict, Field

from briefmaker.letter.answers import Enclosure
from briefmaker.letter.body import Body
from briefmaker.letter.document_type import PrintedAs

__all__ = [
    "BodyPart",
    "DatePart",
    "EnclosuresPart",
    "EntryPart",
    "Gap",
    "GroupPart",
    "Letter",
    "LinesPart",
    "Part",
    "TextPart",
]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class TextPart(_Frozen):
    """A short text; "" where an optional field was left empty."""

    value: str = Field(default="", repr=False)


class LinesPart(_Frozen):
    """Lines that stand under each other, none of them blank."""

    lines: tuple[str, ...] = Field(default=(), repr=False)


class DatePart(_Frozen):
    """A day."""

    day: datetime.date


class BodyPart(_Frozen):
    """A running text."""

    body: Body = Body()


class EnclosuresPart(_Frozen):
    """Text enclosures in their order."""

    enclosures: tuple[Enclosure, ...] = ()


class Gap(_Frozen):
    """Something that is missing or can't be read: prints as `[label]`."""

    label: str

    @property
    def printed(self) -> str:
        """How the gap shows on the page."""
        return f"[{self.label}]"


EntryPart = TextPart | LinesPart | DatePart | BodyPart | Gap
"""What stands in an entry of a group."""


class GroupPart(_Frozen):
    """The entries of a group in their order, each with a part for every field, in the order of the fields.

    printed_as: what they become where the group is printed as a whole text.
    """

    entries: tuple[Mapping[str, EntryPart], ...] = Field(default=(), repr=False)
    printed_as: PrintedAs = PrintedAs.ROWS

    @property
    def first_parts(self) -> tuple[EntryPart, ...]:
        """What tells the entries apart: of each the part of the group's first field."""
        return tuple(next(iter(entry.values())) for entry in self.entries if entry)


Part = EntryPart | EnclosuresPart | GroupPart


class Letter(_Frozen):
    """A letter ready to be printed, gaps included.

    language: BCP 47, e.g. "nl-NL". house_style: id of one of the pack's, "" when it has none. title, author,
    subject: the document's properties, plain text.
    """

    document_type: str
    language: str
    house_style: str = ""
    title: str = Field(default="", repr=False)
    author: str = Field(default="", repr=False)
    subject: str = Field(default="", repr=False)
    parts: Mapping[str, Part] = Field(repr=False)

    @property
    def gaps(self) -> tuple[str, ...]:
        """Places of the fields that print as a gap: "onderwerp", "besluiten/0/tekst"."""
        found = []
        for field, part in self.parts.items():
            if isinstance(part, Gap):
                found.append(field)
            elif isinstance(part, GroupPart):
                found += [
                    f"{field}/{number}/{name}"
                    for number, entry in enumerate(part.entries)
                    for name, each in entry.items()
                    if isinstance(each, Gap)
                ]
        return tuple(found)
