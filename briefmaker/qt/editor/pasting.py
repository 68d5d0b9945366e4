"""What is pasted or dropped, as lines of ours: structure and emphasis stay, looks don't.

The richest form that is understood counts: our own, HTML, RTF, text, a picture. Nothing is fetched
from anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage

from briefmaker.content.foreign.dropped import Dropped
from briefmaker.content.foreign.legal import legal
from briefmaker.content.foreign.pasted_text import blocks_from_text, is_wrapped, paragraphs_from_text
from briefmaker.content.foreign.reading import Pasted as PastedBlocks
from briefmaker.content.foreign.reading import blocks_from_html
from briefmaker.content.foreign.rtf import blocks_from_rtf
from briefmaker.errors import UnusableInput
from briefmaker.letter.body import Block, Body, Heading, Image, LineBreak, Paragraph, Text
from briefmaker.letter.characters import normalised_line_ends
from briefmaker.qt.editor.lines import Line, lines_of
from briefmaker.qt.editor.pictures import image_of

__all__ = [
    "BODY_MIME",
    "Pasted",
    "can_paste",
    "pasted_blocks",
    "pasted_lines",
    "pasted_plain",
    "pasted_text",
]

BODY_MIME = "application/x-briefmaker-body+json"
_RTF = (
    "text/rtf",
    "application/rtf",
    "text/richtext",
    'application/x-qt-windows-mime;value="Rich Text Format"',
)
_OWN_AT_MOST = 60_000_000
_TEXT_AT_MOST = 4_000_000
_LINES_AT_MOST = 6_000
_MANY_BREAKS = 3


class Pasted(NamedTuple):
    """Lines to insert, ids still empty; the characters left out because no letter can hold them; the
    kinds of things left out because a letter has no place for them; whether it was too much."""

    lines: list[Line]
    left_out: tuple[str, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    too_much: bool = False


def can_paste(source: QMimeData) -> bool:
    """Whether anything in it can be pasted."""
    if any(source.hasFormat(name) for name in _RTF):
        return True
    return source.hasText() or source.hasHtml() or source.hasFormat(BODY_MIME) or source.hasImage()


def pasted_lines(source: QMimeData) -> Pasted:
    """What the clipboard or a drop holds, from the richest form that is understood."""
    own = _own(source)
    if own is not None:
        return pasted_blocks(own)
    text = source.text()
    dropped: tuple[Dropped, ...] = ()
    if source.hasHtml() and (html := source.html()):
        blocks, dropped = blocks_from_html(html)
        if blocks and _is_wrapped(blocks, text):
            return pasted_text(text)
        if blocks and _has_the_text(blocks, text):
            return pasted_blocks(_as_words(blocks, text), dropped)
    if (rich := _rtf(source)) and rich.blocks and _has_the_text(rich.blocks, text):
        return pasted_blocks(_as_words(rich.blocks, text), rich.dropped)
    if text.strip() or not source.hasImage():
        return pasted_text(text)
    return _picture(source, dropped)


def pasted_text(text: str) -> Pasted:
    """Plain text with its lists and, where it was cut into lines, its paragraphs."""
    if len(text) > _TEXT_AT_MOST:
        return Pasted([], too_much=True)
    return pasted_blocks(blocks_from_text(text))


def pasted_plain(source: QMimeData) -> Pasted:
    """Only the text of what the clipboard holds, each line a paragraph."""
    text = source.text()
    if len(text) > _TEXT_AT_MOST:
        return Pasted([], too_much=True)
    return pasted_blocks(paragraphs_from_text(text))


def pasted_blocks(blocks: Iterable[Block], dropped: Sequence[Dropped] = ()) -> Pasted:
    """Blocks as lines to insert."""
    clean = legal(blocks)
    pictured, lost = _checked(clean.blocks)
    if lost and Dropped.PICTURES not in dropped:
        dropped = (*dropped, Dropped.PICTURES)
    lines = list(lines_of(Body(blocks=pictured).with_ids().blocks))
    if len(lines) > _LINES_AT_MOST:
        return Pasted([], too_much=True)
    return Pasted([_without_id(line) for line in lines], clean.left_out, tuple(dropped))


def _own(source: QMimeData) -> tuple[Block, ...] | None:
    if not source.hasFormat(BODY_MIME):
        return None
    data = bytes(source.data(BODY_MIME).data())
    try:
        return Body.model_validate_json(data).blocks if len(data) <= _OWN_AT_MOST else None
    except ValueError:
        return None


def _rtf(source: QMimeData) -> PastedBlocks | None:
    """What RTF says, from programs that give no HTML."""
    for name in _RTF:
        if source.hasFormat(name):
            data = bytes(source.data(name).data())
            return blocks_from_rtf(data.decode("latin-1")) if len(data) <= _TEXT_AT_MOST else None
    return None


def _picture(source: QMimeData, dropped: tuple[Dropped, ...]) -> Pasted:
    """The picture on the clipboard; what HTML said of it besides is no loss then."""
    image = source.imageData()
    try:
        return pasted_blocks([image_of(image)] if isinstance(image, QImage) else [])
    except UnusableInput:
        return Pasted([], dropped=dropped or (Dropped.PICTURES,))


def _checked(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], bool]:
    """The blocks with every picture as a letter holds it; and whether some were none."""
    kept: list[Block] = []
    for block in blocks:
        if isinstance(block, Image):
            try:
                kept.append(image_of(block.data, block.alt))
            except UnusableInput:
                continue
        else:
            kept.append(block)
    return tuple(kept), len(kept) != len(blocks)


def _has_the_text(blocks: Sequence[Block], text: str) -> bool:
    """Whether the blocks hold most of what the other program gives as plain text; else its HTML was not
    understood, and plain text loses less."""
    if any(isinstance(block, Image) for block in blocks):
        return True
    found = sum(len("".join(words.split())) for words in Body(blocks=tuple(blocks)).texts())
    return found * 2 >= len("".join(text.split()))


def _is_wrapped(blocks: Sequence[Block], text: str) -> bool:
    """Whether the HTML is that of a page of a PDF in a browser: nothing but lines that were full."""
    if not all(isinstance(block, Paragraph) for block in blocks):
        return False
    breaks = sum(
        isinstance(run, LineBreak)
        for block in blocks
        if isinstance(block, Paragraph)
        for run in block.inlines
    )
    return breaks >= _MANY_BREAKS and is_wrapped(normalised_line_ends(text))


def _as_words(blocks: tuple[Block, ...], text: str) -> tuple[Block, ...]:
    """A few words out of a sentence keep the spaces round them, and what was a single word of a heading
    is a word."""
    only = blocks[0]
    if len(blocks) > 1 or "\n" in text or not isinstance(only, Paragraph | Heading):
        return blocks
    if isinstance(only, Heading) and len(text.split()) != 1:
        return blocks
    runs = list(only.inlines)
    for end, spaced in ((0, text[:1] == " "), (-1, text[-1:] == " ")):
        if spaced and isinstance(run := runs[end], Text) and run.text[end] != " ":
            runs[end] = run.model_copy(update={"text": f" {run.text}" if end == 0 else f"{run.text} "})
    return (Paragraph(inlines=tuple(runs)),)


def _without_id(line: Line) -> Line:
    return line._replace(block=line.block.model_copy(update={"id": ""}))
