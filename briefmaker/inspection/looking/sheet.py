"""The styles of a Word file, with what they come to: what a style says, and all that it is based on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Final

from lxml import etree

from briefmaker.errors import UnusablePack
from briefmaker.inspection.looking.looks_of_elements import (
    PARAGRAPH_USUAL,
    RUN_USUAL,
    Look,
    W,
    paragraph_look,
    run_look,
)
from briefmaker.inspection.word_file import WordFile
from briefmaker.rendering.style_names import StyleIndex, kind_of, names_of
from briefmaker.rendering.style_roles import is_on

__all__ = ["Sheet"]

_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


class Sheet:
    """The styles of one file. part: the name of the member they stand in, "" without any. What is damaged is
    as if it weren't there."""

    def __init__(self, file: WordFile) -> None:
        self._file = file
        self.part, self.root = _related(file, "styles")
        self.index = StyleIndex(self.root)
        self._runs: dict[str, Look] = {}
        self._paragraphs: dict[str, Look] = {}

    def has(self, kind: str, style_id: str) -> bool:
        """Whether there is a style of this kind and id."""
        style = self.index.by_id.get(style_id)
        return style is not None and kind_of(style) == kind

    def id_named(self, kind: str, name: str) -> str | None:
        """The id of the style of exactly this kind and name, None without; capitals don't count."""
        return self._ids.get((kind, name.casefold()))

    def names(self, kind: str) -> tuple[str, ...]:
        """The names of all styles of a kind."""
        return tuple(
            next(names_of(style), "") for style in self.index.by_id.values() if kind_of(style) == kind
        )

    def name(self, style_id: str) -> str:
        """The name of a style; its id when it has none, or isn't there."""
        style = self.index.by_id.get(style_id)
        return style_id if style is None else next(names_of(style), style_id)

    def lineage(self, style_id: str) -> Iterator[etree._Element]:
        """A style and what it is based on; ends where a chain goes round."""
        seen: set[str] = set()
        while style_id not in seen and (style := self.index.by_id.get(style_id)) is not None:
            seen.add(style_id)
            yield style
            based = style.find(f"{W}basedOn")
            style_id = "" if based is None else based.get(f"{W}val", "")

    @cached_property
    def usual_paragraph(self) -> str:
        """The id of the style of paragraphs that name none, "" without."""
        found = (
            own
            for own, style in self.index.by_id.items()
            if kind_of(style) == "paragraph" and is_on(style.get(f"{W}default", "0"))
        )
        return next(found, "")

    @cached_property
    def run_defaults(self) -> Look:
        """How text looks about which no style says anything (w:docDefaults, 17.7.5.1)."""
        return RUN_USUAL | run_look(self._default("rPr"), self.theme_fonts)

    @cached_property
    def paragraph_defaults(self) -> Look:
        """The same of paragraphs."""
        return PARAGRAPH_USUAL | paragraph_look(self._default("pPr"))

    def run(self, style_id: str) -> Look:
        """What a style and those it is based on say of text; without the defaults."""
        if style_id not in self._runs:
            found: dict[str, str] = {}
            for style in self.lineage(style_id):
                found = run_look(style.find(f"{W}rPr"), self.theme_fonts) | found
            self._runs[style_id] = found
        return self._runs[style_id]

    def paragraph(self, style_id: str) -> Look:
        """What a style and those it is based on say of paragraphs; indents of its numbering among them."""
        if style_id not in self._paragraphs:
            found: dict[str, str] = {}
            level = ""
            for style in self.lineage(style_id):
                found = paragraph_look(style.find(f"{W}pPr")) | found
                given = style.find(f"{W}pPr/{W}numPr/{W}ilvl")
                level = level or ("" if given is None else given.get(f"{W}val", ""))
            numbered = self.numbering_look(found.get("numPr.numId", "0"), level or "0")
            self._paragraphs[style_id] = numbered | found
        return self._paragraphs[style_id]

    def numbering_look(self, number: str, level: str) -> Look:
        """What a level of a numbering says of its paragraphs."""
        found = self._levels.get((self._abstract_of.get(number, ""), level))
        return {} if found is None else paragraph_look(found.find(f"{W}pPr"))

    @property
    def language(self) -> str:
        """The language of text that names none, "" when that isn't said."""
        places = [self._default("rPr")]
        places += [style.find(f"{W}rPr") for style in self.lineage(self.usual_paragraph)]
        found = (None if place is None else place.find(f"{W}lang") for place in reversed(places))
        return next((lang.get(f"{W}val", "") for lang in found if lang is not None), "")

    @cached_property
    def theme_fonts(self) -> Mapping[str, str]:
        """The fonts that the theme's names ("minorHAnsi") stand for."""
        _name, theme = _related(self._file, "theme")
        found: dict[str, str] = {}
        for kind in ("major", "minor"):
            latin = None if theme is None else theme.find(f".//{_A}{kind}Font/{_A}latin")
            name = "" if latin is None else latin.get("typeface", "")
            found |= {f"{kind}{use}": name for use in ("HAnsi", "Ascii")}
        return found

    @cached_property
    def _ids(self) -> Mapping[tuple[str, str], str]:
        found: dict[tuple[str, str], str] = {}
        for own, style in self.index.by_id.items():
            for name in names_of(style):
                found.setdefault((kind_of(style), name.casefold()), own)
        return found

    def _default(self, name: str) -> etree._Element | None:
        return None if self.root is None else self.root.find(f"{W}docDefaults/{W}{name}Default/{W}{name}")

    @cached_property
    def _numbering(self) -> etree._Element | None:
        return _related(self._file, "numbering")[1]

    @cached_property
    def _abstract_of(self) -> Mapping[str, str]:
        found = () if self._numbering is None else self._numbering.iterfind(f"{W}num")
        links = ((each.get(f"{W}numId", ""), each.find(f"{W}abstractNumId")) for each in found)
        return {number: link.get(f"{W}val", "") for number, link in links if link is not None}

    @cached_property
    def _levels(self) -> Mapping[tuple[str, str], etree._Element]:
        found = () if self._numbering is None else self._numbering.iterfind(f"{W}abstractNum")
        return {
            (abstract.get(f"{W}abstractNumId", ""), level.get(f"{W}ilvl", "")): level
            for abstract in found
            for level in abstract.iterfind(f"{W}lvl")
        }


def _related(file: WordFile, kind: str) -> tuple[str, etree._Element | None]:
    """The name and root of the document's part of this kind, ("", None) when it is missing or damaged."""
    try:
        name = next(iter(file.package.related(file.package.document, kind)), "")
        return (name, file.package.xml(name)) if name in file.package.members else ("", None)
    except UnusablePack:
        return "", None
