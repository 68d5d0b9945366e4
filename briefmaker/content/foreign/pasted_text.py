"""Plain text from the clipboard as blocks."""

from __future__ import annotations

import re
from itertools import pairwise

from briefmaker.content.foreign.items import Item, grouped, label_of
from briefmaker.content.plain_text import body_from_plain_text
from briefmaker.letter.body import Block, Inline, LineBreak, Paragraph, Text, joined_inlines
from briefmaker.letter.characters import normalised_line_ends

__all__ = ["blocks_from_text", "is_wrapped", "paragraphs_from_text"]

_BULLET = re.compile(r"(\s*)([-*•·●▪◦○–]|[§o\uf0b7\uf0a7](?=\t))\s+(?=\S)")
_NUMBER = re.compile(r"(\s*)(\d{1,3}[.)]|[a-zA-Z][.)](?=\t)|[ivx]{2,6}[.)](?=\t))\s+(?=\S)")
_BREAKS = re.compile("[\v\u2028]")
_NARROWEST, _WIDEST = 45, 140
_FEWEST_LINES = 4


def blocks_from_text(text: str) -> list[Block]:
    """Plain text: every line a paragraph, lines with a dash or number items of a list, nested by their
    indent. A text that a PDF viewer or mail cut into lines is joined again. A vertical tab is Word's
    line break within a paragraph, a form feed its page break."""
    text = normalised_line_ends(text).removeprefix("\ufeff").replace("\u2029", "\n")
    if "\n" not in text:
        return [Paragraph(inlines=_inlines(text))] if text else []
    if is_wrapped(text):
        return list(body_from_plain_text(text).blocks)
    pieces: list[Block | Item] = []
    indents: list[int] = []
    for row in text.replace("\f", "\n").split("\n"):
        if not row.strip():
            indents = []
            pieces += [_END] if pieces and isinstance(pieces[-1], Item) else []
            continue
        found = _BULLET.match(row) or _NUMBER.match(row)
        if found is None:
            indents = []
            pieces.append(Paragraph(inlines=_inlines(row.strip(" "))))
            continue
        indent = len(found[1].expandtabs(8))
        while indents and indents[-1] > indent:
            indents.pop()
        if not indents or indent > indents[-1] + 1:
            indents.append(indent)
        item = Paragraph(inlines=_inlines(row[found.end() :].rstrip(" ")))
        pieces.append(Item(len(indents), "", label_of(found[2], {}), (item,)))
    return [block for block in grouped(pieces) if block is not _END]


_END: Block = Paragraph()
"""Ends the lists before it: items with a blank line between them are lists of their own."""


def paragraphs_from_text(text: str) -> list[Block]:
    """Plain text as it stands: every line a paragraph, nothing read into it."""
    lines = normalised_line_ends(text).replace("\f", "\n").replace("\u2029", "\n").split("\n")
    if len(lines) == 1:
        return [Paragraph(inlines=_inlines(text))] if text else []
    return [Paragraph(inlines=_inlines(line.rstrip(" "))) for line in lines if line.strip()]


def is_wrapped(text: str) -> bool:
    """Whether lines end because they were full, as those from a PDF viewer do: most lines that another
    follows are about as long as the longest, and go on in the middle of a sentence."""
    rows = [row.rstrip() for row in text.split("\n")]
    followed = [(len(one), one, other) for one, other in pairwise(rows) if one and other]
    if len(followed) < _FEWEST_LINES - 1:
        return False
    lengths = sorted(length for length, _, _ in followed)
    width = lengths[len(lengths) * 9 // 10]
    if not _NARROWEST <= width <= _WIDEST or lengths[-1] > _WIDEST * 1.5:
        return False
    full = sum(length >= 0.8 * width for length in lengths)
    within = sum(
        not one.endswith((".", ":", "?", "!", ";")) for length, one, _ in followed if length >= 0.8 * width
    )
    return full >= 0.6 * len(followed) and within >= 0.5 * full


def _inlines(text: str) -> tuple[Inline, ...]:
    runs: list[Inline] = []
    for number, part in enumerate(_BREAKS.split(text)):
        if number:
            runs.append(LineBreak())
        runs.append(Text(text=part.replace("\t", " ")))
    return joined_inlines(runs)
