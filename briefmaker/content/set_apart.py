"""What plain text sets apart without a mark: quotations, a motto, sub-headings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefmaker.letter.body import (
    Block,
    Heading,
    Paragraph,
    Quote,
    plain_text,
)

__all__ = ["with_quotations", "with_sub_headings"]

_OPENING = "‘'“\"„"
_CLOSING = re.compile(r"['’”\"]\s*[.!?]?\s*$")
_SHORTEST_QUOTATION = 60
_LONGEST_MOTTO = 140
_MOTTO = re.compile(r"\bmotto\b", re.IGNORECASE)
_NEAR = 80


def with_quotations(blocks: Sequence[Block]) -> list[Block]:
    """The same blocks: a paragraph wholly between quotation marks that another leads in to is a quotation,
    a short line that the next paragraph calls a motto is one."""
    found: list[Block] = []
    for index, block in enumerate(blocks):
        text = plain_text(block.inlines).strip() if isinstance(block, Paragraph) else ""
        after = blocks[index + 1] if index + 1 < len(blocks) else None
        if text and _is_quotation(text) and found and _leads_in(found[-1]):
            found.append(Quote(blocks=(block,)))
        elif text and _is_motto(text, after):
            found.append(Quote(role="motto", blocks=(block,)))
        else:
            found.append(block)
    return found


def with_sub_headings(blocks: Sequence[Block]) -> list[Block]:
    """The same blocks: behind a heading that only introduces other headings, those stand below it."""
    found: list[Block] = []
    outer = 0
    for index, block in enumerate(blocks):
        if not isinstance(block, Heading):
            found.append(block)
            continue
        after = blocks[index + 1] if index + 1 < len(blocks) else None
        level = min(block.level + (outer == block.level), 3)
        if not outer and isinstance(after, Heading) and after.level == block.level:
            outer = block.level
        found.append(block.model_copy(update={"level": level}) if level != block.level else block)
    return found


def _is_quotation(text: str) -> bool:
    return len(text) >= _SHORTEST_QUOTATION and text[0] in _OPENING and _CLOSING.search(text) is not None


def _leads_in(block: Block) -> bool:
    return isinstance(block, Paragraph) and plain_text(block.inlines).rstrip().endswith(":")


def _is_motto(text: str, after: Block | None) -> bool:
    if len(text) > _LONGEST_MOTTO or text.endswith((".", ":", ";", ",")) or not isinstance(after, Paragraph):
        return False
    return _MOTTO.search(plain_text(after.inlines)[:_NEAR]) is not None
