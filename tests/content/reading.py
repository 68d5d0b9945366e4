"""What a letter says, for comparing it with what went in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from briefmaker.content.report import Imported
from briefmaker.letter.answers import Entry
from briefmaker.letter.body import Block, Body, ListBlock, Quote, Table, Text, plain_text


def printed(blocks: Iterable[Block]) -> Iterator[str]:
    """The text of blocks in reading order, with the numbers that numbered lists print."""
    for block in blocks:
        if isinstance(block, ListBlock):
            for number, item in enumerate(block.items, start=block.start):
                if block.kind == "numbered":
                    yield f"{chr(96 + number)})" if block.numerals == "letter" else f"{number}."
                yield from printed(item.blocks)
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield from printed(cell.blocks)
        elif isinstance(block, Quote):
            yield from printed(block.blocks)
        elif hasattr(block, "inlines"):
            yield plain_text(block.inlines)


def words_of(body: Body) -> list[str]:
    return " ".join(printed(body.blocks)).split()


def pieces(imported: Imported, *, has_body: bool) -> list[str]:
    """Everything that an import says came out of the source, piece by piece."""
    texts = [remark.text for remark in imported.dropped]
    texts += list(imported.labels.values())
    if not has_body:
        texts += [remark.text for remark in imported.unplaced]
    for answer in imported.answers.values():
        if isinstance(answer, str):
            texts.append(answer)
        elif isinstance(answer, Body):
            texts.append(" ".join(printed(answer.blocks)))
        else:
            for each in answer:
                if isinstance(each, Entry):
                    texts += [value if isinstance(value, str) else " ".join(printed(value.blocks))
                              for value in each.values.values()]  # fmt: skip
                else:
                    texts += [each.title, " ".join(printed(each.body.blocks))]
    return texts


def letters(text: str, *, digits: bool = True) -> str:
    return "".join(mark for mark in text if (mark.isalnum() if digits else mark.isalpha()))


def counted(texts: Iterable[str], *, digits: bool = True) -> Counter[str]:
    return Counter(letters("".join(texts), digits=digits))


def is_in_order(part: str, whole: str) -> bool:
    """Whether the characters of `part` stand in `whole` in the same order."""
    rest = iter(whole)
    return all(mark in rest for mark in part)


def emphasised(body: Body) -> list[str]:
    return [
        run.text
        for leaf in body.leaves()
        for run in leaf.inlines
        if isinstance(run, Text) and run.emphasis and not run.strong
    ]
