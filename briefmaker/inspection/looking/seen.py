"""A Word file as the rules about its looks see it: read once, for all of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final

from lxml import etree

from briefmaker.errors import UnusablePack
from briefmaker.i18n import _
from briefmaker.inspection.finding import Spot
from briefmaker.inspection.looking.looks_of_elements import W
from briefmaker.inspection.looking.sheet import Sheet
from briefmaker.inspection.subject import Subject
from briefmaker.inspection.word_file import TextParagraph, WordPart
from briefmaker.letter.document_type import BodyStyles
from briefmaker.rendering.package import Relationship

__all__ = ["FALLBACK", "Seen", "beside", "quoted", "shown_text", "style_of"]

FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LONGEST: Final = 60
_KINDS: Final = {
    "table": "table", "strong": "character", "emphasis": "character", "link": "character",
    "footnote_reference": "character",
}  # fmt: skip
_DISPENSABLE: Final = frozenset(("motto", "footnote_text", "footnote_reference"))
"""Roles that another style stands in for when nothing was named for them."""
_NOT_PRINTED: Final = re.compile(r"\{%[^{}]*%\}|\{#[^{}]*#\}|\{\{(?:p|tr|tc)\s[^{}]*\}\}")


class Seen:
    """What is inspected, with its styles. The house style's own file has no document type."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        self.file = subject.file.file
        self.package = subject.file.package

    @cached_property
    def parts(self) -> tuple[WordPart, ...]:
        """The parts with text; none when one of them is damaged, which another rule says."""
        try:
            return self.subject.file.parts
        except UnusablePack:
            return ()

    @cached_property
    def fonts(self) -> frozenset[str]:
        """The names of the fonts that can be counted on, casefolded; empty when that isn't known."""
        return frozenset(name.casefold() for name in self.subject.fonts)

    @cached_property
    def roles(self) -> tuple[tuple[str, str, str], ...]:
        """(role, kind, name) of the styles that texts are written in. Of a template in a house style only
        those that its manifest names; what a text can do without is left out."""
        document_type = self.subject.document_type
        own = self.subject.styles or BodyStyles()
        styles = own if document_type is None else document_type.styles
        found = []
        for role, value in styles:
            if self.house is not None and document_type is not None and role not in document_type.own_styles:
                continue
            if role in _DISPENSABLE and value == getattr(BodyStyles(), role):
                continue
            names = value if isinstance(value, tuple) else (value,)
            found += [(role, _KINDS.get(role, "paragraph"), name) for name in names]
        return tuple(found)

    @property
    def is_house_style(self) -> bool:
        """Whether this is the file of a house style, whose document is never printed."""
        return self.subject.document_type is None

    @property
    def printed_parts(self) -> tuple[WordPart, ...]:
        """The parts that letters have: of a house style's file not its document."""
        own = self.package.document
        return tuple(part for part in self.parts if not (self.is_house_style and part.name == own))

    @cached_property
    def sheet(self) -> Sheet:
        """The file's own styles."""
        return Sheet(self.subject.file)

    @cached_property
    def house(self) -> Sheet | None:
        """Those of the house style in which the template is printed, None when it has its own looks."""
        given = self.subject.house_style
        return None if given is None or self.is_house_style else Sheet(given)

    def in_house_style(self, kind: str, style: str) -> str | None:
        """The id of the house style's own style in which one of the file's is printed, as compiling finds it;
        None when it has none, or the file has its own looks."""
        if self.house is None:
            return None
        if self.sheet.has(kind, style):
            return self.house.index.named(kind, self.sheet.name(style))
        return style if self.house.has(kind, style) else self.house.index.named(kind, style)

    def paragraphs(self) -> Iterator[tuple[WordPart, TextParagraph]]:
        """Every paragraph with its part; not the lines between text and notes, which nobody writes."""
        for part in self.parts:
            if part.name.endswith(("footnotes.xml", "endnotes.xml")):
                yield from ((part, each) for each in part.paragraphs if not _is_separator(each.element))
            else:
                yield from ((part, each) for each in part.paragraphs)

    def at(self, part: WordPart, paragraph: TextParagraph, start: int = 0, end: int | None = None) -> Spot:
        """The place of a paragraph or of a stretch of it."""
        return part.spot(self.file, paragraph.number, start, end)

    def around(self, part: WordPart, element: etree._Element) -> Spot:
        """The place of the paragraph in which an element stands; the part when it stands in none."""
        return part.spot(self.file, part.number_of(element))

    def in_styles(self, name: str) -> Spot:
        """The place of a style."""
        return Spot(self.file, part=self.sheet.part, part_label=_("the styles"), words=name)

    def relationships(self) -> Iterator[tuple[str, Relationship]]:
        """Every relationship with the part that has it ("" for the file itself); none of a damaged part."""
        for name in self.package.members:
            folder, slash, own = name.rpartition("_rels/")
            if slash and own.endswith(".rels"):
                part = folder + own.removesuffix(".rels")
                try:
                    yield from ((part, link) for link in self.package.relationships(part))
                except UnusablePack:
                    continue


def style_of(paragraph: TextParagraph, sheet: Sheet) -> str:
    """The id of a paragraph's style, that of the usual one when it names none."""
    found = paragraph.element.find(f"{W}pPr/{W}pStyle")
    return sheet.usual_paragraph if found is None else found.get(f"{W}val", "")


def shown_text(paragraph: TextParagraph) -> str:
    """A paragraph's text with blanks for what is never printed as it stands: conditions, loops,
    and what whole paragraphs take the place of."""
    return _NOT_PRINTED.sub(_blank, paragraph.text)


def quoted(seen: Seen, spots: Sequence[Spot]) -> str:
    """What stands at the first of these places, in quotes, and how many there are more."""
    part = seen.subject.file.part(spots[0].part)
    text = "" if part is None else part.paragraphs[spots[0].paragraph].text[spots[0].start : spots[0].end]
    if part is not None and not text.strip():
        text = beside(part, spots[0].paragraph)
    said = _("“{words}”").format(words=_shortened(text))
    if len(spots) > 1:
        return _("{words} (and {count} more)").format(words=said, count=len(spots) - 1)
    return said


def beside(part: WordPart, number: int) -> str:
    """Words by which a paragraph is found that has none of its own: those of the nearest above it, else below
    it; how the part is called where there are none."""
    for paragraph in (*reversed(part.paragraphs[:number]), *part.paragraphs[number + 1 :]):
        if text := shown_text(paragraph).strip():
            return _shortened(text)
    return part.label


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()}…"


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _is_separator(paragraph: etree._Element) -> bool:
    parent = paragraph.getparent()
    return parent is not None and parent.get(f"{W}type", "normal") != "normal"
