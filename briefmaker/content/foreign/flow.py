"""A run of elements and text as blocks, one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from briefmaker.content.foreign import grids
from briefmaker.content.foreign.dropped import Dropped
from briefmaker.content.foreign.items import (
    DEEPEST_LIST,
    Further,
    Item,
    Label,
    Numerals,
    grouped,
    is_list_only,
    label_of,
    numerals_of,
    typed_label,
)
from briefmaker.content.foreign.pictures import image_of_source
from briefmaker.content.foreign.runs import Piece, bare_heading, has_text, inlines_of
from briefmaker.content.foreign.styles import Style, StyleSheet
from briefmaker.content.foreign.tree import Element, Node, Words
from briefmaker.letter.body import (
    Block,
    Footnote,
    Heading,
    LineBreak,
    ListBlock,
    ListItem,
    NoteInline,
    PageBreak,
    Paragraph,
    Quote,
)

__all__ = ["Flow", "Surroundings"]

_HEADING = re.compile(r"h[1-6]")
_MSO_LIST = re.compile(r"(l\d+)\s+level(\d)(?:\s+(lfo\d+))?")
_LISTS = frozenset(("ul", "ol", "menu", "dir"))
_BULLETS = frozenset(("disc", "circle", "square", "none"))
_COUNTED = frozenset(
    ("decimal", "decimal-leading-zero", "lower-alpha", "upper-alpha", "lower-latin", "upper-latin",
     "lower-roman", "upper-roman")
)  # fmt: skip
_TYPES: dict[str, Numerals] = {
    "1": "decimal", "a": "letter", "A": "letter", "i": "roman", "I": "roman"
}  # fmt: skip
_DEEPEST_QUOTE = 3
_POINTS_A_LEVEL = 36.0


class Surroundings:
    """What is known of the whole: its style sheet, the footnotes by name, and what was left out."""

    def __init__(self, sheet: StyleSheet, dropped: set[Dropped]) -> None:
        self.sheet = sheet
        self.dropped = dropped
        self.notes: dict[str, tuple[NoteInline, ...]] = {}


class Flow:
    """Reads the children of one element. lists, quotes: how deep it stands in them; in_cell: in a table."""

    def __init__(
        self, around: Surroundings, *, lists: int = 0, quotes: int = 0, in_cell: bool = False
    ) -> None:
        self._around = around
        self._lists = lists
        self._quotes = quotes
        self._in_cell = in_cell
        self._out: list[Block | Item | Further] = []
        self._pieces: list[Piece] = []
        self._after: list[Block] = []
        self._role: Element | None = None

    def read(self, nodes: Iterable[Node]) -> list[Block]:
        """The blocks that the nodes make."""
        self._visit_all(nodes)
        self._flush()
        return grouped(self._out)

    def _visit_all(self, nodes: Iterable[Node]) -> None:
        for node in nodes:
            if isinstance(node, Words):
                self._pieces.append(node)
            else:
                self._visit(node)

    def _visit(self, element: Element) -> None:
        tag = element.tag
        if tag == "br":
            self._break(element)
        elif tag == "img":
            self._picture(element)
        elif tag == "note":
            self._note(element)
        elif tag == "note_back":
            return
        elif element.style.get("mso-element", "").startswith("comment"):
            self._around.dropped.add(Dropped.COMMENTS)
        else:
            self._flush()
            self._block(element)
            self._flush()

    def _block(self, element: Element) -> None:
        tag = element.tag
        if tag in _LISTS:
            self._list(element)
        elif tag == "table":
            self._table(element)
        elif tag == "blockquote" and self._is_quote(element):
            self._quote(element)
        elif tag == "li" and not self._lists:
            self._list(element, (element,))
        else:
            before = self._role
            if _has_role(element) and (before is None or not _heading_level(before)):
                self._role = element
            self._visit_all(element.children)
            self._flush()
            self._role = before

    # -- in a paragraph

    def _break(self, element: Element) -> None:
        if element.style.get("page-break-before") != "always":
            self._pieces.append(LineBreak())
            return
        self._flush()
        if not (self._lists or self._quotes or self._in_cell):
            self._out.append(PageBreak())

    def _picture(self, element: Element) -> None:
        source = element.attributes.get("src", "")
        image = image_of_source(source, element.attributes.get("alt", ""))
        if image is not None:
            self._after.append(image)
        elif source:
            self._around.dropped.add(Dropped.PICTURES)

    def _note(self, element: Element) -> None:
        note = self._around.notes.get(element.attributes["name"])
        if note is None:
            self._around.dropped.add(Dropped.NOTES)
        else:
            self._pieces.append(Footnote(note=note))

    def _flush(self) -> None:
        """End the paragraph that is being read."""
        pieces, self._pieces = self._pieces, []
        after, self._after = self._after, []
        if has_text(pieces):
            self._paragraph(pieces)
        self._out += after

    def _paragraph(self, pieces: list[Piece]) -> None:
        role = self._role
        level = _heading_level(role) if role is not None else 0
        if level and not self._lists:
            heading = Heading(level=level, inlines=inlines_of(_without_labels(pieces)))
            self._out.append(heading.model_copy(update={"inlines": bare_heading(heading)}))
            return
        if role is not None and not self._lists and (found := self._item(role, pieces)):
            self._out.append(found)
            return
        inlines = inlines_of(_without_labels(pieces))
        if not inlines:
            return
        paragraph = Paragraph(inlines=inlines)
        if role is not None and _is_quote_style(role) and self._quotes < _DEEPEST_QUOTE:
            self._out.append(Quote(blocks=(Paragraph(inlines=bare_heading(paragraph)),)))
        elif role is not None and role.attributes.get("class", "").startswith(("MsoListPar", "MsoListCont")):
            self._out.append(Further(paragraph))
        else:
            self._out.append(paragraph)

    # -- items by their looks

    def _item(self, role: Element, pieces: list[Piece]) -> Item | None:
        """The item that a paragraph is by Word's styles, or by a typed label as web mail leaves it."""
        match = _MSO_LIST.match(role.style.get("mso-list", ""))
        if match is not None:
            level, name = int(match[2]), f"{match[1]} {match[3]}"
            said = "".join(piece.text for piece in pieces if isinstance(piece, Words) and piece.marks.label)
            label = label_of(said, self._around.sheet.level(match[1], level))
            inlines = inlines_of(_without_labels(pieces))
            return Item(level, name, label, (Paragraph(inlines=inlines),)) if inlines else None
        start = "".join(piece.text if isinstance(piece, Words) else "\n" for piece in pieces[:8])
        found = typed_label(start)
        if found is None:
            return None
        label, length = found
        inlines = inlines_of(_cut(pieces, length))
        level = max(round(_points(role.style.get("margin-left", "")) / _POINTS_A_LEVEL), 1)
        return Item(level, "typed", label, (Paragraph(inlines=inlines),)) if inlines else None

    # -- blocks

    def _list(self, element: Element, items: Sequence[Node] | None = None) -> None:
        nodes = element.children if items is None else items
        if self._lists >= DEEPEST_LIST:
            self._visit_all(nodes)
            return
        made: list[ListItem] = []
        loose: list[Node] = []
        levels: list[Item] = []
        numbered = element.tag == "ol"
        for node in nodes:
            is_item = isinstance(node, Element) and node.tag == "li"
            if not is_item:
                loose.append(node)
            if loose and (is_item or node is nodes[-1]):
                # A list straight in a list belongs to the item before it, as do words.
                self._add(made, self._inside(loose))
                loose = []
            if isinstance(node, Element) and is_item:
                blocks = self._inside(node.children)
                if level := _said_level(node):
                    # Word on the web: every item a list, with its level said.
                    label = Label(_numerals(element, node), _count(node, "data-aria-posinset", 1))
                    label = label if numbered else Label(None)
                    levels.append(Item(level, node.attributes.get("data-listid", ""), label, tuple(blocks)))
                elif is_list_only(blocks):
                    self._add(made, blocks)
                elif blocks:
                    made.append(ListItem(blocks=tuple(blocks)))
        if levels and not made and not self._lists:
            self._out += levels
        elif levels:
            made += [ListItem(blocks=item.blocks) for item in levels if item.blocks]
        if made:
            self._out.append(_list_block(element, nodes, made))

    def _inside(self, nodes: Sequence[Node]) -> list[Block]:
        inner = Flow(self._around, lists=self._lists + 1, quotes=self._quotes, in_cell=self._in_cell)
        return inner.read(nodes)

    @staticmethod
    def _add(made: list[ListItem], blocks: Sequence[Block]) -> None:
        if made and blocks:
            made[-1] = ListItem(blocks=(*made[-1].blocks, *blocks))
        elif blocks:
            made.append(ListItem(blocks=tuple(blocks)))

    def _is_quote(self, element: Element) -> bool:
        """Whether it quotes; without a line and a margin of its own it is how browsers indent."""
        return self._quotes < _DEEPEST_QUOTE and not element.style.get("border", "").startswith("none")

    def _quote(self, element: Element) -> None:
        inner = Flow(self._around, lists=self._lists, quotes=self._quotes + 1, in_cell=self._in_cell)
        if blocks := inner.read(element.children):
            self._out.append(Quote(blocks=tuple(blocks)))

    def _table(self, element: Element) -> None:
        for part in element.children:
            if isinstance(part, Words):
                self._pieces.append(part)
            elif part.tag == "caption":
                self._block(part)
        self._flush()
        if not any(cells for cells, _ in grids.rows_of(element)) or not grids.has_words(element):
            return
        if grids.is_layout(element) or self._in_cell or grids.is_too_large(element):
            if self._in_cell or grids.is_too_large(element):
                self._around.dropped.add(Dropped.TABLES)
            for cells, _ in grids.rows_of(element):
                for cell in cells:
                    self._visit(cell)
            return
        self._out.append(grids.table_of(element, self._cell))

    def _cell(self, cell: Element) -> list[Block]:
        return Flow(self._around, in_cell=True).read(cell.children)


def _has_role(element: Element) -> bool:
    return _HEADING.fullmatch(element.tag) is not None or element.tag in ("p", "div", "li")


def _heading_level(role: Element) -> int:
    if _HEADING.fullmatch(role.tag):
        return min(int(role.tag[1]), 3)
    if role.attributes.get("class", "") == "MsoTitle":
        return 1
    outline = role.style.get("mso-outline-level", "")
    return min(int(outline), 3) if outline.isdecimal() and 1 <= int(outline[:2]) <= 9 else 0


def _is_quote_style(role: Element) -> bool:
    return role.attributes.get("class", "").lower() in ("msoquote", "msointensequote", "quotations", "quote")


def _without_labels(pieces: Iterable[Piece]) -> list[Piece]:
    return [piece for piece in pieces if not (isinstance(piece, Words) and piece.marks.label)]


def _cut(pieces: Sequence[Piece], length: int) -> list[Piece]:
    kept: list[Piece] = []
    for piece in pieces:
        if length and isinstance(piece, Words):
            text = piece.text[length:]
            length = max(length - len(piece.text), 0)
            piece = piece._replace(text=text)  # noqa: PLW2901
        kept.append(piece)
    return kept


def _points(length: str) -> float:
    match = re.match(r"([\d.]{1,8})(pt|px|cm|mm|in)", length)
    if match is None or match[1].count(".") > 1 or match[1] == ".":
        return 0.0
    return float(match[1]) * {"pt": 1.0, "px": 0.75, "cm": 28.35, "mm": 2.835, "in": 72.0}[match[2]]


def _list_block(element: Element, nodes: Sequence[Node], items: Sequence[ListItem]) -> ListBlock:
    first = next((node for node in nodes if isinstance(node, Element) and node.tag == "li"), element)
    numerals = _numerals(element, first)
    if numerals is None:
        return ListBlock(items=tuple(items))
    start = _count(element, "start", _count(first, "value", 1))
    continues = "continues" in element.attributes.get("class", "").split()
    return ListBlock(
        kind="numbered",
        numerals=numerals,
        start=1 if continues else start,
        continues=continues,
        items=tuple(items),
    )


def _numerals(element: Element, item: Element) -> Numerals | None:
    """What a list counts with, None for bullets. Google Docs says it on the items, Word by `type`."""
    said = element.attributes.get("type", "")
    if element.tag == "ol" and said in _TYPES:
        return _TYPES[said]
    looks = _list_style(item.style) or _list_style(element.style)
    if looks in _BULLETS and looks != "none":
        return None
    if element.tag != "ol" and looks not in _COUNTED:
        return None
    return numerals_of(looks)


def _list_style(style: Style) -> str:
    return style.get("list-style-type", "") or style.get("list-style", "").partition(" ")[0]


def _count(element: Element, name: str, default: int) -> int:
    said = element.attributes.get(name, "").strip()
    return min(int(said), 32767) if said.isdecimal() and len(said) < 7 else default


def _said_level(item: Element) -> int:
    """The level that Word on the web writes beside every item."""
    return _count(item, "data-aria-level", 0) if item.attributes.get("data-listid") else 0
