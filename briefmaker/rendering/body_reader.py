"""Bodies read back from WordprocessingML: the opposite of `briefmaker.rendering.body_writer`.

Reads what Briefmaker wrote, also after Word or LibreOffice saved it again, and other documents as far as
they use styles. Word can't say everything that a tree can, so some trees are one document, and are read as
one tree, the canonical one:

- Neighbouring runs of equal marks are one run, and an empty run is none; "\\n" in a text is a line break. A
  link is written as an address may be (`links.link_target`), and isn't one when it can't be an address.
- An empty list item and an empty table cell hold an empty paragraph. An empty list, quote or table is none.
- A bullet list has no start and no numerals; a list that continues has no start of its own, and one that has
  nothing to continue doesn't.
- A page break stands before the block that it sends to a new page, among the same blocks, and in no quote and
  no cell. A second one right after it begins an empty paragraph.
- A table has at most as many header rows as rows; each row covers all columns. An empty paragraph between
  two tables, and after a table at the end of a cell, is only there because Word wants it.

Where a style doesn't say in which items and quotes a block stands, the document names it (`block_places`).
What was typed in Word stands where its style says; what is neither paragraph nor list then ends a list.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from lxml import etree

from briefmaker.errors import UnusableInput
from briefmaker.i18n import _
from briefmaker.letter.body import (
    Block,
    Body,
    Heading,
    Image,
    Inline,
    PageBreak,
    Paragraph,
    Table,
    joined_inlines,
    plain_text,
)
from briefmaker.letter.document_type import BodyStyles
from briefmaker.rendering.block_nesting import Entry, is_empty, nested
from briefmaker.rendering.block_places import BlockPlace, place_of_bookmark
from briefmaker.rendering.inline_reader import InlineReader, NewPage, Piece
from briefmaker.rendering.list_counting import ListPlace, NumberedParagraphs
from briefmaker.rendering.style_roles import Role, StyleRoles, is_on
from briefmaker.rendering.styles import W
from briefmaker.rendering.table_reader import read_table, seen_through
from briefmaker.rendering.text_boxes import open_text_boxes
from briefmaker.rendering.word_source import WordSource, opened_source

__all__ = ["WordBody", "read_body"]

_MOST_PARAGRAPHS: Final = 60_000
_DEEPEST_TABLE: Final = 6
_MOST_IN_MARGINS: Final = 200


class _Child(NamedTuple):
    """A paragraph or table of the document itself: the texts of its paragraphs, and what it reads as."""

    texts: tuple[str, ...]
    entries: tuple[Entry, ...]


class WordBody:
    """The text of a whole Word document, and of parts of it.

    lost: what the text can't hold and so is left out: "picture" (no PNG or JPEG), "text_box", "object".
    margins: the paragraphs of its headers and footers that say something. numbered: of each heading of the
    document itself, whether it has a number that counts by itself.
    """

    def __init__(self, docx: bytes, styles: BodyStyles, *, boxes: bool = False) -> None:
        """Read `docx`, with the text of its text boxes if `boxes` says so; raises UnusableInput when it
        can't be read, or not within reasonable bounds."""
        source = opened_source(docx)
        root = source.root(source.document)
        body = None if root is None else root.find(f"{W}body")
        if root is None or body is None:
            raise UnusableInput(_("This is no Word document. Choose a file that ends in .docx."))
        if boxes:
            open_text_boxes(body)
        for number, _paragraph in enumerate(root.iter(f"{W}p")):
            if number >= _MOST_PARAGRAPHS:
                raise UnusableInput(
                    _("The Word document is too large to be read here. Divide it in Word and try again.")
                )
        roles = StyleRoles(source.root(source.related_part("styles")), styles)
        numbers = NumberedParagraphs(source.root(source.related_part("numbering")), roles)
        inlines = InlineReader(source, source.document, roles)
        reader = _BlockReader(roles, numbers, inlines)
        self._children = reader.children(body)
        self.lost: Final = frozenset(inlines.lost)
        self.margins: Final = _margins(source)
        self.numbered: Final = tuple(reader.numbered)

    @property
    def texts(self) -> tuple[tuple[str, ...], ...]:
        """Of each paragraph and table of the document itself: the text of each paragraph in it, tabs as
        "\\t" and line breaks as "\\n", without footnotes."""
        return tuple(child.texts for child in self._children)

    def body(self, start: int = 0, end: int | None = None) -> Body:
        """The paragraphs and tables from number `start` up to number `end` (None: to the last)."""
        entries = [entry for child in self._children[start:end] for entry in child.entries]
        return Body(blocks=nested(_without_separators(entries))).with_ids()


def read_body(docx: bytes, styles: BodyStyles) -> Body:
    """The whole text of a Word document as a body with ids, in the canonical form.

    styles: the names of the styles that stand for each role. Raises UnusableInput, with a sentence that says
    what to do, for a file that is no Word document, damaged, protected or too large.
    """
    return WordBody(docx, styles).body()


class _BlockReader:
    def __init__(self, roles: StyleRoles, numbers: NumberedParagraphs, inlines: InlineReader) -> None:
        self._roles = roles
        self._numbers = numbers
        self._inlines = inlines
        self._carried: list[Piece] = []
        self._texts: list[str] = []
        self._depth = 0
        self.numbered: list[bool] = []

    def children(self, container: etree._Element) -> list[_Child]:
        found = []
        for element in seen_through(container, f"{W}p", f"{W}tbl"):
            self._texts = []
            entries = self._entries(element)
            found.append(_Child(tuple(self._texts), tuple(entries)))
        return found

    def _entries(self, element: etree._Element) -> list[Entry]:
        if element.tag == f"{W}p":
            return self._paragraph(element)
        if self._depth >= _DEEPEST_TABLE:
            return [entry for paragraph in element.iter(f"{W}p") for entry in self._paragraph(paragraph)]
        self._depth += 1
        table = read_table(element, self._roles, self._cell)
        self._depth -= 1
        if not table.rows:
            return []
        breaks = [Entry(PageBreak())] if self._depth == 0 and _begins_on_new_page(element) else []
        return [*breaks, Entry(table, where=self._place_of(element))]

    def _place_of(self, table: etree._Element) -> BlockPlace | None:
        first = next(table.iter(f"{W}p"), None)
        for bookmark in () if first is None else first.iter(f"{W}bookmarkStart"):
            place = place_of_bookmark(bookmark.get(f"{W}name", ""))
            if place is not None and place.kind == f"t{self._depth}":
                return place
        return None

    def _cell(self, cell: etree._Element) -> tuple[Block, ...]:
        entries: list[Entry] = []
        for element in seen_through(cell, f"{W}p", f"{W}tbl"):
            entries += self._entries(element)
        if len(entries) > 1 and _may_be_for_word(entries[-1]) and isinstance(entries[-2].block, Table):
            entries.pop()
        return nested(_without_separators(entries)) or (Paragraph(),)

    def _paragraph(self, paragraph: etree._Element) -> list[Entry]:
        properties = paragraph.find(f"{W}pPr")
        self._carried += self._inlines.pieces(paragraph)
        if properties is not None and _end_is_deleted(properties):
            return []
        pieces, self._carried = self._carried, []
        style = None if properties is None else properties.find(f"{W}pStyle")
        style_id = "" if style is None else style.get(f"{W}val", "")
        role = self._roles.role(style_id)
        place = None
        direct = None if properties is None else properties.find(f"{W}numPr")
        if role.kind != "heading":
            place = self._numbers.place(style_id, direct, role)
        self._texts.append(_text_of(pieces))
        entries = _entries_of(pieces, role, place)
        if (where := self._inlines.place) is not None:
            entries = [entry._replace(where=where) for entry in entries]
        if self._depth:
            return [entry for entry in entries if not isinstance(entry.block, PageBreak)]
        if role.kind == "heading":
            has_number = self._numbers.place(style_id, direct, role) is not None
            self.numbered += [has_number for entry in entries if isinstance(entry.block, Heading)]
        if properties is None:
            return entries
        before = properties.find(f"{W}pageBreakBefore")
        if before is not None and is_on(before.get(f"{W}val", "1")):
            entries.insert(0, Entry(PageBreak()))
        section = properties.find(f"{W}sectPr")
        if section is not None:
            kind = section.find(f"{W}type")
            if kind is None or kind.get(f"{W}val") != "continuous":
                entries.append(Entry(PageBreak()))
        return entries


def _entries_of(pieces: Sequence[Piece], role: Role, place: ListPlace | None) -> list[Entry]:
    """A paragraph as one block of text; as several where pictures or page breaks stand between."""
    entries: list[Entry] = []
    text: list[Inline] = []
    is_first = True

    def add_text() -> None:
        nonlocal is_first
        inlines = joined_inlines(text)
        text.clear()
        if not is_first and not plain_text(inlines).strip():
            return
        block: Block = (
            Heading(level=role.level + 1, inlines=inlines)
            if role.kind == "heading"
            else Paragraph(inlines=inlines)
        )
        is_item = place is not None and is_first
        entries.append(Entry(block, "item", 0, place) if is_item else _further(block, role, place))
        is_first = False

    stands_alone = any(isinstance(piece, NewPage | Image) for piece in pieces) and place is None
    is_first = not stands_alone
    for piece in pieces:
        if isinstance(piece, NewPage):
            add_text()
            entries.append(Entry(PageBreak()))
        elif isinstance(piece, Image):
            add_text()
            entries.append(_further(piece, role, place))
        else:
            text.append(piece)
    add_text()
    return entries


def _further(block: Block, role: Role, place: ListPlace | None) -> Entry:
    """A block that begins no item of a list, as it stands in a paragraph of this role."""
    if place is not None:
        return Entry(block, "continued", place.level)
    if role.kind in {"continued", "bullet", "numbered"}:
        return Entry(block, "continued", role.level)
    return Entry(block, "quote", is_motto=role.is_motto) if role.kind == "quote" else Entry(block)


def _margins(source: WordSource) -> tuple[str, ...]:
    said: list[str] = []
    for part in (*source.related_parts("header"), *source.related_parts("footer")):
        root = source.root(part)
        for paragraph in () if root is None else root.iter(f"{W}p"):
            text = "".join(
                run.text or "" if run.tag == f"{W}t" else "\t" for run in paragraph.iter(f"{W}t", f"{W}tab")
            )
            if text.strip() and len(said) < _MOST_IN_MARGINS:
                said.append(text.strip())
    return tuple(dict.fromkeys(said))


def _text_of(pieces: Sequence[Piece]) -> str:
    """The text of a paragraph; that of a picture is its alternative text."""
    return "".join(
        piece.alt if isinstance(piece, Image) else plain_text([piece])
        for piece in pieces
        if not isinstance(piece, NewPage)
    )


def _without_separators(entries: Sequence[Entry]) -> Iterable[Entry]:
    """The entries without what stands there for Word alone: an empty paragraph that keeps two tables apart,
    and the second of two page breaks before a table, which LibreOffice writes."""
    for index, entry in enumerate(entries):
        before = entries[index - 1].block if index else None
        after = entries[index + 1].block if index + 1 < len(entries) else None
        keeps_apart = _may_be_for_word(entry) and isinstance(before, Table)
        breaks_again = isinstance(entry.block, PageBreak) and isinstance(before, PageBreak)
        if not (isinstance(after, Table) and (keeps_apart or breaks_again)):
            yield entry


def _may_be_for_word(entry: Entry) -> bool:
    """Whether this is an empty paragraph in no list and no quote, as Word wants one after tables."""
    return entry.kind == "plain" and entry.where is None and is_empty(entry.block)


def _end_is_deleted(properties: etree._Element) -> bool:
    return any(properties.find(f"{W}rPr/{W}{name}") is not None for name in ("del", "moveFrom"))


def _begins_on_new_page(table: etree._Element) -> bool:
    first = next(table.iter(f"{W}p"), None)
    before = None if first is None else first.find(f"{W}pPr/{W}pageBreakBefore")
    return before is not None and is_on(before.get(f"{W}val", "1"))
