"""Changing the leaves of a text changes them everywhere, and nothing else."""

from __future__ import annotations

from briefmaker.letter.body import (
    Body,
    Cell,
    Heading,
    ListBlock,
    ListItem,
    PageBreak,
    Paragraph,
    Quote,
    Row,
    Table,
    inlines,
    plain_text,
)
from briefmaker.letter.rewriting import Leaf, with_leaves


def p(text: str) -> Paragraph:
    return Paragraph(id=text, inlines=inlines(text))


BLOCKS = (
    p("a"),
    Heading(id="k", level=2, inlines=inlines("k")),
    ListBlock(
        id="l", items=(ListItem(id="i", blocks=(p("b"), ListBlock(items=(ListItem(blocks=(p("c"),)),)))),)
    ),
    Table(id="t", header_rows=1, rows=(Row(cells=(Cell(blocks=(p("d"),), span=2), Cell())),)),
    Quote(id="q", blocks=(p("e"), PageBreak(id="s"))),
)


def louder(leaf: Leaf) -> Leaf:
    if isinstance(leaf, Paragraph | Heading):
        return leaf.model_copy(update={"inlines": inlines(plain_text(leaf.inlines).upper())})
    return leaf


def test_every_leaf_is_changed_and_its_surroundings_stay() -> None:
    changed = Body(blocks=with_leaves(BLOCKS, louder))
    assert [plain_text(leaf.inlines) for leaf in changed.leaves()] == ["A", "K", "B", "C", "D", "E"]
    assert Body(blocks=with_leaves(changed.blocks, lambda leaf: _quieter(leaf))) == Body(blocks=BLOCKS)


def _quieter(leaf: Leaf) -> Leaf:
    if isinstance(leaf, Paragraph | Heading):
        return leaf.model_copy(update={"inlines": inlines(plain_text(leaf.inlines).lower())})
    return leaf


def test_what_is_not_changed_is_the_very_same() -> None:
    assert with_leaves(BLOCKS, lambda leaf: leaf) is BLOCKS
    changed = with_leaves(BLOCKS, lambda leaf: louder(leaf) if leaf.id == "d" else leaf)
    assert [new is old for new, old in zip(changed, BLOCKS, strict=True)] == [True, True, True, False, True]
