"""Word's tables as rows of cells that span columns and rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from lxml import etree

from briefmaker.letter.body import Block, Cell, Paragraph, Row, Table
from briefmaker.rendering.style_roles import StyleRoles, is_on
from briefmaker.rendering.styles import W

__all__ = ["read_table", "seen_through"]

_WIDEST: Final = 63
_HIGHEST: Final = 999
_FIRST_COLUMN: Final = 0x0080
_WRAPPERS: Final = frozenset(
    f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")
)


def seen_through(parent: etree._Element, *wanted: str) -> Iterator[etree._Element]:
    """The children with these names, those in content controls and the like included, in their order."""
    stack = [iter(parent)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag in wanted:
            yield child
        elif child.tag in _WRAPPERS:
            stack.append(iter(child))


class _OpenCell:
    __slots__ = ("blocks", "rows", "span")

    def __init__(self, blocks: tuple[Block, ...], span: int) -> None:
        self.blocks = blocks
        self.span = span
        self.rows = 1

    def finished(self) -> Cell:
        return Cell(blocks=self.blocks, span=min(self.span, _WIDEST), row_span=min(self.rows, _HIGHEST))


def read_table(
    table: etree._Element,
    roles: StyleRoles,
    blocks_of: Callable[[etree._Element], tuple[Block, ...]],
) -> Table:
    """A w:tbl as a table; `blocks_of` reads what stands in a w:tc."""
    rows: list[list[_OpenCell]] = []
    above: dict[int, _OpenCell] = {}
    header_rows = 0
    for element in seen_through(table, f"{W}tr"):
        properties = element.find(f"{W}trPr")
        if _has(properties, "del"):
            continue
        cells: list[_OpenCell] = []
        going_on: dict[int, _OpenCell] = {}
        column = _amount(properties, "gridBefore")
        if column:
            cells.append(_OpenCell((Paragraph(),), column))
        for cell in seen_through(element, f"{W}tc"):
            column += _read_cell(cell, column, above, going_on, cells, blocks_of)
        above = going_on
        if header_rows == len(rows) and _has(properties, "tblHeader"):
            header_rows += 1
        rows.append(cells)
    return Table(
        header_rows=header_rows,
        header_column=_has_header_column(table, roles),
        rows=tuple(Row(cells=tuple(cell.finished() for cell in cells)) for cells in rows),
    )


def _read_cell(
    cell: etree._Element,
    column: int,
    above: dict[int, _OpenCell],
    going_on: dict[int, _OpenCell],
    cells: list[_OpenCell],
    blocks_of: Callable[[etree._Element], tuple[Block, ...]],
) -> int:
    """Add a cell to its row, or to the cell above that it belongs to; the number of columns it covers."""
    properties = cell.find(f"{W}tcPr")
    span = max(_amount(properties, "gridSpan"), 1)
    if _has(properties, "cellDel"):
        return span
    merge = None if properties is None else properties.find(f"{W}vMerge")
    begun = above.get(column) if merge is not None and merge.get(f"{W}val") != "restart" else None
    if begun is not None and begun.rows < _HIGHEST:
        begun.rows += 1
        blocks_of(cell)  # nothing of it shows, but it has its paragraphs and numbers
        going_on[column] = begun
        return span
    beside = None if properties is None else properties.find(f"{W}hMerge")
    if beside is not None and beside.get(f"{W}val") != "restart" and cells:
        cells[-1].span += span
        return span
    read = _OpenCell(blocks_of(cell), span)
    cells.append(read)
    if merge is not None:
        going_on[column] = read
    return span


def _has_header_column(table: etree._Element, roles: StyleRoles) -> bool:
    """Whether the table says that its first column holds headers. Word says so of every table it makes: it is
    believed of tables in the house style, and where the cells are written as headers."""
    look = table.find(f"{W}tblPr/{W}tblLook")
    if look is None:
        return False
    said = look.get(f"{W}firstColumn")
    if not (is_on(said) if said is not None else _bits(look.get(f"{W}val", "")) & _FIRST_COLUMN):
        return False
    style = table.find(f"{W}tblPr/{W}tblStyle")
    if style is not None and roles.is_our_table(style.get(f"{W}val", "")):
        return True
    first = [next(seen_through(row, f"{W}tc"), None) for row in seen_through(table, f"{W}tr")]
    styles = [cell.find(f"{W}p/{W}pPr/{W}pStyle") for cell in first if cell is not None]
    return bool(styles) and all(
        style is not None and roles.role(style.get(f"{W}val", "")).is_table_heading for style in styles
    )


def _has(properties: etree._Element | None, name: str) -> bool:
    found = None if properties is None else properties.find(f"{W}{name}")
    return found is not None and is_on(found.get(f"{W}val", "1"))


def _amount(properties: etree._Element | None, name: str) -> int:
    found = None if properties is None else properties.find(f"{W}{name}")
    given = "" if found is None else found.get(f"{W}val", "")
    return min(int(given), _WIDEST) if given.isascii() and given.isdigit() and len(given) < 6 else 0


def _bits(value: str) -> int:
    try:
        return int(value[:8], 16)
    except ValueError:
        return 0
