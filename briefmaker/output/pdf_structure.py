"""A PDF's structure tree, to be changed: elements made, moved, named, given content (ISO 32000-1, 14.7-14.8).

What is changed stands elsewhere: `table_structure`, `block_structure`, `pdf_links`, `printed_notes`; here
only the labels of lists (ISO 14289-1, 7.6) and empty paragraphs.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any

from briefmaker.output.marked_content import moved, place_of
from briefmaker.output.page_edits import PageEdits
from briefmaker.output.tagged_text import HEADINGS, Block, Word

__all__ = ["StructureTree"]

_Key = tuple[int, int]
_STANDARD_TYPES = frozenset(
    {
        "/P",
        "/H",
        "/H1",
        "/H2",
        "/H3",
        "/H4",
        "/H5",
        "/H6",
        "/L",
        "/LI",
        "/Lbl",
        "/LBody",
        "/Table",
        "/TR",
        "/TH",
    }
    | {"/TD", "/THead", "/TBody", "/TFoot", "/Document", "/Part", "/Art", "/Sect", "/Div", "/BlockQuote"}
    | {
        "/Caption",
        "/TOC",
        "/TOCI",
        "/Index",
        "/NonStruct",
        "/Private",
        "/Span",
        "/Quote",
        "/Note",
        "/Reference",
    }
    | {"/BibEntry", "/Code", "/Link", "/Annot", "/Ruby", "/Warichu", "/Figure", "/Formula", "/Form"}
)
"""ISO 32000-1, 14.8.4."""


class StructureTree:
    """The structure tree of one open PDF, to be finished."""

    def __init__(self, pdf: Any) -> None:
        self.pdf = pdf
        self.root = pdf.Root.StructTreeRoot
        self._identifiers: dict[str, Any] = {}
        numbers = self.root.ParentTree.get("/Nums")
        self.can_change_parents = numbers is not None
        self._parents = (
            {int(numbers[i]): numbers[i + 1] for i in range(0, len(numbers), 2)}
            if numbers is not None
            else {}
        )

    # --- Lists ------------------------------------------------------------------------------------------

    def tag_labels(self, labels: Iterable[tuple[Block, Word]]) -> None:
        """Give every list label an Lbl of its own, before the LBody it stood in, or first in its heading."""
        import pikepdf

        for block, word in labels:
            paragraph = block.element
            if str(paragraph.S) in HEADINGS:
                self._tag_number(block, word)
                continue
            body = paragraph.get("/P")
            item = body.get("/P") if body is not None else None
            content = paragraph.get("/K")
            if item is None or item.get("/S") != "/LI" or not isinstance(content, pikepdf.Array):
                continue
            label = self.element("Lbl", item, [moved(content[0], paragraph)])
            del content[0]
            kids = item.K if isinstance(item.K, pikepdf.Array) else pikepdf.Array([item.K])
            kids.insert(0, label)
            item.K = kids
            self.set_parent(word.page, word.shown.mcid, label)

    def _tag_number(self, block: Block, word: Word) -> None:
        """Give the number of a heading an Lbl in it, where it is content of its own."""
        import pikepdf

        heading = block.element
        content = heading.get("/K")
        if not isinstance(content, pikepdf.Array) or len(content) < 2 or _is_element(content[0]):
            return
        if any(other.shown.mcid == word.shown.mcid for other in block.words[1:] if other.page == word.page):
            return
        label = self.element("Lbl", heading, [moved(content[0], heading)])
        content[0] = label
        self.set_parent(word.page, word.shown.mcid, label)

    # --- The tree as a whole ----------------------------------------------------------------------------

    def drop_empty(self, blocks: Iterable[Block]) -> None:
        """Take out paragraphs that hold nothing: a reader would announce them."""
        import pikepdf

        for block in blocks:
            element = block.element
            if block.words or element is None or element.get("/S") != "/P" or "/K" in element:
                continue
            parent = element.get("/P")
            siblings = parent.get("/K") if parent is not None else None
            if isinstance(siblings, pikepdf.Array) and len(siblings) > 1:
                parent.K = pikepdf.Array(k for k in siblings if getattr(k, "objgen", None) != element.objgen)

    def write(self) -> None:
        """Put the changed number tree and the names of headers into the document."""
        import pikepdf

        if self.can_change_parents:
            numbers = pikepdf.Array()
            for key in sorted(self._parents):
                numbers.append(key)
                numbers.append(self._parents[key])
            self.root.ParentTree.Nums = numbers
        if self._identifiers:
            names = pikepdf.Array()
            for identifier in sorted(self._identifiers):
                names.append(pikepdf.String(identifier))
                names.append(self._identifiers[identifier])
            limits = [pikepdf.String(min(self._identifiers)), pikepdf.String(max(self._identifiers))]
            leaf = self.pdf.make_indirect(pikepdf.Dictionary(Names=names, Limits=pikepdf.Array(limits)))
            self.root.IDTree = self.pdf.make_indirect(pikepdf.Dictionary(Kids=pikepdf.Array([leaf])))

    def keep_standard_types(self) -> None:
        """Call by its type what has the name of another one (ISO 14289-1, 7.1), as LibreOffice makes of a
        paragraph whose style is called Quote."""
        import pikepdf

        roles = self.root.get("/RoleMap", {})
        remapped = {name: roles[name] for name in roles.keys() & _STANDARD_TYPES}
        for name, role in remapped.items():
            for element in list(self.elements(name)):
                element.S = pikepdf.Name(str(role))
            del roles[name]

    def elements(self, tag: str, below: Any = None, *, inside_tables: bool = True) -> Iterator[Any]:
        """The elements of one type below an element, in order; inside_tables: also of tables further in."""
        for kid in self.kids(self.root if below is None else below):
            if tag == kid.S:
                yield kid
            if inside_tables or kid.S in ("/THead", "/TBody", "/TFoot"):
                yield from self.elements(tag, kid, inside_tables=inside_tables)

    @staticmethod
    def kids(element: Any, tags: tuple[str, ...] | None = None) -> list[Any]:
        """The elements directly below an element; tags: only those of these types."""
        return _kids(element, tags)

    def element(self, tag: str, parent: Any, kids: list[Any]) -> Any:
        """A new structure element; the caller puts it among its parent's kids."""
        import pikepdf

        return self.pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.StructElem, S=pikepdf.Name("/" + tag), P=parent, K=pikepdf.Array(kids)
            )
        )

    @staticmethod
    def rename(element: Any, tag: str) -> None:
        """Make an element one of another type."""
        import pikepdf

        element.S = pikepdf.Name("/" + tag)

    def identify(self, element: Any, identifier: str) -> None:
        """Give an element a name by which others refer to it."""
        import pikepdf

        element.ID = pikepdf.String(identifier)
        self._identifiers[identifier] = element

    def put_after(self, sibling: Any, element: Any) -> None:
        """Put an element among the kids of its parent, behind `sibling`."""
        import pikepdf

        parent = element.P
        kids = list(parent.K) if isinstance(parent.K, pikepdf.Array) else [parent.K]
        places = [index for index, kid in enumerate(kids) if getattr(kid, "objgen", None) == sibling.objgen]
        kids.insert(places[0] + 1 if places else len(kids), element)
        parent.K = pikepdf.Array(kids)

    def wrap(self, tag: str, parent: Any, siblings: Sequence[Any]) -> None:
        """Put elements that stand side by side in a new one, in their place."""
        wrapper = self.element(tag, parent, list(siblings))
        self.replace(parent, {sibling.objgen for sibling in siblings}, [wrapper])
        for sibling in siblings:
            sibling.P = wrapper

    def replace(self, parent: Any, gone: Collection[_Key], elements: Sequence[Any]) -> None:
        """Put elements in the place of the kids of `parent` with these object numbers."""
        import pikepdf

        kids = list(parent.K) if isinstance(parent.K, pikepdf.Array) else [parent.K]
        numbers = [getattr(kid, "objgen", None) for kid in kids]
        first = next((place for place, number in enumerate(numbers) if number in gone), len(kids))
        before, after = (
            kids[:first],
            [kid for kid, number in zip(kids[first:], numbers[first:], strict=True) if number not in gone],
        )
        parent.K = pikepdf.Array([*before, *elements, *after])

    def append(self, parent: Any, element: Any) -> None:
        """Put an element behind the kids of its parent."""
        import pikepdf

        kids = parent.get("/K", pikepdf.Array())
        parent.K = pikepdf.Array([*(kids if isinstance(kids, pikepdf.Array) else [kids]), element])

    def describe(self, element: Any, text: str) -> None:
        """Say in words what an element shows."""
        import pikepdf

        element.Alt = pikepdf.String(text)

    def attribute(self, element: Any, owner: str, key: str, name: str) -> None:
        """Give an element without attributes one, whose value is a name."""
        import pikepdf

        values = {"/O": pikepdf.Name("/" + owner), "/" + key: pikepdf.Name("/" + name)}
        element.A = pikepdf.Dictionary(values)

    def place(self, element: Any, box: Sequence[float]) -> None:
        """Say where on its page an element without attributes stands: left, bottom, right, top."""
        import pikepdf

        element.A = pikepdf.Dictionary(O=pikepdf.Name.Layout, BBox=pikepdf.Array(box))

    def first_content(self, element: Any) -> tuple[int, int]:
        """The page and the id of an element's first marked content; (-1, -1) if it has none."""
        import pikepdf

        kids = element.get("/K")
        first = next(iter(kids), None) if isinstance(kids, pikepdf.Array) else kids
        place = None if first is None else place_of(first, element)
        if place is None:
            return -1, -1
        return self.page_numbers.get(place[0], -1), place[1]

    @cached_property
    def page_numbers(self) -> dict[tuple[int, int], int]:
        """The numbers of the pages by those of their objects."""
        return {page.objgen: number for number, page in enumerate(self.pdf.pages)}

    def table_attributes(self, element: Any) -> Any:
        """The element's attribute dictionary of the Table owner, made when there is none."""
        import pikepdf

        attributes = element.get("/A")
        if attributes is None:
            element.A = pikepdf.Array([pikepdf.Dictionary(O=pikepdf.Name.Table)])
        elif not isinstance(attributes, pikepdf.Array):
            element.A = pikepdf.Array([attributes])
        for found in element.A:
            if hasattr(found, "keys") and found.get("/O") == "/Table":
                return found
        element.A.append(pikepdf.Dictionary(O=pikepdf.Name.Table))
        return element.A[-1]

    def take_in(self, edits: PageEdits, element: Any, word: Word, tag: str = "P") -> None:
        """Make a word that was printed as an artifact content of `element`."""
        mcid = self.new_content(word.page, element)
        edits.mark(word.page, word.shown.operator[0], tag, mcid)
        word.shown.mcid, word.shown.artifact = mcid, False

    def new_content(self, page: int, element: Any) -> int:
        """Add a piece of marked content to an element; its id on the page."""
        import pikepdf

        leaf = self.pdf.pages[page].obj
        if "/StructParents" not in leaf:
            leaf.StructParents = self.add_parent(self.pdf.make_indirect(pikepdf.Array()))
        owners = self._parents[int(leaf.StructParents)]
        mcid = len(owners)
        owners.append(element)
        element.K.append(pikepdf.Dictionary(Type=pikepdf.Name.MCR, Pg=leaf, MCID=mcid))
        return mcid

    def add_parent(self, element: Any) -> int:
        """The new key under which the number tree finds `element` for an annotation."""
        key = max([int(self.root.get("/ParentTreeNextKey", 0)), *(number + 1 for number in self._parents)])
        self._parents[key] = element
        self.root.ParentTreeNextKey = key + 1
        return key

    def set_parent(self, page: int, mcid: int, element: Any) -> None:
        """Say that a piece of marked content belongs to `element` now."""
        key = self.pdf.pages[page].obj.get("/StructParents")
        if key is not None and int(key) in self._parents and mcid >= 0:
            self._parents[int(key)][mcid] = element


def _kids(element: Any, tags: tuple[str, ...] | None = None) -> list[Any]:
    import pikepdf

    kids = element.get("/K")
    if kids is None or isinstance(kids, int):
        return []
    if not isinstance(kids, pikepdf.Array):
        kids = [kids]
    elif kids and element.get("/S") == "/P" and not _is_element(kids[0]) and not _is_element(kids[-1]):
        return []
    return [kid for kid in kids if _is_element(kid) and (tags is None or str(kid.S) in tags)]


def _is_element(kid: Any) -> bool:
    return not isinstance(kid, int) and "/S" in kid
