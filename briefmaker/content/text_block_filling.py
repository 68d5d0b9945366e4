"""A text block with the letter's fields and the answers filled in: plain values into a text that is parsed.

The Markdown is read first and the values are put in afterwards, once, as text: an asterisk, a brace or a
hash in a value is printed as it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from briefmaker.content.text_blocks import PLACEHOLDER, TextBlock
from briefmaker.letter.body import (
    Block,
    Body,
    Footnote,
    Heading,
    Image,
    Inline,
    LineBreak,
    ListBlock,
    Paragraph,
    Quote,
    Table,
    Text,
    inlines,
    joined_inlines,
)

__all__ = ["filled_text_block"]

_SAFE_LINK = re.compile(r"(?:https?://|mailto:|tel:)[^\s\[\]]+", re.IGNORECASE)
"""What an address may be once it is filled in; one with a gap in it is none."""


def filled_text_block(block: TextBlock, values: Mapping[str, str]) -> Body:
    """The block's text with `values` where it names them; "\\n" in a value is a line break. A name without a
    value stands as a visible gap, `[name]`."""
    body = _parsed(block.markdown, tuple(block.pictures.items()))
    if not block.names:
        return body
    return Body(blocks=_Filling(values).blocks(body.blocks))


@lru_cache(maxsize=32)
def _parsed(markdown: str, pictures: tuple[tuple[str, bytes], ...]) -> Body:
    # The window shows its first page without a reader of Markdown.
    from briefmaker.content.markdown import body_from_markdown

    return body_from_markdown(markdown, dict(pictures).get)


class _Filling:
    """Goes through blocks with the values at hand."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = values

    def blocks(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        """The same blocks, filled in."""
        return tuple(self._block(block) for block in blocks)

    def _block(self, block: Block) -> Block:
        if isinstance(block, Paragraph | Heading):
            return block.model_copy(update={"inlines": self._inlines(block.inlines)})
        if isinstance(block, ListBlock):
            items = tuple(
                item.model_copy(update={"blocks": self.blocks(item.blocks)}) for item in block.items
            )
            return block.model_copy(update={"items": items})
        if isinstance(block, Quote):
            return block.model_copy(update={"blocks": self.blocks(block.blocks)})
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
            return block.model_copy(update={"rows": rows})
        if isinstance(block, Image):
            return block.model_copy(update={"alt": " ".join(self._text(block.alt).split())})
        return block

    def _inlines(self, runs: Iterable[Inline]) -> tuple[Inline, ...]:
        made: list[Inline] = []
        for run in runs:
            if isinstance(run, Text):
                made += self._run(run)
            elif isinstance(run, Footnote):
                made.append(Footnote(note=tuple(self._note(run))))
            else:
                made.append(run)
        return joined_inlines(made)

    def _note(self, footnote: Footnote) -> Iterable[Text | LineBreak]:
        for run in footnote.note:
            yield from self._run(run) if isinstance(run, Text) else (run,)

    def _run(self, run: Text) -> list[Text | LineBreak]:
        link = run.link
        if PLACEHOLDER.search(link):
            link = self._text(link)
            link = link if _SAFE_LINK.fullmatch(link) else ""
        filled: list[Text | LineBreak] = []
        for part in inlines(self._text(run.text)):
            if isinstance(part, Text):
                filled.append(run.model_copy(update={"text": part.text, "link": link}))
            elif isinstance(part, LineBreak):
                filled.append(part)
        return filled

    def _text(self, text: str) -> str:
        return PLACEHOLDER.sub(self._value, text)

    def _value(self, found: re.Match[str]) -> str:
        return self._values.get(found[1], f"[{found[1]}]")
