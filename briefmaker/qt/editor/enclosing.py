"""Where a text ends and an enclosure begins."""

from __future__ import annotations

from collections.abc import Sequence

from briefmaker.letter.answers import Enclosure
from briefmaker.letter.body import Body, Paragraph, Text, plain_text
from briefmaker.qt.editor.lines import Line, blocks_of, is_text
from briefmaker.qt.editor.runs import length
from briefmaker.qt.editor.spans import cell_of, table_at
from briefmaker.qt.editor.structure import Fresh, Place, split, text_of_line

__all__ = ["split_off"]


def split_off(lines: Sequence[Line], place: Place, fresh: Fresh) -> tuple[Body, Enclosure]:
    """The text before a place, and what follows as an enclosure: its first line, a heading as a rule, is
    the title. Empty paragraphs at the seam go; a list in which the place lies is cut in two."""
    line = lines[place.line]
    at = place.line
    table = table_at(lines, at) if cell_of(line) is not None else None
    if table is not None:
        at = table[1]  # a table stays whole, with what comes before
    elif not is_text(line.block) or (place.offset and place.offset >= length(text_of_line(line))):
        at += 1
    elif place.offset:
        lines = split(lines, place, fresh).lines
        at += 1
    before, after = list(lines[:at]), list(lines[at:])
    while before and _is_empty(before[-1]):
        before.pop()
    while after and _is_empty(after[0]):
        after.pop(0)
    title = ""
    if after and is_text(after[0].block):
        title = " ".join(plain_text(text_of_line(after.pop(0))).split())
    while after and _is_empty(after[0]):
        after.pop(0)
    kept = Body(blocks=tuple(blocks_of(before))).with_ids()
    return kept, Enclosure(title=title, body=Body(blocks=tuple(blocks_of(after))).with_ids())


def _is_empty(line: Line) -> bool:
    if not isinstance(line.block, Paragraph):
        return False
    return all(isinstance(run, Text) and not run.text.strip() for run in line.block.inlines)
