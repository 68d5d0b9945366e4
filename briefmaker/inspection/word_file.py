"""A Word file as the rules see it: its parts, and their paragraphs with text that can be pointed at.

Paragraphs are counted in the order of the part's XML, those of tables and text boxes among them. What Word
keeps twice for old programs (mc:Fallback) is seen once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from briefmaker.inspection.finding import Cell, Spot
from briefmaker.rendering.package import Package, opened_unjudged
from briefmaker.rendering.template import part_label

__all__ = ["Piece", "TextParagraph", "WordFile", "WordPart"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SIGNS: Mapping[str, str] = {
    f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011",
    f"{W}softHyphen": "\u00ad",
}  # fmt: skip
_WITH_TEXT = ("header", "footer", "footnotes", "endnotes")
_WORDS_AROUND = 25


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph's text, from `start` up to `end`, and the element that holds it: a w:t,
    or what stands for a tab or line break. A w:t in a deletion is no text."""

    start: int
    end: int
    element: etree._Element = field(repr=False)

    @property
    def run(self) -> etree._Element | None:
        """The w:r in which it stands."""
        parent = self.element.getparent()
        return parent if parent is not None and parent.tag == f"{W}r" else None


@dataclass(frozen=True)
class TextParagraph:
    """A w:p: its number in the part, its own text (without that of text boxes in it) and the pieces of it."""

    number: int
    element: etree._Element = field(repr=False)
    cell: Cell | None = None

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """What the text is made of, in order."""
        found, at = [], 0
        for node in _own_nodes(self.element):
            text = (node.text or "") if node.tag == f"{W}t" else _SIGNS[node.tag]
            found.append(Piece(at, at + len(text), node))
            at += len(text)
        return tuple(found)

    @cached_property
    def text(self) -> str:
        """The text as printed; tabs are "\\t", line breaks "\\n"."""
        return "".join(
            (piece.element.text or "") if piece.element.tag == f"{W}t" else _SIGNS[piece.element.tag]
            for piece in self.pieces
        )

    def pieces_in(self, start: int, end: int) -> tuple[Piece, ...]:
        """The pieces of which something lies between these places of the text."""
        return tuple(piece for piece in self.pieces if piece.start < end and piece.end > start)


@dataclass(frozen=True)
class WordPart:
    """A part with text: its name in the file, its root element, and how it is called in a sentence."""

    name: str
    root: etree._Element = field(repr=False)
    label: str

    @cached_property
    def paragraphs(self) -> tuple[TextParagraph, ...]:
        """All paragraphs, in the order of the XML."""
        cells = _cells(self.root)
        found = (element for element in self.root.iter(f"{W}p") if not _in_fallback(element))
        return tuple(
            TextParagraph(number, element, _cell_of(element, cells)) for number, element in enumerate(found)
        )

    def number_of(self, element: etree._Element) -> int:
        """The number of the paragraph that `element` is or stands in; that of the first paragraph in it when
        it holds some, or in the cell, row or table whose property it is; -1 when there is none."""
        numbers = self._numbers
        node: etree._Element | None = element
        while node is not None and node.tag != f"{W}txbxContent":
            if node in numbers:
                return numbers[node]
            node = node.getparent()
        holders = element, next(element.iterancestors(f"{W}tc", f"{W}tr", f"{W}tbl"), None)
        inside = (each for holder in holders if holder is not None for each in holder.iter(f"{W}p"))
        return next((numbers[each] for each in inside if each in numbers), -1)

    @cached_property
    def _numbers(self) -> Mapping[etree._Element, int]:
        return {paragraph.element: paragraph.number for paragraph in self.paragraphs}

    def spot(self, file: str, paragraph: int = -1, start: int = 0, end: int | None = None) -> Spot:
        """A place in this part of `file`; without `end` up to the paragraph's end."""
        if paragraph < 0:
            return Spot(file=file, part=self.name, part_label=self.label)
        found = self.paragraphs[paragraph]
        end = len(found.text) if end is None else end
        return Spot(
            file=file, part=self.name, paragraph=paragraph, start=start, end=end, cell=found.cell,
            words=_words_around(found.text, start, end), part_label=self.label,
        )  # fmt: skip


@dataclass(frozen=True)
class WordFile:
    """An opened Word file. file: its path in the pack, for the spots."""

    file: str
    package: Package = field(repr=False)

    @classmethod
    def of(cls, docx: bytes, file: str = "") -> WordFile:
        """Open a .docx, whatever it holds; raises UnusablePack when it is none, or damaged."""
        return cls(file, opened_unjudged(docx))

    @cached_property
    def parts(self) -> tuple[WordPart, ...]:
        """The document, then its headers and footers, then its notes. Raises UnusablePack for a part that
        can't be read."""
        names = [self.package.document]
        for kind in _WITH_TEXT:
            names += [name for name in self.package.related(self.package.document, kind) if name not in names]
        return tuple(
            WordPart(name, self.package.xml(name), part_label(name))
            for name in names
            if name in self.package.members
        )

    @property
    def document(self) -> WordPart:
        """The part with the letter itself."""
        return self.parts[0]

    def part(self, name: str) -> WordPart | None:
        """The part of this name, None when there is none such with text."""
        return next((part for part in self.parts if part.name == name), None)

    def related(self, kind: str) -> etree._Element | None:
        """The root of the document's part of this kind ("styles", "numbering", "settings"), None without."""
        name = next(iter(self.package.related(self.package.document, kind)), "")
        return self.package.xml(name) if name in self.package.members else None


def _own_nodes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The nodes with text of this paragraph, without those of text boxes, deletions and fallbacks."""
    stack = [*reversed(paragraph)]
    while stack:
        node = stack.pop()
        if node.tag in {f"{W}p", f"{W}del", f"{W}moveFrom", _FALLBACK}:
            continue
        if node.tag == f"{W}t":
            yield node
        elif node.tag in _SIGNS:
            parent = node.getparent()
            if parent is not None and parent.tag == f"{W}r":  # elsewhere w:tab is a tab stop
                yield node
        elif node.tag != f"{W}pPr":
            stack += reversed(node)


def _in_fallback(element: etree._Element) -> bool:
    return any(True for _each in element.iterancestors(_FALLBACK))


def _cells(root: etree._Element) -> dict[etree._Element, Cell]:
    found: dict[etree._Element, Cell] = {}
    for number, table in enumerate(root.iter(f"{W}tbl"), 1):
        rows = (row for row in table.iter(f"{W}tr") if next(row.iterancestors(f"{W}tbl")) is table)
        for at, row in enumerate(rows, 1):
            own = (cell for cell in row.iter(f"{W}tc") if next(cell.iterancestors(f"{W}tr")) is row)
            found |= {cell: Cell(number, at, column) for column, cell in enumerate(own, 1)}
    return found


def _cell_of(element: etree._Element, cells: Mapping[etree._Element, Cell]) -> Cell | None:
    return next((cells[tc] for tc in element.iterancestors(f"{W}tc") if tc in cells), None)


def _words_around(text: str, start: int, end: int) -> str:
    """What stands there with some words before and behind it, in one line."""
    first, last = max(0, start - _WORDS_AROUND), min(len(text), max(end, start) + _WORDS_AROUND)
    if first:
        first = text.find(" ", first, start) + 1 or start
    if last < len(text):
        last = text.rfind(" ", end, last) if text.rfind(" ", end, last) > 0 else end
    said = " ".join(text[first:last].split())
    if len(said) > 6 * _WORDS_AROUND:
        said = said[: 6 * _WORDS_AROUND].rstrip() + "…"
    return (
        f"{'…' if first else ''}{said}{'…' if last < len(text) and not said.endswith('…') else ''}"
        if said
        else ""
    )
