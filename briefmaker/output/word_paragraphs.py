"""What each paragraph of a Word document is: item of a list, numbered heading, quotation, picture."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from briefmaker.output.word_document import BODY, W, WordDocument, paragraphs_of, parsed

__all__ = ["ListPlace", "ParagraphRole", "has_special_paragraphs", "paragraph_roles"]

_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_NUMBERINGS = {
    "bullet": "Disc",
    "decimal": "Decimal",
    "lowerLetter": "LowerAlpha",
    "upperLetter": "UpperAlpha",
    "lowerRoman": "LowerRoman",
    "upperRoman": "UpperRoman",
}

_HEADING_LEVELS = 6
"""Those that a PDF has a name for."""

_CONTINUED = ("list continue", "lijstvoortzetting")
_QUOTED = ("quote", "citaat")
"""What the names of styles say, in Word's English or in a house style's Dutch."""


@dataclass(frozen=True, slots=True)
class ListPlace:
    """level: from 0; list_id: of Word's numbering; numbering: as a PDF calls it ("None": none it knows)."""

    level: int
    list_id: str
    numbering: str


@dataclass(frozen=True, slots=True)
class ParagraphRole:
    """item: its place in a list; continues: of how deep an item (from 0) it is a further paragraph;
    in_cell: it stands in a table; merged: in a cell that is merged into the one above;
    quote: it is a quotation; pictures: what each picture in it shows; empty: nothing of it can be read;
    numbered_heading: the level (from 1) of a heading with a number, which is no item then; else 0."""

    item: ListPlace | None
    continues: int | None
    in_cell: bool
    merged: bool
    quote: bool
    pictures: tuple[str, ...]
    empty: bool
    numbered_heading: int = 0


def paragraph_roles(document: WordDocument) -> list[ParagraphRole]:
    """The role of every paragraph of `WordDocument.paragraphs`, by number."""
    styles = _Styles(document)
    return [_role(paragraph, styles) for paragraph in paragraphs_of(document.body)]


def has_special_paragraphs(document: WordDocument) -> bool:
    """Whether some paragraph may be of a kind that an engine doesn't tag by itself; a quick look."""
    body = document.members[BODY]
    if document.has_pictures or b"<w:tbl>" in body or b"<w:tbl " in body:
        return True
    special = [name for name, style in _known_styles_of(document).items() if style.is_special]
    return any(f'w:val="{name}"'.encode() in body for name in special)


def _role(paragraph: Any, styles: _Styles) -> ParagraphRole:
    properties = paragraph.find(f"{W}pPr")
    style = "" if properties is None else _value(properties.find(f"{W}pStyle"))
    name = styles.names.get(style, "")
    cell = next(paragraph.iterancestors(f"{W}tc"), None)
    continues = None
    if any(words in name for words in _CONTINUED):
        last = name.rsplit(" ", 1)[-1]
        continues = int(last) - 1 if last.isdigit() else 0
    item = styles.item(properties, style)
    heading = styles.heading_level(style) if item is not None else 0
    pictures = tuple(picture.get("descr", "") for picture in paragraph.iter(_PICTURE))
    return ParagraphRole(
        None if heading else item,
        continues,
        cell is not None,
        _is_merged(cell),
        name in _QUOTED,
        pictures,
        item is None
        and not any(map(str.strip, pictures))
        and not any(text.text for text in paragraph.iter(f"{W}t")),
        heading,
    )


class _Styles:
    """The paragraph styles of a document and what they say of lists."""

    def __init__(self, document: WordDocument) -> None:
        self._document = document
        known = _known_styles_of(document)
        self.names = {name: style.name for name, style in known.items()}
        self._known = known

    @cached_property
    def _forms(self) -> dict[tuple[str, int], str]:
        return _forms(self._document)

    def item(self, properties: Any, style: str) -> ListPlace | None:
        """The place in a list of a paragraph with these properties, None outside lists."""
        own = None if properties is None else properties.find(f"{W}numPr")
        level, name = _of(own)
        for _step in range(10):
            if name is not None or not style:
                break
            found = self._known.get(style)
            if found is None:
                break
            name = found.list_id
            level = found.level if level is None else level
            style = found.based_on
        if name in (None, "", "0"):
            return None
        depth = level or 0
        return ListPlace(depth, str(name), self._forms.get((str(name), depth), "None"))

    def heading_level(self, style: str) -> int:
        """The level of a heading in this style, from 1; 0 when it is none."""
        for _step in range(10):
            found = self._known.get(style)
            if found is None:
                break
            if found.outline is not None:
                return found.outline + 1 if found.outline < _HEADING_LEVELS else 0
            style = found.based_on
        return 0


def _is_merged(cell: Any) -> bool:
    merge = None if cell is None else cell.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and merge.get(f"{W}val") != "restart"


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    based_on: str
    level: int | None
    list_id: str | None
    outline: int | None

    @property
    def is_special(self) -> bool:
        is_numbered_heading = self.outline is not None and self.list_id is not None
        return (
            bool(self.level)
            or is_numbered_heading
            or self.name in _QUOTED
            or any(words in self.name for words in _CONTINUED)
        )


def _known_styles_of(document: WordDocument) -> dict[str, _Style]:
    return _known_styles(document.members.get("word/styles.xml", b""))


@lru_cache(maxsize=8)
def _known_styles(xml: bytes) -> dict[str, _Style]:
    """The styles by their ids. Kept: all letters of one template have the same."""
    if not xml:
        return {}
    return {
        style.get(f"{W}styleId", ""): _Style(
            _value(style.find(f"{W}name")).casefold(),
            _value(style.find(f"{W}basedOn")),
            *_of(style.find(f"{W}pPr/{W}numPr")),
            _number(style.find(f"{W}pPr/{W}outlineLvl")),
        )
        for style in parsed(xml).iter(f"{W}style")
    }


def _of(numbering: Any) -> tuple[int | None, str | None]:
    """Level and list id of a w:numPr, None for what it doesn't say."""
    if numbering is None:
        return None, None
    level, name = numbering.find(f"{W}ilvl"), numbering.find(f"{W}numId")
    return _number(level), None if name is None else _value(name)


def _forms(document: WordDocument) -> dict[tuple[str, int], str]:
    """How the levels of every list are numbered."""
    if "word/numbering.xml" not in document.members:
        return {}
    root = document.tree("word/numbering.xml")
    levels = {
        abstract.get(f"{W}abstractNumId"): {
            int(level.get(f"{W}ilvl", "0")): _value(level.find(f"{W}numFmt"))
            for level in abstract.iterchildren(f"{W}lvl")
        }
        for abstract in root.iterchildren(f"{W}abstractNum")
    }
    return {
        (number.get(f"{W}numId", ""), depth): _NUMBERINGS.get(form, "None")
        for number in root.iterchildren(f"{W}num")
        for depth, form in levels.get(_value(number.find(f"{W}abstractNumId")), {}).items()
    }


def _number(element: Any) -> int | None:
    said = _value(element)
    return int(said) if said.isdigit() else None


def _value(element: Any) -> str:
    return "" if element is None else str(element.get(f"{W}val", ""))
