"""Tables written as HTML with Markdown in their cells, for what a table of "|" can't say.

Cells over several columns or rows, a header column, more than a paragraph in a cell: `<td>` and `</td>` stand
on lines of their own with a blank line around what is between them, as CommonMark has it. A table whose tags
don't fit together stays text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from briefmaker.letter.body import Block, Cell, Row, Table

__all__ = ["HEADER_COLUMN", "TableTags", "tables_in", "tags_of"]

HEADER_COLUMN = "kopkolom"
"""The class of a table whose first column is a header, also where no row shows it."""

_TAG = re.compile(r"<(/?)(table|thead|tbody|tr|th|td)((?:\s[^<>]*)?)>", re.IGNORECASE)
_FIRST = re.compile(r"\s*</?(?:table|thead|tbody|tr|th|td)(?:\s[^<>]*)?>", re.IGNORECASE)
_SPAN = re.compile(r"\b(col|row)span\s*=\s*[\"']?([0-9]{1,4})", re.IGNORECASE)
_OF_ROW = re.compile(r"\bscope\s*=\s*[\"']?row\b", re.IGNORECASE)
_MOST_COLUMNS, _MOST_ROWS = 63, 999
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class TableTags:
    """A paragraph that begins with a tag of a table: its tags with the blocks between them, and the
    paragraph that it is if they make no table."""

    parts: tuple[re.Match[str] | Block, ...]
    typed: Block


def tags_of(source: str, typed: Block, read: Callable[[str], Iterable[Block]]) -> TableTags | None:
    """The tags in a paragraph's source; None when it doesn't begin with one. read: what stands between
    two tags, as blocks."""
    if _FIRST.match(source) is None:
        return None
    parts: list[re.Match[str] | Block] = []
    at = 0
    for tag in _TAG.finditer(source):
        parts += read(source[at : tag.start()])
        parts.append(tag)
        at = tag.end()
    parts += read(source[at:])
    return TableTags(tuple(parts), typed)


def tables_in(pieces: Sequence[Block | TableTags]) -> tuple[Block, ...]:
    """The blocks that these make when what stands between the tags of tables is put in their cells."""
    if not any(isinstance(piece, TableTags) for piece in pieces):
        return tuple(piece for piece in pieces if not isinstance(piece, TableTags))
    made: list[Block] = []
    waiting: list[Block | TableTags] = []
    reading = _Tables()
    for piece in pieces:
        waiting.append(piece)
        if not reading.take(piece):
            made += (each.typed if isinstance(each, TableTags) else each for each in waiting)
        elif reading.is_inside:
            continue
        else:
            made += reading.blocks
        waiting, reading = [], _Tables()
    return (*made, *(each.typed if isinstance(each, TableTags) else each for each in waiting))


@dataclass(slots=True)
class _Open:
    """A table that is being read."""

    rows: list[Row] = field(default_factory=list)
    cells: list[Cell] | None = None
    cell: list[Block] | None = None
    closing: str = ""
    spans: dict[str, int] = field(default_factory=dict)
    header_rows: int = 0
    header_column: bool = False
    in_header: bool = False


class _Tables:
    """Reads from the tag that opens a table to the one that closes it."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._stack: list[_Open] = []

    @property
    def is_inside(self) -> bool:
        """Whether a table is still open."""
        return bool(self._stack)

    def take(self, piece: Block | TableTags) -> bool:
        """Go on with this; False when it doesn't belong here."""
        parts: Sequence[re.Match[str] | Block] = piece.parts if isinstance(piece, TableTags) else (piece,)
        return all(self._tag(part) if isinstance(part, re.Match) else self._add(part) for part in parts)

    def _add(self, block: Block) -> bool:
        if not self._stack:
            self.blocks.append(block)
            return True
        cell = self._stack[-1].cell
        if cell is not None:
            cell.append(block)
        return cell is not None

    def _tag(self, tag: re.Match[str]) -> bool:
        closes, name, attributes = bool(tag[1]), tag[2].lower(), tag[3]
        if name == "table" and not closes:
            here = self._stack[-1] if self._stack else None
            if len(self._stack) >= _DEEPEST or (here is not None and here.cell is None):
                return False
            self._stack.append(_Open(header_column=HEADER_COLUMN in attributes))
            return True
        if not self._stack:
            return False
        here = self._stack[-1]
        if name in ("td", "th"):
            return self._cell(here, name, attributes, closes=closes)
        if here.cell is not None:
            return False
        if name == "tr":
            return self._row(here, closes=closes)
        if here.cells is not None:
            return False
        if name == "table":
            return self._end()
        if name == "thead":
            fits = here.in_header if closes else not here.rows
            here.in_header = not closes
            return fits
        return True

    def _cell(self, here: _Open, name: str, attributes: str, *, closes: bool) -> bool:
        if closes:
            if here.cell is None or here.cells is None or here.closing != name:
                return False
            here.cells.append(
                Cell(
                    blocks=tuple(here.cell),
                    span=min(max(here.spans.get("col", 1), 1), _MOST_COLUMNS),
                    row_span=min(max(here.spans.get("row", 1), 1), _MOST_ROWS),
                )
            )
            here.cell = None
            return True
        if here.cells is None or here.cell is not None:
            return False
        here.cell, here.closing = [], name
        here.spans = {found[1].lower(): int(found[2]) for found in _SPAN.finditer(attributes)}
        here.header_column |= name == "th" and _OF_ROW.search(attributes) is not None
        return True

    def _row(self, here: _Open, *, closes: bool) -> bool:
        if closes:
            if here.cells is None:
                return False
            here.rows.append(Row(cells=tuple(here.cells)))
            here.header_rows += here.in_header
            here.cells = None
            return True
        fits = here.cells is None
        here.cells = []
        return fits

    def _end(self) -> bool:
        done = self._stack.pop()
        table = Table(header_rows=done.header_rows, header_column=done.header_column, rows=tuple(done.rows))
        return self._add(table)
