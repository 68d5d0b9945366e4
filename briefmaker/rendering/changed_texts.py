"""The texts of a letter after its Word document was changed: where they begin and end, and what they say."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from briefmaker.letter.body import Block, Body
from briefmaker.letter.document_type import BodyStyles
from briefmaker.rendering.body_reader import WordBody
from briefmaker.rendering.body_text import BodyText
from briefmaker.rendering.compiled import Rendered

__all__ = ["changed_texts", "differing_lines"]

_Texts = Sequence[tuple[str, ...]]
_NEAR = 100
"""Paragraphs by which one of several equal places is told from the others."""
_MOST_COMPARED = 2_000
"""Blocks of a text: comparing takes time in the square of their number where many are equal."""


def changed_texts(
    now: WordBody, printed: Rendered, texts: Mapping[str, Body], styles: BodyStyles
) -> dict[str, Body | None]:
    """What the texts of a letter are in a Word document that was changed since.

    now: the document as it is now; printed: the letter as it was made; texts: its texts by field, as they
    were printed. In the result a text has its blocks as they were where Word has them so; it is None where
    its beginning or end can't be told for sure, because what stands around it was changed too, or because it
    stands in a table of the template and doesn't read as it did.
    """
    before = WordBody(printed.docx, styles)
    lines = [said for child in now.texts for line in child if (said := _plain(line))]
    found: dict[str, Body | None] = {}
    for field, text in texts.items():
        span = _printed_span(before.texts, printed, field, text)
        place = None if span is None else _place(before.texts, now.texts, *span)
        if span is None and _stands_in(lines, text):
            found[field] = text
        elif span is None or place is None:
            found[field] = None
        else:
            found[field] = _kept(text, before.body(*span), now.body(*place))
    return found


def differing_lines(now: WordBody, printed: WordBody) -> tuple[str, ...]:
    """The paragraphs that stand in the changed document and not in the printed one, white space aside."""
    known = {_plain(line) for child in printed.texts for line in child}
    lines = (line for child in now.texts for line in child)
    return tuple(line for line in lines if _plain(line) and _plain(line) not in known)


def _printed_span(children: _Texts, printed: Rendered, field: str, text: Body) -> tuple[int, int] | None:
    """From which paragraph or table of the printed document up to which a text goes, None when it is empty or
    stands in the table of a template."""
    placed: list[int] = []
    paragraphs = iter(printed.paragraphs)
    for index, child in enumerate(children):
        for line in child:
            paragraph = next(paragraphs, None)
            if paragraph is None or _plain(paragraph.text) != _plain(line):
                return None
            if any(span.place.field == field for span in paragraph.spans):
                placed.append(index)
    if not placed:
        return None
    start, end = placed[0], placed[-1] + 1
    said = [line for child in children[start:end] for line in child]
    expected = BodyText().of(text).split("\r")
    return (start, end) if _plain(" ".join(said)) == _plain(" ".join(expected)) else None


def _stands_in(lines: Sequence[str], text: Body) -> bool:
    """Whether a text in a template's own table, whose bounds can't be told, reads as it did."""
    said = [line for each in BodyText().of(text).split("\r") if (line := _plain(each))]
    starts = (at for at, line in enumerate(lines) if said and line == said[0])
    return any(lines[at : at + len(said)] == said for at in starts)


def _place(before: _Texts, now: _Texts, start: int, end: int) -> tuple[int, int] | None:
    """Where a text that went from `start` to `end` is in the changed document: between what stood around."""
    was = [_plain(" ".join(child)) for child in before]
    is_ = [_plain(" ".join(child)) for child in now]
    begin = _after(was[:start], is_)
    rest = _after(was[end:][::-1], is_[::-1])
    if begin is None or rest is None or begin > len(is_) - rest:
        return None
    return begin, len(is_) - rest


def _after(known: Sequence[str], lines: Sequence[str]) -> int | None:
    """The index in `lines` after the last of the known ones, which must be found there once; None otherwise.

    Of several places that one counts before which most is as it was.
    """
    blanks = next((count for count, line in enumerate(reversed(known)) if line), len(known))
    if blanks == len(known):
        return len(known) if not any(lines[: len(known)]) else None
    last = len(known) - blanks
    near = known[max(last - _NEAR, 0) : last]
    scores: dict[int, int] = {}
    for index, line in enumerate(lines):
        if line == near[-1] and not any(lines[index + 1 : index + 1 + min(blanks, _NEAR)]):
            scores[index] = _equal_before(near, lines[max(index + 1 - _NEAR, 0) : index + 1])
    highest = max(scores.values(), default=0)
    best = [index for index, score in scores.items() if score == highest]
    return best[0] + 1 + blanks if len(best) == 1 else None


def _equal_before(one: Sequence[str], other: Sequence[str]) -> int:
    """How many lines before the end of both are equal."""
    pairs = zip(reversed(one), reversed(other), strict=False)
    return next((count for count, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _kept(text: Body, before: Body, now: Body) -> Body:
    """`now`, with the blocks of `text` where it reads as before: they have their ids, and what Word can't
    say."""
    if len(before.blocks) != len(text.blocks):
        return now if _keys(before.blocks) != _keys(now.blocks) else text
    blocks: list[Block] = []
    was, is_ = _keys(before.blocks), _keys(now.blocks)
    if max(len(was), len(is_)) > _MOST_COMPARED:
        return now if was != is_ else text
    matcher = SequenceMatcher(None, was, is_, autojunk=False)
    for tag, old_start, old_end, start, end in matcher.get_opcodes():
        blocks += text.blocks[old_start:old_end] if tag == "equal" else now.blocks[start:end]
    return Body(blocks=tuple(blocks)).with_ids()


def _keys(blocks: Sequence[Block]) -> list[str]:
    return [json.dumps(_without_ids(block.model_dump(mode="json"))) for block in blocks]


def _without_ids(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_ids(inner) for name, inner in value.items() if name != "id"}
    return [_without_ids(inner) for inner in value] if isinstance(value, list) else value


def _plain(text: str) -> str:
    return " ".join(text.split())
