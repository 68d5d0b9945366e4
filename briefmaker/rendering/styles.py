"""The styles and numbering that a template's texts are written with.

Found by *name*: Word localises ids ("Kop1" is the style named "heading 1"), LibreOffice writes names
with other capitals.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from itertools import product
from typing import Final

from lxml import etree

from briefmaker.i18n import _
from briefmaker.letter.document_type import BodyStyles
from briefmaker.rendering.cell_styles import names_in_cells
from briefmaker.rendering.paragraph_start import PLAIN_RUN, ParagraphStart

__all__ = [
    "LIST_CONTINUE",
    "NUMERALS",
    "BlockStyles",
    "NumberStyle",
    "TextStyles",
    "text_styles",
]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PRESERVED = '<w:t xml:space="preserve">'
_USUAL_CELL_MARGINS: Final = 216
LIST_CONTINUE: Final = "List Continue"
"""Word's own style for the further paragraphs of an item; with " 2" and " 3" for the deeper levels."""
NUMERALS: Final = {"decimal": "numbers", "letter": "letters", "roman": "romans"}
"""Which entry of `BodyStyles` has the styles of a list that counts with these."""


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """A numbered level: the style of its paragraphs, its numbering definition and level in that."""

    style: str
    abstract: int
    level: int

    def start(self, number: int) -> ParagraphStart:
        """The start of a paragraph of the list with this w:numId."""
        xml = (
            f'<w:p><w:pPr><w:pStyle w:val="{self.style}"/><w:numPr>'
            f'<w:ilvl w:val="{self.level}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
        )
        return ParagraphStart(xml.encode())


@dataclass(frozen=True, slots=True)
class BlockStyles:
    """The starts of paragraphs that look different in the cells of a table. `numbers` is keyed by what a list
    counts with; of tuples the first is the outermost level."""

    headings: tuple[ParagraphStart, ...]
    bullets: tuple[ParagraphStart, ...]
    numbers: Mapping[str, tuple[NumberStyle, ...]]
    continued: tuple[ParagraphStart, ...]
    quote: ParagraphStart
    motto: ParagraphStart
    levels: int = field(init=False)
    """How deep lists are that every kind of list has a style for."""

    def __post_init__(self) -> None:
        depths = len(self.bullets), len(self.continued), *map(len, self.numbers.values())
        object.__setattr__(self, "levels", min(depths))


@dataclass(frozen=True, slots=True)
class TextStyles:
    """The starts of paragraphs and runs, ready to be written; lengths in twentieths of a point.

    `runs` is keyed by (link, strong, emphasis). note_reference: the properties of the run with a note's sign.
    header_shading: that of a table's first row, for further header rows, since a table style reaches only
    the first. space_below_table: what a paragraph keeps free above itself, which a list would not.
    """

    paragraph: ParagraphStart
    in_text: BlockStyles
    in_cells: BlockStyles
    table: str
    table_text: ParagraphStart
    table_heading: ParagraphStart
    image: ParagraphStart
    note_text: ParagraphStart
    note_reference: bytes
    runs: dict[tuple[bool, bool, bool], bytes]
    first_free_number: int
    first_free_note: int
    text_width: int
    text_height: int
    cell_margins: int
    header_shading: bytes
    space_below_table: int


def text_styles(
    styles: BodyStyles,
    styles_xml: etree._Element,
    numbering_xml: etree._Element | None,
    text_size: tuple[int, int],
    first_free_note: int,
    problems: list[str],
) -> TextStyles:
    """The styles of `styles` in a template; what is missing is added to `problems` as sentences.

    text_size: width and height between the margins of a page, in twentieths of a point.
    """
    sheet = _StyleSheet(styles_xml, numbering_xml, problems)
    runs = {
        (link, strong, emphasis): sheet.run(
            styles.link if link else styles.strong if strong else styles.emphasis if emphasis else "",
            ("<w:b/><w:bCs/>" if link and strong else "")
            + ("<w:i/><w:iCs/>" if emphasis and (link or strong) else ""),
        )
        for link, strong, emphasis in product((False, True), repeat=3)
    }
    return TextStyles(
        paragraph=sheet.paragraph(styles.paragraph),
        in_text=sheet.blocks(styles, in_cells=False),
        in_cells=sheet.blocks(styles, in_cells=True),
        table=sheet.id("table", styles.table),
        table_text=sheet.paragraph(styles.table_text),
        table_heading=sheet.paragraph(styles.table_heading),
        image=sheet.of_pictures(styles.image),
        note_text=sheet.note_text(styles),
        note_reference=sheet.note_reference(styles),
        runs=runs,
        first_free_number=sheet.first_free_number,
        first_free_note=first_free_note,
        text_width=text_size[0],
        text_height=text_size[1],
        cell_margins=sheet.cell_margins(styles.table),
        header_shading=sheet.header_shading(styles.table),
        space_below_table=sheet.space_above(styles.paragraph),
    )


class _StyleSheet:
    """Looks styles up by type and name, and follows their numbering."""

    def __init__(
        self, styles_xml: etree._Element, numbering_xml: etree._Element | None, problems: list[str]
    ) -> None:
        self._problems = problems
        self._by_id: dict[str, etree._Element] = {}
        self._ids: dict[tuple[str, str], str] = {}
        for style in styles_xml.iterfind(f"{W}style"):
            kind, own = style.get(f"{W}type", "paragraph"), style.get(f"{W}styleId", "")
            self._by_id[own] = style
            for name in _names(style):
                self._ids.setdefault((kind, name.casefold()), own)
        self._abstract_of: dict[str, str] = {}
        self._abstracts: dict[str, etree._Element] = {}
        if numbering_xml is not None:
            for abstract in numbering_xml.iterfind(f"{W}abstractNum"):
                self._abstracts[abstract.get(f"{W}abstractNumId", "")] = abstract
            for number in numbering_xml.iterfind(f"{W}num"):
                link = number.find(f"{W}abstractNumId")
                if link is not None:
                    self._abstract_of[number.get(f"{W}numId", "")] = link.get(f"{W}val", "")
        used = [int(number) for number in self._abstract_of if number.isdigit()]
        self.first_free_number = max(used, default=0) + 1

    def id(self, kind: str, name: str) -> str:
        """The id of a style, quotes and brackets escaped; "" and a problem when there is none."""
        found = self._ids.get((kind, name.casefold()))
        if found is None:
            self._problems.append(_("The template has no style “{style}”.").format(style=name))
            return ""
        return escape(found)

    def paragraph(self, name: str) -> ParagraphStart:
        style = self.id("paragraph", name)
        indent = self._indent(self._ids.get(("paragraph", name.casefold()), ""))
        return ParagraphStart(f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'.encode(), indent)

    def run(self, name: str, direct: str) -> bytes:
        """The start of a run. A run has one character style: what else is marked is set directly."""
        if not name:
            return PLAIN_RUN
        style = self.id("character", name)
        return f'<w:r><w:rPr><w:rStyle w:val="{style}"/>{direct}</w:rPr>{_PRESERVED}'.encode()

    def bullet(self, name: str) -> ParagraphStart:
        start = self.paragraph(name)
        own = self._ids.get(("paragraph", name.casefold()))
        if own is not None and self._numbering(own) is None:
            self._problems.append(_("The style “{style}” has no bullets.").format(style=name))
        return start

    def number(self, name: str, level: int) -> NumberStyle:
        style = self.id("paragraph", name)
        own = self._ids.get(("paragraph", name.casefold()))
        numbering = self._numbering(own) if own is not None else None
        if own is not None and numbering is None:
            self._problems.append(_("The style “{style}” has no numbering.").format(style=name))
        abstract, own_level = numbering or (0, level)
        return NumberStyle(style, abstract, own_level)

    def blocks(self, styles: BodyStyles, *, in_cells: bool) -> BlockStyles:
        """The styles of blocks in a text, or what stands in for them in cells as far as there is anything."""
        own = self._in_cells if in_cells else tuple
        one = self._in_cell if in_cells else str
        names = {kind: getattr(styles, entry) or styles.numbers for kind, entry in NUMERALS.items()}
        depth = max(len(styles.bullets), *map(len, names.values()))
        return BlockStyles(
            headings=tuple(self.paragraph(one(name)) for name in styles.headings),
            bullets=tuple(self.bullet(name) for name in own(styles.bullets)),
            numbers={
                kind: tuple(self.number(name, level) for level, name in enumerate(own(levels)))
                for kind, levels in names.items()
            },
            continued=tuple(self.continued(level, styles, one) for level in range(depth)),
            quote=self.paragraph(one(styles.quote)),
            motto=self.paragraph(self._of_motto(one(styles.motto), styles, one)),
        )

    def _of_motto(self, name: str, styles: BodyStyles, one: Callable[[str], str]) -> str:
        """The style of a motto, that of a quotation where there is none for it."""
        is_own = name != styles.motto or one is str
        return name if is_own and self._has("paragraph", name) else one(styles.quote)

    def _in_cell(self, name: str) -> str:
        """The name of the style that stands in for this one in table cells; the same if there is none."""
        return next((own for own in names_in_cells(name) if self._has("paragraph", own)), name)

    def _in_cells(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """The same for the levels of a list: only those that have one, if any has."""
        own = tuple(found for name in names if (found := self._in_cell(name)) != name)
        return own or names

    # --- pictures and notes ---

    def _has(self, kind: str, name: str) -> bool:
        return (kind, name.casefold()) in self._ids

    def of_pictures(self, name: str) -> ParagraphStart:
        """The start of a paragraph that holds a picture."""
        start = self.paragraph(name)
        rules = (
            style.find(f"{W}pPr/{W}spacing")
            for style in self._lineage(self._ids.get(("paragraph", name.casefold()), ""))
        )
        rule = next((found.get(f"{W}lineRule") for found in rules if found is not None), "exact")
        return start if rule != "exact" else start.for_a_picture()

    def space_above(self, name: str) -> int:
        """What paragraphs of a style keep free above them."""
        for style in self._lineage(self._ids.get(("paragraph", name.casefold()), "")):
            spacing = style.find(f"{W}pPr/{W}spacing")
            if spacing is not None and (given := spacing.get(f"{W}before")) is not None:
                return _number(given)
        return 0

    def note_text(self, styles: BodyStyles) -> ParagraphStart:
        """The start of a footnote. A template from before footnotes sets them as running text."""
        name = styles.footnote_text
        if not self._has("paragraph", name) and name == BodyStyles().footnote_text:
            name = styles.paragraph
        return self.paragraph(name)

    def note_reference(self, styles: BodyStyles) -> bytes:
        """The properties of the run with a note's sign, raised if the template has no style for it."""
        name = styles.footnote_reference
        if not self._has("character", name) and name == BodyStyles().footnote_reference:
            return b'<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
        return f'<w:rPr><w:rStyle w:val="{self.id("character", name)}"/></w:rPr>'.encode()

    def cell_margins(self, table: str) -> int:
        """What the cells of a table style leave free left and right."""
        for style in self._lineage(self._ids.get(("table", table.casefold()), "")):
            margins = style.find(f"{W}tblPr/{W}tblCellMar")
            if margins is not None:
                sides = (margins.find(f"{W}{side}") for side in ("left", "right"))
                return sum(108 if side is None else _number(side.get(f"{W}w")) for side in sides)
        return _USUAL_CELL_MARGINS

    def continued(self, level: int, styles: BodyStyles, one: Callable[[str], str]) -> ParagraphStart:
        """A further paragraph of a list item: Word's own style for it, else the list's without number.
        `one` gives the name of the style that stands in for another here."""
        name = one(LIST_CONTINUE if not level else f"{LIST_CONTINUE} {level + 1}")
        if self._has("paragraph", name):
            return self.paragraph(name)
        fallback = styles.bullets[min(level, len(styles.bullets) - 1)]
        own = self._ids.get(("paragraph", fallback.casefold()), "")
        xml = (
            f'<w:p><w:pPr><w:pStyle w:val="{escape(own)}"/>'
            '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr></w:pPr>'
        )
        return ParagraphStart(xml.encode(), self._indent(own))

    def _indent(self, style_id: str) -> int:
        """How far a style's text stands in from left and right together."""
        found: dict[str, int] = {}
        for style in self._lineage(style_id):
            indents = style.find(f"{W}pPr/{W}ind")
            if indents is not None:
                for name, value in indents.attrib.items():
                    found.setdefault(str(name).removeprefix(W), _number(str(value)))
        left, right = (
            found.get(one, found.get(other, 0)) for one, other in (("left", "start"), ("right", "end"))
        )
        return left + right

    def header_shading(self, table: str) -> bytes:
        """The shading that a table style gives the first row, b"" when it gives none."""
        for style in self._lineage(self._ids.get(("table", table.casefold()), "")):
            for part in style.iterfind(f"{W}tblStylePr"):
                shading = part.find(f"{W}tcPr/{W}shd")
                if part.get(f"{W}type") == "firstRow" and shading is not None:
                    values = " ".join(
                        f'w:{str(name).removeprefix(W)}="{escape(str(value))}"'
                        for name, value in shading.items()
                    )
                    return f"<w:shd {values}/>".encode()
        return b""

    # --- numbering ---

    def _lineage(self, style_id: str) -> Iterator[etree._Element]:
        """A style and what it is based on; ends where a chain goes round."""
        seen: set[str] = set()
        while style_id not in seen and (style := self._by_id.get(style_id)) is not None:
            seen.add(style_id)
            yield style
            based = style.find(f"{W}basedOn")
            style_id = "" if based is None else based.get(f"{W}val", "")

    def _inherited(self, style_id: str, name: str) -> str | None:
        for style in self._lineage(style_id):
            found = style.find(f"{W}pPr/{W}numPr/{W}{name}")
            if found is not None:
                return found.get(f"{W}val", "")
        return None

    def _numbering(self, style_id: str) -> tuple[int, int] | None:
        """(abstractNumId, level) of a style's numbering, None when it has none."""
        number = self._inherited(style_id, "numId")
        if number is None or number == "0" or number not in self._abstract_of:
            return None
        abstract = self._resolved(self._abstract_of[number])
        if abstract not in self._abstracts or not abstract.isdigit():
            return None
        for level in self._abstracts[abstract].iterfind(f"{W}lvl"):
            linked = level.find(f"{W}pStyle")
            if linked is not None and linked.get(f"{W}val") == style_id:
                return int(abstract), _number(level.get(f"{W}ilvl"))
        return int(abstract), _number(self._inherited(style_id, "ilvl"))

    def _resolved(self, abstract: str) -> str:
        """Follow a definition that only names a list style (w:numStyleLink)."""
        found = self._abstracts.get(abstract)
        link = None if found is None else found.find(f"{W}numStyleLink")
        if link is None:
            return abstract
        number = self._inherited(link.get(f"{W}val", ""), "numId")
        return self._abstract_of.get(number or "", abstract)


def _names(style: etree._Element) -> Iterator[str]:
    name = style.find(f"{W}name")
    if name is not None:
        yield name.get(f"{W}val", "")
    aliases = style.find(f"{W}aliases")
    if aliases is not None:
        yield from (alias.strip() for alias in aliases.get(f"{W}val", "").split(","))


def _number(text: str | None) -> int:
    return int(text) if text is not None and text.isdigit() else 0
