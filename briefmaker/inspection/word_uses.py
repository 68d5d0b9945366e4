"""What a Word file of a pack names: placeholders, styles and marks, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefmaker.errors import UnusablePack
from briefmaker.inspection.finding import Spot
from briefmaker.inspection.tag_scanning import KEYWORDS, Tag, scanned
from briefmaker.inspection.word_file import W, WordFile, WordPart

__all__ = ["WordUse", "word_uses"]

_NAME = re.compile(r"(?<![\w.\"'])[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?(?![\w\"'(])")
_IN_QUOTES = re.compile(r"\"[^\"]*\"|'[^']*'")
_WORDS = {*KEYWORDS, "in", "not", "and", "or", "is", "loop", "true", "false", "none", "defined"}
_LOOP = re.compile(r"for\s+([a-z]\w*)\s+in\s+([a-z]\w*(?:\.\w+)?)")
_STYLED = {f"{W}pStyle": "paragraph", f"{W}rStyle": "character", f"{W}tblStyle": "table"}
_DOC_PR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


@dataclass(frozen=True, slots=True)
class WordUse:
    """That a Word file names something. kind: "name" (of a placeholder; of a group's entry as
    "besluiten.tekst"), "style" (by its name) or "mark" (a picture by its name)."""

    kind: str
    name: str
    spot: Spot


def word_uses(docx: bytes, file: str) -> tuple[WordUse, ...]:
    """Everything that a template or house style names, in the order of the text; () for a file that can't be
    read. file: its path in the pack."""
    try:
        word = WordFile.of(docx, file)
        styles = _style_names(word)
        return tuple(use for part in word.parts for use in _in_part(file, part, styles))
    except UnusablePack:
        return ()


def _style_names(word: WordFile) -> dict[str, str]:
    sheet = word.related("styles")
    found = {}
    for style in sheet.iter(f"{W}style") if sheet is not None else ():
        name = style.find(f"{W}name")
        if name is not None:
            found[style.get(f"{W}styleId", "")] = name.get(f"{W}val", "")
    return found


def _in_part(file: str, part: WordPart, styles: dict[str, str]) -> Iterator[WordUse]:
    lists: dict[str, str] = {}
    for tag in scanned(part)[0]:
        spot = part.spot(file, tag.paragraph.number, tag.start, tag.end)
        for name in _names(tag, lists):
            yield WordUse("name", name, spot)
    for element in part.root.iter(*_STYLED, _DOC_PR):
        spot = part.spot(file, part.number_of(element))
        if element.tag == _DOC_PR:
            yield WordUse("mark", element.get("name", ""), spot)
        else:
            style = element.get(f"{W}val", "")
            yield WordUse("style", styles.get(style, style), spot)


def _names(tag: Tag, lists: dict[str, str]) -> Iterator[str]:
    """The names in a tag, those of a loop's entries by the list that it runs over."""
    if tag.kind == "{#":
        return
    if looped := _LOOP.match(tag.inner):
        lists[looped[1]] = lists.get(looped[2].partition(".")[0], looped[2])
        yield looped[2]
        return
    for found in _NAME.finditer(_IN_QUOTES.sub('""', tag.inner)):
        first, _point, rest = found[0].partition(".")
        if first in lists:
            yield f"{lists[first]}.{rest}" if rest else lists[first]
        elif first not in _WORDS:
            yield found[0]
