"""What a plain text can't say of its own structure, put in as its writer would: the table, the quotation, how
deep a heading stands, and which words of an item are bold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from briefmaker.letter.answers import Answers, Entry
from briefmaker.letter.body import (
    Block,
    Body,
    Cell,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    Quote,
    Row,
    Table,
    Text,
    inlines,
    plain_text,
)

_QUOTATION = re.compile(r"[‘'“\"].{80,}[’'”\"]", re.DOTALL)
_KEYWORDS = re.compile(r"[^.?!]{3,80}[.?!] ")
_LONG_LIST = 5
_ROWS = {
    "Onderwerp": "onderwerp",
    "Steller": "steller",
    "Collegevergadering": "collegevergadering",
    "Raadsvoorstelnummer": "raadsvoorstelnummer",
}
_LABELS = {*_ROWS, "Portefeuillehouders", "Raadsvergadering"}


def completed(answers: Answers, text: str) -> Answers:
    """The answers that were read from `text`, with what it doesn't say."""
    table = table_of(text)
    bodies = {
        field: Body(blocks=tuple(_blocks(value.blocks, table))).with_ids()
        for field, value in answers.items()
        if isinstance(value, Body)
    }
    return _with_block(answers.with_answers(bodies), text)


def _with_block(answers: Answers, text: str) -> Answers:
    """The rows of the block, where a label and its value stand on a line with but a space between."""
    for line in text.partition("1. Voorstel")[0].splitlines():
        label, _space, value = line.partition(" ")
        if label in _ROWS and not answers.text(_ROWS[label]):
            answers = answers.with_answer(_ROWS[label], value)
        if label == "Portefeuillehouders" and not answers.entries("portefeuillehouders"):
            names = re.split(r", (?!MSc)", value)
            entries = tuple(Entry(values={"naam": name}) for name in names)
            answers = answers.with_answer("portefeuillehouders", entries)
    return answers


def table_of(text: str) -> Table:
    """The table that stands in a text with tabs between its cells: labels before its rows, above a header
    that is about all other columns."""
    parted = groupby(text.splitlines(), key=lambda line: bool(line.strip()))
    passages = [list(lines) for filled, lines in parted if filled]
    (lines,) = (passage for passage in passages if any("\t" in line for line in passage))
    width = max(line.count("\t") for line in lines) + 1
    rows = [[cell.strip() for cell in line.split("\t")] for line in lines]
    spanning = next(cell for cell in rows[0] if cell)
    made = [Row(cells=(_cell(""), _cell(spanning, width - 1)))]
    made += [Row(cells=tuple(map(_cell, [*row, *[""] * width][:width]))) for row in rows[1:]]
    return Table(header_rows=2, header_column=True, rows=tuple(made))


def _cell(text: str, span: int = 1) -> Cell:
    return Cell(blocks=(Paragraph(inlines=inlines(text)),), span=span)


def _blocks(blocks: tuple[Block, ...], table: Table) -> Iterator[Block]:
    """One block after the other, changed where the text says less than its writer meant."""
    cells = _bare("".join(plain_text(p.inlines) for p in Body(blocks=(table,)).leaves()))
    before: Block | None = None
    deeper = False
    for block in blocks:
        said = plain_text(block.inlines) if isinstance(block, Paragraph | Heading) else ""
        if isinstance(block, Heading):
            deeper = deeper or isinstance(before, Heading)
            yield block.model_copy(update={"level": 2 if deeper else 1})
        elif said and _bare(said) == cells:
            yield table
        elif (
            _QUOTATION.fullmatch(said)
            and isinstance(before, Paragraph)
            and plain_text(before.inlines)[-1] == ":"
        ):
            yield Quote(blocks=(block,))
        elif isinstance(block, ListBlock) and block.kind == "numbered" and len(block.items) >= _LONG_LIST:
            yield block.model_copy(update={"items": tuple(map(_with_keywords, block.items))})
        elif said not in {"gemeente", "Haarlemmermeer"} and said.split(" ")[0] not in _LABELS:
            yield block
        before = block


def _introduces(before: Block | None) -> bool:
    return isinstance(before, Paragraph) and plain_text(before.inlines).endswith(":")


def _with_keywords(item: ListItem) -> ListItem:
    (paragraph,) = item.blocks
    assert isinstance(paragraph, Paragraph)
    said = plain_text(paragraph.inlines)
    keywords = _KEYWORDS.match(said)
    assert keywords is not None
    end = keywords.end() - 1
    runs = (Text(text=said[:end], strong=True), Text(text=said[end:]))
    return item.model_copy(update={"blocks": (paragraph.model_copy(update={"inlines": runs}),)})


def _bare(text: str) -> str:
    return "".join(text.split())
