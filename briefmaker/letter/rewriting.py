"""Changing the leaves of a text, wherever they stand: what stays as it was stays the very same value."""

from __future__ import annotations

from collections.abc import Callable
from operator import is_
from typing import TypeAlias, TypeVar

from pydantic import BaseModel

from briefmaker.letter.body import Block, Cell, Heading, Image, ListItem, PageBreak, Paragraph, Row

__all__ = ["Leaf", "with_leaves"]

Leaf: TypeAlias = Paragraph | Heading | Image | PageBreak
Model = TypeVar("Model", bound=BaseModel)
Value = TypeVar("Value")


def with_leaves(blocks: tuple[Block, ...], change: Callable[[Leaf], Leaf]) -> tuple[Block, ...]:
    """The blocks with each block that holds no other one changed by `change`; the same tuple where that
    changed nothing, so that the rest of a long text costs nothing."""
    # One call a leaf: a keystroke in a book asks this of all its paragraphs.
    new = tuple(
        [
            change(block)
            if block.type == "paragraph" or block.type == "heading"
            else _of_block(block, change)
            for block in blocks
        ]
    )
    return blocks if all(map(is_, blocks, new)) else new


def _of_block(block: Block, change: Callable[[Leaf], Leaf]) -> Block:
    if block.type == "list":
        return _with(block, "items", _each(block.items, lambda item: _of_item(item, change)))
    if block.type == "table":
        return _with(block, "rows", _each(block.rows, lambda row: _of_row(row, change)))
    if block.type == "quote":
        return _with(block, "blocks", with_leaves(block.blocks, change))
    return change(block)


def _of_item(item: ListItem, change: Callable[[Leaf], Leaf]) -> ListItem:
    return _with(item, "blocks", with_leaves(item.blocks, change))


def _of_row(row: Row, change: Callable[[Leaf], Leaf]) -> Row:
    return _with(row, "cells", _each(row.cells, lambda cell: _of_cell(cell, change)))


def _of_cell(cell: Cell, change: Callable[[Leaf], Leaf]) -> Cell:
    return _with(cell, "blocks", with_leaves(cell.blocks, change))


def _each(values: tuple[Value, ...], made: Callable[[Value], Value]) -> tuple[Value, ...]:
    new = tuple([made(value) for value in values])
    return values if all(map(is_, values, new)) else new


def _with(model: Model, name: str, value: object) -> Model:
    return model if getattr(model, name) is value else model.model_copy(update={name: value})
