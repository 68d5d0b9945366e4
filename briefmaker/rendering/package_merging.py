"""Two Word files into one: what a template's document needs is carried into the file of its house style."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from typing import Final

from lxml import etree

from briefmaker.rendering.cleaning import member, serialised
from briefmaker.rendering.package import CONTENT_TYPES, REL, Package, Relationship, relationships_path

__all__ = ["NOTE_KINDS", "PackageMerge"]

_CT = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_DOCUMENT_TYPE: Final = f"{_WORD}document.main+xml"
NOTE_KINDS: Final = ("footnotes", "endnotes")
_LOOKS: Final = frozenset(
    {"styles", "numbering", "settings", "fontTable", "theme", "header", "footer", *NOTE_KINDS}
)
"""The relationships of its document through which a house style gives its looks."""
_LEFT: Final = _LOOKS | {"stylesWithEffects", "webSettings", "glossaryDocument"}
"""The relationships of its document that a template doesn't keep."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADER, _FOOTER = f"{_W}headerReference", f"{_W}footerReference"


class PackageMerge:
    """The file that becomes of `template` and `house`, under the names that the house style's parts have.

    dress: changes the XML of a part of the template as it is carried along.
    """

    def __init__(self, template: Package, house: Package, dress: Callable[[etree._Element], None]) -> None:
        self.template: Final = template
        self.house: Final = house
        self._dress = dress
        self._members = dict(house.members)
        self._types = {**house.content_types, house.document: _DOCUMENT_TYPE}
        self._names: dict[str, str] = {}
        self._links = [link for link in house.relationships(house.document) if link.kind in _LOOKS]

    def carry_links(self, document: etree._Element) -> None:
        """Carry along what the template's document is linked to; `document` gets the new ids of it. Headers
        stay behind, and footers that no section names."""
        links = self.template.relationships(self.template.document)
        footers = {each.get(f"{_R}id") for each in document.iter(_FOOTER)}
        kept = [link for link in links if link.kind not in _LEFT or link.id in footers]
        self._rename(document, {link.id: self.add_link(link) for link in kept})

    def add_link(self, link: Relationship) -> str:
        """Link the document to what `link` of the template leads to; the relationship's id."""
        used = {each.id for each in self._links}
        own = next(name for name in _free_names(link.id, "") if name not in used)
        target = link.target if link.external else self._carried(link.target)
        self._links.append(Relationship(own, link.type, target, link.external))
        return own

    def add_part(self, kind: str, file: str, root: etree._Element) -> None:
        """Link the document to a new part of this kind ("numbering") beside it."""
        name = posixpath.join(posixpath.dirname(self.house.document), file)
        self.put(name, root)
        self._types[name] = f"{_WORD}{kind}+xml"
        used = {each.id for each in self._links}
        own = next(name for name in _free_names("rId1", "") if name not in used)
        self._links.append(Relationship(own, f"{_R[1:-1]}/{kind}", name, external=False))

    def put(self, name: str, root: etree._Element) -> None:
        """Give a part this content."""
        self._members[name] = member(serialised(root))

    def put_links(self, part: str, links: list[Relationship]) -> None:
        """Give a part these relationships, none at all for an empty list."""
        name = relationships_path(part)
        self._members.pop(name, None)
        if links:
            self._members[name] = member(_links_xml(part, links))

    def carried_links(self, part: str) -> list[Relationship]:
        """The relationships of a part of the template under their old ids; what they lead to is carried."""
        links = self.template.relationships(part)
        return [
            link if link.external else Relationship(link.id, link.type, self._carried(link.target), False)
            for link in links
        ]

    def package(self, document: etree._Element) -> Package:
        """The finished file with this document; what nothing leads to is left out."""
        self.put(self.house.document, document)
        named = {each.get(f"{_R}id") for each in document.iter(_HEADER, _FOOTER)}
        links = [link for link in self._links if link.kind not in ("header", "footer") or link.id in named]
        self.put_links(self.house.document, links)
        whole = Package(self._members, self._types, self.house.document)
        reached = _reached(whole)
        members = {
            name: each for name, each in self._members.items() if name in reached or name == CONTENT_TYPES
        }
        types = {name: self._types.get(name, "") for name in members}
        members[CONTENT_TYPES] = member(serialised(_with_types(whole.xml(CONTENT_TYPES), types)))
        return Package(members, types, self.house.document)

    def _carried(self, part: str) -> str:
        """The name that a part of the template has from now on; parts it leads to are carried along."""
        if part not in self._names:
            folder, file = posixpath.split(part)
            stem, extension = posixpath.splitext(file)
            free = (posixpath.join(folder, name) for name in _free_names(stem, extension))
            own = self._names[part] = next(name for name in free if name not in self._members)
            self._types[own] = kind = self.template.content_types.get(part, "")
            self._members[own] = self.template.members[part]
            if kind.startswith(_WORD):
                root = self.template.xml(part)
                self._dress(root)
                self.put(own, root)
            self.put_links(own, self.carried_links(part))
        return self._names[part]

    def _rename(self, root: etree._Element, ids: dict[str, str]) -> None:
        for element in root.iter(etree.Element):
            for name, value in element.attrib.items():
                if str(name).startswith(_R) and str(value) in ids:
                    element.set(name, ids[str(value)])


def _free_names(stem: str, extension: str) -> Iterator[str]:
    """The name itself, then names that say whose it is."""
    yield f"{stem}{extension}"
    yield from (f"{stem}_sjabloon{number or ''}{extension}" for number in range(10_000))


def _links_xml(part: str, links: list[Relationship]) -> bytes:
    root = etree.fromstring(f'<Relationships xmlns="{_RELATIONSHIPS}"/>')
    folder = posixpath.dirname(part)
    for link in links:
        target = link.target if link.external else posixpath.relpath(f"/{link.target}", f"/{folder}")
        given = {"Id": link.id, "Type": link.type, "Target": target}
        etree.SubElement(
            root, f"{REL}Relationship", {**given, "TargetMode": "External"} if link.external else given
        )
    return serialised(root)


def _reached(package: Package) -> set[str]:
    """The members that relationships lead to, and those with the relationships."""
    reached: set[str] = set()
    waiting = [""]
    while waiting:
        part = waiting.pop()
        if part in reached:
            continue
        reached |= {part, relationships_path(part)}
        waiting += [link.target for link in package.relationships(part) if not link.external]
    return reached


def _with_types(root: etree._Element, types: dict[str, str]) -> etree._Element:
    """[Content_Types].xml for members of these types."""
    for entry in root.findall(f"{_CT}Override"):
        root.remove(entry)
    usual = {
        entry.get("Extension", "").casefold(): entry.get("ContentType", "")
        for entry in root.iter(f"{_CT}Default")
    }
    for name, kind in types.items():
        if name != CONTENT_TYPES and kind and usual.get(name.rsplit(".", 1)[-1].casefold()) != kind:
            etree.SubElement(root, f"{_CT}Override", {"PartName": f"/{name}", "ContentType": kind})
    return root
