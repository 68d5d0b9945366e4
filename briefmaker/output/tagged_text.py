"""The text of a tagged PDF by its paragraphs: what the structure tree says, with the words on the pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from briefmaker.output.pdf_text import PageText, Shown, read_pages

__all__ = ["Block", "Word", "blocks_of", "text_of_pdf"]

_PARAGRAPHS = frozenset(["/P", "/H", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6", "/Lbl"])
_CONTAINERS = frozenset(["/LBody", "/TD", "/TH", "/Caption", "/BlockQuote", "/Note", "/TOCI", "/Figure", "/Formula"])
"""Structure types that may hold text themselves, but mostly hold paragraphs that do."""
_GROUPS = frozenset(["/Table", "/L", "/Document", "/Part", "/Sect", "/Div", "/TR", "/THead", "/TBody", "/TFoot"])


@dataclass(slots=True)
class Word:
    """One shown string with the number of its page (from 0)."""

    page: int
    shown: Shown


@dataclass(slots=True)
class Block:
    """One paragraph, heading or label of the structure tree, in reading order.

    tag: its structure type; element: the pikepdf dictionary (None for a PDF without tags);
    in_item: the first paragraph of a list item, where an engine may have put the label in front.
    """

    tag: str
    element: Any
    in_item: bool
    words: list[Word] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text as shown, labels included."""
        return "".join(word.shown.text for word in self.words)


def text_of_pdf(pdf: bytes) -> tuple[str, ...]:
    """The text of every paragraph of a PDF in reading order, without headers, footers and tagged labels.

    Raises LayoutProblem(UNREADABLE_PDF).
    """
    from briefmaker.output.pdf_file import opened

    with opened(pdf) as document:
        blocks = blocks_of(document, read_pages(document))
        return tuple(block.text for block in blocks if block.tag != "/Lbl")


def blocks_of(pdf: Any, pages: list[PageText]) -> list[Block]:
    """The paragraphs of an open PDF with their words, in the order of the structure tree.

    Artifacts belong to no block. A PDF without a structure tree is one block.
    """
    root = pdf.Root.get("/StructTreeRoot")
    parents = _parents_by_page(pdf, root) if root is not None else None
    if parents is None:
        words = [Word(number, shown) for number, page in enumerate(pages) for shown in page.shown]
        return [Block("/P", None, False, [word for word in words if not word.shown.artifact])]
    used = {key for keys in parents for key in keys}
    owners, blocks = _owners(root, used, skip_marked_content=True)
    if not used <= owners.keys():
        owners, blocks = _owners(root, used, skip_marked_content=False)
    for number, (page, keys) in enumerate(zip(pages, parents, strict=True)):
        for shown in page.shown:
            if not shown.artifact and 0 <= shown.mcid < len(keys):
                block = owners.get(keys[shown.mcid])
                if block is not None:
                    block.words.append(Word(number, shown))
    return blocks


_Key = tuple[int, int]


def _parents_by_page(pdf: Any, root: Any) -> list[list[_Key]] | None:
    """For every page the structure element (its object number) of each marked-content id."""
    tree = root.get("/ParentTree")
    if tree is None:
        return None
    entries = dict(_number_tree(tree))
    found = []
    for page in pdf.pages:
        parents = entries.get(int(page.obj.get("/StructParents", -1)))
        found.append([parent.objgen if parent is not None else (0, 0) for parent in parents or ()])
    return found


def _number_tree(node: Any) -> Iterator[tuple[int, Any]]:
    numbers = node.get("/Nums")
    if numbers is not None:
        for index in range(0, len(numbers), 2):
            yield int(numbers[index]), numbers[index + 1]
    for kid in node.get("/Kids", ()):
        yield from _number_tree(kid)


def _owners(root: Any, used: set[_Key], *, skip_marked_content: bool) -> tuple[dict[_Key, Block], list[Block]]:
    """The block that owns each structure element's words, and all blocks in reading order.

    skip_marked_content: don't look into elements that seem to hold marked content only, which is most
    of the tree; wrong when links or spans stand between.
    """
    import pikepdf

    owners: dict[_Key, Block] = {}
    blocks: list[Block] = []
    roles = {str(key): str(value) for key, value in root.get("/RoleMap", {}).items()}

    def visit(element: Any, block: Block | None, item: list[bool]) -> None:
        tag = str(element.get("/S", ""))
        seen = 0
        while tag in roles and tag not in _PARAGRAPHS and seen < 10:
            tag, seen = roles[tag], seen + 1
        key = element.objgen
        if tag == "/LI":
            item, block = [True], None
        if tag in _PARAGRAPHS or (tag in _CONTAINERS and key in used):
            block = Block(tag, element, item[0] and tag != "/Lbl")
            blocks.append(block)
            if tag != "/Lbl":
                item[0] = False
        elif tag in _GROUPS or tag in _CONTAINERS:
            block, item = None, item if tag != "/L" else [False]
        if key in used:
            if block is None:
                block = Block(tag, element, item[0])
                blocks.append(block)
            owners[key] = block
        kids = element.get("/K")
        if kids is None:
            return
        if not isinstance(kids, pikepdf.Array):
            kids = [kids]
        if skip_marked_content and key in used and len(kids) and _is_content(kids[0]) and _is_content(kids[-1]):
            return
        for kid in kids:
            if not _is_content(kid):
                visit(kid, block, item)

    top = root.get("/K")
    if top is not None:
        for element in top if isinstance(top, pikepdf.Array) else [top]:
            visit(element, None, [False])
    return owners, blocks


def _is_content(kid: Any) -> bool:
    return isinstance(kid, int) or "/S" not in kid
