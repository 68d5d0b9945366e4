"""Bodies as WordprocessingML, straight from the tree.

What a block looks like is decided by the named styles alone. Texts are gathered beside the markup, and
encoded and escaped in one go: one by one that took more time than all the rest. Markup is bytes from the
start: a single “–” makes a string of a whole letter twice as large, and each copy of it twice as slow.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from briefmaker.letter.body import (
    Block,
    Body,
    Footnote,
    Heading,
    Image,
    Inline,
    LineBreak,
    ListBlock,
    PageBreak,
    Paragraph,
    Quote,
    Table,
    Text,
)
from briefmaker.letter.table_grid import PlacedCell
from briefmaker.rendering.block_places import PlaceMarks
from briefmaker.rendering.drawings import Drawings
from briefmaker.rendering.links import link_target
from briefmaker.rendering.notes import NoteWriter
from briefmaker.rendering.paragraph_start import TEXT_PARAGRAPH_END, ParagraphStart
from briefmaker.rendering.styles import NumberStyle, TextStyles
from briefmaker.rendering.table_layout import TableLayout, look

__all__ = ["BodyWriter"]

_PRESERVED = b'<w:t xml:space="preserve">'
_SIGNS = (
    (b"&", b"&amp;"),
    (b"<", b"&lt;"),
    (b">", b"&gt;"),
    (b"\t", b"</w:t><w:tab/>" + _PRESERVED),
    (b"\n", b"</w:t><w:br/>" + _PRESERVED),
)
_RUN_END = b"</w:t></w:r>"
_PARAGRAPH_END = b"</w:p>"
_LINE_BREAK = b"<w:r><w:br/></w:r>"
_CELL_PROPERTIES_END = b"</w:tcPr>"
_CELL_END = b"</w:tc>"
_LAST_CELL_END = _CELL_END + b"</w:tr>"
_LINK_END = _RUN_END + b"</w:hyperlink>"
_ROW_STARTS = {
    (False, False): b"<w:tr>",
    (True, False): b"<w:tr><w:trPr><w:cantSplit/></w:trPr>",
    (False, True): b"<w:tr><w:trPr><w:tblHeader/></w:trPr>",
    (True, True): b"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>",
}
_PAGE_BREAK = b'<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
_STYLED_PARAGRAPH = b"<w:p><w:pPr><w:pStyle "
_SHORT_PARAGRAPH = 600
"""Bytes of XML: some five lines of text."""

_FIRST_LINK_ID = "rIdBriefmaker"
_PICTURE_HEIGHT, _PICTURE_HEIGHT_IN_CELL = 0.9, 0.75
"""How much of a page's text a picture may take: there is spacing round it, and header rows are repeated."""


class BodyWriter:
    """Writes the texts of one letter; the numbers, links, footnotes (`notes`) and pictures (`drawings`) they
    need are gathered on the way.

    `write` may be called more than once: the letter's text, then each enclosure's. Not to be shared
    between letters. A text with lone surrogates or U+0000, and a picture that Word can't show, raise
    ValueError; other characters that Word can't carry are written as they are, and found by the guard.
    """

    # _markup[n] stands before _texts[n]; _after is the markup that follows the last text
    __slots__ = (
        "_after", "_break", "_links", "_looks", "_mark", "_marks", "_markup", "_numbers", "_path", "_styles",
        "_tables", "_texts", "_width", "drawings", "notes",
    )  # fmt: skip

    def __init__(self, styles: TextStyles) -> None:
        self._styles = styles
        self.notes = NoteWriter(styles)
        self.drawings = Drawings()
        self._numbers: list[tuple[NumberStyle, int]] = []
        self._links: dict[str, str] = {}
        self._markup: list[bytes] = []
        self._texts: list[str] = []
        self._after = b""
        self._break = False
        self._looks = styles.in_text
        self._width = styles.text_width
        self._marks = PlaceMarks()
        self._mark = b""  # of the next paragraph
        self._path = ""  # the way down through quotes and items, see `block_places`
        self._tables = 0  # in how many

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
        """The relationships of all links and pictures so far, to be added to document.xml.rels."""
        if not self._links and not self.drawings.pictures:
            return ""
        return self.drawings.relationships_xml + "".join(
            f'<Relationship Id="{name}" TargetMode="External" Target="{escape(target)}" Type='
            '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"/>'
            for target, name in self._links.items()
        )

    @property
    def has_side_parts(self) -> bool:
        """Whether there are footnotes or pictures so far."""
        return bool(self.notes.notes or self.drawings.pictures)

    # --- writing ---

    def write(self, body: Body, *, keep_with_next: bool = True) -> bytes:
        """`body` as paragraphs and tables in UTF-8; b"" for a body without blocks. keep_with_next: a short
        last paragraph goes along with what follows, such as a closing."""
        self._markup, self._texts, self._after, self._break = [], [], b"", False
        self._blocks(body.blocks, self._styles.paragraph, 0)
        if self._break:
            self._after += _PAGE_BREAK
        elif keep_with_next and self._after.endswith(_PARAGRAPH_END) and _STYLED_PARAGRAPH not in self._after:
            self._keep_with_closing()
        return self._woven()

    def write_in_cell(self, body: Body, cell_width: int) -> bytes:
        """`body` as what a cell of the template's own tables holds, in the styles for cells; a body without
        blocks as the one paragraph that a cell must have. cell_width: in twentieths of a point."""
        styles = self._styles
        self._markup, self._texts, self._after, self._break = [], [], b"", False
        self._looks, self._tables = styles.in_cells, 1
        self._width = max(cell_width - styles.cell_margins, 1) if cell_width > 1 else styles.text_width // 2
        self._blocks(body.blocks, styles.table_text, 0)
        if self._break:
            self._after += _PAGE_BREAK
        elif not self._after.endswith(_PARAGRAPH_END):
            self._paragraph(styles.table_text, ())
        self._looks, self._tables, self._width = styles.in_text, 0, styles.text_width
        return self._woven()

    def _woven(self) -> bytes:
        """Markup and texts in turns."""
        if not self._texts:
            return self._after
        # each text by itself: one "–" among them would make all of them wide, and slower to encode
        joined = b"\0".join(map(str.encode, self._texts))
        if b"\r" in joined:
            joined = joined.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        for sign, markup in _SIGNS:
            if sign in joined:
                joined = joined.replace(sign, markup)
        pieces = [self._after] * (2 * len(self._texts) + 1)
        pieces[:-1:2] = self._markup
        pieces[1::2] = joined.split(b"\0")
        return b"".join(pieces)

    def _blocks(self, blocks: Sequence[Block], leaf: ParagraphStart, depth: int) -> None:
        """Write blocks; `leaf` starts a plain paragraph here, lists begin at level `depth`."""
        looks = self._looks
        counted: dict[str, ParagraphStart] = {}
        path, before, quotes = self._path, None, 0
        is_said = not path or path == "q" or (len(path) <= looks.levels and not path.strip("i"))
        # mypy can't see that the exact type of a block narrows it; isinstance would cost a tenth more
        for block in blocks:
            kind: Any = type(block)
            it: Any = block
            if path and (kind is Heading or (not is_said and (kind is Paragraph or kind is Image))):
                self._mark += self._marks.mark("p", path)
            if kind is Paragraph:
                self._paragraph(leaf, it.inlines)
            elif kind is ListBlock:
                self._list(it, depth, counted, before)
            elif kind is Heading:
                self._paragraph(looks.headings[it.level - 1], it.inlines)
            elif kind is Table:
                self._table(it)
            elif kind is Quote:
                quotes = quotes + 1 if type(before) is Quote else 0
                self._path = f"{path}q{quotes or ''}"
                self._blocks(it.blocks, looks.motto if it.role else looks.quote, depth)
                self._path = path
            elif kind is Image:
                self._picture(leaf, it)
            elif kind is PageBreak:
                if self._break:
                    self._paragraph(leaf, ())
                self._break = True
            before = block

    def _paragraph(self, start: ParagraphStart, inlines: Sequence[Inline]) -> None:
        if self._break:
            self._break = False
            start = start.on_a_new_page()
        if self._mark:
            start, self._mark = start.marked(self._mark), b""
        if len(inlines) == 1:
            run = inlines[0]
            if type(run) is Text and not (run.strong or run.emphasis or run.link):
                after = self._after
                if after is TEXT_PARAGRAPH_END:
                    self._markup.append(start.after_text)
                else:
                    self._markup.append(after + start.with_run)
                self._texts.append(run.text)
                self._after = TEXT_PARAGRAPH_END
                return
        self._after += start.xml
        for run in inlines:
            if type(run) is Text:
                if run.text:
                    self._run(run)
            elif type(run) is LineBreak:
                self._after += _LINE_BREAK
            elif type(run) is Footnote:
                self._after += self.notes.add(run.note)
        self._after = TEXT_PARAGRAPH_END if self._after is _RUN_END else self._after + _PARAGRAPH_END

    def _run(self, run: Text) -> None:
        link = self._link(run.link) if run.link else b""
        self._markup.append(self._after + link + self._styles.runs[bool(link), run.strong, run.emphasis])
        self._texts.append(run.text)
        self._after = _LINK_END if link else _RUN_END

    def _link(self, address: str) -> bytes:
        target = link_target(address)
        if not target:
            return b""
        name = self._links.setdefault(target, f"{_FIRST_LINK_ID}{len(self._links) + 1}")
        return f'<w:hyperlink r:id="{name}" w:history="1">'.encode()

    def _picture(self, leaf: ParagraphStart, image: Image) -> None:
        """A paragraph that holds a picture; `leaf` is how a plain paragraph would start in its place."""
        styles = self._styles
        start = styles.image if leaf is styles.paragraph else leaf.for_a_picture()
        if self._break:
            self._break = False
            start = start.on_a_new_page()
        if self._mark:
            start, self._mark = start.marked(self._mark), b""
        share = _PICTURE_HEIGHT if self._looks is styles.in_text else _PICTURE_HEIGHT_IN_CELL
        width = max(self._width - start.indent, 1)
        drawing = self.drawings.run(image, width, int(styles.text_height * share))
        self._after += start.xml + drawing + _PARAGRAPH_END

    def _list(
        self, block: ListBlock, depth: int, counted: dict[str, ParagraphStart], before: Block | None
    ) -> None:
        """Write a list; `counted` holds the last numbered list of each kind that stood beside it, `before` is
        the block that it follows."""
        looks, path = self._looks, self._path
        is_said = depth < looks.levels and not path.strip("i")
        flags = "n" if type(before) is ListBlock and _would_be_one(before, block) else ""
        if block.kind == "numbered":
            numerals = block.numerals
            if block.continues and numerals in counted:
                start = counted[numerals]
            else:
                numbers = looks.numbers[numerals]
                style = numbers[min(depth, len(numbers) - 1)]
                start = counted[numerals] = style.start(self._styles.first_free_number + len(self._numbers))
                self._numbers.append((style, block.start))
        else:
            start = looks.bullets[min(depth, len(looks.bullets) - 1)]
        continued = looks.continued[min(depth, len(looks.continued) - 1)]
        opening = start
        if type(before) is Table and looks is self._styles.in_text and self._styles.space_below_table:
            opening = start.apart(self._styles.space_below_table)
        for item in block.items:
            blocks = item.blocks
            first = blocks[0] if blocks else None
            if blocks and type(first) is not Paragraph:
                flags += "e"
            if flags or not is_said:
                self._mark += self._marks.mark("p", path, flags)
                flags = ""
            if type(first) is Paragraph:
                self._paragraph(opening, first.inlines)
                opening = start
                if len(blocks) == 1:
                    continue
                blocks = blocks[1:]
            else:
                self._paragraph(opening, ())
                opening = start
            self._path = path + "i"
            self._blocks(blocks, continued, depth + 1)
            self._path = path

    def _keep_with_closing(self) -> None:
        """Send a short last paragraph along to the page of what follows.

        So a closing never stands alone on a page. All engines agree on it for a paragraph that is kept
        whole; before an enclosure, which begins on a new page, it changes nothing.
        """
        at = len(self._markup) - 1
        length = len(self._texts[at])
        while (start := self._markup[at].rfind(_STYLED_PARAGRAPH)) < 0:
            length += len(self._markup[at])
            at -= 1
            length += len(self._texts[at])
        if length + len(self._markup[at]) - start <= _SHORT_PARAGRAPH:
            before, last = self._markup[at][:start], self._markup[at][start:]
            self._markup[at] = before + last.replace(b"/>", b"/><w:keepNext/><w:keepLines/>", 1)

    # --- tables ---

    def _table(self, table: Table) -> None:
        if not table.rows:
            return
        if self._break:
            self._break = False
            self._after += _PAGE_BREAK
        elif self._after.endswith(b"</w:tbl>"):  # Word would make one table of two that touch
            self._after += self._styles.paragraph.xml + _PARAGRAPH_END
        if self._path:
            self._mark += self._marks.mark(f"t{self._tables}", self._path)
        layout = TableLayout(table, self._width)
        grid = "".join([f'<w:gridCol w:w="{width}"/>' for width in layout.widths])
        xml = (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{self._styles.table}"/>'
            f'<w:tblW w:w="{self._width}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            f'<w:tblLook w:val="{look(table)}" w:firstRow="{int(table.header_rows > 0)}" w:lastRow="0" '
            f'w:firstColumn="{int(table.header_column)}" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
            f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        )
        self._after += xml.encode()
        outer, self._looks = (self._looks, self._width, self._path), self._styles.in_cells
        self._path, self._tables = "", self._tables + 1
        for index, row in enumerate(layout.rows):
            self._row(row, layout, index, index < table.header_rows, table.header_column)
        self._looks, self._width, self._path = outer
        self._tables -= 1
        self._after += b"</w:tbl>"

    def _row(
        self,
        row: Sequence[PlacedCell],
        layout: TableLayout,
        index: int,
        is_header: bool,
        header_column: bool,
    ) -> None:
        styles = self._styles
        heading, text, starts = styles.table_heading, styles.table_text, layout.starts
        self._after += _ROW_STARTS[layout.fits_on_a_page(index), is_header]
        shading = styles.header_shading if is_header and index else b""
        for place in row:
            cell, column, columns, rows, begins = place
            leaf = heading if is_header or (header_column and not column) else text
            one = columns == 1 and rows == 1 and begins
            start = starts[column] if one else layout.start(place)
            if shading:
                start = start.replace(_CELL_PROPERTIES_END, shading + _CELL_PROPERTIES_END)
            self._after += _CELL_END + start if column else start
            blocks = cell.blocks
            if not begins:
                self._paragraph(leaf, ())
            elif len(blocks) == 1 and type(blocks[0]) is Paragraph:
                self._paragraph(leaf, blocks[0].inlines)
            else:
                self._width = max(layout.width(place) - styles.cell_margins, 1)
                self._blocks(blocks, leaf, 0)
                if not self._after.endswith(_PARAGRAPH_END):  # a cell must end in a paragraph
                    self._paragraph(leaf, ())
        self._after += _LAST_CELL_END


def _would_be_one(list_: ListBlock, other: ListBlock) -> bool:
    """Whether two lists that follow each other would look as one."""
    return list_.kind == other.kind and (
        list_.kind == "bullet" or (other.continues and list_.numerals == other.numerals)
    )
