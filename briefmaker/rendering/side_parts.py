"""What a letter with footnotes or pictures has beside its document part; most letters have neither."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Mapping, Sequence
from typing import Final, NamedTuple

from jinja2.runtime import Context

from briefmaker.rendering.body_writer import BodyWriter
from briefmaker.rendering.compiled_part import CompiledPart
from briefmaker.rendering.drawings import picture_member
from briefmaker.rendering.guard import check_reads_back
from briefmaker.rendering.notes import FootnotesPart
from briefmaker.rendering.package import CONTENT_TYPES, Package
from briefmaker.rendering.word_text import checked_well_formed
from briefmaker.rendering.word_zip import FixedPart, ZipEntry, deflated, small

__all__ = ["Beside", "FixedMembers", "SideParts"]

_PICTURE_TYPES: Final = {"png": "image/png", "jpeg": "image/jpeg"}
_TYPES_END: Final = b"</Types>"


class FixedMembers:
    """The members that are the same in every letter, [Content_Types].xml in front."""

    def __init__(self, content_types: bytes, members: Mapping[str, ZipEntry]) -> None:
        self._content_types = content_types
        self._members = members
        self.usual: Final = self._laid_out((), "")
        self._others: dict[tuple[frozenset[str], str], FixedPart] = {}

    def without(self, names: frozenset[str], content_types: str) -> FixedPart:
        """The same without the members `names`, and with these further content types."""
        key = (names, content_types)
        if key not in self._others:
            self._others[key] = self._laid_out(names, content_types)
        return self._others[key]

    def _laid_out(self, without: Collection[str], content_types: str) -> FixedPart:
        types = self._content_types.replace(_TYPES_END, content_types.encode() + _TYPES_END)
        kept = [entry for name, entry in self._members.items() if name not in without]
        return FixedPart([deflated(CONTENT_TYPES, types), *kept])


class Beside(NamedTuple):
    """What must be added to a letter's file: members, relationships of its document, content types; the
    members of the template that it replaces; and the text that the footnotes must hold."""

    entries: list[ZipEntry]
    relationships: str
    content_types: str
    replaced: frozenset[str]
    text: str


class SideParts:
    """Makes the footnotes part and the pictures of letters from one template."""

    def __init__(self, package: Package, parts: Sequence[CompiledPart]) -> None:
        self._folder = posixpath.dirname(package.document)
        self._footnotes = FootnotesPart(package)
        self._filled = next((part for part in parts if part.name == self._footnotes.name), None)
        self._own_text = "" if self._filled else self._footnotes.own_text
        types = package.members[CONTENT_TYPES].data.decode()
        known = {extension.casefold() for extension in re.findall(r'\bExtension="([^"]*)"', types)}
        self._picture_types = {
            extension: ""
            if extension in known
            else f'<Default Extension="{extension}" ContentType="{kind}"/>'
            for extension, kind in _PICTURE_TYPES.items()
        }

    def own_text(self, context: Context, texts: Sequence[str]) -> str:
        """The text of the template's own notes, "" when nothing is printed there."""
        text = self._own_text if self._filled is None else self._filled.text(context, texts)
        return text if text.strip() else ""

    def of(
        self, writer: BodyWriter, context: Context, bodies: Sequence[bytes], notes: Sequence[str] | None,
        texts: Sequence[str],
    ) -> Beside:  # fmt: skip
        """What the texts written by `writer` need; its notes are checked against `notes` unless that is None.

        `bodies` and `texts` stand for the marks in `context`, as in `CompiledPart`.
        """
        entries: list[ZipEntry] = []
        relationships = content_types = text = ""
        replaced: set[str] = set()
        if writer.notes.notes:
            part = self._footnotes
            own = None if self._filled is None else self._filled.xml(context, bodies)
            xml = part.with_notes(writer.notes.notes, own)
            if notes is not None:
                before = self._own_text if self._filled is None else self._filled.text(context, texts)
                text = before + "".join(notes)
                check_reads_back(xml, text, plain=False)
            entries.append(deflated(part.name, xml))
            if links := writer.notes.relationships_xml:
                data = part.links_with(links)
                checked_well_formed(data)
                entries.append(deflated(part.links_name, data))
            replaced |= {part.name, part.links_name} if links else {part.name}
            relationships += part.relationship
            content_types += part.content_type
        used = set()
        for number, (picture, data) in enumerate(writer.drawings.pictures, 1):
            used.add(picture.extension)
            name = posixpath.join(self._folder, picture_member(number, picture.extension))
            entries.append(small(name, data))
        content_types += "".join(self._picture_types[extension] for extension in sorted(used))
        return Beside(entries, relationships, content_types, frozenset(replaced), text)

    def replaces(self, part: CompiledPart, writer: BodyWriter) -> bool:
        """Whether `part` is made by `of` for this letter."""
        return part is self._filled and bool(writer.notes.notes)
