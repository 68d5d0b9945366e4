"""The copy of a Word document that is handed to a layout engine: fonts embedded, no character left to luck.

The document itself is never changed. In the copy
- the bundled fonts are embedded under the names the document uses (ECMA-376 part 1, 17.8.1), so that
  the pages don't depend on what is installed;
- what the document's own font lacks is a run of its own in a fallback font that has it;
- what has no printed form (soft hyphens, joiners, marks of direction) is left out where the engine would
  draw it as a space in the middle of a word;
- a paragraph of more than 60,000 characters is cut into several, since the engine's time grows with
  the square of a paragraph's length.
"""

from __future__ import annotations

import io
import re
import unicodedata
import uuid
import zipfile
from copy import deepcopy
from dataclasses import dataclass
from html import escape
from typing import Any

from lxml import etree

from briefmaker.output.characters import INVISIBLE, clusters, printed_of
from briefmaker.output.fonts import RARE, FontLibrary
from briefmaker.output.word_document import BODY, W, WordDocument

__all__ = ["EngineCopy", "copy_for_engine", "unprintable"]

LONGEST_PARAGRAPH = 60_000
_STAND_IN = "\ufffd"
_FONT_NAME = re.compile(rb'w:(?:ascii|hAnsi|cs|eastAsia)="([^"]*)"')
_THEME_FACE = re.compile(rb'<a:latin\b[^>]*?typeface="([^"]+)"')
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_CONTENT = "application/vnd.openxmlformats-officedocument"
_XML_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True)
class EngineCopy:
    """docx: what the engine gets; missing: the characters no font here can print, each once."""

    docx: bytes
    missing: tuple[str, ...]


def unprintable(document: WordDocument, library: FontLibrary) -> tuple[str, ...]:
    """The characters that no bundled font has: each once, in order of appearance."""
    return _set_in_fonts(document, library)[1]


def copy_for_engine(document: WordDocument, library: FontLibrary, *, own_fonts: bool = True) -> EngineCopy:
    """The copy of `document` for an engine; characters without any glyph are U+FFFD in it.

    own_fonts: embed the document's own fonts too, not only the fallback fonts it needs. It is done only
    when the text has rare characters: the engine's own copies of these fonts have the common ones.
    """
    members, missing, fallbacks = _set_in_fonts(document, library)
    names = {family: family for family in fallbacks}
    if own_fonts and any(RARE.search(members[name].decode("utf-8", "replace")) for name in document.stories):
        names |= {name: library.printed_family(name) for name in _font_names(document)}
    _embed(members, names, library)
    return EngineCopy(_zipped(members), missing)


def _font_names(document: WordDocument) -> set[str]:
    """The font families the document names in its styles, numbering, theme and text."""
    found: set[bytes] = set()
    for name, data in document.members.items():
        if name.startswith("word/") and name.endswith(".xml") and "/" not in name[5:]:
            found.update(_FONT_NAME.findall(data))
    if any(b"heme=" in data for name, data in document.members.items() if name == "word/styles.xml"):
        found.update(_THEME_FACE.findall(document.members.get("word/theme/theme1.xml", b"")))
    return {name.decode("utf-8", "replace") for name in found} or {"Calibri"}


def _set_in_fonts(
    document: WordDocument, library: FontLibrary
) -> tuple[dict[str, bytes], tuple[str, ...], set[str]]:
    """The members with every run set in a font that has it; what no font has; the fallbacks in use."""
    printed = {library.printed_family(name) for name in _font_names(document)}
    setter = _RunSetter(library, library.uncovered(printed))
    members = dict(document.members)
    for name in document.stories:
        text = members[name].decode("utf-8", "replace")
        odd = setter.is_odd(text)
        long = name == BODY and len(text) > LONGEST_PARAGRAPH
        if not odd and not long:
            continue
        root = document.tree(name)
        if odd:
            setter.set_runs(root)
        if long:
            _cut_long_paragraphs(root)
        members[name] = _XML_HEAD + etree.tostring(root, encoding="UTF-8")
    return members, tuple(setter.missing), setter.fallbacks


class _RunSetter:
    """Cuts the runs of a story where the font must change. Remembers what it needed and what it missed."""

    def __init__(self, library: FontLibrary, uncovered: re.Pattern[str]) -> None:
        self.library = library
        self.uncovered = uncovered
        self.missing: dict[str, None] = {}
        self.fallbacks: set[str] = set()

    def is_odd(self, xml: str) -> bool:
        """Whether a story's XML can hold anything that must be changed; a quick look, before parsing."""
        found = self.uncovered.search(xml) or INVISIBLE.search(xml)
        return bool(found) or "&#" in xml or "noBreakHyphen" in xml

    def set_runs(self, root: Any) -> None:
        for run in list(root.iter(f"{W}r")):
            for hyphen in run.findall(f"{W}noBreakHyphen"):
                hyphen.tag, hyphen.text = f"{W}t", "\u2011"
            texts = run.findall(f"{W}t")
            if any(text.text and not (text.text.isascii() and "\x7f" not in text.text) for text in texts):
                self._set_run(run)

    def _set_run(self, run: Any) -> None:
        pieces: list[tuple[Any, str | None]] = []
        for child in run:
            if child.tag == f"{W}rPr":
                continue
            if child.tag == f"{W}t" and child.text:
                for text, family in self._pieces(child.text):
                    piece = etree.Element(f"{W}t")
                    piece.text = text
                    piece.set(_XML_SPACE, "preserve")
                    pieces.append((piece, family))
            else:
                pieces.append((child, None))
        if all(family is None for _piece, family in pieces):
            self._fill(run, [piece for piece, _family in pieces])
            return
        properties = run.find(f"{W}rPr")
        parent, place = run.getparent(), run.getparent().index(run)
        for piece, family in pieces:
            part = etree.Element(run.tag, run.attrib)
            if properties is not None:
                part.append(deepcopy(properties))
            if family is not None:
                _set_font(part, family)
            part.append(piece)
            parent.insert(place, part)
            place += 1
        parent.remove(run)

    @staticmethod
    def _fill(run: Any, pieces: list[Any]) -> None:
        for child in list(run):
            if child.tag != f"{W}rPr":
                run.remove(child)
        run.extend(pieces)

    def _pieces(self, text: str) -> list[tuple[str, str | None]]:
        """`text` in pieces of one font each; None is the run's own font."""
        if not self.uncovered.search(text) and not INVISIBLE.search(text):
            return [(text, None)]
        found: list[tuple[str, str | None]] = []
        for cluster in clusters(text.replace("\u0344", "\u0308\u0301")):  # fonts have it as two marks
            for printed, family in self._printed(cluster):
                if found and found[-1][1] == family:
                    found[-1] = (found[-1][0] + printed, family)
                elif printed:
                    found.append((printed, family))
        return found

    def _printed(self, cluster: str) -> list[tuple[str, str | None]]:
        """What is printed of a cluster, each piece with its fallback family (None: the run's own font)."""
        printed = printed_of(cluster)
        if not printed or not (self.uncovered.search(printed) or "\ufe0f" in cluster):
            return [(printed, None)]
        for tried in (cluster, printed, INVISIBLE.sub("", cluster)):
            family = self.library.fallback_for(tried)
            if family is not None:
                self.fallbacks.add(family)
                return [(tried, family)]
        if len(printed) > 1:  # no font has them together; perhaps each has a font of its own
            return [piece for character in INVISIBLE.sub("", printed) for piece in self._printed(character)]
        if unicodedata.category(printed) == "Zs":
            return [(" ", None)]
        self.missing[printed] = None
        family = self.library.fallback_for(_STAND_IN)
        self.fallbacks.update((family,) if family else ())
        return [(_STAND_IN, family)]


def _set_font(run: Any, family: str) -> None:
    properties = run.find(f"{W}rPr")
    if properties is None:
        properties = etree.Element(f"{W}rPr")
        run.insert(0, properties)
    fonts = properties.find(f"{W}rFonts")
    if fonts is None:
        fonts = etree.Element(f"{W}rFonts")
        style = properties.find(f"{W}rStyle")
        properties.insert(0 if style is None else 1, fonts)
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(f"{W}{script}", family)


def _cut_long_paragraphs(root: Any) -> None:
    for paragraph in list(root.iter(f"{W}p")):
        texts = list(paragraph.iter(f"{W}t"))
        if sum(len(text.text or "") for text in texts) <= LONGEST_PARAGRAPH:
            continue
        _cut_long_texts(texts)
        properties = paragraph.find(f"{W}pPr")
        length, target = 0, paragraph
        for child in list(paragraph):
            if child is properties:
                continue
            size = sum(len(text.text or "") for text in child.iter(f"{W}t"))
            if length and length + size > LONGEST_PARAGRAPH // 2:
                following = etree.Element(paragraph.tag)
                if properties is not None:
                    following.append(deepcopy(properties))
                target.addnext(following)
                target, length = following, 0
            length += size
            if target is not paragraph:
                target.append(child)


def _cut_long_texts(texts: list[Any]) -> None:
    """Cut the run of every very long text into runs of some thousand characters, at a space if it can be."""
    for text in texts:
        value, run = text.text or "", text.getparent()
        if len(value) <= LONGEST_PARAGRAPH // 4 or run.tag != f"{W}r" or len(run.findall(f"{W}t")) > 1:
            continue
        properties, start, place = run.find(f"{W}rPr"), 0, run
        pieces = []
        while start < len(value):
            end = min(start + LONGEST_PARAGRAPH // 4, len(value))
            space = value.rfind(" ", start, end)
            end = space + 1 if space > start and end < len(value) else end
            pieces.append(value[start:end])
            start = end
        text.text = pieces[0]
        text.set(_XML_SPACE, "preserve")
        for piece in pieces[1:]:
            following = etree.Element(run.tag)
            if properties is not None:
                following.append(deepcopy(properties))
            following_text = etree.SubElement(following, f"{W}t")
            following_text.text = piece
            following_text.set(_XML_SPACE, "preserve")
            place.addnext(following)
            place = following


def _embed(members: dict[str, bytes], names: dict[str, str], library: FontLibrary) -> None:
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


def _zipped(members: dict[str, bytes]) -> bytes:
    """The members as a zip, stored: the engine unpacks it at once, so deflating would be lost time."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as package:
        for name, data in members.items():
            package.writestr(zipfile.ZipInfo(name), data)
    return stream.getvalue()
