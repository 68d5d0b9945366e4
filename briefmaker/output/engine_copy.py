"""The copy of a Word document that is handed to a layout engine: fonts embedded, no character left to luck.

The document itself is never changed. In the copy
- the bundled fonts are embedded under the names the document uses (ECMA-376 part 1, 17.8.1), so that
  the pages don't depend on what is installed;
- what the document's own font lacks is a run of its own in a fallback font that has it;
- what has no printed form (soft hyphens, joiners, marks of direction) is left out where the engine would
  draw it as a space in the middle of a word;
- pictures are such as the engine draws (`engine_pictures`);
- footnotes are said in the engine's way (`engine_notes`);
- lines break where Word breaks them (`line_breaks`);
- a paragraph of more than 60,000 characters is cut into several (`long_paragraphs`).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Container
from dataclasses import dataclass
from typing import Any

from lxml import etree

from briefmaker.output.engine_notes import relations_of_notes, set_notes
from briefmaker.output.engine_pictures import pictures_to_replace
from briefmaker.output.font_embedding import embed_fonts
from briefmaker.output.fonts import RARE, FontLibrary
from briefmaker.output.long_paragraphs import LONGEST_PARAGRAPH, cut_long_paragraphs
from briefmaker.output.run_fonts import RunSetter
from briefmaker.output.word_document import BODY, FOOTNOTES, WordDocument

__all__ = ["EngineCopy", "copy_for_engine", "copy_for_office", "unprintable"]

_FONT_NAME = re.compile(rb'w:(?:ascii|hAnsi|cs|eastAsia)="([^"]*)"')
_THEME_FACE = re.compile(rb'<a:latin\b[^>]*?typeface="([^"]+)"')
_XML_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True)
class EngineCopy:
    """docx: what the engine gets; missing: the characters no font here can print, each once."""

    docx: bytes
    missing: tuple[str, ...]


def unprintable(document: WordDocument, library: FontLibrary) -> tuple[str, ...]:
    """The characters that no bundled font has: each once, in order of appearance."""
    return _set_in_fonts(document, library, {})[1]


def copy_for_engine(
    document: WordDocument, library: FontLibrary, *, notes_before: Container[int] = ()
) -> EngineCopy:
    """The copy of `document` for the embedded engine; characters without any glyph are U+FFFD in it.

    notes_before: the footnotes in tables that are anchored before their table (see `engine_notes`).
    """
    trees: dict[str, Any] = {}
    if document.note_numbers:
        trees = {name: document.tree(name) for name in (BODY, FOOTNOTES)}
        set_notes(document, trees[BODY], trees[FOOTNOTES], notes_before)
        relations = relations_of_notes(document, trees[FOOTNOTES])
        document = WordDocument({**document.members, **relations}, document.body)
    if pictures := pictures_to_replace(document.members):
        document = WordDocument({**document.members, **pictures}, document.body)
    return _copied(document, library, trees, own_fonts=True)


def copy_for_office(document: WordDocument, library: FontLibrary) -> EngineCopy:
    """The copy of `document` for LibreOffice, which has the fonts already, and needs no help with notes."""
    return _copied(document, library, {}, own_fonts=False)


def _copied(
    document: WordDocument, library: FontLibrary, trees: dict[str, Any], *, own_fonts: bool
) -> EngineCopy:
    """trees: the parts that are changed already.

    own_fonts: embed the document's own fonts too, not only the fallback fonts it needs. It is done only
    when the text has rare characters: the engine's own copies of these fonts have the common ones.
    """
    members, missing, fallbacks = _set_in_fonts(document, library, trees)
    names = {family: family for family in fallbacks}
    # Looked for in the document, not in the copy: the marks that `line_breaks` puts there need no glyph.
    stories = (document.members[name].decode("utf-8", "replace") for name in document.stories)
    if own_fonts and any(map(RARE.search, stories)):
        names |= {name: library.printed_family(name) for name in _font_names(document)}
    embed_fonts(members, names, library)
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
    document: WordDocument, library: FontLibrary, trees: dict[str, Any]
) -> tuple[dict[str, bytes], tuple[str, ...], set[str]]:
    """The members with every run set in a font that has it; what no font has; the fallbacks in use."""
    printed = {library.printed_family(name) for name in _font_names(document)}
    setter = RunSetter(library, library.uncovered(printed))
    members = dict(document.members)
    for name in document.stories:
        text = members[name].decode("utf-8", "replace")
        odd = setter.is_odd(text)
        long = name == BODY and len(text) > LONGEST_PARAGRAPH
        if not odd and not long and name not in trees:
            continue
        root = trees[name] if name in trees else document.tree(name)
        if odd:
            setter.set_runs(root)
        if long:
            cut_long_paragraphs(root)
        members[name] = _XML_HEAD + etree.tostring(root, encoding="UTF-8")
    return members, tuple(setter.missing), setter.fallbacks


def _zipped(members: dict[str, bytes]) -> bytes:
    """The members as a zip, stored: the engine unpacks it at once, so deflating would be lost time."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as package:
        for name, data in members.items():
            package.writestr(zipfile.ZipInfo(name), data)
    return stream.getvalue()
