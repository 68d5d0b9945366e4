"""What a plain text can't say of its own structure, put in as its writer would: the quotation, how deep a
heading stands, and which words of an item are bold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefmaker.letter.answers import Answers
from briefmaker.letter.body import (
    Block,
    Body,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    Quote,
    Text,
    plain_text,
)

_QUOTATION = re.compile(r"[‘'“\"].{80,}[’'”\"]", re.DOTALL)
_KEYWORDS = re.compile(r"[^.?!]{3,80}[.?!] ")
_LONG_LIST = 5


def completed(answers: Answers) -> Answers:
    """The answers that were read from a text, with what it doesn't say."""
    return answers.with_answers(
        {
            field: Body(blocks=tuple(_blocks(value.blocks))).with_ids()
            for field, value in answers.items()
            if isinstance(value, Body)
        }
    )


def _blocks(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """One block after the other, changed where the text says less than its writer meant."""
    before: Block | None = None
    deeper = False
    for block in blocks:
        said = plain_text(block.inlines) if isinstance(block, Paragraph) else ""
        if isinstance(block, Heading):
            deeper = deeper or isinstance(before, Heading)
            yield block.model_copy(update={"level": 2 if deeper else 1})
        elif _QUOTATION.fullmatch(said) and _introduces(before):
            yield Quote(blocks=(block,))
        elif isinstance(block, ListBlock) and block.kind == "numbered" and len(block.items) >= _LONG_LIST:
            yield block.model_copy(update={"items": tuple(map(_with_keywords, block.items))})
        else:
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
