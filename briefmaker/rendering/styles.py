"""The styles and numbering that a template's texts are written with.

Found by *name*: Word localises ids ("Kop1" is the style named "heading 1"), LibreOffice writes names
with other capitals.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from itertools import product
from typing import Final

from lxml import etree

from briefmaker.i18n import _
from briefmaker.letter.document_type import BodyStyles

__all__ = ["TEXT_PARAGRAPH_END", "NumberStyle", "ParagraphStart", "TextStyles", "text_styles"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PRESERVED = '<w:t xml:space="preserve">'
TEXT_PARAGRAPH_END: Final = b"</w:t></w:r></w:p>"
_PLAIN_RUN = f"<w:r>{_PRESERVED}".encode()


class ParagraphStart:
    """The start of a paragraph in a style, as bytes: without a run, up to the text of a plain run, and
    the same after the text of another paragraph."""

    __slots__ = ("after_text", "with_run", "xml")

    def __init__(self, xml: bytes) -> None:
        self.xml: Final = xml
        self.with_run: Final = xml + _PLAIN_RUN
        self.after_text: Final = TEXT_PARAGRAPH_END + self.with_run

    def on_a_new_page(self) -> ParagraphStart:
        """The same, beginning on a new page."""
        return ParagraphStart(self.xml.replace(b"/>", b"/><w:pageBreakBefore/>", 1))


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
class TextStyles:
    """The starts of paragraphs and runs, ready to be written; text_width in twentieths of a point.

    `runs` is keyed by (link, strong, emphasis).
    """

    paragraph: ParagraphStart
    headings: tuple[ParagraphStart, ...]
    bullets: tuple[ParagraphStart, ...]
    numbers: tuple[NumberStyle, ...]
    continued: tuple[ParagraphStart, ...]
    cell_bullets: tuple[ParagraphStart, ...]
    cell_numbers: tuple[NumberStyle, ...]
    quote: ParagraphStart
    table: str
    table_text: ParagraphStart
    table_heading: ParagraphStart
    runs: dict[tuple[bool, bool, bool], bytes]
    first_free_number: int
    text_width: int


def text_styles(
    styles: BodyStyles,
    styles_xml: etree._Element,
    numbering_xml: etree._Element | None,
    text_width: int,
    problems: list[str],
) -> TextStyles:
    """The styles of `styles` in a template; what is missing is added to `problems` as sentences."""
    sheet = _StyleSheet(styles_xml, numbering_xml, problems)
    runs = {
        (link, strong, emphasis): sheet.run(
            styles.link if link else styles.strong if strong else styles.emphasis if emphasis else "",
            ("<w:b/><w:bCs/>" if link and strong else "")
            + ("<w:i/><w:iCs/>" if emphasis and (link or strong) else ""),
        )
        for link, strong, emphasis in product((False, True), repeat=3)
    }
    depth = max(len(styles.bullets), len(styles.numbers))
    return TextStyles(
        paragraph=sheet.paragraph(styles.paragraph),
        headings=tuple(sheet.paragraph(name) for name in styles.headings),
        bullets=tuple(sheet.bullet(name) for name in styles.bullets),
        numbers=tuple(sheet.number(name, level) for level, name in enumerate(styles.numbers)),
        continued=tuple(sheet.continued(level, styles) for level in range(depth)),
        cell_bullets=tuple(sheet.bullet(name) for name in sheet.in_cells(styles.bullets)),
        cell_numbers=tuple(
            sheet.number(name, level) for level, name in enumerate(sheet.in_cells(styles.numbers))
        ),
        quote=sheet.paragraph(styles.quote),
        table=sheet.id("table", styles.table),
        table_text=sheet.paragraph(styles.table_text),
        table_heading=sheet.paragraph(styles.table_heading),
        runs=runs,
        first_free_number=sheet.first_free_number,
        text_width=text_width,
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
        return ParagraphStart(f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'.encode())

    def run(self, name: str, direct: str) -> bytes:
        """The start of a run. A run has one character style: what else is marked is set directly."""
        if not name:
            return _PLAIN_RUN
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

    def in_cells(self, names: Iterable[str]) -> tuple[str, ...]:
        """The list styles for table cells: "Table List Bullet" for "List Bullet", if there are any such."""
        lists = tuple(names)
        own = tuple(f"Table {name}" for name in lists)
        return tuple(name for name in own if ("paragraph", name.casefold()) in self._ids) or lists

    def continued(self, level: int, styles: BodyStyles) -> ParagraphStart:
        """A further paragraph of a list item: Word's own style for it, else the list's without number."""
        name = "list continue" if not level else f"list continue {level + 1}"
        if own := self._ids.get(("paragraph", name)):
            return ParagraphStart(f'<w:p><w:pPr><w:pStyle w:val="{escape(own)}"/></w:pPr>'.encode())
        fallback = styles.bullets[min(level, len(styles.bullets) - 1)]
        own = self._ids.get(("paragraph", fallback.casefold()), "")
        xml = (
            f'<w:p><w:pPr><w:pStyle w:val="{escape(own)}"/>'
            '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr></w:pPr>'
        )
        return ParagraphStart(xml.encode())

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
