"""What of a PDF's looks says something about its text, and what is only the house style's."""

from __future__ import annotations

from itertools import pairwise

from briefmaker.letter.body import Block, Paragraph, Quote, Text, joined_inlines
from briefmaker.output.pdf_text import PageText, Shown

__all__ = ["ends_with_spaces", "right_of", "with_whole_quotes", "without_looks", "without_strong"]


def ends_with_spaces(pages: list[PageText]) -> bool:
    """Whether full lines end with a space: those behind which a word in lower case begins the next."""
    spaced = bare = 0
    for page in pages:
        own = [shown for shown in page.shown if not shown.artifact and shown.text]
        for before, after in pairwise(own):
            if after.baseline - before.baseline > 2 and after.text[:1].islower():
                spaced += before.text.endswith(" ")
                bare += not before.text.endswith((" ", "-"))
    return spaced > 2 * bare


def with_whole_quotes(blocks: list[Block]) -> list[Block]:
    """Quotations that follow each other as one."""
    found: list[Block] = []
    for block in blocks:
        before = found[-1] if found else None
        if isinstance(block, Quote) and isinstance(before, Quote) and block.role == before.role:
            found[-1] = before.model_copy(update={"blocks": (*before.blocks, *block.blocks)})
        else:
            found.append(block)
    return found


def without_looks(blocks: list[Block]) -> list[Block]:
    """The blocks of a quotation; where all of it is italic, that is the house style's doing."""
    runs = [
        run
        for block in blocks
        if isinstance(block, Paragraph)
        for run in block.inlines
        if isinstance(run, Text) and run.text.strip()
    ]
    if not runs or not all(run.emphasis for run in runs):
        return blocks
    return [
        Paragraph(
            inlines=joined_inlines(
                run.model_copy(update={"emphasis": False}) if isinstance(run, Text) else run
                for run in block.inlines
            )
        )
        if isinstance(block, Paragraph)
        else block
        for block in blocks
    ]


def without_strong(block: Block) -> Block:
    """A paragraph of a header cell, which is bold because it is one."""
    if not isinstance(block, Paragraph):
        return block
    inlines = tuple(
        run.model_copy(update={"strong": False}) if isinstance(run, Text) else run for run in block.inlines
    )
    return Paragraph(inlines=inlines)


def right_of(shown: Shown) -> float:
    """Where the last glyph that is no space ends."""
    for glyph, edge in zip(reversed(shown.glyphs), reversed(shown.edges[1:]), strict=False):
        if glyph.strip():
            return edge
    return 0.0
