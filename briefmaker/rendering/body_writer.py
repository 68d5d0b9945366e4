"""Bodies as WordprocessingML, straight from the tree.

What a block looks like is decided by the named styles alone. Written as UTF-8 bytes at once: a single
“–” makes a Python string of a whole letter twice as large, and each copy of it twice as slow.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote, urlsplit
from xml.sax.saxutils import quoteattr

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
from briefmaker.rendering.styles import NumberStyle, ParagraphStart, TextStyles
from briefmaker.rendering.table_layout import column_widths, fits_on_a_page, look

__all__ = ["BodyWriter", "link_target"]

_PRESERVED = b'<w:t xml:space="preserve">'
_RUN_END = b"</w:t></w:r>"
_PARAGRAPH_END = b"</w:p>"
_TEXT_END = b"</w:t></w:r></w:p>"
_LINE_BREAK = b"<w:r><w:br/></w:r>"
_PAGE_BREAK = b'<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
_STYLED_PARAGRAPH = b"<w:p><w:pPr><w:pStyle "
_SHORT_PARAGRAPH = 600
"""Bytes of XML: some five lines of text."""

_LINK = re.compile(r"(https?://|mailto:|tel:)\S", re.IGNORECASE)
_FIRST_LINK_ID = "rIdBriefmaker"


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


def _escaped(data: bytes) -> bytes:
    """A text of a run with XML's signs escaped, tabs and line ends as Word's elements."""
    data = data.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    data = data.replace(b"\t", b"</w:t><w:tab/>" + _PRESERVED)
    return data.replace(b"\n", b"</w:t><w:br/>" + _PRESERVED)


class BodyWriter:
    """Writes the texts of one letter; the numbers and links they need are gathered on the way.

    `write` may be called more than once: the letter's text, then each enclosure's. Not to be shared
    between letters. A text with lone surrogates raises UnicodeEncodeError; other characters that Word
    can't carry are written as they are, and found by the guard.
    """

    __slots__ = ("_break", "_in_cell", "_links", "_numbers", "_out", "_styles")

    def __init__(self, styles: TextStyles) -> None:
        self._styles = styles
        self._numbers: list[tuple[NumberStyle, int]] = []
        self._links: dict[str, str] = {}
        self._out: list[bytes] = []
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

    def write(self, body: Body) -> bytes:
        """`body` as paragraphs and tables in UTF-8; b"" for a body without blocks."""
        self._out, self._break = [b""], False
        self._blocks(body.blocks, self._styles.paragraph, 0)
        if self._break:
            self._out.append(_PAGE_BREAK)
        else:
            self._keep_with_closing()
        return b"".join(self._out)

    def _blocks(self, blocks: Sequence[Block], leaf: ParagraphStart, depth: int) -> None:
        """Write blocks; `leaf` starts a plain paragraph here, lists begin at level `depth`."""
        styles = self._styles
        # mypy can't see that the exact type of a block narrows it; isinstance would cost a tenth more
        for block in blocks:
            kind: Any = type(block)
            it: Any = block
            if kind is Paragraph:
                self._paragraph(leaf, it.inlines)
            elif kind is ListBlock:
                self._list(it, depth)
            elif kind is Heading:
                self._paragraph(styles.headings[it.level - 1], it.inlines)
            elif kind is Table:
                self._table(it)
            elif kind is Quote:
                self._blocks(it.blocks, styles.quote, depth)
            elif kind is PageBreak:
                if self._break:
                    self._paragraph(leaf, ())
                self._break = True

    def _paragraph(self, start: ParagraphStart, inlines: Sequence[Inline]) -> None:
        if self._break:
            self._break = False
            start = start.on_a_new_page()
        if len(inlines) == 1:
            run = inlines[0]
            if type(run) is Text and not (run.strong or run.emphasis or run.link):
                data = run.text.encode()
                if (
                    b"&" in data
                    or b"<" in data
                    or b">" in data
                    or b"\n" in data
                    or b"\t" in data
                    or b"\r" in data
                ):
                    data = _escaped(data)
                self._out += (start.with_run, data, _TEXT_END)
                return
        self._out.append(start.xml)
        for run in inlines:
            if type(run) is LineBreak:
                self._out.append(_LINE_BREAK)
            elif type(run) is Text and run.text:
                self._run(run)
        self._out.append(_PARAGRAPH_END)

    def _run(self, run: Text) -> None:
        link = self._link(run.link) if run.link else b""
        start = self._styles.runs[bool(link), run.strong, run.emphasis]
        end = _RUN_END + b"</w:hyperlink>" if link else _RUN_END
        self._out += (link, start, _escaped(run.text.encode()), end)

    def _link(self, address: str) -> bytes:
        target = link_target(address)
        if not target:
            return b""
        name = self._links.setdefault(target, f"{_FIRST_LINK_ID}{len(self._links) + 1}")
        return f'<w:hyperlink r:id="{name}" w:history="1">'.encode()

    def _list(self, block: ListBlock, depth: int) -> None:
        styles = self._styles
        bullets = styles.cell_bullets if self._in_cell else styles.bullets
        numbers = styles.cell_numbers if self._in_cell else styles.numbers
        if block.kind == "numbered":
            style = numbers[min(depth, len(numbers) - 1)]
            start = style.start(styles.first_free_number + len(self._numbers))
            self._numbers.append((style, block.start))
        else:
            start = bullets[min(depth, len(bullets) - 1)]
        continued = styles.continued[min(depth, len(styles.continued) - 1)]
        for item in block.items:
            blocks = item.blocks
            first = blocks[0] if blocks else None
            if type(first) is Paragraph:
                self._paragraph(start, first.inlines)
                if len(blocks) == 1:
                    continue
                blocks = blocks[1:]
            else:
                self._paragraph(start, ())
            self._blocks(blocks, continued, depth + 1)

    def _keep_with_closing(self) -> None:
        """Send a short last paragraph along to the page of what follows.

        So a closing never stands alone on a page. All engines agree on it for a paragraph that is kept
        whole; before an enclosure, which begins on a new page, it changes nothing.
        """
        out = self._out
        if not out[-1].endswith(_TEXT_END) and out[-2:] != [_RUN_END, _PARAGRAPH_END]:
            return
        at, length = len(out) - 1, len(out[-1])
        while not out[at].startswith(_STYLED_PARAGRAPH):
            at -= 1
            length += len(out[at])
        if length <= _SHORT_PARAGRAPH:
            out[at] = out[at].replace(b"/>", b"/><w:keepNext/><w:keepLines/>", 1)

    # --- tables ---

    def _table(self, table: Table) -> None:
        if not table.rows:
            return
        if self._break:
            self._break = False
            self._out.append(_PAGE_BREAK)
        elif self._out[-1] == b"</w:tbl>":  # Word would make one table of two that touch
            self._out += (self._styles.paragraph.xml, _PARAGRAPH_END)
        widths = column_widths(table, self._styles.text_width)
        grid = "".join([f'<w:gridCol w:w="{width}"/>' for width in widths])
        xml = (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{self._styles.table}"/>'
            f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            f'<w:tblLook w:val="{look(table)}" w:firstRow="{int(table.header_rows > 0)}" w:lastRow="0" '
            f'w:firstColumn="{int(table.header_column)}" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
            f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        )
        self._out.append(xml.encode())
        outer, self._in_cell = self._in_cell, True
        for index, row in enumerate(table.rows):
            self._row(row, widths, index < table.header_rows, table.header_column)
        self._in_cell = outer
        self._out.append(b"</w:tbl>")

    def _row(self, row: Row, widths: list[int], is_header: bool, header_column: bool) -> None:
        styles = self._styles
        whole = b"<w:cantSplit/>" if fits_on_a_page(row, widths) else b""
        repeated = b"<w:tblHeader/>" if is_header else b""
        properties = b"<w:trPr>%b%b</w:trPr>" % (whole, repeated) if whole or repeated else b""
        self._out += (b"<w:tr>", properties)
        column = 0
        for cell in row.cells:
            heads = is_header or (header_column and not column)
            leaf = styles.table_heading if heads else styles.table_text
            self._cell_start(widths, column, cell.span)
            self._blocks(cell.blocks, leaf, 0)
            if not self._out[-1].endswith(_PARAGRAPH_END):  # a cell must end in a paragraph
                self._paragraph(leaf, ())
            self._out.append(b"</w:tc>")
            column += cell.span
        if column < len(widths):
            self._cell_start(widths, column, len(widths) - column)
            self._paragraph(styles.table_text, ())
            self._out.append(b"</w:tc>")
        self._out.append(b"</w:tr>")

    def _cell_start(self, widths: list[int], column: int, span: int) -> None:
        if span == 1:
            self._out.append(b'<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/></w:tcPr>' % widths[column])
            return
        width = sum(widths[column : column + span])
        self._out.append(
            b'<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/><w:gridSpan w:val="%d"/></w:tcPr>' % (width, span)
        )
