"""Links in a PDF's structure tree: the linked words in a Link element, together with their annotations.

PDF/UA (ISO 14289-1, 7.18.5) wants every link annotation inside a Link and with a description. The embedded
engine writes one annotation a word and no Link at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from briefmaker.output.marked_content import moved, place_of
from briefmaker.output.pdf_structure import StructureTree
from briefmaker.output.pdf_text import PageText
from briefmaker.output.tagged_text import Block, Word

__all__ = ["tag_links"]

_Key = tuple[int, int]
"""A piece of marked content: its page and its id there."""


def tag_links(tree: StructureTree, pages: Sequence[PageText], blocks: Iterable[Block]) -> None:
    """Put every linked text in a Link with its annotation; one annotation per line, with a description."""
    import pikepdf

    annotated: dict[int, list[_Annotation]] = {}
    for number, page in enumerate(tree.pdf.pages):
        annotations = page.obj.get("/Annots")
        if annotations is None or not len(annotations):
            continue
        page.obj.Tabs = pikepdf.Name.S
        links = [a for a in annotations if _is_loose_link(a)]
        if links:
            others = [a for a in annotations if not _is_loose_link(a)]
            lines = [a if a.is_indirect else tree.pdf.make_indirect(a) for a in _one_per_line(links)]
            page.obj.Annots = pikepdf.Array([*others, *lines])
            annotated[number] = [_Annotation.of(line, pages[number].height) for line in lines]
    if annotated:
        numbers = {page.objgen: number for number, page in enumerate(tree.pdf.pages)}
        for block in blocks:
            _BlockLinks(tree, block, numbers).tag(annotated)


@dataclass(frozen=True)
class _Annotation:
    """A link annotation and where it stands, in the coordinates of `Shown`."""

    dictionary: Any
    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def of(cls, annotation: Any, height: float) -> _Annotation:
        x0, y0, x1, y1 = (float(value) for value in annotation.Rect)
        return cls(annotation, x0 - 0.5, height - y1 - 0.5, x1 + 0.5, height - y0 + 0.5)

    def holds(self, word: Word) -> bool:
        middle = (word.shown.edges[0] + word.shown.edges[-1]) / 2
        return self.left <= middle <= self.right and self.top <= word.shown.baseline <= self.bottom


@dataclass
class _Link:
    """A Link that is being filled: its element, its address, what it says, its annotations."""

    element: Any
    address: str | None
    said: str = ""
    annotations: list[Any] = field(default_factory=list)


class _BlockLinks:
    """The links of one paragraph."""

    def __init__(self, tree: StructureTree, block: Block, numbers: dict[Any, int]) -> None:
        self.tree = tree
        self.block = block
        self.numbers = numbers

    def tag(self, annotated: dict[int, list[_Annotation]]) -> None:
        """Move the paragraph's linked content into Link elements."""
        import pikepdf

        linked: dict[_Key, tuple[Any, str]] = {}
        for word in self.block.words:
            for annotation in annotated.get(word.page, ()):
                if annotation.holds(word):
                    linked[word.page, word.shown.mcid] = (annotation.dictionary, word.shown.text)
        element = self.block.element
        if not linked or element is None or not isinstance(element.get("/K"), pikepdf.Array):
            return
        kids: list[Any] = []
        link: _Link | None = None
        for kid in element.K:
            key = self._key(kid)
            found = linked.get(key) if key is not None else None
            if found is None or key is None:
                link = None
                kids.append(kid)
                continue
            annotation, text = found
            if link is None or link.address != _address(annotation):
                link = _Link(self.tree.element("Link", element, []), _address(annotation))
                kids.append(link.element)
            self._add(link, kid, key, annotation, text)
        element.K = pikepdf.Array(kids)

    def _key(self, kid: Any) -> _Key | None:
        place = place_of(kid, self.block.element)
        return None if place is None else (self.numbers[place[0]], place[1])

    def _add(self, link: _Link, kid: Any, key: _Key, annotation: Any, text: str) -> None:
        import pikepdf

        link.element.K.append(moved(kid, self.block.element))
        self.tree.set_parent(*key, link.element)
        link.said += text
        if all(annotation.objgen != other.objgen for other in link.annotations):
            link.annotations.append(annotation)
            page = self.tree.pdf.pages[key[0]].obj
            link.element.K.append(pikepdf.Dictionary(Type=pikepdf.Name.OBJR, Obj=annotation, Pg=page))
            annotation.StructParent = self.tree.add_parent(link.element)
        for known in link.annotations:
            known.Contents = pikepdf.String(_description(link.said.strip(), link.address or ""))


def _is_loose_link(annotation: Any) -> bool:
    return bool(annotation.get("/Subtype") == "/Link" and "/StructParent" not in annotation)


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
    if not plain:
        return said
    return address if not said or said in (address, plain) else f"{said} ({plain})"
