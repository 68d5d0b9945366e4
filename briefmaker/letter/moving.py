"""Moving blocks of a text up and down among their neighbours."""

from __future__ import annotations

from typing import TypeVar

from briefmaker.letter.body import Block, Body, ListBlock, ListItem, Quote, Table

__all__ = ["moved", "placed_before"]

Piece = TypeVar("Piece", Block, ListItem)


def moved(body: Body, first: str, last: str, by: int) -> Body | None:
    """The body with the blocks or list items in which `first` to `last` (ids of blocks at any depth) stand
    moved one place up (`by` -1) or down (1) among their neighbours; None where they can't go further.

    What moves is the smallest run of neighbours that holds both: an item within its list (with what is
    nested in it), a paragraph within its cell, a whole list when all of it is meant.
    """
    blocks = _in_blocks(body.blocks, first, last, by)
    return None if blocks is None or blocks is body.blocks else Body(blocks=blocks)


def _in_blocks(blocks: tuple[Block, ...], first: str, last: str, by: int) -> tuple[Block, ...] | None:
    """The blocks after the move, the very same when it can't be made; None when the place isn't here."""
    run = _run(blocks, first, last)
    if run is None:
        return None
    start, end = run
    block = blocks[start]
    if end - start == 1 and block.id not in (first, last):
        inside = _in_block(block, first, last, by)
        if inside is not None:
            return blocks if inside is block else (*blocks[:start], inside, *blocks[end:])
    return _shifted(blocks, start, end, by)


def _in_block(block: Block, first: str, last: str, by: int) -> Block | None:
    """As `_in_blocks`, for what stands in a block; None also when the block moves as a whole."""
    if isinstance(block, ListBlock):
        return _in_list(block, first, last, by)
    if isinstance(block, Quote):
        run = _run(block.blocks, first, last)
        if run is None or run == (0, len(block.blocks)):
            return None
        blocks = _in_blocks(block.blocks, first, last, by)
        return (
            block if blocks is None or blocks is block.blocks else block.model_copy(update={"blocks": blocks})
        )
    return _in_table(block, first, last, by) if isinstance(block, Table) else None


def _in_list(block: ListBlock, first: str, last: str, by: int) -> Block | None:
    run = _run(block.items, first, last)
    if run is None or run == (0, len(block.items)):
        one = block.items[0] if len(block.items) == 1 else None
        if one is None or not _is_deeper(one, first, last):
            return None
        run = (0, 1)
    start, end = run
    item = block.items[start]
    if end - start == 1 and _is_deeper(item, first, last):
        below = item.blocks[1:]
        blocks = _in_blocks(below, first, last, by)
        if blocks is None or blocks is below:
            return block
        items = (*block.items[:start], _with_below(item, blocks), *block.items[end:])
    else:
        items = _shifted(block.items, start, end, by)
        if items is block.items:
            return block
    return block.model_copy(update={"items": items})


def _is_deeper(item: ListItem, first: str, last: str) -> bool:
    """Whether both are in what stands under the first paragraph of an item."""
    return all(any(_holds(block, wanted) for block in item.blocks[1:]) for wanted in (first, last))


def _with_below(item: ListItem, below: tuple[Block, ...]) -> ListItem:
    return item.model_copy(update={"blocks": (*item.blocks[:1], *below)})


def _in_table(table: Table, first: str, last: str, by: int) -> Block | None:
    for at, row in enumerate(table.rows):
        for column, cell in enumerate(row.cells):
            blocks = _in_blocks(cell.blocks, first, last, by)
            if blocks is None:
                continue
            if blocks is cell.blocks:
                return table
            changed = cell.model_copy(update={"blocks": blocks})
            cells = (*row.cells[:column], changed, *row.cells[column + 1 :])
            rows = (*table.rows[:at], row.model_copy(update={"cells": cells}), *table.rows[at + 1 :])
            return table.model_copy(update={"rows": rows})
    return None


def _run(pieces: tuple[Piece, ...], first: str, last: str) -> tuple[int, int] | None:
    start = next((at for at, piece in enumerate(pieces) if _holds(piece, first)), None)
    end = next((at for at, piece in enumerate(pieces) if _holds(piece, last)), None)
    if start is None or end is None:
        return None
    return min(start, end), max(start, end) + 1


def _holds(piece: Block | ListItem, wanted: str) -> bool:
    if piece.id == wanted:
        return True
    if isinstance(piece, ListBlock):
        return any(_holds(item, wanted) for item in piece.items)
    if isinstance(piece, Quote | ListItem):
        return any(_holds(block, wanted) for block in piece.blocks)
    if isinstance(piece, Table):
        cells = (cell for row in piece.rows for cell in row.cells)
        return any(_holds(block, wanted) for cell in cells for block in cell.blocks)
    return False


def _shifted(pieces: tuple[Piece, ...], start: int, end: int, by: int) -> tuple[Piece, ...]:
    """The very same pieces when these can't go further."""
    if (by < 0 and start == 0) or (by > 0 and end == len(pieces)):
        return pieces
    if by < 0:
        return pieces[: start - 1] + pieces[start:end] + pieces[start - 1 : start] + pieces[end:]
    return pieces[:start] + pieces[end : end + 1] + pieces[start:end] + pieces[end + 1 :]


def placed_before(body: Body, block: str, before: str) -> Body | None:
    """The body with the top-level block `block` moved to before the top-level block `before`, to the end
    for ""; None when nothing changes."""
    taken = [each for each in body.blocks if each.id == block]
    left = [each for each in body.blocks if each.id != block]
    if len(taken) != 1:
        return None
    at = next((number for number, each in enumerate(left) if each.id == before), len(left))
    blocks = (*left[:at], *taken, *left[at:])
    return None if blocks == body.blocks else Body(blocks=blocks)
