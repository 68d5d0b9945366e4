"""A Word file that is being changed: its trees, and the file they make, byte for byte as it was elsewhere."""

from __future__ import annotations

from lxml import etree

from briefmaker.inspection.kept_xml import KeptXml
from briefmaker.inspection.word_file import WordFile, WordPart
from briefmaker.inspection.zip_splicing import with_members
from briefmaker.rendering.package import CONTENT_TYPES, parsed, relationships_path

__all__ = ["CT", "REL", "WordEdit"]

CT = "{http://schemas.openxmlformats.org/package/2006/content-types}"
REL = "{http://schemas.openxmlformats.org/package/2006/relationships}"


class WordEdit:
    """`docx` to be changed. Trees asked for here may be changed; `docx()` gives the file they make.

    Raises UnusablePack when it is no Word file, or damaged.
    """

    def __init__(self, docx: bytes, file: str = "") -> None:
        self._docx = docx
        self._kept: dict[str, KeptXml] = {}
        self._roots: dict[str, etree._Element] = {}
        self._members: dict[str, bytes | None] = {}
        self.file = WordFile.of(docx, file)
        self.package = self.file.package

    @property
    def parts(self) -> tuple[WordPart, ...]:
        """The parts with text, to be changed."""
        for part in self.file.parts:
            self._keep(part.name, part.root)
        return self.file.parts

    def part(self, name: str) -> WordPart | None:
        """The part with text of this name, None when there is none such."""
        return next((part for part in self.parts if part.name == name), None)

    def has(self, name: str) -> bool:
        """Whether there is a member of this name."""
        known = self._members.get(name, b"") is not None
        return known and (name in self._members or name in self.package.members)

    def root(self, name: str) -> etree._Element:
        """The root of any XML member, to be changed; raises UnusablePack when there is none."""
        if name not in self._roots:
            part = next((part for part in self.file.parts if part.name == name), None)
            self._keep(name, part.root if part else self.package.xml(name))
        return self._roots[name]

    def related(self, kind: str) -> str:
        """The name of the document's part of this kind ("styles"), "" when there is none."""
        names = self.package.related(self.package.document, kind)
        return next((name for name in names if name in self.package.members), "")

    def relationships(self, part: str) -> etree._Element | None:
        """The root of the relationships of a part, to be changed; None when it has none."""
        name = relationships_path(part)
        return self.root(name) if self.has(name) else None

    def add_member(self, name: str, data: bytes) -> None:
        """Add an XML member, or put `data` in its place."""
        self._members[name] = data
        self._roots.pop(name, None)
        self._kept.pop(name, None)
        if name.endswith((".xml", ".rels")):
            self._roots[name] = parsed(data, name)
            self._kept[name] = KeptXml(data, self._roots[name])

    def remove_member(self, name: str) -> None:
        """Take a member out, with its own relationships and its content type."""
        for gone in (name, relationships_path(name)):
            if self.has(gone):
                self._members[gone] = None
                self._roots.pop(gone, None)
                self._kept.pop(gone, None)
        for override in [*self.root(CONTENT_TYPES).iter(f"{CT}Override")]:
            if override.get("PartName", "").casefold() == f"/{name}".casefold():
                self.root(CONTENT_TYPES).remove(override)

    def docx(self) -> bytes:
        """The file as it is now."""
        changed = dict(self._members)
        for name, kept in self._kept.items():
            written = kept.written()
            before = self._members.get(name) or self.package.members[name].data
            if written != before:
                changed[name] = written
        return with_members(self._docx, changed) if changed else self._docx

    def _keep(self, name: str, root: etree._Element) -> None:
        if name not in self._kept:
            self._roots[name] = root
            self._kept[name] = KeptXml(self.package.members[name].data, root)
