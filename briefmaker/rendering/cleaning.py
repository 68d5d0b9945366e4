"""Takes out of a template what must not travel along with letters: whose template it was, on which
computer it lay, how it looked."""

from __future__ import annotations

import posixpath
import zlib
from typing import Final

from lxml import etree

from briefmaker.rendering.package import CONTENT_TYPES, REL, Member, Package, relationships_path
from briefmaker.rendering.properties import APP_PART, APP_XML, CORE_PART

__all__ = ["cleaned", "member", "serialised"]

_CT = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CORE_TYPE: Final = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_APP_TYPE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties"
_CORE_CONTENT: Final = "application/vnd.openxmlformats-package.core-properties+xml"
_APP_CONTENT: Final = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
_DROPPED: Final = ("core-properties", "extended-properties", "custom-properties", "thumbnail")
_ROOT_RELATIONSHIPS: Final = "_rels/.rels"


def member(data: bytes) -> Member:
    """New content for a member, to be stored as it is."""
    return Member(data, data, 0, zlib.crc32(data))


def cleaned(package: Package) -> Package:
    """`package` with neutral properties, no thumbnail and no way back to the template it came from."""
    members = dict(package.members)
    dropped = {rel.target for rel in package.relationships("") if rel.kind in _DROPPED}
    dropped |= {name for name in members if name.startswith("docProps/")}
    for name in dropped:
        members.pop(name, None)
    members[APP_PART] = member(APP_XML)
    members[_ROOT_RELATIONSHIPS] = member(_root_relationships(package))
    members[CONTENT_TYPES] = member(_content_types(package, dropped))
    for name in package.related(package.document, "settings"):
        _clean_settings(package, members, name)
    types = {name: kind for name, kind in package.content_types.items() if name in members}
    return Package(members, {**types, APP_PART: _APP_CONTENT}, package.document)


def serialised(root: etree._Element) -> bytes:
    """A part's XML with its declaration."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _root_relationships(package: Package) -> bytes:
    root = package.xml(_ROOT_RELATIONSHIPS)
    used = set()
    for link in [*root.iter(f"{REL}Relationship")]:
        if link.get("Type", "").rsplit("/", 1)[-1] in _DROPPED:
            root.remove(link)
        else:
            used.add(link.get("Id"))
    for kind, target in ((_CORE_TYPE, CORE_PART), (_APP_TYPE, APP_PART)):
        name = next(f"rId{number}" for number in range(1, 10_000) if f"rId{number}" not in used)
        used.add(name)
        root.append(root.makeelement(f"{REL}Relationship", {"Id": name, "Type": kind, "Target": target}))
    return serialised(root)


def _content_types(package: Package, dropped: set[str]) -> bytes:
    root = package.xml(CONTENT_TYPES)
    for entry in [*root.iter(f"{_CT}Override")]:
        if entry.get("PartName", "").lstrip("/") in dropped:
            root.remove(entry)
    for name, kind in ((CORE_PART, _CORE_CONTENT), (APP_PART, _APP_CONTENT)):
        root.append(root.makeelement(f"{_CT}Override", {"PartName": f"/{name}", "ContentType": kind}))
    return serialised(root)


def _clean_settings(package: Package, members: dict[str, Member], name: str) -> None:
    """Without the path of the template on its maker's computer."""
    links_name = relationships_path(name)
    root = package.xml(name)
    attached = root.findall(f"{_W}attachedTemplate")
    for element in attached:
        root.remove(element)
    if attached:
        members[name] = member(serialised(root))
    if links_name in members:
        links = package.xml(links_name)
        paths = [link for link in links if posixpath.basename(link.get("Type", "")) == "attachedTemplate"]
        for link in paths:
            links.remove(link)
        if paths and not len(links):
            del members[links_name]
        elif paths:
            members[links_name] = member(serialised(links))
