"""The text of a tagged PDF by its paragraphs: what the structure tree says, with the words on the pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from briefmaker.output.pdf_text import PageText, Shown, read_pages

__all__ = ["HEADINGS", "Block", "Word", "blocks_of", "read_text"]

HEADINGS = frozenset(["/H1", "/H2", "/H3", "/H4", "/H5", "/H6"])
_PARAGRAPHS = HEADINGS | {"/P", "/H", "/Lbl"}
_CONTAINERS = frozenset(
    ["/LBody", "/TD", "/TH", "/Caption", "/BlockQuote", "/Note", "/TOCI", "/Figure", "/Formula"]
)
"""Structure types that may hold text themselves, but mostly hold paragraphs that do."""
_GROUPS = frozenset(
    ["/Table", "/L", "/Document", "/Part", "/Sect", "/Div", "/TR", "/THead", "/TBody", "/TFoot"]
)


_REFERENCE = re.compile(rb"(\d+) (\d+) R|null")


@dataclass(slots=True)
class Word:
    """One shown string with the number of its page (from 0)."""

    page: int
    shown: Shown


@dataclass(slots=True)
class Block:
    """One paragraph, heading or label of the structure tree, in reading order.

    tag: its structure type; element: the pikepdf dictionary (None for a PDF without tags);
    in_item: the first paragraph of a list item, where an engine may have put the label in front;
    note: the object number of the footnote that holds it.
    """

    tag: str
    element: Any
    in_item: bool
    note: tuple[int, int] | None = None
    words: list[Word] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text as shown, labels included."""
        return "".join(word.shown.text for word in self.words)


def read_text(pdf: bytes) -> tuple[str, ...]:
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
        return [Block("/P", None, False, words=[word for word in words if not word.shown.artifact])]
    used = {key for keys in parents for key in keys}
    walk = _TreeWalk(root, used, skip_marked_content=True)
    if not used <= walk.owners.keys():
        walk = _TreeWalk(root, used, skip_marked_content=False)
    for number, (page, keys) in enumerate(zip(pages, parents, strict=True)):
        owners = [walk.owners.get(key) for key in keys]
        for shown in page.shown:
            if not shown.artifact and 0 <= shown.mcid < len(owners):
                block = owners[shown.mcid]
                if block is not None:
                    block.words.append(Word(number, shown))
    return walk.blocks


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
        found.append([] if parents is None else _object_numbers(parents))
    return found


def _object_numbers(elements: Any) -> list[_Key]:
    """The object numbers of an array's elements, (0, 0) for what is none.

    Read from the array as it is written: an object for each of hundreds of words takes longer.
    """
    text = elements.unparse(resolved=True)
    if b"<" in text:
        return [element.objgen if element is not None else (0, 0) for element in elements]
    return [(int(number or 0), int(generation or 0)) for number, generation in _REFERENCE.findall(text)]


def _number_tree(node: Any) -> Iterator[tuple[int, Any]]:
    numbers = node.get("/Nums")
    if numbers is not None:
        for index in range(0, len(numbers), 2):
            yield int(numbers[index]), numbers[index + 1]
    for kid in node.get("/Kids", ()):
        yield from _number_tree(kid)


class _TreeWalk:
    """Finds the block that owns each structure element's words, and all blocks in reading order.

    skip_marked_content: don't look into elements that seem to hold marked content only, which is most
    of the tree; wrong when links or spans stand between.
    """

    def __init__(self, root: Any, used: set[_Key], *, skip_marked_content: bool) -> None:
        import pikepdf

        self.owners: dict[_Key, Block] = {}
        self.blocks: list[Block] = []
        self._used = used
        self._skip = skip_marked_content
        self._roles = {str(key): str(value) for key, value in root.get("/RoleMap", {}).items()}
        self._array = pikepdf.Array
        for element in self._kids(root):
            self._visit(element, None, _Item())

    def _visit(self, element: Any, block: Block | None, item: _Item) -> None:
        tag, key = self._tag(element), element.objgen
        if tag == "/Note":
            block, item = None, _Item(note=key)
        if tag in _PARAGRAPHS or (tag in _CONTAINERS and key in self._used):
            block = self._opened(tag, element, item)
        elif tag == "/LI":
            block, item = None, _Item(at_start=True, note=item.note)
        elif tag == "/L":
            block, item = None, _Item(note=item.note)
        elif tag in _GROUPS or tag in _CONTAINERS:
            block = None
        if key in self._used:
            self.owners[key] = block = block or self._opened(tag, element, item)
        if self._skip and key in self._used and self._seems_content(element.get("/K")):
            return
        for kid in self._kids(element):
            if not _is_content(kid):
                self._visit(kid, block, item)

    def _seems_content(self, kids: Any) -> bool:
        """Whether the first and the last kid are marked content."""
        if not isinstance(kids, self._array):
            return kids is not None and _is_content(kids)
        return len(kids) > 0 and _is_content(kids[0]) and _is_content(kids[-1])

    def _opened(self, tag: str, element: Any, item: _Item) -> Block:
        block = Block(tag, element, item.at_start and tag != "/Lbl", item.note)
        self.blocks.append(block)
        item.at_start = item.at_start and tag == "/Lbl"
        return block

    def _tag(self, element: Any) -> str:
        """The element's standard structure type, found by the role map if it has a name of its own."""
        tag = str(element.get("/S", ""))
        for _step in range(10):
            if tag in _PARAGRAPHS or tag not in self._roles:
                break
            tag = self._roles[tag]
        return tag

    def _kids(self, element: Any) -> list[Any]:
        kids = element.get("/K")
        if kids is None:
            return []
        return list(kids) if isinstance(kids, self._array) else [kids]


@dataclass(slots=True)
class _Item:
    """at_start: the next paragraph is the first of a list item; note: the footnote that holds it."""

    at_start: bool = False
    note: _Key | None = None


def _is_content(kid: Any) -> bool:
    return isinstance(kid, int) or "/S" not in kid
