"""Blocks as they may be put into a letter: without ids, and without characters that no letter can hold."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from briefmaker.letter.body import (
    Block,
    Footnote,
    Heading,
    Inline,
    LineBreak,
    ListBlock,
    Paragraph,
    Quote,
    Table,
    Text,
    joined_inlines,
)
from briefmaker.letter.characters import illegal_characters

__all__ = ["Legal", "legal"]


class Legal(NamedTuple):
    """The blocks, and each character that was left out once."""

    blocks: tuple[Block, ...]
    left_out: tuple[str, ...]


def legal(blocks: Iterable[Block]) -> Legal:
    """The blocks at any depth without characters that no letter can hold, inlines canonical."""
    cleaning = _Cleaning()
    made = cleaning.blocks(blocks)
    return Legal(made, tuple(cleaning.left_out))


class _Cleaning:
    def __init__(self) -> None:
        self.left_out: dict[str, None] = {}

    def blocks(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        return tuple(self._block(block) for block in blocks)

    def _block(self, block: Block) -> Block:
        if isinstance(block, Paragraph | Heading):
            return block.model_copy(update={"id": "", "inlines": self._inlines(block.inlines)})
        if isinstance(block, ListBlock):
            items = tuple(
                item.model_copy(update={"id": "", "blocks": self.blocks(item.blocks)}) for item in block.items
            )
            return block.model_copy(update={"id": "", "items": items})
        if isinstance(block, Quote):
            return block.model_copy(update={"id": "", "blocks": self.blocks(block.blocks)})
        if isinstance(block, Table):
            rows = tuple(
                row.model_copy(
                    update={
                        "cells": tuple(
                            cell.model_copy(update={"blocks": self.blocks(cell.blocks)}) for cell in row.cells
                        )
                    }
                )
                for row in block.rows
            )
            return block.model_copy(update={"id": "", "rows": rows})
        return block.model_copy(update={"id": ""})

    def _inlines(self, inlines: Iterable[Inline]) -> tuple[Inline, ...]:
        return joined_inlines(self._inline(run) for run in inlines)

    def _inline(self, run: Inline) -> Inline:
        if isinstance(run, Footnote):
            note = tuple(kept for kept in map(self._note_inline, run.note) if kept != Text(text=""))
            return run.model_copy(update={"note": note}) if note != run.note else run
        return self._note_inline(run)

    def _note_inline(self, run: Text | LineBreak) -> Text | LineBreak:
        bad = illegal_characters(run.text) if isinstance(run, Text) else ()
        if not bad or not isinstance(run, Text):
            return run
        self.left_out.update(dict.fromkeys(bad))
        return run.model_copy(update={"text": run.text.translate({ord(sign): None for sign in bad})})
