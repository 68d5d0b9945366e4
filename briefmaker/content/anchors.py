"""Where the fixed parts of a document begin: its chapters by their headings, lists by their lead-ins.

A heading is known by what it says, whatever number or mark stands before it: "1. Inleiding",
"## Inleiding", "3.1 Wat willen we bereiken?", the first cell of a row.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from briefmaker.content.folding import MARKS, SECTION_NUMBER, folded
from briefmaker.content.joining import heading_like
from briefmaker.content.source import text_of_blocks
from briefmaker.content.source_lines import Line
from briefmaker.content.typed_lists import list_mark
from briefmaker.letter.body import Block, Heading, ListBlock, Table
from briefmaker.letter.document_type import DocumentType, FieldKind, FieldRole, LetterField, Presence

__all__ = ["Anchor", "Anchors", "has_chapters"]

_LONGEST = 200
_LISTS = (FieldKind.GROUP, FieldKind.LINES, FieldKind.ENCLOSURES)


class Anchor(NamedTuple):
    """The line `at` begins a part. field: which; None where the template prints the line by itself. text: as
    it stands there. cell: what stands beside it in a table. is_extra: a chapter that the type does not know,
    for the group `field` of parts that the user adds."""

    at: int
    field: LetterField | None
    text: str
    cell: tuple[Block, ...] | None = None
    is_extra: bool = False


def has_chapters(document_type: DocumentType) -> bool:
    """Whether documents of this type are divided in chapters with fixed headings."""
    return any(field.kind is FieldKind.BODY and field.labels for field in document_type.fields.values())


class Anchors:
    """The fixed parts of a document type. fixed: what its template prints by itself."""

    def __init__(self, document_type: DocumentType, fixed: Collection[str] = ()) -> None:
        self._fields: dict[str, LetterField] = {}
        self._extra: LetterField | None = None
        rows: set[str] = set()
        for section in document_type.sections:
            for field in section.fields:
                rows |= {folded(label) for label in (*field.labels, field.label)}
                if section.presence is Presence.FREE and field.kind is FieldKind.GROUP:
                    self._extra = field
                elif _begins_a_part(field):
                    for label in field.labels:
                        self._fields.setdefault(folded(label), field)
        self._fixed = {text for each in fixed if (text := folded(each)) and any(map(str.isalpha, text))}
        self._fixed -= rows | self._fields.keys()
        self._genre = {
            folded(document_type.title),
            folded(document_type.id.rpartition("/")[2].replace("_", " ")),
        }

    def find(self, lines: Sequence[Line]) -> list[Anchor]:
        """The parts that begin in these lines, each once, in their order, from the first with a field."""
        best: dict[str, tuple[int, Anchor]] = {}
        for index, line in enumerate(lines):
            found = self._anchor(lines, index, line)
            if found is None:
                continue
            strength, anchor = found
            key = anchor.field.id if anchor.field is not None else f" {folded(anchor.text)}"
            if key not in best or strength > best[key][0]:
                best[key] = (strength, anchor)
        anchors = sorted((anchor for _strength, anchor in best.values()), key=lambda each: each.at)
        first = next((at for at, anchor in enumerate(anchors) if anchor.field is not None), len(anchors))
        return self._with_extra(lines, anchors[first:])

    def is_fixed(self, text: str) -> bool:
        """Whether the template prints this by itself: a heading, or the name of the kind of document."""
        bare = folded(text)
        return bare in self._fixed or bare in self._genre

    def names_the_genre(self, text: str) -> bool:
        """Whether this is the name of the kind of document."""
        return folded(text) in self._genre

    def chapter(self, text: str) -> LetterField | None:
        """The field that begins under this heading."""
        return self._fields.get(folded(text))

    def _anchor(self, lines: Sequence[Line], index: int, line: Line) -> tuple[int, Anchor] | None:
        if isinstance(line.block, Table):
            return self._row(index, line.block)
        if len(line.text) > _LONGEST:
            return None
        bare = folded(line.text)
        field = self._fields.get(bare)
        if field is None and bare not in self._fixed:
            return None
        strong = _is_heading(line)
        lone = line.opens and (index + 1 == len(lines) or lines[index + 1].opens)
        if field is not None and field.kind in _LISTS:
            if not (_lists_follow(lines, index) or (lone and line.text.rstrip().endswith(":"))):
                return None
        elif field is not None and field.role is FieldRole.CLOSING:
            if not line.opens:
                return None
        elif not (strong or lone):
            return None
        return strong + lone, Anchor(index, field, line.text.strip())

    def _row(self, index: int, row: Table) -> tuple[int, Anchor] | None:
        cells = [cell for each in row.rows for cell in each.cells]
        if len(cells) < 2:
            return None
        label = text_of_blocks(cells[0].blocks)
        field = self._fields.get(folded(label)) if len(label) <= _LONGEST else None
        if field is None or field.kind is not FieldKind.BODY:
            return None
        value = tuple(block for cell in cells[1:] for block in cell.blocks)
        return 2, Anchor(index, field, label, value)

    def _with_extra(self, lines: Sequence[Line], anchors: list[Anchor]) -> list[Anchor]:
        """The same with the numbered chapters in between that the type does not know."""
        depths = {depth for anchor in anchors if anchor.field and (depth := _depth(lines[anchor.at]))}
        if self._extra is None or not depths:
            return anchors
        taken = {anchor.at for anchor in anchors}
        bodies = [anchor.at for anchor in anchors if anchor.field and anchor.field.kind is FieldKind.BODY]
        last = next((anchor.at for anchor in anchors if anchor.at > bodies[-1]), len(lines)) if bodies else 0
        extra = [
            Anchor(index, self._extra, line.text.strip(), is_extra=True)
            for index, line in enumerate(lines[:last])
            if bodies
            and index > bodies[0]
            and index not in taken
            and _depth(line) in depths
            and _is_heading(line)
            and not _counts_with_items(lines, index)
        ]
        return sorted([*anchors, *extra], key=lambda each: each.at)


def _begins_a_part(field: LetterField) -> bool:
    return bool(field.labels) and (
        field.kind is FieldKind.BODY or field.kind in _LISTS or field.role is FieldRole.CLOSING
    )


def _is_heading(line: Line) -> bool:
    if isinstance(line.block, Heading) or line.numbered:
        return True
    text = line.text.strip()
    if text.startswith("#") or (text[:2] in ("**", "__") and text.rstrip(":").endswith(text[:2])):
        return True
    return line.opens and SECTION_NUMBER.match(text) is not None and heading_like(text)


def _depth(line: Line) -> int:
    """How deep a numbered heading stands by its number, from 1; 0 for one without a number."""
    match = SECTION_NUMBER.match(MARKS.sub("", line.text[:_LONGEST]))
    if match is not None:
        return match["number"].count(".") + 1
    return line.block.level if line.numbered and isinstance(line.block, Heading) else 0


def _counts_with_items(lines: Sequence[Line], index: int) -> bool:
    """Whether a numbered line is an item among items."""
    around = [lines[at] for at in (index - 1, index + 1) if 0 <= at < len(lines)]
    return any(list_mark(line.text) is not None for line in around) or isinstance(
        lines[index].block, ListBlock
    )


def _lists_follow(lines: Sequence[Line], index: int) -> bool:
    return index + 1 < len(lines) and (
        isinstance(lines[index + 1].block, ListBlock) or list_mark(lines[index + 1].text) is not None
    )
