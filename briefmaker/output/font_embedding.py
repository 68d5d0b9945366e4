"""Fonts inside a Word document's package, as Word embeds them (ECMA-376 part 1, 17.8.1)."""

from __future__ import annotations

import uuid
from html import escape

from briefmaker.output.fonts import FontLibrary
from briefmaker.output.word_document import W

__all__ = ["embed_fonts"]

_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_CONTENT = "application/vnd.openxmlformats-officedocument"
_XML_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def embed_fonts(members: dict[str, bytes], names: dict[str, str], library: FontLibrary) -> None:
    """Put the bundled faces into the package under the names in use: font table, relations, types."""
    entries, relations, count = [], [], 0
    for name, family in sorted(names.items()):
        embeds = []
        for face in sorted(library.faces(family), key=lambda face: _ORDER.index(face.kind)):
            count += 1
            key = str(uuid.uuid5(uuid.NAMESPACE_OID, f"{family} {face.kind}")).upper()
            embeds.append(f'<w:embed{face.kind} r:id="f{count}" w:fontKey="{{{key}}}"/>')
            relations.append(
                f'<Relationship Id="f{count}" Type="{_RELATION}/font" Target="fonts/bundled{count}.odttf"/>'
            )
            members[f"word/fonts/bundled{count}.odttf"] = _obfuscated(face.data, key)
        if embeds:
            entries.append(f'<w:font w:name="{escape(name)}">{"".join(embeds)}</w:font>')
    if not entries:
        return
    members["word/fontTable.xml"] = (
        _XML_HEAD
        + (f'<w:fonts xmlns:w="{W[1:-1]}" xmlns:r="{_RELATION}">{"".join(entries)}</w:fonts>').encode()
    )
    members["word/_rels/fontTable.xml.rels"] = (
        _XML_HEAD + (f'<Relationships xmlns="{_PACKAGE}">{"".join(relations)}</Relationships>').encode()
    )
    _declare_font_table(members)


_ORDER = ("Regular", "Bold", "Italic", "BoldItalic")


def _obfuscated(font: bytes, key: str) -> bytes:
    """A font as Word embeds it: the first 32 bytes mixed with the key (ECMA-376 part 4, 9.1.8.1)."""
    mask = bytes.fromhex(key.replace("-", ""))[::-1] * 2
    return bytes(a ^ b for a, b in zip(font[:32], mask, strict=True)) + font[32:]


def _declare_font_table(members: dict[str, bytes]) -> None:
    types = members.get("[Content_Types].xml", b"")
    if b'"odttf"' not in types:
        default = f'<Default Extension="odttf" ContentType="{_CONTENT}.obfuscatedFont"/>'
        types = _inserted(types, b"</Types>", default)
    if b'"/word/fontTable.xml"' not in types:
        kind = f"{_CONTENT}.wordprocessingml.fontTable+xml"
        part = f'<Override PartName="/word/fontTable.xml" ContentType="{kind}"/>'
        types = _inserted(types, b"</Types>", part)
    members["[Content_Types].xml"] = types
    relations = members.get("word/_rels/document.xml.rels", b"")
    if b'fontTable.xml"' not in relations:
        if not relations:
            relations = _XML_HEAD + f'<Relationships xmlns="{_PACKAGE}"></Relationships>'.encode()
        table = f'<Relationship Id="bundledFonts" Type="{_RELATION}/fontTable" Target="fontTable.xml"/>'
        members["word/_rels/document.xml.rels"] = _inserted(relations, b"</Relationships>", table)


def _inserted(xml: bytes, before: bytes, text: str) -> bytes:
    return xml.replace(before, text.encode() + before, 1)
