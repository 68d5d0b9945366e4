"""Placeholders that stand in no text: in the addresses of links, and in descriptions of pictures."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from lxml import etree

from briefmaker.errors import UnusablePack
from briefmaker.i18n import _
from briefmaker.inspection.finding import Finding, Spot
from briefmaker.inspection.tag_names import meant_name, short
from briefmaker.inspection.tag_rules import UNASKED, UNKNOWN
from briefmaker.inspection.word_file import WordFile, WordPart
from briefmaker.rendering.package import REL, relationships_path

__all__ = ["Elsewhere", "names_elsewhere"]

_NAME = re.compile(r"(?:\{|%7[bB]){2}(?:\s|%20)*([a-z][a-z0-9_]*)")
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A name in an address or description, and the element that has it, None when nothing has."""

    name: str
    element: etree._Element | None

    def finding(self, file: str, part: WordPart, known: Collection[str]) -> Finding:
        """That the form doesn't know it."""
        what = _("In the address of a link or a description, “{name}” is no field of the form.").format(
            name=short(self.name)
        )
        meant = meant_name(self.name, known)
        mend = _("Change the link or the description in Word.")
        asked = _("Did you mean “{name}”?").format(name=meant) if meant else ""
        remedy = f"{asked} {mend}".strip()
        return (UNKNOWN if meant else UNASKED).finding(what, remedy, self._spot(file, part))

    def _spot(self, file: str, part: WordPart) -> Spot:
        number = -1 if self.element is None else part.number_of(self.element)
        if self.element is None or number < 0:
            return part.spot(file)
        inside = {*self.element.iter()}
        pieces = [each for each in part.paragraphs[number].pieces if each.element in inside]
        if not pieces:
            return part.spot(file, number)
        return part.spot(file, number, pieces[0].start, pieces[-1].end)


def names_elsewhere(file: WordFile, part: WordPart) -> Iterator[Elsewhere]:
    """The names of a part that stand in no text of it."""
    try:
        links = file.package.xml(relationships_path(part.name))
    except UnusablePack:
        links = None
    addresses = {} if links is None else {
        link.get("Id"): names
        for link in links.iter(f"{REL}Relationship")
        if (names := _NAME.findall(link.get("Target", "")))
    }  # fmt: skip
    placed = set()
    for element in part.root.iter(etree.Element):
        for key, value in element.attrib.items():
            if key == _LINK and value in addresses:
                placed.add(value)
                yield from (Elsewhere(name, element) for name in addresses[value])
            elif "{{" in str(value):
                yield from (Elsewhere(name, element) for name in _NAME.findall(str(value)))
    for link, names in addresses.items():
        if link not in placed:
            yield from (Elsewhere(name, None) for name in names)
