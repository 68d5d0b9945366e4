"""One structure tree of several PDFs: each part's own tree under an element of its own, in reading order
(ISO 32000-1, 14.7).

What two trees may have in common and must not: keys of the parent tree, identifiers of elements, names of
roles and classes. A part without a (usable) tree gets an element for each page that holds all of it, so
that its text is read aloud at all; that makes it no accessible part, and nobody says it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

__all__ = ["JoinedStructure"]

_MOST_ELEMENTS = 1_000_000
_DEEPEST = 200


class _Unusable(Exception):
    """A part's tree doesn't hang together."""


class JoinedStructure:
    """The structure tree of an open pikepdf.Pdf, to which those of other files are added.

    Parts are added in two steps, round the copying of their pages: `prepare`, then `take`. At the end
    `write`. title: of the letter, which names its own element.
    """

    def __init__(self, pdf: Any, title: str) -> None:
        import pikepdf

        self._pdf = pdf
        if "/StructTreeRoot" not in pdf.Root:
            pdf.Root.StructTreeRoot = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
        self._root = pdf.Root.StructTreeRoot
        self._parents: dict[int, Any] = {}
        tree = self._root.get("/ParentTree")
        if tree is not None:
            self._parents = {int(key): value for key, value in pikepdf.NumberTree(tree).items()}
        self._next = max([int(self._root.get("/ParentTreeNextKey", 0)), *(key + 1 for key in self._parents)])
        self._identified = {bytes(each.ID): each for each in _elements(self._root) if "/ID" in each}
        self._document = self._element("Document", self._root)
        letter = self._part(title)
        self._put(letter, [*_kids(self._root)])
        self._root.K = pikepdf.Array([self._document])

    # --- One part ---------------------------------------------------------------------------------------

    def prepare(self, source: Any, number: int) -> bool:
        """Change the tree of an open part, the `number`th, so that it can stand among the others; whether it
        has one that can."""
        import pikepdf

        root = source.Root.get("/StructTreeRoot")
        if not isinstance(root, pikepdf.Dictionary):
            _forget_tree(source)
            return False
        try:
            if not root.is_indirect:
                root = source.Root.StructTreeRoot = source.make_indirect(root)
            parents = {int(key): value for key, value in pikepdf.NumberTree(root.ParentTree).items()}
            elements = list(_elements(root))
            if not elements or not parents:
                raise _Unusable
            self._rename(root, elements, f"b{number}-".encode())
            self._shift(source, parents, root)
        except (_Unusable, AttributeError, KeyError, TypeError, ValueError, IndexError, pikepdf.PdfError):
            _forget_tree(source)
            return False
        return True

    def take(self, source: Any, pages: Sequence[Any], title: str, *, is_tagged: bool) -> None:
        """Put a part, whose pages were copied, behind the others. pages: those of it, in this document."""
        import pikepdf

        part = self._part(title)
        language = source.Root.get("/Lang")
        if isinstance(language, pikepdf.String) and str(language) != str(self._pdf.Root.get("/Lang", "")):
            part.Lang = pikepdf.String(str(language))
        if not is_tagged:
            for page in pages:
                self._take_whole(page, part)
            return
        copied = self._pdf.copy_foreign(source.Root.StructTreeRoot)
        self._put(part, _kids(copied))
        for key, value in pikepdf.NumberTree(copied.ParentTree).items():
            self._parents[int(key)] = value
            self._next = max(self._next, int(key) + 1)
        for kind in ("/RoleMap", "/ClassMap"):
            if isinstance(found := copied.get(kind), pikepdf.Dictionary):
                mine = self._root.get(kind, pikepdf.Dictionary())
                for name in found.keys():  # noqa: SIM118 (a PDF dictionary can't be looped over)
                    mine[name] = found[name]
                self._root[kind] = mine
        self._identified |= {bytes(each.ID): each for each in _elements(part) if "/ID" in each}

    def write(self) -> None:
        """Put the trees of parents and identifiers into the document."""
        import pikepdf

        numbers: list[Any] = []
        for key in sorted(self._parents):
            numbers += [key, self._parents[key]]
        leaf = self._pdf.make_indirect(pikepdf.Dictionary(Nums=pikepdf.Array(numbers)))
        self._root.ParentTree = leaf
        self._root.ParentTreeNextKey = self._next
        if not self._identified:
            return
        names: list[Any] = []
        for identifier in sorted(self._identified):
            names += [pikepdf.String(identifier), self._identified[identifier]]
        limits = [pikepdf.String(min(self._identified)), pikepdf.String(max(self._identified))]
        leaf = self._pdf.make_indirect(
            pikepdf.Dictionary(Names=pikepdf.Array(names), Limits=pikepdf.Array(limits))
        )
        self._root.IDTree = self._pdf.make_indirect(pikepdf.Dictionary(Kids=pikepdf.Array([leaf])))

    # --- Elements ---------------------------------------------------------------------------------------

    def _element(self, tag: str, parent: Any) -> Any:
        import pikepdf

        return self._pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.StructElem, S=pikepdf.Name("/" + tag), P=parent, K=pikepdf.Array()
            )
        )

    def _part(self, title: str) -> Any:
        import pikepdf

        part = self._element("Part", self._document)
        part.T = pikepdf.String(title)
        self._document.K.append(part)
        return part

    def _put(self, part: Any, kids: Sequence[Any]) -> None:
        """Put the top of a tree in a part; a single Document gives way to what is in it."""
        import pikepdf

        if len(kids) == 1 and kids[0].get("/S") == "/Document" and _only_elements(kids[0]):
            language = kids[0].get("/Lang")
            if language is not None and "/Lang" not in part:
                part.Lang = language
            kids = _kids(kids[0])
        for kid in kids:
            kid.P = part
        part.K = pikepdf.Array(kids)

    def _take_whole(self, page: Any, part: Any) -> None:
        """Make all that stands on a page the content of one element."""
        import pikepdf

        _without_marks(self._pdf, page)
        paragraph = self._element("P", part)
        part.K.append(paragraph)
        paragraph.K.append(pikepdf.Dictionary(Type=pikepdf.Name.MCR, Pg=page.obj, MCID=0))
        page.contents_add(b"/P <</MCID 0>> BDC\n", prepend=True)
        page.contents_add(b"\nEMC")
        page.obj.StructParents = self._next
        self._parents[self._next] = self._pdf.make_indirect(pikepdf.Array([paragraph]))
        self._next += 1

    # --- What parts must not have in common -------------------------------------------------------------

    def _rename(self, root: Any, elements: Sequence[Any], prefix: bytes) -> None:
        import pikepdf

        roles = self._new_names(root, "/RoleMap", prefix)
        classes = self._new_names(root, "/ClassMap", prefix)
        for element in elements:
            if str(element.get("/S")) in roles:
                element.S = pikepdf.Name(roles[str(element.S)])
            if "/ID" in element:
                element.ID = pikepdf.String(prefix + bytes(element.ID))
            given = element.get("/C")
            if isinstance(given, pikepdf.Name) and str(given) in classes:
                element.C = pikepdf.Name(classes[str(given)])
            elif isinstance(given, pikepdf.Array):
                element.C = pikepdf.Array(
                    pikepdf.Name(classes.get(str(each), str(each)))
                    if isinstance(each, pikepdf.Name)
                    else each
                    for each in given
                )
            attributes = element.get("/A")
            for owner in attributes if isinstance(attributes, pikepdf.Array) else [attributes]:
                if isinstance(owner, pikepdf.Dictionary) and isinstance(
                    headers := owner.get("/Headers"), pikepdf.Array
                ):
                    owner.Headers = pikepdf.Array(pikepdf.String(prefix + bytes(each)) for each in headers)

    def _new_names(self, root: Any, kind: str, prefix: bytes) -> dict[str, str]:
        """New names for those of a part that mean something else in this document; changed in its map."""
        import pikepdf

        theirs, mine = root.get(kind), self._root.get(kind, {})
        if not isinstance(theirs, pikepdf.Dictionary):
            return {}
        taken = {
            str(name)
            for name in theirs.keys()  # noqa: SIM118
            if name in mine and (kind == "/ClassMap" or str(mine[name]) != str(theirs[name]))
        }
        renamed = {name: f"/{prefix.decode()}{name[1:]}" for name in taken}
        for old, new in renamed.items():
            theirs[new] = theirs[old]
            del theirs[old]
        for name in theirs.keys():  # noqa: SIM118
            if kind == "/RoleMap" and str(theirs[name]) in renamed:
                theirs[name] = pikepdf.Name(renamed[str(theirs[name])])
        return renamed

    def _shift(self, source: Any, parents: dict[int, Any], root: Any) -> None:
        """Give the keys of a part's parent tree numbers that are free here."""
        import pikepdf

        by = self._next - min(parents)
        for one in source.objects:
            if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
                _shift_keys(one, by)
        for page in source.pages:
            annotations = page.obj.get("/Annots")
            for annotation in annotations if isinstance(annotations, pikepdf.Array) else ():
                if isinstance(annotation, pikepdf.Dictionary) and not annotation.is_indirect:
                    _shift_keys(annotation, by)
        numbers: list[Any] = []
        for key in sorted(parents):
            numbers += [key + by, parents[key]]
        root.ParentTree = source.make_indirect(pikepdf.Dictionary(Nums=pikepdf.Array(numbers)))


def _shift_keys(holder: Any, by: int) -> None:
    for key in ("/StructParents", "/StructParent"):
        if isinstance(number := holder.get(key), int):
            holder[key] = number + by


def _elements(root: Any) -> Iterator[Any]:
    """All elements below one, each once; raises _Unusable for a tree without end."""
    waiting = [(kid, 1) for kid in _kids(root)]
    seen: set[tuple[int, int]] = set()
    count = 0
    while waiting:
        element, depth = waiting.pop()
        count += 1
        if count > _MOST_ELEMENTS or depth > _DEEPEST:
            raise _Unusable
        if element.is_indirect:
            if element.objgen in seen:
                raise _Unusable
            seen.add(element.objgen)
        yield element
        waiting += [(kid, depth + 1) for kid in _kids(element)]


def _kids(element: Any) -> list[Any]:
    """The elements directly below one."""
    import pikepdf

    kids = element.get("/K")
    several = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return [kid for kid in several if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def _only_elements(element: Any) -> bool:
    import pikepdf

    kids = element.get("/K")
    return len(_kids(element)) == (len(kids) if isinstance(kids, pikepdf.Array) else 1)


def _forget_tree(source: Any) -> None:
    """Take what a broken tree left in a part's pages out of them."""
    import pikepdf

    if "/StructTreeRoot" in source.Root:
        del source.Root["/StructTreeRoot"]
    for one in source.objects:
        if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            for key in ("/StructParents", "/StructParent"):
                if key in one:
                    del one[key]


def _without_marks(pdf: Any, page: Any) -> None:
    """Take the numbered marks of a tree that isn't there any more out of a page's content."""
    import pikepdf

    contents = page.obj.get("/Contents")
    streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    try:
        if not any(isinstance(each, pikepdf.Stream) and b"/MCID" in each.read_bytes() for each in streams):
            return
        kept, open_marks = [], []
        for instruction in pikepdf.parse_content_stream(page):
            name = str(instruction.operator)
            if name in ("BMC", "BDC"):
                operands = instruction.operands
                properties = operands[1] if len(operands) > 1 else None
                numbered = isinstance(properties, pikepdf.Dictionary) and "/MCID" in properties
                open_marks.append(numbered)
                if numbered:
                    continue
            elif name == "EMC" and open_marks and open_marks.pop():
                continue
            kept.append(instruction)
    except (pikepdf.PdfError, TypeError, ValueError):
        return  # what can't be read can't be printed either
    page.obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))
