"""HTML from the clipboard as blocks."""

from __future__ import annotations

from typing import NamedTuple

from briefmaker.content.foreign.dropped import Dropped
from briefmaker.content.foreign.flow import Flow, Surroundings
from briefmaker.content.foreign.notes import notes_taken_out
from briefmaker.content.foreign.tree import Element, page_of
from briefmaker.letter.body import (
    Block,
    Body,
    Footnote,
    LineBreak,
    NoteInline,
    joined_inlines,
)

__all__ = ["Pasted", "blocks_from_html"]

_LONGEST = 40_000_000


class Pasted(NamedTuple):
    """Blocks without ids, and what was left out."""

    blocks: tuple[Block, ...]
    dropped: tuple[Dropped, ...] = ()


def blocks_from_html(html: str) -> Pasted:
    """What HTML says, in house style: paragraphs, headings, lists, tables, quotes, emphasis, links,
    footnotes and the pictures that stand in it. No blocks when there is nothing in it, or more than
    anyone pastes. Nothing is fetched from anywhere."""
    page = page_of(html) if len(html) <= _LONGEST else None
    if page is None:
        return Pasted(())
    notes = notes_taken_out(page.root)
    around = Surroundings(page.sheet, page.dropped)
    around.notes = {name: _note(element, around) for name, element in notes.items()}
    blocks = Flow(around).read(page.root.children)
    return Pasted(tuple(blocks), tuple(kind for kind in Dropped if kind in page.dropped))


def _note(element: Element, around: Surroundings) -> tuple[NoteInline, ...]:
    """The text of a footnote: its paragraphs on lines of their own."""
    blocks = Flow(around).read(element.children or ())
    inlines: list[NoteInline] = []
    for leaf in Body(blocks=tuple(blocks)).leaves():
        if inlines:
            inlines.append(LineBreak())
        inlines += [run for run in leaf.inlines if not isinstance(run, Footnote)]
    return tuple(run for run in joined_inlines(inlines) if not isinstance(run, Footnote))
