"""Bodies as WordprocessingML, straight from the tree.

What a block looks like is decided by the named styles alone. Texts are collected beside the markup,
escaped in one go and woven in at the end: escaping each by itself took a third of the time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote, urlsplit
from xml.sax.saxutils import quoteattr

from markupsafe import Markup

from briefmaker.letter.body import (
    Block,
    Body,
    Heading,
    Inline,
    LineBreak,
    ListBlock,
    PageBreak,
    Paragraph,
    Quote,
    Row,
    Table,
    Text,
)
from briefmaker.letter.characters import normalised_line_ends
from briefmaker.rendering.styles import NumberStyle, TextStyles

__all__ = ["BodyWriter", "WordXml", "link_target"]

_PRESERVED = '<w:t xml:space="preserve">'
_RUN = f"<w:r>{_PRESERVED}"
_RUN_END = "</w:t></w:r>"
_LINE_BREAK = "<w:r><w:br/></w:r>"
_PAGE_BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
_BREAKS = {"\t": f"</w:t><w:tab/>{_PRESERVED}", "\n": f"</w:t><w:br/>{_PRESERVED}"}

_CELL_MARGINS, _WIDE_CHARACTER = 460, 110
"""Twentieths of a point: a cell's margins with a list's indent, and a character that is wider than most."""
_LINES_THAT_FIT = 35
_SHORT_PARAGRAPH = 600
"""Characters of XML: some five lines of text."""

_LINK = re.compile(r"(https?://|mailto:|tel:)\S", re.IGNORECASE)
_FIRST_LINK_ID = "rIdBriefmaker"


class WordXml(Markup):
    """Finished block-level XML (whole paragraphs and tables) for a `{{p name }}` in a template."""

    __slots__ = ()


def link_target(address: str) -> str:
    """`address` as the target of a relationship, "" when it is no web, mail or telephone address.

    Word refuses a whole document for one malformed target, so what no URI may hold is escaped
    (RFC 3986, section 2).
    """
    address = address.strip()
    if not _LINK.match(address):
        return ""
    try:
        urlsplit(address)
        return quote(address, safe="!#$%&'()*+,-./:;=?@_~[]" if "//[" in address else "!#$%&'()*+,-./:;=?@_~")
    except (ValueError, UnicodeEncodeError):
        return ""


class BodyWriter:
    """Writes the texts of one letter; the numbers and links they need are gathered on the way.

    `write` may be called more than once: the letter's text, then each enclosure's. Not to be shared
    between letters.
    """

    __slots__ = ("_break", "_in_cell", "_links", "_markup", "_numbers", "_pending", "_styles", "_texts")

    def __init__(self, styles: TextStyles) -> None:
        self._styles = styles
        self._numbers: list[tuple[NumberStyle, int]] = []
        self._links: dict[str, str] = {}
        self._markup: list[str] = []
        self._texts: list[str] = []
        self._pending = ""
        self._break = False
        self._in_cell = False

    # --- what is gathered ---

    @property
    def numbering_xml(self) -> str:
        """The `w:num` elements of all numbered lists so far, to be added to numbering.xml."""
        first = self._styles.first_free_number
        return "".join(
            f'<w:num w:numId="{first + index}"><w:abstractNumId w:val="{style.abstract}"/>'
            f'<w:lvlOverride w:ilvl="{style.level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
            "</w:num>"
            for index, (style, start) in enumerate(self._numbers)
        )

    @property
    def relationships_xml(self) -> str:
        """The relationships of all links so far, to be added to document.xml.rels."""
        return "".join(
            f'<Relationship Id="{name}" TargetMode="External" Target={quoteattr(target)} Type='
            '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"/>'
            for target, name in self._links.items()
        )

    # --- writing ---

    def write(self, body: Body) -> WordXml:
        """`body` as paragraphs and tables; "" for a body without blocks."""
        self._markup, self._texts, self._pending, self._break = [], [], "", False
        self._blocks(body.blocks, self._styles.paragraph, 0)
        if self._break:
            self._pending += _PAGE_BREAK
        return WordXml(_kept_with_closing(self._woven()))

    def _woven(self) -> str:
        texts = self._texts
        if not texts:
            return self._pending
        joined = "\0".join(texts).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        if "\r" in joined:
            joined = normalised_line_ends(joined)
        for character, markup in _BREAKS.items():
            if character in joined:
                joined = joined.replace(character, markup)
        pieces = [""] * (2 * len(texts) + 1)
        pieces[0:-1:2] = self._markup
        pieces[1::2] = joined.split("\0")  # a text with U+0000 raises here; the guard names it before
        pieces[-1] = self._pending
        return "".join(pieces)

    def _blocks(self, blocks: Sequence[Block], leaf: str, depth: int) -> None:
        """Write blocks; `leaf` starts a plain paragraph here, lists begin at level `depth`."""
        for block in blocks:
            kind = type(block)
            if kind is Paragraph:
                self._paragraph(leaf, block.inlines)  # type: ignore[union-attr]
            elif kind is ListBlock:
                self._list(block, depth)  # type: ignore[arg-type]
            elif kind is Heading:
                self._paragraph(self._styles.headings[block.level - 1], block.inlines)  # type: ignore[union-attr]
            elif kind is Table:
                self._table(block)  # type: ignore[arg-type]
            elif kind is Quote:
                self._blocks(block.blocks, self._styles.quote, depth)  # type: ignore[union-attr]
            elif kind is PageBreak:
                if self._break:
                    self._paragraph(leaf, ())
                self._break = True

    def _paragraph(self, start: str, inlines: Sequence[Inline]) -> None:
        if self._break:
            self._break = False
            start = start.replace("/>", "/><w:pageBreakBefore/>", 1)
        if len(inlines) == 1:
            run = inlines[0]
            if type(run) is Text and not (run.strong or run.emphasis or run.link):
                self._markup.append(f"{self._pending}{start}{_RUN}")
                self._texts.append(run.text)
                self._pending = "</w:t></w:r></w:p>"
                return
        self._pending += start
        if inlines:
            self._runs(inlines)
        self._pending += "</w:p>"

    def _runs(self, inlines: Sequence[Inline]) -> None:
        for run in inlines:
            if type(run) is LineBreak:
                self._pending += _LINE_BREAK
                continue
            text: Any = run
            if not text.text:
                continue
            link = self._link(text.link) if text.link else ""
            start = self._styles.runs[bool(link), text.strong, text.emphasis]
            self._markup.append(f"{self._pending}{link}{start}")
            self._texts.append(text.text)
            self._pending = f"{_RUN_END}</w:hyperlink>" if link else _RUN_END

    def _link(self, address: str) -> str:
        target = link_target(address)
        if not target:
            return ""
        name = self._links.setdefault(target, f"{_FIRST_LINK_ID}{len(self._links) + 1}")
        return f'<w:hyperlink r:id="{name}" w:history="1">'

    def _list(self, block: ListBlock, depth: int) -> None:
        styles = self._styles
        bullets = styles.cell_bullets if self._in_cell else styles.bullets
        numbers = styles.cell_numbers if self._in_cell else styles.numbers
        if block.kind == "numbered":
            style = numbers[min(depth, len(numbers) - 1)]
            number = styles.first_free_number + len(self._numbers)
            self._numbers.append((style, block.start))
            start = style.start(number)
        else:
            start = bullets[min(depth, len(bullets) - 1)]
        continued = styles.continued[min(depth, len(styles.continued) - 1)]
        for item in block.items:
            blocks = item.blocks
            if blocks and type(blocks[0]) is Paragraph:
                self._paragraph(start, blocks[0].inlines)
                blocks = blocks[1:]
            else:
                self._paragraph(start, ())
            if blocks:
                self._blocks(blocks, continued, depth + 1)

    # --- tables ---

    def _table(self, table: Table) -> None:
        if not table.rows:
            return
        if self._break:
            self._break = False
            self._pending += _PAGE_BREAK
        elif self._pending.endswith("</w:tbl>"):  # Word would make one table of two that touch
            self._pending += f"{self._styles.paragraph}</w:p>"
        widths = _column_widths(table, self._styles.text_width)
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        self._pending += (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{self._styles.table}"/>'
            f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            f'<w:tblLook w:val="{_look(table)}" w:firstRow="{int(table.header_rows > 0)}" w:lastRow="0" '
            f'w:firstColumn="{int(table.header_column)}" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
            f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        )
        for index, row in enumerate(table.rows):
            self._row(row, widths, index < table.header_rows, table.header_column)
        self._pending += "</w:tbl>"

    def _row(self, row: Row, widths: list[int], is_header: bool, header_column: bool) -> None:
        whole = "<w:cantSplit/>" if _fits_on_a_page(row, widths) else ""
        repeated = "<w:tblHeader/>" if is_header else ""
        properties = f"<w:trPr>{whole}{repeated}</w:trPr>" if whole or repeated else ""
        self._pending += f"<w:tr>{properties}"
        outer, self._in_cell = self._in_cell, True
        column = 0
        for cell in row.cells:
            heads = is_header or (header_column and not column)
            leaf = self._styles.table_heading if heads else self._styles.table_text
            self._cell_start(widths, column, cell.span)
            self._blocks(cell.blocks, leaf, 0)
            if not self._pending.endswith("</w:p>"):  # a cell must end in a paragraph
                self._paragraph(leaf, ())
            self._pending += "</w:tc>"
            column += cell.span
        if column < len(widths):
            self._cell_start(widths, column, len(widths) - column)
            self._paragraph(self._styles.table_text, ())
            self._pending += "</w:tc>"
        self._in_cell = outer
        self._pending += "</w:tr>"

    def _cell_start(self, widths: list[int], column: int, span: int) -> None:
        width = sum(widths[column : column + span])
        spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        self._pending += f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}</w:tcPr>'


def _kept_with_closing(xml: str) -> str:
    """A text whose last paragraph, if it is short, goes along to the page of what follows.

    So a closing never stands alone on a page. All engines agree on it for a paragraph that is kept whole;
    before an enclosure, which begins on a new page, it changes nothing.
    """
    start = xml.rfind("<w:p><w:pPr><w:pStyle ")
    if start < 0 or len(xml) - start > _SHORT_PARAGRAPH or not xml.endswith("</w:t></w:r></w:p>"):
        return xml
    end = xml.index("/>", start) + 2
    return f"{xml[:end]}<w:keepNext/><w:keepLines/>{xml[end:]}"


def _fits_on_a_page(row: Row, widths: list[int]) -> bool:
    """Whether a row is surely lower than a page: such a row is not cut.

    LibreOffice cuts a row at any line and the embedded engine does not; a row that may not be cut and
    is higher than a page runs off the page in the engine.
    """
    column = 0
    for cell in row.cells:
        width = sum(widths[column : column + cell.span])
        column += cell.span
        characters = max(1, (width - _CELL_MARGINS) // _WIDE_CHARACTER)
        texts = Body.model_construct(blocks=cell.blocks).texts()
        if sum(1 + len(text) // characters for text in texts) > _LINES_THAT_FIT:
            return False
    return True


def _look(table: Table) -> str:
    """The bits of w:tblLook (ISO/IEC 29500-1, 17.4.55) in hexadecimal."""
    return f"{0x0400 | (0x0020 if table.header_rows else 0) | (0x0080 if table.header_column else 0):04X}"


def _length(blocks: Sequence[Block]) -> int:
    """About how many characters stand in a cell."""
    return sum(
        sum(len(run.text) for run in block.inlines if type(run) is Text) if type(block) is Paragraph else 40
        for block in blocks
    )


def _column_widths(table: Table, text_width: int) -> list[int]:
    """Widths of the columns in twentieths of a point, by what stands in them; they sum to `text_width`.

    Fixed widths, because Word, LibreOffice and the embedded engine each divide a table differently.
    """
    columns = max((sum(cell.span for cell in row.cells) for row in table.rows), default=1) or 1
    weights = [12] * columns
    for row in table.rows:
        column = 0
        for cell in row.cells:
            if cell.span == 1:
                length = _length(cell.blocks)
                weights[column] = max(weights[column], min(length, 60 + length // 20, 120))
            column += cell.span
    total = sum(weights)
    widths = [text_width * weight // total for weight in weights]
    widths[-1] += text_width - sum(widths)
    return widths
