"""The letter file inside the Word file: a custom XML part that Word keeps when it saves.

With it a sent letter opens in Briefmaker as a form again. A SHA-256 of the printed text tells whether
somebody changed the text in Word since.
"""

from __future__ import annotations

import base64
import hashlib
import io
import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from briefmaker.rendering.word_text import strictly_parsed, word_text
from briefmaker.rendering.word_zip import zlib_packed

__all__ = [
    "EmbeddedLetter",
    "embedded_letter",
    "item_number",
    "letter_content_types",
    "letter_in_docx",
    "letter_member",
    "letter_relationship",
    "letter_side_members",
]

_NAMESPACE: Final = "urn:briefmaker:letter"
_STORE_ID: Final = "{6C1B5D0E-3C1F-4B7E-9A57-0B21EFB81E01}"
_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
_RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAX_PART: Final = 64 << 20
_TEXT_PART = re.compile(r"word/(document|footnotes)\d*\.xml")
_ITEM = re.compile(r"customXml/item\d+\.xml")


@dataclass(frozen=True, slots=True)
class EmbeddedLetter:
    """A letter file found in a Word file."""

    letter_json: bytes = field(repr=False)
    text_is_unchanged: bool
    """Whether the document's text is still the text that Briefmaker printed."""


def text_digest(text: str) -> str:
    """SHA-256 of a document's text as a reader sees it; white space counts as one space, since Word
    writes some of it anew."""
    return hashlib.sha256(" ".join(text.split()).encode("utf-8", "surrogatepass")).hexdigest()


def item_number(names: object) -> int:
    """A number that no custom XML part of a template has yet."""
    number = 1
    while f"customXml/item{number}.xml" in names:  # type: ignore[operator]
        number += 1
    return number


def letter_member(number: int, letter_json: bytes, document_text: str) -> tuple[str, bytes]:
    """The member that holds the letter file: its name, its XML."""
    item = (
        f'{_DECLARATION}<letter xmlns="{_NAMESPACE}" format="1" sha256="{text_digest(document_text)}">'
        f"{base64.b64encode(zlib_packed(letter_json)).decode()}</letter>"
    )
    return f"customXml/item{number}.xml", item.encode()


def letter_side_members(number: int) -> list[tuple[str, bytes]]:
    """The members that go with it in every letter: its properties, its relationships."""
    properties = (
        f'{_DECLARATION}<ds:datastoreItem ds:itemID="{_STORE_ID}" xmlns:ds="{_OFFICE}/customXml">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{_NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    relationships = (
        f'{_DECLARATION}<Relationships xmlns="{_RELATIONSHIPS}">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/relationships/customXmlProps" '
        f'Target="itemProps{number}.xml"/></Relationships>'
    )
    return [
        (f"customXml/itemProps{number}.xml", properties.encode()),
        (f"customXml/_rels/item{number}.xml.rels", relationships.encode()),
    ]


def letter_relationship(number: int, document: str) -> str:
    """The relationship from the document part to the letter file."""
    target = posixpath.relpath(f"customXml/item{number}.xml", posixpath.dirname(document) or ".")
    return (
        f'<Relationship Id="rIdBriefmakerLetter" Type="{_OFFICE}/relationships/customXml" Target="{target}"/>'
    )


def letter_content_types(number: int) -> str:
    """What the letter file adds to [Content_Types].xml."""
    return (
        f'<Override PartName="/customXml/item{number}.xml" ContentType="application/xml"/>'
        f'<Override PartName="/customXml/itemProps{number}.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.customXmlProperties+xml"/>'
    )


def embedded_letter(docx: bytes) -> EmbeddedLetter | None:
    """The letter file in a .docx, None when there is none or `docx` can't be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(docx)) as archive:
            for info in archive.infolist():
                if not _ITEM.fullmatch(info.filename) or info.file_size > _MAX_PART:
                    continue
                root = _root(archive.read(info))
                if root is not None and root.tag == f"{{{_NAMESPACE}}}letter":
                    letter_json = _inflated(base64.b64decode(root.text or "", validate=True))
                    unchanged = root.get("sha256") == _document_digest(archive)
                    return EmbeddedLetter(letter_json, unchanged)
    except (
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        NotImplementedError,
        OSError,
        RuntimeError,
    ):
        return None
    return None


def _inflated(data: bytes) -> bytes:
    unpacker = zlib.decompressobj()
    letter_json = unpacker.decompress(data, _MAX_PART)
    if unpacker.unconsumed_tail or not unpacker.eof:
        raise ValueError("damaged letter file")
    return letter_json


def letter_in_docx(docx: bytes) -> bytes | None:
    """Only the letter file of `embedded_letter`."""
    found = embedded_letter(docx)
    return None if found is None else found.letter_json


def _document_digest(archive: zipfile.ZipFile) -> str:
    """The digest of the document and then its footnotes; "" when the document can't be read."""
    names = sorted(name for name in archive.namelist() if _TEXT_PART.fullmatch(name))
    if not names or "document" not in names[0]:
        return ""
    texts = []
    for name in names:
        root = None if archive.getinfo(name).file_size > _MAX_PART else _root(archive.read(name))
        if root is None:
            return ""
        texts.append(word_text(root))
    return text_digest("\n".join(texts))


def _root(xml: bytes) -> etree._Element | None:
    try:
        return strictly_parsed(xml)
    except etree.XMLSyntaxError:
        return None
