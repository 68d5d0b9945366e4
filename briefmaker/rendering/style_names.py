"""Styles found by their names: what Word calls them in English, what a Dutch program may have called them.

Word keeps English names in the file and translates ids ("Kop1" is the style named "heading 1"); other
programs, and people, write the Dutch names themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from briefmaker.rendering.package import Package

__all__ = ["StyleIndex", "english_name", "kind_of", "names_of", "style_sheet"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DUTCH: Final = {
    "standaard": "normal",
    "plattetekst": "body text",
    "platte tekst": "body text",
    "citaat": "quote",
    "titel": "title",
    "ondertitel": "subtitle",
    "aanhef": "salutation",
    "afsluiting": "closing",
    "handtekening": "signature",
    "koptekst": "header",
    "voettekst": "footer",
    "bijschrift": "caption",
    "voetnoottekst": "footnote text",
    "voetnootmarkering": "footnote reference",
    "eindnoottekst": "endnote text",
    "eindnootmarkering": "endnote reference",
    "zwaar": "strong",
    "nadruk": "emphasis",
    "standaardalinea-lettertype": "default paragraph font",
    "standaardtabel": "normal table",
    "geen lijst": "no list",
    "tabelraster": "table grid",
    "lijstalinea": "list paragraph",
}
_DUTCH_LEVELS: Final = {
    "kop": "heading",
    "lijst opsom.teken": "list bullet",
    "lijstopsomteken": "list bullet",
    "lijstnummering": "list number",
    "lijstnummer": "list number",
    "lijstvoortzetting": "list continue",
}
"""The names that Word shows for its own styles in Dutch; levels are counted after them."""
_LEVEL: Final = re.compile(r"(.*?) ?([1-9])?")


def names_of(style: etree._Element) -> Iterator[str]:
    """The names of a style, its own first, then its aliases (17.7.4.1)."""
    name = style.find(f"{_W}name")
    if name is not None:
        yield name.get(f"{_W}val", "").strip()
    aliases = style.find(f"{_W}aliases")
    if aliases is not None:
        yield from (alias.strip() for alias in aliases.get(f"{_W}val", "").split(","))


def style_sheet(package: Package) -> etree._Element | None:
    """The styles of a package, None when it has none."""
    name = next(package.related(package.document, "styles"), None)
    return None if name is None else package.xml(name)


class StyleIndex:
    """The styles of one file, by id and by kind and name."""

    def __init__(self, styles: etree._Element | None) -> None:
        self.by_id: dict[str, etree._Element] = {}
        self._ids: dict[tuple[str, str], str] = {}
        found = [] if styles is None else styles.findall(f"{_W}style")
        for style in found:
            own = style.get(f"{_W}styleId", "")
            self.by_id.setdefault(own, style)
            for name in names_of(style):
                self._ids.setdefault((kind_of(style), name.casefold()), own)
        for style in found:  # a style of this very name goes before one that only means the same
            for name in names_of(style):
                self._ids.setdefault((kind_of(style), english_name(name)), style.get(f"{_W}styleId", ""))

    def named(self, kind: str, name: str) -> str | None:
        """The id of the style of this name, or of what Word calls so in the other language."""
        known = self._ids.get((kind, name.casefold()))
        return self._ids.get((kind, english_name(name))) if known is None else known


def kind_of(style: etree._Element) -> str:
    """What a style is for: "paragraph", "character", "table" or "numbering"."""
    return style.get(f"{_W}type", "paragraph")


def english_name(name: str) -> str:
    """What Word calls a style in the file, by the name that its Dutch window shows; casefolded."""
    known = name.casefold()
    if known in _DUTCH:
        return _DUTCH[known]
    match = _LEVEL.fullmatch(known)
    if match and match[1] in _DUTCH_LEVELS:
        english = _DUTCH_LEVELS[match[1]]
        return f"{english} {match[2]}" if match[2] else english
    return known
