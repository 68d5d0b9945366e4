"""The body of a letter as a tree of frozen values, the same whatever it came from.

Blocks stand under each other, inlines are flat runs with marks inside a block. How a body looks is
decided by the house style alone: a block says only what it *is*. Blocks and list items have ids
that stay when the text around them changes; the preview finds its way back by them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal
from weakref import WeakValueDictionary

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag

__all__ = [
    "Block",
    "Body",
    "Cell",
    "Footnote",
    "Heading",
    "Image",
    "Inline",
    "LineBreak",
    "ListBlock",
    "ListItem",
    "NoteInline",
    "PageBreak",
    "Paragraph",
    "Quote",
    "Row",
    "Table",
    "Text",
    "inlines",
    "joined_inlines",
    "plain_text",
]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Text(_Frozen):
    """A run of text with the same marks. No line ends, tabs or control characters are meant here."""

    text: str = Field(repr=False)
    strong: bool = False
    emphasis: bool = False
    link: str = Field(default="", repr=False)
    """Address of a link ("https://...", "mailto:..."), or "" when the run is no link."""


class LineBreak(_Frozen):
    """A new line inside a paragraph."""

    line_break: Literal[True] = True


def _inline_kind(value: Any) -> str:
    if isinstance(value, LineBreak) or (isinstance(value, dict) and "line_break" in value):
        return "line_break"
    if isinstance(value, Footnote) or (isinstance(value, dict) and "note" in value):
        return "footnote"
    return "text"


NoteInline = Annotated[
    Annotated[Text, Tag("text")] | Annotated[LineBreak, Tag("line_break")],
    Discriminator(_inline_kind),
]
"""What a footnote is made of."""


class Footnote(_Frozen):
    """The sign of a footnote in the text, with what the note says. Its number follows from its place."""

    note: tuple[NoteInline, ...] = Field(default=(), repr=False)


Inline = Annotated[
    Annotated[Text, Tag("text")]
    | Annotated[LineBreak, Tag("line_break")]
    | Annotated[Footnote, Tag("footnote")],
    Discriminator(_inline_kind),
]


class Paragraph(_Frozen):
    """A paragraph of running text."""

    type: Literal["paragraph"] = "paragraph"
    id: str = ""
    inlines: tuple[Inline, ...] = ()


class Heading(_Frozen):
    """A heading of level 1 (largest) to 3."""

    type: Literal["heading"] = "heading"
    id: str = ""
    level: int = Field(default=1, ge=1, le=3)
    inlines: tuple[Inline, ...] = ()


def _is_empty(value: str) -> bool:
    """Letters made before there were roles say nothing of them."""
    return not value


class ListItem(_Frozen):
    """One item of a list: usually one paragraph, or a paragraph and a nested list."""

    id: str = ""
    blocks: tuple[Block, ...] = ()


class ListBlock(_Frozen):
    """A bullet list or a numbered list; nested where it stands among an item's blocks."""

    type: Literal["list"] = "list"
    id: str = ""
    kind: Literal["bullet", "numbered"] = "bullet"
    start: int = Field(default=1, ge=0, le=32767)
    """Number of the first item of a numbered list that doesn't continue another."""
    numerals: Literal["decimal", "letter", "roman"] = "decimal"
    """What a numbered list counts with; the house style decides how that looks, and may not have it."""
    continues: bool = False
    """Whether a numbered list goes on counting after the last one of the same numerals before it, at the
    same depth among the same blocks (the body's, a cell's, an item's or a quote's)."""
    items: tuple[ListItem, ...] = ()


class Cell(_Frozen):
    """A table cell; `span` is the number of columns it covers, `row_span` of rows. The rows below a cell that
    covers several have no cell of their own in its columns."""

    blocks: tuple[Block, ...] = ()
    span: int = Field(default=1, ge=1, le=63)
    row_span: int = Field(default=1, ge=1, le=999)


class Row(_Frozen):
    """A row of a table."""

    cells: tuple[Cell, ...] = ()


class Table(_Frozen):
    """A table. The first `header_rows` rows and, if so said, the first column are headers."""

    type: Literal["table"] = "table"
    id: str = ""
    header_rows: int = Field(default=0, ge=0)
    header_column: bool = False
    rows: tuple[Row, ...] = ()


class Quote(_Frozen):
    """A quotation set apart, or a motto: a few words set apart that are nobody's quotation."""

    type: Literal["quote"] = "quote"
    id: str = ""
    role: Literal["", "motto"] = Field(default="", exclude_if=_is_empty)
    blocks: tuple[Block, ...] = ()


class PageBreak(_Frozen):
    """What follows begins on a new page."""

    type: Literal["page_break"] = "page_break"
    id: str = ""


class Image(_Frozen):
    """A picture that stands by itself. `data` is a PNG or JPEG file, base64 in JSON; `alt` says in words
    what it shows, for those who can't see it (PDF/UA-1, 7.3): without it a letter isn't finished."""

    model_config = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")

    type: Literal["image"] = "image"
    id: str = ""
    data: bytes = Field(repr=False)
    alt: str = Field(default="", repr=False)


Block = Annotated[
    Paragraph | Heading | ListBlock | Table | Quote | PageBreak | Image,
    Field(discriminator="type"),
]


_with_own_ids: WeakValueDictionary[int, Body] = WeakValueDictionary()
"""Bodies whose ids are known to be there and unique, by identity: they never change."""


class Body(_Frozen):
    """A whole text: blocks in reading order."""

    blocks: tuple[Block, ...] = ()

    @classmethod
    def of_named(cls, blocks: tuple[Block, ...]) -> Body:
        """A body of blocks of which every one, and every list item, is known to have an id of its own:
        nobody need look again. Whoever keeps a text block by block knows; else there is `with_ids`."""
        made = cls.model_construct(blocks=blocks)
        _with_own_ids[id(made)] = made
        return made

    @property
    def is_blank(self) -> bool:
        """Whether nothing but white space would be printed."""
        return not any(text.strip() for text in self.texts()) and not any(self.images())

    def texts(self) -> Iterator[str]:
        """The plain text of every paragraph and heading, in reading order."""
        return (plain_text(leaf.inlines) for leaf in self.leaves())

    def leaves(self) -> Iterator[Paragraph | Heading]:
        """Every paragraph and heading at any depth, in reading order."""
        return _leaves(self.blocks)

    def images(self) -> Iterator[Image]:
        """Every image at any depth, in reading order."""
        return _images(self.blocks)

    def with_ids(self, *, taken: Iterable[str] = ()) -> Body:
        """The same body in which every block and list item has an id of its own.

        Ids that are there and unique stay; missing and repeated ones are made new ("b1", "b2", ...),
        avoiding `taken`.
        """
        reserved = set(taken)
        if not reserved and _with_own_ids.get(id(self)) is self:
            return self
        present: list[str] = []
        _gather_ids(self.blocks, present)
        if all(present) and len({*present, *reserved}) == len(present) + len(reserved):
            _with_own_ids[id(self)] = self
            return self
        return Body(blocks=_Ids(reserved, present).of_blocks(self.blocks))


# Asked at every keystroke: `type` is compared, since isinstance runs Python code of pydantic's for every
# class that a block is not.
def _leaves(blocks: Iterable[Block]) -> Iterator[Paragraph | Heading]:
    for block in blocks:
        if block.type == "paragraph" or block.type == "heading":
            yield block
        else:
            for inside in _inside(block):
                yield from _leaves(inside)


def _images(blocks: Iterable[Block]) -> Iterator[Image]:
    for block in blocks:
        if block.type == "image":
            yield block
        elif block.type != "paragraph" and block.type != "heading":
            for inside in _inside(block):
                yield from _images(inside)


def _inside(block: Block) -> Iterator[tuple[Block, ...]]:
    """The blocks inside a block: of each item, cell, or quote."""
    if block.type == "list":
        yield from (item.blocks for item in block.items)
    elif block.type == "table":
        yield from (cell.blocks for row in block.rows for cell in row.cells)
    elif block.type == "quote":
        yield block.blocks


def _gather_ids(blocks: Iterable[Block], found: list[str]) -> None:
    for block in blocks:
        found.append(block.id)
        if block.type == "paragraph" or block.type == "heading":
            continue
        if block.type == "list":
            for item in block.items:
                found.append(item.id)
                _gather_ids(item.blocks, found)
        else:
            for inside in _inside(block):
                _gather_ids(inside, found)


class _Ids:
    """Gives out ids that are not in use."""

    def __init__(self, taken: Iterable[str], present: Iterable[str]) -> None:
        self._used = {*taken}
        self._present = {*present}
        self._next = 1

    def _id(self, wanted: str) -> str:
        if wanted and wanted not in self._used:
            self._used.add(wanted)
            return wanted
        while (made := f"b{self._next}") in self._present or made in self._used:
            self._next += 1
        self._used.add(made)
        return made

    def of_blocks(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        return tuple(self._of_block(block) for block in blocks)

    def _of_block(self, block: Block) -> Block:
        changes: dict[str, Any] = {}
        own = self._id(block.id)
        if own != block.id:
            changes["id"] = own
        if isinstance(block, ListBlock):
            items = []
            for item in block.items:
                item_id = self._id(item.id)
                items.append(ListItem(id=item_id, blocks=self.of_blocks(item.blocks)))
            changes["items"] = tuple(items)
        elif isinstance(block, Table):
            changes["rows"] = tuple(
                row.model_copy(
                    update={
                        "cells": tuple(
                            cell.model_copy(update={"blocks": self.of_blocks(cell.blocks)})
                            for cell in row.cells
                        )
                    }
                )
                for row in block.rows
            )
        elif isinstance(block, Quote):
            changes["blocks"] = self.of_blocks(block.blocks)
        return block.model_copy(update=changes) if changes else block


def inlines(text: str) -> tuple[Inline, ...]:
    """Plain text as inlines: "\\n" becomes a line break, nothing else is interpreted."""
    parts: list[Inline] = []
    for index, line in enumerate(text.split("\n")):
        if index:
            parts.append(LineBreak())
        if line:
            parts.append(Text(text=line))
    return tuple(parts)


def plain_text(runs: Iterable[Inline]) -> str:
    """The text of inlines without marks and footnotes; a line break is "\\n"."""
    return "".join(
        run.text if isinstance(run, Text) else "\n" if isinstance(run, LineBreak) else "" for run in runs
    )


def joined_inlines(runs: Iterable[Inline]) -> tuple[Inline, ...]:
    """The same inlines with empty runs dropped and neighbours of equal marks joined: the one
    canonical way to write them."""
    result: list[Inline] = []
    same: list[Text] = []

    def end() -> None:
        if len(same) == 1:
            result.append(same[0])
        elif same:
            result.append(same[0].model_copy(update={"text": "".join([run.text for run in same])}))
        same.clear()

    for run in runs:
        if not isinstance(run, Text):
            end()
            result.append(run)
        elif run.text:
            if same and (same[0].strong, same[0].emphasis, same[0].link) != (
                run.strong,
                run.emphasis,
                run.link,
            ):
                end()
            same.append(run)
    end()
    return tuple(result)


ListItem.model_rebuild()
ListBlock.model_rebuild()
Cell.model_rebuild()
Row.model_rebuild()
Table.model_rebuild()
Quote.model_rebuild()
Body.model_rebuild()
