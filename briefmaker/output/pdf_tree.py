"""The structure tree of a tagged PDF as blocks of a text: paragraphs, headings, lists, tables, quotations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from briefmaker.content.folding import SECTION_NUMBER
from briefmaker.content.list_nesting import nested_lists
from briefmaker.content.source import SourceBlock
from briefmaker.letter.body import (
    Block,
    Cell,
    Footnote,
    Heading,
    Inline,
    LineBreak,
    Paragraph,
    Quote,
    Row,
    Table,
    Text,
    plain_text,
)
from briefmaker.output.pdf_elements import address, is_element, kids, spans
from briefmaker.output.pdf_lists import lists_of, split_label
from briefmaker.output.pdf_looks import (
    ends_with_spaces,
    right_of,
    with_whole_quotes,
    without_looks,
    without_strong,
)
from briefmaker.output.pdf_paragraphs import Piece, inlines_of
from briefmaker.output.pdf_text import PageText, Shown

__all__ = ["TaggedText"]

_HEADINGS = {"/Title": 1, "/H": 1, "/H1": 1, "/H2": 2, "/H3": 3, "/H4": 4, "/H5": 5, "/H6": 6}
_DEEPEST_HEADING = 3
_INLINE = frozenset(
    (
        "/Span",
        "/Link",
        "/Reference",
        "/Em",
        "/Strong",
        "/Quote",
        "/Code",
        "/Annot",
        "/Sub",
        "/BibEntry",
        "/Ruby",
    )
)
_GROUPS = frozenset(("/Document", "/Part", "/Sect", "/Div", "/Art", "/NonStruct"))
_TABLE_PARTS = frozenset(("/THead", "/TBody", "/TFoot"))
_QUOTES = frozenset(("quote", "quotations", "intense quote", "citaat", "motto", "block text"))
"""Names of paragraph styles, which LibreOffice gives to its elements."""
_DEEPEST = 120
_WIDEST = 63
_WORD = re.compile(r"[^\W\d_]+")
_NOTE_SIGN = re.compile(r"\s*[0-9*†]{1,3}[.)]?\s*")


@dataclass(slots=True)
class _Gathered:
    """What stands in an element: blocks that are ready, and the pieces of a paragraph that may go on."""

    blocks: list[Block] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)


class TaggedText:
    """Reads the tree of an open PDF with the strings of its pages.

    reached: how many of the strings the tree knows; lost: kinds of what a text can't hold ("picture").
    """

    def __init__(self, document: Any, pages: list[PageText]) -> None:
        self._root = document.Root.StructTreeRoot
        self._numbers = {page.obj.objgen: number for number, page in enumerate(document.pages)}
        self._roles = {str(key): str(value) for key, value in self._root.get("/RoleMap", {}).items()}
        self._marked: dict[tuple[int, int], list[Shown]] = {}
        words: set[str] = set()
        right = 0.0
        for number, page in enumerate(pages):
            for shown in page.shown:
                if shown.artifact:
                    continue
                if shown.mcid >= 0:
                    self._marked.setdefault((number, shown.mcid), []).append(shown)
                words.update(word.casefold() for word in _WORD.findall(shown.text))
                if shown.text.strip():
                    right = max(right, right_of(shown))
        self._words = words
        self._spaced = ends_with_spaces(pages)
        self._right = right
        self._page = 0
        self._headings: list[tuple[Heading, int]] = []
        self.reached: set[tuple[int, int]] = set()
        self.lost: set[str] = set()

    def blocks(self) -> list[SourceBlock]:
        """The blocks in reading order, each with the page on which it begins."""
        found: list[Block] = []
        pages: dict[int, int] = {}
        for element in self._top(self._root, 0):
            gathered = _Gathered()
            first = self._first_page(element, 0)
            self._visit(element, gathered, 0, self._page if first is None else first)
            self._end_paragraph(gathered)
            page = (self._page if first is None else first) + 1
            pages.update((id(block), page) for block in gathered.blocks)
            found += gathered.blocks
        page = 1
        levels = self._levelled()
        placed: list[SourceBlock] = []
        for block in with_whole_quotes(nested_lists(found)):
            page = pages.get(id(block), page)
            placed.append(SourceBlock(levels.get(id(block), block), page))
        return placed

    def _levelled(self) -> dict[int, Heading]:
        """The headings without a number in documents whose numbered ones go so deep that theirs are deeper
        than a text's may be: they begin at level 1 below each of those."""
        if max((level for _heading, level in self._headings), default=0) <= _DEEPEST_HEADING:
            return {}
        found: dict[int, Heading] = {}
        chapter = 0
        for heading, level in self._headings:
            if _is_numbered(heading):
                chapter = level
            elif level > chapter:
                own = min(level - chapter, _DEEPEST_HEADING)
                found[id(heading)] = heading.model_copy(update={"level": own})
        return found

    @property
    def is_whole(self) -> bool:
        """Whether the tree knows all that the pages show, but for headers and the like."""
        return self._marked.keys() <= self.reached

    # The tree

    def _top(self, element: Any, depth: int) -> Iterator[Any]:
        for kid in kids(element):
            grouping = is_element(kid) and self._tag(kid) in _GROUPS and depth < _DEEPEST
            if grouping and all(is_element(inner) for inner in kids(kid)):
                yield from self._top(kid, depth + 1)
                continue
            yield kid

    def _first_page(self, element: Any, depth: int) -> int | None:
        if depth > _DEEPEST or isinstance(element, int):
            return None
        page = self._numbers.get(element.Pg.objgen) if "/Pg" in element else None
        if page is not None:
            return page
        for kid in kids(element):
            if not isinstance(kid, int) and (found := self._first_page(kid, depth + 1)) is not None:
                return found
        return None

    def _tag(self, element: Any) -> str:
        tag = str(element.get("/S", ""))
        for _step in range(10):
            if tag not in self._roles or self._roles[tag] == tag:
                break
            tag = self._roles[tag]
        return tag

    def _visit(self, element: Any, into: _Gathered, depth: int, page: int, link: str = "") -> None:
        if isinstance(element, int) or "/S" not in element:
            self._content(element, into, page, link)
            return
        page = self._numbers.get(element.Pg.objgen, page) if "/Pg" in element else page
        if depth > _DEEPEST:
            return
        tag = self._tag(element)
        if tag in _INLINE or tag == "/Lbl":
            here = link or (address(element) if tag == "/Link" else "")
            for kid in kids(element):
                self._visit(kid, into, depth + 1, page, here)
            return
        if tag == "/Note":
            self._note(element, into, depth, page)
            return
        if tag == "/Figure":
            self._figure(element, into, depth, page)
            return
        self._end_paragraph(into)
        if tag in _HEADINGS:
            self._heading(element, into, depth, page, _HEADINGS[tag])
        elif tag == "/L":
            into.blocks += self._list(element, depth, page)
        elif tag == "/Table":
            into.blocks.append(self._table(element, depth, page))
        elif tag == "/BlockQuote" or str(element.get("/S"))[1:].casefold() in _QUOTES:
            into.blocks += self._quote(element, depth, page)
        else:
            for kid in kids(element):
                self._visit(kid, into, depth + 1, page)
        self._end_paragraph(into)

    def _inside(self, element: Any, depth: int, page: int) -> list[Block]:
        gathered = _Gathered()
        for kid in kids(element):
            self._visit(kid, gathered, depth + 1, page)
        self._end_paragraph(gathered)
        return with_whole_quotes(nested_lists(gathered.blocks))

    def _content(self, kid: Any, into: _Gathered, page: int, link: str) -> None:
        if isinstance(kid, int):
            mcid = kid
        elif kid.get("/Type") == "/OBJR" or "/MCID" not in kid:
            return
        else:
            mcid = int(kid.MCID)
            page = self._numbers.get(kid.Pg.objgen, page) if "/Pg" in kid else page
        if (page, mcid) in self.reached:
            return
        self.reached.add((page, mcid))
        self._page = page
        into.pieces += [Piece(page, shown, link) for shown in self._marked.get((page, mcid), ())]

    # Paragraphs

    def _end_paragraph(self, into: _Gathered) -> None:
        pieces, into.pieces = into.pieces, []
        inlines = self._inlines(pieces)
        if plain_text(inlines).strip() or any(isinstance(run, Footnote) for run in inlines):
            into.blocks.append(Paragraph(inlines=inlines))

    def _inlines(self, pieces: list[Piece], *, marks: bool = True) -> tuple[Inline, ...]:
        right = self._right or max((right_of(piece.shown) for piece in pieces), default=0.0)
        known = self._words.__contains__
        return inlines_of(
            pieces, right, lambda word: known(word.casefold()), spaced=self._spaced, marks=marks
        )

    def _heading(self, element: Any, into: _Gathered, depth: int, page: int, level: int) -> None:
        gathered = _Gathered()
        for kid in kids(element):
            self._visit(kid, gathered, depth + 1, page)
        inlines = self._inlines(gathered.pieces, marks=False)
        text = tuple(
            run.model_copy(update={"text": run.text.replace("\t", " ")}) if isinstance(run, Text) else run
            for run in inlines
        )
        if plain_text(text).strip():
            heading = Heading(level=min(level, _DEEPEST_HEADING), inlines=text)
            self._headings.append((heading, level))
            into.blocks.append(heading)
        into.blocks += gathered.blocks

    def _quote(self, element: Any, depth: int, page: int) -> list[Block]:
        outer, self._right = self._right, 0.0
        inside = self._inside(element, depth, page)
        self._right = outer
        role: Literal["", "motto"] = "motto" if str(element.get("/S")).casefold() == "/motto" else ""
        return [Quote(role=role, blocks=tuple(without_looks(inside)))] if inside else []

    def _note(self, element: Any, into: _Gathered, depth: int, page: int) -> None:
        """A footnote: in place of the sign that stands before it in the paragraph."""
        said: list[Inline] = []
        for block in self._inside(element, depth, page):
            if isinstance(block, Paragraph):
                said += [LineBreak(), *block.inlines] if said else block.inlines
        if said and isinstance(said[0], Text) and (sign := _NOTE_SIGN.match(said[0].text)):
            said[0] = said[0].model_copy(update={"text": said[0].text[sign.end() :]})
        note = Footnote(note=tuple(run for run in said if isinstance(run, Text | LineBreak)))
        if into.pieces:
            last = into.pieces[-1]
            if _NOTE_SIGN.fullmatch(last.shown.text):
                into.pieces.pop()
            into.pieces.append(Piece(last.page, last.shown, note=note))
        elif said:
            into.blocks.append(Paragraph(inlines=(note,)))

    def _figure(self, element: Any, into: _Gathered, depth: int, page: int) -> None:
        self.lost.add("picture")
        for kid in kids(element):
            self._visit(kid, into, depth + 1, page)

    # Lists

    def _list(self, element: Any, depth: int, page: int) -> list[Block]:
        items: list[tuple[str, list[Block]]] = []
        for kid in kids(element):
            if not is_element(kid):
                continue
            tag = self._tag(kid)
            if tag == "/LI":
                items.append(self._item(kid, depth + 1, page))
            elif tag == "/L" and items:
                items[-1][1].extend(self._list(kid, depth + 1, page))
            else:
                items.append(("", self._inside(kid, depth + 1, page)))
        return lists_of(items)

    def _item(self, element: Any, depth: int, page: int) -> tuple[str, list[Block]]:
        label = ""
        gathered = _Gathered()
        for kid in kids(element):
            if is_element(kid) and self._tag(kid) == "/Lbl":
                own = _Gathered()
                self._visit(kid, own, depth + 1, page)
                label = plain_text(self._inlines(own.pieces))
            else:
                self._visit(kid, gathered, depth + 1, page)
        self._end_paragraph(gathered)
        blocks = gathered.blocks
        if not label and blocks and isinstance(blocks[0], Paragraph):
            label, blocks[0] = split_label(blocks[0])
        return label, blocks

    # Tables

    def _table(self, element: Any, depth: int, page: int) -> Table:
        rows: list[tuple[bool, list[tuple[bool, Cell]]]] = []
        listed = list(self._rows(element, depth))
        rights = self._rights([row for row, _in_head in listed], page)
        outer = self._right
        for row, in_head in listed:
            here = self._page_of(row, page)
            cells = []
            inside = [kid for kid in kids(row) if is_element(kid)]
            for column, kid in enumerate(inside):
                header = self._tag(kid) == "/TH"
                self._right = rights.get((len(inside), column), outer)
                cells.append((header, self._cell(kid, depth + 1, here, header=header)))
            rows.append((in_head, cells))
        self._right = outer
        header_rows = 0
        for in_head, cells in rows:
            if not cells or not (in_head or all(header for header, _cell in cells)):
                break
            header_rows += 1
        rest = rows[header_rows:]
        column = bool(rest) and all(cells and cells[0][0] for _in_head, cells in rest)
        if header_rows == len(rows):
            header_rows, column = (header_rows, False) if len(rows) == 1 else (1, column)
        return Table(
            header_rows=header_rows,
            header_column=column,
            rows=tuple(Row(cells=tuple(cell for _header, cell in cells)) for _in_head, cells in rows),
        )

    def _page_of(self, element: Any, page: int) -> int:
        return self._numbers.get(element.Pg.objgen, page) if "/Pg" in element else page

    def _rights(self, rows: list[Any], page: int) -> dict[tuple[int, int], float]:
        """Where the lines of a column end, for rows with as many cells."""
        found: dict[tuple[int, int], float] = {}
        for row in rows:
            here = self._page_of(row, page)
            inside = [kid for kid in kids(row) if is_element(kid)]
            for column, kid in enumerate(inside):
                key = (len(inside), column)
                for shown in self._shown_in(kid, here, 0):
                    found[key] = max(found.get(key, 0.0), right_of(shown))
        return found

    def _shown_in(self, element: Any, page: int, depth: int) -> Iterator[Shown]:
        if isinstance(element, int):
            yield from self._marked.get((page, element), ())
        elif "/S" not in element:
            if "/MCID" in element:
                yield from self._marked.get((self._page_of(element, page), int(element.MCID)), ())
        elif depth < _DEEPEST:
            here = self._page_of(element, page)
            for kid in kids(element):
                yield from self._shown_in(kid, here, depth + 1)

    def _rows(self, element: Any, depth: int) -> Iterator[tuple[Any, bool]]:
        for kid in kids(element):
            if not is_element(kid):
                continue
            tag = self._tag(kid)
            if tag == "/TR":
                yield kid, False
            elif tag in _TABLE_PARTS:
                for inner, _head in self._rows(kid, depth + 1) if depth < _DEEPEST else ():
                    yield inner, tag == "/THead"

    def _cell(self, element: Any, depth: int, page: int, *, header: bool) -> Cell:
        blocks = self._inside(element, depth, page)
        if header:
            blocks = [without_strong(block) for block in blocks]
        span, row_span = spans(element)
        return Cell(blocks=tuple(blocks) or (Paragraph(),), span=span, row_span=row_span)


def _is_numbered(heading: Heading) -> bool:
    return SECTION_NUMBER.match(plain_text(heading.inlines)) is not None
