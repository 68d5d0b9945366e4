"""A Word file from anywhere, opened to read its text: only the parts that are asked for, each with distrust.

Nothing is fetched, nothing is expanded, and what would take too much time or memory is refused beforehand.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from briefmaker.errors import UnusableInput
from briefmaker.i18n import _
from briefmaker.rendering.package import REL, relationships_path

__all__ = ["WordSource", "opened_source"]

_MOST_MEMBERS: Final = 5_000
_LARGEST_XML: Final = 24 << 20
_LARGEST_PICTURE: Final = 20 << 20
_LARGEST_PICTURES: Final = 100 << 20
_MOST_TAGS: Final = 1_500_000
"""Signs “<” in a part: libxml2 takes some 100 bytes for each element, however short it is written."""

_STRICT: Final = b"purl.oclc.org/ooxml"
_TRANSITIONAL: Final = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    ),
    b"http://purl.oclc.org/ooxml/drawingml/": b"http://schemas.openxmlformats.org/drawingml/2006/",
    b"http://purl.oclc.org/ooxml/officeDocument/": b"http://schemas.openxmlformats.org/officeDocument/2006/",
}
"""Word saves “Strict Open XML” under other namespaces (ISO/IEC 29500-1, annex A)."""


@dataclass(frozen=True, slots=True)
class _Target:
    name: str
    external: bool
    kind: str


class WordSource:
    """The parts of an opened .docx. Reading one raises UnusableInput when it is damaged or too large."""

    __slots__ = ("_archive", "_names", "_pictures", "_pictures_size", "_targets", "document")

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = {info.filename.casefold(): info for info in archive.infolist()}
        self._targets: dict[str, Mapping[str, _Target]] = {}
        self._pictures: dict[str, bytes] = {}
        self._pictures_size = 0
        self.document: Final = next(
            (target.name for target in self._related("").values() if target.kind == "officeDocument"), ""
        )

    def root(self, part: str) -> etree._Element | None:
        """The root element of a part, None when there is no such part."""
        info = self._names.get(part.casefold())
        return None if info is None else _parsed(self._read(info, _LARGEST_XML))

    def related_part(self, kind: str) -> str:
        """The name of the part that the document has under this kind of relationship ("styles"), or ""."""
        found = (target for target in self._related(self.document).values() if target.kind == kind)
        return next((target.name for target in found if not target.external), "")

    def related_parts(self, kind: str) -> tuple[str, ...]:
        """The names of all parts that the document has under this kind of relationship ("header")."""
        found = (target for target in self._related(self.document).values() if target.kind == kind)
        return tuple(dict.fromkeys(target.name for target in found if not target.external))

    def address(self, part: str, relationship: str) -> str:
        """The address to which a relationship of a part leads outside the file, or ""."""
        target = self._related(part).get(relationship)
        return target.name if target is not None and target.external else ""

    def picture(self, part: str, relationship: str) -> bytes:
        """The bytes of the picture that a relationship of a part names; b"" when it isn't in the file."""
        target = self._related(part).get(relationship)
        info = None if target is None or target.external else self._names.get(target.name.casefold())
        if info is None:
            return b""
        if info.filename not in self._pictures:
            self._pictures_size += info.file_size
            if self._pictures_size > _LARGEST_PICTURES:
                raise _too_large()
            self._pictures[info.filename] = self._read(info, _LARGEST_PICTURE)
        return self._pictures[info.filename]

    def _related(self, part: str) -> Mapping[str, _Target]:
        if part not in self._targets:
            root = self.root(relationships_path(part))
            base = posixpath.dirname(part)
            found = {}
            for element in () if root is None else root.iter(f"{REL}Relationship"):
                external = element.get("TargetMode") == "External"
                name = element.get("Target", "")
                if not external:
                    name = posixpath.normpath(posixpath.join("/", base, name)).lstrip("/")
                kind = element.get("Type", "").rsplit("/", 1)[-1]
                found[element.get("Id", "")] = _Target(name, external, kind)
            self._targets[part] = found
        return self._targets[part]

    def _read(self, info: zipfile.ZipInfo, limit: int) -> bytes:
        if info.file_size > limit:
            raise _too_large()
        if info.flag_bits & 0x1:
            raise UnusableInput(
                _("The Word document is protected with a password. Save a copy without one and try again.")
            )
        try:
            with self._archive.open(info) as stream:
                return stream.read(limit)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            OverflowError,
            ValueError,
            NotImplementedError,
            RuntimeError,
        ):
            raise _damaged() from None
        except Exception as error:
            if type(error).__module__ in {"lzma", "_lzma"}:
                raise _damaged() from None
            raise


def opened_source(docx: bytes) -> WordSource:
    """Open a .docx; raises UnusableInput with a sentence that says what is wrong and what to do."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(docx))
    except (
        zipfile.BadZipFile,
        EOFError,
        OSError,
        OverflowError,
        ValueError,
        NotImplementedError,
    ):
        raise _no_word_document() from None
    if len(archive.infolist()) > _MOST_MEMBERS:
        raise _too_large()
    source = WordSource(archive)
    if not source.document:
        raise _no_word_document()
    return source


def _parsed(data: bytes) -> etree._Element:
    if data.count(b"<") > _MOST_TAGS:
        raise _too_large()
    if _STRICT in data:
        for strict, transitional in _TRANSITIONAL.items():
            data = data.replace(strict, transitional)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise _damaged() from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise _damaged()
    return root


def _no_word_document() -> UnusableInput:
    return UnusableInput(_("This is no Word document. Choose a file that ends in .docx."))


def _damaged() -> UnusableInput:
    return UnusableInput(
        _("The Word document is damaged. Open it in Word, save it under another name and try again.")
    )


def _too_large() -> UnusableInput:
    return UnusableInput(
        _("The Word document is too large to be read here. Divide it in Word and try again.")
    )
