"""Lists, numbered headings, quotations and pictures in a PDF's structure tree, where the engine tags them
otherwise or not at all.

The paragraphs of the document and the elements of the tree stand in the same order; where their number
differs (a paragraph of enormous length was cut) nothing is changed here.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from briefmaker.output.failures import Failure, LayoutProblem
from briefmaker.output.page_edits import PageEdits
from briefmaker.output.pdf_structure import StructureTree
from briefmaker.output.pdf_text import Drawn, PageText
from briefmaker.output.printed_pictures import pictures_of_text
from briefmaker.output.tagged_text import Block
from briefmaker.output.word_document import WordDocument
from briefmaker.output.word_paragraphs import ListPlace, ParagraphRole

__all__ = ["paragraph_blocks", "tag_lists", "tag_pictures", "tag_quotes"]

_Pairs = Sequence[tuple[ParagraphRole, Block]]


def paragraph_blocks(roles: Sequence[ParagraphRole], blocks: Sequence[Block]) -> _Pairs:
    """Every paragraph's role with its block; empty when they can't be told to belong together."""
    of_paragraphs = [block for block in blocks if block.tag not in ("/Lbl", "/Figure")]
    if any(block.element is None for block in of_paragraphs):
        return ()
    unmerged = [role for role in roles if not role.merged]
    return _paired(roles, of_paragraphs) or _paired(unmerged, of_paragraphs)


def _paired(roles: Sequence[ParagraphRole], blocks: Sequence[Block]) -> _Pairs:
    """The one with the other, except the blocks of paragraphs that only the engine's copy has."""
    pairs: list[tuple[ParagraphRole, Block]] = []
    for block in blocks:
        role = roles[len(pairs)] if len(pairs) < len(roles) else None
        nothing = not block.words and "/K" not in block.element and _holder_of(block.element) is None
        if nothing and (role is None or not role.empty):
            continue
        if role is None:
            return ()
        pairs.append((role, block))
    return pairs if len(pairs) == len(roles) else ()


def tag_quotes(tree: StructureTree, pairs: _Pairs) -> None:
    """Put paragraphs of a quotation that follow each other in one BlockQuote."""
    for is_quote, group in groupby(
        pairs, key=lambda pair: pair[0].quote and pair[1].element.get("/S") == "/P"
    ):
        elements = [block.element for _role, block in group] if is_quote else []
        for parent, siblings in _by_parent(elements):
            if parent.get("/S") != "/BlockQuote":
                tree.wrap("BlockQuote", parent, siblings)


def tag_lists(tree: StructureTree, pairs: _Pairs) -> None:
    """Make lists of the items in a cell, which stand there as if they were paragraphs, and whole lists of
    those that a further paragraph of an item, or a list of another kind in it, tears apart. Numbered
    headings, items of a list to the engine, become headings."""
    in_cells = [(role, block) for role, block in pairs if role.in_cell]
    for holder, group in groupby(in_cells, key=lambda pair: _holder_of(pair[1].element)):
        members = list(group)
        if holder is not None and any(role.item for role, _block in members):
            _Lists(tree, members[0][1].element.P).make(members)
    for is_list, group in groupby(pairs, key=_may_be_listed):
        members = list(group)
        if is_list and any(role.item is None or role.item.level for role, _block in members):
            _rebuild(tree, members)


def _holder_of(element: Any) -> Any:
    """The cell in which a paragraph stands directly."""
    parent = element.get("/P")
    return parent.objgen if parent is not None and str(parent.get("/S", "")) in ("/TD", "/TH") else None


def _may_be_listed(pair: tuple[ParagraphRole, Block]) -> bool:
    role, block = pair
    return (
        (role.item is not None or role.continues is not None or role.numbered_heading > 0)
        and block.tag == "/P"
        and _holder_of(block.element) is None
        and _outermost(block.element) is not None
    )


def _outermost(element: Any) -> Any:
    """The list that holds an element and stands in no other, or the element; None inside a table."""
    while (parent := element.get("/P")) is not None and str(parent.get("/S", "")) in _OF_LISTS:
        element = parent
    return None if parent is None or str(parent.get("/S", "")) in ("/TD", "/TH") else element


_OF_LISTS = ("/L", "/LI", "/LBody")


def _rebuild(tree: StructureTree, members: _Pairs) -> None:
    """Put lists made anew in the place of what holds these paragraphs now."""
    old = [_outermost(block.element) for _role, block in members]
    parent = old[0].P
    if any(element.P.objgen != parent.objgen for element in old):
        return
    lists = _Lists(tree, parent)
    lists.gather(members)
    tree.replace(parent, {element.objgen for element in old}, lists.kids)


class _Lists:
    """Builds the lists of one holder. open: from the outermost inwards, each with its last item's body."""

    def __init__(self, tree: StructureTree, holder: Any) -> None:
        self.tree = tree
        self.holder = holder
        self.open: list[tuple[str, Any, Any]] = []
        self.kids: list[Any] = []

    def make(self, members: _Pairs) -> None:
        """Put the paragraphs, in lists where they are items, in the place of those in the holder."""
        self.gather(members)
        self.tree.replace(self.holder, {block.element.objgen for _role, block in members}, self.kids)

    def gather(self, members: _Pairs) -> None:
        """Make lists of these paragraphs; `kids` is what then stands side by side."""
        for role, block in members:
            element = block.element
            if role.item is not None:
                self._item(role.item, block)
            elif role.continues is not None and self.open:
                del self.open[role.continues + 1 :]
                self._into(self.open[-1][2], element)
            else:
                if role.numbered_heading:
                    self.tree.rename(element, f"H{role.numbered_heading}")
                self.open.clear()
                element.P = self.holder
                self.kids.append(element)

    def _item(self, place: ListPlace, block: Block) -> None:
        del self.open[place.level + 1 :]
        if len(self.open) == place.level + 1 and self.open[-1][0] != place.list_id:
            self.open.pop()
        if len(self.open) <= place.level:
            holder = self.open[-1][2] if self.open else self.holder
            made = self.tree.element("L", holder, [])
            self.tree.attribute(made, "List", "ListNumbering", place.numbering)
            if self.open:
                holder.K.append(made)
            else:
                self.kids.append(made)
            self.open.append((place.list_id, made, None))
        name, holder, _body = self.open[-1]
        item = self.tree.element("LI", holder, [])
        body = self.tree.element("LBody", item, [])
        item.K.append(body)
        holder.K.append(item)
        self.open[-1] = (name, holder, body)
        self._into(body, block.element)

    @staticmethod
    def _into(holder: Any, element: Any) -> None:
        element.P = holder
        holder.K.append(element)


def tag_pictures(
    tree: StructureTree,
    edits: PageEdits,
    pages: Sequence[PageText],
    roles: Sequence[ParagraphRole],
    pairs: _Pairs,
    document: WordDocument,
) -> None:
    """Give the pictures that were drawn as artifacts a Figure that says what they show, and all their place.

    roles: of every paragraph of the document. Raises LayoutProblem(PICTURE_LOST) when not every picture of
    the text is there.
    """
    count = sum(len(role.pictures) for role in roles)
    if not count:
        return
    shown = [(alt, block) for role, block in pairs for alt in role.pictures]
    figures = list(tree.elements("/Figure"))
    wanted = [(alt, block) for alt, block in shown if not _has_figure(block.element)]
    printed = pictures_of_text(pages, document)
    loose = [(number, drawn) for number, drawn in printed if drawn.artifact]
    if len(loose) < len(wanted) or len(loose) + len(figures) < count:
        raise LayoutProblem(Failure.PICTURE_LOST)
    loose = _in_order_of_cells([_cell_of(block.element) for _alt, block in wanted], loose)
    for (alt, block), (number, drawn) in zip(wanted, loose, strict=False):
        if not alt.strip():
            continue  # nobody said what it shows: decoration, as the engine has it
        figure = tree.element("Figure", block.element, [])
        tree.describe(figure, alt)
        edits.mark(number, drawn.place, "Figure", tree.new_content(number, figure))
        tree.place(figure, _box(pages[number], drawn))
        tree.append(block.element, figure)
    placed = {(number, drawn.mcid): drawn for number, page in enumerate(pages) for drawn in page.drawn}
    for figure in figures:
        found = placed.get(tree.first_content(figure))
        if found is not None and "/A" not in figure:
            number = tree.first_content(figure)[0]
            tree.place(figure, _box(pages[number], found))


def _cell_of(element: Any) -> tuple[Any, Any]:
    """What tells the row and the cell in which an element stands, (None, None) outside tables."""
    while (parent := element.get("/P")) is not None:
        element = parent
        if str(element.get("/S", "")) in ("/TD", "/TH"):
            return element.P.objgen, element.objgen
    return None, None


def _in_order_of_cells(
    cells: Sequence[tuple[Any, Any]], loose: Sequence[tuple[int, Drawn]]
) -> list[tuple[int, Drawn]]:
    """Pictures as they are drawn, in the order of the text: of a row that goes on over a page all cells are
    drawn on the one page and then all on the next. cells: of each picture in the order of the text."""
    ordered: list[tuple[int, Drawn]] = []
    for row, group in groupby(cells, key=lambda cell: cell[0]):
        members = list(group)
        drawn = list(loose[len(ordered) : len(ordered) + len(members)])
        if row is not None:
            drawn.sort(key=lambda item: item[1].left)  # a cell is wholly left of the next
        for _cell, same in groupby(members, key=lambda cell: cell[1]):
            count = len(list(same))
            ours, drawn = drawn[:count], drawn[count:]
            ordered += sorted(ours, key=lambda item: (item[0], item[1].top)) if row is not None else ours
    return ordered


def _has_figure(element: Any) -> bool:
    import pikepdf

    kids = element.get("/K")
    several = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return any(isinstance(kid, pikepdf.Dictionary) and kid.get("/S") == "/Figure" for kid in several)


def _box(page: PageText, drawn: Drawn) -> list[float]:
    box = (drawn.left, page.height - drawn.bottom, drawn.right, page.height - drawn.top)
    return [round(value, 2) for value in box]


def _by_parent(elements: Sequence[Any]) -> list[tuple[Any, list[Any]]]:
    grouped: list[tuple[Any, list[Any]]] = []
    for element in elements:
        parent = element.P
        if grouped and grouped[-1][0].objgen == parent.objgen:
            grouped[-1][1].append(element)
        else:
            grouped.append((parent, [element]))
    return grouped
