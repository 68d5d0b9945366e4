"""Takes out of typed text what no Word document can carry, in sight of the user.

A character that can't stand in a document is shown as U+FFFD on the page and reported as an error, so
the letter can't leave before the user has taken it out: nothing changes silently.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar
from weakref import WeakValueDictionary

from pydantic import BaseModel

from briefmaker.i18n import _
from briefmaker.letter.body import (
    Block,
    Body,
    Cell,
    Footnote,
    Heading,
    Image,
    Inline,
    LineBreak,
    ListBlock,
    ListItem,
    Paragraph,
    Quote,
    Row,
    Table,
    Text,
)
from briefmaker.letter.characters import character_name, illegal_characters, normalised_line_ends
from briefmaker.letter.letter import Gap
from briefmaker.problems import Place, Problem

__all__ = ["cleaned_body", "cleaned_text"]

Value = TypeVar("Value", bound=BaseModel)
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_clean: WeakValueDictionary[int, BaseModel] = WeakValueDictionary()
"""Blocks with nothing wrong in them, by identity. They never change, and a keystroke makes one new block
among the hundreds of a long letter."""


def cleaned_text(text: str, where: Place, label: str) -> tuple[str, list[Problem]]:
    """`text` with "\\n" as its only line end and nothing illegal in it, and what was found."""
    text = normalised_line_ends(text)
    illegal = illegal_characters(text)
    if not illegal:
        return text, []
    for character in illegal:
        text = text.replace(character, _REPLACEMENT)
    names = ", ".join(character_name(character) for character in illegal)
    problem = Problem(
        "characters.illegal",
        where,
        _("“{field}” holds characters that can't stand in a document: {characters}.").format(
            field=label, characters=names
        ),
        _("Remove them; they show as {sign} on the page.").format(sign=_REPLACEMENT),
    )
    return text, [problem]


def cleaned_body(body: Body, field: str, label: str) -> tuple[Body, list[Problem]]:
    """`body` with nothing illegal in it and an id for every block, and what was found, block by block."""
    named = body.with_ids()  # first, so that every problem has its place
    cleaner = _Cleaner(field, label)
    blocks = cleaner.of_blocks(named.blocks)
    return Body(blocks=blocks) if cleaner.changed else named, cleaner.problems


class _Cleaner:
    def __init__(self, field: str, label: str) -> None:
        self._field = field
        self._label = label
        self.problems: list[Problem] = []
        self.changed = False

    def of_blocks(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        return tuple(self._of_block(block) for block in blocks)

    def _of_block(self, block: Block) -> Block:
        if _clean.get(id(block)) is block:
            return block
        found = len(self.problems)
        cleaned = self._cleaned(block)
        if cleaned is block and len(self.problems) == found:
            _clean[id(block)] = block
        return cleaned

    def _cleaned(self, block: Block) -> Block:
        if isinstance(block, Paragraph | Heading):
            return self._changed(block, "inlines", self._of_inlines(block.inlines, block.id))
        if isinstance(block, ListBlock):
            return self._changed(block, "items", tuple(self._of_item(item) for item in block.items))
        if isinstance(block, Table):
            return self._changed(block, "rows", tuple(self._of_row(row) for row in block.rows))
        if isinstance(block, Image) and not block.data:
            return self._missing(block)
        if isinstance(block, Image):
            alt, found = cleaned_text(block.alt, Place(self._field, block.id), self._label)
            self.problems += found
            if alt == block.alt:
                return block
            self.changed = True
            return block.model_copy(update={"alt": alt})
        if isinstance(block, Quote):
            return self._changed(block, "blocks", self.of_blocks(block.blocks))
        return block

    def _missing(self, image: Image) -> Block:
        """A gap, as a field that is empty prints one: there is always a page."""
        self.changed = True
        self.problems.append(
            Problem(
                "image.missing",
                Place(self._field, image.id),
                _("A picture is missing from “{field}”.").format(field=self._label),
                _("It was not in the file, or damaged. Insert it again, or remove its place."),
            )
        )
        return Paragraph(id=image.id, inlines=(Text(text=Gap(label=_("Picture")).printed),))

    def _of_item(self, item: ListItem) -> ListItem:
        return self._changed(item, "blocks", self.of_blocks(item.blocks))

    def _of_row(self, row: Row) -> Row:
        return self._changed(row, "cells", tuple(self._of_cell(cell) for cell in row.cells))

    def _of_cell(self, cell: Cell) -> Cell:
        return self._changed(cell, "blocks", self.of_blocks(cell.blocks))

    def _of_inlines(self, inlines: tuple[Inline, ...], block: str) -> tuple[Inline, ...]:
        result: list[Inline] = []
        for run in inlines:
            if isinstance(run, LineBreak):
                result.append(run)
                continue
            if isinstance(run, Footnote):
                note = self._of_inlines(run.note, block)
                result.append(self._changed(run, "note", note))
                continue
            text, found = cleaned_text(run.text, Place(self._field, block), self._label)
            link, found_in_link = cleaned_text(run.link, Place(self._field, block), self._label)
            self.problems += found + found_in_link
            if text == run.text and link == run.link:
                result.append(run)
                continue
            for index, line in enumerate(text.split("\n")):
                if index:
                    result.append(LineBreak())
                if line:
                    result.append(Text(text=line, strong=run.strong, emphasis=run.emphasis, link=link))
        return tuple(result)

    def _changed(self, value: Value, name: str, new: tuple[object, ...]) -> Value:
        """`value` itself where nothing changed (the common case), so that big letters stay cheap."""
        old = getattr(value, name)
        if len(old) == len(new) and all(a is b for a, b in zip(old, new, strict=True)):
            return value
        self.changed = True
        return value.model_copy(update={name: new})
