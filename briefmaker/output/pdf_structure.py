"""What the embedded engine leaves undone in a PDF's structure tree: labels, spanning cells, links, empty tags.

Works on an open pikepdf.Pdf and on the blocks read from it. See ISO 32000-1, 14.7-14.8 and
ISO 14289-1 (PDF/UA): 7.5 (tables), 7.6 (lists), 7.18.5 (links).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from briefmaker.output.pdf_text import PageText
from briefmaker.output.tagged_text import Block, Word
from briefmaker.output.word_document import WordCell, WordTable

__all__ = ["StructureTree"]


class StructureTree:
    """The structure tree of one open PDF, to be finished."""

    def __init__(self, pdf: Any) -> None:
        self.pdf = pdf
        self.root = pdf.Root.StructTreeRoot
        self._identifiers: dict[str, Any] = {}
        numbers = self.root.ParentTree.get("/Nums")
        self.can_change_parents = numbers is not None
        self._parents = (
            {int(numbers[i]): numbers[i + 1] for i in range(0, len(numbers), 2)} if numbers is not None else {}
        )

    # --- Lists ------------------------------------------------------------------------------------------

    def tag_labels(self, labels: Iterable[tuple[Block, Word]]) -> None:
        """Give every list label an Lbl of its own, before the LBody it stood in."""
        import pikepdf

        for block, word in labels:
            paragraph = block.element
            body = paragraph.get("/P")
            item = body.get("/P") if body is not None else None
            content = paragraph.get("/K")
            if item is None or item.get("/S") != "/LI" or not isinstance(content, pikepdf.Array):
                continue
            label = self._element("Lbl", item, [content[0]])
            del content[0]
            kids = item.K if isinstance(item.K, pikepdf.Array) else pikepdf.Array([item.K])
            kids.insert(0, label)
            item.K = kids
            self._set_parent(word.page, word.shown.mcid, label)

    # --- Tables -----------------------------------------------------------------------------------------

    def span_cells(self, tables: Sequence[WordTable]) -> None:
        """Say which cells span, take out those that are merged into another, and name the headers of each cell."""
        found = list(_elements(self.root, "/Table"))
        if len(found) != len(tables):
            return
        for number, (element, table) in enumerate(zip(found, tables, strict=True)):
            rows = list(_elements(element, "/TR", inside_tables=False))
            cells = [_kids(row, ("/TD", "/TH")) for row in rows]
            if [len(row) for row in cells] != [len(row) for row in table.rows]:
                continue
            if any(cell.span > 1 or cell.continues for row in table.rows for cell in row):
                self._span(table.rows, rows, cells, f"t{number}")

    def _span(self, grid: list[list[WordCell]], rows: list[Any], cells: list[list[Any]], name: str) -> None:
        import pikepdf

        headers: list[tuple[int, int, str]] = []
        for number, (row, elements) in enumerate(zip(grid, cells, strict=True)):
            for cell, element in zip(row, elements, strict=True):
                if cell.continues:
                    rows[number].K = pikepdf.Array(k for k in rows[number].K if k.objgen != element.objgen)
                    continue
                attributes = _table_attributes(element)
                if cell.span > 1:
                    attributes.ColSpan = cell.span
                height = _height(grid, number, cell) if cell.begins else 1
                if height > 1:
                    attributes.RowSpan = height
                if element.S == "/TH":
                    identifier = f"{name}r{number}c{cell.column}"
                    element.ID = pikepdf.String(identifier)
                    self._identifiers[identifier] = element
                    headers.append((cell.column, cell.column + cell.span, identifier))
                else:
                    last = cell.column + cell.span
                    names = [pikepdf.String(h) for start, end, h in headers if start < last and cell.column < end]
                    if names:
                        attributes.Headers = pikepdf.Array(names)

    # --- Links ------------------------------------------------------------------------------------------

    def tag_links(self, pages: Sequence[PageText], blocks: Iterable[Block]) -> None:
        """Put every linked text in a Link with its annotation; one annotation per line, with a description."""
        import pikepdf

        annotated = {}
        for number, page in enumerate(self.pdf.pages):
            annotations = page.obj.get("/Annots")
            if annotations is None or not len(annotations):
                continue
            page.obj.Tabs = pikepdf.Name.S
            links = [a for a in annotations if a.get("/Subtype") == "/Link" and "/StructParent" not in a]
            if links:
                lines = _one_per_line(links)
                others = [a for a in annotations if a.get("/Subtype") != "/Link" or "/StructParent" in a]
                page.obj.Annots = pikepdf.Array(
                    [*others, *(a if a.is_indirect else self.pdf.make_indirect(a) for a in lines)]
                )
                fresh = list(page.obj.Annots)[len(others) :]
                annotated[number] = [(annotation, _place(annotation, pages[number])) for annotation in fresh]
        if not annotated:
            return
        for block in blocks:
            self._tag_block(block, annotated)

    def _tag_block(self, block: Block, annotated: dict[int, list[tuple[Any, _Place]]]) -> None:
        import pikepdf

        linked: dict[tuple[int, int], Any] = {}
        texts: dict[tuple[int, int], str] = {}
        for word in block.words:
            for annotation, place in annotated.get(word.page, ()):
                if place.holds(word):
                    linked[word.page, word.shown.mcid] = annotation
                    texts[word.page, word.shown.mcid] = word.shown.text
        if not linked or block.element is None or not isinstance(block.element.get("/K"), pikepdf.Array):
            return
        numbers = {page.objgen: number for number, page in enumerate(self.pdf.pages)}
        kids: list[Any] = []
        link, address, said, used = None, None, "", []

        def close() -> None:
            for annotation in used:
                annotation.Contents = pikepdf.String(_description(said.strip(), address or ""))

        for kid in block.element.K:
            page = numbers.get(kid.Pg.objgen) if hasattr(kid, "keys") and "/Pg" in kid else None
            key = (page, int(kid.MCID)) if page is not None and "/MCID" in kid else None
            annotation = linked.get(key) if key is not None else None  # type: ignore[arg-type]
            if annotation is None or key is None or page is None:
                close()
                link, address, said, used = None, None, "", []
                kids.append(kid)
                continue
            if link is None or _address(annotation) != address:
                close()
                link, address, said, used = self._element("Link", block.element, []), _address(annotation), "", []
                kids.append(link)
            link.K.append(kid)
            self._set_parent(page, key[1], link)
            said += texts[key]  # type: ignore[index]
            if all(annotation.objgen != other.objgen for other in used):
                used.append(annotation)
                self._attach(link, annotation, page)
        close()
        block.element.K = pikepdf.Array(kids)

    def _attach(self, link: Any, annotation: Any, page: int) -> None:
        import pikepdf

        reference = pikepdf.Dictionary(Type=pikepdf.Name.OBJR, Obj=annotation, Pg=self.pdf.pages[page].obj)
        link.K.append(reference)
        key = max([int(self.root.get("/ParentTreeNextKey", 0)), *(number + 1 for number in self._parents)])
        annotation.StructParent = key
        self._parents[key] = link
        self.root.ParentTreeNextKey = key + 1

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

    def _element(self, tag: str, parent: Any, kids: list[Any]) -> Any:
        import pikepdf

        return self.pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.StructElem, S=pikepdf.Name("/" + tag), P=parent, K=pikepdf.Array(kids)
            )
        )

    def _set_parent(self, page: int, mcid: int, element: Any) -> None:
        key = self.pdf.pages[page].obj.get("/StructParents")
        if key is not None and int(key) in self._parents and mcid >= 0:
            self._parents[int(key)][mcid] = element


class _Place:
    """Where an annotation stands, in the coordinates of `Shown`."""

    def __init__(self, left: float, top: float, right: float, bottom: float) -> None:
        self.left, self.top, self.right, self.bottom = left, top, right, bottom

    def holds(self, word: Word) -> bool:
        middle = (word.shown.edges[0] + word.shown.edges[-1]) / 2
        return self.left <= middle <= self.right and self.top <= word.shown.baseline <= self.bottom


def _place(annotation: Any, page: PageText) -> _Place:
    x0, y0, x1, y1 = (float(value) for value in annotation.Rect)
    return _Place(x0 - 0.5, page.height - y1 - 0.5, x1 + 0.5, page.height - y0 + 0.5)


def _one_per_line(links: list[Any]) -> list[Any]:
    """Links to one address that follow each other on a line, made one."""
    import pikepdf

    merged: list[Any] = []
    for link in links:
        rect = [float(value) for value in link.Rect]
        if merged and _address(merged[-1]) == _address(link) is not None:
            last = [float(value) for value in merged[-1].Rect]
            if abs(last[1] - rect[1]) < 0.5 and abs(last[2] - rect[0]) < 1:
                merged[-1].Rect = pikepdf.Array([last[0], last[1], rect[2], max(last[3], rect[3])])
                continue
        merged.append(link)
    return merged


def _address(annotation: Any) -> str | None:
    action = annotation.get("/A")
    uri = action.get("/URI") if action is not None else None
    return None if uri is None else str(uri)


def _description(said: str, address: str) -> str:
    plain = address.removeprefix("mailto:").removeprefix("tel:")
    return address if not said or said in (address, plain) else f"{said} ({plain})"


def _elements(element: Any, tag: str, *, inside_tables: bool = True) -> Iterable[Any]:
    """The elements of one type below `element`, in order; inside_tables: also those in tables further in."""
    for kid in _kids(element):
        if kid.S == tag:
            yield kid
        if inside_tables or kid.S in ("/THead", "/TBody", "/TFoot"):
            yield from _elements(kid, tag, inside_tables=inside_tables)


def _kids(element: Any, tags: tuple[str, ...] | None = None) -> list[Any]:
    import pikepdf

    kids = element.get("/K")
    if kids is None or isinstance(kids, int):
        return []
    if not isinstance(kids, pikepdf.Array):
        kids = [kids]
    elif len(kids) and element.get("/S") == "/P" and not _is_element(kids[0]) and not _is_element(kids[-1]):
        return []
    return [kid for kid in kids if _is_element(kid) and (tags is None or str(kid.S) in tags)]


def _is_element(kid: Any) -> bool:
    return not isinstance(kid, int) and "/S" in kid


def _table_attributes(element: Any) -> Any:
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


def _height(grid: list[list[WordCell]], row: int, cell: WordCell) -> int:
    """How many rows a merged cell takes."""
    height = 1
    for following in grid[row + 1 :]:
        if not any(other.continues and other.column == cell.column for other in following):
            break
        height += 1
    return height
