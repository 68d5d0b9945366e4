"""The parts of a Word document (.docx) that an engine prints, read strictly and within bounds."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lxml import etree

from briefmaker.output.failures import Failure, LayoutProblem

__all__ = ["BODY", "FOOTNOTES", "W", "WordCell", "WordDocument", "WordTable", "paragraphs_of", "parsed"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"

_EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
_POINT = 12_700
"""English Metric Units in a point."""

BODY = "word/document.xml"
FOOTNOTES = "word/footnotes.xml"
_STORIES = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_LARGEST = 400_000_000
"""Bytes that the parts of a document may unpack to: a letter of 20 MB of text stays far below."""


@dataclass(frozen=True, slots=True)
class WordCell:
    """One w:tc. column: its first grid column; span: how many columns it takes.

    begins: cells below are merged into it; continues: it is merged into the one above.
    """

    column: int
    span: int
    begins: bool
    continues: bool


@dataclass(frozen=True, slots=True)
class WordTable:
    """The cells of a table, row by row as they stand in the file; header_column: the first names its row."""

    rows: list[list[WordCell]]
    header_column: bool = False


@dataclass(frozen=True)
class WordDocument:
    """The zip members of a .docx, unpacked; body: the root element of its main part, not to be changed."""

    members: dict[str, bytes]
    body: Any

    @classmethod
    def of_bytes(cls, docx: bytes) -> WordDocument:
        """Unpack a .docx. Raises LayoutProblem(UNREADABLE_DOCUMENT) for anything else."""
        try:
            with zipfile.ZipFile(io.BytesIO(docx)) as package:
                infos = package.infolist()
                if sum(info.file_size for info in infos) > _LARGEST:
                    raise LayoutProblem(Failure.UNREADABLE_DOCUMENT)
                members = {info.filename: package.read(info) for info in infos}
        except (
            zipfile.BadZipFile,
            OSError,
            EOFError,
            ValueError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            raise LayoutProblem(Failure.UNREADABLE_DOCUMENT) from error
        except Exception as error:  # zlib.error and lzma's have no common base
            if type(error).__module__ in ("zlib", "_lzma"):
                raise LayoutProblem(Failure.UNREADABLE_DOCUMENT) from error
            raise
        body = parsed(members[BODY]) if BODY in members else None
        if body is None or body.tag != f"{W}document":
            raise LayoutProblem(Failure.UNREADABLE_DOCUMENT)
        return cls(members, body)

    @property
    def stories(self) -> list[str]:
        """The names of the parts that hold printed text, the body first."""
        return sorted(filter(_STORIES.fullmatch, self.members), key=lambda name: (name != BODY, name))

    def tree(self, name: str) -> Any:
        """The root element of one part; a new tree at each call."""
        return parsed(self.members[name])

    def paragraphs(self) -> list[str]:
        """The text of every paragraph of the body, table cells included, in document order.

        A tab is "\\t", a line or page break "\\n". Left out is what no engine prints: hidden text, field
        codes, deleted text, comments. List labels, headers and footers are not part of a paragraph; the
        sign of a footnote is.
        """
        return [_printed_text(paragraph, self.note_numbers) for paragraph in paragraphs_of(self.body)]

    @cached_property
    def note_numbers(self) -> dict[str, int]:
        """The number of every footnote that the body refers to, by its id, in the order of the signs."""
        if FOOTNOTES not in self.members:
            return {}
        found = (reference.get(f"{W}id", "") for reference in self.body.iter(_NOTE))
        return {name: number for number, name in enumerate(dict.fromkeys(found), start=1)}

    def signs(self) -> dict[int, list[tuple[int, int]]]:
        """The signs of footnotes in `paragraphs`: for a paragraph's number the offset and number of each."""
        found: dict[int, list[tuple[int, int]]] = {}
        if not self.note_numbers:
            return found
        for index, paragraph in enumerate(paragraphs_of(self.body)):
            if next(paragraph.iter(_NOTE), None) is not None:
                signs: list[tuple[int, int]] = []
                _printed_text(paragraph, self.note_numbers, signs=signs)
                found[index] = signs
        return found

    def notes(self) -> list[str]:
        """The text of every footnote in the order of their numbers, each with its sign."""
        numbers = self.note_numbers
        if not numbers:
            return []
        texts = dict.fromkeys(numbers.values(), "")
        for note in self.tree(FOOTNOTES).iter(f"{W}footnote"):
            number = numbers.get(note.get(f"{W}id", ""))
            if number is not None:
                paragraphs = [_printed_text(paragraph, {}, number) for paragraph in paragraphs_of(note)]
                texts[number] = "\n".join(paragraphs)
        return [texts[number] for number in sorted(texts)]

    @property
    def notes_in_tables(self) -> frozenset[int]:
        """The numbers of the footnotes whose sign stands in a table."""
        return frozenset(
            self.note_numbers[reference.get(f"{W}id", "")]
            for reference in (self.body.iter(_NOTE) if self.note_numbers else ())
            if any(True for _ in reference.iterancestors(f"{W}tbl"))
        )

    @property
    def has_pictures(self) -> bool:
        """Whether a picture stands in the body."""
        return b"<w:drawing" in self.members[BODY]

    @property
    def body_edges(self) -> tuple[float, float]:
        """How far from the top and the bottom of a page its body begins, in points: the least of all."""
        margins = list(self.body.iter(f"{W}pgMar"))
        return (
            min((abs(_number(margin, 0, "top")) for margin in margins), default=0) / 20,
            min((abs(_number(margin, 0, "bottom")) for margin in margins), default=0) / 20,
        )

    @property
    def header_picture_sizes(self) -> list[tuple[float, float]]:
        """The width and height in points of the pictures in headers and footers."""
        return [
            (_number(extent, 0, "cx", "") / _POINT, _number(extent, 0, "cy", "") / _POINT)
            for name in self.stories
            if name not in (BODY, FOOTNOTES) and b"<w:drawing" in self.members[name]
            for extent in self.tree(name).iter(_EXTENT)
        ]

    def tables(self) -> list[WordTable]:
        """The grid of every table of the body, outer tables before those inside them."""
        return [
            WordTable([_row(row) for row in table.iterchildren(f"{W}tr")], _has_header_column(table))
            for table in self.body.iter(f"{W}tbl")
            if not any(True for _ in table.iterancestors(_MC_FALLBACK))
        ]

    @property
    def has_capitals_style(self) -> bool:
        """Whether some text may be printed in capitals that are not in the text itself (w:caps)."""
        return any(
            b"<w:caps/" in data or b"<w:caps " in data
            for name, data in self.members.items()
            if name == "word/styles.xml" or _STORIES.fullmatch(name)
        )


def parsed(data: bytes) -> Any:
    """The root element of a part. Raises LayoutProblem(UNREADABLE_DOCUMENT)."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise LayoutProblem(Failure.UNREADABLE_DOCUMENT) from error


def paragraphs_of(root: Any) -> Iterator[Any]:
    """Every paragraph that is printed, in the order of the document."""
    for paragraph in root.iter(f"{W}p"):
        if not any(True for _ in paragraph.iterancestors(_MC_FALLBACK)):
            yield paragraph


_FIXED_TEXT = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "\u2011",
    f"{W}softHyphen": "\u00ad",
}
_T, _R, _P, _VANISH, _DEL = f"{W}t", f"{W}r", f"{W}p", f"{W}vanish", f"{W}del"
_NOTE, _SIGN = f"{W}footnoteReference", f"{W}footnoteRef"
_FALSE = ("0", "false", "off")


def _printed_text(
    paragraph: Any,
    numbers: dict[str, int],
    number: int | None = None,
    signs: list[tuple[int, int]] | None = None,
) -> str:
    """numbers: of footnotes by their ids; number: that of the footnote which holds the paragraph.

    signs: takes the offset and the number of each footnote's sign.
    """
    pieces: list[str] = []
    for run in paragraph.iter(_R):
        if _is_hidden(run) or next(run.iterancestors(_P), None) is not paragraph:
            continue
        for child in run:
            if child.tag == _T:
                pieces.append(child.text or "")
            elif child.tag in _FIXED_TEXT:
                pieces.append(_FIXED_TEXT[child.tag])
            elif child.tag == _NOTE:
                sign = numbers.get(child.get(f"{W}id", ""))
                if sign is not None:
                    if signs is not None:
                        signs.append((sum(map(len, pieces)), sign))
                    pieces.append(str(sign))
            elif child.tag == _SIGN:
                pieces.append("" if number is None else str(number))
    return "".join(pieces)


def _is_hidden(run: Any) -> bool:
    properties = run.find(f"{W}rPr")
    vanish = None if properties is None else properties.find(_VANISH)
    return vanish is not None and vanish.get(f"{W}val", "1") not in _FALSE


def _has_header_column(table: Any) -> bool:
    """What w:tblLook says of the first column (ISO/IEC 29500-1, 17.4.55)."""
    look = table.find(f"{W}tblPr/{W}tblLook")
    if look is None:
        return False
    said = look.get(f"{W}firstColumn")
    if said is not None:
        return said not in _FALSE
    return bool(int(look.get(f"{W}val", "0"), 16) & 0x80)


def _row(row: Any) -> list[WordCell]:
    cells: list[WordCell] = []
    properties = row.find(f"{W}trPr")
    before = None if properties is None else properties.find(f"{W}gridBefore")
    column = _number(before, 0)
    for cell in row.iterchildren(f"{W}tc"):
        properties = cell.find(f"{W}tcPr")
        span = _number(None if properties is None else properties.find(f"{W}gridSpan"), 1)
        merge = None if properties is None else properties.find(f"{W}vMerge")
        begins = merge is not None and merge.get(f"{W}val") == "restart"
        cells.append(WordCell(column, span, begins, merge is not None and not begins))
        column += span
    return cells


def _number(element: Any, default: int, attribute: str = "val", namespace: str = W) -> int:
    value = "" if element is None else element.get(f"{namespace}{attribute}", "")
    return int(value) if value.isdigit() else default
