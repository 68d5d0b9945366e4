"""Lists that stand behind each other though one stands inside the other: LibreOffice's PDFs have them so."""

from __future__ import annotations

from collections.abc import Sequence

from briefmaker.letter.body import Block, ListBlock, ListItem, Paragraph, plain_text

__all__ = ["nested_lists"]


def nested_lists(blocks: Sequence[Block]) -> list[Block]:
    """The same blocks, in which a list of another kind between two halves of a list, or behind an item that
    leads in to it, stands inside that item."""
    found: list[Block] = []
    for index, block in enumerate(blocks):
        before = found[-1] if found else None
        if not (isinstance(block, ListBlock) and isinstance(before, ListBlock)):
            found.append(block)
            continue
        if _goes_on(before, block) and isinstance(before.items[-1].blocks[-1], ListBlock):
            found[-1] = before.model_copy(update={"items": (*before.items, *block.items)})
        elif _stands_inside(before, block, blocks[index + 1] if index + 1 < len(blocks) else None):
            last = before.items[-1]
            inside = ListItem(id=last.id, blocks=(*last.blocks, block))
            found[-1] = before.model_copy(update={"items": (*before.items[:-1], inside)})
        else:
            found.append(block)
    return found


def _goes_on(before: ListBlock, after: ListBlock) -> bool:
    """Whether a numbered list counts on from the one before it."""
    if before.kind != "numbered" or after.kind != "numbered" or before.numerals != after.numerals:
        return False
    return after.start == before.start + len(before.items)


def _stands_inside(before: ListBlock, inside: ListBlock, after: Block | None) -> bool:
    if (before.kind, before.numerals) == (inside.kind, inside.numerals) or not before.items:
        return False
    if isinstance(after, ListBlock) and _goes_on(before, after):
        return True
    last = before.items[-1].blocks
    return (
        bool(last) and isinstance(last[-1], Paragraph) and plain_text(last[-1].inlines).rstrip().endswith(":")
    )
