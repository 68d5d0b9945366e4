"""A template's zip file, opened once with distrust: its members, content types and relationships.

Everything later works on these values; no file is read a second time, so that one run of letters
can't come from two states of a template.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from briefmaker.errors import UnusablePack
from briefmaker.i18n import _

__all__ = ["Member", "Package", "opened", "opened_unjudged", "parsed", "relationships_path"]

_MAX_MEMBERS: Final = 2_000
_MAX_XML: Final = 8 << 20
_MAX_TOTAL: Final = 100 << 20
CONTENT_TYPES: Final = "[Content_Types].xml"
_CT = "{http://schemas.openxmlformats.org/package/2006/content-types}"
REL = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_ALIASES = {
    # LibreOffice 7.4 writes another type for the core properties than the standard has
    "http://schemas.openxmlformats.org/officedocument/2006/relationships/metadata/core-properties": (
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    )
}
_FORBIDDEN_TYPES = ("vbaproject", "vnd.ms-office.activex", "oleobject", "macroenabled")
_FORBIDDEN_RELATIONS = ("attachedTemplate", "aFChunk", "oleObject", "subDocument", "frame", "control")


@dataclass(frozen=True, slots=True)
class Member:
    """A member: its bytes, and the same as they lie compressed in the zip (method 0 or 8)."""

    data: bytes = field(repr=False)
    stored: bytes = field(repr=False)
    method: int
    crc: int


@dataclass(frozen=True, slots=True)
class Relationship:
    """A relationship of a part: `target` is a member's name, or an address when it is external."""

    id: str
    type: str
    target: str
    external: bool

    @property
    def kind(self) -> str:
        """The last word of the type, e.g. "header"."""
        return self.type.rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class Package:
    """An opened template."""

    members: Mapping[str, Member] = field(repr=False)
    content_types: Mapping[str, str]
    document: str

    def xml(self, name: str) -> etree._Element:
        """The root element of a part; raises `UnusablePack` when it is damaged or missing."""
        if name not in self.members:
            raise UnusablePack(_("The template is damaged: its part {part} is missing.").format(part=name))
        return parsed(self.members[name].data, name)

    def relationships(self, part: str) -> tuple[Relationship, ...]:
        """The relationships of a part ("" for the package), () when it has none."""
        name = relationships_path(part)
        if name not in self.members:
            return ()
        base = posixpath.dirname(part)
        found = []
        for element in self.xml(name).iter(f"{REL}Relationship"):
            external = element.get("TargetMode") == "External"
            target = element.get("Target", "")
            if not external:
                target = posixpath.normpath(posixpath.join("/", base, target)).lstrip("/")
            kind = element.get("Type", "")
            found.append(Relationship(element.get("Id", ""), _ALIASES.get(kind, kind), target, external))
        return tuple(found)

    def related(self, part: str, kind: str) -> Iterator[str]:
        """Names of the members related to `part` by relationships of this kind ("header")."""
        return (rel.target for rel in self.relationships(part) if rel.kind == kind and not rel.external)


def relationships_path(part: str) -> str:
    """The name of the member that holds a part's relationships."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def parsed(data: bytes, name: str, *, drop_blanks: bool = False) -> etree._Element:
    """The root of strictly read XML without entities, comments and processing instructions."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        remove_blank_text=drop_blanks,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnusablePack(
            _("The template is damaged: its part {part} can't be read ({reason}).").format(
                part=name, reason=error.msg or ""
            )
        ) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnusablePack(
            _("The template's part {part} holds a document type declaration, which is not allowed.").format(
                part=name
            )
        )
    return root


def opened(docx: bytes) -> Package:
    """Open a .docx; raises `UnusablePack` with every objection to it."""
    package = opened_unjudged(docx)
    if objections := [*_forbidden(package)]:
        raise UnusablePack("\n".join(objections))
    return package


def opened_unjudged(docx: bytes) -> Package:
    """Open a .docx whatever it holds, to say what is wrong with it; never to make letters of.

    Raises `UnusablePack` when it is no Word document, or damaged.
    """
    members = _members(docx)
    if CONTENT_TYPES not in members:
        raise UnusablePack(_("The template is no Word document (.docx)."))
    types = _content_types(parsed(members[CONTENT_TYPES].data, CONTENT_TYPES), members)
    package = Package(members, types, "")
    documents = [rel.target for rel in package.relationships("") if rel.type == f"{_OFFICE}officeDocument"]
    if len(documents) != 1 or documents[0] not in members:
        raise UnusablePack(_("The template is no Word document (.docx)."))
    if relationships_path(documents[0]) not in members:
        raise UnusablePack(
            _("The template is damaged: its part {part} is missing.").format(
                part=relationships_path(documents[0])
            )
        )
    return Package(members, types, documents[0])


def _members(docx: bytes) -> dict[str, Member]:
    not_word = _("The template is no Word document (.docx).")
    try:
        archive = zipfile.ZipFile(io.BytesIO(docx))
        infos = [info for info in archive.infolist() if not info.is_dir()]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeDecodeError):
        raise UnusablePack(not_word) from None
    names = [info.filename for info in infos]
    too_large = len(infos) > _MAX_MEMBERS or sum(info.file_size for info in infos) > _MAX_TOTAL
    if too_large or any(
        info.file_size > _MAX_XML for info in infos if info.filename.endswith((".xml", ".rels"))
    ):
        raise UnusablePack(_("The template is too large."))
    if len({name.casefold() for name in names}) != len(names):
        raise UnusablePack(_("The template is damaged: it holds a part twice."))
    if any(name.startswith("/") or ".." in name.split("/") or "\\" in name for name in names):
        raise UnusablePack(_("The template is damaged: it holds a part with a forbidden name."))
    members = {}
    for info in infos:
        if info.flag_bits & 0x1:
            raise UnusablePack(_("The template is protected with a password."))
        try:
            data = archive.read(info)
        except Exception:  # noqa: BLE001 - zipfile and its decompressors raise whatever they like
            raise UnusablePack(
                _("The template is damaged: its part {part} can't be read ({reason}).").format(
                    part=info.filename, reason="zip"
                )
            ) from None
        members[info.filename] = _member(docx, info, data)
    return members


def _member(docx: bytes, info: zipfile.ZipInfo, data: bytes) -> Member:
    """The member with its compressed bytes taken from where its local header says they lie."""
    name_length, extra_length = struct.unpack_from("<HH", docx, info.header_offset + 26)
    start = info.header_offset + 30 + name_length + extra_length
    if info.compress_type in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        return Member(data, docx[start : start + info.compress_size], info.compress_type, info.CRC)
    return Member(data, data, zipfile.ZIP_STORED, info.CRC)


def _content_types(root: etree._Element, members: Mapping[str, Member]) -> dict[str, str]:
    defaults = {
        element.get("Extension", "").casefold(): element.get("ContentType", "")
        for element in root.iter(f"{_CT}Default")
    }
    overrides = {
        element.get("PartName", "").lstrip("/"): element.get("ContentType", "")
        for element in root.iter(f"{_CT}Override")
    }
    return {
        name: overrides.get(name) or defaults.get(name.rsplit(".", 1)[-1].casefold(), "") for name in members
    }


def _forbidden(package: Package) -> Iterator[str]:
    """What may never reach a letter: programs, and what is fetched from elsewhere when it is opened."""
    for name, kind in package.content_types.items():
        if any(word in kind.casefold() for word in _FORBIDDEN_TYPES):
            yield _("The template holds a program or embedded object ({part}); remove it.").format(part=name)
    for name in package.members:
        if not name.endswith(".rels"):
            continue
        folder, own = posixpath.split(name)
        part = posixpath.join(posixpath.dirname(folder), own.removesuffix(".rels")) if own != ".rels" else ""
        for rel in package.relationships(part):
            if rel.kind in _FORBIDDEN_RELATIONS and rel.kind != "attachedTemplate":
                yield _("The template holds a program or embedded object ({part}); remove it.").format(
                    part=rel.target
                )
            elif rel.external and rel.kind not in {"hyperlink", "attachedTemplate"}:
                yield _(
                    "The template fetches {target} from elsewhere; put it into the template itself."
                ).format(target=rel.target)
            elif not rel.external and rel.target not in package.members and rel.kind != "attachedTemplate":
                yield _("The template is damaged: its part {part} is missing.").format(part=rel.target)
